// A web server with a goroutine per connection, on WasmFX continuations and non-blocking sockets:
//
//	weft build examples/webserver -o server && ./server -addr 127.0.0.1:8080
//
//	/            a page
//	/api/time    JSON
//	/api/echo    sends the body of a POST back
//	/slow?ms=N   answers after N milliseconds (500 unless said); the other connections go on meanwhile
//	/stats       how many requests were served, and how many goroutines there are
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
)

var served atomic.Int64

func hello(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<!doctype html>\n<title>weft</title>\n<h1>Hello from a goroutine</h1>\n")
}

func clock(w http.ResponseWriter, r *http.Request) {
	answer(w, map[string]any{
		"unix":   time.Now().Unix(),
		"engine": "weft",
		"method": r.Method,
	})
}

func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
	w.Write(body)
}

func slow(w http.ResponseWriter, r *http.Request) {
	ms := 500
	if text := r.URL.Query().Get("ms"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 60_000 {
			http.Error(w, "ms must be a number from 0 to 60000", http.StatusBadRequest)
			return
		}
		ms = n
	}
	time.Sleep(time.Duration(ms) * time.Millisecond)
	fmt.Fprintf(w, "slept %d ms\n", ms)
}

func stats(w http.ResponseWriter, r *http.Request) {
	answer(w, map[string]any{"served": served.Load(), "goroutines": runtime.NumGoroutine()})
}

// answer sends a value as JSON.
func answer(w http.ResponseWriter, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(append(text, '\n'))
}

// counted counts the requests that pass through it.
func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		served.Add(1)
		next.ServeHTTP(w, r)
	})
}

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "where to listen")
	flag.Parse()

	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", hello)
	mux.HandleFunc("GET /api/time", clock)
	mux.HandleFunc("POST /api/echo", echo)
	mux.HandleFunc("GET /slow", slow)
	mux.HandleFunc("GET /stats", stats)

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on", listener.Addr())
	log.Fatal(http.Serve(listener, counted(mux)))
}
