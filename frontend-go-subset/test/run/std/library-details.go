// Details of io, log, iter and os that Go's own tests look at: errors with the last byte, readers shared by MultiReaders, empty messages,
// goroutines behind Pull, folders that are not there; a header of a slice as a constant.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
)

type full struct{}

func (full) Read(p []byte) (int, error) { return len(p), errors.New("with the last byte") }

func main() {
	var b bytes.Buffer
	fmt.Println(io.CopyN(&b, full{}, 5))
	fmt.Println(io.CopyN(struct{ io.Writer }{&b}, full{}, 5))
	fmt.Println(io.CopyN(&b, strings.NewReader("abc"), 5))

	first := io.MultiReader(strings.NewReader("123"), strings.NewReader("45678"))
	second := io.MultiReader(first)
	four := make([]byte, 4)
	for _, r := range []io.Reader{second, first} {
		n, err := io.ReadFull(r, four)
		fmt.Println(string(four[:n]), err)
	}

	b.Reset()
	l := log.New(&b, "\n", 0)
	l.Output(0, "")
	l.SetPrefix("p:")
	l.Print("")
	l.SetOutput(io.Discard)
	l.Printf("%d", 1)
	fmt.Printf("%q\n", b.String())

	before := runtime.NumGoroutine()
	next, stop := iter.Pull(func(yield func(int) bool) { _ = yield(1) && yield(2) })
	fmt.Println(runtime.NumGoroutine() - before)
	fmt.Println(next())
	stop()
	fmt.Println(runtime.NumGoroutine() - before)

	missing := filepath.Join(os.TempDir(), "surely", "missing")
	_, err := os.MkdirTemp(missing, "x")
	var path *os.PathError
	fmt.Println(errors.As(err, &path) && path.Path == missing, os.IsNotExist(err))

	var header any = reflect.SliceHeader{Len: 3, Cap: -1}
	fmt.Println(header)
}
