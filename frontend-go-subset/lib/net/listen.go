package net

import (
	"context"
	"syscall"
	"time"
)

// ListenConfig has options for listening. The zero one is what Listen and ListenPacket use.
type ListenConfig struct {
	// Control is called with the socket before it gets its address.
	Control func(network, address string, c syscall.RawConn) error
	// KeepAlive is how long an accepted connection is idle before the system asks for the other side; 0: 15 s, negative: never.
	KeepAlive time.Duration
	// KeepAliveConfig goes before KeepAlive if it is enabled.
	KeepAliveConfig KeepAliveConfig

	noMultipath bool
}

// MultipathTCP returns what SetMultipathTCP has set, at first true.
func (lc *ListenConfig) MultipathTCP() bool { return !lc.noMultipath }

// SetMultipathTCP asks for multipath TCP where the system has it; here connections are plain TCP.
func (lc *ListenConfig) SetMultipathTCP(use bool) { lc.noMultipath = !use }

func (lc *ListenConfig) controlFunc() controlFunc {
	if lc.Control == nil {
		return nil
	}
	return func(_ context.Context, network, address string, c syscall.RawConn) error {
		return lc.Control(network, address, c)
	}
}

// Listen listens on "host:port", without a host on all addresses, with port 0 on a free port; or at the path of a Unix socket.
func Listen(network, address string) (Listener, error) {
	return new(ListenConfig).Listen(context.Background(), network, address)
}

// Listen is like the function; ctx ends looking a name up.
func (lc *ListenConfig) Listen(ctx context.Context, network, address string) (Listener, error) {
	fail := func(addr Addr, err error) (Listener, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: addr, Err: err}
	}
	list, err := addrs(ctx, hostLookup, network, address, nil)
	if err != nil {
		return fail(nil, err)
	}
	at := list.first()
	switch addr := at.(type) {
	case *TCPAddr:
		l, err := lc.listenTCP(ctx, network, addr)
		if err != nil {
			return fail(addr, err)
		}
		return l, nil
	case *UnixAddr:
		if network == "unixgram" {
			break
		}
		l, err := lc.listenUnix(ctx, network, addr)
		if err != nil {
			return fail(addr, err)
		}
		return l, nil
	}
	return fail(at, &AddrError{Err: "unexpected address type", Addr: address})
}

// ListenPacket makes a socket that receives packets at "host:port", or at the path of a Unix socket.
func ListenPacket(network, address string) (PacketConn, error) {
	return new(ListenConfig).ListenPacket(context.Background(), network, address)
}

// ListenPacket is like the function; ctx ends looking a name up.
func (lc *ListenConfig) ListenPacket(ctx context.Context, network, address string) (PacketConn, error) {
	fail := func(addr Addr, err error) (PacketConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: addr, Err: err}
	}
	list, err := addrs(ctx, hostLookup, network, address, nil)
	if err != nil {
		return fail(nil, err)
	}
	at := list.first()
	switch addr := at.(type) {
	case *UDPAddr:
		c, err := lc.listenUDP(ctx, network, addr)
		if err != nil {
			return fail(addr, err)
		}
		return c, nil
	case *IPAddr:
		return fail(addr, noRawSockets(network))
	case *UnixAddr:
		if network != "unixgram" {
			break
		}
		c, err := lc.listenUnixgram(ctx, network, addr)
		if err != nil {
			return fail(addr, err)
		}
		return c, nil
	}
	return fail(at, &AddrError{Err: "unexpected address type", Addr: address})
}
