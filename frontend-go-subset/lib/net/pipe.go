package net

import (
	"io"
	"os"
	"sync"
	"time"
)

// deadline closes a channel when a time has passed.
type deadline struct {
	mu    sync.Mutex
	timer *time.Timer
	over  chan struct{}
}

func (d *deadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	if isClosed(d.over) {
		d.over = make(chan struct{})
	}
	if t.IsZero() {
		return
	}
	over := d.over
	if left := time.Until(t); left > 0 {
		d.timer = time.AfterFunc(left, func() { close(over) })
		return
	}
	close(over)
}

func (d *deadline) wait() chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.over
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }

// pipe is one end. A write hands its bytes to the other end and waits to hear how many were taken.
type pipe struct {
	writing sync.Mutex
	in      <-chan []byte
	took    chan<- int
	out     chan<- []byte
	taken   <-chan int

	closeOnce  sync.Once
	done       chan struct{}
	otherDone  <-chan struct{}
	readLimit  deadline
	writeLimit deadline
}

// Pipe returns the two ends of a connection in memory. There is no buffer: a write waits for reads.
func Pipe() (Conn, Conn) {
	there, back := make(chan []byte), make(chan []byte)
	thereTook, backTook := make(chan int), make(chan int)
	a := &pipe{in: back, took: backTook, out: there, taken: thereTook, done: make(chan struct{})}
	b := &pipe{in: there, took: thereTook, out: back, taken: backTook, done: make(chan struct{})}
	a.otherDone, b.otherDone = b.done, a.done
	for _, p := range [...]*pipe{a, b} {
		p.readLimit.over = make(chan struct{})
		p.writeLimit.over = make(chan struct{})
	}
	return a, b
}

func (p *pipe) LocalAddr() Addr  { return pipeAddr{} }
func (p *pipe) RemoteAddr() Addr { return pipeAddr{} }

func (p *pipe) fail(op string, err error) error {
	if err == nil || err == io.EOF || err == io.ErrClosedPipe {
		return err
	}
	return &OpError{Op: op, Net: "pipe", Err: err}
}

func (p *pipe) Read(b []byte) (int, error) {
	n, err := p.read(b)
	return n, p.fail("read", err)
}

func (p *pipe) read(b []byte) (int, error) {
	limit := p.readLimit.wait()
	switch {
	case isClosed(p.done):
		return 0, io.ErrClosedPipe
	case isClosed(p.otherDone):
		return 0, io.EOF
	case isClosed(limit):
		return 0, os.ErrDeadlineExceeded
	}
	select {
	case data := <-p.in:
		n := copy(b, data)
		p.took <- n
		return n, nil
	case <-p.done:
		return 0, io.ErrClosedPipe
	case <-p.otherDone:
		return 0, io.EOF
	case <-limit:
		return 0, os.ErrDeadlineExceeded
	}
}

func (p *pipe) Write(b []byte) (int, error) {
	n, err := p.write(b)
	return n, p.fail("write", err)
}

func (p *pipe) write(b []byte) (n int, err error) {
	limit := p.writeLimit.wait()
	switch {
	case isClosed(p.done), isClosed(p.otherDone):
		return 0, io.ErrClosedPipe
	case isClosed(limit):
		return 0, os.ErrDeadlineExceeded
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.out <- b:
			m := <-p.taken
			b = b[m:]
			n += m
		case <-p.done:
			return n, io.ErrClosedPipe
		case <-p.otherDone:
			return n, io.ErrClosedPipe
		case <-limit:
			return n, os.ErrDeadlineExceeded
		}
	}
	return n, nil
}

func (p *pipe) Close() error {
	p.closeOnce.Do(func() { close(p.done) })
	return nil
}

func (p *pipe) SetDeadline(t time.Time) error {
	p.SetReadDeadline(t)
	return p.SetWriteDeadline(t)
}

func (p *pipe) SetReadDeadline(t time.Time) error {
	if isClosed(p.done) || isClosed(p.otherDone) {
		return p.fail("set", io.ErrClosedPipe)
	}
	p.readLimit.set(t)
	return nil
}

func (p *pipe) SetWriteDeadline(t time.Time) error {
	if isClosed(p.done) || isClosed(p.otherDone) {
		return p.fail("set", io.ErrClosedPipe)
	}
	p.writeLimit.set(t)
	return nil
}
