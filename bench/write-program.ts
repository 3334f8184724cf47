// Writes a Go program of a given number of lines, in which everything is used: types with methods, closures, maps, slices,
// channels, errors, generics. Compilers are timed with it.

/** A package main of at least `lines` lines. */
export function writeProgram(lines: number): string {
  const parts = [head];
  let written = count(head);
  const names: string[] = [];
  for (let i = 0; written < lines - names.length - 10; i++) {
    const part = parts.length % 2 === 0 ? shape(i) : queue(i);
    names.push(`part${i}`);
    parts.push(part);
    written += count(part);
  }
  const calls = names.map((name, i) => `\tsum += ${name}(${i % 17})`);
  return `${parts.join("\n")}\nfunc main() {\n\tsum := 0\n${calls.join("\n")}\n\tfmt.Println(sum)\n}\n`;
}

const count = (text: string): number => text.split("\n").length;

const head = `package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

var errOdd = errors.New("odd")

func keysOf[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
`;

const shape = (i: number): string => `
type shape${i} struct {
	name   string
	width  float64
	height float64
	tags   map[string]int
}

func (s *shape${i}) area() float64 { return s.width * s.height }

func (s *shape${i}) String() string {
	return fmt.Sprintf("%s %gx%g", s.name, s.width, s.height)
}

func (s *shape${i}) grow(by int) error {
	if by%2 == 1 {
		return fmt.Errorf("shape ${i}: %w", errOdd)
	}
	s.width += float64(by)
	s.height *= 1 + float64(by)/${i + 10}
	s.tags[strings.Repeat("x", by%5)] += by
	return nil
}

func part${i}(n int) int {
	s := &shape${i}{name: "shape${i}", width: ${i % 9}.5, height: 2, tags: map[string]int{}}
	total := 0
	for k := range n {
		if err := s.grow(k + ${i % 3}); errors.Is(err, errOdd) {
			total++
			continue
		}
		switch {
		case s.area() > 100:
			total += int(s.area()) % 7
		case len(s.String()) > 12:
			total += len(s.String())
		default:
			total -= k
		}
	}
	for _, key := range keysOf(s.tags) {
		total += s.tags[key] * len(key)
	}
	return total
}
`;

const queue = (i: number): string => `
type queue${i} struct {
	items []int
	seen  map[int]bool
}

func (q *queue${i}) push(v int) {
	if !q.seen[v] {
		q.seen[v] = true
		q.items = append(q.items, v)
	}
}

func (q *queue${i}) pop() (v int, ok bool) {
	if len(q.items) == 0 {
		return 0, false
	}
	v, q.items = q.items[0], q.items[1:]
	return v, true
}

func part${i}(n int) int {
	q := &queue${i}{seen: map[int]bool{}}
	results := make(chan int, 4)
	go func() {
		defer close(results)
		for v, ok := q.pop(); ok; v, ok = q.pop() {
			results <- v * ${i + 1}
		}
	}()
	for k := range n {
		q.push((k*${(i % 11) + 2} + ${i}) % 23)
	}
	weight := func(v int) int {
		if v%2 == 0 {
			return v / 2
		}
		return 3*v + 1
	}
	total := 0
	for v := range results {
		total += weight(v) % 1000
	}
	return total
}
`;
