// Arguments, environment, exit code.
// args: one two three=3
// exit: 7
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println(len(os.Args), os.Args[1:])
	os.Setenv("WEFT_TEST", "value")
	v, ok := os.LookupEnv("WEFT_TEST")
	fmt.Println(v, ok, os.Getenv("WEFT_TEST"))
	fmt.Println(os.ExpandEnv("$WEFT_TEST ${WEFT_TEST}s $NOT_THERE. $"))
	fmt.Println(os.Expand("$a-${b}-$1", func(s string) string { return "<" + s + ">" }))
	os.Unsetenv("WEFT_TEST")
	_, ok = os.LookupEnv("WEFT_TEST")
	fmt.Println(ok, os.Setenv("", "x"), os.Setenv("a=b", "x"))
	os.Clearenv()
	fmt.Println(len(os.Environ()))
	defer fmt.Println("not printed")
	os.Exit(7)
}
