// Trailers, jars, multipart forms, proxies, dumps, traces, hijacked connections, deadlines, shutting down.

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httptrace"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

func trailers() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		w.Header().Set("Trailer", "X-Length")
		fmt.Fprintf(w, "%q %v %s;", data, r.TransferEncoding, r.Trailer.Get("X-Sum"))
		w.(http.Flusher).Flush()
		io.WriteString(w, "end")
		w.Header().Set("X-Length", fmt.Sprint(len(data)))
		w.Header().Set(http.TrailerPrefix+"X-Late", "yes")
	}))
	defer s.Close()
	pr, pw := io.Pipe()
	req, _ := http.NewRequest("POST", s.URL, pr)
	req.Trailer = http.Header{"X-Sum": nil}
	go func() {
		for _, part := range []string{"one ", "two ", "three"} {
			io.WriteString(pw, part)
		}
		req.Trailer.Set("X-Sum", "12")
		pw.Close()
	}()
	resp, err := http.DefaultClient.Do(req)
	fmt.Println("trailers:", text(resp, err))
	fmt.Println(resp.Trailer.Get("X-Length"), resp.Trailer.Get("X-Late"), resp.ContentLength)
}

func cookies() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("visits")
		n := 0
		if err == nil {
			fmt.Sscan(c.Value, &n)
		}
		http.SetCookie(w, &http.Cookie{Name: "visits", Value: fmt.Sprint(n + 1), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		http.SetCookie(w, &http.Cookie{Name: "deep", Value: "a b", Path: "/deep", Quoted: true})
		fmt.Fprint(w, n, len(r.Cookies()))
	}))
	defer s.Close()
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar}
	for _, path := range []string{"/", "/", "/deep/er", "/"} {
		resp, err := client.Get(s.URL + path)
		fmt.Println("cookies:", text(resp, err))
	}
	u, _ := url.Parse(s.URL + "/deep/")
	fmt.Println(jar.Cookies(u))
}

func uploads() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 10); err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		var names []string
		for name := range r.MultipartForm.File {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			f, h, err := r.FormFile(name)
			if err != nil {
				fmt.Fprint(w, err)
				continue
			}
			n, _ := io.Copy(io.Discard, f)
			f.Close()
			fmt.Fprint(w, name, " ", h.Filename, " ", h.Size == n, " ", n, " ", h.Header.Get("Content-Type"), "; ")
		}
		fmt.Fprint(w, r.FormValue("title"), r.PostForm["tag"])
	}))
	defer s.Close()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	m.WriteField("title", "report")
	m.WriteField("tag", "a")
	m.WriteField("tag", "b")
	small, _ := m.CreateFormFile("small", "small.txt")
	io.WriteString(small, "some text")
	large, _ := m.CreateFormFile("large", "large.bin")
	large.Write(bytes.Repeat([]byte{1, 2, 3, 4}, 1<<18))
	m.Close()
	resp, err := http.Post(s.URL, m.FormDataContentType(), &body)
	fmt.Println("uploads:", text(resp, err))
}

func proxies() {
	back := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/upgrade") {
			conn, rw, _ := w.(http.Hijacker).Hijack()
			defer conn.Close()
			io.WriteString(rw, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n")
			rw.Flush()
			line, _ := rw.ReadString('\n')
			io.WriteString(rw, "echo "+line)
			rw.Flush()
			return
		}
		fmt.Fprint(w, r.Method, " ", r.URL, " ", r.Header.Get("X-Forwarded-For"), " ", r.Header.Get("X-Via"), " ", r.Host)
	}))
	defer back.Close()
	target, _ := url.Parse(back.URL + "/base")
	proxy := &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(target)
			p.SetXForwarded()
			p.Out.Host = "inner"
			p.Out.Header.Set("X-Via", "weft")
		},
		ModifyResponse: func(r *http.Response) error {
			r.Header.Set("X-Proxied", "yes")
			return nil
		},
		ErrorLog: log.New(io.Discard, "", 0),
	}
	front := httptest.NewServer(proxy)
	defer front.Close()
	resp, err := http.Get(front.URL + "/a/b?c=d")
	fmt.Println("proxy:", text(resp, err), resp.Header.Get("X-Proxied"))

	conn, err := net.Dial("tcp", front.Listener.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	io.WriteString(conn, "GET /upgrade HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n")
	r := bufio.NewReader(conn)
	resp, err = http.ReadResponse(r, nil)
	fmt.Println("upgrade:", resp.Status, resp.Header.Get("Upgrade"), err)
	io.WriteString(conn, "hello\n")
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	conn.Close()

	// An ordinary client may go through a proxy too.
	forward := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "for ", r.URL.Host, " ", r.URL.Path)
	}))
	defer forward.Close()
	client := &http.Client{Transport: &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return url.Parse(forward.URL) }}}
	resp, err = client.Get("http://nowhere.example/path")
	fmt.Println("forward:", text(resp, err))
}

