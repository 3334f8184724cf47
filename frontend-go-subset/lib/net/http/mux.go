package http

import (
	"fmt"
	"net/url"
	"path"
	"sort"
	"strings"
	"sync"
)

// ServeMux gives each request to the handler whose pattern fits best.
//
// A pattern is [METHOD ][HOST]/PATH. A path segment {name} stands for any one segment, a last {name...} for the rest, a
// last {$} for the end after a slash; a path that ends in a slash fits everything below it. Of two patterns that fit, the
// more specific one wins; two patterns of which neither is more specific may not both be registered.
type ServeMux struct {
	mu       sync.RWMutex
	patterns []*pattern
}

// NewServeMux makes an empty ServeMux.
func NewServeMux() *ServeMux { return new(ServeMux) }

// DefaultServeMux is what Handle and HandleFunc register with.
var DefaultServeMux = NewServeMux()

// Handle registers a handler with DefaultServeMux.
func Handle(pattern string, handler Handler) { DefaultServeMux.Handle(pattern, handler) }

// HandleFunc registers a function with DefaultServeMux.
func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	DefaultServeMux.HandleFunc(pattern, handler)
}

type segmentKind uint8

const (
	literal segmentKind = iota
	wildcard
	multi // {name...} or a final slash
	end   // {$}
)

type segment struct {
	kind segmentKind
	text string // of a literal: the text; of a wildcard: its name
}

type pattern struct {
	text, method, host string
	segments           []segment
	handler            Handler
}

// parsePattern reads a pattern; its segments are those after the first slash.
func parsePattern(text string) (*pattern, error) {
	p := &pattern{text: text}
	rest := text
	if method, after, ok := strings.Cut(text, " "); ok {
		p.method, rest = method, strings.TrimLeft(after, " \t")
		if !validToken(method) {
			return nil, fmt.Errorf("invalid method %q", method)
		}
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return nil, fmt.Errorf("host/path missing /")
	}
	p.host, rest = rest[:slash], rest[slash+1:]
	if strings.Contains(p.host, "{") {
		return nil, fmt.Errorf("host contains '{' (missing initial '/'?)")
	}
	seen := make(map[string]bool)
	for {
		part, after, more := strings.Cut(rest, "/")
		s, err := parseSegment(part, !more)
		if err != nil {
			return nil, err
		}
		if name := s.text; s.kind != literal && name != "" {
			if seen[name] {
				return nil, fmt.Errorf("duplicate wildcard name %q", name)
			}
			seen[name] = true
		}
		p.segments = append(p.segments, s)
		if !more {
			return p, nil
		}
		rest = after
	}
}

func parseSegment(part string, last bool) (segment, error) {
	open := strings.IndexByte(part, '{')
	switch {
	case part == "" && last:
		return segment{kind: multi}, nil
	case open < 0:
		text, err := url.PathUnescape(part)
		if err != nil {
			text = part
		}
		return segment{literal, text}, nil
	case open > 0 || part[len(part)-1] != '}':
		return segment{}, fmt.Errorf("bad wildcard segment (must start with '{' and end with '}')")
	}
	name := part[1 : len(part)-1]
	if name == "$" {
		if !last {
			return segment{}, fmt.Errorf("{$} not at end")
		}
		return segment{kind: end}, nil
	}
	kind := wildcard
	if strings.HasSuffix(name, "...") {
		if !last {
			return segment{}, fmt.Errorf("{...} wildcard not at end")
		}
		kind, name = multi, strings.TrimSuffix(name, "...")
	}
	if name == "" {
		return segment{}, fmt.Errorf("empty wildcard")
	}
	for i, c := range name {
		if !(c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80 || i > 0 && '0' <= c && c <= '9') {
			return segment{}, fmt.Errorf("bad wildcard name %q", name)
		}
	}
	return segment{kind, name}, nil
}

