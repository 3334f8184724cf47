// A small language: tokenizer, parser, closures-as-functions interpreter.
package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

type token struct {
	kind string
	text string
	line int
}

func tokenize(src string) (out []token, err error) {
	line := 1
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c == '\n':
			line++
			i++
		case c == ' ' || c == '\t':
			i++
		case unicode.IsDigit(rune(c)):
			j := i
			for j < len(src) && (unicode.IsDigit(rune(src[j])) || src[j] == '.') {
				j++
			}
			out = append(out, token{"num", src[i:j], line})
			i = j
		case unicode.IsLetter(rune(c)):
			j := i
			for j < len(src) && (unicode.IsLetter(rune(src[j])) || unicode.IsDigit(rune(src[j]))) {
				j++
			}
			kind := "id"
			switch src[i:j] {
			case "let", "fn", "if", "else", "while", "print", "return":
				kind = src[i:j]
			}
			out = append(out, token{kind, src[i:j], line})
			i = j
		case strings.IndexByte("+-*/%(){},;<>=!", c) >= 0:
			n := 1
			if i+1 < len(src) && src[i+1] == '=' && strings.IndexByte("<>=!", c) >= 0 {
				n = 2
			}
			out = append(out, token{src[i : i+n], src[i : i+n], line})
			i += n
		default:
			return nil, fmt.Errorf("line %d: unexpected %q", line, c)
		}
	}
	return append(out, token{"end", "", line}), nil
}

type value any
type scope struct {
	vars   map[string]value
	parent *scope
}

func (s *scope) find(name string) *scope {
	for ; s != nil; s = s.parent {
		if _, ok := s.vars[name]; ok {
			return s
		}
	}
	return nil
}

type node func(*scope) value
type function struct {
	params []string
	body   node
	env    *scope
}
type returned struct{ v value }

type parser struct {
	toks []token
	out  *strings.Builder
}

func (p *parser) peek() string { return p.toks[0].kind }
func (p *parser) next() token  { t := p.toks[0]; p.toks = p.toks[1:]; return t }
func (p *parser) accept(kind string) bool {
	if p.peek() == kind {
		p.next()
		return true
	}
	return false
}
func (p *parser) expect(kind string) token {
	if p.peek() != kind {
		panic(fmt.Errorf("line %d: expected %s, found %q", p.toks[0].line, kind, p.toks[0].text))
	}
	return p.next()
}

func (p *parser) block() node {
	p.expect("{")
	var stmts []node
	for !p.accept("}") {
		stmts = append(stmts, p.stmt())
	}
	return func(s *scope) value {
		inner := &scope{map[string]value{}, s}
		for _, st := range stmts {
			if r, ok := st(inner).(returned); ok {
				return r
			}
		}
		return nil
	}
}

func (p *parser) stmt() node {
	switch p.peek() {
	case "let":
		p.next()
		name := p.expect("id").text
		p.expect("=")
		e := p.expr(0)
		p.expect(";")
		return func(s *scope) value { s.vars[name] = e(s); return nil }
	case "if":
		p.next()
		cond, then := p.expr(0), p.block()
		els := node(func(*scope) value { return nil })
		if p.accept("else") {
			els = p.block()
		}
		return func(s *scope) value {
			if cond(s) == true {
				return then(s)
			}
			return els(s)
		}
	case "while":
		p.next()
		cond, body := p.expr(0), p.block()
		return func(s *scope) value {
			for cond(s) == true {
				if r, ok := body(s).(returned); ok {
					return r
				}
			}
			return nil
		}
	case "print":
		p.next()
		e := p.expr(0)
		p.expect(";")
		return func(s *scope) value { fmt.Fprintln(p.out, e(s)); return nil }
	case "return":
		p.next()
		e := p.expr(0)
		p.expect(";")
		return func(s *scope) value { return returned{e(s)} }
	}
	e := p.expr(0)
	p.expect(";")
	return func(s *scope) value { e(s); return nil }
}

var levels = map[string]int{"=": 1, "==": 2, "!=": 2, "<": 3, ">": 3, "<=": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5, "%": 5}

