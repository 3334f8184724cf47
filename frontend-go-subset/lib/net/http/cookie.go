package http

import (
	"strconv"
	"strings"
	"time"
)

// A Cookie as Set-Cookie sends it and Cookie returns it.
type Cookie struct {
	Name     string
	Value    string
	Path     string
	Domain   string
	Expires  time.Time
	MaxAge   int // seconds; 0: not said, negative: delete now
	Secure   bool
	HttpOnly bool
	SameSite SameSite
}

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
	b.WriteString(c.Name + "=" + cookieValue(c.Value))
	if c.Path != "" {
		b.WriteString("; Path=" + strings.NewReplacer(";", "", "\r", "", "\n", "").Replace(c.Path))
	}
	if c.Domain != "" {
		b.WriteString("; Domain=" + strings.TrimPrefix(c.Domain, "."))
	}
	if !c.Expires.IsZero() && c.Expires.Year() >= 1601 {
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
	return b.String()
}

// cookieValue drops the bytes no value has and quotes one with a space or comma.
func cookieValue(v string) string {
	clean := make([]byte, 0, len(v))
	for i := 0; i < len(v); i++ {
		if c := v[i]; 0x20 <= c && c < 0x7f && c != '"' && c != ';' && c != '\\' {
			clean = append(clean, c)
		}
	}
	if s := string(clean); strings.ContainsAny(s, " ,") {
		return `"` + s + `"`
	}
	return string(clean)
}

// Cookies are the cookies the client sent.
func (r *Request) Cookies() []*Cookie {
	var all []*Cookie
	for _, line := range r.Header["Cookie"] {
		for part := range strings.SplitSeq(line, ";") {
			name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
			if !ok || !validToken(name) {
				continue
			}
			if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
				value = value[1 : len(value)-1]
			}
			all = append(all, &Cookie{Name: name, Value: value})
		}
	}
	return all
}

// Cookie is the cookie of that name, or ErrNoCookie.
func (r *Request) Cookie(name string) (*Cookie, error) {
	for _, c := range r.Cookies() {
		if c.Name == name {
			return c, nil
		}
	}
	return nil, ErrNoCookie
}
