package net

import (
	"context"
	"internal/host"
	"io"
	"syscall"
	"time"
	"unsafe"
)

// pollDesc is the runtime's pollDesc: who waits for a descriptor, and until when.
type pollDesc struct {
	fd                          int32
	reader, writer              unsafe.Pointer
	readDeadline, writeDeadline int64
	readTimer, writeTimer       pollTimer
	closing                     bool
	index                       int
}

type pollTimer struct {
	when   int64
	period int64
	f      func(arg any, seq uintptr, late int64)
	arg    any
	seq    uintptr
	index  int
	order  uint64
}

//go:linkname pollWait runtime.pollWait
func pollWait(pd *pollDesc, write bool) int

//go:linkname pollClose runtime.pollClose
func pollClose(pd *pollDesc)

//go:linkname pollSetDeadline runtime.pollSetDeadline
func pollSetDeadline(pd *pollDesc, when int64, read, write bool)

//go:linkname runtimeNano runtime.nanotime
func runtimeNano() int64

// Results of pollWait.
const (
	pollReady = iota
	pollClosing
	pollTimeout
)

const eagain = -int32(syscall.EAGAIN)

// socket is a descriptor with its waiters. closed is set first, so that who waits finds out.
type socket struct {
	pd     pollDesc
	fd     int32
	closed bool
	// reading and writing queue up those who read or write at once.
	reading, writing turn
}

// turn lets one goroutine after the other do something that must not be interleaved.
type turn struct {
	busy bool
	next chan struct{}
}

func (t *turn) take() {
	for t.busy {
		if t.next == nil {
			t.next = make(chan struct{})
		}
		<-t.next
	}
	t.busy = true
}

func (t *turn) give() {
	t.busy = false
	if t.next != nil {
		close(t.next)
		t.next = nil
	}
}

func (s *socket) init(fd int32) {
	s.fd = fd
	s.pd.fd = fd
}

// wait parks until the socket is ready.
func (s *socket) wait(write bool) error {
	switch pollWait(&s.pd, write) {
	case pollClosing:
		return errClosed
	case pollTimeout:
		return errTimeout
	}
	return nil
}

// expired is the error when a deadline has passed already; operations that would not block fail too.
func (s *socket) expired(deadline int64) error {
	switch {
	case s.closed:
		return errClosed
	case deadline != 0 && deadline <= runtimeNano():
		return errTimeout
	}
	return nil
}

func (s *socket) read(b []byte) (int, error) {
	s.reading.take()
	defer s.reading.give()
	for {
		if err := s.expired(s.pd.readDeadline); err != nil {
			return 0, err
		}
		if len(b) == 0 {
			return 0, nil
		}
		n := host.SockRecv(s.fd, unsafe.Pointer(unsafe.SliceData(b)), uint32(len(b)))
		switch {
		case n > 0:
			return int(n), nil
		case n == 0:
			return 0, io.EOF
		case n != eagain:
			return 0, hostError("read", n)
		}
		if err := s.wait(false); err != nil {
			return 0, err
		}
	}
}

func (s *socket) write(b []byte) (done int, err error) {
	s.writing.take()
	defer s.writing.give()
	for {
		if err := s.expired(s.pd.writeDeadline); err != nil {
			return done, err
		}
		if done == len(b) {
			return done, nil
		}
		rest := b[done:]
		n := host.SockSend(s.fd, unsafe.Pointer(unsafe.SliceData(rest)), uint32(len(rest)))
		switch {
		case n >= 0:
			done += int(n)
			if done == len(b) {
				return done, nil
			}
			continue
		case n != eagain:
			return done, hostError("write", n)
		}
		if err := s.wait(true); err != nil {
			return done, err
		}
	}
}

func (s *socket) close() error {
	if s.closed {
		return errClosed
	}
	s.closed = true
	pollClose(&s.pd)
	if errno := host.SockClose(s.fd); errno != 0 {
		return hostError("close", -errno)
	}
	return nil
}

// setDeadline takes a wall-clock or monotonic time to the runtime's clock.
func (s *socket) setDeadline(t time.Time, read, write bool) error {
	if s.closed {
		return errClosed
	}
	when := int64(0)
	if !t.IsZero() {
		when = runtimeNano() + int64(time.Until(t))
		if when <= 0 {
			when = 1
		}
	}
	pollSetDeadline(&s.pd, when, read, write)
	return nil
}

