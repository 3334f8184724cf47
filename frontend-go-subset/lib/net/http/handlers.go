package http

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// A Handler answers requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// HandlerFunc makes a Handler of a function.
type HandlerFunc func(ResponseWriter, *Request)

// ServeHTTP calls f.
func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// A ResponseWriter takes the answer to a request.
type ResponseWriter interface {
	// Header is the answer's header; changes after WriteHeader or the first Write have no effect.
	Header() Header
	// Write writes the body; it calls WriteHeader(StatusOK) when that has not been done.
	Write([]byte) (int, error)
	// WriteHeader sends the status.
	WriteHeader(statusCode int)
}

// A Flusher is a ResponseWriter that can send at once what it holds.
type Flusher interface{ Flush() }

// Error answers with a text and a status.
func Error(w ResponseWriter, text string, code int) {
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	fmt.Fprintln(w, text)
}

// NotFound answers with 404.
func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }

// NotFoundHandler is a handler that answers with 404.
func NotFoundHandler() Handler { return HandlerFunc(NotFound) }

// RedirectHandler sends every request elsewhere.
func RedirectHandler(url string, code int) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) { Redirect(w, r, url, code) })
}

// Redirect answers with another address; a relative one is made absolute as seen from the request's path.
func Redirect(w ResponseWriter, r *Request, target string, code int) {
	if u, err := url.Parse(target); err == nil && u.Scheme == "" && u.Host == "" && (target == "" || target[0] != '/') {
		base, _ := path.Split(r.URL.Path)
		query := ""
		if i := strings.Index(target, "?"); i >= 0 {
			target, query = target[:i], target[i:]
		}
		slash := strings.HasSuffix(target, "/")
		target = path.Clean(base + target)
		if slash && !strings.HasSuffix(target, "/") {
			target += "/"
		}
		target += query
	}
	h := w.Header()
	_, hadType := h["Content-Type"]
	h.Set("Location", target)
	if !hadType && (r.Method == MethodGet || r.Method == MethodHead) {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !hadType && r.Method == MethodGet {
		fmt.Fprintln(w, "<a href=\""+escapeHTML(target)+"\">"+StatusText(code)+"</a>.\n")
	}
}

func escapeHTML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(s)
}

// StripPrefix removes a prefix of the path before it calls h; without the prefix it answers with 404.
func StripPrefix(prefix string, h Handler) Handler {
	if prefix == "" {
		return h
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		p := strings.TrimPrefix(r.URL.Path, prefix)
		raw := strings.TrimPrefix(r.URL.RawPath, prefix)
		if len(p) == len(r.URL.Path) || r.URL.RawPath != "" && len(raw) == len(r.URL.RawPath) {
			NotFound(w, r)
			return
		}
		copied := *r
		u := *r.URL
		u.Path, u.RawPath = p, raw
		copied.URL = &u
		h.ServeHTTP(w, &copied)
	})
}

// TimeoutHandler answers with 503 when h has not finished within dt; what h writes later is dropped.
func TimeoutHandler(h Handler, dt time.Duration, msg string) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		held := &heldResponse{header: make(Header)}
		done := make(chan any, 1)
		go func() {
			defer func() { done <- recover() }()
			h.ServeHTTP(held, r)
		}()
		timer := time.NewTimer(dt)
		defer timer.Stop()
		select {
		case p := <-done:
			if p != nil {
				panic(p)
			}
			for k, v := range held.header {
				w.Header()[k] = v
			}
			if held.status != 0 {
				w.WriteHeader(held.status)
			}
			w.Write(held.text)
		case <-timer.C:
			held.late = true
			w.WriteHeader(StatusServiceUnavailable)
			if msg == "" {
				msg = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
			}
			io.WriteString(w, msg)
		}
	})
}

// heldResponse keeps an answer until it is known whether it is in time.
type heldResponse struct {
	header Header
	status int
	text   []byte
	late   bool
}

func (h *heldResponse) Header() Header { return h.header }

func (h *heldResponse) WriteHeader(code int) {
	if h.status == 0 {
		h.status = code
	}
}

func (h *heldResponse) Write(p []byte) (int, error) {
	if h.late {
		return 0, ErrHandlerTimeout
	}
	h.text = append(h.text, p...)
	return len(p), nil
}

// DetectContentType guesses a MIME type from the first bytes of a body.
func DetectContentType(data []byte) string {
	if len(data) > 512 {
		data = data[:512]
	}
	trimmed := strings.TrimLeft(string(data), "\t\n\x0c\r ")
	for _, tag := range []string{"<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE", "<B", "<BODY", "<BR", "<P", "<!--"} {
		if len(trimmed) > len(tag) && strings.EqualFold(trimmed[:len(tag)], tag) && (trimmed[len(tag)] == ' ' || trimmed[len(tag)] == '>') || tag == "<!--" && strings.HasPrefix(trimmed, tag) {
			return "text/html; charset=utf-8"
		}
	}
	for _, m := range []struct{ magic, kind string }{
		{"<?xml", "text/xml; charset=utf-8"},
		{"%PDF-", "application/pdf"},
		{"%!PS-Adobe-", "application/postscript"},
		{"\xfe\xff", "text/plain; charset=utf-16be"},
		{"\xff\xfe", "text/plain; charset=utf-16le"},
		{"\xef\xbb\xbf", "text/plain; charset=utf-8"},
		{"GIF87a", "image/gif"},
		{"GIF89a", "image/gif"},
		{"\x89PNG\r\n\x1a\n", "image/png"},
		{"\xff\xd8\xff", "image/jpeg"},
		{"BM", "image/bmp"},
		{"OggS\x00", "application/ogg"},
		{"ID3", "audio/mpeg"},
		{"wOFF", "font/woff"},
		{"wOF2", "font/woff2"},
		{"\x1f\x8b\x08", "application/x-gzip"},
		{"PK\x03\x04", "application/zip"},
		{"\x00asm", "application/wasm"},
	} {
		text := string(data)
		if m.magic == "<?xml" {
			text = trimmed
		}
		if strings.HasPrefix(text, m.magic) {
			return m.kind
		}
	}
	for _, c := range data {
		if c <= 0x08 || c == 0x0b || 0x0e <= c && c <= 0x1a || 0x1c <= c && c <= 0x1f {
			return "application/octet-stream"
		}
	}
	return "text/plain; charset=utf-8"
}

// statusLine answers in the version of the request.
func statusLine(r *Request, code int) string {
	text := StatusText(code)
	if text == "" {
		text = "status code " + strconv.Itoa(code)
	}
	version := "HTTP/1.1 "
	if r != nil && !r.ProtoAtLeast(1, 1) {
		version = "HTTP/1.0 "
	}
	return version + strconv.Itoa(code) + " " + text + "\r\n"
}
