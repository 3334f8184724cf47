package testing

import (
	"errors"
	"unicode"
	"unicode/utf8"
)

// pattern is a small regular expression for the names of tests, matched by backtracking:
//
//	alternatives = sequence { "|" sequence } .
//	sequence     = { atom [ "*" | "+" | "?" | "{" n [ "," [ m ] ] "}" ] [ "?" ] } .
//	atom         = "(" [ "?:" ] alternatives ")" | "[" [ "^" ] ranges "]" | "." | "^" | "$" | "\" letter | char .
type pattern struct {
	alternatives []sequence
}

type sequence []piece

// piece is an atom with the number of times it may stand; lazy ones take as few as they can.
type piece struct {
	matches  func(r rune) bool // a single character
	assert   func(s string, at int) bool
	group    *pattern
	min, max int
	lazy     bool
}

const unlimited = 1 << 30

type patternParser struct {
	text string
	at   int
	fold bool
	err  error
}

func compilePattern(text string) (*pattern, error) {
	p := &patternParser{text: text}
	result := p.alternatives()
	if p.err == nil && p.at < len(text) {
		p.err = errors.New("unexpected )")
	}
	return result, p.err
}

func (p *patternParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *patternParser) fail(message string) {
	if p.err == nil {
		p.err = errors.New(message)
	}
	p.at = len(p.text)
}

func (p *patternParser) alternatives() *pattern {
	result := &pattern{}
	for {
		result.alternatives = append(result.alternatives, p.sequence())
		if p.peek() != '|' {
			return result
		}
		p.at++
	}
}

func (p *patternParser) sequence() sequence {
	var seq sequence
	for p.at < len(p.text) && p.peek() != '|' && p.peek() != ')' {
		one := p.atom()
		one.min, one.max = 1, 1
		p.repetition(&one)
		seq = append(seq, one)
	}
	return seq
}

func (p *patternParser) repetition(one *piece) {
	switch p.peek() {
	case '*':
		one.min, one.max = 0, unlimited
	case '+':
		one.min, one.max = 1, unlimited
	case '?':
		one.min, one.max = 0, 1
	case '{':
		if !p.counts(one) {
			return
		}
		p.at--
	default:
		return
	}
	p.at++
	if p.peek() == '?' {
		one.lazy = true
		p.at++
	}
}

// counts reads {n}, {n,} or {n,m}; anything else with a brace is taken literally.
func (p *patternParser) counts(one *piece) bool {
	at := p.at + 1
	number := func() (n int, ok bool) {
		start := at
		for at < len(p.text) && p.text[at] >= '0' && p.text[at] <= '9' && n < 10000 {
			n = n*10 + int(p.text[at]-'0')
			at++
		}
		return n, at > start
	}
	low, ok := number()
	if !ok {
		return false
	}
	high := low
	if at < len(p.text) && p.text[at] == ',' {
		at++
		if high, ok = number(); !ok {
			high = unlimited
		}
	}
	if at >= len(p.text) || p.text[at] != '}' {
		return false
	}
	p.at = at + 1
	one.min, one.max = low, high
	return true
}

func (p *patternParser) next() rune {
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	p.at += size
	return r
}

func (p *patternParser) atom() piece {
	switch r := p.next(); r {
	case '(':
		if p.peek() == '?' {
			if !p.groupFlags() {
				return piece{assert: func(string, int) bool { return true }}
			}
		}
		fold := p.fold
		group := p.alternatives()
		p.fold = fold
		if p.peek() != ')' {
			p.fail("missing closing )")
		}
		p.at++
		return piece{group: group}
	case '[':
		return piece{matches: p.class()}
	case '.':
		return piece{matches: func(r rune) bool { return r != '\n' }}
	case '^':
		return piece{assert: func(s string, at int) bool { return at == 0 }}
	case '$':
		return piece{assert: func(s string, at int) bool { return at == len(s) }}
	case '*', '+', '?':
		p.fail("missing argument to repetition operator: `" + string(r) + "`")
		return piece{assert: func(string, int) bool { return false }}
	case '\\':
		return p.escape()
	default:
		return piece{matches: p.literal(r)}
	}
}

// groupFlags reads ?: ?i: ?P<name> ?<name>; false when it was only flags, as in (?i).
func (p *patternParser) groupFlags() bool {
	p.at++
	for p.at < len(p.text) {
		switch c := p.peek(); c {
		case 'i':
			p.fold = true
		case ':':
			p.at++
			return true
		case ')':
			p.at++
			return false
		case '>':
			p.at++
			return true
		}
		p.at++
	}
	p.fail("missing closing )")
	return false
}

