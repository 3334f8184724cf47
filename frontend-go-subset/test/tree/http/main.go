// What Go's own net/http has and weft's has not.
// needs a Go tree: 1.23
// native only: sockets
package main

import (
	"fmt"
	"io"
	"net/http"
)

func text(resp *http.Response, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return fmt.Sprint(resp.Status, " ", resp.Proto, " ", string(data), " ", err)
}

func main() {
	trailers()
	cookies()
	uploads()
	proxies()
	dumps()
	traces()
	controllers()
	limits()
	shutdown()
	http.DefaultClient.CloseIdleConnections()

	listenAndServeTLS()
	mutual()
	http2()

	remote()
	variables()
}
