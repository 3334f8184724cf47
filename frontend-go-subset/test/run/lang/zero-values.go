// Every type has a zero value that is usable.
package main

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"time"
)

type config struct {
	name    string
	tags    []string
	limits  map[string]int
	parent  *config
	onErr   func(error)
	events  chan string
	created time.Time
	timeout time.Duration
	mu      sync.Mutex
	buf     bytes.Buffer
	sb      strings.Builder
	nested  struct {
		a [3]float64
		i any
	}
	err error
	c   complex128
}

func (c *config) add(tag string) *config {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.limits == nil {
		c.limits = map[string]int{}
	}
	c.tags = append(c.tags, tag)
	c.limits[tag]++
	c.buf.WriteString(tag)
	c.sb.WriteByte('.')
	return c
}

type stack []int

func (s *stack) push(n int) { *s = append(*s, n) }

func zero[T any]() (z T) { return }

var global config
var (
	gi int
	gs string
	ga [4]int
	gp *int
	gm map[int]int
	gf func()
	ge error
)

func main() {
	var c config
	fmt.Println(c.name == "", c.tags == nil, len(c.limits), c.parent == nil, c.onErr == nil, c.events == nil, c.created.IsZero(), c.timeout, c.nested, c.err, c.c)
	c.add("x").add("y").add("x")
	fmt.Println(c.tags, c.limits, c.buf.String(), c.sb.Len())
	global.add("g")
	fmt.Println(global.tags, gi, gs == "", ga, gp == nil, gm == nil, gf == nil, ge == nil)
	var s stack
	s.push(1)
	s.push(2)
	fmt.Println(s, len(s))
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	var wg sync.WaitGroup
	wg.Wait()
	var sb strings.Builder
	fmt.Fprintf(&sb, "%d-%s", 1, "a")
	fmt.Println(sb.String(), zero[int](), zero[string]() == "", zero[[]int]() == nil, zero[[2]bool](), zero[struct{ x, y int }](), zero[any](), zero[*config]() == nil)
	var arr [3]struct {
		n    int
		list []string
	}
	arr[1].list = append(arr[1].list, "v")
	arr[2].n++
	fmt.Println(arr)
	var matrix [2][2]map[string]int
	matrix[1][0] = map[string]int{"k": 1}
	fmt.Println(matrix, len(matrix[0][0]))
	var iface interface{ M() }
	fmt.Println(iface == nil)
	var ch chan int
	select {
	case v := <-ch:
		fmt.Println(v)
	default:
		fmt.Println("nil channel never ready", len(ch), cap(ch))
	}
	for range 2 {
		var fresh int
		fresh++
		fmt.Print(fresh, " ")
	}
	fmt.Println()
	n := new(config)
	n.add("new")
	fmt.Println(n.limits, (*n).tags)
}
