// Functions that make functions: recursion through values, combinators, visitors, continuations.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type fn func(fn) func(int) int

func y(f func(func(int) int) func(int) int) func(int) int {
	return func(g fn) func(int) int { return g(g) }(func(g fn) func(int) int {
		return f(func(n int) int { return g(g)(n) })
	})
}

type parser func(string) (any, string, bool)

func char(c byte) parser {
	return func(s string) (any, string, bool) {
		if s != "" && s[0] == c {
			return c, s[1:], true
		}
		return nil, s, false
	}
}

func many(p parser) parser {
	return func(s string) (any, string, bool) {
		var out []any
		for {
			v, rest, ok := p(s)
			if !ok {
				return out, s, true
			}
			out = append(out, v)
			s = rest
		}
	}
}

func either(ps ...parser) parser {
	return func(s string) (any, string, bool) {
		for _, p := range ps {
			if v, rest, ok := p(s); ok {
				return v, rest, true
			}
		}
		return nil, s, false
	}
}

func seq(ps ...parser) parser {
	return func(s string) (any, string, bool) {
		var out []any
		rest := s
		for _, p := range ps {
			v, r, ok := p(rest)
			if !ok {
				return nil, s, false
			}
			out, rest = append(out, v), r
		}
		return out, rest, true
	}
}

func lazy(p *parser) parser { return func(s string) (any, string, bool) { return (*p)(s) } }

func depth(v any) int {
	d := 0
	if list, ok := v.([]any); ok {
		for _, e := range list {
			d = max(d, depth(e)+1)
		}
	}
	return d
}

func permutations(s string, visit func(string) bool) bool {
	var rec func(prefix, rest string) bool
	rec = func(prefix, rest string) bool {
		if rest == "" {
			return visit(prefix)
		}
		for i := range rest {
			if !rec(prefix+rest[i:i+1], rest[:i]+rest[i+1:]) {
				return false
			}
		}
		return true
	}
	return rec("", s)
}

func hanoi(n int, from, to, via string, move func(a, b string)) {
	if n > 0 {
		hanoi(n-1, from, via, to, move)
		move(from, to)
		hanoi(n-1, via, to, from, move)
	}
}

func cps(n int, k func(int) int) int {
	if n == 0 {
		return k(1)
	}
	return cps(n-1, func(r int) int { return k(r * n) })
}

func main() {
	fact := y(func(self func(int) int) func(int) int {
		return func(n int) int {
			if n == 0 {
				return 1
			}
			return n * self(n-1)
		}
	})
	fmt.Println(fact(10), cps(12, func(r int) int { return r }))
	var balanced parser
	balanced = many(either(char('x'), seq(char('('), lazy(&balanced), char(')'))))
	v, rest, _ := balanced("x(x(xx)())x)tail")
	fmt.Println(depth(v), rest)
	var perms []string
	permutations("abc", func(p string) bool { perms = append(perms, p); return p != "cab" })
	fmt.Println(perms)
	moves := 0
	pegs := map[string]int{"a": 10}
	hanoi(10, "a", "c", "b", func(x, y string) { moves++; pegs[x]--; pegs[y]++ })
	fmt.Println(moves, pegs)
	var isEven, isOdd func(int) bool
	isEven = func(n int) bool { return n == 0 || isOdd(n-1) }
	isOdd = func(n int) bool { return n != 0 && isEven(n-1) }
	fmt.Println(isEven(1000), isOdd(7))
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	by := func(key func(string) int) []string {
		out := append([]string(nil), words...)
		sort.SliceStable(out, func(i, j int) bool { return key(out[i]) < key(out[j]) })
		return out
	}
	fmt.Println(by(func(s string) int { return len(s) }))
	fmt.Println(by(func(s string) int { return -int(s[len(s)-1]) }))
}
