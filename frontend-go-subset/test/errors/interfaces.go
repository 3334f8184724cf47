package p

type I interface {
	M(int) string
	N()
}
type T struct{}

func (T) M(int) string { return "" }
func (*T) N()          {}

type U struct{}

func (U) M(string) string { return "" }
func (U) N()              {}

type V struct{}

func (V) m(int) string { return "" }
func (V) N()           {}

type W struct{ M func(int) string }

func (W) N() {}

var (
	_ I = T{} // ERROR "8: cannot use T\{\} \(value of struct type T\) as I value in variable declaration: T does not implement I \(method N has pointer receiver\)"
	_ I = &T{}
	_ I = U{} // ERROR "8: cannot use U\{\} \(value of struct type U\) as I value in variable declaration: U does not implement I \(wrong type for method M\)"
	_ I = V{} // ERROR "8: cannot use V\{\} \(value of struct type V\) as I value in variable declaration: V does not implement I \(missing method M\)"
	_ I = W{} // ERROR "8: cannot use W\{\} \(value of struct type W\) as I value in variable declaration: W does not implement I \(W\.M is a field, not a method\)"
	_ I = 5 // ERROR "8: cannot use 5 \(constant of type int\) as I value in variable declaration: int does not implement I \(missing method M\)"
	_ I = nil
	_ *I = &T{} // ERROR "9: cannot use &T\{\} \(value of type \*T\) as \*I value in variable declaration: \*T does not implement \*I \(type \*I is pointer to interface, not interface\)"
	_ interface{ N() } = I(nil)
	_ I = interface{ N() }(nil) // ERROR "8: cannot use interface\{N\(\)\}\(nil\) \(value of type interface\{N\(\)\}\) as I value in variable declaration: interface\{N\(\)\} does not implement I \(missing method M\)"
	_ T = I(nil) // ERROR "8: cannot use I\(nil\) \(value of interface type I\) as T value in variable declaration"
	_ = T(I(nil)) // ERROR "8: cannot convert I\(nil\) \(value of interface type I\) to type T"
	_ = []I{T{}} // ERROR "10: cannot use T\{\} \(value of struct type T\) as I value in array or slice literal: T does not implement I \(method N has pointer receiver\)"
)

func f(I) {}

func g() {
	f(T{}) // ERROR "4: cannot use T\{\} \(value of struct type T\) as I value in argument to f: T does not implement I \(method N has pointer receiver\)"
	f(new(I)) // ERROR "4: cannot use new\(I\) \(value of type \*I\) as I value in argument to f: \*I does not implement I \(type \*I is pointer to interface, not interface\)"
}
