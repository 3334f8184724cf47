// Files over HTTP: whole, in parts, not again when nothing has changed; folders; and what httptest offers to test handlers with.
// native only: sockets
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func show(handler http.Handler, target string, fields ...string) {
	r := httptest.NewRequest("GET", target, nil)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	res := w.Result()
	body, _ := io.ReadAll(res.Body)
	fmt.Println(target, fields, res.StatusCode)
	// Every server makes a boundary of its own.
	hide := func(text string) string { return text }
	if _, boundary, ok := strings.Cut(res.Header.Get("Content-Type"), "boundary="); ok {
		hide = func(text string) string { return strings.ReplaceAll(text, boundary, "B") }
	}
	for _, name := range []string{"Content-Type", "Content-Length", "Content-Range", "Last-Modified", "Location", "Accept-Ranges", "Etag"} {
		if v := res.Header.Get(name); v != "" {
			if name == "Content-Length" && v == fmt.Sprint(len(body)) {
				v = "right"
			}
			fmt.Printf("  %s: %s\n", name, hide(v))
		}
	}
	fmt.Printf("  %q\n", hide(string(body)))
}

func main() {
	dir, err := os.MkdirTemp("", "files")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	when := time.Date(2020, 2, 3, 4, 5, 6, 700, time.UTC)
	put := func(name, text string) {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o777)
		os.WriteFile(path, []byte(text), 0o666)
		os.Chtimes(path, when, when)
	}
	put("hello.txt", "0123456789abcdef")
	put("page.html", "<p>page")
	put("data.bin", "\x00\x01\x02")
	put("sub/index.html", "<h1>index</h1>")
	put("list/a & b.txt", "x")
	put("list/deep/z", "x")
	os.Chtimes(filepath.Join(dir, "list"), when, when)

	files := http.FileServer(http.Dir(dir))
	for _, target := range []string{"/hello.txt", "/page.html", "/data.bin", "/sub/", "/sub", "/sub/index.html?q=1", "/list/", "/hello.txt/", "/none", "/../hello.txt"} {
		show(files, target)
	}
	for _, ranges := range []string{"bytes=0-3", "bytes=4-", "bytes=-3", "bytes=2-2,5-6", "bytes=99-", "bytes=5-2", "lines=1", "bytes=0-99", "bytes=0-15,0-15", "bytes=-0"} {
		show(files, "/hello.txt", "Range", ranges)
	}
	for _, fields := range [][]string{
		{"If-Modified-Since", "Mon, 03 Feb 2020 04:05:06 GMT"}, {"If-Modified-Since", "Mon, 03 Feb 2020 04:05:05 GMT"},
		{"If-Unmodified-Since", "Mon, 03 Feb 2020 04:05:05 GMT"}, {"If-Match", "\"x\""}, {"If-Match", "*"},
		{"Range", "bytes=1-2", "If-Range", "Mon, 03 Feb 2020 04:05:06 GMT"}, {"Range", "bytes=1-2", "If-Range", "Mon, 03 Feb 2020 04:05:07 GMT"},
	} {
		show(files, "/hello.txt", fields...)
	}
	tagged := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"v1"`)
		http.ServeContent(w, r, "x.css", time.Time{}, strings.NewReader("p {}"))
	})
	for _, tags := range []string{`"v1"`, `W/"v1"`, `"v0", "v1"`, `"v0"`, `*`} {
		show(tagged, "/x", "If-None-Match", tags)
		show(tagged, "/x", "If-Match", tags)
	}
	show(http.FileServerFS(os.DirFS(dir)), "/sub/")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, filepath.Join(dir, "page.html")) }), "/anything")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, os.DirFS(dir), "hello.txt") }), "/a/../b")

	// A recorder without a write, and one after it.
	w := httptest.NewRecorder()
	fmt.Println(w.Code, w.Result().Status)
	w = httptest.NewRecorder()
	w.Header().Set("X-A", "1")
	w.WriteHeader(404)
	w.Header().Set("X-A", "2")
	w.WriteString("gone")
	w.Flush()
	fmt.Println(w.Code, w.Result().Header.Get("X-A"), w.Body.String(), w.Flushed)
	r := httptest.NewRequest("POST", "http://host.test/p?q=1", strings.NewReader("body"))
	fmt.Println(r.Method, r.Host, r.URL.Path, r.RequestURI, r.ContentLength, r.RemoteAddr, r.Proto)

	// A server, and a connection that a handler takes.
	mux := http.NewServeMux()
	mux.Handle("/", files)
	mux.HandleFunc("/raw", func(w http.ResponseWriter, r *http.Request) {
		conn, buf, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		fmt.Fprintf(buf, "HTTP/1.1 101 Switching Protocols\r\n\r\n%v\n", w.Header() != nil)
		buf.Flush()
		line, _ := buf.ReadString('\n')
		io.WriteString(conn, strings.ToUpper(line))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	res, err := server.Client().Get(server.URL + "/list/")
	if err != nil {
		panic(err)
	}
	body, _ := io.ReadAll(res.Body)
	fmt.Println(res.Status, len(body), res.Header.Get("Content-Type"))
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		panic(err)
	}
	fmt.Fprint(conn, "GET /raw HTTP/1.1\r\nHost: x\r\n\r\n")
	in := bufio.NewReader(conn)
	for range 3 {
		line, _ := in.ReadString('\n')
		fmt.Printf("%q\n", line)
	}
	fmt.Fprint(conn, "hello\n")
	line, err := in.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)

	udp, err := net.ResolveUDPAddr("udp", "127.0.0.1:53")
	fmt.Println(udp, udp.Network(), err)
	ip, err := net.ResolveIPAddr("ip4", "127.0.0.1")
	fmt.Println(ip, err)
	_, err = net.ResolveUDPAddr("tcp", "127.0.0.1:53")
	fmt.Println(err)
}
