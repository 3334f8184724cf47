package net

import "errors"

// An Interface is one of the machine's network interfaces. WASI shows none of them, as real Go has it there too.
type Interface struct {
	Index        int
	MTU          int
	Name         string
	HardwareAddr HardwareAddr
	Flags        Flags
}

// Flags say what an interface can do.
type Flags uint

const (
	FlagUp Flags = 1 << iota
	FlagBroadcast
	FlagLoopback
	FlagPointToPoint
	FlagMulticast
	FlagRunning
)

var flagNames = [...]string{"up", "broadcast", "loopback", "pointtopoint", "multicast", "running"}

// String is up|broadcast, 0 for none.
func (f Flags) String() string {
	text := ""
	for i, name := range flagNames {
		if f&(1<<i) == 0 {
			continue
		}
		if text != "" {
			text += "|"
		}
		text += name
	}
	if text == "" {
		return "0"
	}
	return text
}

// Addrs returns the addresses of the interface: none.
func (ifi *Interface) Addrs() ([]Addr, error) { return ifi.addrs() }

// MulticastAddrs returns the groups that the interface has joined: none.
func (ifi *Interface) MulticastAddrs() ([]Addr, error) { return ifi.addrs() }

func (ifi *Interface) addrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError("invalid network interface")
	}
	return nil, nil
}

// Interfaces returns the interfaces that can be seen: none.
func Interfaces() ([]Interface, error) { return nil, nil }

// InterfaceAddrs returns the addresses of all interfaces: none.
func InterfaceAddrs() ([]Addr, error) { return nil, nil }

// InterfaceByIndex finds no interface.
func InterfaceByIndex(index int) (*Interface, error) {
	if index <= 0 {
		return nil, routeError("invalid network interface index")
	}
	return nil, routeError("no such network interface")
}

// InterfaceByName finds no interface.
func InterfaceByName(name string) (*Interface, error) {
	if name == "" {
		return nil, routeError("invalid network interface name")
	}
	return nil, routeError("no such network interface")
}

func routeError(text string) error {
	return &OpError{Op: "route", Net: "ip+net", Err: errors.New(text)}
}
