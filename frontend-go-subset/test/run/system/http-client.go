// An HTTP client: connections used again, chunks both ways, timeouts, cancellation, redirections, many requests at once.
// native only: sockets
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type countingListener struct {
	net.Listener
	accepted atomic.Int32
}

func (l *countingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.accepted.Add(1)
	}
	return c, err
}

func main() {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	l := &countingListener{Listener: inner}
	base := "http://" + inner.Addr().String()
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %v %s", r.Method, r.TransferEncoding, data)
	})
	mux.HandleFunc("/chunks", func(w http.ResponseWriter, r *http.Request) {
		for i := range 5 {
			fmt.Fprintf(w, "chunk %d\n", i)
			w.(http.Flusher).Flush()
		}
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Second)
	})
	mux.HandleFunc("/stuck", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "beginning")
		w.(http.Flusher).Flush()
		time.Sleep(20 * time.Second)
	})
	mux.HandleFunc("/to", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/echo", http.StatusFound) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, 1<<20)) })
	server := &http.Server{Handler: mux}
	go server.Serve(l)

	get := func(path string) string {
		response, err := http.Get(base + path)
		if err != nil {
			return strings.ReplaceAll(err.Error(), base, "BASE")
		}
		defer response.Body.Close()
		data, err := io.ReadAll(response.Body)
		if len(data) > 100 {
			data = []byte(fmt.Sprint(len(data), " bytes"))
		}
		return fmt.Sprintf("%s %d %q %v", response.Status, response.ContentLength, data, err)
	}
	for range 20 {
		get("/echo")
	}
	fmt.Println(get("/echo"))
	fmt.Println(get("/chunks"))
	fmt.Println(get("/nothing"))
	fmt.Println(get("/to"))
	fmt.Println(get("/big"))
	fmt.Println("connections", l.accepted.Load())
	fmt.Println(get("/loop"))

	// Bodies of known and of unknown length.
	for _, body := range []io.Reader{strings.NewReader("known"), io.MultiReader(strings.NewReader("un"), strings.NewReader("known"))} {
		response, err := http.Post(base+"/echo", "text/plain", body)
		if err != nil {
			fmt.Println(err)
			continue
		}
		data, _ := io.ReadAll(response.Body)
		response.Body.Close()
		fmt.Println(string(data))
	}

	// Timeouts and cancellation.
	client := &http.Client{Timeout: 100 * time.Millisecond}
	start := time.Now()
	_, err = client.Get(base + "/slow")
	fmt.Println(strings.ReplaceAll(err.Error(), base, "BASE"))
	fmt.Println(errors.Is(err, context.DeadlineExceeded), os.IsTimeout(err), time.Since(start) < 10*time.Second)

	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	request, _ := http.NewRequestWithContext(ctx, "GET", base+"/slow", nil)
	_, err = http.DefaultClient.Do(request)
	fmt.Println(errors.Is(err, context.Canceled), strings.ReplaceAll(err.Error(), base, "BASE"))

	ctx, cancel = context.WithTimeout(context.Background(), 1500*time.Millisecond)
	request, _ = http.NewRequestWithContext(ctx, "GET", base+"/stuck", nil)
	response, err := http.DefaultClient.Do(request)
	fmt.Println(err)
	data, err := io.ReadAll(response.Body)
	fmt.Printf("%q %v\n", data, err)
	response.Body.Close()
	cancel()

	// Many at once.
	var wg sync.WaitGroup
	var good atomic.Int32
	for i := range 200 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			response, err := http.Post(base+"/echo", "text/plain", strings.NewReader(fmt.Sprint(i)))
			if err != nil {
				fmt.Println(err)
				return
			}
			data, _ := io.ReadAll(response.Body)
			response.Body.Close()
			if string(data) == fmt.Sprintf("POST [] %d", i) {
				good.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println("good", good.Load())

	// A kept connection that the server has closed meanwhile.
	http.DefaultClient.CloseIdleConnections()
	fmt.Println(get("/echo"))
	server.Close()
	_, err = http.Get(base + "/echo")
	fmt.Println(err != nil)
	_, err = http.Get("ftp://example.com/")
	fmt.Println(err)
}
