// UDP over the loopback: sockets that are connected and that are not, every way to read and to write, deadlines, errors.
// native only: sockets
package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
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

// show prints an error without the ports that the system chose.
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
	echo()
	connected()
	addresses()
	truncation()
	deadlines()
	closing()
	version6()
	many()
}

func listen(network, address string) *net.UDPConn {
	c, err := net.ListenPacket(network, address)
	check(err)
	return c.(*net.UDPConn)
}

func echo() {
	server := listen("udp", "127.0.0.1:0")
	defer server.Close()
	fmt.Println(server.LocalAddr().Network(), server.RemoteAddr())
	client := listen("udp4", "127.0.0.1:0")
	defer client.Close()
	n, err := client.WriteTo([]byte("hello"), server.LocalAddr())
	fmt.Println(n, err)
	b := make([]byte, 100)
	n, from, err := server.ReadFrom(b)
	fmt.Println(n, string(b[:n]), from.String() == client.LocalAddr().String(), err)
	_, err = server.WriteTo(bytes.ToUpper(b[:n]), from)
	check(err)
	n, addr, err := client.ReadFromUDP(b)
	fmt.Println(string(b[:n]), addr.Port == server.LocalAddr().(*net.UDPAddr).Port, addr.IP, err)

	_, err = client.Write([]byte("x"))
	show("no address:", err)
	_, err = client.WriteTo([]byte("x"), &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9})
	show("wrong type:", err)
	_, err = client.WriteToUDP([]byte("x"), nil)
	show("nil address:", err)
	_, err = client.WriteToUDP([]byte("x"), &net.UDPAddr{IP: net.IPv6loopback, Port: 9})
	show("wrong version:", err)
	_, err = client.WriteToUDP(make([]byte, 70000), server.LocalAddr().(*net.UDPAddr))
	show("too long:", err)
	show("buffers:", errors.Join(client.SetReadBuffer(1<<16), client.SetWriteBuffer(1<<16)))
}

func connected() {
	server := listen("udp", "127.0.0.1:0")
	defer server.Close()
	c, err := net.Dial("udp", server.LocalAddr().String())
	check(err)
	defer c.Close()
	fmt.Println(c.RemoteAddr().String() == server.LocalAddr().String())
	c.Write([]byte("one"))
	c.Write(nil)
	c.Write([]byte("three"))
	b := make([]byte, 10)
	for range 3 {
		n, _, err := server.ReadFrom(b)
		fmt.Printf("%q %v\n", b[:n], err)
	}
	server.WriteTo([]byte{}, c.LocalAddr())
	n, err := c.Read(b)
	fmt.Println("empty:", n, err)
	u := c.(*net.UDPConn)
	_, err = u.WriteTo([]byte("x"), server.LocalAddr())
	show("connected:", err)
	fmt.Println(errors.Is(err, net.ErrWriteToConnected))
	n, oobn, err := u.WriteMsgUDP([]byte("message"), nil, nil)
	fmt.Println(n, oobn, err)
	n, oobn, flags, from, err := server.ReadMsgUDP(b, nil)
	fmt.Println(string(b[:n]), oobn, flags, from.String() == c.LocalAddr().String(), err)

	// Nobody there: the answer to the first packet is an error of the second call.
	nobody := listen("udp", "127.0.0.1:0")
	c, err = net.Dial("udp", nobody.LocalAddr().String())
	check(err)
	nobody.Close()
	c.Write([]byte("x"))
	c.SetReadDeadline(time.Now().Add(5 * time.Second))
	_, err = c.Read(b)
	show("nobody:", err)
	c.Close()
}

