package json

import (
	"bytes"
	"strconv"
	"strings"
)

// SyntaxError says what is wrong in a JSON text, after how many bytes.
type SyntaxError struct {
	msg    string
	Offset int64
}

func (e *SyntaxError) Error() string { return e.msg }

const inString = "in string literal"

// Values may be nested this deeply.
const maxDepth = 10000

// parser walks over a text: it finds where values end and reports mistakes.
type parser struct {
	text  []byte
	at    int
	depth int
}

// Valid says whether data is one JSON value.
func Valid(data []byte) bool { return check(data) == nil }

// check reports the first mistake in a text that must be one value.
func check(data []byte) error {
	p := &parser{text: data}
	if err := p.skipValue(); err != nil {
		return err
	}
	p.space()
	if p.at < len(p.text) {
		return p.unexpected("after top-level value")
	}
	return nil
}

func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
			p.at++
		default:
			return
		}
	}
}

// unexpected is the error for the byte at p.at, or for the end of the text.
func (p *parser) unexpected(context string) error {
	if p.at >= len(p.text) {
		// Inside a token the end counts as a space that does not belong there.
		if strings.HasPrefix(context, "in ") && context != inString || strings.HasPrefix(context, "after decimal") {
			return &SyntaxError{"invalid character ' ' " + context, int64(len(p.text))}
		}
		return &SyntaxError{"unexpected end of JSON input", int64(len(p.text))}
	}
	return &SyntaxError{"invalid character " + quoteByte(p.text[p.at]) + " " + context, int64(p.at + 1)}
}

func quoteByte(c byte) string {
	switch c {
	case '\'':
		return `'\''`
	case '"':
		return `'"'`
	}
	s := strconv.Quote(string(rune(c)))
	return "'" + s[1:len(s)-1] + "'"
}

func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// skipValue moves over white space and one value.
func (p *parser) skipValue() error {
	p.space()
	switch c := p.peek(); {
	case c == '{':
		return p.skipObject()
	case c == '[':
		return p.skipArray()
	case c == '"':
		return p.skipString()
	case c == 't':
		return p.skipLiteral("true")
	case c == 'f':
		return p.skipLiteral("false")
	case c == 'n':
		return p.skipLiteral("null")
	case c == '-' || '0' <= c && c <= '9':
		return p.skipNumber()
	}
	return p.unexpected("looking for beginning of value")
}

func (p *parser) enter() error {
	p.depth++
	if p.depth > maxDepth {
		return &SyntaxError{"exceeded max depth", int64(p.at + 1)}
	}
	p.at++
	p.space()
	return nil
}

func (p *parser) skipObject() error {
	if err := p.enter(); err != nil {
		return err
	}
	defer func() { p.depth-- }()
	if p.peek() == '}' {
		p.at++
		return nil
	}
	for {
		p.space()
		if p.peek() != '"' {
			return p.unexpected("looking for beginning of object key string")
		}
		if err := p.skipString(); err != nil {
			return err
		}
		p.space()
		if p.peek() != ':' {
			return p.unexpected("after object key")
		}
		p.at++
		if err := p.skipValue(); err != nil {
			return err
		}
		p.space()
		switch p.peek() {
		case ',':
			p.at++
		case '}':
			p.at++
			return nil
		default:
			return p.unexpected("after object key:value pair")
		}
	}
}

func (p *parser) skipArray() error {
	if err := p.enter(); err != nil {
		return err
	}
	defer func() { p.depth-- }()
	if p.peek() == ']' {
		p.at++
		return nil
	}
	for {
		if err := p.skipValue(); err != nil {
			return err
		}
		p.space()
		switch p.peek() {
		case ',':
			p.at++
		case ']':
			p.at++
			return nil
		default:
			return p.unexpected("after array element")
		}
	}
}

