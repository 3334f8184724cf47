// Package url parses URLs (RFC 3986) and escapes their parts.
package url

import (
	"errors"
	"fmt"
	"internal/godebug"
	"path"
	"strings"
)

// Error says in which operation, and on which URL, something went wrong.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return fmt.Sprintf("%s %q: %s", e.Op, e.URL, e.Err) }

// Timeout says whether the cause was a timeout.
func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary says whether the cause may pass.
func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// A URL is scheme://user@host/path?query#fragment, or scheme:opaque?query#fragment.
type URL struct {
	Scheme      string
	Opaque      string
	User        *Userinfo
	Host        string
	Path        string // unescaped
	Fragment    string // unescaped
	RawQuery    string
	RawPath     string // set when the default escaping of Path is not what was given
	RawFragment string
	ForceQuery  bool // a final ? without a query
	OmitHost    bool
}

// Userinfo is a user's name and perhaps a password.
type Userinfo struct {
	username, password string
	hasPassword        bool
}

// User makes a Userinfo without a password.
func User(username string) *Userinfo { return &Userinfo{username: username} }

// UserPassword makes a Userinfo with a password.
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

// Username is the name, "" for nil.
func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.username
}

// Password is the password, and whether there is one.
func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.hasPassword
}

func (u *Userinfo) String() string {
	if u == nil {
		return ""
	}
	s := escape(u.username, inUserPassword)
	if u.hasPassword {
		s += ":" + escape(u.password, inUserPassword)
	}
	return s
}

