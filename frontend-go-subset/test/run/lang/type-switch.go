// Type switches: lists of types, interfaces among them, nil, shadowing, generic types, no match.
package main

import (
	"errors"
	"fmt"
)

type expr interface{ isExpr() }
type num float64
type binary struct {
	op   byte
	l, r expr
}
type neg struct{ x expr }
type call struct {
	name string
	args []expr
}

func (num) isExpr()     {}
func (*binary) isExpr() {}
func (neg) isExpr()     {}
func (call) isExpr()    {}

func eval(e expr) (float64, error) {
	switch e := e.(type) {
	case nil:
		return 0, errors.New("nothing")
	case num:
		return float64(e), nil
	case neg:
		v, err := eval(e.x)
		return -v, err
	case *binary:
		l, err := eval(e.l)
		if err != nil {
			return 0, err
		}
		r, err := eval(e.r)
		switch {
		case err != nil:
			return 0, err
		case e.op == '+':
			return l + r, nil
		case e.op == '*':
			return l * r, nil
		case e.op == '/' && r == 0:
			return 0, errors.New("division by zero")
		case e.op == '/':
			return l / r, nil
		}
		return 0, fmt.Errorf("unknown operator %q", e.op)
	default:
		return 0, fmt.Errorf("cannot evaluate %T", e)
	}
}

type box[T any] struct{ v T }

func kind(v any) string {
	switch x := v.(type) {
	case int, int64:
		return fmt.Sprintf("integer %v %T", x, x)
	case uint8:
		return fmt.Sprint("byte ", x+1)
	case string, []byte:
		return fmt.Sprintf("text %s", x)
	case error:
		return "error " + x.Error()
	case fmt.Stringer:
		return "stringer " + x.String()
	case func(int) int:
		return fmt.Sprint("func ", x(20))
	case []any:
		s := "["
		for _, e := range x {
			s += kind(e) + ";"
		}
		return s + "]"
	case map[string]any:
		return fmt.Sprint("map ", len(x))
	case box[int]:
		return fmt.Sprint("int box ", x.v)
	case box[string]:
		return "string box " + x.v
	case *box[int], chan<- int, <-chan int:
		return fmt.Sprintf("%T", x)
	case struct{}, [0]int:
		return "empty"
	case nil:
		return "nil"
	case interface{ isExpr() }:
		return "expr"
	}
	return fmt.Sprintf("unknown %T", v)
}

type s struct{}

func (s) String() string { return "S" }

func main() {
	for _, e := range []expr{num(2), &binary{'+', num(1), neg{num(5)}}, &binary{'/', num(1), num(0)}, call{}, nil, &binary{'*', nil, nil}, &binary{'^', num(1), num(2)}} {
		fmt.Println(eval(e))
	}
	c := make(chan int)
	for _, v := range []any{1, int64(2), int32(3), byte(4), "five", []byte("six"), errors.New("seven"), s{}, &s{}, func(n int) int { return n * 2 }, []any{1, nil, []any{"x"}}, map[string]any{"a": 1}, box[int]{1}, box[string]{"b"}, box[bool]{}, &box[int]{}, c, (chan<- int)(c), (<-chan int)(c), struct{}{}, [0]int{}, nil, neg{}, 1.5} {
		fmt.Println(kind(v))
	}
	switch v := any(5).(type) {
	case string:
	default:
		_ = v
		fmt.Println("default not last")
	case bool:
	}
	switch any("x").(type) {
	case string:
		fmt.Println("no variable")
	}
}