func (p *parser) skipString() error {
	p.at++
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			return nil
		case c == '\\':
			p.at++
			switch p.peek() {
			case 'b', 'f', 'n', 'r', 't', '\\', '/', '"':
				p.at++
			case 'u':
				p.at++
				for range 4 {
					if _, ok := hexValue(p.peek()); !ok {
						return p.unexpected("in \\u hexadecimal character escape")
					}
					p.at++
				}
			default:
				return p.unexpected("in string escape code")
			}
		case c < ' ':
			return p.unexpected(inString)
		default:
			p.at++
		}
	}
	return p.unexpected("")
}

func hexValue(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c - 'a' + 10), true
	case 'A' <= c && c <= 'F':
		return rune(c - 'A' + 10), true
	}
	return 0, false
}

func (p *parser) skipLiteral(word string) error {
	for i := range len(word) {
		if p.peek() != word[i] || p.at >= len(p.text) {
			return p.unexpected("in literal " + word + " (expecting '" + word[i:i+1] + "')")
		}
		p.at++
	}
	return nil
}

func (p *parser) skipNumber() error {
	if p.peek() == '-' {
		p.at++
	}
	switch c := p.peek(); {
	case c == '0':
		p.at++
	case '1' <= c && c <= '9':
		p.digits()
	default:
		return p.unexpected("in numeric literal")
	}
	if p.peek() == '.' {
		p.at++
		if !p.digits() {
			return p.unexpected("after decimal point in numeric literal")
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		if !p.digits() {
			return p.unexpected("in exponent of numeric literal")
		}
	}
	return nil
}

func (p *parser) digits() bool {
	start := p.at
	for '0' <= p.peek() && p.peek() <= '9' {
		p.at++
	}
	return p.at > start
}

func validNumber(s string) bool {
	p := &parser{text: []byte(s)}
	c := p.peek()
	return (c == '-' || '0' <= c && c <= '9') && p.skipNumber() == nil && p.at == len(s)
}

// Compact appends src to dst without white space.
func Compact(dst *bytes.Buffer, src []byte) error {
	out, err := appendCompact(nil, src, false)
	if err != nil {
		return err
	}
	dst.Write(out)
	return nil
}

func appendCompact(out, src []byte, escapeHTML bool) ([]byte, error) {
	if err := check(src); err != nil {
		return out, err
	}
	inString := false
	start := len(out)
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case inString && c == '\\':
			out = append(out, c)
			i++
			c = src[i]
		case c == '"':
			inString = !inString
		case !inString && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			continue
		}
		out = append(out, c)
	}
	if escapeHTML {
		return append(out[:start], appendHTMLEscape(nil, out[start:])...), nil
	}
	return out, nil
}

// Indent appends src to dst, each member and element on a line of its own.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	out, err := appendIndent(nil, src, prefix, indent)
	if err != nil {
		return err
	}
	dst.Write(out)
	return nil
}

func appendIndent(out, src []byte, prefix, indent string) ([]byte, error) {
	if err := check(src); err != nil {
		return nil, err
	}
	depth, inString := 0, false
	newline := func() {
		out = append(append(out, '\n'), prefix...)
		for range depth {
			out = append(out, indent...)
		}
	}
	// What follows the last value is kept as it is.
	end := len(bytes.TrimRight(src, " \t\r\n"))
	for i := 0; i < end; i++ {
		c := src[i]
		if inString {
			out = append(out, c)
			if c == '\\' {
				i++
				out = append(out, src[i])
			} else if c == '"' {
				inString = false
			}
			continue
		}
		switch c {
		case ' ', '\t', '\n', '\r':
		case '"':
			inString = true
			out = append(out, c)
		case '{', '[':
			out = append(out, c)
			depth++
			j := i + 1
			for src[j] == ' ' || src[j] == '\t' || src[j] == '\n' || src[j] == '\r' {
				j++
			}
			if src[j] == '}' || src[j] == ']' {
				depth--
				out = append(out, src[j])
				i = j
				continue
			}
			newline()
		case ',':
			out = append(out, c)
			newline()
		case ':':
			out = append(out, ':', ' ')
		case '}', ']':
			depth--
			newline()
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return append(out, src[end:]...), nil
}
