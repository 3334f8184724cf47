package hex

import (
	"errors"
	"io"
	"strings"
)

const bufferSize = 1024

type encoder struct {
	w   io.Writer
	err error
	out [bufferSize]byte
}

// NewEncoder returns a writer that writes what it gets to w, in hexadecimal.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		part := p[:min(len(p), bufferSize/2)]
		var written int
		written, e.err = e.w.Write(e.out[:Encode(e.out[:], part)])
		n += written / 2
		p = p[len(part):]
	}
	return n, e.err
}

type decoder struct {
	r   io.Reader
	err error
	in  []byte // read and not yet decoded
	buf [bufferSize]byte
}

// NewDecoder returns a reader of the bytes whose hexadecimal form r gives.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.in) < 2 && d.err == nil {
		kept := copy(d.buf[:], d.in)
		var read int
		read, d.err = d.r.Read(d.buf[kept:])
		d.in = d.buf[:kept+read]
		if d.err == io.EOF && len(d.in)%2 != 0 {
			last := d.in[len(d.in)-1]
			if _, ok := value(last); ok {
				d.err = io.ErrUnexpectedEOF
			} else {
				d.err = InvalidByteError(last)
			}
		}
	}
	p = p[:min(len(p), len(d.in)/2)]
	n, err = Decode(p, d.in[:len(p)*2])
	d.in = d.in[2*n:]
	if err != nil {
		d.in, d.err = nil, err
	}
	if len(d.in) < 2 {
		return n, d.err
	}
	return n, nil
}

// Dump returns the hex dump of data, as hexdump -C prints it.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var b strings.Builder
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return b.String()
}

// dumper writes lines such as
//
//	00000010  30 31 32 33 34 35 36 37  38 39 3a 3b 3c 3d 3e 3f  |0123456789:;<=>?|
type dumper struct {
	w      io.Writer
	used   int // bytes in the line
	total  uint
	right  [18]byte // "|", the line as text, "|"
	closed bool
}

// Dumper returns a writer that writes hex dumps of what it gets to w; Close writes the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func printable(b byte) byte {
	if b < ' ' || b > '~' {
		return '.'
	}
	return b
}

func (h *dumper) Write(data []byte) (n int, err error) {
	if h.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for i, b := range data {
		var out []byte
		if h.used == 0 {
			at := h.total
			out = AppendEncode(out, []byte{byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at)})
			out = append(out, "  "...)
		}
		out = AppendEncode(out, []byte{b})
		out = append(out, ' ')
		if h.used == 7 || h.used == 15 {
			out = append(out, ' ')
		}
		h.right[1+h.used] = printable(b)
		h.used++
		h.total++
		if h.used == 16 {
			h.right[0], h.right[17] = '|', '|'
			out = append(out, h.right[:]...)
			out = append(out, '\n')
			h.used = 0
		}
		if _, err := h.w.Write(out); err != nil {
			return i, err
		}
	}
	return len(data), nil
}

func (h *dumper) Close() error {
	if h.closed {
		return nil
	}
	h.closed = true
	if h.used == 0 {
		return nil
	}
	// Blanks in the place of the bytes that are missing.
	blanks := 3 * (16 - h.used)
	if h.used < 8 {
		blanks++
	}
	out := append([]byte(strings.Repeat(" ", blanks+1)), '|')
	out = append(out, h.right[1:1+h.used]...)
	_, err := h.w.Write(append(out, "|\n"...))
	return err
}
