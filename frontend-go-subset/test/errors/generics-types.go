package p

type List[T any] struct {
	next *List[T]
	val  T
}
type Pair[K comparable, V any] struct {
	key K
	val V
}

func (l *List[T]) Push(v T)       {}
func (l *List[U]) Get() U         { return l.val }
func (l List) bad()               {}
func (l *List[int]) shadow(x int) {}
func (p Pair[K]) bad()            {}
func (l *List[*T]) bad2()         {}

var (
	_ List
	_ List[int, string]
	_ Pair[int]
	_ Pair[[]int, int]
	_ = List[string]{val: 1}
	_ = List{}
	_ int[string]
	_ = Pair[string, int]{"a", 1}
	_ = Pair{"a", 1}
	_ List[5] // ERROR "9: syntax error: unexpected literal 5, expected type"
	_ List[undefined]
	_ *List[int] = &List[string]{}
)

type Alias[T any] = List[T]

var _ Alias[int] = List[string]{}

type Bad[T any] T
type Bad2[P *T] struct{}
type Inf[T any] struct{ f *Inf[*T] }
type Constr[T interface{ m() }] struct{}

var _ Constr[int]

func f() {
	var l List[int]
	l.Push("a")
	var s string = l.Get()
	l.missing()
	_ = s
}
