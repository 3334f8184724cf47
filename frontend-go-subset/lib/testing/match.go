package testing

import (
	"fmt"
	"os"
	"strings"
	"unicode"
)

// matcher says which tests run. A pattern has an expression for each level of the name, with slashes between them; several
// patterns are separated by |, outside of brackets.
type matcher struct {
	filter, skip [][]*pattern
	// used counts how often a subtest's name was given, so that all are different.
	used    map[string]int
	matched int
}

func newMatcher(filter, flagName, skip string) *matcher {
	m := &matcher{used: map[string]int{}}
	m.filter = splitPatterns(filter, flagName)
	if skip != "" {
		m.skip = splitPatterns(skip, "-test.skip")
	}
	return m
}

// fullName is the unique name of a subtest of c, and whether it is to run.
func (m *matcher) fullName(c *common, sub string) (name string, ok bool) {
	name = sub
	if c != nil && c.level > 0 {
		name = m.unique(c.name, rewrite(sub))
	}
	elements := strings.Split(name, "/")
	ok = matchesAny(m.filter, elements, true)
	if ok && m.skip != nil {
		ok = !matchesAny(m.skip, elements, false)
	}
	if ok {
		m.matched++
	}
	return name, ok
}

// matchesAny: partial says that a name with fewer elements than the pattern matches too, as its subtests may.
func matchesAny(patterns [][]*pattern, elements []string, partial bool) bool {
	for _, p := range patterns {
		if !partial && len(elements) < len(p) {
			continue
		}
		ok := true
		for i, element := range elements {
			if i < len(p) && !p[i].matches(element) {
				ok = false
				break
			}
		}
		if ok {
			return true
		}
	}
	return false
}

// unique adds #01, #02 ... to a name that was used before, and to an empty one #00.
func (m *matcher) unique(parent, sub string) string {
	base := parent + "/" + sub
	for {
		n := m.used[base]
		m.used[base] = n + 1
		if n == 0 && sub != "" {
			if prefix, number := numbered(base); number < 0 || m.used[prefix] <= number {
				return base
			}
			continue
		}
		name := fmt.Sprintf("%s#%02d", base, n)
		if m.used[name] == 0 {
			m.used[name] = 1
			return name
		}
	}
}

// numbered splits "name#12"; number is -1 when there is none.
func numbered(name string) (prefix string, number int) {
	at := strings.LastIndexByte(name, '#')
	if at < 0 || len(name)-at < 3 {
		return "", -1
	}
	for _, c := range name[at+1:] {
		if c < '0' || c > '9' || number > 1e9 {
			return "", -1
		}
		number = number*10 + int(c-'0')
	}
	return name[:at], number
}

// rewrite makes a name printable and free of spaces.
func rewrite(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte('_')
		case !unicode.IsPrint(r):
			quoted := fmt.Sprintf("%+q", r)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// splitPatterns compiles a -run pattern; a bad one ends the program.
func splitPatterns(text, flagName string) [][]*pattern {
	var all [][]*pattern
	for _, alternative := range splitOutside(text, '|') {
		var levels []*pattern
		for _, level := range splitOutside(alternative, '/') {
			levels = append(levels, mustCompile(rewrite(level), flagName))
		}
		all = append(all, levels)
	}
	return all
}

// splitOutside splits at c where it is not inside brackets or parentheses.
func splitOutside(s string, c byte) []string {
	var parts []string
	start, square, round := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			square++
		case ']':
			square = max(square-1, 0)
		case '(':
			if square == 0 {
				round++
			}
		case ')':
			if square == 0 {
				round--
			}
		case '\\':
			i++
		case c:
			if square == 0 && round == 0 {
				parts = append(parts, s[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, s[start:])
}

func mustCompile(text, flagName string) *pattern {
	p, err := compilePattern(text)
	if err != nil {
		fmt.Fprintf(os.Stderr, "testing: invalid regexp for %s (%q): %s\n", flagName, text, err)
		os.Exit(1)
	}
	return p
}
