// Package godebug reads the settings in $GODEBUG, for packages of Go's tree that have some.
package godebug

import (
	"os"
	"strings"
)

// Setting is one key of $GODEBUG.
type Setting struct{ name string }

// New returns the setting of that name; a leading # marks one that has no documentation.
func New(name string) *Setting { return &Setting{name} }

// Name returns the name without the mark.
func (s *Setting) Name() string { return strings.TrimPrefix(s.name, "#") }

// Undocumented says whether the name has the mark.
func (s *Setting) Undocumented() bool { return strings.HasPrefix(s.name, "#") }

// String is "name=value".
func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault would count a use of a value that is not the default.
func (s *Setting) IncNonDefault() {}

// Value returns the value in $GODEBUG now, "" when it is not there. The last one counts.
func (s *Setting) Value() string {
	value := ""
	for text := os.Getenv("GODEBUG"); text != ""; {
		var entry string
		entry, text, _ = strings.Cut(text, ",")
		if name, v, ok := strings.Cut(entry, "="); ok && name == s.Name() {
			value, _, _ = strings.Cut(v, "#")
		}
	}
	return value
}

// Get returns the value of a key, for trees older than Go 1.21.
func Get(key string) string { return New(key).Value() }
