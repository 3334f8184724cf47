// Package strconv converts basic values to text and back.
//
// Floating-point numbers go both ways by one multiplication with a 128-bit power
// of ten (pow10.go); the few cases that it cannot decide are settled by exact
// big-integer arithmetic (big.go).
package strconv

import "errors"

// ErrRange says that a value does not fit the type asked for.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that the text is not a value of the type asked for.
var ErrSyntax = errors.New("invalid syntax")

// NumError is the error of all Parse functions and of Atoi.
type NumError struct {
	Func string // the function that failed
	Num  string // its input
	Err  error  // ErrRange, ErrSyntax or another reason
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// clone keeps errors from holding on to a large input.
func clone(s string) string { return string([]byte(s)) }

func syntaxError(fn, s string) error { return &NumError{fn, clone(s), ErrSyntax} }

func rangeError(fn, s string) error { return &NumError{fn, clone(s), ErrRange} }
