// Package execenv gives the environment for new processes.
package execenv

import (
	"os"
	"syscall"
)

// Default returns the program's environment.
func Default(sys *syscall.SysProcAttr) ([]string, error) { return os.Environ(), nil }