func dumps() {
	req, _ := http.NewRequest("PUT", "http://example.com/p?q=1", strings.NewReader("the body"))
	req.Header.Set("User-Agent", "test")
	out, err := httputil.DumpRequestOut(req, true)
	fmt.Printf("dump: %q %v\n", out, err)
	resp := &http.Response{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"A": {"b"}}, ContentLength: 2, Body: io.NopCloser(strings.NewReader("ok"))}
	out, err = httputil.DumpResponse(resp, true)
	fmt.Printf("%q %v\n", out, err)
	var buf bytes.Buffer
	fmt.Println(req.Write(&buf), strings.Count(buf.String(), "\r\n"))
	body, _ := req.GetBody()
	again, _ := io.ReadAll(body)
	fmt.Printf("%s\n", again)
	w := httputil.NewChunkedWriter(&buf)
	w.Write([]byte("chunk"))
	w.Close()
	data, err := io.ReadAll(httputil.NewChunkedReader(strings.NewReader("3\r\nabc\r\n0\r\n\r\n")))
	fmt.Printf("%s %v\n", data, err)
}

func traces() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hi") }))
	defer s.Close()
	var mu sync.Mutex
	var steps []string
	step := func(text string) { mu.Lock(); steps = append(steps, text); mu.Unlock() }
	trace := &httptrace.ClientTrace{
		GotConn:              func(i httptrace.GotConnInfo) { step(fmt.Sprint("connection, reused: ", i.Reused)) },
		WroteRequest:         func(i httptrace.WroteRequestInfo) { step(fmt.Sprint("written: ", i.Err)) },
		GotFirstResponseByte: func() { step("answer") },
	}
	for range 2 {
		req, _ := http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), trace), "GET", s.URL, nil)
		text(s.Client().Do(req))
	}
	fmt.Println("trace:", strings.Join(steps, ", "))
}

func controllers() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		if r.URL.Path == "/late" {
			fmt.Fprint(w, "begin")
			c.Flush()
			c.SetWriteDeadline(time.Now().Add(-time.Second))
			_, err := w.Write(make([]byte, 1<<16))
			c.Flush()
			fmt.Println("controller: late:", errors.Is(err, os.ErrDeadlineExceeded) || err == nil)
			return
		}
		if r.URL.Path == "/read" {
			c.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
			_, err := io.ReadAll(r.Body)
			fmt.Fprint(w, errors.Is(err, os.ErrDeadlineExceeded))
			return
		}
		fmt.Fprint(w, c.EnableFullDuplex(), c.SetReadDeadline(time.Now().Add(time.Minute)))
	}))
	defer s.Close()
	resp, err := http.Get(s.URL)
	fmt.Println("controller:", text(resp, err))
	resp, err = http.Get(s.URL + "/late")
	if err == nil {
		_, err = io.ReadAll(resp.Body)
	}
	fmt.Println(err != nil)
	pr, pw := io.Pipe()
	defer pw.Close()
	resp, err = http.Post(s.URL+"/read", "text/plain", pr)
	fmt.Println("controller:", text(resp, err))
}

func limits() {
	mux := http.NewServeMux()
	mux.Handle("/slow", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
	}), 30*time.Millisecond, "too slow"))
	mux.Handle("/small", http.MaxBytesHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		var tooLarge *http.MaxBytesError
		fmt.Fprint(w, errors.As(err, &tooLarge), err)
	}), 10))
	mux.HandleFunc("GET /items/{id}/{rest...}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.PathValue("id"), " ", r.PathValue("rest"), " ", r.Pattern)
	})
	mux.HandleFunc("/early", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</style.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
		fmt.Fprint(w, "page")
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	resp, err := http.Get(s.URL + "/slow")
	fmt.Println("limits:", text(resp, err))
	resp, err = http.Post(s.URL+"/small", "text/plain", strings.NewReader("more than ten bytes"))
	fmt.Println(text(resp, err))
	resp, err = http.Get(s.URL + "/items/7/a/b")
	fmt.Println(text(resp, err))
	resp, err = http.Post(s.URL+"/items/7/a", "", nil)
	fmt.Print(text(resp, err))
	fmt.Println(resp.Header.Get("Allow"))
	hints := ""
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
		Got1xxResponse: func(code int, header textproto.MIMEHeader) error { hints = fmt.Sprint(code, header); return nil },
	})
	req, _ := http.NewRequestWithContext(ctx, "GET", s.URL+"/early", nil)
	resp, err = http.DefaultClient.Do(req)
	fmt.Println(text(resp, err), hints)
	client := &http.Client{Timeout: 30 * time.Millisecond, Transport: &http.Transport{DisableKeepAlives: true}}
	stuck, _ := net.Listen("tcp", "127.0.0.1:0")
	defer stuck.Close()
	_, err = client.Get("http://" + stuck.Addr().String())
	var timeout net.Error
	fmt.Println(errors.As(err, &timeout) && timeout.Timeout())
}

func shutdown() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	started := make(chan bool)
	s := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(started)
			time.Sleep(50 * time.Millisecond)
			fmt.Fprint(w, "finished")
		}),
		BaseContext: func(net.Listener) context.Context { return context.WithValue(context.Background(), "k", "v") },
	}
	s.RegisterOnShutdown(func() {})
	served := make(chan error)
	go func() { served <- s.Serve(l) }()
	answer := make(chan string)
	go func() { answer <- text(http.Get("http://" + l.Addr().String())) }()
	<-started
	fmt.Println("shutdown:", s.Shutdown(context.Background()))
	fmt.Println(<-answer, <-served)
	_, err = net.Dial("tcp", l.Addr().String())
	fmt.Println(err != nil)
}
