// Files that the compiler puts into the program, as string, bytes and trees.
package main

import (
	"bytes"
	"embed"
	_ "embed"
	"fmt"
	"io"
	"io/fs"
)

//go:embed hello.txt
var hello string

//go:embed hello.txt
var raw []byte

//go:embed hello.txt
var again []byte

//go:embed data hello.txt
//go:embed "with space.txt"
var files embed.FS

//go:embed data/*.txt
var some embed.FS

//go:embed all:data
var all embed.FS

type text string

//go:embed hello.txt
var named text

var nothing embed.FS

func list(name string, fsys fs.FS) {
	fmt.Println(name)
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		fmt.Printf("  %-22s %v %d %v\n", path, info.Mode(), info.Size(), d.Name())
		return nil
	})
	fmt.Println("  err:", err)
}

func main() {
	fmt.Printf("%q %q %q\n", hello, raw, named)
	raw[0] = 'J'
	fmt.Printf("%q %q %v\n", raw, again, bytes.Equal(raw, again))

	list("files", files)
	list("some", some)
	list("all", all)
	list("nothing", nothing)

	data, err := files.ReadFile("data/deep/b.bin")
	fmt.Println(data, err)
	data[0] = 99
	data, _ = files.ReadFile("data/deep/b.bin")
	fmt.Println(data[0])
	for _, name := range []string{"data", "data/none", "/data", "data/", "../x", "hello.txt"} {
		_, err := files.ReadFile(name)
		fmt.Println(name, err)
	}
	_, err = files.ReadDir("hello.txt")
	fmt.Println(err)

	f, err := files.Open("hello.txt")
	if err != nil {
		panic(err)
	}
	s := f.(io.ReadSeeker)
	s.Seek(7, io.SeekStart)
	rest, err := io.ReadAll(s)
	fmt.Printf("%q %v\n", rest, err)
	n, err := f.(io.ReaderAt).ReadAt(make([]byte, 3), 99)
	fmt.Println(n, err)

	d, err := files.Open("data")
	if err != nil {
		panic(err)
	}
	for {
		list, err := d.(fs.ReadDirFile).ReadDir(2)
		fmt.Println(list, err)
		if err != nil {
			break
		}
	}
	_, err = d.Read(nil)
	fmt.Println(err)
	sub, _ := fs.Sub(files, "data/deep")
	matches, err := fs.Glob(sub, "*.bin")
	fmt.Println(matches, err)
}
