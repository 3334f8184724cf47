package http

import (
	"bufio"
	"errors"
	"net"
)

// A Hijacker is a ResponseWriter that can hand its connection over to the handler.
type Hijacker interface {
	// Hijack ends the server's part in the connection. What was read of it already is in the buffer.
	Hijack() (net.Conn, *bufio.ReadWriter, error)
}

// ErrHijacked is what writing an answer gives after Hijack.
var ErrHijacked = errors.New("http: connection has been hijacked")

// Hijack sends what was written so far.
func (w *response) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c := w.conn
	if c.hijacked {
		return nil, nil, ErrHijacked
	}
	if w.started {
		c.w.Flush()
	}
	c.hijacked = true
	c.setState(StateHijacked)
	w.err = ErrHijacked
	return c.net, bufio.NewReadWriter(c.r, c.w), nil
}

// CloseNotifier was there before requests had contexts; no ResponseWriter is one.
//
// Deprecated: use Request.Context.
type CloseNotifier interface {
	CloseNotify() <-chan bool
}
