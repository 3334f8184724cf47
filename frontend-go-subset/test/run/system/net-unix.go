// Unix sockets: streams, datagrams and packets; their files, names and errors.
// native only: sockets
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

var dir string

func path(name string) string { return filepath.Join(dir, name) }

func show(what string, err error) {
	if err == nil {
		fmt.Println(what, "ok")
		return
	}
	fmt.Println(what, strings.ReplaceAll(err.Error(), dir, "DIR"))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func exists(name string) bool {
	_, err := os.Lstat(path(name))
	return err == nil
}

func main() {
	var err error
	dir, err = os.MkdirTemp("", "weft-unix")
	check(err)
	defer os.RemoveAll(dir)
	streams()
	files()
	datagrams()
	packets()
	abstract()
	relative()
	mistakes()
}

func streams() {
	l, err := net.Listen("unix", path("s"))
	check(err)
	fmt.Println(l.Addr().Network(), l.Addr().String() == path("s"), exists("s"))
	info, err := os.Stat(path("s"))
	check(err)
	fmt.Println(info.Mode().Type() == os.ModeSocket)
	var wg sync.WaitGroup
	ended := make(chan error, 1)
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				ended <- err
				return
			}
			wg.Go(func() {
				defer c.Close()
				lines := bufio.NewScanner(c)
				for lines.Scan() {
					fmt.Fprintln(c, strings.ToUpper(lines.Text()))
				}
				io.WriteString(c, "bye")
			})
		}
	})
	c, err := net.Dial("unix", path("s"))
	check(err)
	fmt.Println(c.RemoteAddr().Network(), c.RemoteAddr().String() == path("s"), c.LocalAddr().Network(), c.LocalAddr())
	io.WriteString(c, "one\ntwo\n")
	show("close write:", c.(*net.UnixConn).CloseWrite())
	all, err := io.ReadAll(c)
	fmt.Printf("%q %v\n", all, err)
	_, err = c.Write([]byte("x"))
	show("write:", err)
	show("close:", c.Close())
	_, err = c.Read(make([]byte, 1))
	show("read:", err)

	big, err := net.Dial("unix", path("s"))
	check(err)
	go func() {
		for range 2000 {
			io.WriteString(big, strings.Repeat("x", 99)+"\n")
		}
		big.(*net.UnixConn).CloseWrite()
	}()
	n, err := io.Copy(io.Discard, big)
	fmt.Println(n, err)
	big.Close()

	quiet, err := net.Dial("unix", path("s"))
	check(err)
	quiet.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = quiet.Read(make([]byte, 1))
	show("late:", err)
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	quiet.Close()
	show("close:", l.Close())
	show("accept:", <-ended)
	show("again:", l.Close())
	wg.Wait()
	fmt.Println(exists("s"))
}

func files() {
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path("f"), Net: "unix"})
	check(err)
	_, err = net.Listen("unix", path("f"))
	show("in use:", err)
	l.SetUnlinkOnClose(false)
	l.Close()
	fmt.Println("kept:", exists("f"))
	_, err = net.Dial("unix", path("f"))
	show("nobody:", err)
	check(os.Remove(path("f")))
	_, err = net.Dial("unix", path("f"))
	show("no file:", err)
	check(os.WriteFile(path("plain"), nil, 0o666))
	_, err = net.Dial("unix", path("plain"))
	show("no socket:", err)
	_, err = net.Listen("unix", path("nodir/x"))
	show("no folder:", err)
	_, err = net.Listen("unix", path(strings.Repeat("x", 120)))
	fmt.Println("long:", err != nil)

	// Another descriptor of the same socket goes on when the first is closed.
	l, err = net.ListenUnix("unix", &net.UnixAddr{Name: path("g"), Net: "unix"})
	check(err)
	f, err := l.File()
	check(err)
	l.Close()
	fmt.Println("unlinked:", !exists("g"))
	again, err := net.FileListener(f)
	check(err)
	f.Close()
	fmt.Println(again.Addr().Network(), again.Addr().String() == path("g"))
	again.(*net.UnixListener).SetDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = again.Accept()
	show("late:", err)
	again.Close()
}

