// Package shapes has interfaces, values and generics that other packages use.
package shapes

import (
	"errors"
	"fmt"
	"math"

	"example.com/packages/internal/trace"
)

type Shape interface {
	Area() float64
	Name() string
}

type Rect struct{ w, h float64 }

type Circle float64

type Pair[A, B any] struct {
	First  A
	Second B
}

type Error struct{ Code int }

var Unit = Rect{1, 1}

var count = func() int { trace.Log("shapes variable"); return 0 }()

func init() {
	trace.Log("shapes init")
}

func NewRect(w, h float64) Rect {
	count++
	return Rect{w: w, h: h}
}

func (r Rect) Area() float64   { return r.w * r.h }
func (r Rect) Name() string    { return fmt.Sprintf("rect %gx%g", r.w, r.h) }
func (r Rect) hidden()         {}
func (c Circle) Area() float64 { return math.Pi * float64(c*c) }
func (c Circle) Name() string  { return "circle" }
func (e *Error) Error() string { return fmt.Sprint("shapes error ", e.Code) }

func Count() int { return count }

func IsCode(err error, code int) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}

func HasHidden(v any) bool {
	_, ok := v.(interface{ hidden() })
	return ok
}

func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

func Largest[S interface{ Area() float64 }](shapes ...S) S {
	best := shapes[0]
	for _, s := range shapes[1:] {
		if s.Area() > best.Area() {
			best = s
		}
	}
	return best
}
