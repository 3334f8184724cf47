// A resolver that asks a name server: one inside the program, over UDP and, for long answers, TCP.
// native only: sockets
package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// zone is what the server knows: "name type" to the data of records. An alias has the type CNAME.
var zone = map[string][]string{
	"www.weft.test. A":            {"192.0.2.1", "192.0.2.2"},
	"www.weft.test. AAAA":         {"2001:db8::1"},
	"four.weft.test. A":           {"192.0.2.4"},
	"alias.weft.test. CNAME":      {"www.weft.test."},
	"weft.test. MX":               {"20 second.weft.test.", "10 first.weft.test."},
	"weft.test. NS":               {"ns1.weft.test.", "ns2.weft.test."},
	"weft.test. TXT":              {"hello", "two|pieces", strings.Repeat("long ", 40)},
	"_x._tcp.weft.test. SRV":      {"2 0 80 b.weft.test.", "1 0 81 a.weft.test."},
	"1.2.0.192.in-addr.arpa. PTR": {"www.weft.test."},
	"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR": {"six.weft.test."},
	"bad.weft.test. MX": {"1 not valid.", "2 fine.weft.test."},
}

// many has more addresses than fit into a packet.
func init() {
	for i := range 100 {
		zone["many.weft.test. A"] = append(zone["many.weft.test. A"], fmt.Sprint("192.0.2.", i))
	}
}

var types = map[uint16]string{1: "A", 2: "NS", 5: "CNAME", 12: "PTR", 15: "MX", 16: "TXT", 28: "AAAA", 33: "SRV"}

var overTCP atomic.Int32

func appendName(b []byte, name string) []byte {
	for label := range strings.SplitSeq(strings.TrimSuffix(name, "."), ".") {
		b = append(append(b, byte(len(label))), label...)
	}
	return append(b, 0)
}

func appendData(b []byte, kind, data string) []byte {
	at := len(b)
	b = append(b, 0, 0)
	words := strings.SplitN(data, " ", 4)
	number := func(i int) {
		var n uint16
		fmt.Sscan(words[i], &n)
		b = binary.BigEndian.AppendUint16(b, n)
	}
	switch kind {
	case "A":
		b = append(b, net.ParseIP(data).To4()...)
	case "AAAA":
		b = append(b, net.ParseIP(data)...)
	case "MX":
		number(0)
		b = appendName(b, data[len(words[0])+1:])
	case "SRV":
		number(0)
		number(1)
		number(2)
		b = appendName(b, words[3])
	case "TXT":
		for text := range strings.SplitSeq(data, "|") {
			b = append(append(b, byte(len(text))), text...)
		}
	default:
		b = appendName(b, data)
	}
	binary.BigEndian.PutUint16(b[at:], uint16(len(b)-at-2))
	return b
}

