package net

import (
	"strconv"
	"time"
)

// dnsConfig is what /etc/resolv.conf says (resolv.conf(5)).
type dnsConfig struct {
	// servers are "address:port".
	servers []string
	// search are domains, with a dot at the end, in which to look for names that are not whole.
	search []string
	// ndots is how many dots make a name look whole.
	ndots    int
	timeout  time.Duration
	attempts int
	// rotate: begin with another server each time; onlyTCP: never use UDP; oneByOne: ask for IPv4 and IPv6 one after the other.
	rotate, onlyTCP, oneByOne bool
	// found: the file could be read.
	found bool
}

const maxServers = 3

func readDNSConfig() *dnsConfig {
	c := &dnsConfig{ndots: 1, timeout: 5 * time.Second, attempts: 2}
	c.found = eachLine("/etc/resolv.conf", "#;", func(words []string) {
		if len(words) < 2 {
			return
		}
		switch words[0] {
		case "nameserver":
			if len(c.servers) < maxServers {
				c.servers = append(c.servers, JoinHostPort(words[1], "53"))
			}
		case "domain":
			c.search = []string{rooted(words[1])}
		case "search":
			c.search = nil
			for _, domain := range words[1:] {
				if domain = rooted(domain); domain != "." {
					c.search = append(c.search, domain)
				}
			}
		case "options":
			for _, option := range words[1:] {
				c.setOption(option)
			}
		}
	})
	if len(c.servers) == 0 {
		c.servers = []string{"127.0.0.1:53", "[::1]:53"}
	}
	return c
}

func (c *dnsConfig) setOption(option string) {
	number := func(name string, least, most int) int {
		n, err := strconv.Atoi(option[len(name):])
		if err != nil {
			n = 0
		}
		return min(max(n, least), most)
	}
	has := func(name string) bool { return len(option) > len(name) && option[:len(name)] == name }
	switch {
	case has("ndots:"):
		c.ndots = number("ndots:", 0, 15)
	case has("timeout:"):
		c.timeout = time.Duration(number("timeout:", 1, 1<<20)) * time.Second
	case has("attempts:"):
		c.attempts = number("attempts:", 1, 1<<20)
	case option == "rotate":
		c.rotate = true
	case option == "use-vc", option == "usevc", option == "tcp":
		c.onlyTCP = true
	case option == "single-request", option == "single-request-reopen":
		c.oneByOne = true
	}
}

func rooted(name string) string {
	if name == "" || name[len(name)-1] != '.' {
		name += "."
	}
	return name
}

const maxDomainName = 254

// names returns the whole names, with a dot at the end, that a name may stand for, in the order in which to ask for them.
func (c *dnsConfig) names(name string) (names []string) {
	add := func(name string) {
		// Names below .onion are not to be asked for in DNS (RFC 7686).
		if n := foldName(name); len(name) <= maxDomainName && n != "" && !(len(n) > 6 && n[len(n)-6:] == ".onion") {
			names = append(names, name)
		}
	}
	if name[len(name)-1] == '.' {
		add(name)
		return names
	}
	dots := 0
	for i := 0; i < len(name); i++ {
		if name[i] == '.' {
			dots++
		}
	}
	if dots >= c.ndots {
		add(name + ".")
	}
	for _, domain := range c.search {
		add(name + "." + domain)
	}
	if dots < c.ndots {
		add(name + ".")
	}
	return names
}

// isDomainName says whether a name can be one in DNS (RFC 1035, RFC 3696): labels of letters, digits, hyphens and, as is in use,
// underscores, not all of them digits.
func isDomainName(name string) bool {
	if name == "." {
		return true
	}
	if n := len(name); n == 0 || n > maxDomainName || n == maxDomainName && name[n-1] != '.' {
		return false
	}
	label, numeric := 0, true
	last := byte('.')
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_':
			numeric = false
			label++
		case '0' <= c && c <= '9':
			label++
		case c == '-':
			if last == '.' {
				return false
			}
			numeric = false
			label++
		case c == '.':
			if last == '.' || last == '-' || label > 63 {
				return false
			}
			label = 0
		default:
			return false
		}
		last = c
	}
	return last != '-' && label <= 63 && !numeric
}
