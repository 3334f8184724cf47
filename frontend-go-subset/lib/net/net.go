// Package net: connections over the host's non-blocking sockets. A goroutine that would block parks until the host says that
// its socket is ready, so that the others go on.
//
// What lies above what:
//
//	Dialer, ListenConfig, Resolver   names to addresses, then to connections
//	TCPConn, UDPConn, UnixConn ...   what each kind of connection adds to conn
//	conn                             the methods that all connections share
//	socket                           the host's descriptor, waiting, deadlines, closing
package net

import (
	"io"
	"time"
)

// Addr is an address: Network is "tcp", String "127.0.0.1:80".
type Addr interface {
	Network() string
	String() string
}

// Conn is a stream connection. Several goroutines may use it at once.
type Conn interface {
	Read(b []byte) (n int, err error)
	Write(b []byte) (n int, err error)
	Close() error
	LocalAddr() Addr
	RemoteAddr() Addr
	// SetDeadline sets the time after which reads and writes fail; the zero Time means never.
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A Listener waits for connections.
type Listener interface {
	Accept() (Conn, error)
	// Close also ends an Accept that waits.
	Close() error
	Addr() Addr
}

// An Error is a network error.
type Error interface {
	error
	Timeout() bool
	Temporary() bool
}

// PacketConn is a connection of packets.
type PacketConn interface {
	// ReadFrom waits for a packet and says where it is from. What does not fit into p is lost.
	ReadFrom(p []byte) (n int, addr Addr, err error)
	WriteTo(p []byte, addr Addr) (n int, err error)
	Close() error
	LocalAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// Buffers are pieces of data to be written one after the other.
type Buffers [][]byte

// WriteTo writes the pieces to w.
func (v *Buffers) WriteTo(w io.Writer) (n int64, err error) {
	for len(*v) > 0 {
		m, err := w.Write((*v)[0])
		n += int64(m)
		if err != nil {
			(*v)[0] = (*v)[0][m:]
			return n, err
		}
		*v = (*v)[1:]
	}
	return n, nil
}

// Read takes bytes from the pieces; io.EOF when there are none left.
func (v *Buffers) Read(p []byte) (n int, err error) {
	for len(p) > n && len(*v) > 0 {
		m := copy(p[n:], (*v)[0])
		n += m
		if (*v)[0] = (*v)[0][m:]; len((*v)[0]) == 0 {
			*v = (*v)[1:]
		}
	}
	if len(*v) == 0 {
		err = io.EOF
	}
	return n, err
}
