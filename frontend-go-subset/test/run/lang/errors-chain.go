// Errors: wrapping, Is, As, Join, sentinel values, typed errors, errors as values.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

var errNotFound = errors.New("not found")

type opError struct {
	op  string
	err error
}

func (e *opError) Error() string { return e.op + ": " + e.err.Error() }
func (e *opError) Unwrap() error { return e.err }

type timeout struct{}

func (timeout) Error() string        { return "timeout" }
func (timeout) Is(target error) bool { return target == errTemporary }

var errTemporary = errors.New("temporary")

type code int

func (c code) Error() string { return "code " + strconv.Itoa(int(c)) }

func find(key string) error {
	switch key {
	case "a":
		return nil
	case "b":
		return &opError{"find", errNotFound}
	case "c":
		return fmt.Errorf("find %q: %w", key, timeout{})
	case "d":
		return errors.Join(code(1), nil, code(2), &opError{"inner", code(3)})
	case "e":
		return fmt.Errorf("two: %w and %w", errNotFound, code(4))
	}
	_, err := strconv.Atoi(key)
	return fmt.Errorf("wrapped: %w", err)
}

func main() {
	for _, k := range []string{"a", "b", "c", "d", "e", "f", "99999999999999999999"} {
		err := find(k)
		var op *opError
		var c code
		var num *strconv.NumError
		fmt.Println(k, err)
		fmt.Println("  is", errors.Is(err, errNotFound), errors.Is(err, errTemporary), errors.Is(err, code(2)), errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange), errors.Is(err, nil))
		fmt.Println("  as", errors.As(err, &op), errors.As(err, &c), c, errors.As(err, &num))
		if num != nil {
			fmt.Println("  num", num.Func, num.Num, num.Err)
		}
		var t interface{ Is(error) bool }
		fmt.Println("  unwrap", errors.Unwrap(err), errors.As(err, &t))
	}
	fmt.Println(errors.New("x") == errors.New("x"), code(1) == code(1), error(code(1)) == error(code(1)), error(timeout{}) == timeout{})
	fmt.Println(errors.Join(nil, nil) == nil, errors.Join(errNotFound).Error())
	fmt.Println(fmt.Errorf("no verb").Error(), fmt.Errorf("%v", errNotFound) == errNotFound, errors.Unwrap(fmt.Errorf("%v", errNotFound)))
	var err error = &opError{"a", &opError{"b", &opError{"c", errNotFound}}}
	depth := 0
	for e := err; e != nil; e = errors.Unwrap(e) {
		depth++
	}
	fmt.Println(err, depth)
	func() {
		defer func() {
			if err, ok := recover().(error); ok {
				var c code
				fmt.Println("recovered", errors.As(err, &c), c)
			}
		}()
		panic(fmt.Errorf("panic: %w", code(7)))
	}()
	fmt.Printf("%v %s %q %T %+v\n", code(1), code(2), code(3), code(4), errNotFound)
}