// answer answers a question; nil for names that begin with "silent".
func answer(query []byte, room int) []byte {
	name, at := "", 12
	for query[at] != 0 {
		n := int(query[at])
		name += string(query[at+1:at+1+n]) + "."
		at += n + 1
	}
	kind := binary.BigEndian.Uint16(query[at+1:])
	b := append([]byte{query[0], query[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, query[12:at+5]...)
	switch {
	case strings.HasPrefix(name, "silent"):
		return nil
	case strings.HasPrefix(name, "broken"):
		b[3] |= 2
		return b
	case strings.HasPrefix(name, "refused"):
		b[3] |= 5
		return b
	}
	owner := []byte{0xc0, 12}
	count := 0
	add := func(kind uint16, list []string) {
		for _, data := range list {
			b = append(b, owner...)
			b = append(b, byte(kind>>8), byte(kind), 0, 1, 0, 0, 0, 60)
			b = appendData(b, types[kind], data)
			count++
		}
	}
	if alias := zone[name+" CNAME"]; alias != nil {
		add(5, alias)
		name = alias[0]
		owner = appendName(nil, name)
	}
	add(kind, zone[name+" "+types[kind]])
	known := false
	for key := range zone {
		known = known || strings.HasPrefix(key, name+" ")
	}
	if !known {
		b[3] |= 3
	}
	if len(b) > room {
		b = b[:at+5]
		b[2] |= 2
		count = 0
	}
	b[7] = byte(count)
	return b
}

func serveUDP(c net.PacketConn) {
	b := make([]byte, 1500)
	for {
		n, from, err := c.ReadFrom(b)
		if err != nil {
			return
		}
		if reply := answer(b[:n], 1232); reply != nil {
			forged := slices.Clone(reply)
			forged[0] ^= 1
			c.WriteTo(forged, from)
			c.WriteTo(reply, from)
		}
	}
}

func serveTCP(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		overTCP.Add(1)
		go func() {
			defer c.Close()
			var size [2]byte
			for {
				if _, err := io.ReadFull(c, size[:]); err != nil {
					return
				}
				query := make([]byte, binary.BigEndian.Uint16(size[:]))
				io.ReadFull(c, query)
				reply := answer(query, 65535)
				c.Write(binary.BigEndian.AppendUint16(nil, uint16(len(reply))))
				c.Write(reply)
			}
		}()
	}
}

func show(what string, err error) {
	if err == nil {
		fmt.Println(what, "ok")
		return
	}
	// The machine's own name server, which is not asked, is in the text.
	text := err.Error()
	if on, colon := strings.Index(text, " on "), strings.Index(text, ":53: "); on > 0 && colon > on {
		text = text[:on] + " on SERVER" + text[colon+3:]
	}
	e := new(net.DNSError)
	if !errors.As(err, &e) {
		e = &net.DNSError{}
	}
	fmt.Println(what, text, e.IsNotFound, e.IsTimeout, e.IsTemporary)
}

func main() {
	packets, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go serveUDP(packets)
	stream, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go serveTCP(stream)
	r := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		server := packets.LocalAddr().String()
		if network == "tcp" {
			server = stream.Addr().String()
		}
		return new(net.Dialer).DialContext(ctx, network, server)
	}}
	ctx := context.Background()

	hosts, err := r.LookupHost(ctx, "www.weft.test.")
	slices.Sort(hosts)
	fmt.Println(hosts, err)
	ips, err := r.LookupIP(ctx, "ip4", "four.weft.test.")
	fmt.Println(ips, err)
	ips, err = r.LookupIP(ctx, "ip6", "www.weft.test.")
	fmt.Println(ips, err)
	_, err = r.LookupIP(ctx, "ip6", "four.weft.test.")
	show("only IPv4:", err)
	addrs, err := r.LookupIPAddr(ctx, "alias.weft.test.")
	fmt.Println(len(addrs), err)
	netips, err := r.LookupNetIP(ctx, "ip4", "four.weft.test.")
	fmt.Println(netips, err)
	fmt.Println(r.LookupCNAME(ctx, "alias.weft.test."))
	fmt.Println(r.LookupTXT(ctx, "weft.test."))
	mxs, err := r.LookupMX(ctx, "weft.test.")
	for _, mx := range mxs {
		fmt.Println(*mx)
	}
	show("mx:", err)
	mxs, err = r.LookupMX(ctx, "bad.weft.test.")
	fmt.Println(len(mxs), mxs[0].Host)
	show("bad mx:", err)
	nss, err := r.LookupNS(ctx, "weft.test.")
	for _, ns := range nss {
		fmt.Println(*ns)
	}
	show("ns:", err)
	cname, srvs, err := r.LookupSRV(ctx, "x", "tcp", "weft.test.")
	fmt.Println(cname)
	for _, srv := range srvs {
		fmt.Println(*srv)
	}
	show("srv:", err)
	_, srvs, err = r.LookupSRV(ctx, "", "", "_x._tcp.weft.test.")
	fmt.Println(len(srvs), err)
	fmt.Println(r.LookupAddr(ctx, "192.0.2.1"))
	fmt.Println(r.LookupAddr(ctx, "2001:db8::1"))
	hosts, err = r.LookupHost(ctx, "many.weft.test.")
	fmt.Println(len(hosts), err, overTCP.Load())

	_, err = r.LookupHost(ctx, "nobody.weft.test.")
	show("host:", err)
	_, err = r.LookupTXT(ctx, "www.weft.test.")
	show("txt:", err)
	_, err = r.LookupAddr(ctx, "192.0.2.99")
	show("addr:", err)
	_, err = r.LookupMX(ctx, "broken.weft.test.")
	show("broken:", err)
	_, err = r.LookupHost(ctx, "refused.weft.test.")
	show("refused:", err)
	_, err = r.LookupHost(ctx, "-no-name-.")
	show("illegal:", err)

	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	_, err = r.LookupHost(short, "silent.weft.test.")
	fmt.Println(errors.Is(err, context.DeadlineExceeded), err.(*net.DNSError).IsTimeout)
	cancel()
	gone, cancel := context.WithCancel(ctx)
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err = r.LookupHost(gone, "silent.weft.test.")
	fmt.Println(errors.Is(err, context.Canceled))

	// A Dialer with this resolver finds a server by a name that only it knows.
	zone["server.weft.test. A"] = []string{"127.0.0.1"}
	_, port, _ := net.SplitHostPort(stream.Addr().String())
	d := net.Dialer{Resolver: r}
	c, err := d.Dial("tcp4", "server.weft.test.:"+port)
	fmt.Println(err)
	fmt.Println(c.RemoteAddr().String() == stream.Addr().String())
	c.Close()
	_, err = d.Dial("tcp", "nobody.weft.test.:80")
	show("dial:", err)
}
