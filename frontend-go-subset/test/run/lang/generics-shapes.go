// One generic function at many types: sizes, pointers, interfaces, functions, nested instantiations.
package main

import "fmt"

type cell[T any] struct {
	value T
	valid bool
}

func (c *cell[T]) set(v T)    { c.value, c.valid = v, true }
func (c cell[T]) get() (T, bool) { return c.value, c.valid }
func (c cell[T]) or(d T) T {
	if c.valid {
		return c.value
	}
	return d
}

type pair[A, B any] struct {
	a A
	b B
}

type big struct {
	a [5]int64
	s string
	b bool
}

type triple[T any] [3]T

func (t triple[T]) rotate() triple[T] { return triple[T]{t[1], t[2], t[0]} }

func exercise[T any](vs ...T) string {
	var c cell[T]
	out := fmt.Sprintf("%T ", c.value)
	d := c.or(vs[0])
	c.set(vs[len(vs)-1])
	v, ok := c.get()
	m := map[string]T{"first": vs[0], "last": v}
	ch := make(chan T, 2)
	ch <- m["first"]
	ch <- v
	p := &vs[0]
	x := <-ch
	*p = <-ch
	arr := triple[T]{x, v, d}.rotate()
	s := append([]T(nil), arr[:]...)
	f := func() T { return s[1] }
	var i any = f()
	y, isT := i.(T)
	q := pair[T, []T]{y, s[2:]}
	return out + fmt.Sprint(ok, isT, q, arr, vs, len(m), any(x) != nil)
}

func nest[T any](v T, depth int) string {
	if depth == 0 {
		return fmt.Sprintf("%T", v)
	}
	return fmt.Sprintf("%T", cell[T]{v, true})
}

func zeroIsNil[T any]() bool {
	var z T
	return any(z) == nil
}

func makeAdder[T int | float64 | string]() func(...T) T {
	var total T
	return func(vs ...T) T {
		for _, v := range vs {
			total += v
		}
		return total
	}
}

func swap[A, B any](p pair[A, B]) pair[B, A] { return pair[B, A]{p.b, p.a} }

type stringer string

func (s stringer) String() string { return "<" + string(s) + ">" }

func join[T fmt.Stringer](ts ...T) (s string) {
	for _, t := range ts {
		s += t.String()
	}
	return
}

func main() {
	fmt.Println(exercise(true, false))
	fmt.Println(exercise[int8](1, -1))
	fmt.Println(exercise[uint16](1, 65535))
	fmt.Println(exercise('a', 'b'))
	fmt.Println(exercise(1<<40, 2))
	fmt.Println(exercise[float32](1.5, 2.5))
	fmt.Println(exercise(1.5, 1e300))
	fmt.Println(exercise(1i, 2+3i))
	fmt.Println(exercise("x", "yz"))
	fmt.Println(exercise([]int{1}, []int{2, 3}))
	fmt.Println(exercise(map[string]int{"a": 1}, nil))
	fmt.Println(exercise[any](1, "two"))
	fmt.Println(exercise[fmt.Stringer](stringer("a"), stringer("b")))
	fmt.Println(exercise[error](nil, fmt.Errorf("e")))
	fmt.Println(exercise(struct{}{}, struct{}{}))
	fmt.Println(exercise(big{s: "one"}, big{a: [5]int64{4: 9}, b: true}))
	fmt.Println(exercise([2]big{}, [2]big{{s: "z"}})[:14])
	fmt.Println(exercise(pair[int8, string]{1, "p"}, pair[int8, string]{2, "q"}))
	fmt.Println(exercise(cell[cell[int]]{}, cell[cell[int]]{valid: true}))
	fmt.Println(nest(1, 0), nest(cell[string]{}, 1), nest([]pair[int, cell[bool]]{}, 1), nest(func(triple[int]) {}, 1))
	fmt.Println(zeroIsNil[any](), zeroIsNil[error](), zeroIsNil[int](), zeroIsNil[*int](), zeroIsNil[[]int]())
	ai, as := makeAdder[int](), makeAdder[string]()
	ai(1, 2)
	as("a", "b")
	fmt.Println(ai(3), as("c"), makeAdder[float64]()(0.5))
	fmt.Println(swap(swap(pair[int, string]{1, "a"})), swap(pair[int, pair[string, bool]]{1, pair[string, bool]{"x", true}}).a.b)
	fmt.Println(join(stringer("a"), "b"), join[fmt.Stringer](stringer("c"), money(4)))
}

type money int

func (m money) String() string { return fmt.Sprint("$", int(m)) }
