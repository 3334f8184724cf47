package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type countWriter struct{ n int }

func (c *countWriter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

func main() {
	var c countWriter
	n, err := io.Copy(io.MultiWriter(&c, os.Stdout), io.MultiReader(strings.NewReader("one\n"), strings.NewReader("two\n")))
	fmt.Println(n, err, c.n)
	data, err := io.ReadAll(io.LimitReader(strings.NewReader("0123456789"), 4))
	fmt.Println(string(data), err)
	var sb strings.Builder
	tee := io.TeeReader(strings.NewReader("tee"), &sb)
	io.Copy(io.Discard, tee)
	fmt.Println(sb.String())
	buf := make([]byte, 4)
	_, err = io.ReadFull(strings.NewReader("ab"), buf)
	fmt.Println(err, err == io.ErrUnexpectedEOF)
	_, err = io.ReadAtLeast(strings.NewReader("abcdef"), buf, 5)
	fmt.Println(err)
	_, err = io.CopyN(io.Discard, strings.NewReader("abc"), 5)
	fmt.Println(err)
	s := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	s.Seek(-2, io.SeekEnd)
	data, _ = io.ReadAll(s)
	fmt.Println(string(data), s.Size())
	pr, pw := io.Pipe()
	go func() {
		for i := 0; i < 3; i++ {
			fmt.Fprintf(pw, "message %d\n", i)
		}
		pw.CloseWithError(errors.New("writer done"))
	}()
	data, err = io.ReadAll(pr)
	fmt.Print(string(data))
	fmt.Println(err)
	io.WriteString(os.Stdout, "written\n")
	rc := io.NopCloser(strings.NewReader("x"))
	fmt.Println(rc.Close())
}
