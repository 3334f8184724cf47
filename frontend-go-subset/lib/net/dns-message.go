package net

// Messages of DNS (RFC 1035).

// Types of records.
const (
	dnsA     = 1
	dnsNS    = 2
	dnsCNAME = 5
	dnsPTR   = 12
	dnsMX    = 15
	dnsTXT   = 16
	dnsAAAA  = 28
	dnsSRV   = 33
	dnsOPT   = 41
)

const (
	dnsInternet = 1
	// dnsRoom is how large an answer over UDP may be: it fits into one packet almost everywhere.
	dnsRoom       = 1232
	dnsHeaderSize = 12
)

// Response codes.
const (
	dnsSuccess     = 0
	dnsServerFails = 2
	dnsNoSuchName  = 3
)

// dnsRecord is a record of an answer. Its data is message[start:end]; names in it may refer to other places of the message.
type dnsRecord struct {
	name       string
	kind       uint16
	message    []byte
	start, end int
}

// dnsQuery makes a question; nil when the name cannot be asked for.
func dnsQuery(id uint16, name string, kind uint16) []byte {
	b := []byte{byte(id >> 8), byte(id), 1, 0, 0, 1, 0, 0, 0, 0, 0, 1} // recursion desired, one question, one additional record
	b, ok := appendName(b, name)
	if !ok {
		return nil
	}
	b = append(b, byte(kind>>8), byte(kind), 0, dnsInternet)
	// The additional record says how much there is room for (RFC 6891).
	return append(b, 0, 0, dnsOPT, dnsRoom>>8, dnsRoom&0xff, 0, 0, 0, 0, 0, 0)
}

// appendName appends the labels of a name that ends with a dot.
func appendName(b []byte, name string) ([]byte, bool) {
	for name != "" && name != "." {
		n := indexByte(name, '.')
		if n < 1 || n > 63 {
			return nil, false
		}
		b = append(append(b, byte(n)), name[:n]...)
		name = name[n+1:]
	}
	return append(b, 0), true
}

func get16(b []byte, at int) int { return int(b[at])<<8 | int(b[at+1]) }

// readName reads the name at a place of a message and says where it ends. ok is false for what is no name.
func readName(message []byte, at int) (name string, end int, ok bool) {
	var text []byte
	jumps := 0
	for {
		if at >= len(message) {
			return "", 0, false
		}
		n := int(message[at])
		at++
		switch {
		case n == 0:
			if jumps == 0 {
				end = at
			}
			if len(text) == 0 {
				text = append(text, '.')
			}
			return string(text), end, len(text) <= 255
		case n >= 0xc0: // the rest of the name is elsewhere
			if at >= len(message) || jumps == 10 {
				return "", 0, false
			}
			if jumps == 0 {
				end = at + 1
			}
			jumps++
			at = (n&0x3f)<<8 | int(message[at])
		case n > 63 || at+n > len(message) || indexByte(string(message[at:at+n]), '.') >= 0:
			return "", 0, false
		default:
			text = append(append(text, message[at:at+n]...), '.')
			at += n
		}
	}
}

// isAnswer says whether a message answers a question.
func isAnswer(message, query []byte) bool {
	if len(message) < dnsHeaderSize || get16(message, 0) != get16(query, 0) || message[2]&0x80 == 0 || get16(message, 4) != 1 {
		return false
	}
	asked, end, _ := readName(query, dnsHeaderSize)
	name, nameEnd, ok := readName(message, dnsHeaderSize)
	return ok && nameEnd+4 <= len(message) && foldName(name) == foldName(asked) &&
		get16(message, nameEnd) == get16(query, end) && get16(message, nameEnd+2) == get16(query, end+2)
}

// What the header of an answer says.
func dnsCode(message []byte) int           { return int(message[3] & 15) }
func dnsIsTruncated(message []byte) bool   { return message[2]&2 != 0 }
func dnsIsAuthority(message []byte) bool   { return message[2]&4 != 0 }
func dnsDoesRecursion(message []byte) bool { return message[3]&0x80 != 0 }

// dnsAnswers returns the records of an answer; false when the message is not whole.
func dnsAnswers(message []byte) (records []dnsRecord, ok bool) {
	_, at, ok := readName(message, dnsHeaderSize)
	if !ok {
		return nil, false
	}
	at += 4
	for range get16(message, 6) {
		name, end, ok := readName(message, at)
		if !ok || end+10 > len(message) {
			return nil, false
		}
		start := end + 10
		at = start + get16(message, end+8)
		if at > len(message) {
			return nil, false
		}
		if get16(message, end+2) == dnsInternet {
			records = append(records, dnsRecord{name, uint16(get16(message, end)), message, start, at})
		}
	}
	return records, true
}

// What the data of records is; not ok when there is too little of it.

// ip is the address in a record of one; nil in others.
func (r *dnsRecord) ip() IP {
	size := r.end - r.start
	if r.kind == dnsA && size == IPv4len || r.kind == dnsAAAA && size == IPv6len {
		return IP(r.message[r.start:r.end])
	}
	return nil
}

func (r *dnsRecord) number(i int) (uint16, bool) {
	at := r.start + 2*i
	if at+2 > r.end {
		return 0, false
	}
	return uint16(get16(r.message, at)), true
}

// target is the name behind so many bytes of the data.
func (r *dnsRecord) target(behind int) (string, bool) {
	name, _, ok := readName(r.message, r.start+behind)
	return name, ok
}

// text is the strings of the data, put together.
func (r *dnsRecord) text() (string, bool) {
	var text []byte
	for at := r.start; at < r.end; {
		n := int(r.message[at])
		at++
		if at+n > r.end {
			return "", false
		}
		text = append(text, r.message[at:at+n]...)
		at += n
	}
	return string(text), true
}
