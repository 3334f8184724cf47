package http

import (
	"io"
	"sort"
	"strings"
	"time"
)

// Methods.
const (
	MethodGet     = "GET"
	MethodHead    = "HEAD"
	MethodPost    = "POST"
	MethodPut     = "PUT"
	MethodPatch   = "PATCH"
	MethodDelete  = "DELETE"
	MethodConnect = "CONNECT"
	MethodOptions = "OPTIONS"
	MethodTrace   = "TRACE"
)

// TimeFormat is how HTTP writes a time, always in GMT.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// Header maps canonical field names to their values.
type Header map[string][]string

// Add adds a value to a field.
func (h Header) Add(key, value string) {
	key = CanonicalHeaderKey(key)
	h[key] = append(h[key], value)
}

// Set replaces a field's values by one.
func (h Header) Set(key, value string) { h[CanonicalHeaderKey(key)] = []string{value} }

// Get is a field's first value, "" when there is none.
func (h Header) Get(key string) string {
	if v := h[CanonicalHeaderKey(key)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Values are all of a field's values.
func (h Header) Values(key string) []string { return h[CanonicalHeaderKey(key)] }

// Del removes a field.
func (h Header) Del(key string) { delete(h, CanonicalHeaderKey(key)) }

// Clone is a deep copy.
func (h Header) Clone() Header {
	if h == nil {
		return nil
	}
	c := make(Header, len(h))
	for k, v := range h {
		c[k] = append([]string(nil), v...)
	}
	return c
}

// Write writes the fields, sorted by name, each ending in CRLF.
func (h Header) Write(w io.Writer) error {
	keys := make([]string, 0, len(h))
	for k := range h {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if !validToken(k) {
			continue
		}
		for _, v := range h[k] {
			if _, err := io.WriteString(w, k+": "+fieldValue(v)+"\r\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// fieldValue removes what would end the line.
func fieldValue(v string) string {
	if strings.ContainsAny(v, "\r\n") {
		v = strings.NewReplacer("\n", " ", "\r", " ").Replace(v)
	}
	return strings.Trim(v, " \t")
}

// CanonicalHeaderKey writes a name as Content-Type is written. A name with a character that no name has stays as it is.
func CanonicalHeaderKey(s string) string {
	upper := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !isTokenByte(c) {
			return s
		}
		if upper && 'a' <= c && c <= 'z' || !upper && 'A' <= c && c <= 'Z' {
			return canonicalize(s)
		}
		upper = c == '-'
	}
	return s
}

func canonicalize(s string) string {
	out := []byte(s)
	upper := true
	for i, c := range out {
		if !isTokenByte(c) {
			return s
		}
		if upper && 'a' <= c && c <= 'z' {
			out[i] = c - 'a' + 'A'
		} else if !upper && 'A' <= c && c <= 'Z' {
			out[i] = c - 'A' + 'a'
		}
		upper = c == '-'
	}
	return string(out)
}

func isTokenByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

func validToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isTokenByte(s[i]) {
			return false
		}
	}
	return s != ""
}

// hasToken says whether a comma-separated field has the token, whatever its case.
func hasToken(values []string, token string) bool {
	for _, v := range values {
		for part := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(strings.TrimSpace(part), token) {
				return true
			}
		}
	}
	return false
}

// ParseTime reads a time in the formats HTTP allows.
func ParseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{TimeFormat, "Monday, 02-Jan-06 15:04:05 MST", "Mon Jan _2 15:04:05 2006"} {
		if t, err = time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return t, err
}
