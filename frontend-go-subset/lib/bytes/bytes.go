// Package bytes works on slices of bytes that hold UTF-8. What only looks at the
// bytes is done by package strings, on the same memory.
package bytes

import (
	"internal/unicode"
	"iter"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// view returns b as a string without a copy, for as long as b does not change.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Equal reports whether a and b have the same bytes; nil equals empty.
func Equal(a, b []byte) bool { return view(a) == view(b) }

// Compare returns -1, 0 or +1 as a sorts before, with or after b.
func Compare(a, b []byte) int { return strings.Compare(view(a), view(b)) }

// Count returns how often sep is in s, without overlaps; an empty sep is before
// each character and at the end.
func Count(s, sep []byte) int { return strings.Count(view(s), view(sep)) }

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether a character of chars is in b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// ContainsFunc reports whether a character of b satisfies f.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// IndexByte returns where c is first in b, or -1.
func IndexByte(b []byte, c byte) int { return strings.IndexByte(view(b), c) }

// LastIndexByte returns where c is last in s, or -1.
func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(view(s), c) }

// Index returns where sep is first in s, or -1.
func Index(s, sep []byte) int { return strings.Index(view(s), view(sep)) }

// LastIndex returns where sep is last in s, or -1.
func LastIndex(s, sep []byte) int { return strings.LastIndex(view(s), view(sep)) }

// IndexRune returns where r is first in s, or -1. RuneError is found in invalid
// UTF-8 too.
func IndexRune(s []byte, r rune) int { return strings.IndexRune(view(s), r) }

// IndexAny returns where the first character that is in chars is in s, or -1.
func IndexAny(s []byte, chars string) int { return strings.IndexAny(view(s), chars) }

// LastIndexAny returns where the last character that is in chars is in s, or -1.
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(view(s), chars) }

// IndexFunc returns where the first character that satisfies f is in s, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(view(s), f) }

// LastIndexFunc returns where the last character that satisfies f is in s, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(view(s), f) }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool { return strings.HasPrefix(view(s), view(prefix)) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool { return strings.HasSuffix(view(s), view(suffix)) }

// EqualFold reports whether s and t are equal when case is ignored.
func EqualFold(s, t []byte) bool { return strings.EqualFold(view(s), view(t)) }

// full returns s[i:j] that cannot grow into what follows.
func full(s []byte, i, j int) []byte { return s[i:j:j] }

// split cuts s at sep; each part but the last keeps the first keep bytes of sep.
func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	parts := [][]byte{}
	if len(sep) == 0 {
		for len(s) > 0 {
			_, size := utf8.DecodeRune(s)
			if n > 0 && len(parts) == n-1 {
				size = len(s)
			}
			parts = append(parts, full(s, 0, size))
			s = s[size:]
		}
		return parts
	}
	for n < 0 || len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, full(s, 0, i+keep))
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

// Split returns the parts of s between the separators sep. An empty sep splits
// between characters.
func Split(s, sep []byte) [][]byte { return split(s, sep, 0, -1) }

// SplitN is Split into n parts at most, the last of them unsplit; all if n < 0,
// nil if n is 0.
func SplitN(s, sep []byte, n int) [][]byte { return split(s, sep, 0, n) }

// SplitAfter is Split that leaves the separators at the ends of the parts.
func SplitAfter(s, sep []byte) [][]byte { return split(s, sep, len(sep), -1) }

// SplitAfterN is SplitN that leaves the separators at the ends of the parts.
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		s := s
		for len(sep) == 0 && len(s) > 0 {
			_, size := utf8.DecodeRune(s)
			if !yield(full(s, 0, size)) {
				return
			}
			s = s[size:]
		}
		for len(sep) > 0 {
			i := Index(s, sep)
			if i < 0 {
				yield(full(s, 0, len(s)))
				return
			}
			if !yield(full(s, 0, i+keep)) {
				return
			}
			s = s[i+len(sep):]
		}
	}
}

// SplitSeq iterates over the parts that Split returns.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq iterates over the parts that SplitAfter returns.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

// Lines iterates over the lines of s, each with its newline if it has one.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		s := s
		for len(s) > 0 {
			n := IndexByte(s, '\n') + 1
			if n == 0 {
				n = len(s)
			}
			if !yield(full(s, 0, n)) {
				return
			}
			s = s[n:]
		}
	}
}

// FieldsFuncSeq iterates over the parts that FieldsFunc returns.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRune(s[i:])
			if f(r) {
				if start >= 0 {
					if !yield(full(s, start, i)) {
						return
					}
					start = -1
				}
			} else if start < 0 {
				start = i
			}
			i += size
		}
		if start >= 0 {
			yield(full(s, start, len(s)))
		}
	}
}

// FieldsSeq iterates over the parts that Fields returns.
func FieldsSeq(s []byte) iter.Seq[[]byte] { return FieldsFuncSeq(s, unicode.IsSpace) }

