package http

import (
	"fmt"
	"io"
	"strconv"
	"time"
)

// holdBytes is how much of a body is held back: an answer that ends before that gets a Content-Length.
const holdBytes = 2048

// response is the server's ResponseWriter.
//
//	WriteHeader   notes the status and a copy of the header
//	Write         holds the first bytes; more than holdBytes, or Flush, sends the header and goes over to chunks
//	finish        sends what is held, with its length, or the end of the chunks
type response struct {
	conn    *conn
	request *Request
	header  Header
	status  int    // 0: WriteHeader was not called yet
	sent    Header // the header as it was at WriteHeader
	length  int64  // declared Content-Length, or -1
	written int64
	held    []byte
	started bool // the header has been sent
	chunked bool
	close   bool // close the connection after the answer
	err     error
}

func (w *response) Header() Header { return w.header }

func (w *response) WriteHeader(code int) {
	if w.conn.hijacked {
		w.conn.server.logf("http: response.WriteHeader on hijacked connection")
		return
	}
	if w.status != 0 {
		w.conn.server.logf("http: superfluous response.WriteHeader call")
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	if code < 200 && code != StatusSwitchingProtocols {
		io.WriteString(w.conn.w, statusLine(w.request, code))
		w.header.Write(w.conn.w)
		io.WriteString(w.conn.w, "\r\n")
		w.conn.w.Flush()
		return
	}
	w.status = code
	w.sent = w.header.Clone()
	if text := w.sent.Get("Content-Length"); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			w.conn.server.logf("http: invalid Content-Length of %q", text)
			w.sent.Del("Content-Length")
		} else {
			w.length = n
		}
	}
}

func (w *response) Write(p []byte) (int, error) {
	if w.conn.hijacked {
		w.conn.server.logf("http: response.Write on hijacked connection")
		return 0, ErrHijacked
	}
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if len(p) == 0 {
		return 0, w.err
	}
	if !bodyAllowed(w.status) {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(len(p))
	if w.length >= 0 && w.written > w.length {
		return 0, ErrContentLength
	}
	if w.request.Method == MethodHead {
		if !w.started && len(w.held) == 0 {
			w.held = append(w.held, p[:min(len(p), 512)]...) // for the content type only
		}
		return len(p), nil
	}
	if !w.started && w.length < 0 && len(w.held)+len(p) <= holdBytes {
		w.held = append(w.held, p...)
		return len(p), nil
	}
	if !w.started {
		w.start(p, -1)
	}
	if w.err == nil {
		_, w.err = w.bodyWriter().Write(p)
	}
	if w.err != nil {
		return 0, w.err
	}
	return len(p), nil
}

// WriteString is Write without a copy at the caller.
func (w *response) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// Flush sends at once what was written.
func (w *response) Flush() {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if !w.started {
		w.start(nil, -1)
	}
	if err := w.conn.w.Flush(); w.err == nil {
		w.err = err
	}
}

func (w *response) closeAfterReply() { w.close = true }

func (w *response) bodyWriter() io.Writer {
	if w.chunked {
		return chunkedWriter{w.conn.w}
	}
	return w.conn.w
}

func bodyAllowed(status int) bool {
	return status >= 200 && status != StatusNoContent && status != StatusNotModified
}

// start sends the header and what is held. `next` is what will follow, for the content type; `total` is the length of the
// whole body when it is known, else -1.
func (w *response) start(next []byte, total int64) {
	w.started = true
	h, r, out := w.sent, w.request, w.conn.w
	if w.length < 0 && total >= 0 {
		w.length = total
		h.Set("Content-Length", strconv.FormatInt(total, 10))
	}
	if _, ok := h["Content-Type"]; !ok && bodyAllowed(w.status) && len(w.held)+len(next) > 0 && h.Get("Content-Encoding") == "" {
		h.Set("Content-Type", DetectContentType(append(w.held[:len(w.held):len(w.held)], next[:min(len(next), 512)]...)))
	}
	if _, ok := h["Date"]; !ok {
		h.Set("Date", httpDate(time.Now()))
	}
	if hasToken(h["Connection"], "close") || r.Close {
		w.close = true
	}
	if b, ok := r.Body.(*body); ok && !b.done && !w.close {
		w.close = !b.drain()
	}
	switch {
	case !bodyAllowed(w.status):
		h.Del("Content-Length")
		h.Del("Transfer-Encoding")
	case w.length >= 0 || r.Method == MethodHead:
	case r.ProtoAtLeast(1, 1):
		w.chunked = true
		h.Set("Transfer-Encoding", "chunked")
	default:
		w.close = true // the end of the connection is the end of the body
	}
	switch {
	case w.close && r.ProtoAtLeast(1, 1):
		h.Set("Connection", "close")
	case !w.close && !r.ProtoAtLeast(1, 1):
		h.Set("Connection", "keep-alive")
	}
	io.WriteString(out, statusLine(r, w.status))
	h.Write(out)
	_, w.err = io.WriteString(out, "\r\n")
	if len(w.held) > 0 && r.Method != MethodHead && w.err == nil {
		_, w.err = w.bodyWriter().Write(w.held)
	}
	w.held = nil
}

// finish completes the answer and says whether the connection can serve another request.
func (w *response) finish() bool {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if !w.started {
		total := w.written
		if !bodyAllowed(w.status) || w.request.Method == MethodHead && (total == 0 || total > holdBytes) {
			total = -1
		}
		w.start(nil, total)
	}
	if w.chunked && w.err == nil {
		w.err = chunkedWriter{w.conn.w}.Close()
	}
	if err := w.conn.w.Flush(); w.err == nil {
		w.err = err
	}
	if w.length >= 0 && w.written != w.length && w.request.Method != MethodHead && bodyAllowed(w.status) {
		return false // not what was announced: the client must not take the next answer for the rest
	}
	if w.close || w.err != nil {
		return false
	}
	b, ok := w.request.Body.(*body)
	return !ok || b.drain()
}

var (
	dateSecond int64
	dateText   string
)

// httpDate formats a time; the text of the present second is kept.
func httpDate(t time.Time) string {
	if second := t.Unix(); second != dateSecond || dateText == "" {
		dateSecond, dateText = second, t.UTC().Format(TimeFormat)
	}
	return dateText
}

var _ interface {
	Flusher
	Hijacker
	io.StringWriter
} = (*response)(nil)
