package os

import (
	"io"
	"sync"
	"syscall"
)

// pipeCapacity is how many bytes a writer may be ahead of the reader, as on Linux.
const pipeCapacity = 1 << 16

// pipe is what the two ends of a Pipe share. It exists inside the program: the host has no pipes.
type pipe struct {
	mu            sync.Mutex
	changed       sync.Cond
	data          []byte
	readerIsGone  bool
	writersAreOut bool
}

// Pipe returns two connected files: what is written to w can be read from r.
func Pipe() (r *File, w *File, err error) {
	p := &pipe{}
	p.changed.L = &p.mu
	return &File{fd: -1, name: "|0", pipe: p}, &File{fd: -1, name: "|1", pipe: p, isWriter: true}, nil
}

func (p *pipe) read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.data) == 0 {
		if p.writersAreOut {
			return 0, io.EOF
		}
		if p.readerIsGone {
			return 0, ErrClosed
		}
		p.changed.Wait()
	}
	n := copy(b, p.data)
	p.data = p.data[n:]
	p.changed.Broadcast()
	return n, nil
}

func (p *pipe) write(b []byte) (n int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(b) > 0 {
		for len(p.data) >= pipeCapacity && !p.readerIsGone && !p.writersAreOut {
			p.changed.Wait()
		}
		if p.readerIsGone {
			return n, syscall.EPIPE
		}
		if p.writersAreOut {
			return n, ErrClosed
		}
		part := b[:min(len(b), pipeCapacity-len(p.data))]
		p.data = append(p.data, part...)
		n += len(part)
		b = b[len(part):]
		p.changed.Broadcast()
	}
	return n, nil
}

func (p *pipe) close(isWriter bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if isWriter {
		p.writersAreOut = true
	} else {
		p.readerIsGone = true
	}
	p.changed.Broadcast()
}
