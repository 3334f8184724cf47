package http

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A Client asks servers.
type Client struct {
	// Transport carries the requests; nil: DefaultTransport.
	Transport RoundTripper
	// Timeout for a request with its redirections and body; 0: none.
	Timeout time.Duration
	// CheckRedirect may refuse to follow a redirection; nil: at most 10 are followed.
	CheckRedirect func(req *Request, via []*Request) error
}

// DefaultClient is what Get, Head, Post and PostForm use.
var DefaultClient = &Client{}

// ErrUseLastResponse, from CheckRedirect, makes the redirecting answer the result.
var ErrUseLastResponse = errors.New("net/http: use last response")

// A Response is a server's answer. Its Body must be closed.
type Response struct {
	Status           string // "200 OK"
	StatusCode       int
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	ContentLength    int64 // -1: unknown
	TransferEncoding []string
	Close            bool
	Request          *Request
}

// Location is the address the answer points to.
func (r *Response) Location() (*url.URL, error) {
	to := r.Header.Get("Location")
	if to == "" {
		return nil, errors.New("http: no Location header in response")
	}
	if r.Request != nil && r.Request.URL != nil {
		return r.Request.URL.Parse(to)
	}
	return url.Parse(to)
}

// Get asks for a URL.
func Get(target string) (*Response, error) { return DefaultClient.Get(target) }

// Head asks for a URL's header.
func Head(target string) (*Response, error) { return DefaultClient.Head(target) }

// Post sends a body to a URL.
func Post(target, contentType string, body io.Reader) (*Response, error) {
	return DefaultClient.Post(target, contentType, body)
}

// PostForm sends a form to a URL.
func PostForm(target string, data url.Values) (*Response, error) {
	return DefaultClient.PostForm(target, data)
}

func (c *Client) Get(target string) (*Response, error) { return c.ask(MethodGet, target, "", nil) }

func (c *Client) Head(target string) (*Response, error) { return c.ask(MethodHead, target, "", nil) }

func (c *Client) Post(target, contentType string, body io.Reader) (*Response, error) {
	return c.ask(MethodPost, target, contentType, body)
}

