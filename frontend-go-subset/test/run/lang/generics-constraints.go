// Constraints: type sets, methods, comparable, core types, constraints with parameters, mutual references.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

type signed interface{ ~int | ~int8 | ~int32 | ~int64 }
type float interface{ ~float32 | ~float64 }
type numeric interface{ signed | float }
type stringish interface {
	~string
	Len() int
}

type id string

func (i id) Len() int { return len(i) }

type money int64

func (m money) String() string { return "$" + strconv.FormatInt(int64(m), 10) }

func total[T interface {
	signed
	fmt.Stringer
}](xs ...T) string {
	var t T
	for _, x := range xs {
		t += x
	}
	return t.String()
}

func lens[S stringish](xs []S) (n int) {
	for _, x := range xs {
		n += x.Len() + len(x) + strings.Count(string(x), "a")
	}
	return
}

func abs[T numeric](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

func average[T numeric](xs []T) float64 {
	var t T
	for _, x := range xs {
		t += x
	}
	return float64(t) / float64(len(xs))
}

func bytesOf[T ~string | ~[]byte](x T) (sum int) {
	for i := 0; i < len(x); i++ {
		sum += int(x[i])
	}
	return sum + len(x[1:])
}

func sendAll[C ~chan E | ~chan<- E, E any](c C, es ...E) {
	for _, e := range es {
		c <- e
	}
}

func call[F ~func(A) R, A, R any](f F, a A) R { return f(a) }

func collect[M ~map[K]V, K comparable, V numeric](m M) (k K, best V) {
	for key, v := range m {
		if v > best {
			k, best = key, v
		}
	}
	return
}

type node[N any] interface{ children() []N }

func countNodes[N node[N]](n N) int {
	c := 1
	for _, ch := range n.children() {
		c += countNodes(ch)
	}
	return c
}

type dir struct{ sub []*dir }

func (d *dir) children() []*dir { return d.sub }

type parser[T any] interface {
	*T
	parse(string) error
}

type version struct{ major, minor int }

func (v *version) parse(s string) (err error) {
	a, b, _ := strings.Cut(s, ".")
	v.major, err = strconv.Atoi(a)
	if err == nil {
		v.minor, err = strconv.Atoi(b)
	}
	return
}

func parseAll[T any, P parser[T]](texts ...string) ([]T, error) {
	out := make([]T, len(texts))
	for i, t := range texts {
		if err := P(&out[i]).parse(t); err != nil {
			return nil, err
		}
	}
	return out, nil
}

type graphNode[E any] interface{ edges() []E }
type graphEdge[N any] interface{ ends() (N, N) }

func degree[N interface {
	graphNode[E]
	comparable
}, E graphEdge[N]](n N) (d int) {
	for _, e := range n.edges() {
		if a, b := e.ends(); a == n || b == n {
			d++
		}
	}
	return
}

type place struct{ roads []*road }
type road struct{ a, b *place }

func (p *place) edges() []*road         { return p.roads }
func (r *road) ends() (*place, *place)  { return r.a, r.b }

func index[T comparable](xs []T, x T) int {
	for i, v := range xs {
		if v == x {
			return i
		}
	}
	return -1
}

func main() {
	fmt.Println(total(money(3), 4), lens([]id{"a", "banana"}), abs(-2.5), abs(money(-7)), abs(int8(-128)))
	fmt.Println(average([]int{1, 2, 4}), average([]float32{0.5}), bytesOf("ab"), bytesOf([]byte{1, 2}), bytesOf(id("x")))
	c := make(chan int, 3)
	sendAll(c, 1, 2)
	sendAll[chan<- int](c, 3)
	fmt.Println(<-c+<-c*10+<-c*100, call(strconv.Itoa, 5), call(func(s string) int { return len(s) }, "four"))
	fmt.Println(collect(map[string]float64{"a": 1, "b": 2.5}))
	fmt.Println(countNodes(&dir{[]*dir{{}, {[]*dir{{}}}}}))
	fmt.Println(parseAll[version]("1.2", "3.4"))
	fmt.Println(parseAll[version]("1.x"))
	p, q := &place{}, &place{}
	r := &road{p, q}
	p.roads = []*road{r, {q, q}}
	fmt.Println(degree(p))
	fmt.Println(index([]any{1, "a", nil}, any("a")), index([]*place{p, q}, q), index([]error{nil}, nil), index([][1]string{{"x"}}, [1]string{"y"}))
}
