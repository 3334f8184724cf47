package net

import (
	"internal/host"
	"os"
	"syscall"
)

// file returns an os.File with a descriptor of its own.
func (s *socket) file() (*os.File, error) {
	if s.closed {
		return nil, errClosed
	}
	fd := host.SockDup(s.fd)
	if fd < 0 {
		return nil, hostError("dup", fd)
	}
	name := s.network + ":"
	if s.local != nil {
		name += s.local.String()
	}
	name += "->"
	if s.remote != nil {
		name += s.remote.String()
	}
	return os.NewFile(uintptr(fd), name), nil
}

// fileAddr is the name of a file in errors.
type fileAddr string

func (fileAddr) Network() string  { return "file+net" }
func (a fileAddr) String() string { return string(a) }

// socketOfFile makes another descriptor for the socket that f is, and finds out what it is.
func socketOfFile(f *os.File) (*socket, error) {
	fd := host.SockDup(int32(f.Fd()))
	if fd == -int32(syscall.ENOTSOCK) {
		return nil, hostError("getsockopt", fd)
	}
	if fd < 0 {
		return nil, hostError("dup", fd)
	}
	s := newSocket(fd, "", uint8(host.SockGetOption(fd, optionFamily)), uint8(host.SockGetOption(fd, optionKind)))
	if s.family == familyUnix {
		s.network = unixNetwork(s.kind)
	} else if s.kind == kindDatagram {
		s.network = "udp"
	} else {
		s.network = "tcp"
	}
	s.local = s.addressOf(false)
	s.remote = s.addressOf(true)
	s.connected = s.remote != nil
	return s, nil
}

func failFile(f *os.File, err error) error {
	return &OpError{Op: "file", Net: "file+net", Addr: fileAddr(f.Name()), Err: err}
}

// FileConn returns a connection over a file that is a socket; it has a descriptor of its own.
func FileConn(f *os.File) (Conn, error) {
	s, err := socketOfFile(f)
	if err != nil {
		return nil, failFile(f, err)
	}
	switch s.local.(type) {
	case *TCPAddr:
		return newTCPConn(s, KeepAliveConfig{}, 0), nil
	case *UDPAddr:
		return &UDPConn{conn{s}}, nil
	case *UnixAddr:
		return &UnixConn{conn{s}}, nil
	}
	s.close()
	return nil, failFile(f, syscall.EINVAL)
}

// FileListener returns a listener over a file that is a listening socket; it has a descriptor of its own.
func FileListener(f *os.File) (Listener, error) {
	s, err := socketOfFile(f)
	if err != nil {
		return nil, failFile(f, err)
	}
	switch addr := s.local.(type) {
	case *TCPAddr:
		return &TCPListener{s: s}, nil
	case *UnixAddr:
		return &UnixListener{s: s, path: addr.Name}, nil
	}
	s.close()
	return nil, failFile(f, syscall.EINVAL)
}

// FilePacketConn returns a connection of packets over a file that is a socket; it has a descriptor of its own.
func FilePacketConn(f *os.File) (PacketConn, error) {
	c, err := FileConn(f)
	if err != nil {
		return nil, err
	}
	if p, ok := c.(PacketConn); ok {
		return p, nil
	}
	c.Close()
	return nil, failFile(f, syscall.EINVAL)
}