func datagrams() {
	a, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path("a"), Net: "unixgram"})
	check(err)
	defer a.Close()
	b, err := net.ListenPacket("unixgram", path("b"))
	check(err)
	defer b.Close()
	n, err := b.WriteTo([]byte("hello"), a.LocalAddr())
	fmt.Println(n, err)
	buf := make([]byte, 10)
	n, from, err := a.ReadFromUnix(buf)
	fmt.Println(string(buf[:n]), from.Net, from.Name == path("b"), err)
	n, err = a.WriteToUnix([]byte("back"), from)
	fmt.Println(n, err)
	n, who, err := b.ReadFrom(buf)
	fmt.Println(string(buf[:n]), who.String() == path("a"), err)

	c, err := net.Dial("unixgram", path("a"))
	check(err)
	defer c.Close()
	c.Write([]byte("nameless"))
	n, oobn, _, from, err := a.ReadMsgUnix(buf, nil)
	fmt.Println(string(buf[:n]), oobn, from, err)
	_, err = c.(*net.UnixConn).WriteTo([]byte("x"), b.LocalAddr())
	show("connected:", err)
	_, err = a.WriteTo([]byte("x"), &net.UnixAddr{Name: path("b"), Net: "unix"})
	show("network:", err)
	_, err = a.WriteTo([]byte("x"), &net.UDPAddr{})
	show("type:", err)
	_, err = a.WriteToUnix([]byte("x"), &net.UnixAddr{Name: path("nobody"), Net: "unixgram"})
	show("nobody:", err)
	d, err := net.DialUnix("unixgram", &net.UnixAddr{Name: path("d"), Net: "unixgram"}, a.LocalAddr().(*net.UnixAddr))
	check(err)
	defer d.Close()
	fmt.Println(d.LocalAddr().String() == path("d"), d.RemoteAddr().String() == path("a"))
	_, _, err = d.WriteMsgUnix([]byte("x"), nil, nil)
	show("connected:", err)
	d.Write([]byte("named"))
	n, from, err = a.ReadFromUnix(buf)
	fmt.Println(string(buf[:n]), from.Name == path("d"), err)
	a.Close()
	fmt.Println("stays:", exists("a"))
}

func packets() {
	l, err := net.Listen("unixpacket", path("p"))
	check(err)
	defer l.Close()
	done := make(chan bool)
	go func() {
		defer close(done)
		c, err := l.Accept()
		check(err)
		defer c.Close()
		b := make([]byte, 10)
		for {
			n, err := c.Read(b)
			if n == 0 {
				fmt.Println("end:", err)
				return
			}
			fmt.Printf("%q\n", b[:n])
		}
	}()
	c, err := net.Dial("unixpacket", path("p"))
	check(err)
	fmt.Println(c.RemoteAddr().Network())
	c.Write([]byte("first"))
	c.Write([]byte("second"))
	c.Close()
	<-done
}

func abstract() {
	name := "@weft-test-" + filepath.Base(dir)
	l, err := net.Listen("unix", name)
	check(err)
	fmt.Println(l.Addr().String() == name)
	go func() {
		c, err := l.Accept()
		check(err)
		io.WriteString(c, "abstract")
		c.Close()
	}()
	c, err := net.Dial("unix", name)
	check(err)
	all, err := io.ReadAll(c)
	fmt.Println(string(all), c.RemoteAddr().String() == name, err)
	c.Close()
	l.Close()
	_, err = net.Dial("unix", name)
	fmt.Println(strings.HasSuffix(err.Error(), ": connect: connection refused"))
}

func relative() {
	check(os.Chdir(dir))
	l, err := net.Listen("unix", "here")
	check(err)
	fmt.Println(l.Addr(), exists("here"))
	go func() {
		c, err := l.Accept()
		check(err)
		fmt.Println("local:", c.LocalAddr())
		c.Close()
		l.Close()
	}()
	c, err := net.Dial("unix", "here")
	check(err)
	io.ReadAll(c)
	c.Close()
	for exists("here") {
		time.Sleep(time.Millisecond)
	}
	fmt.Println("gone")
}

func mistakes() {
	_, err := net.DialUnix("unix", nil, nil)
	show("nowhere:", err)
	_, err = net.DialUnix("tcp", nil, &net.UnixAddr{Name: "x", Net: "tcp"})
	show("network:", err)
	_, err = net.ListenUnix("unixgram", &net.UnixAddr{Name: "x", Net: "unixgram"})
	show("network:", err)
	_, err = net.ListenUnixgram("unixgram", nil)
	show("nil:", err)
	d := net.Dialer{LocalAddr: &net.TCPAddr{}}
	_, err = d.Dial("unix", "x")
	show("local:", err)
	var none net.UnixConn
	_, err = none.Read(nil)
	show("zero:", err)
	show("zero:", none.Close())
}
