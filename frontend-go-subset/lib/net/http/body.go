package http

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// NoBody is an empty body.
var NoBody = noBody{}

type noBody struct{}

func (noBody) Read([]byte) (int, error)         { return 0, io.EOF }
func (noBody) Close() error                     { return nil }
func (noBody) WriteTo(io.Writer) (int64, error) { return 0, nil }

// body is the body of a message on a connection. Closing it lets the connection go on to the next message.
type body struct {
	from   io.Reader
	done   bool // read to its end
	closed bool
	// before is called before the first Read: a server then sends "100 Continue".
	before func()
}

func (b *body) Read(p []byte) (int, error) {
	if b.closed {
		return 0, ErrBodyReadAfterClose
	}
	if b.before != nil {
		b.before()
		b.before = nil
	}
	n, err := b.from.Read(p)
	if err == io.EOF {
		b.done = true
	}
	return n, err
}

func (b *body) Close() error {
	b.closed = true
	return nil
}

// maxDrain is how much of an unread body is worth reading to keep a connection.
const maxDrain = 256 << 10

// drain reads the rest and says whether the connection can be used again.
func (b *body) drain() bool {
	if b.done {
		return true
	}
	if b.before != nil {
		return false // the client still waits for "100 Continue"
	}
	_, err := io.CopyN(io.Discard, b.from, maxDrain)
	return err == io.EOF
}

// exactReader reads a body of known length.
type exactReader struct {
	r    *bufio.Reader
	left int64
}

func (e *exactReader) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	if int64(len(p)) > e.left {
		p = p[:e.left]
	}
	n, err := e.r.Read(p)
	e.left -= int64(n)
	if err == io.EOF && e.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// chunkedReader reads a chunked body (RFC 9112, section 7.1). Trailers are read and dropped.
type chunkedReader struct {
	r    *bufio.Reader
	left int64 // of the present chunk
	some bool  // a chunk was begun
	err  error
}

// Limits of what comes with the chunks.
const (
	maxChunkLine = 4096
	maxTrailer   = 64 << 10
)

func (c *chunkedReader) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if c.left == 0 {
		if c.err = c.nextChunk(); c.err != nil {
			return 0, c.err
		}
	}
	if int64(len(p)) > c.left {
		p = p[:c.left]
	}
	n, err := c.r.Read(p)
	c.left -= int64(n)
	c.err = unexpected(err)
	return n, c.err
}

func (c *chunkedReader) nextChunk() error {
	if c.some {
		if line, err := readLine(c.r, maxChunkLine, StatusBadRequest); err != nil || line != "" {
			return chunkError(err)
		}
	}
	c.some = true
	line, err := readLine(c.r, maxChunkLine, StatusBadRequest)
	if err != nil {
		return unexpected(err)
	}
	size, _, _ := strings.Cut(line, ";")
	size = strings.TrimRight(size, " \t")
	n, err := strconv.ParseUint(size, 16, 63)
	if err != nil || size == "" || size[0] == '+' || strings.Contains(size, "_") {
		return errors.New("invalid byte in chunk length")
	}
	if c.left = int64(n); n > 0 {
		return nil
	}
	if err := readHeader(c.r, make(Header), maxTrailer); err != nil {
		return unexpected(err)
	}
	return io.EOF
}

func chunkError(err error) error {
	if err == nil {
		return errors.New("malformed chunked encoding")
	}
	return unexpected(err)
}

// MaxBytesError is what reading a body past the limit of MaxBytesReader gives.
type MaxBytesError struct{ Limit int64 }

func (e *MaxBytesError) Error() string { return "http: request body too large" }

// MaxBytesReader lets at most n bytes of a body be read; past them the connection is closed after the answer.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	return &maxBytesReader{w: w, r: r, limit: n, left: n}
}

type maxBytesReader struct {
	w           ResponseWriter
	r           io.ReadCloser
	limit, left int64
	err         error
}

func (l *maxBytesReader) Read(p []byte) (int, error) {
	if l.err != nil || len(p) == 0 {
		return 0, l.err
	}
	// One byte more than is allowed tells a body that is too long from one that just fits.
	if int64(len(p))-1 > l.left {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if int64(n) <= l.left {
		l.left -= int64(n)
		l.err = err
		return n, err
	}
	n = int(l.left)
	l.left = 0
	if closer, ok := l.w.(interface{ closeAfterReply() }); ok {
		closer.closeAfterReply()
	}
	l.err = &MaxBytesError{l.limit}
	return n, l.err
}

func (l *maxBytesReader) Close() error { return l.r.Close() }

// chunkedWriter writes a chunked body; Close writes its end.
type chunkedWriter struct{ w io.Writer }

func (c chunkedWriter) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if _, err := fmt.Fprintf(c.w, "%x\r\n", len(p)); err != nil {
		return 0, err
	}
	n, err := c.w.Write(p)
	if err == nil {
		_, err = io.WriteString(c.w, "\r\n")
	}
	return n, err
}

func (c chunkedWriter) Close() error {
	_, err := io.WriteString(c.w, "0\r\n\r\n")
	return err
}