func (p *patternParser) literal(want rune) func(rune) bool {
	if p.fold {
		lower := unicode.ToLower(want)
		return func(r rune) bool { return unicode.ToLower(r) == lower }
	}
	return func(r rune) bool { return r == want }
}

func (p *patternParser) escape() piece {
	if p.at >= len(p.text) {
		p.fail("trailing backslash at end of expression: ``")
		return piece{}
	}
	switch r := p.next(); r {
	case 'b', 'B':
		return piece{assert: func(s string, at int) bool {
			before := at > 0 && isWord(rune(s[at-1]))
			after := at < len(s) && isWord(rune(s[at]))
			return (before != after) == (r == 'b')
		}}
	case 'A':
		return piece{assert: func(s string, at int) bool { return at == 0 }}
	case 'z':
		return piece{assert: func(s string, at int) bool { return at == len(s) }}
	default:
		if set := escapedSet(r); set != nil {
			return piece{matches: set}
		}
		return piece{matches: p.literal(escapedChar(r))}
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
func isSpace(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' && r != '\v' }
func isWord(r rune) bool {
	return isDigit(r) || r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func not(f func(rune) bool) func(rune) bool { return func(r rune) bool { return !f(r) } }

func escapedSet(r rune) func(rune) bool {
	switch r {
	case 'd':
		return isDigit
	case 'D':
		return not(isDigit)
	case 's':
		return isSpace
	case 'S':
		return not(isSpace)
	case 'w':
		return isWord
	case 'W':
		return not(isWord)
	}
	return nil
}

func escapedChar(r rune) rune {
	switch r {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	case 'f':
		return '\f'
	case 'v':
		return '\v'
	case 'a':
		return '\a'
	}
	return r
}

// class reads what follows "[".
func (p *patternParser) class() func(rune) bool {
	negated := p.peek() == '^'
	if negated {
		p.at++
	}
	var sets []func(rune) bool
	for first := true; first || p.peek() != ']'; first = false {
		if p.at >= len(p.text) {
			p.fail("missing closing ]")
			return func(rune) bool { return false }
		}
		low := p.next()
		if low == '\\' && p.at < len(p.text) {
			escaped := p.next()
			if set := escapedSet(escaped); set != nil {
				sets = append(sets, set)
				continue
			}
			low = escapedChar(escaped)
		}
		high := low
		if p.peek() == '-' && p.at+1 < len(p.text) && p.text[p.at+1] != ']' {
			p.at++
			high = p.next()
			if high == '\\' && p.at < len(p.text) {
				high = escapedChar(p.next())
			}
			if high < low {
				p.fail("invalid character class range")
			}
		}
		sets = append(sets, func(r rune) bool { return low <= r && r <= high })
	}
	p.at++
	fold := p.fold
	return func(r rune) bool {
		for _, in := range sets {
			if in(r) || fold && (in(unicode.ToLower(r)) || in(unicode.ToUpper(r))) {
				return !negated
			}
		}
		return negated
	}
}

// matches says whether the pattern matches anywhere in s.
func (p *pattern) matches(s string) bool {
	for at := 0; at <= len(s); at++ {
		if p.from(s, at, func(int) bool { return true }) {
			return true
		}
	}
	return false
}

// from matches at a place and asks `then` whether the rest fits too.
func (p *pattern) from(s string, at int, then func(at int) bool) bool {
	for _, seq := range p.alternatives {
		if seq.from(s, at, then) {
			return true
		}
	}
	return false
}

func (seq sequence) from(s string, at int, then func(at int) bool) bool {
	if len(seq) == 0 {
		return then(at)
	}
	return seq[0].repeat(s, at, 0, func(at int) bool { return seq[1:].from(s, at, then) })
}

// repeat: the piece was matched `count` times before `at`.
func (p *piece) repeat(s string, at, count int, then func(at int) bool) bool {
	if p.lazy && count >= p.min && then(at) {
		return true
	}
	again := func(next int) bool {
		// An empty match more makes no difference.
		return (next > at || count < p.min) && p.repeat(s, next, count+1, then)
	}
	if count < p.max && p.once(s, at, again) {
		return true
	}
	return !p.lazy && count >= p.min && then(at)
}

func (p *piece) once(s string, at int, then func(at int) bool) bool {
	switch {
	case p.group != nil:
		return p.group.from(s, at, then)
	case p.assert != nil:
		return p.assert(s, at) && then(at)
	case at >= len(s):
		return false
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	return p.matches(r) && then(at+size)
}
