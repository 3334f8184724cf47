package http

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"
)

// A Cookie as Set-Cookie sends it and Cookie returns it.
type Cookie struct {
	Name   string
	Value  string
	Quoted bool // the value was, or is to be, in quotes

	Path        string
	Domain      string
	Expires     time.Time
	RawExpires  string // as it was read
	MaxAge      int    // seconds; 0: not said, negative: delete now
	Secure      bool
	HttpOnly    bool
	SameSite    SameSite
	Partitioned bool
	Raw         string   // the line it was read from
	Unparsed    []string // what was not understood of it
}

var (
	errBlankCookie           = errors.New("http: blank cookie")
	errEqualNotFoundInCookie = errors.New("http: '=' not found in cookie")
	errInvalidCookieName     = errors.New("http: invalid cookie name")
	errInvalidCookieValue    = errors.New("http: invalid cookie value")
)

// SameSite says whether a cookie goes along with requests from other sites.
type SameSite int

const (
	SameSiteDefaultMode SameSite = iota + 1
	SameSiteLaxMode
	SameSiteStrictMode
	SameSiteNoneMode
)

// SetCookie adds a Set-Cookie field; a cookie with an invalid name is dropped.
func SetCookie(w ResponseWriter, cookie *Cookie) {
	if s := cookie.String(); s != "" {
		w.Header().Add("Set-Cookie", s)
	}
}

func (c *Cookie) String() string {
	if c == nil || !validToken(c.Name) {
		return ""
	}
	var b strings.Builder
	b.WriteString(c.Name + "=" + cookieValue(c.Value, c.Quoted))
	if c.Path != "" {
		b.WriteString("; Path=" + onlyBytes(c.Path, validPathByte))
	}
	if validCookieDomain(c.Domain) {
		b.WriteString("; Domain=" + strings.TrimPrefix(c.Domain, "."))
	}
	if c.Expires.Year() >= 1601 {
		b.WriteString("; Expires=" + c.Expires.UTC().Format(TimeFormat))
	}
	if c.MaxAge > 0 {
		b.WriteString("; Max-Age=" + strconv.Itoa(c.MaxAge))
	} else if c.MaxAge < 0 {
		b.WriteString("; Max-Age=0")
	}
	if c.HttpOnly {
		b.WriteString("; HttpOnly")
	}
	if c.Secure {
		b.WriteString("; Secure")
	}
	switch c.SameSite {
	case SameSiteLaxMode:
		b.WriteString("; SameSite=Lax")
	case SameSiteStrictMode:
		b.WriteString("; SameSite=Strict")
	case SameSiteNoneMode:
		b.WriteString("; SameSite=None")
	}
	if c.Partitioned {
		b.WriteString("; Partitioned")
	}
	return b.String()
}

// Valid says what is wrong with the cookie.
func (c *Cookie) Valid() error {
	switch {
	case c == nil:
		return errors.New("http: nil Cookie")
	case !validToken(c.Name):
		return errors.New("http: invalid Cookie.Name")
	case !c.Expires.IsZero() && c.Expires.Year() < 1601:
		return errors.New("http: invalid Cookie.Expires")
	}
	if i := invalidByte(c.Value, validValueByte); i >= 0 {
		return fmt.Errorf("http: invalid byte %q in Cookie.Value", c.Value[i])
	}
	if i := invalidByte(c.Path, validPathByte); i >= 0 {
		return fmt.Errorf("http: invalid byte %q in Cookie.Path", c.Path[i])
	}
	if c.Domain != "" && !validCookieDomain(c.Domain) {
		return errors.New("http: invalid Cookie.Domain")
	}
	if c.Partitioned && !c.Secure {
		return errors.New("http: partitioned cookies must be set with Secure")
	}
	return nil
}

func validValueByte(c byte) bool { return 0x20 <= c && c < 0x7f && c != '"' && c != ';' && c != '\\' }
func validPathByte(c byte) bool  { return 0x20 <= c && c < 0x7f && c != ';' }

// invalidByte is where s has its first byte that is not valid, or -1.
func invalidByte(s string, valid func(byte) bool) int {
	for i := 0; i < len(s); i++ {
		if !valid(s[i]) {
			return i
		}
	}
	return -1
}

// onlyBytes is s without the bytes that are not valid.
func onlyBytes(s string, valid func(byte) bool) string {
	if invalidByte(s, valid) < 0 {
		return s
	}
	kept := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if valid(s[i]) {
			kept = append(kept, s[i])
		}
	}
	return string(kept)
}

// validCookieDomain takes IPv4 addresses and names of letters, digits and dashes, a dot in front allowed.
func validCookieDomain(s string) bool {
	if net.ParseIP(s) != nil {
		return !strings.Contains(s, ":")
	}
	if s == "" || len(s) > 255 {
		return false
	}
	hasLetter := false
	labels := strings.Split(strings.TrimPrefix(s, "."), ".")
	for i, label := range labels {
		if label == "" && i > 0 && i == len(labels)-1 {
			break // a dot at the end
		}
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for j := 0; j < len(label); j++ {
			switch c := label[j] | 0x20; {
			case 'a' <= c && c <= 'z' && label[j] >= 'A':
				hasLetter = true
			case label[j] != '-' && (label[j] < '0' || label[j] > '9'):
				return false
			}
		}
	}
	return hasLetter
}

// cookieValue drops the bytes no value has and quotes one with a space or comma.
func cookieValue(v string, quoted bool) string {
	v = onlyBytes(v, validValueByte)
	if quoted || strings.ContainsAny(v, " ,") {
		return `"` + v + `"`
	}
	return v
}