func addresses() {
	a := listen("udp", "127.0.0.1:0")
	defer a.Close()
	to := a.LocalAddr().(*net.UDPAddr).AddrPort()
	c, err := net.DialUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 2)}, net.UDPAddrFromAddrPort(to))
	check(err)
	defer c.Close()
	fmt.Println(c.LocalAddr().(*net.UDPAddr).IP)
	c.Write([]byte("x"))
	b := make([]byte, 10)
	n, from, err := a.ReadFromUDPAddrPort(b)
	fmt.Println(n, from.Addr(), from.Addr().Is4(), err)
	n, err = a.WriteToUDPAddrPort([]byte("back"), from)
	fmt.Println(n, err)
	n, oobn, flags, from, err := c.ReadMsgUDPAddrPort(b, nil)
	fmt.Println(string(b[:n]), oobn, flags, from == to, err)
	_, err = a.WriteToUDPAddrPort([]byte("x"), netip.AddrPort{})
	show("invalid:", err)
	_, _, err = a.WriteMsgUDPAddrPort([]byte("x"), nil, netip.MustParseAddrPort("[::1]:9"))
	show("wrong version:", err)

	all := listen("udp", ":0")
	defer all.Close()
	port := all.LocalAddr().(*net.UDPAddr).Port
	a.WriteToUDP([]byte("to all"), &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	n, from, err = all.ReadFromUDPAddrPort(b)
	fmt.Println(string(b[:n]), from.Addr().Unmap(), err)

	_, err = net.ListenUDP("udp", a.LocalAddr().(*net.UDPAddr))
	show("in use:", err)
	_, err = net.ListenUDP("tcp", nil)
	show("network:", err)
	_, err = net.DialUDP("udp", nil, nil)
	show("nowhere:", err)
	_, err = net.Dial("udp", "127.0.0.1")
	show("no port:", err)
}

func truncation() {
	server := listen("udp", "127.0.0.1:0")
	defer server.Close()
	c, err := net.Dial("udp", server.LocalAddr().String())
	check(err)
	defer c.Close()
	c.Write([]byte("long message"))
	c.Write([]byte("long message"))
	b := make([]byte, 4)
	n, _, flags, _, err := server.ReadMsgUDP(b, nil)
	fmt.Println(string(b[:n]), flags, err)
	n, _, err = server.ReadFrom(b)
	fmt.Println(string(b[:n]), err)
}

func deadlines() {
	c := listen("udp", "127.0.0.1:0")
	defer c.Close()
	b := make([]byte, 10)
	c.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	_, _, err := c.ReadFrom(b)
	show("late:", err)
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded), err.(net.Error).Timeout())
	c.SetDeadline(time.Now().Add(-time.Second))
	_, err = c.WriteTo(b, c.LocalAddr())
	show("late:", err)
	c.SetDeadline(time.Time{})
	c.SetDeadline(time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC))
	_, err = c.WriteTo([]byte("myself"), c.LocalAddr())
	check(err)
	n, _, err := c.ReadFrom(b)
	fmt.Println(string(b[:n]), err)
}

func closing() {
	c := listen("udp", "127.0.0.1:0")
	done := make(chan error)
	go func() {
		_, _, err := c.ReadFrom(make([]byte, 1))
		done <- err
	}()
	time.Sleep(10 * time.Millisecond)
	c.Close()
	err := <-done
	show("closed:", err)
	fmt.Println(errors.Is(err, net.ErrClosed))
	show("again:", c.Close())
	show("deadline:", c.SetDeadline(time.Now()))
	_, err = c.WriteTo([]byte("x"), c.LocalAddr())
	show("write:", err)
}

func version6() {
	a, err := net.ListenPacket("udp6", "[::1]:0")
	if err != nil {
		fmt.Println("::1 true \"six\"\ntrue") // a machine without IPv6
		return
	}
	defer a.Close()
	c, err := net.Dial("udp", a.LocalAddr().String())
	check(err)
	defer c.Close()
	c.Write([]byte("six"))
	b := make([]byte, 10)
	n, from, err := a.ReadFrom(b)
	check(err)
	fmt.Printf("%v %v %q\n", from.(*net.UDPAddr).IP, from.String() == c.LocalAddr().String(), b[:n])
	fmt.Println(strings.HasPrefix(a.LocalAddr().String(), "[::1]:"))
}

// many has goroutines that ask one server at once.
func many() {
	server := listen("udp", "127.0.0.1:0")
	go func() {
		b := make([]byte, 100)
		for {
			n, from, err := server.ReadFromUDP(b)
			if err != nil {
				return
			}
			server.WriteToUDP(append([]byte("re: "), b[:n]...), from)
		}
	}()
	var wg sync.WaitGroup
	answers := make([]string, 20)
	for i := range answers {
		wg.Go(func() {
			c, err := net.Dial("udp", server.LocalAddr().String())
			check(err)
			defer c.Close()
			b := make([]byte, 100)
			for k := range 10 {
				fmt.Fprintf(c, "%d.%d", i, k)
				n, err := c.Read(b)
				check(err)
				answers[i] = string(b[:n])
			}
		})
	}
	wg.Wait()
	server.Close()
	fmt.Println(answers)
}
