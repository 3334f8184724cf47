// Package godebug reads the settings in $GODEBUG, for packages of Go's tree that have some.
package godebug

import "internal/wasi"

// Setting is one key of $GODEBUG.
type Setting struct{ name string }

// New returns the setting of that name; a leading # marks one that has no documentation.
func New(name string) *Setting { return &Setting{name} }

// Name returns the name without the mark.
func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// Undocumented says whether the name has the mark.
func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

// String is "name=value".
func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault would count a use of a value that is not the default.
func (s *Setting) IncNonDefault() {}

// Value returns the value in $GODEBUG now, "" when it is not there. The last one counts.
func (s *Setting) Value() string {
	value := ""
	text, _ := wasi.LookupEnv("GODEBUG")
	for text != "" {
		var entry string
		entry, text = cut(text, ',')
		if name, v := cut(entry, '='); len(name) < len(entry) && name == s.Name() {
			value, _ = cut(v, '#')
		}
	}
	return value
}

// cut divides a text at the first c.
func cut(text string, c byte) (before, after string) {
	for i := range len(text) {
		if text[i] == c {
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

// Get returns the value of a key, for trees older than Go 1.21.
func Get(key string) string { return New(key).Value() }