func (p *parser) expr(min int) node {
	left, name := p.primary()
	for {
		op := p.peek()
		level, ok := levels[op]
		if !ok || level <= min && !(op == "=" && min <= 1) {
			return left
		}
		line := p.next().line
		if op == "=" {
			right, target := p.expr(0), name
			left = func(s *scope) value {
				at := s.find(target)
				if at == nil {
					panic(fmt.Errorf("line %d: undefined %s", line, target))
				}
				at.vars[target] = right(s)
				return at.vars[target]
			}
			continue
		}
		right, l := p.expr(level), left
		left = func(s *scope) value { return binary(op, l(s), right(s), line) }
	}
}

func binary(op string, a, b value, line int) value {
	switch op {
	case "==":
		return a == b
	case "!=":
		return a != b
	}
	x, okX := a.(float64)
	y, okY := b.(float64)
	if !okX || !okY {
		panic(fmt.Errorf("line %d: %T %s %T: numbers expected", line, a, op, b))
	}
	switch op {
	case "+":
		return x + y
	case "-":
		return x - y
	case "*":
		return x * y
	case "/":
		if y == 0 {
			panic(errors.New("division by zero"))
		}
		return x / y
	case "%":
		return float64(int(x) % int(y))
	case "<":
		return x < y
	case ">":
		return x > y
	case "<=":
		return x <= y
	}
	return x >= y
}

func (p *parser) primary() (n node, name string) {
	switch t := p.next(); t.kind {
	case "num":
		f, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			panic(err)
		}
		n = func(*scope) value { return f }
	case "id":
		name = t.text
		n = func(s *scope) value {
			if at := s.find(name); at != nil {
				return at.vars[name]
			}
			panic(fmt.Errorf("line %d: undefined %s", t.line, name))
		}
	case "(":
		n = p.expr(0)
		p.expect(")")
	case "-":
		x, _ := p.primary()
		n = func(s *scope) value { return -x(s).(float64) }
	case "fn":
		p.expect("(")
		var params []string
		for !p.accept(")") {
			params = append(params, p.expect("id").text)
			p.accept(",")
		}
		body := p.block()
		n = func(s *scope) value { return &function{params, body, s} }
	default:
		panic(fmt.Errorf("line %d: unexpected %q", t.line, t.text))
	}
	for p.accept("(") {
		var args []node
		for !p.accept(")") {
			args = append(args, p.expr(0))
			p.accept(",")
		}
		f := n
		n = func(s *scope) value {
			fn := f(s).(*function)
			env := &scope{map[string]value{}, fn.env}
			for i, name := range fn.params {
				env.vars[name] = args[i](s)
			}
			if r, ok := fn.body(env).(returned); ok {
				return r.v
			}
			return nil
		}
	}
	return
}

func run(src string) (out string, err error) {
	toks, err := tokenize(src)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	defer func() {
		out = b.String()
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	p := &parser{append([]token{{"{", "{", 0}}, append(toks[:len(toks)-1], token{"}", "}", 0}, token{kind: "end"})...), &b}
	p.block()(nil)
	p.expect("end")
	return
}

func main() {
	for _, src := range []string{
		"let x = 1 + 2 * 3; print x; print (1 + 2) * 3 - -4;",
		"let fib = fn(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }; print fib(18);",
		"let counter = fn() { let n = 0; return fn() { n = n + 1; return n; }; }; let c = counter(); let d = counter(); c(); c(); print c(); print d();",
		"let i = 0; let sum = 0; while i < 1000 { i = i + 1; if i % 3 == 0 { sum = sum + i; } } print sum;",
		"print fn(f, x) { return f(f(x)); }(fn(x) { return x * x; }, 3);",
		"print 1;\nprint y;",
		"let z = 1 / 0;",
		"let = 5;",
		"print 1 $ 2;",
		"print 10 == 10; print (1 == 2) != (3 > 2); print fn() {} + 1;",
	} {
		out, err := run(src)
		fmt.Printf("%s=> %v\n", out, err)
	}
}