// Handle registers a handler. It panics when the pattern is invalid or conflicts with another.
func (m *ServeMux) Handle(text string, handler Handler) {
	if text == "" {
		panic("http: invalid pattern")
	}
	if handler == nil {
		panic("http: nil handler")
	}
	if f, ok := handler.(HandlerFunc); ok && f == nil {
		panic("http: nil handler")
	}
	p, err := parsePattern(text)
	if err != nil {
		panic(fmt.Sprintf("parsing %q: %v", text, err))
	}
	p.handler = handler
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, q := range m.patterns {
		if conflicts(p, q) {
			panic(fmt.Sprintf("http: pattern %q conflicts with pattern %q", p.text, q.text))
		}
	}
	m.patterns = append(m.patterns, p)
	// More specific patterns come first, so that the first one that fits is the best. Patterns with a host come before
	// those without; between unrelated patterns the order does not matter, so a stable topological insertion is enough.
	sort.SliceStable(m.patterns, func(i, j int) bool { return rank(m.patterns[i]) > rank(m.patterns[j]) })
}

// HandleFunc registers a function.
func (m *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	m.Handle(pattern, HandlerFunc(handler))
}

// A relation between the sets of requests that two patterns fit.
type relation uint8

const (
	equal relation = iota
	narrower
	wider
	overlapping
	disjoint
)

// conflicts: some request fits both, and neither pattern is more specific.
func conflicts(p, q *pattern) bool {
	if p.host != q.host {
		return false // the one with a host wins; different hosts never meet
	}
	r := combine(compareMethods(p, q), comparePaths(p.segments, q.segments))
	return r == equal || r == overlapping
}

func compareMethods(p, q *pattern) relation {
	switch {
	case p.method == q.method:
		return equal
	case p.method == "", p.method == MethodGet && q.method == MethodHead:
		return wider
	case q.method == "", q.method == MethodGet && p.method == MethodHead:
		return narrower
	}
	return disjoint
}

// combine joins what two independent comparisons say.
func combine(a, b relation) relation {
	switch {
	case a == disjoint || b == disjoint:
		return disjoint
	case a == equal:
		return b
	case b == equal || a == b:
		return a
	}
	return overlapping
}

func comparePaths(p, q []segment) relation {
	r := equal
	for i := 0; ; i++ {
		if i == len(p) || i == len(q) {
			if len(p) == len(q) {
				return r
			}
			return disjoint // a path without a final multi has just so many segments
		}
		a, b := p[i], q[i]
		switch {
		case a.kind == multi && b.kind == multi:
			return combine(r, equal)
		case a.kind == multi:
			return combine(r, wider)
		case b.kind == multi:
			return combine(r, narrower)
		}
		r = combine(r, compareSegments(a, b))
		if r == disjoint {
			return r
		}
	}
}

func compareSegments(a, b segment) relation {
	switch {
	case a.kind == end || b.kind == end:
		if a.kind == b.kind {
			return equal
		}
		return disjoint
	case a.kind == literal && b.kind == literal:
		if a.text == b.text {
			return equal
		}
		return disjoint
	case a.kind == b.kind:
		return equal
	case a.kind == literal:
		return narrower
	}
	return wider
}

// rank is an order in which a more specific pattern always has the higher number.
func rank(p *pattern) int {
	n := 0
	if p.host != "" {
		n += 1 << 20
	}
	for _, s := range p.segments {
		n += 4
		switch s.kind {
		case literal:
			n += 3
		case end:
			n += 2
		case multi:
			n -= 5
		}
	}
	n *= 4
	switch p.method {
	case "":
	case MethodGet:
		n += 1
	default:
		n += 2
	}
	return n
}

// matchPath compares a path's segments with the pattern's and collects what the wildcards stand for.
func (p *pattern) matchPath(segments []string) (values []string, ok bool) {
	for i, s := range p.segments {
		switch s.kind {
		case multi:
			if i > len(segments) || i == len(segments) {
				return nil, false
			}
			if s.text != "" {
				values = append(values, s.text, strings.Join(segments[i:], "/"))
			}
			return values, true
		case end:
			return values, i == len(segments)-1 && segments[i] == ""
		}
		if i >= len(segments) || segments[i] == "" && i == len(segments)-1 {
			return nil, false
		}
		if s.kind == literal {
			if segments[i] != s.text {
				return nil, false
			}
		} else {
			values = append(values, s.text, segments[i])
		}
	}
	return values, len(segments) == len(p.segments)
}

