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
	scanned   int64  // bytes that were looked at for values, which is how Decode counts in its errors
	err       error  // of the reader
	failed    error  // what Decode keeps saying
	useNumber bool
	onlyKnown bool
	place     place
	outer     []place // where in the arrays and objects around
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

// next gives the text of the next value, white space before it included, and consumes it.
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
			text := dec.text[:p.at]
			dec.scanned += int64(p.at)
			dec.consume(p.at)
			return text, nil
		}
		if syntax, ok := err.(*SyntaxError); ok && p.at < len(dec.text) {
			syntax.Offset += dec.scanned
			dec.failed = err
			return nil, err
		}
		if dec.more() {
			continue
		}
		switch {
		case err == nil:
			text := dec.text[:p.at]
			dec.scanned += int64(p.at)
			dec.consume(p.at)
			return text, nil
		case dec.err == io.EOF && start < len(dec.text):
			dec.failed = io.ErrUnexpectedEOF
		default:
			dec.failed = dec.err
		}
		return nil, dec.failed
	}
}

func isNumberByte(c byte) bool {
	return '0' <= c && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'
}

// Decode reads the next value into what v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.failed != nil {
		return dec.failed
	}
	if err := dec.beforeValue(); err != nil {
		return err
	}
	text, err := dec.next()
	if err != nil {
		return err
	}
	d := &decodeState{parser: parser{text: text}, useNumber: dec.useNumber, onlyKnown: dec.onlyKnown}
	err = d.run(v)
	dec.place = dec.place.afterValue()
	return err
}
