// A module of several packages: init order across packages and files, internal/, exported and hidden names, embedding
// and generics across packages.
package main

import (
	"fmt"

	"example.com/packages/internal/trace"
	"example.com/packages/shapes"
	sh "example.com/packages/shapes/solid"
	_ "example.com/packages/side"
	. "example.com/packages/text"
)

var first = trace.Log("main variable")

func init() { trace.Log("main init") }

type labelled struct {
	shapes.Rect
	*sh.Box
	Label string
}

func (l labelled) Name() string { return l.Label + "/" + l.Rect.Name() }

type own struct{}

func (own) Area() float64 { return 42 }
func (own) Name() string  { return "own" }

func main() {
	trace.Log("main")
	fmt.Println(trace.Lines(), first)
	r := shapes.NewRect(2, 3)
	l := labelled{r, &sh.Box{Depth: 4}, "label"}
	fmt.Println(r, l.Area(), l.Name(), l.Volume(), shapes.Unit, shapes.Count())
	all := []shapes.Shape{r, shapes.Circle(1), own{}, l}
	for _, s := range all {
		fmt.Printf("%T %s %.2f\n", s, s.Name(), s.Area())
	}
	fmt.Println(shapes.Largest(all...).Name(), Upper("dot import"), Join(", ", 1, "b", nil))
	fmt.Printf("%T %T %v\n", l, shapes.Pair[own, string]{}, shapes.MakePair(1, sh.Box{Depth: 2}))
	s := Stack[shapes.Shape]{}
	s.Push(r)
	s.Push(own{})
	fmt.Println(s.Pop().Name(), s.Len(), helper(3))
	var err error = &shapes.Error{Code: 3}
	fmt.Println(err, shapes.IsCode(err, 3), shapes.IsCode(err, 4))
	_, hidden := any(r).(interface{ hidden() })
	fmt.Println(hidden, shapes.HasHidden(r), shapes.HasHidden(own{}))
}
