// Package utf16 encodes and decodes UTF-16.
package utf16

const (
	replacement = '\uFFFD'
	highStart   = 0xD800 // first half of a pair: highStart <= u < lowStart
	lowStart    = 0xDC00 // second half: lowStart <= u < surrogateEnd
	surrEnd     = 0xE000
	pairStart   = 0x10000 // the first code point that needs a pair
	maxRune     = 0x10FFFF
)

// IsSurrogate reports whether r is half of a surrogate pair.
func IsSurrogate(r rune) bool { return highStart <= r && r < surrEnd }

// DecodeRune returns the code point of a surrogate pair, or U+FFFD for any other
// two values.
func DecodeRune(r1, r2 rune) rune {
	if highStart <= r1 && r1 < lowStart && lowStart <= r2 && r2 < surrEnd {
		return (r1-highStart)<<10 | (r2 - lowStart) + pairStart
	}
	return replacement
}

// EncodeRune returns the surrogate pair of r, or U+FFFD twice when r has none.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < pairStart || r > maxRune {
		return replacement, replacement
	}
	r -= pairStart
	return highStart + r>>10, lowStart + r&0x3FF
}

// RuneLen returns how many 16-bit words r takes, or -1 when it has no encoding.
func RuneLen(r rune) int {
	switch {
	case 0 <= r && r < highStart, surrEnd <= r && r < pairStart:
		return 1
	case pairStart <= r && r <= maxRune:
		return 2
	}
	return -1
}

// AppendRune appends r's encoding (that of U+FFFD when r has none) to a.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

// Encode returns the encoding of the code points s.
func Encode(s []rune) []uint16 {
	a := make([]uint16, 0, len(s))
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

// Decode returns the code points of s, with U+FFFD for each unpaired half.
func Decode(s []uint16) []rune {
	runes := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			pair := rune(replacement)
			if i+1 < len(s) {
				pair = DecodeRune(r, rune(s[i+1]))
			}
			if pair != replacement {
				i++
			}
			r = pair
		}
		runes = append(runes, r)
	}
	return runes
}
