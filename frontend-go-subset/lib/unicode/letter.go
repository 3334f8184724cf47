// Package unicode classifies characters and maps them to other cases, by the
// tables of Unicode 15.0.
package unicode

import core "internal/unicode"

const (
	MaxRune         = '\U0010FFFF' // the last code point
	ReplacementChar = '\uFFFD'     // stands for what is not a code point
	MaxASCII        = '\u007F'     // the last ASCII character
	MaxLatin1       = '\u00FF'     // the last Latin-1 character
)

// Version is the version of Unicode that the tables are from.
const Version = "15.0.0"

// A RangeTable is a set of code points: sorted ranges that do not overlap, those
// up to 0xFFFF in R16 and the others in R32.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // how many ranges of R16 end at MaxLatin1 or before
}

// A Range16 holds Lo, Lo+Stride, Lo+2*Stride ... Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// A Range32 holds Lo, Lo+Stride, Lo+2*Stride ... Hi, all above 0xFFFF.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// Is reports whether r is in the table.
func Is(rangeTab *RangeTable, r rune) bool {
	if r < 0 {
		return false
	}
	c := uint32(r)
	if r16 := rangeTab.R16; len(r16) > 0 && c <= uint32(r16[len(r16)-1].Hi) {
		lo, hi := 0, len(r16)
		for lo < hi {
			m := int(uint(lo+hi) >> 1)
			x := &r16[m]
			switch {
			case c < uint32(x.Lo):
				hi = m
			case c > uint32(x.Hi):
				lo = m + 1
			default:
				return x.Stride == 1 || (c-uint32(x.Lo))%uint32(x.Stride) == 0
			}
		}
		return false
	}
	r32 := rangeTab.R32
	lo, hi := 0, len(r32)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		x := &r32[m]
		switch {
		case c < x.Lo:
			hi = m
		case c > x.Hi:
			lo = m + 1
		default:
			return x.Stride == 1 || (c-x.Lo)%x.Stride == 0
		}
	}
	return false
}

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

// IsOneOf is In with the arguments the other way round.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

func asciiUpper(r rune) bool { return 'A' <= r && r <= 'Z' }
func asciiLower(r rune) bool { return 'a' <= r && r <= 'z' }

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool {
	if uint32(r) <= MaxASCII {
		return asciiUpper(r)
	}
	return Is(Upper, r)
}

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool {
	if uint32(r) <= MaxASCII {
		return asciiLower(r)
	}
	return Is(Lower, r)
}

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool { return r > MaxLatin1 && Is(Title, r) }

// IsLetter reports whether r is a letter, category L.
func IsLetter(r rune) bool {
	if uint32(r) <= MaxASCII {
		return asciiLower(r | 0x20)
	}
	return Is(Letter, r)
}

// IsDigit reports whether r is a decimal digit.
func IsDigit(r rune) bool {
	if r <= MaxLatin1 {
		return '0' <= r && r <= '9'
	}
	return Is(Digit, r)
}

// IsNumber reports whether r is a number, category N.
func IsNumber(r rune) bool {
	if uint32(r) <= MaxASCII {
		return '0' <= r && r <= '9'
	}
	return Is(Number, r)
}

// IsMark reports whether r is a mark, category M.
func IsMark(r rune) bool { return r > MaxLatin1 && Is(Mark, r) }

// IsPunct reports whether r is punctuation, category P.
func IsPunct(r rune) bool { return Is(Punct, r) }

// IsSymbol reports whether r is a symbol, category S.
func IsSymbol(r rune) bool { return Is(Symbol, r) }

// IsControl reports whether r is a control character, category Cc.
func IsControl(r rune) bool {
	return 0 <= r && r < ' ' || 0x7F <= r && r < 0xA0
}

// GraphicRanges are the categories of IsGraphic.
var GraphicRanges = []*RangeTable{&tableL, &tableM, &tableN, &tableP, &tableS, &tableZs}

// PrintRanges are the categories of IsPrint; the ASCII space comes on top.
var PrintRanges = []*RangeTable{&tableL, &tableM, &tableN, &tableP, &tableS}

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or
// space (category Zs).
func IsGraphic(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return ' ' <= r && r < 0x7F || 0xA0 <= r && r != 0xAD
	}
	return IsOneOf(GraphicRanges, r)
}

// IsPrint reports whether r is a letter, mark, number, punctuation, symbol or the
// ASCII space.
func IsPrint(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return ' ' <= r && r < 0x7F || 0xA0 < r && r != 0xAD
	}
	return IsOneOf(PrintRanges, r)
}

// UpperCase, LowerCase and TitleCase are indices of CaseRange.Delta and arguments
// of To.
const (
	UpperCase = core.UpperCase
	LowerCase = core.LowerCase
	TitleCase = core.TitleCase
	MaxCase   = core.MaxCase
)

// UpperLower in a Delta marks a range of alternating upper and lower case letters.
const UpperLower = core.UpperLower

// A CaseRange says what to add to the code points Lo to Hi to get their upper,
// lower and title case.
type CaseRange = core.CaseRange

// A SpecialCase overrides case mappings for a language.
type SpecialCase = core.SpecialCase

// CaseRanges holds the case mappings of all letters.
var CaseRanges = core.CaseRanges

// TurkishCase has dotted and dotless i.
var TurkishCase SpecialCase = core.TurkishCase

// AzeriCase is TurkishCase.
var AzeriCase SpecialCase = core.TurkishCase

// IsSpace reports whether r is white space: a character with Unicode's property
// White_Space.
func IsSpace(r rune) bool { return core.IsSpace(r) }

// To maps r to UpperCase, LowerCase or TitleCase.
func To(_case int, r rune) rune { return core.To(_case, r) }

// ToUpper maps r to upper case.
func ToUpper(r rune) rune { return core.ToUpper(r) }

// ToLower maps r to lower case.
func ToLower(r rune) rune { return core.ToLower(r) }

// ToTitle maps r to title case.
func ToTitle(r rune) rune { return core.ToTitle(r) }

// SimpleFold goes round the characters that equal r when case is ignored: it
// returns the smallest one larger than r, or else the smallest of all; r itself
// when it is the only one or no code point.
func SimpleFold(r rune) rune { return core.SimpleFold(r) }
