package net

import (
	"context"
	"internal/host"
	"io"
	"os"
	"syscall"
	"time"
)

// TCPConn is a TCP connection.
type TCPConn struct {
	conn
}

// KeepAliveConfig says when the system asks whether the other side of an idle connection is still there. Zero durations and
// counts stand for 15 s, 15 s and 9; negative ones leave what the system has.
type KeepAliveConfig struct {
	Enable bool
	// Idle is how long a connection is idle before the first probe, Interval how long to wait between probes.
	Idle, Interval time.Duration
	// Count is how many probes go unanswered before the connection counts as broken.
	Count int
}

// newTCPConn sets up a connected socket. Without a configuration, keepAlive is the idle time and the interval; negative: none.
func newTCPConn(s *socket, config KeepAliveConfig, keepAlive time.Duration) *TCPConn {
	s.setFlag(optionNoDelay, true)
	if !config.Enable && keepAlive >= 0 {
		config = KeepAliveConfig{Enable: true, Idle: keepAlive}
	}
	c := &TCPConn{conn{s}}
	if config.Enable {
		c.SetKeepAliveConfig(config)
	}
	return c
}

// CloseRead ends reading.
func (c *TCPConn) CloseRead() error { return c.shutdown(1) }

// CloseWrite ends writing: the other side sees the end of the stream.
func (c *TCPConn) CloseWrite() error { return c.shutdown(2) }

func (c *conn) shutdown(how int32) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.s.fail("close", c.s.shutdown(how))
}

// SetNoDelay says whether small writes are sent at once, as they are at first, or wait for more.
func (c *TCPConn) SetNoDelay(noDelay bool) error { return c.setFlag(optionNoDelay, noDelay) }

func (c *TCPConn) setFlag(option int32, on bool) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.s.fail("set", c.s.setFlag(option, on))
}

// SetKeepAlive says whether the system looks after an idle connection.
func (c *TCPConn) SetKeepAlive(keepalive bool) error { return c.setFlag(optionKeepAlive, keepalive) }

// SetKeepAlivePeriod sets how long a connection is idle before the system asks for the other side.
func (c *TCPConn) SetKeepAlivePeriod(d time.Duration) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.s.fail("set", c.s.setSeconds(optionKeepAliveIdle, d, 15*time.Second))
}

// SetKeepAliveConfig sets all that concerns idle connections.
func (c *TCPConn) SetKeepAliveConfig(config KeepAliveConfig) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	s := c.s
	err := s.setFlag(optionKeepAlive, config.Enable)
	if err == nil {
		err = s.setSeconds(optionKeepAliveIdle, config.Idle, 15*time.Second)
	}
	if err == nil {
		err = s.setSeconds(optionKeepAliveInterval, config.Interval, 15*time.Second)
	}
	if count := config.Count; err == nil && count >= 0 {
		if count == 0 {
			count = 9
		}
		err = s.setOption(optionKeepAliveCount, count)
	}
	return s.fail("set", err)
}

// setSeconds rounds up; 0 stands for the usual value, and negative ones change nothing.
func (s *socket) setSeconds(option int32, d, usual time.Duration) error {
	if d == 0 {
		d = usual
	}
	if d < 0 {
		return nil
	}
	return s.setOption(option, int((d+time.Second-1)/time.Second))
}

// SetLinger says what Close does with data that is still to be sent: the system sends it in the background (negative, as at
// first), drops it (0), or goes on for that many seconds at most.
func (c *TCPConn) SetLinger(sec int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.s.fail("set", c.s.setOption(optionLinger, sec))
}

// MultipathTCP returns false: the host's sockets do not use it.
func (c *TCPConn) MultipathTCP() (bool, error) {
	if !c.ok() {
		return false, syscall.EINVAL
	}
	return false, nil
}

// onlyConn hides the methods of a connection that io.Copy would call again.
type onlyConn struct{ io.ReadWriter }

// ReadFrom writes all that r gives to the connection.
func (c *TCPConn) ReadFrom(r io.Reader) (int64, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	n, err := io.Copy(onlyConn{c}, r)
	return n, c.s.fail("readfrom", err)
}

