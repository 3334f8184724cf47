package net

import (
	"context"
	"internal/host"
	"net/netip"
	"unsafe"
)

// An MX is a host that takes mail.
type MX struct {
	Host string
	Pref uint16
}

// An NS is a name server.
type NS struct {
	Host string
}

// An SRV is a host that offers a service.
type SRV struct {
	Target   string
	Port     uint16
	Priority uint16
	Weight   uint16
}

func (r *Resolver) hostAddrs(ctx context.Context, network, name string) (addrs []IPAddr, err error) {
	buf := make([]byte, 4096)
	n := host.Resolve(unsafe.Pointer(unsafe.StringData(name)), uint32(len(name)), dataOf(buf), uint32(len(buf)))
	if n <= 0 {
		return nil, notFound(noSuchHost, name, "")
	}
	start := 0
	for i, c := range buf[:min(int(n), len(buf))] {
		if c == '\n' {
			if ip, err := netip.ParseAddr(string(buf[start:i])); err == nil {
				addrs = append(addrs, ipAddrOf(ip))
			}
			start = i + 1
		}
	}
	return addrs, nil
}

// LookupPort returns the number of a port, given as a number or by name.
func LookupPort(network, service string) (port int, err error) {
	return DefaultResolver.LookupPort(context.Background(), network, service)
}

// LookupPort returns the number of a port, given as a number or by name.
func (r *Resolver) LookupPort(ctx context.Context, network, service string) (port int, err error) {
	if service == "" {
		return 0, nil
	}
	for i := 0; i < len(service); i++ {
		if service[i] < '0' || service[i] > '9' {
			switch service {
			case "http":
				return 80, nil
			case "https":
				return 443, nil
			}
			return 0, notFound("unknown port", network+"/"+service, "")
		}
		port = port*10 + int(service[i]-'0')
		if port > 65535 {
			return 0, &AddrError{"invalid port", service}
		}
	}
	return port, nil
}

// LookupAddr returns names for an address.
func LookupAddr(addr string) (names []string, err error) {
	return DefaultResolver.LookupAddr(context.Background(), addr)
}

// LookupAddr returns names for an address.
func (r *Resolver) LookupAddr(ctx context.Context, addr string) ([]string, error) {
	return nil, notFound(noSuchHost, addr, "")
}

// LookupCNAME returns the name that a host name stands for in the end.
func LookupCNAME(host string) (cname string, err error) {
	return DefaultResolver.LookupCNAME(context.Background(), host)
}

// LookupCNAME returns the name that a host name stands for in the end.
func (r *Resolver) LookupCNAME(ctx context.Context, host string) (string, error) {
	return "", notFound(noSuchHost, host, "")
}

// LookupMX returns the hosts that take mail for a domain, the preferred one first.
func LookupMX(name string) ([]*MX, error) { return DefaultResolver.LookupMX(context.Background(), name) }

// LookupMX returns the hosts that take mail for a domain, the preferred one first.
func (r *Resolver) LookupMX(ctx context.Context, name string) ([]*MX, error) {
	return nil, notFound(noSuchHost, name, "")
}

// LookupNS returns the name servers of a domain.
func LookupNS(name string) ([]*NS, error) { return DefaultResolver.LookupNS(context.Background(), name) }

// LookupNS returns the name servers of a domain.
func (r *Resolver) LookupNS(ctx context.Context, name string) ([]*NS, error) {
	return nil, notFound(noSuchHost, name, "")
}

// LookupTXT returns the texts of a domain.
func LookupTXT(name string) ([]string, error) {
	return DefaultResolver.LookupTXT(context.Background(), name)
}

// LookupTXT returns the texts of a domain.
func (r *Resolver) LookupTXT(ctx context.Context, name string) ([]string, error) {
	return nil, notFound(noSuchHost, name, "")
}

// LookupSRV returns the hosts that offer a service.
func LookupSRV(service, proto, name string) (cname string, addrs []*SRV, err error) {
	return DefaultResolver.LookupSRV(context.Background(), service, proto, name)
}

// LookupSRV returns the hosts that offer a service.
func (r *Resolver) LookupSRV(ctx context.Context, service, proto, name string) (string, []*SRV, error) {
	return "", nil, notFound(noSuchHost, name, "")
}