// unquoteValue takes the quotes off a value, where they are allowed.
func unquoteValue(v string, allowsQuotes bool) (value string, quoted, ok bool) {
	if allowsQuotes && len(v) > 1 && v[0] == '"' && v[len(v)-1] == '"' {
		v, quoted = v[1:len(v)-1], true
	}
	if invalidByte(v, validValueByte) >= 0 {
		return "", quoted, false
	}
	return v, quoted, true
}

func trimBlanks(s string) string { return strings.Trim(s, " \t\r\n") }

// ParseCookie reads the value of a Cookie field.
func ParseCookie(line string) ([]*Cookie, error) {
	line = trimBlanks(line)
	if line == "" {
		return nil, errBlankCookie
	}
	var all []*Cookie
	for part := range strings.SplitSeq(line, ";") {
		name, value, ok := strings.Cut(trimBlanks(part), "=")
		if !ok {
			return nil, errEqualNotFoundInCookie
		}
		if !validToken(name) {
			return nil, errInvalidCookieName
		}
		value, quoted, ok := unquoteValue(value, true)
		if !ok {
			return nil, errInvalidCookieValue
		}
		all = append(all, &Cookie{Name: name, Value: value, Quoted: quoted})
	}
	return all, nil
}

// ParseSetCookie reads the value of a Set-Cookie field.
func ParseSetCookie(line string) (*Cookie, error) {
	first, rest, _ := strings.Cut(trimBlanks(line), ";")
	if first == "" && rest == "" {
		return nil, errBlankCookie
	}
	name, value, ok := strings.Cut(trimBlanks(first), "=")
	if !ok {
		return nil, errEqualNotFoundInCookie
	}
	name = trimBlanks(name)
	if !validToken(name) {
		return nil, errInvalidCookieName
	}
	value, quoted, ok := unquoteValue(value, true)
	if !ok {
		return nil, errInvalidCookieValue
	}
	c := &Cookie{Name: name, Value: value, Quoted: quoted, Raw: line}
	for part := range strings.SplitSeq(rest, ";") {
		part = trimBlanks(part)
		key, value, _ := strings.Cut(part, "=")
		if part == "" || invalidByte(key, isASCII) >= 0 {
			continue
		}
		value, _, ok := unquoteValue(value, false)
		if !ok || !c.setAttribute(strings.ToLower(key), value) {
			c.Unparsed = append(c.Unparsed, part)
		}
	}
	return c, nil
}

func isASCII(c byte) bool { return c < 0x80 }

// setAttribute is false when the attribute is not known or its value cannot be.
func (c *Cookie) setAttribute(key, value string) bool {
	switch key {
	case "samesite":
		c.SameSite = SameSiteDefaultMode
		switch strings.ToLower(value) {
		case "lax":
			c.SameSite = SameSiteLaxMode
		case "strict":
			c.SameSite = SameSiteStrictMode
		case "none":
			c.SameSite = SameSiteNoneMode
		}
	case "secure":
		c.Secure = true
	case "httponly":
		c.HttpOnly = true
	case "partitioned":
		c.Partitioned = true
	case "domain":
		c.Domain = value
	case "path":
		c.Path = value
	case "max-age":
		seconds, err := strconv.Atoi(value)
		if err != nil || seconds != 0 && value[0] == '0' {
			return false
		}
		c.MaxAge = seconds
		if seconds <= 0 {
			c.MaxAge = -1
		}
	case "expires":
		c.RawExpires = value
		at, err := time.Parse(time.RFC1123, value)
		if err != nil {
			at, err = time.Parse("Mon, 02-Jan-2006 15:04:05 MST", value)
		}
		if err != nil {
			return false
		}
		c.Expires = at.UTC()
	default:
		return false
	}
	return true
}

// A browser would not take more, nor does this.
const mostCookies = 3000

// Cookies are the cookies that the client sent.
func (r *Request) Cookies() []*Cookie { return readCookies(r.Header, "") }

// CookiesNamed are those of that name.
func (r *Request) CookiesNamed(name string) []*Cookie {
	if name == "" {
		return []*Cookie{}
	}
	return readCookies(r.Header, name)
}

// readCookies reads the Cookie fields; only: all cookies when it is empty.
func readCookies(h Header, only string) []*Cookie {
	all := []*Cookie{}
	count := 0
	for _, line := range h["Cookie"] {
		count += strings.Count(line, ";") + 1
	}
	if count > mostCookies {
		return all
	}
	for _, line := range h["Cookie"] {
		for part := range strings.SplitSeq(line, ";") {
			name, value, _ := strings.Cut(trimBlanks(part), "=")
			name = trimBlanks(name)
			if !validToken(name) || only != "" && only != name {
				continue
			}
			if value, quoted, ok := unquoteValue(value, true); ok {
				all = append(all, &Cookie{Name: name, Value: value, Quoted: quoted})
			}
		}
	}
	return all
}

// Cookie is the cookie of that name, or ErrNoCookie.
func (r *Request) Cookie(name string) (*Cookie, error) {
	if found := r.CookiesNamed(name); len(found) > 0 {
		return found[0], nil
	}
	return nil, ErrNoCookie
}

// AddCookie adds name and value of a cookie to the request.
func (r *Request) AddCookie(c *Cookie) {
	one := strings.NewReplacer("\n", "-", "\r", "-").Replace(c.Name) + "=" + cookieValue(c.Value, c.Quoted)
	if before := r.Header.Get("Cookie"); before != "" {
		one = before + "; " + one
	}
	r.Header.Set("Cookie", one)
}

// Cookies are the cookies that the server sets.
func (r *Response) Cookies() []*Cookie {
	all := []*Cookie{}
	lines := r.Header["Set-Cookie"]
	if len(lines) > mostCookies {
		return all
	}
	for _, line := range lines {
		if c, err := ParseSetCookie(line); err == nil {
			all = append(all, c)
		}
	}
	return all
}
