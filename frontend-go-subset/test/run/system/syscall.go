// What package syscall has of files, the environment and texts for the system.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

func main() {
	dir, err := os.MkdirTemp("", "syscall")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "a")
	fmt.Println(syscall.Mkdir(name, 0o700), syscall.Mkdir(name, 0o700), syscall.Rename(name, name+"2"), syscall.Rmdir(name+"2"), syscall.Unlink(name))
	fmt.Println(os.WriteFile(name, []byte("x"), 0o600), syscall.Link(name, name+"3"), syscall.Symlink("to", name+"4"))
	buf := make([]byte, 10)
	n, err := syscall.Readlink(name+"4", buf)
	fmt.Println(string(buf[:n]), err)
	text, err := os.ReadFile(name + "3")
	fmt.Println(string(text), err)
	fmt.Println(syscall.Setenv("WEFT_X", "y"), syscall.Setenv("", "y"), os.Getenv("WEFT_X"))
	fmt.Println(syscall.Getenv("WEFT_X"))
	fmt.Println(syscall.Unsetenv("WEFT_X"))
	fmt.Println(syscall.Getenv("WEFT_X"))
	_, err = syscall.ByteSliceFromString("a\x00b")
	b, _ := syscall.ByteSliceFromString("ab")
	p, _ := syscall.BytePtrFromString("ab")
	fmt.Println(err, b, *p, syscall.O_CREAT == os.O_CREATE, syscall.O_APPEND == os.O_APPEND)
	wd, err := syscall.Getwd()
	here, _ := os.Getwd()
	fmt.Println(wd == here, err)
}
