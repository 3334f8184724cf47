// Files and directories: everything that package os does with paths.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

func check(err error) {
	if err != nil {
		fmt.Println("unexpected:", err)
		os.Exit(3)
	}
}

func main() {
	dir, err := os.MkdirTemp("", "weft-files-*")
	check(err)
	defer os.RemoveAll(dir)
	short := func(err error) string {
		if err == nil {
			return "<nil>"
		}
		return strings.ReplaceAll(err.Error(), dir, "DIR")
	}
	name := dir + "/a.txt"
	check(os.WriteFile(name, []byte("first line\nsecond line\n"), 0600))
	data, err := os.ReadFile(name)
	fmt.Printf("%q %v\n", data, err)

	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	check(err)
	fmt.Fprintf(f, "third %d\n", 3)
	_, err = f.WriteAt([]byte("x"), 0)
	fmt.Println(err)
	_, err = f.Read(make([]byte, 1))
	fmt.Println(short(err))
	check(f.Close())
	fmt.Println(short(f.Close()), errors.Is(f.Close(), os.ErrClosed))
	_, err = f.Write([]byte("y"))
	fmt.Println(short(err))

	f, err = os.Open(name)
	check(err)
	s := bufio.NewScanner(f)
	for s.Scan() {
		fmt.Println(s.Text())
	}
	pos, err := f.Seek(6, io.SeekStart)
	fmt.Println(pos, err)
	b := make([]byte, 4)
	n, err := io.ReadFull(f, b)
	fmt.Println(n, err, string(b))
	n, err = f.ReadAt(b, 11)
	fmt.Println(n, err, string(b))
	n, err = f.ReadAt(b, 29)
	fmt.Println(n, err, string(b[:n]))
	info, err := f.Stat()
	check(err)
	fmt.Println(info.Name(), info.Size(), info.IsDir(), info.Mode().IsRegular())
	f.Close()

	f, err = os.Create(dir + "/b.bin")
	check(err)
	f.WriteAt([]byte("end"), 7)
	f.WriteString("start")
	check(f.Truncate(9))
	f.Close()
	data, _ = os.ReadFile(dir + "/b.bin")
	fmt.Printf("%q\n", data)

	_, err = os.Open(dir + "/missing")
	fmt.Println(short(err), errors.Is(err, fs.ErrNotExist), os.IsNotExist(err))
	var pathErr *fs.PathError
	fmt.Println(errors.As(err, &pathErr), pathErr.Op)
	_, err = os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0600)
	fmt.Println(short(err), os.IsExist(err))
	fmt.Println(short(os.Mkdir(dir, 0700)))
	check(os.MkdirAll(dir+"/x/y/z", 0700))
	check(os.MkdirAll(dir+"/x/y/z", 0700))
	fmt.Println(short(os.MkdirAll(name+"/sub", 0700)))
	check(os.WriteFile(dir+"/x/y/deep.txt", nil, 0600))
	fmt.Println(short(os.Remove(dir + "/x")))
	check(os.Rename(dir+"/b.bin", dir+"/x/c.bin"))
	fmt.Println(short(os.Rename(dir+"/b.bin", dir+"/nowhere")))
	check(os.Symlink("a.txt", dir+"/link"))
	target, err := os.Readlink(dir + "/link")
	fmt.Println(target, err)
	li, err := os.Lstat(dir + "/link")
	check(err)
	si, err := os.Stat(dir + "/link")
	check(err)
	fmt.Println(li.Mode()&fs.ModeSymlink != 0, si.Mode().IsRegular(), os.SameFile(si, info))

	entries, err := os.ReadDir(dir)
	check(err)
	for _, e := range entries {
		fmt.Println(e.Name(), e.IsDir(), e.Type())
	}
	check(fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println("walk", path, d.IsDir(), err)
		if path == "x/y/z" {
			return fs.SkipDir
		}
		return nil
	}))
	data, err = fs.ReadFile(os.DirFS(dir), "a.txt")
	fmt.Println(len(data), err)
	_, err = os.DirFS(dir).Open("../etc")
	fmt.Println(err)
	sub, err := fs.Sub(os.DirFS(dir), "x")
	check(err)
	_, err = fs.Stat(sub, "none")
	fmt.Println(err)
	d, err := os.Open(dir)
	check(err)
	names, err := d.Readdirnames(2)
	fmt.Println(len(names), err)
	names, err = d.Readdirnames(100)
	fmt.Println(len(names), err)
	_, err = d.Readdirnames(1)
	fmt.Println(err)
	d.Close()

	check(os.Chdir(dir))
	data, err = os.ReadFile("a.txt")
	fmt.Println(len(data), err)
	check(os.RemoveAll("x"))
	_, err = os.Stat("x/y")
	fmt.Println(err)
	check(os.RemoveAll("does/not/exist"))
	check(os.Chdir("/"))
}
