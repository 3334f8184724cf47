// Interfaces that embed others, conversion between them, method sets, dynamic dispatch through several levels.
package main

import "fmt"

type reader interface{ read() string }
type writer interface{ write(string) int }
type closer interface{ close() error }
type readWriter interface {
	reader
	writer
}
type file interface {
	readWriter
	closer
	fmt.Stringer
}
type overlapping interface {
	readWriter
	reader
	read() string
}

type memory struct {
	data   []string
	closed bool
}

func (m *memory) read() string {
	if len(m.data) == 0 {
		return "EOF"
	}
	s := m.data[0]
	m.data = m.data[1:]
	return s
}
func (m *memory) write(s string) int { m.data = append(m.data, s); return len(s) }
func (m *memory) close() error {
	if m.closed {
		return fmt.Errorf("already closed")
	}
	m.closed = true
	return nil
}
func (m *memory) String() string { return fmt.Sprint("memory:", len(m.data)) }

type counting struct {
	file
	reads int
}

func (c *counting) read() string { c.reads++; return c.file.read() }

type upper struct{ reader }

func (u upper) read() string {
	out := ""
	for _, r := range u.reader.read() {
		if r >= 'a' && r <= 'z' {
			r -= 32
		}
		out += string(r)
	}
	return out
}

func copyAll(w writer, r reader) (n int) {
	for s := r.read(); s != "EOF"; s = r.read() {
		n += w.write(s)
	}
	return
}

func main() {
	m := &memory{}
	var f file = m
	var rw readWriter = f
	var o overlapping = rw
	o.write("one")
	rw.write("two")
	f.write("three")
	fmt.Println(f, m.data)
	c := &counting{file: f}
	var g file = c
	out := &memory{}
	fmt.Println(copyAll(out, upper{g}), c.reads, out.data)
	fmt.Println(g.close(), g.close(), m.closed)
	var r reader = rw
	_, isWriter := r.(writer)
	_, isCloser := r.(closer)
	_, isCounting := r.(*counting)
	fmt.Println(isWriter, isCloser, isCounting, r == reader(m), any(rw) == any(f))
	r = upper{upper{c}}
	_, isWriter = r.(writer)
	fmt.Println(isWriter, r.read())
	describe := func(v any) string {
		switch v := v.(type) {
		case file:
			return "file " + v.String()
		case readWriter:
			return "readWriter"
		case reader:
			return "reader " + v.read()
		}
		return "other"
	}
	fmt.Println(describe(m), describe(c), describe(upper{m}), describe(4), describe(nil))
	method := reader.read
	bound := readWriter.write
	fmt.Println(method(m), bound(m, "xyz"), m.data)
	var any1 interface {
		comparable1
		fmt.Stringer
	} = level(5)
	fmt.Println(any1.less(level(6)), any1)
}

type comparable1 interface{ less(level) bool }
type level int

func (l level) less(m level) bool { return l < m }
func (l level) String() string    { return fmt.Sprintf("L%d", int(l)) }
