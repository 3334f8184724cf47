package http

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
)

var (
	ErrNoCookie           = errors.New("http: named cookie not present")
	ErrServerClosed       = errors.New("http: Server closed")
	ErrBodyNotAllowed     = errors.New("http: request method or response status code does not allow body")
	ErrContentLength      = errors.New("http: wrote more than the declared Content-Length")
	ErrAbortHandler       = errors.New("net/http: abort Handler")
	ErrBodyReadAfterClose = errors.New("http: invalid Read on closed Body")
	ErrHandlerTimeout     = errors.New("http: Handler timeout")
)

// Limits of what comes before the body: of a request, and of the first line of an answer.
const (
	DefaultMaxHeaderBytes = 1 << 20
	maxStatusLine         = 64 << 10
)

// A Request is what a server received, or a client sends.
type Request struct {
	Method           string
	URL              *url.URL
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	ContentLength    int64 // -1: unknown
	TransferEncoding []string
	Close            bool
	Host             string
	Form             url.Values // after ParseForm: query and body
	PostForm         url.Values // after ParseForm: body
	RemoteAddr       string
	RequestURI       string
	Pattern          string

	pathValues map[string]string
	ctx        context.Context
}

// NewRequest makes a request for a client.
func NewRequest(method, target string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, target, body)
}

// NewRequestWithContext is NewRequest with a context.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = MethodGet
	}
	if !validToken(method) {
		return nil, fmt.Errorf("net/http: invalid method %q", method)
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	r := &Request{Method: method, URL: u, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: make(Header), Host: u.Host, ctx: ctx}
	if body != nil {
		rc, ok := body.(io.ReadCloser)
		if !ok {
			rc = io.NopCloser(body)
		}
		r.Body, r.ContentLength = rc, -1
		if body == NoBody {
			r.ContentLength = 0
		}
		if sized, ok := body.(interface{ Len() int }); ok {
			r.ContentLength = int64(sized.Len())
		}
	}
	return r, nil
}

// Context ends when the client's connection does.
func (r *Request) Context() context.Context {
	if r.ctx == nil {
		return context.Background()
	}
	return r.ctx
}

// WithContext is a shallow copy with another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	copied := *r
	copied.ctx = ctx
	return &copied
}

// ProtoAtLeast says whether the request speaks at least that version.
func (r *Request) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }
func (r *Request) Referer() string   { return r.Header.Get("Referer") }

// PathValue is what a {name} of the matched pattern stands for.
func (r *Request) PathValue(name string) string { return r.pathValues[name] }

// SetPathValue sets what PathValue gives.
func (r *Request) SetPathValue(name, value string) {
	if r.pathValues == nil {
		r.pathValues = make(map[string]string)
	}
	r.pathValues[name] = value
}

// BasicAuth is the name and password of an Authorization: Basic field.
func (r *Request) BasicAuth() (username, password string, ok bool) {
	scheme, encoded, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Basic") {
		return "", "", false
	}
	text, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return "", "", false
	}
	return strings.Cut(string(text), ":")
}

const maxFormBytes = 10 << 20

// ParseForm fills Form and PostForm.
func (r *Request) ParseForm() error {
	if r.Form != nil {
		return nil
	}
	var err error
	if r.PostForm == nil {
		r.PostForm = make(url.Values)
		if r.Body != nil && (r.Method == MethodPost || r.Method == MethodPut || r.Method == MethodPatch) {
			kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
			if strings.EqualFold(strings.TrimSpace(kind), "application/x-www-form-urlencoded") {
				r.PostForm, err = r.parseFormBody()
			}
		}
	}
	query, qerr := url.ParseQuery(r.URL.RawQuery)
	if err == nil {
		err = qerr
	}
	r.Form = make(url.Values)
	for k, v := range r.PostForm {
		r.Form[k] = append(r.Form[k], v...)
	}
	for k, v := range query {
		r.Form[k] = append(r.Form[k], v...)
	}
	return err
}

func (r *Request) parseFormBody() (url.Values, error) {
	text, err := io.ReadAll(io.LimitReader(r.Body, maxFormBytes+1))
	if err != nil {
		return make(url.Values), err
	}
	if len(text) > maxFormBytes {
		return make(url.Values), errors.New("http: POST too large")
	}
	return url.ParseQuery(string(text))
}

// FormValue is the first value of a form field, the body's before the query's.
func (r *Request) FormValue(key string) string {
	r.ParseForm()
	return r.Form.Get(key)
}

// PostFormValue is the first value of a form field of the body.
func (r *Request) PostFormValue(key string) string {
	r.ParseForm()
	return r.PostForm.Get(key)
}

// A requestError is a request that is answered with a status and ends the connection. The client is told the text when it is
// public.
type requestError struct {
	status   int
	text     string
	isPublic bool
}

func (e *requestError) Error() string { return e.text }

func badRequest(text string) error { return &requestError{status: StatusBadRequest, text: text} }

func publicError(status int, text string) error { return &requestError{status, text, true} }

// ReadRequest reads a request from a client. It stops at the body, which the request's Body reads.
func ReadRequest(b *bufio.Reader) (*Request, error) { return readRequest(b, DefaultMaxHeaderBytes) }

// readRequest is ReadRequest with a limit for the header.
func readRequest(b *bufio.Reader, maxHeader int) (*Request, error) {
	r := &Request{Header: make(Header)}
	line, err := readLine(b, maxHeader, StatusRequestHeaderFieldsTooLarge)
	if err != nil {
		return nil, err
	}
	if line == "" { // one empty line before a request is allowed
		if line, err = readLine(b, maxHeader, StatusRequestHeaderFieldsTooLarge); err != nil {
			return nil, err
		}
	}
	maxHeader -= len(line)
	if err := r.parseRequestLine(line); err != nil {
		return nil, err
	}
	if err := readHeader(b, r.Header, maxHeader); err != nil {
		return nil, unexpected(err)
	}
	if err := r.checkHost(); err != nil {
		return nil, err
	}
	return r, r.setBody(b)
}

