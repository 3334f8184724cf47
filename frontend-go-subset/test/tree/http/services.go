// Services that other packages put on net/http: remote calls, published variables.

package main

import (
	"encoding/json"
	"errors"
	"expvar"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/rpc"
	"net/rpc/jsonrpc"
	"strings"
)

type Args struct{ A, B int }

type Quotient struct {
	Quo, Rem int
	Note     string
}

type Arith struct{}

func (Arith) Multiply(args *Args, reply *int) error {
	*reply = args.A * args.B
	return nil
}

func (*Arith) Divide(args Args, quo *Quotient) error {
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	*quo = Quotient{args.A / args.B, args.A % args.B, strings.Repeat("x", args.B)}
	return nil
}

func calls(client *rpc.Client) {
	var product int
	fmt.Println(client.Call("Arith.Multiply", Args{6, 7}, &product), product)
	var q Quotient
	fmt.Println(client.Call("Arith.Divide", Args{17, 5}, &q), q)
	err := client.Call("Arith.Divide", Args{1, 0}, &q)
	var server rpc.ServerError
	fmt.Println(err, errors.As(err, &server))
	fmt.Println(client.Call("Arith.Missing", Args{}, &q))
	results := make(chan *rpc.Call, 20)
	for i := range 20 {
		client.Go("Arith.Multiply", &Args{i, i}, new(int), results)
	}
	sum := 0
	for range 20 {
		sum += *(<-results).Reply.(*int)
	}
	fmt.Println(sum, client.Close(), client.Call("Arith.Multiply", Args{1, 1}, &product))
}

func remote() {
	server := rpc.NewServer()
	if err := server.Register(new(Arith)); err != nil {
		fmt.Println(err)
	}
	mux := http.NewServeMux()
	mux.Handle(rpc.DefaultRPCPath, server)
	s := httptest.NewServer(mux)
	defer s.Close()
	client, err := rpc.DialHTTP("tcp", s.Listener.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	calls(client)

	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer l.Close()
	go func() {
		conn, err := l.Accept()
		if err == nil {
			server.ServeCodec(jsonrpc.NewServerCodec(conn))
		}
	}()
	client, err = jsonrpc.Dial("tcp", l.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	calls(client)
}

func variables() {
	count := expvar.NewInt("count")
	count.Add(41)
	count.Add(1)
	m := expvar.NewMap("m")
	m.Add("b", 2)
	m.AddFloat("a", 1.5)
	expvar.Publish("f", expvar.Func(func() any { return []int{1, 2} }))
	s := httptest.NewServer(expvar.Handler())
	defer s.Close()
	resp, err := http.Get(s.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	data, _ := io.ReadAll(resp.Body)
	var all map[string]json.RawMessage
	fmt.Println(json.Unmarshal(data, &all), string(all["count"]), string(all["m"]), string(all["f"]), len(all["memstats"]) > 100)
}
