package net

import (
	"context"
	"internal/host"
	"net/netip"
	"syscall"
	"unsafe"
)

// UDPConn is a socket for UDP packets; one that was dialed sends to and receives from one address.
type UDPConn struct {
	conn
}

// Flags of received messages as the host has them, and what programs know them by (recvmsg of Linux).
const (
	hostTruncated        = 1
	hostControlTruncated = 2
	msgTruncated         = 0x20
	msgControlTruncated  = 0x8
)

// receiveFrom waits for one message and says where it is from.
func (s *socket) receiveFrom(call string, b []byte, from *sockaddr) (n, flags int, err error) {
	var told uint32
	got, err := s.receive(call, func() int32 {
		return host.SockRecvFrom(s.fd, dataOf(b), uint32(len(b)), from.pointer(), maxSockaddrSize, unsafe.Pointer(&told))
	})
	if told&hostTruncated != 0 {
		flags |= msgTruncated
	}
	if told&hostControlTruncated != 0 {
		flags |= msgControlTruncated
	}
	return int(got), flags, err
}

// sendTo sends one message; to is an address in the host's form, empty for a socket that is connected.
func (s *socket) sendTo(call string, b, to []byte) (int, error) {
	n, err := s.send(call, func() int32 {
		return host.SockSendTo(s.fd, dataOf(b), uint32(len(b)), dataOf(to), uint32(len(to)))
	})
	return int(n), err
}

// ReadFromUDP waits for a packet. What does not fit into b is lost.
func (c *UDPConn) ReadFromUDP(b []byte) (n int, addr *UDPAddr, err error) {
	n, _, from, err := c.readFrom("recvfrom", b)
	if err != nil {
		return 0, nil, err
	}
	return n, from.udpAddr(), nil
}

func (a *sockaddr) udpAddr() *UDPAddr {
	if a.family == 0 {
		return nil
	}
	return &UDPAddr{IP: a.ip(), Port: int(a.port), Zone: a.zone()}
}

func (c *UDPConn) readFrom(call string, b []byte) (n, flags int, from *sockaddr, err error) {
	if !c.ok() {
		return 0, 0, nil, syscall.EINVAL
	}
	from = new(sockaddr)
	n, flags, err = c.s.receiveFrom(call, b, from)
	return n, flags, from, c.s.fail("read", err)
}

// ReadFrom is ReadFromUDP for a PacketConn.
func (c *UDPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromUDP(b)
	return n, addr.opAddr(), err
}

// ReadFromUDPAddrPort is ReadFromUDP with another type of address.
func (c *UDPConn) ReadFromUDPAddrPort(b []byte) (n int, addr netip.AddrPort, err error) {
	n, _, from, err := c.readFrom("recvfrom", b)
	if err != nil {
		return 0, netip.AddrPort{}, err
	}
	return n, from.addrPort(), nil
}

// ReadMsgUDP is ReadFromUDP with the flags of the message. There is no out-of-band data.
func (c *UDPConn) ReadMsgUDP(b, oob []byte) (n, oobn, flags int, addr *UDPAddr, err error) {
	n, flags, from, err := c.readFrom("recvmsg", b)
	if err != nil {
		return 0, 0, 0, nil, err
	}
	return n, 0, flags, from.udpAddr(), nil
}

// ReadMsgUDPAddrPort is ReadMsgUDP with another type of address.
func (c *UDPConn) ReadMsgUDPAddrPort(b, oob []byte) (n, oobn, flags int, addr netip.AddrPort, err error) {
	n, flags, from, err := c.readFrom("recvmsg", b)
	if err != nil {
		return 0, 0, 0, netip.AddrPort{}, err
	}
	return n, 0, flags, from.addrPort(), nil
}

// WriteToUDP sends a packet to an address.
func (c *UDPConn) WriteToUDP(b []byte, addr *UDPAddr) (int, error) {
	switch {
	case !c.ok():
		return 0, syscall.EINVAL
	case c.s.connected:
		return c.failWrite(addr.opAddr(), ErrWriteToConnected)
	case addr == nil:
		return c.failWrite(nil, errMissingAddress)
	}
	n, err := c.writeTo("sendto", b, addr)
	if err != nil {
		return c.failWrite(addr, err)
	}
	return n, nil
}

func (c *UDPConn) failWrite(to Addr, err error) (int, error) {
	return 0, &OpError{Op: "write", Net: c.s.network, Source: c.s.local, Addr: to, Err: err}
}

func (c *UDPConn) writeTo(call string, b []byte, addr *UDPAddr) (int, error) {
	var to sockaddr
	if err := to.setIP(c.s.family, addr.IP, addr.Port, addr.Zone); err != nil {
		return 0, err
	}
	return c.s.sendTo(call, b, to.bytesOf())
}

// WriteTo is WriteToUDP for a PacketConn.
func (c *UDPConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	to, ok := addr.(*UDPAddr)
	if !ok {
		return c.failWrite(addr, syscall.EINVAL)
	}
	return c.WriteToUDP(b, to)
}

// addrPortAddr is an address in errors.
type addrPortAddr struct {
	netip.AddrPort
}

