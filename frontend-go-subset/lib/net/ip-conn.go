package net

import (
	"context"
	"net/netip"
	"os"
	"syscall"
)

// IPConn is for packets of IP without a protocol above it. The host has no such sockets: DialIP and ListenIP fail.
type IPConn struct {
	conn
}

// ReadFromIP fails.
func (c *IPConn) ReadFromIP(b []byte) (int, *IPAddr, error) { return 0, nil, syscall.EINVAL }

// ReadFrom fails.
func (c *IPConn) ReadFrom(b []byte) (int, Addr, error) { return 0, nil, syscall.EINVAL }

// ReadMsgIP fails.
func (c *IPConn) ReadMsgIP(b, oob []byte) (n, oobn, flags int, addr *IPAddr, err error) {
	return 0, 0, 0, nil, syscall.EINVAL
}

// WriteToIP fails.
func (c *IPConn) WriteToIP(b []byte, addr *IPAddr) (int, error) { return 0, syscall.EINVAL }

// WriteTo fails.
func (c *IPConn) WriteTo(b []byte, addr Addr) (int, error) { return 0, syscall.EINVAL }

// WriteMsgIP fails.
func (c *IPConn) WriteMsgIP(b, oob []byte, addr *IPAddr) (n, oobn int, err error) {
	return 0, 0, syscall.EINVAL
}

// noRawSockets is why an IPConn on a network cannot be had.
func noRawSockets(network string) error {
	switch base, err := baseNetwork(network, true); {
	case err != nil:
		return err
	case base[0] != 'i':
		return UnknownNetworkError(network)
	}
	return os.NewSyscallError("socket", syscall.ENOTSUP)
}

func (a *IPAddr) opAddr() Addr {
	if a == nil {
		return nil
	}
	return a
}

// DialIP fails: the host has no sockets for IP without a protocol above it.
func DialIP(network string, laddr, raddr *IPAddr) (*IPConn, error) {
	err := errMissingAddress
	if raddr != nil {
		err = noRawSockets(network)
	}
	return nil, &OpError{Op: "dial", Net: network, Source: laddr.opAddr(), Addr: raddr.opAddr(), Err: err}
}

// DialIP fails as the function does.
func (d *Dialer) DialIP(ctx context.Context, network string, laddr, raddr netip.Addr) (*IPConn, error) {
	return DialIP(network, ipAddrFrom(laddr), ipAddrFrom(raddr))
}

func ipAddrFrom(addr netip.Addr) *IPAddr {
	if !addr.IsValid() {
		return nil
	}
	return &IPAddr{IP: addr.AsSlice(), Zone: addr.Zone()}
}

// ListenIP fails: the host has no sockets for IP without a protocol above it.
func ListenIP(network string, laddr *IPAddr) (*IPConn, error) {
	if laddr == nil {
		laddr = &IPAddr{}
	}
	return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: noRawSockets(network)}
}
