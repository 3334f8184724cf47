// A JSON parser and printer of its own: recursive descent, errors with positions, any-typed trees.
package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

type syntaxError struct {
	pos int
	msg string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("at %d: %s", e.pos, e.msg) }

type decoder struct {
	s   string
	pos int
}

func (d *decoder) fail(format string, args ...any) {
	panic(&syntaxError{d.pos, fmt.Sprintf(format, args...)})
}

func (d *decoder) space() {
	for d.pos < len(d.s) && strings.IndexByte(" \t\r\n", d.s[d.pos]) >= 0 {
		d.pos++
	}
}

func (d *decoder) accept(c byte) bool {
	d.space()
	if d.pos < len(d.s) && d.s[d.pos] == c {
		d.pos++
		return true
	}
	return false
}

func (d *decoder) expect(c byte) {
	if !d.accept(c) {
		d.fail("expected %q", c)
	}
}

func (d *decoder) value() any {
	d.space()
	if d.pos == len(d.s) {
		d.fail("unexpected end")
	}
	switch c := d.s[d.pos]; {
	case c == '{':
		d.pos++
		obj := map[string]any{}
		for !d.accept('}') {
			if len(obj) > 0 {
				d.expect(',')
				d.space()
			}
			k := d.text()
			d.expect(':')
			obj[k] = d.value()
		}
		return obj
	case c == '[':
		d.pos++
		list := []any{}
		for !d.accept(']') {
			if len(list) > 0 {
				d.expect(',')
			}
			list = append(list, d.value())
		}
		return list
	case c == '"':
		return d.text()
	case c == '-' || c >= '0' && c <= '9':
		start := d.pos
		for d.pos < len(d.s) && strings.IndexByte("+-.eE0123456789", d.s[d.pos]) >= 0 {
			d.pos++
		}
		f, err := strconv.ParseFloat(d.s[start:d.pos], 64)
		if err != nil {
			d.fail("%v", err)
		}
		return f
	}
	for word, v := range map[string]any{"true": true, "false": false, "null": nil} {
		if strings.HasPrefix(d.s[d.pos:], word) {
			d.pos += len(word)
			return v
		}
	}
	d.fail("unexpected %q", d.s[d.pos])
	return nil
}

func (d *decoder) text() string {
	d.expect('"')
	var b []byte
	for d.pos < len(d.s) {
		c := d.s[d.pos]
		d.pos++
		switch {
		case c == '"':
			return string(b)
		case c != '\\':
			b = append(b, c)
			continue
		case d.pos == len(d.s):
			d.fail("unexpected end")
		}
		c = d.s[d.pos]
		d.pos++
		switch i := strings.IndexByte("nrtbf", c); {
		case i >= 0:
			b = append(b, "\n\r\t\b\f"[i])
		case c == 'u':
			n, err := strconv.ParseUint(d.s[d.pos:min(d.pos+4, len(d.s))], 16, 32)
			if err != nil {
				d.fail("bad escape")
			}
			b = utf8.AppendRune(b, rune(n))
			d.pos += 4
		default:
			b = append(b, c)
		}
	}
	d.fail("unterminated string")
	return ""
}

func decode(s string) (v any, err error) {
	d := &decoder{s: s}
	defer func() {
		if e, ok := recover().(*syntaxError); ok {
			v, err = nil, e
		}
	}()
	v = d.value()
	d.space()
	if d.pos < len(s) {
		d.fail("trailing data")
	}
	return
}

func encode(b *strings.Builder, v any, indent string) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool, float64:
		fmt.Fprint(b, v)
	case string:
		b.WriteString(strconv.Quote(v))
	case []any:
		if len(v) == 0 {
			b.WriteString("[]")
			return
		}
		sep := "["
		for _, e := range v {
			b.WriteString(sep + "\n" + indent + "  ")
			encode(b, e, indent+"  ")
			sep = ","
		}
		b.WriteString("\n" + indent + "]")
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		sep := "{"
		for _, k := range keys {
			b.WriteString(sep + "\n" + indent + "  " + strconv.Quote(k) + ": ")
			encode(b, v[k], indent+"  ")
			sep = ","
		}
		if sep == "{" {
			b.WriteString(sep)
		} else {
			b.WriteString("\n" + indent)
		}
		b.WriteByte('}')
	default:
		panic(fmt.Sprintf("cannot encode %T", v))
	}
}

func depth(v any) (n int) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			n = max(n, depth(e))
		}
		return n + 1
	case map[string]any:
		for _, e := range v {
			n = max(n, depth(e))
		}
		return n + 1
	}
	return 0
}

func main() {
	v, err := decode(` {"name": "weft", "list": [1, -2.5e3, true, null, []], "nested": {"a": {"b": {}}}, "text": "q\"\n\u00e9\\"} `)
	var b strings.Builder
	encode(&b, v, "")
	fmt.Println(b.String(), err, depth(v))
	for _, bad := range []string{"", "{", `{"a" 1}`, "[1 2]", "tru", `"abc`, "1 x", `{"a": [1, {"b": 1e}]}`, `"\u12"`, "[1,]"} {
		_, err := decode(bad)
		fmt.Println(err)
	}
	deep := strings.Repeat("[", 2000) + strings.Repeat("]", 2000)
	v, err = decode(deep)
	fmt.Println(depth(v), err)
	b.Reset()
	encode(&b, v, "")
	again, err := decode(b.String())
	fmt.Println(depth(again), err, b.Len())
}
