// Package http is an HTTP/1.1 server and client on net's connections: one goroutine a connection.
package http

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Server serves the connections of its listeners.
type Server struct {
	Addr              string // ":http" when empty
	Handler           Handler
	ReadTimeout       time.Duration
	ReadHeaderTimeout time.Duration
	WriteTimeout      time.Duration
	IdleTimeout       time.Duration
	MaxHeaderBytes    int
	ErrorLog          *log.Logger
	BaseContext       func(net.Listener) context.Context
	// ConnContext gives each connection its context, made from BaseContext's.
	ConnContext func(ctx context.Context, c net.Conn) context.Context
	// ConnState is told what each connection does.
	ConnState func(net.Conn, ConnState)

	mu        sync.Mutex
	closing   bool
	listeners map[net.Listener]bool
	conns     map[*conn]bool
	onClose   []func()
}

// Keys of values that the contexts of requests have: the *Server, and the net.Addr that the connection came in at.
var (
	ServerContextKey    = &contextKey{"http-server"}
	LocalAddrContextKey = &contextKey{"local-addr"}
)

type contextKey struct{ name string }

func (k *contextKey) String() string { return "net/http context value " + k.name }

// ListenAndServe listens on addr and serves with handler (DefaultServeMux when nil).
func ListenAndServe(addr string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServe()
}

// Serve serves the connections of a listener.
func Serve(l net.Listener, handler Handler) error { return (&Server{Handler: handler}).Serve(l) }

// ListenAndServe listens on s.Addr and serves.
func (s *Server) ListenAndServe() error {
	addr := s.Addr
	if addr == "" {
		addr = ":http"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return s.Serve(l)
}

// Serve accepts connections until the listener or the server is closed; its error is never nil.
func (s *Server) Serve(l net.Listener) error {
	defer l.Close()
	if !s.addListener(l) {
		return ErrServerClosed
	}
	defer s.removeListener(l)
	base := context.Background()
	if s.BaseContext != nil {
		base = s.BaseContext(l)
		if base == nil {
			panic("BaseContext returned a nil context")
		}
	}
	base = context.WithValue(base, ServerContextKey, s)
	var wait time.Duration
	for {
		nc, err := l.Accept()
		if err != nil {
			if s.isClosing() {
				return ErrServerClosed
			}
			var temporary interface{ Temporary() bool }
			if errors.As(err, &temporary) && temporary.Temporary() {
				// Too many open descriptors, say: wait a little, longer each time.
				wait = min(max(2*wait, 5*time.Millisecond), time.Second)
				s.logf("http: Accept error: %v; retrying in %v", err, wait)
				time.Sleep(wait)
				continue
			}
			return err
		}
		wait = 0
		c := &conn{server: s, net: nc, remote: nc.RemoteAddr().String()}
		s.track(c, true)
		ctx := base
		if s.ConnContext != nil {
			if ctx = s.ConnContext(base, nc); ctx == nil {
				panic("ConnContext returned nil")
			}
		}
		c.setState(StateNew)
		go c.serve(ctx)
	}
}

// Close closes listeners and connections at once.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closing = true
	var first error
	for l := range s.listeners {
		if err := l.Close(); err != nil && first == nil {
			first = err
		}
	}
	for c := range s.conns {
		c.net.Close()
	}
	return first
}

// RegisterOnShutdown adds a function that Shutdown starts.
func (s *Server) RegisterOnShutdown(f func()) {
	s.mu.Lock()
	s.onClose = append(s.onClose, f)
	s.mu.Unlock()
}

// Shutdown closes listeners and idle connections, and waits for the others until ctx ends.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.closing = true
	var first error
	for l := range s.listeners {
		if err := l.Close(); err != nil && first == nil {
			first = err
		}
	}
	for _, f := range s.onClose {
		go f()
	}
	s.mu.Unlock()
	for wait := time.Millisecond; ; wait = min(2*wait, 500*time.Millisecond) {
		if s.closeIdle() == 0 {
			return first
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// closeIdle closes connections between requests and says how many others there are.
func (s *Server) closeIdle() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		if c.idle {
			c.net.Close()
			delete(s.conns, c)
		}
	}
	return len(s.conns)
}

func (s *Server) addListener(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	if s.listeners == nil {
		s.listeners = make(map[net.Listener]bool)
	}
	s.listeners[l] = true
	return true
}

func (s *Server) removeListener(l net.Listener) {
	s.mu.Lock()
	delete(s.listeners, l)
	s.mu.Unlock()
}

func (s *Server) track(c *conn, add bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conns == nil {
		s.conns = make(map[*conn]bool)
	}
	if add {
		s.conns[c] = true
	} else {
		delete(s.conns, c)
	}
}

func (s *Server) isClosing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closing
}

func (s *Server) logf(format string, args ...any) {
	if s.ErrorLog != nil {
		s.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

// conn is one client's connection: it serves request after request.
type conn struct {
	server *Server
	net    net.Conn
	remote string
	r      *bufio.Reader
	w      *bufio.Writer
	idle   bool // waiting for the first byte of a request
	// hijacked: a handler has taken the connection and its buffers.
	hijacked bool
}

// Buffers of finished connections, to be used again.
var (
	readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 4096) }}
	writers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 4096) }}
)

