package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// MinRead is how much room ReadFrom makes for each Read.
const MinRead = 512

// ErrTooLarge is what a Buffer panics with when it cannot grow.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

var errNegativeRead = errors.New("bytes.Buffer: reader returned negative count from Read")

// lastRead says what UnreadByte and UnreadRune can undo: a ReadRune, by the size of
// its result, or
type lastRead int8

const (
	readNothing lastRead = 0
	readBytes   lastRead = -1
)

// A Buffer holds bytes that were written and not yet read. The zero Buffer is
// empty.
type Buffer struct {
	buf  []byte // buf[off:] are the contents
	off  int
	last lastRead
}

// NewBuffer returns a Buffer with the contents buf, whose memory it uses.
func NewBuffer(buf []byte) *Buffer { return &Buffer{buf: buf} }

// NewBufferString returns a Buffer with the contents s.
func NewBufferString(s string) *Buffer { return &Buffer{buf: []byte(s)} }

// Bytes returns the contents, which stay valid until the next change.
func (b *Buffer) Bytes() []byte { return b.buf[b.off:] }

// AvailableBuffer returns an empty slice of the free memory, to append to and then
// pass to Write at once.
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

// String returns the contents, "<nil>" if b is nil.
func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

// Len returns the length of the contents.
func (b *Buffer) Len() int { return len(b.buf) - b.off }

// Cap returns the size of the memory.
func (b *Buffer) Cap() int { return cap(b.buf) }

// Available returns how many bytes can be written without new memory.
func (b *Buffer) Available() int { return cap(b.buf) - len(b.buf) }

// Truncate keeps only the first n bytes of the contents.
func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.last = readNothing
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.buf = b.buf[:b.off+n]
}

// Reset makes b empty and keeps its memory.
func (b *Buffer) Reset() {
	b.buf = b.buf[:0]
	b.off = 0
	b.last = readNothing
}

// grow lengthens the contents by n bytes and returns where they are in buf.
func (b *Buffer) grow(n int) int {
	if b.off > 0 && b.off == len(b.buf) {
		b.Reset()
	}
	size := b.Len()
	if n > 1<<31-1 {
		panic(ErrTooLarge)
	}
	if len(b.buf)+n <= cap(b.buf) {
		b.buf = b.buf[:len(b.buf)+n]
		return len(b.buf) - n
	}
	switch c := cap(b.buf); {
	case b.buf == nil && n <= 64:
		b.buf = make([]byte, n, 64)
		return 0
	case size+n <= c/2:
		// Moving the contents to the front is enough, and not done too often.
		copy(b.buf, b.buf[b.off:])
	case c > 1<<31-1-c-n:
		panic(ErrTooLarge)
	default:
		// The room of what was read counts too: then it is a while until the contents must move again.
		buf := make([]byte, max(len(b.buf)+n, 2*(c-b.off)))
		copy(buf, b.buf[b.off:])
		b.buf = buf
	}
	b.off = 0
	b.buf = b.buf[:size+n]
	return size
}

// Grow makes room for n more bytes.
func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	at := b.grow(n)
	b.buf = b.buf[:at]
}

// Write appends p; the error is nil.
func (b *Buffer) Write(p []byte) (n int, err error) {
	b.last = readNothing
	at := b.grow(len(p))
	return copy(b.buf[at:], p), nil
}

// WriteString appends s; the error is nil.
func (b *Buffer) WriteString(s string) (n int, err error) {
	b.last = readNothing
	at := b.grow(len(s))
	return copy(b.buf[at:], s), nil
}

// WriteByte appends c; the error is nil.
func (b *Buffer) WriteByte(c byte) error {
	b.last = readNothing
	at := b.grow(1)
	b.buf[at] = c
	return nil
}

// WriteRune appends r; the error is nil.
func (b *Buffer) WriteRune(r rune) (n int, err error) {
	b.last = readNothing
	at := b.grow(utf8.UTFMax)
	b.buf = utf8.AppendRune(b.buf[:at], r)
	return len(b.buf) - at, nil
}

// ReadFrom reads r to its end.
func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	b.last = readNothing
	for {
		at := b.grow(MinRead)
		b.buf = b.buf[:at]
		m, err := r.Read(b.buf[at:cap(b.buf)])
		if m < 0 {
			panic(errNegativeRead)
		}
		b.buf = b.buf[:at+m]
		n += int64(m)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// WriteTo writes the contents to w.
func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.last = readNothing
	if size := b.Len(); size > 0 {
		m, err := w.Write(b.buf[b.off:])
		if m > size {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.off += m
		n = int64(m)
		if err != nil {
			return n, err
		}
		if m != size {
			return n, io.ErrShortWrite
		}
	}
	b.Reset()
	return n, nil
}

func (b *Buffer) Read(p []byte) (n int, err error) {
	b.last = readNothing
	if b.Len() == 0 {
		b.Reset()
		if len(p) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	n = copy(p, b.buf[b.off:])
	b.off += n
	if n > 0 {
		b.last = readBytes
	}
	return n, nil
}

// Peek returns the next n bytes and leaves them there; if there are fewer, it
// returns those and io.EOF.
func (b *Buffer) Peek(n int) ([]byte, error) {
	if b.Len() < n {
		return b.buf[b.off:], io.EOF
	}
	return b.buf[b.off : b.off+n], nil
}

// Next reads n bytes, or all if there are fewer, without a copy.
func (b *Buffer) Next(n int) []byte {
	b.last = readNothing
	n = min(n, b.Len())
	data := b.buf[b.off : b.off+n]
	b.off += n
	if n > 0 {
		b.last = readBytes
	}
	return data
}

func (b *Buffer) ReadByte() (byte, error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, io.EOF
	}
	c := b.buf[b.off]
	b.off++
	b.last = readBytes
	return c, nil
}

func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.buf[b.off:])
	b.off += size
	b.last = lastRead(size)
	return r, size, nil
}

// UnreadRune undoes ReadRune, if that was the last operation.
func (b *Buffer) UnreadRune() error {
	if b.last <= readNothing {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	b.off -= int(b.last)
	b.last = readNothing
	return nil
}

// UnreadByte puts the last byte back that the last operation read.
func (b *Buffer) UnreadByte() error {
	if b.last == readNothing {
		return errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	}
	b.last = readNothing
	b.off = max(b.off-1, 0)
	return nil
}

// line reads up to the first delim, or to the end with io.EOF, without a copy.
func (b *Buffer) line(delim byte) (line []byte, err error) {
	end := len(b.buf)
	if i := IndexByte(b.buf[b.off:], delim); i >= 0 {
		end = b.off + i + 1
	} else {
		err = io.EOF
	}
	line = b.buf[b.off:end]
	b.off = end
	b.last = readBytes
	return line, err
}

// ReadBytes reads up to and with the first delim; without one, all and io.EOF.
func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	data, err := b.line(delim)
	return append(line, data...), err
}

// ReadString is ReadBytes that returns a string.
func (b *Buffer) ReadString(delim byte) (line string, err error) {
	data, err := b.line(delim)
	return string(data), err
}
