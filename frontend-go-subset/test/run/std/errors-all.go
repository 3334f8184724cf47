package main

import (
	"errors"
	"fmt"
	"io"
)

type notFound struct{ name string }

func (e *notFound) Error() string        { return e.name + " not found" }
func (e *notFound) Is(target error) bool { return target == errMissing }

type code int

func (c code) Error() string { return fmt.Sprintf("code %d", int(c)) }

type timeout interface {
	error
	Timeout() bool
}

type slow struct{}

func (slow) Error() string { return "slow" }
func (slow) Timeout() bool { return true }

var errMissing = errors.New("missing")

func main() {
	base := &notFound{"x"}
	wrapped := fmt.Errorf("open: %w", base)
	joined := errors.Join(io.EOF, wrapped, code(7))
	fmt.Println(wrapped)
	fmt.Println(joined)
	fmt.Println(errors.Is(wrapped, errMissing), errors.Is(joined, io.EOF), errors.Is(joined, io.ErrUnexpectedEOF), errors.Is(joined, code(7)), errors.Is(joined, code(8)))
	var nf *notFound
	fmt.Println(errors.As(joined, &nf), nf == base)
	var c code
	fmt.Println(errors.As(joined, &c), c)
	if c, ok := errors.AsType[code](joined); ok {
		fmt.Println("code", int(c))
	}
	t, ok := errors.AsType[timeout](fmt.Errorf("a: %w", fmt.Errorf("b: %w", slow{})))
	fmt.Println(t, ok)
	var to timeout
	fmt.Println(errors.As(joined, &to), to == nil)
	fmt.Println(errors.Unwrap(wrapped) == base, errors.Unwrap(joined), errors.Join(nil, nil) == nil)
	two := fmt.Errorf("%w and %w", io.EOF, base)
	fmt.Printf("%v %T %T %T %T\n", two, two, wrapped, joined, errors.New("x"))
	fmt.Println(errors.Is(two, io.EOF), errors.Is(two, base), errors.Is(nil, io.EOF), errors.ErrUnsupported)
	fmt.Println(fmt.Errorf("no error: %w", "text"))
	func() {
		defer func() { fmt.Println(recover()) }()
		errors.As(base, nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		errors.As(base, nf)
	}()
}
