package json

import (
	"io"
	"reflect"
)

// An Encoder writes JSON values to a writer, each followed by a line end.
type Encoder struct {
	w              io.Writer
	err            error
	escapeHTML     bool
	prefix, indent string
}

// NewEncoder makes an Encoder.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w, escapeHTML: true} }

// SetEscapeHTML says whether <, > and & in strings are escaped; they are unless told otherwise.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.escapeHTML = on }

// SetIndent makes values be written on several lines.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// Encode writes one value.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	e := &encodeState{escapeHTML: enc.escapeHTML}
	if err := e.value(reflect.ValueOf(v), false); err != nil {
		return err
	}
	text := e.out
	if enc.prefix != "" || enc.indent != "" {
		var err error
		if text, err = appendIndent(nil, text, enc.prefix, enc.indent); err != nil {
			return err
		}
	}
	_, enc.err = enc.w.Write(append(text, '\n'))
	return enc.err
}

// A Decoder reads JSON values from a reader.
type Decoder struct {
	r         io.Reader
	text      []byte // read and not yet used
	used      int64  // bytes before text
	err       error
	useNumber bool
	onlyKnown bool
	// What Token has opened: '{' before a name, ':' before a member's value, '[' in an array; `some` after an element.
	open []byte
	some bool
}

// NewDecoder makes a Decoder.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

// UseNumber makes numbers in empty interfaces be Numbers instead of float64s.
func (dec *Decoder) UseNumber() { dec.useNumber = true }

// DisallowUnknownFields makes a member without a struct field an error.
func (dec *Decoder) DisallowUnknownFields() { dec.onlyKnown = true }

// InputOffset is the place right after the last value or token.
func (dec *Decoder) InputOffset() int64 { return dec.used }

// Buffered is what has been read and not yet used.
func (dec *Decoder) Buffered() io.Reader { return &rest{dec.text} }

type rest struct{ text []byte }

func (r *rest) Read(p []byte) (int, error) {
	if len(r.text) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

func (dec *Decoder) consume(n int) {
	dec.text = dec.text[n:]
	dec.used += int64(n)
}

// more reads on; false at the end or on an error.
func (dec *Decoder) more() bool {
	if dec.err != nil {
		return false
	}
	buffer := make([]byte, max(512, len(dec.text)))
	n, err := dec.r.Read(buffer)
	dec.text = append(dec.text[:len(dec.text):len(dec.text)], buffer[:n]...)
	dec.err = err
	return n > 0 || err == nil
}

// next gives the text of the next value and consumes it.
func (dec *Decoder) next() ([]byte, error) {
	for {
		p := &parser{text: dec.text}
		p.space()
		start := p.at
		var err error
		if start == len(dec.text) {
			err = &SyntaxError{"unexpected end of JSON input", int64(start)}
		} else {
			err = p.skipValue()
		}
		// A number at the end of what was read may go on.
		complete := err == nil && (p.at < len(dec.text) || !isNumberByte(dec.text[p.at-1]))
		if complete {
			text := dec.text[start:p.at]
			dec.consume(p.at)
			return text, nil
		}
		if syntax, ok := err.(*SyntaxError); ok && p.at < len(dec.text) {
			syntax.Offset += dec.used
			return nil, err
		}
		if dec.more() {
			continue
		}
		switch {
		case err == nil:
			text := dec.text[start:p.at]
			dec.consume(p.at)
			return text, nil
		case dec.err == io.EOF && start < len(dec.text):
			return nil, io.ErrUnexpectedEOF
		}
		return nil, dec.err
	}
}

func isNumberByte(c byte) bool {
	return '0' <= c && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'
}

// Decode reads the next value into what v points to.
func (dec *Decoder) Decode(v any) error {
	if err := dec.beforeValue(); err != nil {
		return err
	}
	before := dec.used
	text, err := dec.next()
	if err != nil {
		return err
	}
	d := &decodeState{parser: parser{text: text}, useNumber: dec.useNumber, onlyKnown: dec.onlyKnown}
	err = d.run(v)
	if misfit, ok := err.(*UnmarshalTypeError); ok {
		misfit.Offset += before
	}
	dec.afterValue()
	return err
}

// peek gives the next byte that is not white space, 0 at the end.
func (dec *Decoder) peek() (byte, error) {
	for {
		for i, c := range dec.text {
			if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
				dec.consume(i)
				return c, nil
			}
		}
		dec.consume(len(dec.text))
		if !dec.more() {
			return 0, dec.err
		}
	}
}

// More says whether the present array or object has another element.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

func (dec *Decoder) state() byte {
	if len(dec.open) == 0 {
		return 0
	}
	return dec.open[len(dec.open)-1]
}

func (dec *Decoder) unexpected(c byte, context string) error {
	return &SyntaxError{"invalid character " + quoteByte(c) + " " + context, dec.used + 1}
}

// beforeValue consumes the comma or colon that stands before a value.
func (dec *Decoder) beforeValue() error {
	state := dec.state()
	if state == 0 || state == '[' && !dec.some {
		return nil
	}
	c, err := dec.peek()
	if err != nil {
		return err
	}
	switch state {
	case '[':
		if c != ',' {
			return dec.unexpected(c, "after array element")
		}
	case ':':
		if c != ':' {
			return dec.unexpected(c, "after object key")
		}
	case '{':
		return dec.unexpected(c, "looking for beginning of object key string")
	}
	dec.consume(1)
	return nil
}

func (dec *Decoder) afterValue() {
	dec.some = true
	if dec.state() == ':' {
		dec.open[len(dec.open)-1] = '{'
	}
}

// Token is a Delim, bool, float64, Number, string or nil.
type Token any

// Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// Token reads the next token; commas and colons are left out.
func (dec *Decoder) Token() (Token, error) {
	c, err := dec.peek()
	if err != nil {
		return nil, err
	}
	state := dec.state()
	switch c {
	case ']', '}':
		if c == ']' && state == '[' || c == '}' && state == '{' {
			dec.consume(1)
			dec.open = dec.open[:len(dec.open)-1]
			dec.afterValue()
			return Delim(c), nil
		}
		return nil, dec.unexpected(c, "looking for beginning of value")
	}
	if state == '{' {
		return dec.name(c)
	}
	if err := dec.beforeValue(); err != nil {
		return nil, err
	}
	if c, err = dec.peek(); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	if c == '[' || c == '{' {
		dec.consume(1)
		dec.open = append(dec.open, c)
		dec.some = false
		return Delim(c), nil
	}
	text, err := dec.next()
	if err != nil {
		return nil, err
	}
	d := &decodeState{parser: parser{text: text}, useNumber: dec.useNumber}
	value := d.any()
	dec.afterValue()
	return value, d.misfit
}

// name reads a member's name.
func (dec *Decoder) name(c byte) (Token, error) {
	if dec.some {
		if c != ',' {
			return nil, dec.unexpected(c, "after object key:value pair")
		}
		dec.consume(1)
		var err error
		if c, err = dec.peek(); err != nil {
			return nil, io.ErrUnexpectedEOF
		}
	}
	if c != '"' {
		return nil, dec.unexpected(c, "looking for beginning of object key string")
	}
	text, err := dec.next()
	if err != nil {
		return nil, err
	}
	dec.open[len(dec.open)-1] = ':'
	return (&decodeState{parser: parser{text: text}}).string(), nil
}
