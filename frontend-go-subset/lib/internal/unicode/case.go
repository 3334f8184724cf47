// Package unicode is the part of the public package unicode that strings and others
// need: cases and spaces, without the tables of all categories and scripts. Its
// types are the public package's.
package unicode

const (
	maxRune   = '\U0010FFFF'
	maxASCII  = '\u007F'
	maxLatin1 = '\u00FF'
)

// A CaseRange says what to add to the code points Lo to Hi to get their upper,
// lower and title case.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

type d [MaxCase]rune // so that CaseRanges prints short

// Indices of CaseRange.Delta, and arguments of To.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower in a Delta marks a range of alternating upper and lower case letters.
const UpperLower = maxRune + 1

// IsSpace reports whether r is white space: a character with Unicode's property
// White_Space.
func IsSpace(r rune) bool {
	if uint32(r) <= maxLatin1 {
		switch r {
		case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0:
			return true
		}
		return false
	}
	switch r {
	case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200A
}

// mapCase maps r by the ranges; found tells whether one of them holds r.
func mapCase(which int, r rune, ranges []CaseRange) (mapped rune, found bool) {
	if which < 0 || which >= MaxCase {
		return '\uFFFD', false
	}
	lo, hi := 0, len(ranges)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		x := &ranges[m]
		if r < rune(x.Lo) {
			hi = m
		} else if r > rune(x.Hi) {
			lo = m + 1
		} else {
			delta := x.Delta[which]
			if delta > maxRune {
				// Upper case letters are at even offsets; title case is upper case.
				return rune(x.Lo) + ((r-rune(x.Lo))&^1 | rune(which&1)), true
			}
			return r + delta, true
		}
	}
	return r, false
}

func asciiUpper(r rune) bool { return 'A' <= r && r <= 'Z' }
func asciiLower(r rune) bool { return 'a' <= r && r <= 'z' }

// To maps r to UpperCase, LowerCase or TitleCase.
func To(_case int, r rune) rune {
	r, _ = mapCase(_case, r, CaseRanges)
	return r
}

// ToUpper maps r to upper case.
func ToUpper(r rune) rune {
	if uint32(r) <= maxASCII {
		if asciiLower(r) {
			r -= 'a' - 'A'
		}
		return r
	}
	return To(UpperCase, r)
}

// ToLower maps r to lower case.
func ToLower(r rune) rune {
	if uint32(r) <= maxASCII {
		if asciiUpper(r) {
			r += 'a' - 'A'
		}
		return r
	}
	return To(LowerCase, r)
}

// ToTitle maps r to title case.
func ToTitle(r rune) rune {
	if uint32(r) <= maxASCII {
		return ToUpper(r)
	}
	return To(TitleCase, r)
}

// A SpecialCase overrides case mappings for a language.
type SpecialCase []CaseRange

func (special SpecialCase) to(which int, r, plain rune) rune {
	if mapped, found := mapCase(which, r, []CaseRange(special)); found {
		return mapped
	}
	return plain
}

// ToUpper maps r to upper case, first by special.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r, ToUpper(r)) }

// ToTitle maps r to title case, first by special.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r, ToTitle(r)) }

// ToLower maps r to lower case, first by special.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r, ToLower(r)) }

// TurkishCase has dotted and dotless i.
var TurkishCase = SpecialCase{
	{0x49, 0x49, d{0, 0x131 - 0x49, 0}},
	{0x69, 0x69, d{0x130 - 0x69, 0, 0x130 - 0x69}},
	{0x130, 0x130, d{0, 0x69 - 0x130, 0}},
	{0x131, 0x131, d{0x49 - 0x131, 0, 0x49 - 0x131}},
}

// SimpleFold goes round the characters that equal r when case is ignored: it
// returns the smallest one larger than r, or else the smallest of all; r itself
// when it is the only one or no code point.
func SimpleFold(r rune) rune {
	if r < 0 || r > maxRune {
		return r
	}
	if r <= 0xFFFF {
		c := uint16(r)
		lo, hi := 0, len(foldOrbits)
		for lo < hi {
			m := int(uint(lo+hi) >> 1)
			if foldOrbits[m][0] < c {
				lo = m + 1
			} else {
				hi = m
			}
		}
		if lo < len(foldOrbits) && foldOrbits[lo][0] == c {
			return rune(foldOrbits[lo][1])
		}
	}
	if l := ToLower(r); l != r {
		return l
	}
	return ToUpper(r)
}