// WriteTo writes all that the connection receives to w.
func (c *TCPConn) WriteTo(w io.Writer) (int64, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	n, err := io.Copy(w, onlyConn{c})
	return n, c.s.fail("writeto", err)
}

// TCPListener listens for TCP connections.
type TCPListener struct {
	s               *socket
	keepAlive       time.Duration
	keepAliveConfig KeepAliveConfig
}

func (l *TCPListener) ok() bool { return l != nil && l.s != nil }

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
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	s, err := l.s.accept()
	if err != nil {
		return nil, l.s.failHere("accept", err)
	}
	s.local = s.addressOf(false)
	return newTCPConn(s, l.keepAliveConfig, l.keepAlive), nil
}

// accept waits for a connection; its local address is not known yet.
func (l *socket) accept() (*socket, error) {
	fd, err := l.receive("accept4", func() int32 { return host.TcpAccept(l.fd) })
	if err != nil {
		return nil, err
	}
	s := newSocket(fd, l.network, l.family, l.kind)
	s.remote = s.addressOf(true)
	s.connected = true
	return s, nil
}

// Close stops listening. Connections that were accepted stay.
func (l *TCPListener) Close() error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.s.failHere("close", l.s.close())
}

// Addr returns the address listened on.
func (l *TCPListener) Addr() Addr { return l.s.local }

// SetDeadline sets when Accept fails.
func (l *TCPListener) SetDeadline(t time.Time) error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.s.setDeadline(t, true, true)
}

// File returns another descriptor of the same socket. Closing one does not close the other.
func (l *TCPListener) File() (*os.File, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	f, err := l.s.file()
	if err != nil {
		return nil, l.s.failHere("file", err)
	}
	return f, nil
}

// SyscallConn returns access to the descriptor.
func (l *TCPListener) SyscallConn() (syscall.RawConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return rawConn{l.s}, nil
}

func (a *TCPAddr) end() *ipEnd {
	if a == nil {
		return nil
	}
	return &ipEnd{a.ip(), a.Port}
}

// DialTCP connects to raddr, from laddr if it is not nil.
func DialTCP(network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	return new(Dialer).dialTCPAddr(context.Background(), network, laddr, raddr)
}

func (d *Dialer) dialTCPAddr(ctx context.Context, network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	fail := func(err error) (*TCPConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: laddr.opAddr(), Addr: raddr.opAddr(), Err: err}
	}
	if !isNetwork("tcp", network) {
		return fail(UnknownNetworkError(network))
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	c, err := d.dialTCP(ctx, network, laddr, raddr)
	if err != nil {
		return fail(err)
	}
	return c, nil
}

// isNetwork says whether network is base, base4 or base6.
func isNetwork(base, network string) bool {
	return network == base || network == base+"4" || network == base+"6"
}

func (d *Dialer) dialTCP(ctx context.Context, network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	s, err := dialIP(ctx, network, kindStream, laddr.end(), raddr.end(), d.controlFunc())
	if err != nil {
		return nil, err
	}
	return newTCPConn(s, d.KeepAliveConfig, d.KeepAlive), nil
}

// ListenTCP listens on an address; nil means a free port on all addresses.
func ListenTCP(network string, laddr *TCPAddr) (*TCPListener, error) {
	fail := func(err error) (*TCPListener, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr.opAddr(), Err: err}
	}
	if !isNetwork("tcp", network) {
		return fail(UnknownNetworkError(network))
	}
	if laddr == nil {
		laddr = &TCPAddr{}
	}
	l, err := new(ListenConfig).listenTCP(context.Background(), network, laddr)
	if err != nil {
		return fail(err)
	}
	return l, nil
}

func (lc *ListenConfig) listenTCP(ctx context.Context, network string, laddr *TCPAddr) (*TCPListener, error) {
	s, err := listenIP(ctx, network, kindStream, laddr.end(), lc.controlFunc())
	if err != nil {
		return nil, err
	}
	return &TCPListener{s: s, keepAlive: lc.KeepAlive, keepAliveConfig: lc.KeepAliveConfig}, nil
}
