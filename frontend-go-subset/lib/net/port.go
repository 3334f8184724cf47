package net

import (
	"context"
	"strconv"
)

// LookupPort returns the number of a port, given as a number or by name.
func LookupPort(network, service string) (port int, err error) {
	return lookupPort(network, service)
}

// LookupPort returns the number of a port, given as a number or by name: of a few services, and those in /etc/services.
func (r *Resolver) LookupPort(ctx context.Context, network, service string) (port int, err error) {
	return lookupPort(network, service)
}

func lookupPort(network, service string) (port int, err error) {
	if isNumber(service) {
		port, _ = strconv.Atoi(service) // the largest number for one that is larger
	} else {
		switch network {
		case "tcp", "tcp4", "tcp6", "udp", "udp4", "udp6", "ip":
		case "":
			network = "ip"
		default:
			return 0, &AddrError{Err: "unknown network", Addr: network}
		}
		if port = namedPort(network, service); port < 0 {
			return 0, notFound("unknown port", network+"/"+service, "")
		}
	}
	if port < 0 || port > 65535 {
		return 0, &AddrError{Err: "invalid port", Addr: service}
	}
	return port, nil
}

// isNumber says whether a service is a number, or nothing, which is 0.
func isNumber(service string) bool {
	if service != "" && (service[0] == '+' || service[0] == '-') {
		service = service[1:]
	}
	for i := 0; i < len(service); i++ {
		if service[i] < '0' || service[i] > '9' {
			return false
		}
	}
	return true
}

// namedPort returns -1 for a name that is not known.
func namedPort(network, service string) int {
	service = foldName(service)
	port := wellKnownPort(network, service)
	eachLine("/etc/services", "#", func(words []string) {
		if len(words) < 2 || port >= 0 {
			return
		}
		slash := indexByte(words[1], '/')
		if slash < 0 || network[:2] != "ip" && words[1][slash+1:] != network[:3] {
			return
		}
		for i, word := range words {
			if i == 1 || foldName(word) != service {
				continue
			}
			if n, err := strconv.Atoi(words[1][:slash]); err == nil && n > 0 {
				port = n
			}
		}
	})
	return port
}

// wellKnownPort knows services without a file.
func wellKnownPort(network, service string) int {
	if network[0] != 'u' {
		switch service {
		case "ftp":
			return 21
		case "ftps":
			return 990
		case "gopher":
			return 70
		case "http":
			return 80
		case "https":
			return 443
		case "imap2":
			return 143
		case "imap3":
			return 220
		case "imaps":
			return 993
		case "pop3":
			return 110
		case "pop3s":
			return 995
		case "smtp":
			return 25
		case "submissions":
			return 465
		case "ssh":
			return 22
		case "telnet":
			return 23
		}
	}
	if service == "domain" {
		return 53
	}
	return -1
}
