package net

import (
	"errors"
	"internal/host"
	"strconv"
)

// An Interface is one of the machine's network interfaces. Hosts other than weft's own show none.
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

// Words of the host's line for an interface; its addresses follow.
const (
	wordIndex = iota
	wordMTU
	wordFlags
	wordHardware
	wordName
	wordAddresses
)

// eachInterface calls f with the host's words for each interface of the machine.
func eachInterface(f func(words []string)) {
	b := make([]byte, 4096)
	n := int(host.Interfaces(dataOf(b), uint32(len(b))))
	if n > len(b) {
		b = make([]byte, n+1024)
		n = int(host.Interfaces(dataOf(b), uint32(len(b))))
	}
	if n <= 0 || n > len(b) {
		return // a host that shows none
	}
	eachLineOf(string(b[:n]), "", f)
}

func interfaceOf(words []string) Interface {
	index, _ := strconv.Atoi(words[wordIndex])
	mtu, _ := strconv.Atoi(words[wordMTU])
	flags, _ := strconv.Atoi(words[wordFlags])
	hardware, _ := ParseMAC(words[wordHardware]) // none for "-"
	return Interface{Index: index, MTU: mtu, Name: words[wordName], HardwareAddr: hardware, Flags: Flags(flags)}
}

// zoneIndex is the number of an IPv6 zone, which is an interface; 0 for none.
func zoneIndex(zone string) uint32 {
	if zone == "" {
		return 0
	}
	n, err := strconv.ParseUint(zone, 10, 32)
	if err != nil {
		eachInterface(func(words []string) {
			if words[wordName] == zone {
				n, _ = strconv.ParseUint(words[wordIndex], 10, 32)
			}
		})
	}
	return uint32(n)
}

// zoneName is the name of a zone with that number.
func zoneName(index uint32) string {
	number := strconv.FormatUint(uint64(index), 10)
	name := number
	eachInterface(func(words []string) {
		if words[wordIndex] == number {
			name = words[wordName]
		}
	})
	return name
}

// Addrs returns the addresses of the interface, with their networks.
func (ifi *Interface) Addrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError("invalid network interface")
	}
	return interfaceAddrs(ifi.Index), nil
}

// interfaceAddrs returns the addresses of one interface, 0 for all.
func interfaceAddrs(index int) (addrs []Addr) {
	eachInterface(func(words []string) {
		if index != 0 && words[wordIndex] != strconv.Itoa(index) {
			return
		}
		for _, address := range words[wordAddresses:] {
			if ip, network, err := ParseCIDR(address); err == nil {
				addrs = append(addrs, &IPNet{IP: ip, Mask: network.Mask})
			}
		}
	})
	return addrs
}

// MulticastAddrs returns the groups that the interface has joined. The host does not tell: none.
func (ifi *Interface) MulticastAddrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError("invalid network interface")
	}
	return nil, nil
}

// Interfaces returns the machine's interfaces.
func Interfaces() ([]Interface, error) {
	var list []Interface
	eachInterface(func(words []string) { list = append(list, interfaceOf(words)) })
	return list, nil
}

// InterfaceAddrs returns the addresses of all interfaces, with their networks.
func InterfaceAddrs() ([]Addr, error) { return interfaceAddrs(0), nil }

// InterfaceByIndex finds an interface by its number.
func InterfaceByIndex(index int) (*Interface, error) {
	if index <= 0 {
		return nil, routeError("invalid network interface index")
	}
	return oneInterface(func(ifi *Interface) bool { return ifi.Index == index })
}

// InterfaceByName finds an interface by its name.
func InterfaceByName(name string) (*Interface, error) {
	if name == "" {
		return nil, routeError("invalid network interface name")
	}
	return oneInterface(func(ifi *Interface) bool { return ifi.Name == name })
}

func oneInterface(is func(ifi *Interface) bool) (*Interface, error) {
	var found *Interface
	eachInterface(func(words []string) {
		if ifi := interfaceOf(words); found == nil && is(&ifi) {
			found = &ifi
		}
	})
	if found == nil {
		return nil, routeError("no such network interface")
	}
	return found, nil
}

func routeError(text string) error {
	return &OpError{Op: "route", Net: "ip+net", Err: errors.New(text)}
}
