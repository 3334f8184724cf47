package net

import (
	"context"
	"internal/host"
	"unsafe"
)

// hostAddrs looks a host name up in /etc/hosts, then in DNS. The network, ip4 or tcp6, say, tells which addresses to ask for.
func (r *Resolver) hostAddrs(ctx context.Context, network, name string) ([]IPAddr, error) {
	addrs, _, err := r.lookupBoth(ctx, network, name)
	return addrs, err
}

// lookupBoth returns a host's addresses and what its name stands for in the end, if that is known.
func (r *Resolver) lookupBoth(ctx context.Context, network, name string) (addrs []IPAddr, canonical string, err error) {
	if addrs, canonical = lookupHosts(name); len(addrs) > 0 {
		byUse(addrs)
		return addrs, absolute(canonical), nil
	}
	if foldName(name) == "localhost" {
		return []IPAddr{{IP: IPv4(127, 0, 0, 1)}}, name, nil
	}
	if !isDomainName(name) {
		return nil, "", notFound(noSuchHost, name, "")
	}
	config := readDNSConfig()
	if !config.found && (r == nil || r.Dial == nil) {
		// A program that may not see the machine's files: the host can.
		addrs, err := hostLookup(ctx, network, name)
		return addrs, "", err
	}
	last := notFound(noSuchHost, name, "")
	for _, whole := range config.names(name) {
		results := r.askBoth(ctx, config, whole, network)
		stop := false
		for _, result := range results {
			if result.err != nil {
				last = result.err
				stop = stop || r.mustStop(ctx, result.err)
			}
			for _, record := range result.records {
				if ip := record.ip(); ip != nil {
					addrs = append(addrs, IPAddr{IP: ip})
					canonical = record.name
				}
			}
		}
		if stop {
			return nil, "", inWordsOf(ctx, last, name)
		}
		if len(addrs) > 0 {
			byUse(addrs)
			return addrs, canonical, nil
		}
	}
	return nil, "", inWordsOf(ctx, last, name)
}

// askBoth asks for IPv4 and IPv6 addresses at once, as far as the network has them.
func (r *Resolver) askBoth(ctx context.Context, config *dnsConfig, name, network string) []dnsResult {
	kinds := []uint16{dnsA, dnsAAAA}
	switch network[len(network)-1] {
	case '4':
		kinds = kinds[:1]
	case '6':
		kinds = kinds[1:]
	}
	results := make([]dnsResult, len(kinds))
	if config.oneByOne || len(kinds) == 1 {
		for i, kind := range kinds {
			results[i] = r.ask(ctx, config, name, kind)
		}
		return results
	}
	done := make(chan struct{})
	go func() {
		results[1] = r.ask(ctx, config, name, kinds[1])
		close(done)
	}()
	results[0] = r.ask(ctx, config, name, kinds[0])
	<-done
	return results
}

// hostLookup has the host look a name up, which stops the whole program meanwhile. For addresses to listen on, which are the
// machine's own: programs that only listen need not have what asking name servers takes.
func hostLookup(_ context.Context, _, name string) (addrs []IPAddr, err error) {
	if addr, ok := parseIPAddr(name); ok {
		return []IPAddr{addr}, nil
	}
	buf := make([]byte, 4096)
	n := host.Resolve(unsafe.Pointer(unsafe.StringData(name)), uint32(len(name)), dataOf(buf), uint32(len(buf)))
	start := 0
	for i := 0; i < min(int(n), len(buf)); i++ {
		if buf[i] != '\n' {
			continue
		}
		if addr, ok := parseIPAddr(string(buf[start:i])); ok {
			addrs = append(addrs, addr)
		}
		start = i + 1
	}
	if len(addrs) == 0 {
		return nil, notFound(noSuchHost, name, "")
	}
	return addrs, nil
}

// byUse orders addresses: first those that this machine can reach, among them IPv6 before IPv4, after RFC 6724 in short.
func byUse(addrs []IPAddr) {
	if len(addrs) < 2 {
		return
	}
	ranks := make([]int, len(addrs))
	for i, addr := range addrs {
		ranks[i] = rank(addr)
		for j := i; j > 0 && ranks[j] < ranks[j-1]; j-- {
			ranks[j], ranks[j-1] = ranks[j-1], ranks[j]
			addrs[j], addrs[j-1] = addrs[j-1], addrs[j]
		}
	}
}

// rank is low for addresses to be tried first.
func rank(addr IPAddr) (n int) {
	if addr.IP.To4() != nil {
		n = 1
	}
	to := &ipEnd{addr, 9}
	s, err := dialIP(context.Background(), "udp", kindDatagram, nil, to, nil)
	if err != nil {
		return n + 2 // no way there
	}
	s.close()
	return n
}
