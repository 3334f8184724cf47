package net

import (
	"context"
	"internal/host"
	"os"
	"syscall"
	"time"
)

// controlFunc is a program's function that is called with a socket before it gets an address.
type controlFunc func(ctx context.Context, network, address string, c syscall.RawConn) error

// probed says what the machine can do, found out when it is first asked.
var probed struct {
	done                 bool
	has4, has6, maps4to6 bool
}

// probe tries which addresses can be bound: a machine may have IPv6 compiled in and switched off.
func probe() {
	if probed.done {
		return
	}
	probed.done = true
	try := func(family uint8, ip IP, only6 bool) bool {
		s, err := openSocket("tcp", family, kindStream)
		if err != nil {
			return false
		}
		defer s.close()
		if family == family6 && s.setFlag(optionOnlyIPv6, only6) != nil {
			return false
		}
		var a sockaddr
		return a.setIP(family, ip, 0, "") == nil && s.bind(&a) == nil
	}
	probed.has4 = try(family4, nil, false)
	probed.has6 = try(family6, IPv6loopback, true)
	probed.maps4to6 = try(family6, IPv4(127, 0, 0, 1), false)
}

// ipEnd is one end of a connection over IP; no port and no address is any.
type ipEnd struct {
	IPAddr
	port int
}

// isIPv4 says whether an IPv4 socket can have this end.
func (e *ipEnd) isIPv4() bool { return e == nil || len(e.IP) <= IPv4len || e.IP.To4() != nil }

func (e *ipEnd) isAny() bool { return e == nil || len(e.IP) == 0 || e.IP.IsUnspecified() }

// chooseFamily is the family of a socket for those ends, and whether it is for IPv6 only. One that listens on all addresses
// listens on those of both versions if it can.
func chooseFamily(network string, local, remote *ipEnd, listens bool) (family uint8, only6 bool) {
	switch network[len(network)-1] {
	case '4':
		return family4, false
	case '6':
		return family6, true
	}
	if listens && local.isAny() {
		probe()
		switch {
		case probed.maps4to6 || !probed.has4:
			return family6, false
		case local == nil:
			return family4, false
		}
		if local.isIPv4() {
			return family4, false
		}
		return family6, true
	}
	if local.isIPv4() && remote.isIPv4() {
		return family4, false
	}
	return family6, false
}

// openIP makes a socket for those ends, with its own address where one is given.
func openIP(ctx context.Context, network string, kind uint8, local, remote *ipEnd, listens bool, control controlFunc) (*socket, error) {
	family, only6 := chooseFamily(network, local, remote, listens)
	s, err := openSocket(network, family, kind)
	if err != nil {
		return nil, err
	}
	if err := s.prepare(ctx, local, remote, listens, only6, control); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *socket) prepare(ctx context.Context, local, remote *ipEnd, listens, only6 bool, control controlFunc) error {
	if s.family == family6 {
		s.setFlag(optionOnlyIPv6, only6)
	}
	if s.kind == kindDatagram {
		s.setFlag(optionBroadcast, true)
		if listens && local != nil && local.IP.IsMulticast() {
			// Several programs may listen to a group, each on all addresses.
			s.setFlag(optionReuseAddress, true)
			local = &ipEnd{port: local.port}
		}
	} else if listens {
		if err := s.setFlag(optionReuseAddress, true); err != nil {
			return err
		}
	}
	if control != nil {
		at := remote
		if at == nil {
			at = local
		}
		if err := control(ctx, s.exactNetwork(), at.String(), rawConn{s}); err != nil {
			return err
		}
	}
	if local == nil {
		if !listens {
			return nil
		}
		local = &ipEnd{}
	}
	var a sockaddr
	if err := a.setIP(s.family, local.IP, local.port, local.Zone); err != nil {
		return err
	}
	return s.bind(&a)
}

// listenIP makes a socket that receives at an address: connections or packets. Programs that only listen need not have what
// connecting takes.
func listenIP(ctx context.Context, network string, kind uint8, local *ipEnd, control controlFunc) (*socket, error) {
	s, err := openIP(ctx, network, kind, local, nil, true, control)
	if err != nil {
		return nil, err
	}
	if kind == kindStream {
		if err := s.listen(); err != nil {
			s.close()
			return nil, err
		}
	}
	s.local = s.addressOf(false)
	return s, nil
}

// dialIP makes a socket that is connected to the remote end; ctx ends the attempt.
func dialIP(ctx context.Context, network string, kind uint8, local, remote *ipEnd, control controlFunc) (*socket, error) {
	s, err := openIP(ctx, network, kind, local, remote, false, control)
	if err != nil {
		return nil, err
	}
	var a sockaddr
	if err = a.setIP(s.family, remote.IP, remote.port, remote.Zone); err == nil {
		err = s.connect(ctx, a.bytesOf())
	}
	if err != nil {
		s.close()
		return nil, err
	}
	s.local = s.addressOf(false)
	s.remote = s.addressOf(true)
	return s, nil
}

// exactNetwork is the network with the version that the socket has: tcp4.
func (s *socket) exactNetwork() string {
	switch s.network[len(s.network)-1] {
	case '4', '6':
		return s.network
	}
	return s.network + string('0'+rune(s.family))
}

func (e *ipEnd) String() string {
	if e == nil {
		return ""
	}
	return (&TCPAddr{IP: e.IP, Port: e.port, Zone: e.Zone}).String()
}

func (s *socket) bind(a *sockaddr) error {
	if errno := host.SockBind(s.fd, a.pointer(), ipSockaddrSize); errno != 0 {
		return hostError("bind", -errno)
	}
	return nil
}

func (s *socket) listen() error {
	if errno := host.SockListen(s.fd, backlog); errno != 0 {
		return hostError("listen", -errno)
	}
	return nil
}

// backlog is how many connections may wait to be accepted; the system has a limit of its own.
const backlog = 4096

// connect connects to an address in the host's form and waits until it is done or ctx has ended.
func (s *socket) connect(ctx context.Context, address []byte) error {
	errno := host.SockConnect(s.fd, dataOf(address), uint32(len(address)))
	if errno == int32(syscall.EINPROGRESS) {
		var err error
		if errno, err = s.finishConnect(ctx); err != nil {
			return err
		}
	}
	if errno != 0 {
		return hostError("connect", -errno)
	}
	s.connected = true
	return nil
}

// finishConnect waits for a connection under way; the result is the host's error number.
func (s *socket) finishConnect(ctx context.Context) (int32, error) {
	if deadline, ok := ctx.Deadline(); ok {
		s.setDeadline(deadline, false, true)
		defer s.setDeadline(time.Time{}, false, true)
	}
	stop := func() bool { return true }
	if ctx.Done() != nil {
		stop = context.AfterFunc(ctx, func() { pollClose(&s.pd) })
	}
	err := s.wait(true)
	switch {
	case !stop() || ctx.Err() != nil:
		return 0, contextError(ctx.Err())
	case err == os.ErrDeadlineExceeded:
		return 0, errTimeout
	case err != nil:
		return 0, err
	}
	return host.TcpConnectResult(s.fd), nil
}
