// Shortest paths with container/heap; a topological sort; union-find for a spanning tree.
package main

import (
	"container/heap"
	"fmt"
	"math"
	"slices"
	"strings"
)

type edge struct {
	to     string
	weight int
}

type graph map[string][]edge

type item struct {
	node  string
	dist  int
	index int
}

type queue []*item

func (q queue) Len() int            { return len(q) }
func (q queue) Less(i, j int) bool  { return q[i].dist < q[j].dist }
func (q queue) Swap(i, j int)       { q[i], q[j] = q[j], q[i]; q[i].index, q[j].index = i, j }
func (q *queue) Push(x any)         { it := x.(*item); it.index = len(*q); *q = append(*q, it) }
func (q *queue) Pop() any {
	old := *q
	it := old[len(old)-1]
	*q = old[:len(old)-1]
	return it
}

func (g graph) add(a, b string, w int) {
	g[a] = append(g[a], edge{b, w})
	if _, ok := g[b]; !ok {
		g[b] = nil
	}
}

func (g graph) shortest(from string) (dist map[string]int, prev map[string]string) {
	dist, prev = map[string]int{}, map[string]string{}
	items := map[string]*item{}
	q := &queue{}
	for n := range g {
		d := math.MaxInt
		if n == from {
			d = 0
		}
		items[n] = &item{node: n, dist: d}
		heap.Push(q, items[n])
	}
	for q.Len() > 0 {
		it := heap.Pop(q).(*item)
		if it.dist == math.MaxInt {
			break
		}
		dist[it.node] = it.dist
		for _, e := range g[it.node] {
			if next := items[e.to]; it.dist+e.weight < next.dist {
				next.dist = it.dist + e.weight
				prev[e.to] = it.node
				heap.Fix(q, next.index)
			}
		}
	}
	return
}

func path(prev map[string]string, to string) string {
	p := []string{to}
	for prev[to] != "" {
		to = prev[to]
		p = append(p, to)
	}
	slices.Reverse(p)
	return strings.Join(p, ">")
}

func (g graph) topological() (order []string, ok bool) {
	const (
		unseen = iota
		active
		done
	)
	state := map[string]int{}
	var visit func(string) bool
	visit = func(n string) bool {
		switch state[n] {
		case active:
			return false
		case done:
			return true
		}
		state[n] = active
		for _, e := range g[n] {
			if !visit(e.to) {
				return false
			}
		}
		state[n] = done
		order = append(order, n)
		return true
	}
	var names []string
	for n := range g {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		if !visit(n) {
			return nil, false
		}
	}
	slices.Reverse(order)
	return order, true
}

type unionFind map[string]string

func (u unionFind) find(x string) string {
	if u[x] == "" {
		u[x] = x
	}
	if u[x] != x {
		u[x] = u.find(u[x])
	}
	return u[x]
}

func (u unionFind) join(a, b string) bool {
	a, b = u.find(a), u.find(b)
	u[a] = b
	return a != b
}

func main() {
	g := graph{}
	for _, l := range []string{"a b 7", "a c 9", "a f 14", "b c 10", "b d 15", "c d 11", "c f 2", "d e 6", "f e 9", "x y 1"} {
		var a, b string
		var w int
		fmt.Sscanf(l, "%s %s %d", &a, &b, &w)
		g.add(a, b, w)
	}
	dist, prev := g.shortest("a")
	for _, n := range []string{"b", "c", "d", "e", "f"} {
		fmt.Print(n, "=", dist[n], " ", path(prev, n), "; ")
	}
	_, reached := dist["y"]
	fmt.Println(reached)
	fmt.Println(g.topological())
	g.add("e", "a", 1)
	fmt.Println(g.topological())
	grid := graph{}
	const n = 30
	id := func(x, y int) string { return fmt.Sprint(x, ",", y) }
	for x := range n {
		for y := range n {
			grid.add(id(x, y), id((x+1)%n, y), 1+x*y%7)
			grid.add(id(x, y), id(x, (y+1)%n), 1+(x+y)%5)
		}
	}
	dist, _ = grid.shortest(id(0, 0))
	sum := 0
	for _, d := range dist {
		sum += d
	}
	fmt.Println(len(dist), sum, dist[id(n-1, n-1)])
	type link struct {
		a, b string
		w    int
	}
	var links []link
	for from, es := range grid {
		for _, e := range es {
			links = append(links, link{from, e.to, e.weight})
		}
	}
	slices.SortFunc(links, func(a, b link) int { return a.w - b.w })
	u, total := unionFind{}, 0
	for _, l := range links {
		if u.join(l.a, l.b) {
			total += l.w
		}
	}
	fmt.Println(total)
}
