package strings

import (
	"internal/unicode"
	"iter"
	"unicode/utf8"
)

// explode splits s into characters, n at most; the last one is the rest.
func explode(s string, n int) []string {
	count := utf8.RuneCountInString(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, n)
	for i := 0; i < n-1; i++ {
		_, size := utf8.DecodeRuneInString(s)
		parts[i] = s[:size]
		s = s[size:]
	}
	if n > 0 {
		parts[n-1] = s
	}
	return parts
}

// split cuts s at sep; each part but the last keeps the first keep bytes of sep.
func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	parts := make([]string, 0, n)
	for len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+keep])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

// Split returns the parts of s between the separators sep. An empty sep splits
// between characters.
func Split(s, sep string) []string { return split(s, sep, 0, -1) }

// SplitN is Split into n parts at most, the last of them unsplit; all if n < 0,
// nil if n is 0.
func SplitN(s, sep string, n int) []string { return split(s, sep, 0, n) }

// SplitAfter is Split that leaves the separators at the ends of the parts.
func SplitAfter(s, sep string) []string { return split(s, sep, len(sep), -1) }

// SplitAfterN is SplitN that leaves the separators at the ends of the parts.
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

func splitSeq(s, sep string, keep int) iter.Seq[string] {
	return func(yield func(string) bool) {
		s := s
		if sep == "" {
			for s != "" {
				_, size := utf8.DecodeRuneInString(s)
				if !yield(s[:size]) {
					return
				}
				s = s[size:]
			}
			return
		}
		for {
			i := Index(s, sep)
			if i < 0 {
				yield(s)
				return
			}
			if !yield(s[:i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
	}
}

// SplitSeq iterates over the parts that Split returns.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq iterates over the parts that SplitAfter returns.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

// Lines iterates over the lines of s, each with its newline if it has one.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		s := s
		for s != "" {
			line, rest := s, ""
			if i := IndexByte(s, '\n'); i >= 0 {
				line, rest = s[:i+1], s[i+1:]
			}
			if !yield(line) {
				return
			}
			s = rest
		}
	}
}

// FieldsFunc returns the parts of s between runs of characters that satisfy f.
func FieldsFunc(s string, f func(rune) bool) []string {
	parts := []string{}
	for part := range FieldsFuncSeq(s, f) {
		parts = append(parts, part)
	}
	return parts
}

// Fields returns the parts of s between runs of white space.
func Fields(s string) []string {
	// Count first, when there is only ASCII.
	n, inField := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return FieldsFunc(s, unicode.IsSpace)
		}
		space := isSpaceByte(c)
		if !space && !inField {
			n++
		}
		inField = !space
	}
	parts := make([]string, 0, n)
	start := -1
	for i := 0; i < len(s); i++ {
		if isSpaceByte(s[i]) {
			if start >= 0 {
				parts = append(parts, s[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		parts = append(parts, s[start:])
	}
	return parts
}

// isSpaceByte reports whether an ASCII character is white space.
func isSpaceByte(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// FieldsSeq iterates over the parts that Fields returns.
func FieldsSeq(s string) iter.Seq[string] { return FieldsFuncSeq(s, unicode.IsSpace) }

// FieldsFuncSeq iterates over the parts that FieldsFunc returns.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if f(r) {
				if start >= 0 {
					if !yield(s[start:i]) {
						return
					}
					start = -1
				}
			} else if start < 0 {
				start = i
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// Cut returns what is before and after the first sep, or s and "" without one.
func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix returns s without prefix, and whether it began with it.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix, and whether it ended with it.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// TrimPrefix returns s without prefix, if it begins with it.
func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without suffix, if it ends with it.
func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimLeftFunc returns s without the first characters that satisfy f.
func TrimLeftFunc(s string, f func(rune) bool) string {
	i := indexFunc(s, f, false)
	if i < 0 {
		return ""
	}
	return s[i:]
}

// TrimRightFunc returns s without the last characters that satisfy f.
func TrimRightFunc(s string, f func(rune) bool) string {
	i := lastIndexFunc(s, f, false)
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	} else {
		i = 0
	}
	return s[:i]
}

// TrimFunc trims both ends.
func TrimFunc(s string, f func(rune) bool) string {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// Trim returns s without the characters of cutset at both ends.
func Trim(s, cutset string) string { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft returns s without the characters of cutset at the start.
func TrimLeft(s, cutset string) string {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if IndexRune(cutset, r) < 0 {
			break
		}
		s = s[size:]
	}
	return s
}

// TrimRight returns s without the characters of cutset at the end.
func TrimRight(s, cutset string) string {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if IndexRune(cutset, r) < 0 {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// TrimSpace returns s without white space at both ends.
func TrimSpace(s string) string {
	for s != "" {
		if s[0] >= utf8.RuneSelf {
			s = TrimLeftFunc(s, unicode.IsSpace)
			break
		}
		if !isSpaceByte(s[0]) {
			break
		}
		s = s[1:]
	}
	for n := len(s); n > 0; n = len(s) {
		if s[n-1] >= utf8.RuneSelf {
			return TrimRightFunc(s, unicode.IsSpace)
		}
		if !isSpaceByte(s[n-1]) {
			break
		}
		s = s[:n-1]
	}
	return s
}