func (p *pattern) matchMethod(method string) bool {
	return p.method == "" || p.method == method || p.method == MethodGet && method == MethodHead
}

// Handler is the handler for a request, and its pattern ("" when none fits).
func (m *ServeMux) Handler(r *Request) (Handler, string) {
	h, p, _ := m.find(r)
	if p == nil {
		return h, ""
	}
	return h, p.text
}

func (m *ServeMux) find(r *Request) (Handler, *pattern, []string) {
	p := r.URL.Path
	if r.Method != MethodConnect {
		if clean := cleanPath(p); clean != p {
			return redirectTo(r, clean), nil, nil
		}
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	host := hostWithoutPort(r.Host)
	escaped := r.URL.EscapedPath()
	allowed := map[string]bool{}
	found, values := m.match(r.Method, host, escaped, allowed)
	// "/dir" goes on to "/dir/" when that is registered, unless a pattern is meant for just "/dir".
	if !strings.HasSuffix(p, "/") && (found == nil || found.open()) {
		below, _ := m.match(r.Method, host, escaped+"/", nil)
		if below != nil && (!below.open() || len(below.segments) == strings.Count(escaped, "/")+1) {
			return redirectTo(r, p+"/"), nil, nil
		}
	}
	switch {
	case found != nil:
		return found.handler, found, values
	case len(allowed) > 0:
		return methodNotAllowed(allowed), nil, nil
	}
	return NotFoundHandler(), nil, nil
}

// match finds the first, so most specific, pattern that fits. Methods that would have fitted are added to allowed.
func (m *ServeMux) match(method, host, escaped string, allowed map[string]bool) (*pattern, []string) {
	segments := splitPath(escaped)
	for _, q := range m.patterns {
		if q.host != "" && q.host != host {
			continue
		}
		values, ok := q.matchPath(segments)
		if !ok {
			continue
		}
		if q.matchMethod(method) {
			return q, values
		}
		if allowed != nil {
			allowed[q.method] = true
			if q.method == MethodGet {
				allowed[MethodHead] = true
			}
		}
	}
	return nil, nil
}

// open: the pattern fits paths of any length.
func (p *pattern) open() bool { return p.segments[len(p.segments)-1].kind == multi }

func methodNotAllowed(allowed map[string]bool) Handler {
	methods := make([]string, 0, len(allowed))
	for method := range allowed {
		methods = append(methods, method)
	}
	sort.Strings(methods)
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		w.Header().Set("Allow", strings.Join(methods, ", "))
		Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
	})
}

func redirectTo(r *Request, p string) Handler {
	u := &url.URL{Path: p, RawQuery: r.URL.RawQuery}
	return RedirectHandler(u.String(), StatusTemporaryRedirect)
}

// ServeHTTP answers with the handler that fits best.
func (m *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	if r.RequestURI == "*" {
		if r.ProtoAtLeast(1, 1) {
			w.Header().Set("Connection", "close")
		}
		w.WriteHeader(StatusBadRequest)
		return
	}
	h, p, values := m.find(r)
	if p != nil {
		r.Pattern = p.text
		for i := 0; i < len(values); i += 2 {
			r.SetPathValue(values[i], values[i+1])
		}
	}
	h.ServeHTTP(w, r)
}

// splitPath gives the unescaped segments after the first slash.
func splitPath(escaped string) []string {
	parts := strings.Split(strings.TrimPrefix(escaped, "/"), "/")
	for i, part := range parts {
		if text, err := url.PathUnescape(part); err == nil {
			parts[i] = text
		}
	}
	return parts
}

func cleanPath(p string) string {
	if p == "" {
		return "/"
	}
	if p[0] != '/' {
		p = "/" + p
	}
	clean := path.Clean(p)
	if p[len(p)-1] == '/' && clean != "/" {
		clean += "/"
	}
	return clean
}

func hostWithoutPort(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		return host[:i]
	}
	return host
}
