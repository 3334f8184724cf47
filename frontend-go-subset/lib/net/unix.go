package net

import (
	"context"
	"internal/host"
	"os"
	"sync"
	"syscall"
	"time"
)

// UnixConn is a connection between programs on one machine.
type UnixConn struct {
	conn
}

// unixNetwork is the network of a Unix socket's kind; unixKind the other way, 0 for no such network.
func unixNetwork(kind uint8) string {
	switch kind {
	case kindDatagram:
		return "unixgram"
	case kindSequence:
		return "unixpacket"
	}
	return "unix"
}

func unixKind(network string) uint8 {
	switch network {
	case "unix":
		return kindStream
	case "unixgram":
		return kindDatagram
	case "unixpacket":
		return kindSequence
	}
	return 0
}

// openUnix makes a socket, with its own name where one is given.
func openUnix(ctx context.Context, network string, local, remote *UnixAddr, control controlFunc) (*socket, error) {
	s, err := openSocket(network, familyUnix, unixKind(network))
	if err != nil {
		return nil, err
	}
	if err := s.prepareUnix(ctx, local, remote, control); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *socket) prepareUnix(ctx context.Context, local, remote *UnixAddr, control controlFunc) error {
	if control != nil {
		at := remote
		if at == nil {
			at = local
		}
		if err := control(ctx, s.network, at.String(), rawConn{s}); err != nil {
			return err
		}
	}
	if local == nil {
		return nil
	}
	address, err := unixSockaddr(local.Name)
	if err != nil {
		return os.NewSyscallError("bind", err)
	}
	if errno := host.SockBind(s.fd, dataOf(address), uint32(len(address))); errno != 0 {
		return hostError("bind", -errno)
	}
	s.local = s.addressOf(false)
	if local.Name != "" {
		// The host may have bound the same file by another name.
		s.local = &UnixAddr{Name: local.Name, Net: s.network}
	}
	return nil
}

func (s *socket) connectUnix(ctx context.Context, remote *UnixAddr) error {
	address, err := unixSockaddr(remote.Name)
	if err != nil {
		return os.NewSyscallError("connect", err)
	}
	if err := s.connect(ctx, address); err != nil {
		return err
	}
	s.remote = s.addressOf(true)
	return nil
}

// CloseRead ends reading.
func (c *UnixConn) CloseRead() error { return c.shutdown(1) }

// CloseWrite ends writing: the other side sees the end of the stream.
func (c *UnixConn) CloseWrite() error { return c.shutdown(2) }

// ReadFromUnix waits for a message and says where it is from; nil when that has no name.
func (c *UnixConn) ReadFromUnix(b []byte) (int, *UnixAddr, error) {
	n, _, addr, err := c.readFrom("recvfrom", b)
	return n, addr, err
}

func (c *UnixConn) readFrom(call string, b []byte) (n, flags int, addr *UnixAddr, err error) {
	if !c.ok() {
		return 0, 0, nil, syscall.EINVAL
	}
	var from sockaddr
	n, flags, err = c.s.receiveFrom(call, b, &from)
	if err != nil {
		return 0, 0, nil, c.s.fail("read", err)
	}
	if name := from.name(); from.family == familyUnix && name != "" {
		addr = &UnixAddr{Name: name, Net: unixNetwork(c.s.kind)}
	}
	return n, flags, addr, nil
}

// ReadFrom is ReadFromUnix for a PacketConn.
func (c *UnixConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromUnix(b)
	return n, addr.opAddr(), err
}

// ReadMsgUnix is ReadFromUnix with the flags of the message. Out-of-band data, such as descriptors, is dropped.
func (c *UnixConn) ReadMsgUnix(b, oob []byte) (n, oobn, flags int, addr *UnixAddr, err error) {
	n, flags, addr, err = c.readFrom("recvmsg", b)
	return n, 0, flags, addr, err
}

// WriteToUnix sends a message to another socket.
func (c *UnixConn) WriteToUnix(b []byte, addr *UnixAddr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	err := errMissingAddress
	n := 0
	switch {
	case c.s.connected:
		err = ErrWriteToConnected
	case addr != nil:
		n, err = c.writeTo("sendto", b, addr)
	}
	if err != nil {
		return c.failWrite(addr.opAddr(), err)
	}
	return n, nil
}

func (c *UnixConn) writeTo(call string, b []byte, addr *UnixAddr) (int, error) {
	if addr.Net != unixNetwork(c.s.kind) {
		return 0, syscall.EAFNOSUPPORT
	}
	to, err := unixSockaddr(addr.Name)
	if err != nil {
		return 0, os.NewSyscallError(call, err)
	}
	return c.s.sendTo(call, b, to)
}

func (c *UnixConn) failWrite(to Addr, err error) (int, error) {
	return 0, &OpError{Op: "write", Net: c.s.network, Source: c.s.local, Addr: to, Err: err}
}

// WriteTo is WriteToUnix for a PacketConn.
func (c *UnixConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	to, ok := addr.(*UnixAddr)
	if !ok {
		return c.failWrite(addr, syscall.EINVAL)
	}
	return c.WriteToUnix(b, to)
}

// WriteMsgUnix sends a message: of datagrams to another socket, else to the one that the connection has. There is no way to send
// out-of-band data, such as descriptors.
func (c *UnixConn) WriteMsgUnix(b, oob []byte, addr *UnixAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	switch {
	case c.s.kind == kindDatagram && c.s.connected:
		err = ErrWriteToConnected
	case len(oob) > 0:
		err = syscall.ENOTSUP
	case addr != nil:
		n, err = c.writeTo("sendmsg", b, addr)
	default:
		n, err = c.s.sendTo("sendmsg", b, nil)
	}
	if err != nil {
		n, err = c.failWrite(addr.opAddr(), err)
	}
	return n, 0, err
}

