// Package syscall: descriptors, times, and names that programs use for portable things.
package main

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

func main() {
	fmt.Println(syscall.Stdin, syscall.Stdout, syscall.Stderr)
	path := os.TempDir() + "/weft-syscall-files"
	fd, err := syscall.Open(path, syscall.O_CREAT|syscall.O_RDWR|syscall.O_TRUNC, 0o600)
	fmt.Println(fd > 2, err)
	n, err := syscall.Write(fd, []byte("hello, world"))
	fmt.Println(n, err)
	at, err := syscall.Seek(fd, 7, 0)
	fmt.Println(at, err)
	b := make([]byte, 20)
	n, err = syscall.Read(fd, b)
	fmt.Println(n, err, string(b[:n]))
	n, err = syscall.Pwrite(fd, []byte("J"), 0)
	fmt.Println(n, err)
	n, err = syscall.Pread(fd, b, 0)
	fmt.Println(n, err, string(b[:n]))
	fmt.Println(syscall.Ftruncate(fd, 5), syscall.Fsync(fd))
	var s syscall.Stat_t
	fmt.Println(syscall.Fstat(fd, &s), s.Size, s.Mode&syscall.S_IFMT == syscall.S_IFREG)
	fmt.Println(syscall.Close(fd), syscall.Close(fd))
	fmt.Println(syscall.Truncate(path, 3), syscall.Stat(path, &s), s.Size)
	fmt.Println(syscall.UtimesNano(path, []syscall.Timespec{{Sec: 10}, {Sec: 20}}))
	info, _ := os.Stat(path)
	fmt.Println(info.ModTime().UnixNano())
	fmt.Println(syscall.Unlink(path), syscall.Lstat(path, &s))
	_, err = syscall.Open(path, syscall.O_RDONLY, 0)
	fmt.Println(err, errors.Is(err, os.ErrNotExist))
	fmt.Println(syscall.Chdir(path), syscall.Chdir(os.TempDir()))

	fmt.Println(syscall.NsecToTimespec(-1), syscall.NsecToTimeval(1), syscall.NsecToTimeval(-1500), syscall.NsecToTimespec(3e9+4))
	tv := syscall.NsecToTimeval(5e9 + 7000)
	fmt.Println(tv.Nano())
	fmt.Println(tv.Unix())
	var now syscall.Timeval
	fmt.Println(syscall.Gettimeofday(&now), now.Sec > 1e9)
	fmt.Println(errors.Is(syscall.ENOSYS, errors.ErrUnsupported), errors.Is(syscall.EINVAL, errors.ErrUnsupported))
	fmt.Println(syscall.AF_INET, syscall.SOCK_STREAM, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, syscall.SOMAXCONN)
	fmt.Println(string(syscall.StringByteSlice("a")) == "a\x00", *syscall.StringBytePtr("b"))
	syscall.ForkLock.RLock()
	syscall.ForkLock.RUnlock()
}
