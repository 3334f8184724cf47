package http

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// A RoundTripper carries a request to its server and the answer back.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// A Transport is the RoundTripper over TCP connections. A connection whose answer was read to its end is kept for the next
// request to the same address. https is not there.
type Transport struct {
	// DialContext makes connections; nil: net.Dialer's does.
	DialContext       func(ctx context.Context, network, addr string) (net.Conn, error)
	DisableKeepAlives bool
	// MaxIdleConnsPerHost is how many connections to one address are kept; 0: DefaultMaxIdleConnsPerHost.
	MaxIdleConnsPerHost int
	// MaxIdleConns is how many are kept in all; 0: no limit.
	MaxIdleConns int
	// IdleConnTimeout is how long one is kept; 0: no limit.
	IdleConnTimeout time.Duration
	// ResponseHeaderTimeout limits the time from the request's end to the answer's header; 0: no limit.
	ResponseHeaderTimeout time.Duration

	mu        sync.Mutex
	idle      map[string][]*persistConn
	idleCount int
}

// DefaultMaxIdleConnsPerHost is the number of idle connections kept for an address.
const DefaultMaxIdleConnsPerHost = 2

// DefaultTransport is what clients without a Transport use.
var DefaultTransport RoundTripper = &Transport{MaxIdleConns: 100, IdleConnTimeout: 90 * time.Second}

// A persistConn is a connection that may serve several requests, one after the other.
type persistConn struct {
	transport *Transport
	address   string
	conn      net.Conn
	r         *bufio.Reader
	isReused  bool
	idleSince time.Time
}

// RoundTrip sends a request and reads the header of the answer.
func (t *Transport) RoundTrip(r *Request) (*Response, error) {
	if r.URL == nil {
		r.closeBody()
		return nil, errors.New("http: nil Request.URL")
	}
	if r.URL.Scheme == "https" {
		r.closeBody()
		return nil, errors.New("https needs Go's own net/http, which import _ \"crypto/tls\" brings")
	}
	if r.URL.Scheme != "http" {
		r.closeBody()
		return nil, fmt.Errorf("unsupported protocol scheme %q", r.URL.Scheme)
	}
	if r.URL.Host == "" {
		r.closeBody()
		return nil, errors.New("http: no Host in request URL")
	}
	port := r.URL.Port()
	if port == "" {
		port = "80"
	}
	address := net.JoinHostPort(r.URL.Hostname(), port)
	for {
		if err := r.Context().Err(); err != nil {
			r.closeBody()
			return nil, err
		}
		c, err := t.take(r.Context(), address)
		if err != nil {
			r.closeBody()
			return nil, err
		}
		response, err := c.roundTrip(r)
		if err == nil {
			return response, nil
		}
		c.conn.Close()
		if ctxErr := r.Context().Err(); ctxErr != nil {
			return nil, ctxErr
		}
		// The server may have closed a kept connection just now: what has no body can be sent again.
		if !c.isReused || r.Body != nil && r.Body != io.ReadCloser(NoBody) {
			return nil, err
		}
	}
}

func (r *Request) closeBody() {
	if r.Body != nil {
		r.Body.Close()
	}
}

// take gives an idle connection that is still open, or a new one.
func (t *Transport) take(ctx context.Context, address string) (*persistConn, error) {
	for {
		c := t.takeIdle(address)
		if c == nil {
			break
		}
		if c.isOpen() {
			c.isReused = true
			return c, nil
		}
		c.conn.Close()
	}
	dial := t.DialContext
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	conn, err := dial(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &persistConn{transport: t, address: address, conn: conn, r: bufio.NewReader(conn)}, nil
}

func (t *Transport) takeIdle(address string) *persistConn {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := t.idle[address]
	n := len(list)
	if n == 0 {
		return nil
	}
	c := list[n-1]
	list[n-1] = nil
	t.idle[address] = list[:n-1]
	t.idleCount--
	return c
}

// isOpen: nothing has come while the connection was idle, neither data nor its end.
func (c *persistConn) isOpen() bool {
	if limit := c.transport.IdleConnTimeout; limit > 0 && time.Since(c.idleSince) > limit {
		return false
	}
	c.conn.SetReadDeadline(time.Unix(1, 0))
	_, err := c.r.Peek(1)
	c.conn.SetReadDeadline(time.Time{})
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout()
}

// keep puts a connection whose answer has been read among the idle ones.
func (t *Transport) keep(c *persistConn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	most := t.MaxIdleConnsPerHost
	if most == 0 {
		most = DefaultMaxIdleConnsPerHost
	}
	if t.DisableKeepAlives || len(t.idle[c.address]) >= most || t.MaxIdleConns > 0 && t.idleCount >= t.MaxIdleConns {
		c.conn.Close()
		return
	}
	if t.idle == nil {
		t.idle = make(map[string][]*persistConn)
	}
	c.idleSince = time.Now()
	t.idle[c.address] = append(t.idle[c.address], c)
	t.idleCount++
}

// CloseIdleConnections closes the connections that are kept.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, list := range t.idle {
		for _, c := range list {
			c.conn.Close()
		}
	}
	t.idle = nil
	t.idleCount = 0
}

func (c *persistConn) roundTrip(r *Request) (*Response, error) {
	// A cancelled request ends whatever waits for the connection.
	stop := context.AfterFunc(r.Context(), func() { c.conn.SetDeadline(time.Unix(1, 0)) })
	err := writeRequest(c.conn, r, c.transport.DisableKeepAlives)
	var response *Response
	if err == nil {
		if d := c.transport.ResponseHeaderTimeout; d > 0 {
			c.conn.SetReadDeadline(time.Now().Add(d))
		}
		response, err = ReadResponse(c.r, r)
		if c.transport.ResponseHeaderTimeout > 0 && err == nil {
			c.conn.SetReadDeadline(time.Time{})
		}
	}
	if err != nil {
		stop()
		return nil, err
	}
	b := &clientBody{conn: c, request: r, stop: stop, keep: !response.Close && !r.Close}
	if response.Body == io.ReadCloser(NoBody) {
		b.finish(true)
		return response, nil
	}
	b.from = response.Body
	response.Body = b
	return response, nil
}

// clientBody is the body of an answer; at its end the connection is free for another request.
type clientBody struct {
	from    io.ReadCloser
	conn    *persistConn
	request *Request
	stop    func() bool
	keep    bool
	ended   bool
	// cancel releases the timer of Client.Timeout.
	cancel context.CancelFunc
}

func (b *clientBody) Read(p []byte) (int, error) {
	if b.ended {
		return b.from.Read(p)
	}
	n, err := b.from.Read(p)
	if err != nil {
		if ctxErr := b.request.Context().Err(); ctxErr != nil && err != io.EOF {
			err = ctxErr
		}
		b.finish(err == io.EOF)
	}
	return n, err
}

func (b *clientBody) Close() error {
	if !b.ended {
		b.finish(false)
	}
	return b.from.Close()
}

// finish gives the connection up: to be kept when the answer was read whole.
func (b *clientBody) finish(whole bool) {
	b.ended = true
	if b.stop() && whole && b.keep {
		b.conn.transport.keep(b.conn)
	} else {
		b.conn.conn.Close()
	}
	if b.cancel != nil {
		b.cancel()
	}
}