// addressOf asks the host for one of the socket's addresses.
func addressOf(fd int32, peer bool) *TCPAddr {
	var buf [80]byte
	var n int32
	if peer {
		n = host.SockPeerAddress(fd, unsafe.Pointer(&buf), uint32(len(buf)))
	} else {
		n = host.SockLocalAddress(fd, unsafe.Pointer(&buf), uint32(len(buf)))
	}
	if n <= 0 || int(n) > len(buf) {
		return nil
	}
	name, service, err := SplitHostPort(string(buf[:n]))
	if err != nil {
		return nil
	}
	port, _ := LookupPort("tcp", service)
	return &TCPAddr{IP: ParseIP(name), Port: port}
}

// TCPConn is a TCP connection.
type TCPConn struct {
	socket        socket
	local, remote *TCPAddr
}

func newTCPConn(fd int32) *TCPConn {
	c := &TCPConn{local: addressOf(fd, false), remote: addressOf(fd, true)}
	c.socket.init(fd)
	return c
}

// fail wraps an error of an operation; io.EOF stays as it is.
func (c *TCPConn) fail(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &OpError{Op: op, Net: "tcp", Source: c.LocalAddr(), Addr: c.RemoteAddr(), Err: err}
}

// Read reads what has arrived, waiting for something.
func (c *TCPConn) Read(b []byte) (int, error) {
	if c == nil {
		return 0, syscall.EINVAL
	}
	n, err := c.socket.read(b)
	return n, c.fail("read", err)
}

// Write writes all of b.
func (c *TCPConn) Write(b []byte) (int, error) {
	if c == nil {
		return 0, syscall.EINVAL
	}
	n, err := c.socket.write(b)
	return n, c.fail("write", err)
}

// Close closes the connection. Reads and writes that wait fail.
func (c *TCPConn) Close() error {
	if c == nil {
		return syscall.EINVAL
	}
	return c.fail("close", c.socket.close())
}

// CloseRead ends reading.
func (c *TCPConn) CloseRead() error { return c.shutdown(1) }

// CloseWrite ends writing: the other side sees the end of the stream.
func (c *TCPConn) CloseWrite() error { return c.shutdown(2) }

func (c *TCPConn) shutdown(how int32) error {
	if c.socket.closed {
		return c.fail("close", errClosed)
	}
	if errno := host.SockShutdown(c.socket.fd, how); errno != 0 {
		return c.fail("close", hostError("shutdown", -errno))
	}
	return nil
}

// LocalAddr returns this side's address.
func (c *TCPConn) LocalAddr() Addr {
	if c.local == nil {
		return nil
	}
	return c.local
}

// RemoteAddr returns the other side's address.
func (c *TCPConn) RemoteAddr() Addr {
	if c.remote == nil {
		return nil
	}
	return c.remote
}

// SetDeadline sets when reads and writes fail.
func (c *TCPConn) SetDeadline(t time.Time) error {
	return c.fail("set", c.socket.setDeadline(t, true, true))
}

// SetReadDeadline sets when reads fail.
func (c *TCPConn) SetReadDeadline(t time.Time) error {
	return c.fail("set", c.socket.setDeadline(t, true, false))
}

// SetWriteDeadline sets when writes fail.
func (c *TCPConn) SetWriteDeadline(t time.Time) error {
	return c.fail("set", c.socket.setDeadline(t, false, true))
}

// SetNoDelay does nothing: the host never delays.
func (c *TCPConn) SetNoDelay(noDelay bool) error { return nil }

// SetKeepAlive does nothing.
func (c *TCPConn) SetKeepAlive(keepalive bool) error { return nil }

// SetKeepAlivePeriod does nothing.
func (c *TCPConn) SetKeepAlivePeriod(d time.Duration) error { return nil }

// SetLinger does nothing.
func (c *TCPConn) SetLinger(sec int) error { return nil }

// TCPListener listens for TCP connections.
type TCPListener struct {
	socket socket
	addr   *TCPAddr
}

func (l *TCPListener) fail(op string, err error) error {
	if err == nil {
		return nil
	}
	return &OpError{Op: op, Net: "tcp", Addr: l.addr, Err: err}
}