func (addrPortAddr) Network() string { return "udp" }

// WriteToUDPAddrPort is WriteToUDP with another type of address.
func (c *UDPConn) WriteToUDPAddrPort(b []byte, addr netip.AddrPort) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	var n int
	var to sockaddr
	err := ErrWriteToConnected
	if !c.s.connected {
		err = errMissingAddress
		if addr.IsValid() {
			err = to.setAddrPort(c.s.family, addr)
		}
	}
	if err == nil {
		n, err = c.s.sendTo("sendto", b, to.bytesOf())
	}
	if err != nil {
		return c.failWrite(addrPortAddr{addr}, err)
	}
	return n, nil
}

// WriteMsgUDP sends a packet to an address, or to the one that the connection has when addr is nil. There is no way to send
// out-of-band data.
func (c *UDPConn) WriteMsgUDP(b, oob []byte, addr *UDPAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	switch {
	case c.s.connected && addr != nil:
		err = ErrWriteToConnected
	case !c.s.connected && addr == nil:
		err = errMissingAddress
	case len(oob) > 0:
		err = syscall.ENOTSUP
	case addr == nil:
		n, err = c.s.sendTo("sendmsg", b, nil)
	default:
		n, err = c.writeTo("sendmsg", b, addr)
	}
	if err != nil {
		n, err = c.failWrite(addr.opAddr(), err)
	}
	return n, 0, err
}

// WriteMsgUDPAddrPort is WriteMsgUDP with another type of address.
func (c *UDPConn) WriteMsgUDPAddrPort(b, oob []byte, addr netip.AddrPort) (n, oobn int, err error) {
	if !addr.IsValid() {
		return c.WriteMsgUDP(b, oob, nil)
	}
	return c.WriteMsgUDP(b, oob, UDPAddrFromAddrPort(addr))
}

func (a *UDPAddr) end() *ipEnd { return (*TCPAddr)(a).end() }

// DialUDP makes a socket that sends to raddr, from laddr if it is not nil.
func DialUDP(network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	return new(Dialer).dialUDPAddr(context.Background(), network, laddr, raddr)
}

func (d *Dialer) dialUDPAddr(ctx context.Context, network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	fail := func(err error) (*UDPConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: laddr.opAddr(), Addr: raddr.opAddr(), Err: err}
	}
	if !isNetwork("udp", network) {
		return fail(UnknownNetworkError(network))
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	c, err := d.dialUDP(ctx, network, laddr, raddr)
	if err != nil {
		return fail(err)
	}
	return c, nil
}

func (d *Dialer) dialUDP(ctx context.Context, network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	s, err := dialIP(ctx, network, kindDatagram, laddr.end(), raddr.end(), d.controlFunc())
	if err != nil {
		return nil, err
	}
	return &UDPConn{conn{s}}, nil
}

// ListenUDP makes a socket that receives at laddr; nil means a free port on all addresses.
func ListenUDP(network string, laddr *UDPAddr) (*UDPConn, error) {
	fail := func(err error) (*UDPConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr.opAddr(), Err: err}
	}
	if !isNetwork("udp", network) {
		return fail(UnknownNetworkError(network))
	}
	if laddr == nil {
		laddr = &UDPAddr{}
	}
	c, err := new(ListenConfig).listenUDP(context.Background(), network, laddr)
	if err != nil {
		return fail(err)
	}
	return c, nil
}

func (lc *ListenConfig) listenUDP(ctx context.Context, network string, laddr *UDPAddr) (*UDPConn, error) {
	s, err := listenIP(ctx, network, kindDatagram, laddr.end(), lc.controlFunc())
	if err != nil {
		return nil, err
	}
	return &UDPConn{conn{s}}, nil
}

// ListenMulticastUDP makes a socket that receives what is sent to a group, on an interface or, for nil, where the system chooses.
func ListenMulticastUDP(network string, ifi *Interface, gaddr *UDPAddr) (*UDPConn, error) {
	fail := func(err error) (*UDPConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: gaddr.opAddr(), Err: err}
	}
	if !isNetwork("udp", network) {
		return fail(UnknownNetworkError(network))
	}
	if gaddr == nil || gaddr.IP == nil {
		return fail(errMissingAddress)
	}
	s, err := openGroup(network, ifi, gaddr)
	if err != nil {
		return fail(err)
	}
	return &UDPConn{conn{s}}, nil
}

func openGroup(network string, ifi *Interface, group *UDPAddr) (*socket, error) {
	index := 0
	if ifi != nil {
		index = ifi.Index
	}
	s, err := listenIP(context.Background(), network, kindDatagram, group.end(), nil)
	if err != nil {
		return nil, err
	}
	var a sockaddr
	err = a.setIP(s.family, group.IP, 0, "")
	if err == nil {
		err = s.setFlag(optionMulticastLoop, false)
	}
	if err == nil {
		if errno := host.SockJoinGroup(s.fd, a.pointer(), ipSockaddrSize, int32(index)); errno != 0 {
			err = hostError("setsockopt", -errno)
		}
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}
