// Package base64 writes bytes as text of 64 characters (RFC 4648).
package base64

import (
	"io"
	"strconv"
)

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

// An Encoding is an alphabet with or without padding.
type Encoding struct {
	alphabet string
	values   [256]uint8 // the reverse; 0xff: not in the alphabet
	padding  rune
	strict   bool
}

const (
	stdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

var (
	StdEncoding    = NewEncoding(stdAlphabet)
	URLEncoding    = NewEncoding(urlAlphabet)
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

// NewEncoding makes an encoding with padding from 64 different bytes.
func NewEncoding(alphabet string) *Encoding {
	if len(alphabet) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	e := &Encoding{alphabet: alphabet, padding: StdPadding}
	for i := range e.values {
		e.values[i] = 0xff
	}
	for i := 0; i < 64; i++ {
		switch c := alphabet[i]; {
		case c == '\n' || c == '\r':
			panic("encoding alphabet contains newline character")
		case e.values[c] != 0xff:
			panic("encoding alphabet includes duplicate symbols")
		default:
			e.values[c] = uint8(i)
		}
	}
	return e
}

// WithPadding is the encoding with another padding character, or none.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.values[byte(padding)] != 0xff:
		panic("padding contained in alphabet")
	}
	enc.padding = padding
	return &enc
}

// Strict is the encoding that refuses text whose unused bits are not zero.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// EncodedLen is the length of the text of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen is the most bytes that a text of length n may be.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// Encode writes src as text to dst, which has room for EncodedLen(len(src)) bytes.
func (enc *Encoding) Encode(dst, src []byte) {
	at := 0
	for len(src) >= 3 {
		v := uint(src[0])<<16 | uint(src[1])<<8 | uint(src[2])
		dst[at], dst[at+1] = enc.alphabet[v>>18], enc.alphabet[v>>12&63]
		dst[at+2], dst[at+3] = enc.alphabet[v>>6&63], enc.alphabet[v&63]
		src = src[3:]
		at += 4
	}
	if len(src) == 0 {
		return
	}
	v := uint(src[0]) << 16
	if len(src) == 2 {
		v |= uint(src[1]) << 8
	}
	dst[at], dst[at+1] = enc.alphabet[v>>18], enc.alphabet[v>>12&63]
	at += 2
	if len(src) == 2 {
		dst[at] = enc.alphabet[v>>6&63]
		at++
	}
	if enc.padding != NoPadding {
		for ; at%4 != 0; at++ {
			dst[at] = byte(enc.padding)
		}
	}
}

// EncodeToString is src as text.
func (enc *Encoding) EncodeToString(src []byte) string {
	dst := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(dst, src)
	return string(dst)
}

// AppendEncode appends src as text to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	text := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(text, src)
	return append(dst, text...)
}

// CorruptInputError is the offset of the first wrong character.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// Decode reads text into dst and says how many bytes it was. Line ends are passed over.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	var quad [4]uint8
	held := 0
	for i := 0; i < len(src); i++ {
		c := src[i]
		if c == '\n' || c == '\r' {
			continue
		}
		if v := enc.values[c]; v != 0xff {
			quad[held] = v
			held++
			if held == 4 {
				n += copy(dst[n:], []byte{quad[0]<<2 | quad[1]>>4, quad[1]<<4 | quad[2]>>2, quad[2]<<6 | quad[3]})
				held = 0
			}
			continue
		}
		if rune(c) != enc.padding || held < 2 {
			return n, CorruptInputError(i)
		}
		return enc.finishPadded(dst, src, n, i, quad, held)
	}
	if held == 0 {
		return n, nil
	}
	if held == 1 || enc.padding != NoPadding {
		return n, CorruptInputError(len(src) - held)
	}
	return enc.last(dst, n, len(src)-4+held, quad, held)
}

// finishPadded reads the padding that begins at src[i] and the end of the text.
func (enc *Encoding) finishPadded(dst, src []byte, n, i int, quad [4]uint8, held int) (int, error) {
	next := func() int {
		for i++; i < len(src) && (src[i] == '\n' || src[i] == '\r'); i++ {
		}
		return i
	}
	if held == 2 {
		if next() == len(src) {
			return n, CorruptInputError(len(src))
		}
		if rune(src[i]) != enc.padding {
			return n, CorruptInputError(i - 1)
		}
	}
	at := i - 3 + held
	n, err := enc.last(dst, n, at, quad, held)
	if next() < len(src) && err == nil {
		err = CorruptInputError(i)
	}
	return n, err
}

// last writes the one or two bytes of an incomplete group.
func (enc *Encoding) last(dst []byte, n, at int, quad [4]uint8, held int) (int, error) {
	if held == 2 {
		if enc.strict && quad[1]&15 != 0 {
			return n, CorruptInputError(at)
		}
		dst[n] = quad[0]<<2 | quad[1]>>4
		return n + 1, nil
	}
	if enc.strict && quad[2]&3 != 0 {
		return n, CorruptInputError(at)
	}
	dst[n], dst[n+1] = quad[0]<<2|quad[1]>>4, quad[1]<<4|quad[2]>>2
	return n + 2, nil
}

// DecodeString is the bytes that a text stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	dst := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(dst, []byte(s))
	return dst[:n], err
}

// AppendDecode appends the bytes that a text stands for to dst.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	out := make([]byte, enc.DecodedLen(len(src)))
	n, err := enc.Decode(out, src)
	return append(dst, out[:n]...), err
}

// NewEncoder is a writer that writes text to w; Close writes the last characters.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

type encoder struct {
	enc  *Encoding
	w    io.Writer
	held []byte // fewer than three bytes
	err  error
}

func (e *encoder) Write(p []byte) (int, error) {
	if e.err != nil {
		return 0, e.err
	}
	all := append(e.held, p...)
	whole := len(all) / 3 * 3
	if _, e.err = e.w.Write(e.enc.AppendEncode(nil, all[:whole])); e.err != nil {
		return 0, e.err
	}
	e.held = append([]byte(nil), all[whole:]...)
	return len(p), nil
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.held) > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.held))
		e.held = nil
	}
	return e.err
}

// NewDecoder is a reader of the bytes that the text from r stands for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

type decoder struct {
	enc  *Encoding
	r    io.Reader
	text []byte // not yet decoded, less than a group
	out  []byte // decoded, not yet read
	err  error
}

func (d *decoder) Read(p []byte) (int, error) {
	for len(d.out) == 0 && d.err == nil {
		buffer := make([]byte, 1024)
		n, err := d.r.Read(buffer)
		for _, c := range buffer[:n] {
			if c != '\n' && c != '\r' {
				d.text = append(d.text, c)
			}
		}
		whole := len(d.text) / 4 * 4
		if err != nil {
			whole = len(d.text)
		}
		d.err = err
		out, decodeErr := d.enc.AppendDecode(nil, d.text[:whole])
		d.text = append([]byte(nil), d.text[whole:]...)
		d.out = out
		if decodeErr != nil {
			d.err = decodeErr
			if err != nil && err != io.EOF {
				d.err = err // the text ends in the middle because of that
			} else if err == io.EOF && d.enc.padding != NoPadding && whole%4 != 0 {
				d.err = io.ErrUnexpectedEOF
			}
		}
	}
	if len(d.out) > 0 {
		n := copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	return 0, d.err
}
