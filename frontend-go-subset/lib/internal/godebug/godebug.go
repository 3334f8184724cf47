// Package godebug reads the settings in $GODEBUG, for packages of Go's tree that have some.
package godebug

import (
	"internal/wasi"
	_ "unsafe"
)

// defaults are the settings of the program's module and main package; the variable is there when there are some.
//
//go:linkname defaults internal/godebug/defaults.Text
var defaults string

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

// Value returns the value in $GODEBUG now, else the program's own, "" for none. The last one counts.
func (s *Setting) Value() string {
	text, _ := wasi.LookupEnv("GODEBUG")
	return find(text, s.Name(), find(defaults, s.Name(), ""))
}

// find returns the last value of the name in text, else value.
func find(text, wanted, value string) string {
	for text != "" {
		var entry string
		entry, text = cut(text, ',')
		if name, v := cut(entry, '='); len(name) < len(entry) && name == wanted {
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
