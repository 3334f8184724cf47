package net

// SplitHostPort splits "host:port", "[host]:port" or "[host%zone]:port".
func SplitHostPort(hostport string) (host, port string, err error) {
	fail := func(why string) (string, string, error) { return "", "", &AddrError{why, hostport} }
	colon := -1
	for i := 0; i < len(hostport); i++ {
		if hostport[i] == ':' {
			colon = i
		}
	}
	if colon < 0 {
		return fail("missing port in address")
	}
	open, closing := 0, 0
	if hostport[0] == '[' {
		end := indexByte(hostport, ']')
		switch {
		case end < 0:
			return fail("missing ']' in address")
		case end+1 == len(hostport):
			return fail("missing port in address")
		case end+1 != colon:
			if hostport[end+1] == ':' {
				return fail("too many colons in address")
			}
			return fail("missing port in address")
		}
		host = hostport[1:end]
		open, closing = 1, end+1
	} else {
		host = hostport[:colon]
		if indexByte(host, ':') >= 0 {
			return fail("too many colons in address")
		}
	}
	if indexByte(hostport[open:], '[') >= 0 {
		return fail("unexpected '[' in address")
	}
	if indexByte(hostport[closing:], ']') >= 0 {
		return fail("unexpected ']' in address")
	}
	return host, hostport[colon+1:], nil
}

func indexByte(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// JoinHostPort makes "host:port", with brackets round a host that has colons.
func JoinHostPort(host, port string) string {
	if indexByte(host, ':') >= 0 {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}
