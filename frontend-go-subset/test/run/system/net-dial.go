// Dialing and listening: addresses of every network, what is wrong with them, a Dialer's and a ListenConfig's options, files.
// native only: sockets
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"time"
)

// hidePorts puts PORT where an error has a port that the system chose: one of four or five digits.
func hidePorts(text string) string {
	hidden := ""
	for i := 0; i < len(text); i++ {
		hidden += text[i : i+1]
		end := i + 1
		for end < len(text) && '0' <= text[end] && text[end] <= '9' {
			end++
		}
		if text[i] == ':' && end-i-1 >= 4 && end-i-1 <= 5 {
			hidden += "PORT"
			i = end - 1
		}
	}
	return hidden
}

func show(what string, err error) {
	if err == nil {
		fmt.Println(what, "ok")
		return
	}
	fmt.Println(what, hidePorts(err.Error()))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	mistakes()
	resolving()
	options()
	control()
	files()
	copying()
	ends()
	raw()
}

func mistakes() {
	for _, at := range [][2]string{
		{"tcp", "127.0.0.1:1"}, {"tcp4", "127.0.0.1:1"}, {"tcp4", "[::1]:1"}, {"tcp6", "127.0.0.1:1"}, {"tcp", ""},
		{"tcp", "127.0.0.1"}, {"tcp", "127.0.0.1:99999"}, {"tcp", "127.0.0.1:nosuch"}, {"tcp", "a:b:c"}, {"tcp", "[::1]"},
		{"foo", "127.0.0.1:1"}, {"ip4", "127.0.0.1"}, {"tcp:1", "x"}, {"unix", ""}, {"tcp", ":1"}, {"udp", "[::1"},
		{"tcp", "bad name:1"}, {"udp4", "127.0.0.1:nosuch"}, {"", "127.0.0.1:1"},
	} {
		_, err := net.DialTimeout(at[0], at[1], 10*time.Second)
		show(fmt.Sprintf("dial %q %q:", at[0], at[1]), err)
	}
	for _, at := range [][2]string{
		{"tcp", "192.0.2.1:1"}, {"tcp", "127.0.0.1:99999"}, {"tcp", "nothing"}, {"udp", "127.0.0.1:0"}, {"foo", ""},
	} {
		_, err := net.Listen(at[0], at[1])
		show(fmt.Sprintf("listen %q %q:", at[0], at[1]), err)
		_, err = net.ListenPacket(at[0], at[1])
		show(fmt.Sprintf("packets %q %q:", at[0], at[1]), err)
	}
	_, err := net.DialTCP("tcp", nil, nil)
	show("nil:", err)
	_, err = net.DialTCP("udp", nil, &net.TCPAddr{})
	show("network:", err)
	_, err = net.ListenTCP("udp", nil)
	show("network:", err)
	_, err = net.Dial("tcp", "127.0.0.1:1")
	fmt.Println(errors.Is(err, syscall.ECONNREFUSED), err.(net.Error).Timeout(), err.(net.Error).Temporary())
}

func resolving() {
	fmt.Println(net.ResolveTCPAddr("tcp", "127.0.0.1:http"))
	fmt.Println(net.ResolveTCPAddr("", ":https"))
	fmt.Println(net.ResolveTCPAddr("tcp6", "[fe80::1%5]:1"))
	fmt.Println(net.ResolveTCPAddr("tcp4", "[fe80::1]:1"))
	fmt.Println(net.ResolveTCPAddr("udp", "127.0.0.1:1"))
	fmt.Println(net.ResolveUDPAddr("udp", "127.0.0.1:domain"))
	fmt.Println(net.ResolveUDPAddr("tcp", "127.0.0.1:1"))
	fmt.Println(net.ResolveIPAddr("ip", "::1"))
	fmt.Println(net.ResolveIPAddr("ip4:icmp", "127.0.0.1"))
	fmt.Println(net.ResolveIPAddr("ip4", "::1"))
	fmt.Println(net.ResolveIPAddr("tcp", "::1"))
	fmt.Println(net.ResolveUnixAddr("unix", "/a"))
	fmt.Println(net.ResolveUnixAddr("tcp", "/a"))
	for _, service := range []string{"", "80", "+80", "-1", "65536", "http", "HTTPS", "ssh", "nosuch", "99999999999999999999"} {
		port, err := net.LookupPort("tcp", service)
		fmt.Printf("%q %v %v\n", service, port, err)
	}
	_, err := net.LookupPort("foo", "x")
	fmt.Println(err)
	fmt.Println(net.LookupHost("192.0.2.7"))
	fmt.Println(net.LookupIP("::ffff:192.0.2.7"))
	fmt.Println(net.LookupHost(""))
	fmt.Println(net.LookupAddr("nothing"))

	addr := net.TCPAddrFromAddrPort(netip.MustParseAddrPort("[fe80::1%x]:80"))
	fmt.Println(addr, addr.AddrPort(), addr.Zone, (*net.TCPAddr)(nil).AddrPort().IsValid())
	fmt.Println((&net.UDPAddr{IP: net.IPv4(1, 2, 3, 4), Port: 5}).AddrPort(), (&net.TCPAddr{Port: 5}).AddrPort())
}