func (c *conn) serve(base context.Context) {
	ctx, cancel := context.WithCancel(context.WithValue(base, LocalAddrContextKey, c.net.LocalAddr()))
	c.r = readers.Get().(*bufio.Reader)
	c.w = writers.Get().(*bufio.Writer)
	c.r.Reset(c.net)
	c.w.Reset(c.net)
	defer func() {
		cancel()
		if p := recover(); p != nil && p != ErrAbortHandler {
			c.server.logf("http: panic serving %v: %v", c.remote, p)
		}
		c.server.track(c, false)
		if c.hijacked {
			return
		}
		c.net.Close()
		c.setState(StateClosed)
		c.r.Reset(nil)
		c.w.Reset(nil)
		readers.Put(c.r)
		writers.Put(c.w)
	}()
	for c.serveOne(ctx) {
		if c.server.isClosing() {
			return
		}
		c.setState(StateIdle)
	}
}

// serveOne reads and answers one request, and says whether another may follow.
func (c *conn) serveOne(ctx context.Context) bool {
	if !c.awaitRequest() {
		return false
	}
	request, err := readRequest(c.r, c.server.maxHeader())
	if err != nil {
		c.refuse(err)
		return false
	}
	if d := c.server.ReadTimeout; d > 0 {
		c.net.SetReadDeadline(time.Now().Add(d))
	} else {
		c.net.SetReadDeadline(time.Time{})
	}
	if d := c.server.WriteTimeout; d > 0 {
		c.net.SetWriteDeadline(time.Now().Add(d))
	}
	// The request's context ends when its handler returns.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	request.ctx, request.RemoteAddr = ctx, c.remote
	w := &response{conn: c, request: request, header: make(Header), length: -1}
	if expect := request.Header.Get("Expect"); expect != "" {
		if !strings.EqualFold(expect, "100-continue") {
			w.WriteHeader(StatusExpectationFailed)
			w.closeAfterReply()
			w.finish()
			return false
		}
		if b, ok := request.Body.(*body); ok && request.ProtoAtLeast(1, 1) {
			b.before = func() {
				io.WriteString(c.w, "HTTP/1.1 100 Continue\r\n\r\n")
				c.w.Flush()
			}
		}
	}
	handler := c.server.Handler
	if handler == nil {
		handler = DefaultServeMux
	}
	if request.RequestURI == "*" && request.Method == MethodOptions {
		handler = HandlerFunc(func(w ResponseWriter, r *Request) { w.Header().Set("Content-Length", "0") })
	}
	handler.ServeHTTP(w, request)
	if c.hijacked {
		return false
	}
	if w.finish() {
		return true
	}
	if b, ok := request.Body.(*body); ok && !b.done && w.err == nil {
		c.linger()
	}
	return false
}

// awaitRequest waits for the first byte of the next request.
func (c *conn) awaitRequest() bool {
	s := c.server
	wait := s.IdleTimeout
	if wait == 0 {
		wait = s.ReadTimeout
	}
	if wait > 0 {
		c.net.SetReadDeadline(time.Now().Add(wait))
	}
	c.idle = true
	_, err := c.r.Peek(1)
	c.idle = false
	if err != nil {
		return false
	}
	c.setState(StateActive)
	// From here on the client is sending its request: the time for being idle is over.
	d := s.ReadHeaderTimeout
	if d == 0 {
		d = s.ReadTimeout
	}
	if d > 0 {
		c.net.SetReadDeadline(time.Now().Add(d))
	} else if wait > 0 {
		c.net.SetReadDeadline(time.Time{})
	}
	return true
}

// maxHeader is how long a request's header may be; as in Go, a little more than what was asked for.
func (s *Server) maxHeader() int {
	if s.MaxHeaderBytes > 0 {
		return s.MaxHeaderBytes + 4096
	}
	return DefaultMaxHeaderBytes + 4096
}

// lingerTime is how long a connection is kept to be closed while the client may still be sending.
const lingerTime = 500 * time.Millisecond

// linger lets the client read the answer before the connection goes: closing a socket with unread data in it makes the
// system throw away what was sent.
func (c *conn) linger() {
	half, ok := c.net.(interface{ CloseWrite() error })
	if !ok || half.CloseWrite() != nil {
		return
	}
	c.net.SetReadDeadline(time.Now().Add(lingerTime))
	io.CopyN(io.Discard, c.net, maxDrain)
}

// refuse answers a request that cannot be understood.
func (c *conn) refuse(err error) {
	var bad *requestError
	if !errors.As(err, &bad) {
		return // the client has gone
	}
	detail, text := "", strconv.Itoa(bad.status)+" "+StatusText(bad.status)
	switch {
	case bad.status == StatusNotImplemented:
		text = bad.text
	case bad.isPublic:
		detail = ": " + bad.text
	}
	line := strings.TrimSuffix(statusLine(nil, bad.status), "\r\n")
	fmt.Fprintf(c.w, "%s%s\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n%s%s", line, detail, text, detail)
	if c.w.Flush() == nil {
		c.linger()
	}
}
