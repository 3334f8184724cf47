package time

// Layouts for Format and Parse show how the reference time would be written: Mon Jan 2 15:04:05 MST 2006, which is
// 01/02 03:04:05PM '06 -0700.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// element is a part of a layout that stands for a part of the time.
type element int

const (
	noElement element = iota
	longMonth
	shortMonth
	numMonth
	zeroMonth
	longWeekday
	shortWeekday
	numDay
	spaceDay
	zeroDay
	spaceYearDay
	zeroYearDay
	hour24
	hour12
	zeroHour12
	numMinute
	zeroMinute
	numSecond
	zeroSecond
	longYear
	shortYear
	upperPM
	lowerPM
	zoneName
	// Offsets: z says Z for UTC; then hours, minutes, seconds with or without colons.
	offsetHour
	offsetHourMinute
	offsetColon
	offsetSeconds
	offsetColonSeconds
	zOffsetHour
	zOffsetHourMinute
	zOffsetColon
	zOffsetSeconds
	zOffsetColonSeconds
	// Fractions: digits is how many; trimmed ones drop trailing zeros.
	fixedFraction
	trimmedFraction
)

// words are the elements recognised by their text, longer ones before their prefixes.
var words = [...]struct {
	text string
	elem element
	// notLower: no lower-case letter may follow ("Month" is not "Mon").
	notLower bool
}{
	{"January", longMonth, false}, {"Jan", shortMonth, true}, {"Monday", longWeekday, false}, {"Mon", shortWeekday, true}, {"MST", zoneName, false},
	{"002", zeroYearDay, false}, {"01", zeroMonth, false}, {"02", zeroDay, false}, {"03", zeroHour12, false}, {"04", zeroMinute, false},
	{"05", zeroSecond, false}, {"06", shortYear, false}, {"15", hour24, false}, {"1", numMonth, false}, {"2006", longYear, false},
	{"2", numDay, false}, {"__2", spaceYearDay, false}, {"_2", spaceDay, false}, {"3", hour12, false}, {"4", numMinute, false},
	{"5", numSecond, false}, {"PM", upperPM, false}, {"pm", lowerPM, false},
	{"-070000", offsetSeconds, false}, {"-07:00:00", offsetColonSeconds, false}, {"-0700", offsetHourMinute, false}, {"-07:00", offsetColon, false},
	{"-07", offsetHour, false}, {"Z070000", zOffsetSeconds, false}, {"Z07:00:00", zOffsetColonSeconds, false}, {"Z0700", zOffsetHourMinute, false},
	{"Z07:00", zOffsetColon, false}, {"Z07", zOffsetHour, false},
}

// firstByte marks the bytes that an element may begin with.
var firstByte = func() (set [256]bool) {
	for i := range words {
		set[words[i].text[0]] = true
	}
	set['.'] = true
	set[','] = true
	return set
}()

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

func isDigit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// nextElement finds the first element of a layout: the text before it, the element (digits: of a fraction), what follows.
func nextElement(layout string) (prefix string, elem element, digits int, suffix string) {
	for i := 0; i < len(layout); i++ {
		c := layout[i]
		if !firstByte[c] {
			continue
		}
		if c == '.' || c == ',' {
			if elem, digits = fraction(layout[i:]); elem != noElement {
				return layout[:i], elem, digits, layout[i+1+digits:]
			}
			continue
		}
		// In "_2006" the underscore is text.
		if hasPrefix(layout[i:], "_2006") {
			return layout[:i+1], longYear, 0, layout[i+5:]
		}
		for k := range words {
			w := &words[k]
			if w.text[0] != c || !hasPrefix(layout[i:], w.text) {
				continue
			}
			end := i + len(w.text)
			if w.notLower && end < len(layout) && 'a' <= layout[end] && layout[end] <= 'z' {
				continue
			}
			return layout[:i], w.elem, 0, layout[end:]
		}
	}
	return layout, noElement, 0, ""
}

// fraction recognises ".000" or ".999" of any length, not followed by a digit.
func fraction(s string) (element, int) {
	if len(s) < 2 || s[1] != '0' && s[1] != '9' {
		return noElement, 0
	}
	n := 1
	for n < len(s) && s[n] == s[1] {
		n++
	}
	if isDigit(s, n) {
		return noElement, 0
	}
	if s[1] == '0' {
		return fixedFraction, n - 1
	}
	return trimmedFraction, n - 1
}

// appendInt appends x in decimal, zero-padded to width (the sign not counted).
func appendInt(b []byte, x int, width int) []byte {
	if x < 0 {
		b = append(b, '-')
		return appendUint(b, uint64(-x), width)
	}
	return appendUint(b, uint64(x), width)
}