// UnixListener listens for connections at a name.
type UnixListener struct {
	s    *socket
	path string
	// unlink: Close removes the file.
	unlink     bool
	unlinkOnce sync.Once
}

func (l *UnixListener) ok() bool { return l != nil && l.s != nil }

// Accept waits for the next connection.
func (l *UnixListener) Accept() (Conn, error) {
	c, err := l.AcceptUnix()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// AcceptUnix waits for the next connection.
func (l *UnixListener) AcceptUnix() (*UnixConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	s, err := l.s.accept()
	if err != nil {
		return nil, l.s.failHere("accept", err)
	}
	s.local = l.s.local
	return &UnixConn{conn{s}}, nil
}

// Close stops listening, and removes the file unless SetUnlinkOnClose said not to.
func (l *UnixListener) Close() error {
	if !l.ok() {
		return syscall.EINVAL
	}
	// Before the socket is closed, and once: somebody else may then listen at the same path.
	l.unlinkOnce.Do(func() {
		if l.unlink && l.path != "" && l.path[0] != '@' {
			os.Remove(l.path)
		}
	})
	return l.s.failHere("close", l.s.close())
}

// Addr returns the address listened on.
func (l *UnixListener) Addr() Addr { return l.s.local }

// SetDeadline sets when Accept fails.
func (l *UnixListener) SetDeadline(t time.Time) error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.s.setDeadline(t, true, true)
}

// SetUnlinkOnClose says whether Close removes the file. At first it does, but not for a listener made from a file.
func (l *UnixListener) SetUnlinkOnClose(unlink bool) { l.unlink = unlink }

// File returns another descriptor of the same socket. Closing one does not close the other.
func (l *UnixListener) File() (*os.File, error) {
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
func (l *UnixListener) SyscallConn() (syscall.RawConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return rawConn{l.s}, nil
}

// DialUnix connects to raddr, from laddr if it is not nil.
func DialUnix(network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	return new(Dialer).DialUnix(context.Background(), network, laddr, raddr)
}

// DialUnix is like the function, and gives up when ctx is cancelled.
func (d *Dialer) DialUnix(ctx context.Context, network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	ctx, cancel := d.context(ctx)
	defer cancel()
	fail := func(err error) (*UnixConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: laddr.opAddr(), Addr: raddr.opAddr(), Err: err}
	}
	if unixKind(network) == 0 {
		return fail(UnknownNetworkError(network))
	}
	c, err := d.dialUnix(ctx, network, laddr, raddr)
	if err != nil {
		return fail(err)
	}
	return c, nil
}

func (d *Dialer) dialUnix(ctx context.Context, network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	if laddr != nil && laddr.Name == "" {
		laddr = nil
	}
	if raddr != nil && raddr.Name == "" {
		raddr = nil
	}
	if raddr == nil && (unixKind(network) != kindDatagram || laddr == nil) {
		return nil, errMissingAddress
	}
	s, err := openUnix(ctx, network, laddr, raddr, d.controlFunc())
	if err != nil {
		return nil, err
	}
	if raddr != nil {
		if err := s.connectUnix(ctx, raddr); err != nil {
			s.close()
			return nil, err
		}
	}
	if s.local == nil {
		s.local = s.addressOf(false)
	}
	return &UnixConn{conn{s}}, nil
}

// ListenUnix listens at a name on the networks unix and unixpacket.
func ListenUnix(network string, laddr *UnixAddr) (*UnixListener, error) {
	fail := func(err error) (*UnixListener, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr.opAddr(), Err: err}
	}
	if network != "unix" && network != "unixpacket" {
		return fail(UnknownNetworkError(network))
	}
	if laddr == nil {
		return fail(errMissingAddress)
	}
	l, err := new(ListenConfig).listenUnix(context.Background(), network, laddr)
	if err != nil {
		return fail(err)
	}
	return l, nil
}

func (lc *ListenConfig) listenUnix(ctx context.Context, network string, laddr *UnixAddr) (*UnixListener, error) {
	s, err := openUnix(ctx, network, laddr, nil, lc.controlFunc())
	if err != nil {
		return nil, err
	}
	if err := s.listen(); err != nil {
		s.close()
		return nil, err
	}
	return &UnixListener{s: s, path: laddr.Name, unlink: true}, nil
}

// ListenUnixgram makes a socket that receives messages at a name.
func ListenUnixgram(network string, laddr *UnixAddr) (*UnixConn, error) {
	fail := func(err error) (*UnixConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr.opAddr(), Err: err}
	}
	if network != "unixgram" {
		return fail(UnknownNetworkError(network))
	}
	if laddr == nil {
		return fail(errMissingAddress)
	}
	c, err := new(ListenConfig).listenUnixgram(context.Background(), network, laddr)
	if err != nil {
		return fail(err)
	}
	return c, nil
}

func (lc *ListenConfig) listenUnixgram(ctx context.Context, network string, laddr *UnixAddr) (*UnixConn, error) {
	s, err := openUnix(ctx, network, laddr, nil, lc.controlFunc())
	if err != nil {
		return nil, err
	}
	return &UnixConn{conn{s}}, nil
}
