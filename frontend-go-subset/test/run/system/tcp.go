// TCP over the loopback: many connections, deadlines, closing, errors.
// native only: sockets
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	addr := l.Addr().String()
	fmt.Println(l.Addr().Network(), strings.HasPrefix(addr, "127.0.0.1:"))
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				fmt.Println("accept:", errors.Is(err, net.ErrClosed))
				return
			}
			go serve(c)
		}
	}()

	var wg sync.WaitGroup
	total := make(chan int, 50)
	for i := range 50 {
		wg.Go(func() {
			c, err := net.Dial("tcp", addr)
			if err != nil {
				fmt.Println(err)
				return
			}
			defer c.Close()
			r := bufio.NewReader(c)
			sum := 0
			for j := range 20 {
				fmt.Fprintf(c, "message %d from %d\n", j, i)
				line, err := r.ReadString('\n')
				if err != nil || line != strings.ToUpper(fmt.Sprintf("message %d from %d\n", j, i)) {
					fmt.Println("bad answer", line, err)
				}
				sum += len(line)
			}
			total <- sum
		})
	}
	wg.Wait()
	close(total)
	sum := 0
	for n := range total {
		sum += n
	}
	fmt.Println("bytes", sum)

	// A large transfer in both directions at once.
	c, _ := net.Dial("tcp", addr)
	big := strings.Repeat("abcdefghij", 300000) + "\n"
	wg.Go(func() { io.WriteString(c, big) })
	back, err := bufio.NewReader(c).ReadString('\n')
	fmt.Println(len(back), err, back == strings.ToUpper(big))
	wg.Wait()

	// Deadlines.
	c.SetReadDeadline(time.Now().Add(5 * time.Millisecond))
	_, err = c.Read(make([]byte, 1))
	var ne net.Error
	fmt.Println(errors.As(err, &ne) && ne.Timeout(), errors.Is(err, os.ErrDeadlineExceeded))
	c.SetReadDeadline(time.Time{})
	go func() {
		time.Sleep(3 * time.Millisecond)
		c.Close()
	}()
	_, err = c.Read(make([]byte, 1))
	fmt.Println(errors.Is(err, net.ErrClosed))
	_, err = c.Write([]byte("x"))
	fmt.Println(errors.Is(err, net.ErrClosed), c.Close() != nil)

	// The server closes first.
	c, _ = net.Dial("tcp", addr)
	io.WriteString(c, "quit\n")
	rest, err := io.ReadAll(c)
	fmt.Printf("%q %v\n", rest, err)
	c.Close()
	// Half-close.
	c, _ = net.Dial("tcp", addr)
	io.WriteString(c, "last\n")
	c.(*net.TCPConn).CloseWrite()
	rest, err = io.ReadAll(c)
	fmt.Printf("%q %v\n", rest, err)
	c.Close()

	l.Close()
	time.Sleep(2 * time.Millisecond)
	_, err = net.DialTimeout("tcp", addr, time.Second)
	fmt.Println(err != nil, strings.HasSuffix(err.Error(), "connect: connection refused"))
	_, err = net.Dial("tcp", "no-port")
	fmt.Println(err)
	_, err = net.Dial("udplite", "1.2.3.4:5")
	fmt.Println(err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	fmt.Println(err != nil)

	a, b := net.Pipe()
	go func() {
		io.WriteString(a, "through the pipe")
		a.Close()
	}()
	rest, err = io.ReadAll(b)
	fmt.Printf("%q %v\n", rest, err)
	_, err = b.Write([]byte("x"))
	fmt.Println(err)
	b.SetReadDeadline(time.Now())
	fmt.Println(net.JoinHostPort("::1", "80"), net.ParseIP("10.0.0.1").IsLoopback())
}

func serve(c net.Conn) {
	defer c.Close()
	r := bufio.NewReader(c)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		if line == "quit\n" {
			io.WriteString(c, "bye")
			return
		}
		io.WriteString(c, strings.ToUpper(line))
	}
}