func (c *Client) PostForm(target string, data url.Values) (*Response, error) {
	return c.Post(target, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

func (c *Client) ask(method, target, contentType string, body io.Reader) (*Response, error) {
	r, err := NewRequest(method, target, body)
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	return c.Do(r)
}

// Do sends a request and follows redirections.
func (c *Client) Do(r *Request) (*Response, error) {
	cancel := context.CancelFunc(func() {})
	if c.Timeout > 0 {
		var ctx context.Context
		ctx, cancel = context.WithTimeout(r.Context(), c.Timeout)
		r = r.WithContext(ctx)
	}
	transport := c.Transport
	if transport == nil {
		transport = DefaultTransport
	}
	var via []*Request
	for {
		response, err := transport.RoundTrip(r)
		if err != nil {
			cancel()
			if c.Timeout > 0 && errors.Is(err, context.DeadlineExceeded) {
				err = &clientTimeout{err}
			}
			return nil, &url.Error{Op: r.Method[:1] + strings.ToLower(r.Method[1:]), URL: r.URL.String(), Err: err}
		}
		next, err := c.redirected(r, response, append(via, r))
		if next == nil || err == ErrUseLastResponse {
			if b, ok := response.Body.(*clientBody); ok {
				b.cancel = cancel
			} else {
				cancel()
			}
			return response, nil
		}
		// A short body is read, so that the connection can be used again.
		io.CopyN(io.Discard, response.Body, 2<<10)
		response.Body.Close()
		if err != nil {
			cancel()
			return response, &url.Error{Op: "Get", URL: response.Header.Get("Location"), Err: err}
		}
		via = append(via, r)
		r = next
	}
}

// CloseIdleConnections closes the connections that the Transport keeps.
func (c *Client) CloseIdleConnections() {
	transport := c.Transport
	if transport == nil {
		transport = DefaultTransport
	}
	if t, ok := transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// clientTimeout tells which limit was passed.
type clientTimeout struct{ err error }

func (e *clientTimeout) Error() string {
	return e.err.Error() + " (Client.Timeout exceeded while awaiting headers)"
}
func (e *clientTimeout) Timeout() bool { return true }
func (e *clientTimeout) Unwrap() error { return e.err }

// redirected is the request to go on with, or nil when the answer is the result.
func (c *Client) redirected(r *Request, response *Response, via []*Request) (*Request, error) {
	method := r.Method
	switch response.StatusCode {
	case StatusMovedPermanently, StatusFound, StatusSeeOther:
		if method != MethodGet && method != MethodHead {
			method = MethodGet
		}
	case StatusTemporaryRedirect, StatusPermanentRedirect:
		if r.Body != nil {
			return nil, nil // the body has been read; it cannot be sent again
		}
	default:
		return nil, nil
	}
	to, err := response.Location()
	if err != nil {
		return nil, nil
	}
	next, err := NewRequestWithContext(r.Context(), method, to.String(), nil)
	if err != nil {
		return nil, nil
	}
	for k, v := range r.Header {
		if k == "Content-Type" || k == "Content-Length" || (k == "Authorization" || k == "Cookie") && to.Host != r.URL.Host {
			continue
		}
		next.Header[k] = v
	}
	if c.CheckRedirect != nil {
		return next, c.CheckRedirect(next, via)
	}
	if len(via) >= 10 {
		return next, errors.New("stopped after 10 redirects")
	}
	return next, nil
}

func writeRequest(c net.Conn, r *Request, isLast bool) error {
	w := bufio.NewWriter(c)
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	fmt.Fprintf(w, "%s %s HTTP/1.1\r\nHost: %s\r\n", r.Method, r.URL.RequestURI(), host)
	h := r.Header.Clone()
	if h == nil {
		h = make(Header)
	}
	if _, ok := h["User-Agent"]; !ok {
		h.Set("User-Agent", "weft-http-client/1.1")
	}
	if isLast || r.Close {
		h.Set("Connection", "close")
	}
	var body io.Writer = w
	if r.Body != nil && r.Body != io.ReadCloser(NoBody) {
		if r.ContentLength >= 0 {
			h.Set("Content-Length", strconv.FormatInt(r.ContentLength, 10))
		} else {
			h.Set("Transfer-Encoding", "chunked")
			body = chunkedWriter{w}
		}
	} else if r.Method == MethodPost || r.Method == MethodPut || r.Method == MethodPatch {
		h.Set("Content-Length", "0")
	}
	h.Write(w)
	io.WriteString(w, "\r\n")
	if r.Body != nil {
		_, err := io.Copy(body, r.Body)
		r.Body.Close()
		if err != nil {
			return err
		}
		if chunks, ok := body.(chunkedWriter); ok {
			chunks.Close()
		}
	}
	return w.Flush()
}

// ReadResponse reads an answer; its Body reads on from b.
func ReadResponse(b *bufio.Reader, r *Request) (*Response, error) {
	for {
		response, err := readResponseHead(b, r)
		if err != nil {
			return nil, unexpected(err)
		}
		if response.StatusCode >= 200 || response.StatusCode == StatusSwitchingProtocols {
			return response, setResponseBody(response, b, r)
		}
	}
}

func readResponseHead(b *bufio.Reader, r *Request) (*Response, error) {
	line, err := readLine(b, maxStatusLine, StatusBadRequest)
	if err != nil {
		return nil, err
	}
	proto, status, ok := strings.Cut(line, " ")
	response := &Response{Request: r, Header: make(Header), Proto: proto, Status: strings.TrimLeft(status, " ")}
	if !ok {
		return nil, fmt.Errorf("malformed HTTP response %q", line)
	}
	code, _, _ := strings.Cut(response.Status, " ")
	if len(code) != 3 {
		return nil, fmt.Errorf("malformed HTTP status code %q", code)
	}
	if response.StatusCode, err = strconv.Atoi(code); err != nil || response.StatusCode < 0 {
		return nil, fmt.Errorf("malformed HTTP status code %q", code)
	}
	if response.ProtoMajor, response.ProtoMinor, ok = ParseHTTPVersion(proto); !ok {
		return nil, fmt.Errorf("malformed HTTP version %q", proto)
	}
	return response, readHeader(b, response.Header, DefaultMaxHeaderBytes)
}

func setResponseBody(response *Response, b *bufio.Reader, r *Request) error {
	h := response.Header
	response.Close = shouldClose(response.ProtoMajor, response.ProtoMinor, h)
	response.Body, response.ContentLength = NoBody, 0
	if r != nil && r.Method == MethodHead || !bodyAllowed(response.StatusCode) {
		if lengths := h["Content-Length"]; len(lengths) > 0 {
			if n, err := parseContentLength(lengths); err == nil {
				response.ContentLength = n
			}
		}
		return nil
	}
	if hasToken(h["Transfer-Encoding"], "chunked") {
		h.Del("Transfer-Encoding")
		response.TransferEncoding, response.ContentLength = []string{"chunked"}, -1
		response.Body = &body{from: &chunkedReader{r: b}}
		return nil
	}
	if lengths := h["Content-Length"]; len(lengths) > 0 {
		n, err := parseContentLength(lengths)
		if err != nil {
			return err
		}
		response.ContentLength = n
		if n > 0 {
			response.Body = &body{from: &exactReader{r: b, left: n}}
		}
		return nil
	}
	response.ContentLength, response.Close = -1, true
	response.Body = &body{from: b}
	return nil
}
