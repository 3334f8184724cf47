// What an HTTP server answers to requests that are wrong, too large, or too slow, and that it goes on serving others meanwhile.
// native only: sockets
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

var address string

// exchange sends text as it is and gives the status line and the body of the answer, or what went wrong.
func exchange(text string) string {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return "no connection"
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(20 * time.Second))
	go io.WriteString(c, text)
	return answer(bufio.NewReader(c))
}

func answer(r *bufio.Reader) string {
	status, err := r.ReadString('\n')
	if err != nil {
		return "closed without an answer"
	}
	length := ""
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == "\r\n" {
			break
		}
		if strings.HasPrefix(line, "Content-Length: ") {
			length = strings.TrimSpace(line[16:])
		}
	}
	var body []byte
	if length == "" {
		body, _ = io.ReadAll(r)
	} else {
		n := 0
		fmt.Sscan(length, &n)
		body = make([]byte, n)
		io.ReadFull(r, body)
	}
	if len(body) > 60 {
		body = body[:60]
	}
	return strings.TrimSpace(status) + " " + fmt.Sprintf("%q", body)
}

func handle(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/body":
		data, err := io.ReadAll(r.Body)
		fmt.Fprint(w, len(data), err)
	case "/limited":
		data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 10))
		if err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
			return
		}
		fmt.Fprint(w, len(data))
	case "/panic":
		panic(http.ErrAbortHandler)
	default:
		fmt.Fprintf(w, "%s %s %d", r.Method, r.URL.Path, len(r.Header))
	}
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	address = l.Addr().String()
	server := &http.Server{
		Handler:           http.HandlerFunc(handle),
		ReadHeaderTimeout: time.Second,
		IdleTimeout:       1200 * time.Millisecond,
		MaxHeaderBytes:    8 << 10,
	}
	go server.Serve(l)

	many := strings.Repeat("X-Many: 1\r\n", 3000)
	long := strings.Repeat("a", 100000)
	for _, text := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.0\r\n\r\n",
		"GET /\r\n\r\n",
		"GARBAGE\r\n\r\n",
		"\x16\x03\x01\x00\x05hello\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nbad name: 1\r\n\r\n",
		"G\x00T / HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/9.1\r\nHost: x\r\n\r\n",
		"GET / HTPP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\n" + many + "\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + long + "\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 5x\r\n\r\nhello",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
		"POST /limited HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789",
		"POST /limited HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + long,
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + strings.Repeat(long, 10),
		"POST /body HTTP/1.1\r\nHost: x\r\nExpect: something\r\n\r\n",
		"GET /panic HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /a%2fb?x=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		name := text
		if i := strings.Index(name, "\r\n\r\n"); i > 0 && i < 60 {
			name = name[:i]
		}
		if len(name) > 60 {
			name = name[:60]
		}
		fmt.Printf("%q: %s\n", name, exchange(text))
	}

	// Two requests at once on a connection, then a slow third one.
	c, err := net.Dial("tcp", address)
	if err != nil {
		panic(err)
	}
	io.WriteString(c, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n")
	r := bufio.NewReader(c)
	fmt.Println(answer(r))
	fmt.Println(answer(r))
	for _, part := range []string{"GET /3 HT", "TP/1.1\r\nHo", "st: x\r\n", "\r\n"} {
		io.WriteString(c, part)
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println(answer(r))
	// Then it is idle until the server closes it.
	start := time.Now()
	_, err = r.ReadByte()
	idle := time.Since(start)
	fmt.Println(err, idle > 200*time.Millisecond, idle < 10*time.Second)
	c.Close()

	// Clients that never finish their headers hold nobody up and are cut off.
	var slow sync.WaitGroup
	for i := range 50 {
		slow.Add(1)
		go func() {
			defer slow.Done()
			c, err := net.Dial("tcp", address)
			if err != nil {
				fmt.Println(err)
				return
			}
			defer c.Close()
			fmt.Fprintf(c, "GET /slow%d HTTP/1.1\r\nHost: x\r\nX-A: ", i)
			c.SetReadDeadline(time.Now().Add(20 * time.Second))
			if rest, err := io.ReadAll(c); err != nil {
				fmt.Println(len(rest), err)
			}
		}()
	}
	good := 0
	for range 50 {
		if exchange("GET /good HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") == `HTTP/1.1 200 OK "GET /good 1"` {
			good++
		}
	}
	fmt.Println("good", good)
	slow.Wait()
	fmt.Println("slow ones are gone")
	server.Close()
	fmt.Println(exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
}