// Parse reads an absolute or relative URL.
func Parse(rawURL string) (*URL, error) {
	rest, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(rest, false)
	if err != nil {
		return nil, &Error{"parse", rest, err}
	}
	if fragment == "" {
		return u, nil
	}
	if err := u.setFragment(fragment); err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// ParseRequestURI reads what stands in an HTTP request: an absolute URL or an absolute path, no fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	u, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

func parse(rawURL string, viaRequest bool) (*URL, error) {
	for i := 0; i < len(rawURL); i++ {
		if rawURL[i] < ' ' || rawURL[i] == 0x7f {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	if rawURL == "" && viaRequest {
		return nil, errors.New("empty url")
	}
	u := new(URL)
	if rawURL == "*" {
		u.Path = "*"
		return u, nil
	}
	scheme, rest, err := cutScheme(rawURL)
	if err != nil {
		return nil, err
	}
	u.Scheme = strings.ToLower(scheme)
	if strings.HasSuffix(rest, "?") && strings.Count(rest, "?") == 1 {
		u.ForceQuery = true
		rest = rest[:len(rest)-1]
	} else {
		rest, u.RawQuery, _ = strings.Cut(rest, "?")
	}
	if !strings.HasPrefix(rest, "/") {
		if u.Scheme != "" {
			u.Opaque = rest
			return u, nil
		}
		if viaRequest {
			return nil, errors.New("invalid URI for request")
		}
		if first, _, _ := strings.Cut(rest, "/"); strings.Contains(first, ":") {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	if (u.Scheme != "" || !viaRequest && !strings.HasPrefix(rest, "///")) && strings.HasPrefix(rest, "//") {
		authority := rest[2:]
		rest = ""
		if i := strings.Index(authority, "/"); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if u.User, u.Host, err = parseAuthority(u.Scheme, authority); err != nil {
			return nil, err
		}
	} else if u.Scheme != "" && strings.HasPrefix(rest, "/") {
		u.OmitHost = true
	}
	if err := u.setPath(rest); err != nil {
		return nil, err
	}
	return u, nil
}

// cutScheme finds "scheme:" at the start; no scheme is fine.
func cutScheme(rawURL string) (scheme, rest string, err error) {
	for i := 0; i < len(rawURL); i++ {
		c := rawURL[i]
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.':
			if i == 0 {
				return "", rawURL, nil
			}
		case c == ':':
			if i == 0 {
				return "", "", errors.New("missing protocol scheme")
			}
			return rawURL[:i], rawURL[i+1:], nil
		default:
			return "", rawURL, nil
		}
	}
	return "", rawURL, nil
}

func parseAuthority(scheme, authority string) (*Userinfo, string, error) {
	i := strings.LastIndex(authority, "@")
	host, err := parseHost(scheme, authority[i+1:])
	if err != nil || i < 0 {
		return nil, host, err
	}
	info := authority[:i]
	for j := 0; j < len(info); j++ {
		c := info[j]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._:~!$&'()*+,;=%@", c) >= 0) {
			return nil, "", errors.New("net/url: invalid userinfo")
		}
	}
	name, password, has := strings.Cut(info, ":")
	if name, err = unescape(name, inUserPassword); err != nil {
		return nil, "", err
	}
	if password, err = unescape(password, inUserPassword); err != nil {
		return nil, "", err
	}
	return &Userinfo{name, password, has}, host, nil
}

// parseHost reads host:port; in HTTP's schemes only brackets can hold a second colon.
func parseHost(scheme, host string) (string, error) {
	port := ""
	colon := strings.LastIndex(host, ":")
	if (scheme == "http" || scheme == "https") && godebug.New("urlstrictcolons").Value() != "0" {
		colon = strings.Index(host, ":")
	}
	switch i := strings.LastIndex(host, "["); {
	case i > 0:
		return "", errors.New("invalid IP-literal")
	case i == 0:
		end := strings.LastIndex(host, "]")
		if end < 0 {
			return "", errors.New("missing ']' in host")
		}
		port = host[end+1:]
	case colon >= 0:
		port = host[colon:]
	}
	if !validOptionalPort(port) {
		return "", fmt.Errorf("invalid port %q after host", port)
	}
	// Behind %25 comes the zone of an IPv6 address.
	if zone := strings.Index(host, "%25"); host != "" && host[0] == '[' && zone >= 0 && zone < strings.LastIndex(host, "]") {
		end := strings.LastIndex(host, "]")
		var parts [3]string
		for i, part := range []struct {
			text string
			in   component
		}{{host[:zone], inHost}, {host[zone:end], inZone}, {host[end:], inHost}} {
			var err error
			if parts[i], err = unescape(part.text, part.in); err != nil {
				return "", err
			}
		}
		return parts[0] + parts[1] + parts[2], nil
	}
	return unescape(host, inHost)
}

func validOptionalPort(port string) bool {
	if port == "" {
		return true
	}
	if port[0] != ':' {
		return false
	}
	for _, c := range port[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func (u *URL) setPath(escaped string) error {
	p, err := unescape(escaped, inPath)
	if err != nil {
		return err
	}
	u.Path, u.RawPath = p, ""
	if escape(p, inPath) != escaped {
		u.RawPath = escaped
	}
	return nil
}

func (u *URL) setFragment(escaped string) error {
	f, err := unescape(escaped, inFragment)
	if err != nil {
		return err
	}
	u.Fragment, u.RawFragment = f, ""
	if escape(f, inFragment) != escaped {
		u.RawFragment = escaped
	}
	return nil
}

// EscapedPath is the path as it stands in the URL.
func (u *URL) EscapedPath() string {
	if u.RawPath != "" && validEncoding(u.RawPath, inPath) {
		if p, err := unescape(u.RawPath, inPath); err == nil && p == u.Path {
			return u.RawPath
		}
	}
	if u.Path == "*" {
		return "*"
	}
	return escape(u.Path, inPath)
}

// EscapedFragment is the fragment as it stands in the URL.
func (u *URL) EscapedFragment() string {
	if u.RawFragment != "" && validEncoding(u.RawFragment, inFragment) {
		if f, err := unescape(u.RawFragment, inFragment); err == nil && f == u.Fragment {
			return u.RawFragment
		}
	}
	return escape(u.Fragment, inFragment)
}

func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme)
		b.WriteByte(':')
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		if u.Scheme != "" || u.Host != "" || u.User != nil {
			if !(u.OmitHost && u.Host == "" && u.User == nil) {
				if u.Host != "" || u.Path != "" || u.User != nil {
					b.WriteString("//")
				}
				if u.User != nil {
					b.WriteString(u.User.String())
					b.WriteByte('@')
				}
				b.WriteString(escape(u.Host, inHost))
			}
		}
		p := u.EscapedPath()
		if p != "" && p[0] != '/' && u.Host != "" {
			b.WriteByte('/')
		}
		if b.Len() == 0 {
			// "a:b" would read as a scheme.
			if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ":") {
				b.WriteString("./")
			}
		}
		b.WriteString(p)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteByte('?')
		b.WriteString(u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteByte('#')
		b.WriteString(u.EscapedFragment())
	}
	return b.String()
}

// IsAbs says whether the URL has a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Query parses the query; malformed pairs are left out.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// RequestURI is the path and query as an HTTP request names them.
func (u *URL) RequestURI() string {
	result := u.Opaque
	if result == "" {
		result = u.EscapedPath()
		if result == "" {
			result = "/"
		}
	} else if strings.HasPrefix(result, "//") {
		result = u.Scheme + ":" + result
	}
	if u.ForceQuery || u.RawQuery != "" {
		result += "?" + u.RawQuery
	}
	return result
}

// Hostname is the host without port and brackets.
func (u *URL) Hostname() string {
	host, _ := splitHostPort(u.Host)
	return host
}

// Port is the port, "" when there is none.
func (u *URL) Port() string {
	_, port := splitHostPort(u.Host)
	return port
}

func splitHostPort(hostPort string) (host, port string) {
	host = hostPort
	if i := strings.LastIndexByte(host, ':'); i >= 0 && validOptionalPort(host[i:]) {
		host, port = host[:i], host[i+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return host, port
}

// Parse reads ref as seen from u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// ResolveReference makes ref absolute, as seen from u (RFC 3986, section 5.2).
func (u *URL) ResolveReference(ref *URL) *URL {
	url := *ref
	if ref.Scheme == "" {
		url.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		url.setPath(removeDots(ref.EscapedPath(), ""))
		return &url
	}
	if ref.Opaque != "" {
		url.User, url.Host, url.Path = nil, "", ""
		return &url
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		url.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			url.Fragment, url.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		url.Opaque, url.User, url.Host, url.Path = u.Opaque, nil, "", ""
		return &url
	}
	url.Host, url.User = u.Host, u.User
	url.setPath(removeDots(u.EscapedPath(), ref.EscapedPath()))
	return &url
}

// removeDots joins ref to base and removes . and .. segments.
func removeDots(base, ref string) string {
	full := ref
	switch {
	case ref == "":
		full = base
	case ref[0] != '/':
		full = base[:strings.LastIndex(base, "/")+1] + ref
	}
	if full == "" {
		return ""
	}
	var out []string
	segments := strings.Split(strings.TrimPrefix(full, "/"), "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return "/" + strings.Join(out, "/")
}

// JoinPath adds path elements to the URL's path and cleans the result.
func (u *URL) JoinPath(elem ...string) *URL {
	joined, _ := u.joinPath(elem)
	return joined
}

func (u *URL) joinPath(elem []string) (*URL, error) {
	url := *u
	elem = append([]string{u.EscapedPath()}, elem...)
	var p string
	if !strings.HasPrefix(elem[0], "/") {
		elem[0] = "/" + elem[0]
		p = path.Join(elem...)[1:]
	} else {
		p = path.Join(elem...)
	}
	if strings.HasSuffix(elem[len(elem)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	err := url.setPath(p)
	return &url, err
}

// JoinPath parses base and adds path elements to it.
func JoinPath(base string, elem ...string) (string, error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	joined, err := u.joinPath(elem)
	if err != nil {
		return "", err
	}
	return joined.String(), nil
}

// Redacted is String with xxxxx in place of the password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	shown := *u
	if _, has := shown.User.Password(); has {
		shown.User = UserPassword(shown.User.Username(), "xxxxx")
	}
	return shown.String()
}

// AppendBinary appends the URL's text to b.
func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

// MarshalBinary returns the URL's text.
func (u *URL) MarshalBinary() ([]byte, error) { return u.AppendBinary(nil) }

// UnmarshalBinary parses a URL's text.
func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*u = *parsed
	}
	return err
}
