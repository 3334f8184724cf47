// An uncaught panic with a wrapped error.
// exit: 2
// stderr: panic: open config: no such thing
package main

import (
	"errors"
	"fmt"
)

var errNone = errors.New("no such thing")

func main() {
	err := fmt.Errorf("open %s: %w", "config", errNone)
	fmt.Println(errors.Is(err, errNone))
	panic(err)
}