func (r *Request) parseRequestLine(line string) error {
	method, rest, ok1 := strings.Cut(line, " ")
	target, proto, ok2 := strings.Cut(rest, " ")
	if !ok1 || !ok2 {
		return badRequest(fmt.Sprintf("malformed HTTP request %q", line))
	}
	if !validToken(method) {
		return badRequest(fmt.Sprintf("invalid method %q", method))
	}
	major, minor, ok := ParseHTTPVersion(proto)
	if !ok {
		return badRequest(fmt.Sprintf("malformed HTTP version %q", proto))
	}
	if major != 1 {
		return publicError(StatusHTTPVersionNotSupported, "unsupported protocol version")
	}
	r.Method, r.RequestURI, r.Proto, r.ProtoMajor, r.ProtoMinor = method, target, proto, major, minor
	justAuthority := method == MethodConnect && !strings.HasPrefix(target, "/")
	if justAuthority {
		target = "http://" + target
	}
	u, err := url.ParseRequestURI(target)
	if err != nil {
		return badRequest("")
	}
	if justAuthority {
		u.Scheme = ""
	}
	r.URL = u
	return nil
}

func (r *Request) checkHost() error {
	hosts := r.Header["Host"]
	if len(hosts) > 1 {
		return badRequest("too many Host headers")
	}
	if r.ProtoAtLeast(1, 1) && len(hosts) == 0 && r.Method != MethodConnect {
		return publicError(StatusBadRequest, "missing required Host header")
	}
	r.Host = r.URL.Host
	if r.Host == "" && len(hosts) > 0 {
		r.Host = hosts[0]
	}
	r.Header.Del("Host")
	return nil
}

// setBody decides how long the body is (RFC 9112, section 6).
func (r *Request) setBody(b *bufio.Reader) error {
	r.Close = shouldClose(r.ProtoMajor, r.ProtoMinor, r.Header)
	r.Body = NoBody
	encodings := r.Header["Transfer-Encoding"]
	lengths := r.Header["Content-Length"]
	if len(encodings) > 0 {
		if len(encodings) != 1 || !strings.EqualFold(encodings[0], "chunked") {
			return publicError(StatusNotImplemented, "Unsupported transfer encoding")
		}
		if len(lengths) > 0 || !r.ProtoAtLeast(1, 1) {
			return badRequest("a request with both lengths or an old version cannot be chunked")
		}
		r.TransferEncoding, r.ContentLength = []string{"chunked"}, -1
		r.Header.Del("Transfer-Encoding")
		r.Body = &body{from: &chunkedReader{r: b}}
		return nil
	}
	if len(lengths) == 0 {
		return nil
	}
	n, err := parseContentLength(lengths)
	if err != nil {
		return err
	}
	r.ContentLength = n
	if n > 0 {
		r.Body = &body{from: &exactReader{r: b, left: n}}
	}
	return nil
}

func parseContentLength(values []string) (int64, error) {
	first := strings.TrimSpace(values[0])
	for _, v := range values[1:] {
		if strings.TrimSpace(v) != first {
			return 0, badRequest(fmt.Sprintf("message has several different Content-Lengths: %q", values))
		}
	}
	for _, c := range first {
		if c < '0' || c > '9' {
			return 0, badRequest(fmt.Sprintf("bad Content-Length %q", first))
		}
	}
	n, err := strconv.ParseInt(first, 10, 64)
	if err != nil {
		return 0, badRequest(fmt.Sprintf("bad Content-Length %q", first))
	}
	return n, nil
}

func shouldClose(major, minor int, h Header) bool {
	if major < 1 || major == 1 && minor == 0 {
		return !hasToken(h["Connection"], "keep-alive")
	}
	return hasToken(h["Connection"], "close")
}

// ParseHTTPVersion reads "HTTP/1.1".
func ParseHTTPVersion(vers string) (major, minor int, ok bool) {
	if len(vers) != len("HTTP/X.Y") || vers[:5] != "HTTP/" || vers[6] != '.' || vers[5] < '0' || vers[5] > '9' || vers[7] < '0' || vers[7] > '9' {
		return 0, 0, false
	}
	return int(vers[5] - '0'), int(vers[7] - '0'), true
}

// readLine reads up to LF and removes the line end.
func readLine(b *bufio.Reader, limit, status int) (string, error) {
	var line []byte
	for {
		part, err := b.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > limit {
			return "", &requestError{status: status, text: "line too long"}
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			if err == io.EOF && len(line) > 0 {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
		break
	}
	line = line[:len(line)-1]
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return string(line), nil
}

// readHeader reads fields up to the empty line into h; all of them have at most limit bytes.
func readHeader(b *bufio.Reader, h Header, limit int) error {
	left := limit
	for {
		line, err := readLine(b, left, StatusRequestHeaderFieldsTooLarge)
		if err != nil {
			return err
		}
		if line == "" {
			return nil
		}
		left -= len(line) + 2
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || name[0] == ' ' || name[0] == '\t' {
			return badRequest(fmt.Sprintf("malformed MIME header line: %s", line))
		}
		if !validToken(name) {
			return publicError(StatusBadRequest, "invalid header name")
		}
		value = strings.Trim(value, " \t")
		for i := 0; i < len(value); i++ {
			if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
				return publicError(StatusBadRequest, "invalid header value")
			}
		}
		name = CanonicalHeaderKey(name)
		h[name] = append(h[name], value)
	}
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
