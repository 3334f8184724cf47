// Maps: values of every kind, printing in key order, nesting, deletion, comma ok.
package main

import (
	"fmt"
	"sort"
)

type stats struct {
	n, sum int
	last   string
}

type graph map[string]map[string]bool

func (g graph) link(a, b string) {
	for _, p := range [][2]string{{a, b}, {b, a}} {
		if g[p[0]] == nil {
			g[p[0]] = make(map[string]bool)
		}
		g[p[0]][p[1]] = true
	}
}

func (g graph) reach(from string, seen map[string]bool) map[string]bool {
	if !seen[from] {
		seen[from] = true
		for to := range g[from] {
			g.reach(to, seen)
		}
	}
	return seen
}

func main() {
	m := map[string]stats{}
	for i, w := range []string{"b", "a", "b", "c", "a", "b"} {
		s := m[w]
		s.n++
		s.sum += i
		s.last = fmt.Sprint(w, i)
		m[w] = s
	}
	fmt.Println(m, len(m))
	fmt.Printf("%v %+v\n", m, m["b"])
	byPointer := map[string]*stats{"x": {}}
	byPointer["x"].n += 5
	byPointer["y"] = &stats{n: 1}
	fmt.Println(byPointer["x"].n, byPointer["y"].n, byPointer["z"] == nil)
	lists := map[int][]string{}
	for _, w := range []string{"one", "two", "three", "four", "five", "six"} {
		lists[len(w)] = append(lists[len(w)], w)
	}
	fmt.Println(lists)
	g := graph{}
	g.link("a", "b")
	g.link("b", "c")
	g.link("x", "y")
	fmt.Println(g, len(g.reach("a", map[string]bool{})), len(g.reach("x", map[string]bool{})))
	fs := map[string]func(float64, float64) float64{
		"+": func(a, b float64) float64 { return a + b },
		"/": func(a, b float64) float64 { return a / b },
	}
	if f, ok := fs["/"]; ok {
		fmt.Println(f(7, 2), fs["+"](1, 2), fs["%"] == nil)
	}
	arrays := map[string][3]int{"k": {1, 2, 3}}
	arr := arrays["k"]
	arr[0] = 100
	fmt.Println(arrays, arr, arrays["none"][2])
	big := map[int][40]int64{}
	for i := range 100 {
		var v [40]int64
		v[i%40] = int64(i)
		big[i] = v
	}
	fmt.Println(len(big), big[77][37], big[78][0])
	if v, ok := m["zz"]; !ok {
		fmt.Println("none", v)
	}
	var nilMap map[string]int
	fmt.Println(nilMap["x"], len(nilMap), nilMap == nil, nilMap)
	keys := make([]string, 0)
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	delete(m, "a")
	_, ok := m["a"]
	fmt.Println(ok, len(m))
	shared := m
	shared["new"] = stats{n: 9}
	fmt.Println(m["new"].n)
	fmt.Println(map[bool]int{true: 1, false: 0}, map[float64]string{2.5: "b", -1: "a"}, map[any]int{3: 2, 1: 3, nil: 5}, map[[2]int]int{{2, 1}: 1, {1, 2}: 2})
	counter := map[rune]int{}
	for _, r := range "mississippi" {
		counter[r]++
	}
	fmt.Println(counter)
	counter['s'] <<= 3
	counter['q'] -= 5
	fmt.Println(counter['s'], counter['q'])
}