// serve accepts one connection.
func serve(l net.Listener, f func(c net.Conn)) chan struct{} {
	done := make(chan struct{})
	go func() {
		c, err := l.Accept()
		check(err)
		f(c)
		c.Close()
		close(done)
	}()
	return done
}

func options() {
	lc := net.ListenConfig{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: time.Minute, Interval: time.Second, Count: 3}}
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	done := serve(l, func(c net.Conn) {
		fmt.Println(strings.HasPrefix(c.RemoteAddr().String(), "127.0.0.3:"))
		io.Copy(io.Discard, c)
	})
	d := net.Dialer{
		Timeout:       10 * time.Second,
		Deadline:      time.Now().Add(time.Minute),
		LocalAddr:     &net.TCPAddr{IP: net.IPv4(127, 0, 0, 3)},
		KeepAlive:     -1,
		FallbackDelay: -1,
	}
	d.SetMultipathTCP(false)
	fmt.Println(d.MultipathTCP(), lc.MultipathTCP())
	conn, err := d.Dial("tcp", l.Addr().String())
	check(err)
	c := conn.(*net.TCPConn)
	show("no delay:", c.SetNoDelay(false))
	show("keep alive:", errors.Join(c.SetKeepAlive(true), c.SetKeepAlivePeriod(time.Minute)))
	show("config:", c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Hour, Interval: -1}))
	show("linger:", errors.Join(c.SetLinger(1), c.SetLinger(-1)))
	show("buffers:", errors.Join(c.SetReadBuffer(8192), c.SetWriteBuffer(8192)))
	fmt.Println(c.MultipathTCP())
	show("close:", c.Close())
	show("closed:", c.SetNoDelay(true))
	show("closed:", c.CloseWrite())
	_, err = c.File()
	show("closed:", err)
	<-done

	_, err = d.Dial("udp", "127.0.0.1:1")
	show("local type:", err)
	_, err = d.Dial("tcp", "[::1]:1")
	show("local version:", err)
	d = net.Dialer{}
	_, err = d.DialTCP(context.Background(), "tcp", netip.AddrPort{}, netip.MustParseAddrPort("127.0.0.1:1"))
	show("dial:", err)
	_, err = d.DialUDP(context.Background(), "tcp", netip.AddrPort{}, netip.MustParseAddrPort("127.0.0.1:1"))
	show("dial:", err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = d.DialContext(ctx, "tcp", l.Addr().String())
	show("cancelled:", err)
	fmt.Println(errors.Is(err, context.Canceled))
	ctx, cancel = context.WithTimeout(context.Background(), -1)
	defer cancel()
	_, err = d.DialContext(ctx, "tcp", l.Addr().String())
	show("late:", err)
	fmt.Println(errors.Is(err, context.DeadlineExceeded), err.(net.Error).Timeout())
}

