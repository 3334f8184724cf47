// Program arguments and the environment.
// args: one --flag=2 three
package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	fmt.Println(len(os.Args), os.Args[1:])
	for i, a := range os.Args[1:] {
		if name, value, ok := strings.Cut(strings.TrimPrefix(a, "--"), "="); ok {
			fmt.Println(i, name, value)
		}
	}
	fmt.Println(os.Getenv("NO_SUCH_VARIABLE") == "")
	_, ok := os.LookupEnv("NO_SUCH_VARIABLE")
	fmt.Println(ok)
	fmt.Fprintln(os.Stdout, "standard output")
	if len(os.Args) > 10 {
		os.Exit(1)
	}
}
