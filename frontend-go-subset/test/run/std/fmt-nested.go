package main

import (
	"errors"
	"fmt"
	"time"
)

type node struct {
	Value int
	Next  *node
	meta  map[string][]int
}

type shape interface{ Area() float64 }

type square struct{ side float64 }

func (s square) Area() float64 { return s.side * s.side }

type named struct {
	shape
	Label string
	Tags  []string
	Err   error
	When  time.Duration
	inner struct{ a, b any }
}

type ints []int

func (s ints) String() string { return fmt.Sprintf("ints%d", len(s)) }

func main() {
	n := named{shape: square{2}, Label: "sq", Tags: []string{"a", "b"}, Err: errors.New("bad"), When: 1500 * time.Millisecond}
	n.inner.a = 1
	n.inner.b = []any{"x", 2.5, nil}
	fmt.Printf("%v\n%+v\n", n, n)
	fmt.Printf("%#v\n", n.Tags)
	list := node{Value: 1, meta: map[string][]int{"k": {1, 2}}}
	fmt.Printf("%v %+v\n", list, list)
	fmt.Printf("%#v\n", list)
	fmt.Printf("%v %+v\n", &list, []node{list})
	fmt.Printf("%v %s %d\n", ints{1, 2, 3}, ints{1}, ints{7, 8})
	fmt.Printf("%v %v\n", map[string]ints{"a": {1}}, [][]ints{{{1}, {2, 3}}})
	var s shape
	fmt.Printf("%v %+v %#v %T\n", s, s, s, s)
	s = square{3}
	fmt.Printf("%v %+v %#v %T\n", s, s, s, s)
	fmt.Printf("%v %#v\n", []shape{s, nil}, []shape{s, nil})
	fmt.Printf("%#v %#v %#v\n", map[string]bool{"t": true}, [2][]int{{1}, nil}, struct {
		A *int
		B any
	}{nil, 5})
	fmt.Printf("%#v %#v %#v %#v\n", int8(5), uint(7), 'x', []byte{1, 2})
	fmt.Printf("%v %v\n", time.Duration(0), []time.Duration{time.Second, 90 * time.Minute})
	fmt.Printf("%x %X %x\n", []string{"ab", "c"}, "hello", []int{10, 11})
	fmt.Printf("%6.2f %v\n", []float64{1, 2.5}, [][]float64{{1}, {2, 3}})
	fmt.Printf("%q %s\n", []string{"a b", "c"}, []error{errors.New("e1"), nil})
	fmt.Printf("%5d|%-5d|%05d\n", []int{1, 22}, [2]int{3, 4}, map[int]int{1: 2})
	type generic[T any] struct{ V T }
	fmt.Printf("%v %T\n", generic[int]{5}, generic[string]{"x"})
	fmt.Printf("%T %T %T %T %T %T\n", main, func(int, ...string) (bool, error) { return false, nil }, make(chan<- int), map[string][]*node{}, struct{ X int }{}, [3]any{})
}