// FieldsFunc returns the parts of s between runs of characters that satisfy f.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	parts := [][]byte{}
	for part := range FieldsFuncSeq(s, f) {
		parts = append(parts, part)
	}
	return parts
}

// Fields returns the parts of s between runs of white space.
func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

// Cut returns what is before and after the first sep, or s and nil without one.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without prefix, and whether it began with it.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix, and whether it ended with it.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// TrimPrefix returns s without prefix, if it begins with it.
func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

// TrimSuffix returns s without suffix, if it ends with it.
func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

// keepEnd returns the last n bytes of s, nil if there are none.
func keepEnd(s []byte, n int) []byte {
	if n == 0 {
		return nil
	}
	return s[len(s)-n:]
}

// TrimLeftFunc returns s without the first characters that satisfy f.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	return keepEnd(s, len(strings.TrimLeftFunc(view(s), f)))
}

// TrimRightFunc returns s without the last characters that satisfy f.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(view(s), f))]
}

// TrimFunc trims both ends.
func TrimFunc(s []byte, f func(r rune) bool) []byte {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// TrimLeft returns s without the characters of cutset at the start.
func TrimLeft(s []byte, cutset string) []byte {
	if len(s) == 0 {
		return nil
	}
	if cutset == "" {
		return s
	}
	return keepEnd(s, len(strings.TrimLeft(view(s), cutset)))
}

// TrimRight returns s without the characters of cutset at the end.
func TrimRight(s []byte, cutset string) []byte {
	return s[:len(strings.TrimRight(view(s), cutset))]
}

// Trim returns s without the characters of cutset at both ends.
func Trim(s []byte, cutset string) []byte {
	if s = TrimLeft(s, cutset); len(s) == 0 {
		return nil
	}
	return TrimRight(s, cutset)
}

// TrimSpace returns s without white space at both ends.
func TrimSpace(s []byte) []byte {
	s = TrimLeftFunc(s, unicode.IsSpace)
	if len(s) == 0 {
		return nil
	}
	return TrimRightFunc(s, unicode.IsSpace)
}

// Join returns all of s with sep between them, in new memory.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	if len(s) == 1 {
		return append([]byte(nil), s[0]...)
	}
	n := len(sep) * (len(s) - 1)
	for _, part := range s {
		n += len(part)
	}
	b := make([]byte, 0, n)
	for i, part := range s {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, part...)
	}
	return b
}

// Repeat returns count copies of b in new memory.
func Repeat(b []byte, count int) []byte {
	if count == 0 {
		return []byte{}
	}
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	const most = 1<<63 - 1
	if len(b) > most/count {
		panic("bytes: Repeat output length overflow")
	}
	out := make([]byte, len(b)*count)
	for n := copy(out, b); n < len(out); {
		n += copy(out[n:], out[:n])
	}
	return out
}

// Map returns a copy of s with each character replaced by mapping's result, or
// dropped if that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if r = mapping(r); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
		i += size
	}
	return b
}

// fromString returns a copy of s, which is never nil.
func fromString(s string) []byte { return append([]byte{}, s...) }

// made is out, which package strings has made of s, as bytes of the caller's own: a copy when it is s itself.
func made(out string, s []byte) []byte {
	if data := unsafe.StringData(out); len(out) > 0 && data != unsafe.SliceData(s) {
		return unsafe.Slice(data, len(out))
	}
	return fromString(out)
}

// ToUpper returns a copy of s in upper case.
func ToUpper(s []byte) []byte { return made(strings.ToUpper(view(s)), s) }

// ToLower returns a copy of s in lower case.
func ToLower(s []byte) []byte { return made(strings.ToLower(view(s)), s) }

// ToTitle returns a copy of s with all characters in title case.
func ToTitle(s []byte) []byte { return Map(unicode.ToTitle, s) }

// ToUpperSpecial is ToUpper with c's rules first.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower with c's rules first.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle with c's rules first.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// Title returns a copy of s with the first character of each word in title case.
//
// Deprecated: this knows little of languages.
func Title(s []byte) []byte { return fromString(strings.Title(view(s))) }

// ToValidUTF8 returns a copy of s with each run of invalid bytes replaced.
func ToValidUTF8(s, replacement []byte) []byte {
	return fromString(strings.ToValidUTF8(view(s), view(replacement)))
}

// Replace returns a copy of s with the first n of old replaced by new, all if
// n < 0. An empty old is before each character and at the end.
func Replace(s, old, new []byte, n int) []byte {
	if out := strings.Replace(view(s), view(old), view(new), n); len(out) > 0 {
		return made(out, s)
	}
	return append([]byte(nil), s[:0]...)
}

// ReplaceAll is Replace without a limit.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// Clone returns a copy of b; nil stays nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Runes returns the characters of s.
func Runes(s []byte) []rune { return []rune(string(s)) }
