// Package httptest helps to test HTTP clients and handlers: requests without a client, answers without a connection, and a
// server on a port of its own.
package httptest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// DefaultRemoteAddr is the address that a ResponseRecorder's requests would come from.
const DefaultRemoteAddr = "1.2.3.4"

// ResponseRecorder is a ResponseWriter that keeps what a handler writes.
type ResponseRecorder struct {
	// Code is what WriteHeader was given; 200 without it.
	Code int
	// HeaderMap is what Header returns; Result has the header as it was sent.
	HeaderMap http.Header
	// Body is what was written; nil: it is thrown away.
	Body *bytes.Buffer
	// Flushed: Flush was called.
	Flushed bool

	result      *http.Response
	sent        http.Header // as it was at the first write
	wroteHeader bool
}

// NewRecorder returns a ResponseRecorder.
func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{HeaderMap: make(http.Header), Body: new(bytes.Buffer), Code: 200}
}

// Header is the answer's header.
func (r *ResponseRecorder) Header() http.Header {
	if r.HeaderMap == nil {
		r.HeaderMap = make(http.Header)
	}
	return r.HeaderMap
}

// begin makes the first write send the header; text is what is written, for the content type.
func (r *ResponseRecorder) begin(text []byte) {
	if r.wroteHeader {
		return
	}
	h := r.Header()
	_, hasType := h["Content-Type"]
	if !hasType && h.Get("Transfer-Encoding") == "" {
		h.Set("Content-Type", http.DetectContentType(text[:min(len(text), 512)]))
	}
	r.WriteHeader(200)
}

func bodyAllowed(status int) bool { return status >= 200 && status != 204 && status != 304 }

// Write adds to the body, even where the status allows none, which is the error then.
func (r *ResponseRecorder) Write(p []byte) (int, error) {
	r.begin(p)
	if r.Body != nil {
		r.Body.Write(p)
	}
	if !bodyAllowed(r.Code) {
		return 0, http.ErrBodyNotAllowed
	}
	return len(p), nil
}

// WriteString adds to the body.
func (r *ResponseRecorder) WriteString(s string) (int, error) { return r.Write([]byte(s)) }

// WriteHeader notes the status and a copy of the header.
func (r *ResponseRecorder) WriteHeader(code int) {
	if r.wroteHeader {
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	r.Code = code
	r.wroteHeader = true
	r.sent = r.Header().Clone()
}

// Flush notes that it was called, and sends the header.
func (r *ResponseRecorder) Flush() {
	if !r.wroteHeader {
		r.WriteHeader(200)
	}
	r.Flushed = true
}

// Result returns the answer. The handler must have finished.
func (r *ResponseRecorder) Result() *http.Response {
	if r.result != nil {
		return r.result
	}
	if r.sent == nil {
		r.sent = r.Header().Clone()
	}
	answer := &http.Response{StatusCode: r.Code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: r.sent}
	if answer.StatusCode == 0 {
		answer.StatusCode = 200
	}
	answer.Status = fmt.Sprintf("%03d %s", answer.StatusCode, http.StatusText(answer.StatusCode))
	answer.Body = http.NoBody
	if r.Body != nil {
		answer.Body = io.NopCloser(bytes.NewReader(r.Body.Bytes()))
	}
	answer.ContentLength = -1
	if text := strings.TrimSpace(r.sent.Get("Content-Length")); text != "" {
		if n, err := strconv.ParseUint(text, 10, 63); err == nil {
			answer.ContentLength = int64(n)
		}
	}
	r.result = answer
	return answer
}