// Accept waits for the next connection.
func (l *TCPListener) Accept() (Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// AcceptTCP waits for the next connection.
func (l *TCPListener) AcceptTCP() (*TCPConn, error) {
	s := &l.socket
	s.reading.take()
	defer s.reading.give()
	for {
		if err := s.expired(s.pd.readDeadline); err != nil {
			return nil, l.fail("accept", err)
		}
		fd := host.TcpAccept(s.fd)
		if fd >= 0 {
			return newTCPConn(fd), nil
		}
		if fd == -int32(syscall.ECONNABORTED) || fd == -int32(syscall.EINTR) {
			continue
		}
		if fd != eagain {
			return nil, l.fail("accept", hostError("accept", fd))
		}
		if err := s.wait(false); err != nil {
			return nil, l.fail("accept", err)
		}
	}
}

// Close stops listening.
func (l *TCPListener) Close() error { return l.fail("close", l.socket.close()) }

// Addr returns the address listened on.
func (l *TCPListener) Addr() Addr { return l.addr }

// SetDeadline sets when Accept fails.
func (l *TCPListener) SetDeadline(t time.Time) error {
	return l.fail("set", l.socket.setDeadline(t, true, true))
}

// Listen listens on "host:port"; without a host on all addresses, with port 0 on a free port.
func Listen(network, address string) (Listener, error) {
	addr, err := ResolveTCPAddr(network, address)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	l, err := ListenTCP(network, addr)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// ListenTCP is like Listen for an address; nil means a free port on all addresses.
func ListenTCP(network string, laddr *TCPAddr) (*TCPListener, error) {
	if laddr == nil {
		laddr = &TCPAddr{}
	}
	name := ""
	if len(laddr.IP) > 0 {
		name = laddr.IP.String()
	} else if network == "tcp4" {
		name = "0.0.0.0"
	}
	fd := host.TcpListen(unsafe.Pointer(unsafe.StringData(name)), uint32(len(name)), int32(laddr.Port), 1024)
	if fd < 0 {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: hostError("bind", fd)}
	}
	l := &TCPListener{addr: addressOf(fd, false)}
	if l.addr == nil {
		l.addr = laddr
	}
	l.socket.init(fd)
	return l, nil
}

// A Dialer connects with options.
type Dialer struct {
	// Timeout for the connection to be made; 0: none.
	Timeout time.Duration
	// Deadline by which it must be made; zero: none.
	Deadline time.Time
	// KeepAlive is not used.
	KeepAlive time.Duration
}

// Dial connects to "host:port".
func Dial(network, address string) (Conn, error) { return new(Dialer).Dial(network, address) }

// DialTimeout is like Dial with a timeout.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	return (&Dialer{Timeout: timeout}).Dial(network, address)
}

// Dial connects to "host:port".
func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialContext is like Dial, and gives up when ctx is cancelled.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	fail := func(addr Addr, err error) (Conn, error) {
		return nil, &OpError{Op: "dial", Net: network, Addr: addr, Err: err}
	}
	if err := checkNetwork(network); err != nil {
		return fail(nil, err)
	}
	name, service, err := SplitHostPort(address)
	if err != nil {
		return fail(nil, err)
	}
	port, err := LookupPort(network, service)
	if err != nil {
		return fail(nil, err)
	}
	if name == "" {
		name = "127.0.0.1"
	}
	ips, err := LookupIP(name)
	if err != nil {
		return fail(nil, err)
	}
	deadline := d.Deadline
	if d.Timeout > 0 {
		if t := time.Now().Add(d.Timeout); deadline.IsZero() || t.Before(deadline) {
			deadline = t
		}
	}
	if t, ok := ctx.Deadline(); ok && (deadline.IsZero() || t.Before(deadline)) {
		deadline = t
	}
	var first error
	var at Addr
	for _, ip := range ips {
		addr := &TCPAddr{IP: ip, Port: port}
		c, err := dialOne(ctx, addr, deadline)
		if err == nil {
			return c, nil
		}
		if first == nil {
			first, at = err, addr
		}
	}
	return fail(at, first)
}

func dialOne(ctx context.Context, addr *TCPAddr, deadline time.Time) (*TCPConn, error) {
	name := addr.IP.String()
	fd := host.TcpConnect(unsafe.Pointer(unsafe.StringData(name)), uint32(len(name)), int32(addr.Port))
	if fd < 0 {
		return nil, hostError("connect", fd)
	}
	s := &socket{}
	s.init(fd)
	s.setDeadline(deadline, false, true)
	stop := context.AfterFunc(ctx, func() { pollClose(&s.pd) })
	err := s.wait(true)
	if !stop() && ctx.Err() != nil {
		err = ctx.Err()
	}
	if err == nil {
		if errno := host.TcpConnectResult(fd); errno != 0 {
			err = hostError("connect", -errno)
		}
	}
	if err != nil {
		s.close()
		return nil, err
	}
	s.setDeadline(time.Time{}, false, true)
	return newTCPConn(fd), nil
}

// DialTCP connects to raddr.
func DialTCP(network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Err: errMissingAddress}
	}
	c, err := Dial(network, raddr.String())
	if err != nil {
		return nil, err
	}
	return c.(*TCPConn), nil
}

// ListenConfig has options for listening.
type ListenConfig struct{}

// Listen is net.Listen.
func (lc *ListenConfig) Listen(ctx context.Context, network, address string) (Listener, error) {
	return Listen(network, address)
}
