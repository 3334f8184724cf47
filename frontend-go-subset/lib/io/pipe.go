package io

import (
	"errors"
	"sync"
)

// ErrClosedPipe is the error of a read or write on a pipe that is closed.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

// A pipe hands the bytes of each Write over to Reads directly: the writer sends
// its slice on data and learns on taken how much a reader took of it.
type pipe struct {
	writing sync.Mutex // one Write at a time
	data    chan []byte
	taken   chan int

	closing  sync.Mutex
	done     chan struct{} // closed when either side is
	closed   bool
	readErr  error // why the reading side was closed, nil while it is open
	writeErr error // the same for the writing side
}

// close closes the pipe, with the reason put into *why unless there is one.
func (p *pipe) close(why *error, err error) {
	p.closing.Lock()
	defer p.closing.Unlock()
	if *why == nil {
		*why = err
	}
	if !p.closed {
		p.closed = true
		close(p.done)
	}
}

func (p *pipe) isDone() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// closedErr is the error of one side when the pipe is closed: why the other side
// was, unless it was this side first.
func (p *pipe) closedErr(own, other *error) error {
	p.closing.Lock()
	defer p.closing.Unlock()
	if *own == nil && *other != nil {
		return *other
	}
	return ErrClosedPipe
}

func (p *pipe) read(b []byte) (n int, err error) {
	if p.isDone() {
		return 0, p.closedErr(&p.readErr, &p.writeErr)
	}
	select {
	case from := <-p.data:
		n = copy(b, from)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.closedErr(&p.readErr, &p.writeErr)
	}
}

func (p *pipe) write(b []byte) (n int, err error) {
	if p.isDone() {
		return 0, p.closedErr(&p.writeErr, &p.readErr)
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	// An empty Write waits for a reader too.
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.data <- b:
			got := <-p.taken
			b = b[got:]
			n += got
		case <-p.done:
			return n, p.closedErr(&p.writeErr, &p.readErr)
		}
	}
	return n, nil
}

// A PipeReader is the reading side of a pipe.
type PipeReader struct{ pipe }

// Read waits for a Write, or for the writing side to be closed: EOF, or its error.
func (r *PipeReader) Read(data []byte) (n int, err error) { return r.pipe.read(data) }

// Close closes the reading side: writes fail with ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError closes the reading side: writes fail with err.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.pipe.close(&r.pipe.readErr, err)
	return nil
}

// A PipeWriter is the writing side of a pipe.
type PipeWriter struct{ r PipeReader }

// Write waits until readers have taken all of data, or the pipe is closed.
func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.r.pipe.write(data) }

// Close closes the writing side: reads return EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError closes the writing side: reads return err, or EOF if it is nil.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.pipe.close(&w.r.pipe.writeErr, err)
	return nil
}

// Pipe makes a pipe in memory, without a buffer.
func Pipe() (*PipeReader, *PipeWriter) {
	w := &PipeWriter{PipeReader{pipe{
		data:  make(chan []byte),
		taken: make(chan int),
		done:  make(chan struct{}),
	}}}
	return &w.r, w
}
