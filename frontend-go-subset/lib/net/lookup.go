package net

import (
	"context"
	"strconv"
)

// What DNS knows beside addresses.

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

const malformedRecords = "DNS response contained records which contain invalid names"

// leftOut is the error for records with names that no host has; the others are returned beside it.
func leftOut(name string, n int) error {
	if n == 0 {
		return nil
	}
	return &DNSError{Err: malformedRecords, Name: name}
}

// LookupAddr returns names for an address.
func LookupAddr(addr string) (names []string, err error) {
	return DefaultResolver.LookupAddr(context.Background(), addr)
}

// LookupAddr returns names for an address: those in /etc/hosts, else those in DNS.
func (r *Resolver) LookupAddr(ctx context.Context, addr string) ([]string, error) {
	ip, ok := parseIPAddr(addr)
	if !ok {
		return nil, &DNSError{Err: "unrecognized address", Name: addr}
	}
	if names := namesInHosts(ip); len(names) > 0 {
		return names, nil
	}
	result, err := r.lookupRecords(ctx, reverseName(ip.IP), dnsPTR)
	if err != nil {
		return nil, err
	}
	var names []string
	bad := 0
	for _, record := range result.records {
		if record.kind != dnsPTR {
			continue
		}
		if name, ok := record.target(0); ok && isDomainName(name) {
			names = append(names, name)
		} else {
			bad++
		}
	}
	return names, leftOut(addr, bad)
}

// reverseName is the name under which DNS has the names of an address.
func reverseName(ip IP) string {
	if v4 := ip.To4(); v4 != nil {
		name := "in-addr.arpa."
		for _, b := range v4 {
			name = strconv.Itoa(int(b)) + "." + name
		}
		return name
	}
	name := make([]byte, 0, 72)
	for i := len(ip) - 1; i >= 0; i-- {
		name = append(name, hexDigits[ip[i]&15], '.', hexDigits[ip[i]>>4], '.')
	}
	return string(name) + "ip6.arpa."
}

// LookupCNAME returns the name that a host name stands for in the end.
func LookupCNAME(host string) (cname string, err error) {
	return DefaultResolver.LookupCNAME(context.Background(), host)
}

// LookupCNAME returns the name that a host name stands for in the end. It has addresses; a name without is not found.
func (r *Resolver) LookupCNAME(ctx context.Context, host string) (string, error) {
	_, cname, err := r.lookupBoth(ctx, "ip", host)
	if err != nil {
		return "", err
	}
	if cname == "" {
		cname = rooted(host)
	}
	return cname, nil
}

// LookupMX returns the hosts that take mail for a domain, the preferred one first.
func LookupMX(name string) ([]*MX, error) {
	return DefaultResolver.LookupMX(context.Background(), name)
}

// LookupMX returns the hosts that take mail for a domain, the preferred one first.
func (r *Resolver) LookupMX(ctx context.Context, name string) ([]*MX, error) {
	result, err := r.lookupRecords(ctx, name, dnsMX)
	if err != nil {
		return nil, err
	}
	var list []*MX
	bad := 0
	for _, record := range result.records {
		if record.kind != dnsMX {
			continue
		}
		pref, _ := record.number(0)
		host, ok := record.target(2)
		if !ok {
			return nil, lookupError(errCannotUnmarshal, name, result.server)
		}
		if _, isAddress := parseIPAddr(foldName(host)); !isDomainName(host) && !isAddress {
			bad++
			continue
		}
		list = append(list, &MX{Host: host, Pref: pref})
	}
	order(list, func(a, b *MX) bool { return a.Pref < b.Pref })
	return list, leftOut(name, bad)
}

// order sorts, those that are alike in random order.
func order[T any](list []T, less func(a, b T) bool) {
	for i := len(list) - 1; i > 0; i-- {
		j := int(randomID()) % (i + 1)
		list[i], list[j] = list[j], list[i]
	}
	for i := range list {
		for j := i; j > 0 && less(list[j], list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// LookupNS returns the name servers of a domain.
func LookupNS(name string) ([]*NS, error) {
	return DefaultResolver.LookupNS(context.Background(), name)
}

// LookupNS returns the name servers of a domain.
func (r *Resolver) LookupNS(ctx context.Context, name string) ([]*NS, error) {
	result, err := r.lookupRecords(ctx, name, dnsNS)
	if err != nil {
		return nil, err
	}
	var list []*NS
	bad := 0
	for _, record := range result.records {
		if record.kind != dnsNS {
			continue
		}
		host, ok := record.target(0)
		if !ok {
			return nil, lookupError(errCannotUnmarshal, name, result.server)
		}
		if !isDomainName(host) {
			bad++
			continue
		}
		list = append(list, &NS{Host: host})
	}
	return list, leftOut(name, bad)
}

// LookupTXT returns the texts of a domain.
func LookupTXT(name string) ([]string, error) {
	return DefaultResolver.LookupTXT(context.Background(), name)
}

// LookupTXT returns the texts of a domain; one that is in several pieces is put together.
func (r *Resolver) LookupTXT(ctx context.Context, name string) ([]string, error) {
	result, err := r.lookupRecords(ctx, name, dnsTXT)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, record := range result.records {
		if record.kind != dnsTXT {
			continue
		}
		text, ok := record.text()
		if !ok {
			return nil, lookupError(errCannotUnmarshal, name, result.server)
		}
		list = append(list, text)
	}
	return list, nil
}

// LookupSRV returns the hosts that offer a service.
func LookupSRV(service, proto, name string) (cname string, addrs []*SRV, err error) {
	return DefaultResolver.LookupSRV(context.Background(), service, proto, name)
}

// LookupSRV returns the hosts that offer a service in the order in which to try them, and the name under which they are
// (RFC 2782): _service._proto.name, or just name when the other two are empty.
func (r *Resolver) LookupSRV(ctx context.Context, service, proto, name string) (string, []*SRV, error) {
	target := name
	if service != "" || proto != "" {
		target = "_" + service + "._" + proto + "." + name
	}
	result, err := r.lookupRecords(ctx, target, dnsSRV)
	if err != nil {
		return "", nil, err
	}
	var list []*SRV
	cname := ""
	bad := 0
	for _, record := range result.records {
		if record.kind != dnsSRV {
			continue
		}
		if cname == "" {
			cname = record.name
		}
		s := &SRV{}
		s.Priority, _ = record.number(0)
		s.Weight, _ = record.number(1)
		s.Port, _ = record.number(2)
		var ok bool
		if s.Target, ok = record.target(6); !ok {
			return "", nil, lookupError(errCannotUnmarshal, name, result.server)
		}
		if !isDomainName(s.Target) {
			bad++
			continue
		}
		list = append(list, s)
	}
	orderServices(list)
	return cname, list, leftOut(name, bad)
}

// orderServices sorts by priority; of those alike, one comes the sooner the larger its weight, by chance.
func orderServices(list []*SRV) {
	order(list, func(a, b *SRV) bool {
		return a.Priority < b.Priority || a.Priority == b.Priority && a.Weight < b.Weight
	})
	for start := range list {
		// Everything from here on with this priority takes part in the draw for this place.
		end, sum := start, 0
		for end < len(list) && list[end].Priority == list[start].Priority {
			sum += int(list[end].Weight)
			end++
		}
		if sum == 0 {
			continue
		}
		draw := (int(randomID())<<16 | int(randomID())) & (1<<31 - 1) % sum
		for i := start; i < end; i++ {
			if draw -= int(list[i].Weight); draw < 0 {
				chosen := list[i]
				copy(list[start+1:i+1], list[start:i])
				list[start] = chosen
				break
			}
		}
	}
}
