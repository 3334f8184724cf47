// The contexts of requests: what they know of server and connection, and when they end.
// native only: sockets
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
)

type key string

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	ended := make(chan context.Context, 1)
	server := &http.Server{
		BaseContext: func(l net.Listener) context.Context {
			return context.WithValue(context.Background(), key("base"), "of the listener")
		},
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			_, ok := ctx.Value(http.ServerContextKey).(*http.Server)
			return context.WithValue(ctx, key("conn"), fmt.Sprint("of the connection ", ok))
		},
	}
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		fmt.Fprintln(w, ctx.Value(key("base")), ctx.Value(key("conn")), ctx.Err())
		fmt.Fprintln(w, ctx.Value(http.ServerContextKey) == server)
		fmt.Fprintln(w, ctx.Value(http.LocalAddrContextKey).(net.Addr).String() == l.Addr().String())
		ended <- ctx
	})
	go server.Serve(l)
	for range 2 {
		answer, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			panic(err)
		}
		text, err := io.ReadAll(answer.Body)
		fmt.Print(string(text), err, "\n")
		ctx := <-ended
		<-ctx.Done()
		fmt.Println(ctx.Err())
	}
	fmt.Println(http.ServerContextKey, http.LocalAddrContextKey)
}