func control() {
	refuse := errors.New("refused by Control")
	lc := net.ListenConfig{Control: func(network, address string, c syscall.RawConn) error {
		called := false
		err := c.Control(func(fd uintptr) { called = true })
		fmt.Println(network, address, called, err)
		return nil
	}}
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	p, err := lc.ListenPacket(context.Background(), "udp", "127.0.0.1:0")
	check(err)
	p.Close()
	d := net.Dialer{Control: func(network, address string, c syscall.RawConn) error {
		fmt.Println(network, address == l.Addr().String())
		return refuse
	}}
	_, err = d.Dial("tcp", l.Addr().String())
	show("control:", err)
	fmt.Println(errors.Is(err, refuse))
	d.ControlContext = func(ctx context.Context, network, address string, c syscall.RawConn) error {
		fmt.Println("instead:", network, ctx.Value("key"))
		return nil
	}
	c, err := d.DialContext(context.WithValue(context.Background(), "key", "value"), "tcp", l.Addr().String())
	check(err)
	c.Close()
}

func files() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	f, err := l.(*net.TCPListener).File()
	check(err)
	l.Close()
	l, err = net.FileListener(f)
	check(err)
	check(f.Close())
	done := serve(l, func(c net.Conn) {
		f, err := c.(*net.TCPConn).File()
		check(err)
		c.Close()
		c, err = net.FileConn(f)
		check(err)
		check(f.Close())
		io.WriteString(c, "by another descriptor")
		c.Close()
	})
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	all, err := io.ReadAll(c)
	fmt.Println(string(all), err)
	<-done
	l.Close()
	plain, err := os.CreateTemp("", "weft-net")
	check(err)
	defer os.Remove(plain.Name())
	_, err = net.FileConn(plain)
	fmt.Println(strings.ReplaceAll(err.Error(), plain.Name(), "FILE"))
	u, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(err)
	f, err = u.(*net.UDPConn).File()
	check(err)
	p, err := net.FilePacketConn(f)
	check(err)
	f.Close()
	fmt.Println(p.LocalAddr().String() == u.LocalAddr().String(), p.LocalAddr().Network())
	p.Close()
	u.Close()
}

func copying() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	done := serve(l, func(c net.Conn) {
		n, err := c.(*net.TCPConn).ReadFrom(strings.NewReader(strings.Repeat("data ", 1000)))
		fmt.Println(n, err)
		n, err = (&net.Buffers{[]byte("more "), []byte("and more")}).WriteTo(c)
		fmt.Println(n, err)
	})
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	var text strings.Builder
	n, err := c.(*net.TCPConn).WriteTo(&text)
	<-done
	fmt.Println(n, err, text.Len(), text.String()[4990:])
	c.Close()
	_, err = c.(*net.TCPConn).ReadFrom(strings.NewReader("x"))
	show("closed:", err)
	buffers := net.Buffers{[]byte("one"), nil, []byte("two")}
	b := make([]byte, 4)
	for {
		n, err := buffers.Read(b)
		fmt.Printf("%q %v\n", b[:n], err)
		if err != nil {
			break
		}
	}
}

// ends shows what both sides see when one goes.
func ends() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	done := serve(l, func(c net.Conn) {
		c.Read(make([]byte, 1))
		c.(*net.TCPConn).SetLinger(0)
	})
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	io.WriteString(c, "x")
	<-done
	_, err = c.Read(make([]byte, 1))
	show("reset:", err)
	fmt.Println(errors.Is(err, syscall.ECONNRESET))
	c.Close()
	l.(*net.TCPListener).SetDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = l.Accept()
	show("late:", err)
	l.Close()
	_, err = l.Accept()
	show("closed:", err)
	show("closed:", l.(*net.TCPListener).SetDeadline(time.Time{}))
	var none net.TCPConn
	_, err = none.Read(nil)
	show("zero:", err)
	fmt.Println(none.LocalAddr(), none.RemoteAddr())
	show("zero:", none.SetKeepAlive(true))
}

func raw() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	done := serve(l, func(c net.Conn) { io.WriteString(c, "raw") })
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	defer c.Close()
	rc, err := c.(*net.TCPConn).SyscallConn()
	check(err)
	calls := 0
	show("raw read:", rc.Read(func(fd uintptr) bool { calls++; return true }))
	show("raw write:", rc.Write(func(fd uintptr) bool { calls++; return true }))
	fmt.Println(calls)
	<-done
	_, err = net.ListenIP("tcp", nil)
	show("ip:", err)
	_, err = net.DialIP("ip4:1", nil, nil)
	show("ip:", err)
	c.Close()
	show("closed:", rc.Control(func(uintptr) {}))
	show("closed:", rc.Read(func(uintptr) bool { return true }))
}
