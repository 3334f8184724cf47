package time

import "errors"

// ParseError describes a time that could not be parsed.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

// Error says what was wrong where.
func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

var errBad = errors.New("bad value for field")

// Parse parses a time written as the layout shows the reference time. What the layout leaves out is zero, or one where zero
// is impossible. Without an offset or zone the time is in UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is like Parse, but takes a time without offset as in loc, and an offset or zone of loc's as loc.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// parsed collects the parts; -1 means not there.
type parsed struct {
	year, month, day, yday int
	hour, min, sec, nsec   int
	pm, am                 bool
	z                      *Location
	offset                 int
	hasOffset              bool
	zone                   string
	outOf                  string
	rest                   string
	layoutRest             string
}

func parse(layout, value string, defaultLoc, local *Location) (Time, error) {
	origLayout, origValue := layout, value
	p := parsed{month: -1, day: -1, yday: -1, rest: value}
	for {
		prefix, elem, digits, suffix := nextElement(layout)
		elemText := layout[len(prefix) : len(layout)-len(suffix)]
		rest, err := skip(p.rest, prefix)
		if err != nil {
			return Time{}, &ParseError{origLayout, origValue, prefix, rest, ""}
		}
		p.rest = rest
		if elem == noElement {
			if p.rest != "" {
				return Time{}, &ParseError{origLayout, origValue, "", p.rest, ": extra text: " + quote(p.rest)}
			}
			break
		}
		layout = suffix
		p.layoutRest = suffix
		before := p.rest
		if err := p.element(elem, digits); err != nil {
			return Time{}, &ParseError{origLayout, origValue, elemText, before, ""}
		}
		if p.outOf != "" {
			return Time{}, &ParseError{origLayout, origValue, elemText, origValue, ": " + p.outOf + " out of range"}
		}
	}
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	if what := p.settleDay(); what != "" {
		return Time{}, &ParseError{origLayout, origValue, "", origValue, ": " + what}
	}
	return p.time(defaultLoc, local), nil
}

// settleDay reconciles year day, month and day; it names what is wrong.
func (p *parsed) settleDay() string {
	if p.yday >= 0 {
		limit := 365
		if isLeap(p.year) {
			limit = 366
		}
		if p.yday < 1 || p.yday > limit {
			return "day-of-year out of range"
		}
		_, month, day := civil(dayNumber(p.year, January, p.yday))
		if p.month >= 0 && p.month != int(month) {
			return "day-of-year does not match month"
		}
		if p.day >= 0 && p.day != day {
			return "day-of-year does not match day"
		}
		p.month = int(month)
		p.day = day
	}
	if p.month < 0 {
		p.month = int(January)
	}
	if p.day < 0 {
		p.day = 1
	}
	if p.day < 1 || p.day > daysIn(Month(p.month), p.year) {
		return "day out of range"
	}
	return ""
}

// time puts the parts together in the right location.
func (p *parsed) time(defaultLoc, local *Location) Time {
	at := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	switch {
	case p.z != nil:
		return at(p.z)
	case p.hasOffset:
		t := at(UTC)
		t.sec -= int64(p.offset)
		if z, _, _ := local.at(t.Unix()); z.offset == p.offset && (p.zone == "" || p.zone == z.name) {
			t.setLoc(local)
			return t
		}
		t.setLoc(FixedZone(p.zone, p.offset))
		return t
	case p.zone != "":
		t := at(UTC)
		offset, ok := local.offsetOf(p.zone, t.Unix())
		if ok {
			t.sec -= int64(offset)
			t.setLoc(local)
			return t
		}
		if len(p.zone) > 3 && p.zone[:3] == "GMT" {
			hours, _, _ := number(p.zone[4:], 1, 2)
			offset = hours * 3600
			if p.zone[3] == '-' {
				offset = -offset
			}
		}
		t.setLoc(FixedZone(p.zone, offset))
		return t
	}
	return at(defaultLoc)
}

// skip takes prefix off value; a run of spaces in the prefix matches any run of spaces, also none.
func skip(value, prefix string) (string, error) {
	for prefix != "" {
		if prefix[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, errBad
			}
			for prefix != "" && prefix[0] == ' ' {
				prefix = prefix[1:]
			}
			for value != "" && value[0] == ' ' {
				value = value[1:]
			}
			continue
		}
		if value == "" || value[0] != prefix[0] {
			return value, errBad
		}
		prefix = prefix[1:]
		value = value[1:]
	}
	return value, nil
}

// number takes between least and most digits off s.
func number(s string, least, most int) (n int, rest string, err error) {
	i := 0
	for i < most && isDigit(s, i) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i < least {
		return 0, s, errBad
	}
	return n, s[i:], nil
}

// take reads a number into *to and checks its range.
func (p *parsed) take(to *int, least, most, low, high int, what string) error {
	n, rest, err := number(p.rest, least, most)
	if err != nil {
		return err
	}
	p.rest = rest
	*to = n
	if n < low || n > high {
		p.outOf = what
	}
	return nil
}

// element reads one element of the layout.
func (p *parsed) element(elem element, digits int) error {
	switch elem {
	case longYear:
		if len(p.rest) < 4 || !isDigit(p.rest, 0) {
			return errBad
		}
		return p.take(&p.year, 4, 4, 0, 9999, "year")
	case shortYear:
		if err := p.take(&p.year, 2, 2, 0, 99, "year"); err != nil {
			return err
		}
		if p.year >= 69 {
			p.year += 1900
		} else {
			p.year += 2000
		}
	case longMonth, shortMonth:
		i, rest, err := lookup(monthNames[:], p.rest, elem == shortMonth)
		p.month = i + 1
		p.rest = rest
		return err
	case numMonth:
		return p.take(&p.month, 1, 2, 1, 12, "month")
	case zeroMonth:
		return p.take(&p.month, 2, 2, 1, 12, "month")
	case longWeekday, shortWeekday:
		_, rest, err := lookup(dayNames[:], p.rest, elem == shortWeekday)
		p.rest = rest
		return err
	case numDay, spaceDay, zeroDay:
		least := 1
		if elem == zeroDay {
			least = 2
		}
		if elem == spaceDay && p.rest != "" && p.rest[0] == ' ' {
			p.rest = p.rest[1:]
		}
		return p.take(&p.day, least, 2, 0, 99, "day")
	case spaceYearDay, zeroYearDay:
		least := 3
		if elem == spaceYearDay {
			least = 1
			for i := 0; i < 2 && p.rest != "" && p.rest[0] == ' '; i++ {
				p.rest = p.rest[1:]
			}
		}
		return p.take(&p.yday, least, 3, 0, 999, "day-of-year")
	case hour24:
		return p.take(&p.hour, 1, 2, 0, 23, "hour")
	case hour12:
		return p.take(&p.hour, 1, 2, 0, 12, "hour")
	case zeroHour12:
		return p.take(&p.hour, 2, 2, 0, 12, "hour")
	case numMinute:
		return p.take(&p.min, 1, 2, 0, 59, "minute")
	case zeroMinute:
		return p.take(&p.min, 2, 2, 0, 59, "minute")
	case numSecond, zeroSecond:
		least := 1
		if elem == zeroSecond {
			least = 2
		}
		if err := p.take(&p.sec, least, 2, 0, 59, "second"); err != nil {
			return err
		}
		return p.looseFraction()
	case upperPM, lowerPM:
		return p.half(elem)
	case zoneName:
		return p.zoneAbbreviation()
	case fixedFraction:
		return p.fraction(digits)
	case trimmedFraction:
		if len(p.rest) < 2 || p.rest[0] != '.' && p.rest[0] != ',' || !isDigit(p.rest, 1) {
			return nil
		}
		return p.fraction(digitsAt(p.rest, 1))
	default:
		return p.zoneOffset(elem)
	}
	return nil
}

// looseFraction takes a fraction after the seconds although the layout does not mention one.
func (p *parsed) looseFraction() error {
	if len(p.rest) < 2 || p.rest[0] != '.' && p.rest[0] != ',' || !isDigit(p.rest, 1) {
		return nil
	}
	if prefix, elem, _, _ := nextElement(p.layoutRest); prefix == "" && (elem == fixedFraction || elem == trimmedFraction) {
		return nil
	}
	return p.fraction(digitsAt(p.rest, 1))
}

func digitsAt(s string, i int) int {
	n := 0
	for isDigit(s, i+n) {
		n++
	}
	return n
}

// fraction reads a separator and that many digits.
func (p *parsed) fraction(digits int) error {
	if digits > 1 && len(p.rest) > digits && p.rest[1] == '-' && digitsAt(p.rest, 2) >= digits-1 {
		p.outOf = "fractional second"
		return nil
	}
	if len(p.rest) < digits+1 || p.rest[0] != '.' && p.rest[0] != ',' || digitsAt(p.rest, 1) < digits {
		return errBad
	}
	nsec := 0
	for i := 0; i < 9; i++ {
		nsec *= 10
		if i < digits {
			nsec += int(p.rest[1+i] - '0')
		}
	}
	p.nsec = nsec
	p.rest = p.rest[1+digits:]
	return nil
}

func (p *parsed) half(elem element) error {
	if len(p.rest) < 2 {
		return errBad
	}
	s := p.rest[:2]
	p.rest = p.rest[2:]
	switch {
	case elem == upperPM && s == "PM" || elem == lowerPM && s == "pm":
		p.pm = true
	case elem == upperPM && s == "AM" || elem == lowerPM && s == "am":
		p.am = true
	default:
		return errBad
	}
	return nil
}

// lookup finds the name that s begins with, without regard to case; short: its first three letters.
func lookup(names []string, s string, short bool) (int, string, error) {
	for i, name := range names {
		if short {
			name = name[:3]
		}
		if len(s) >= len(name) && equalFold(s[:len(name)], name) {
			return i, s[len(name):], nil
		}
	}
	return -1, s, errBad
}

func equalFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i] != b[i] && (a[i]|0x20 != b[i]|0x20 || a[i]|0x20 < 'a' || a[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}

// zoneOffset reads Z or a signed offset.
func (p *parsed) zoneOffset(elem element) error {
	if elem >= zOffsetHour {
		if p.rest != "" && p.rest[0] == 'Z' {
			p.rest = p.rest[1:]
			p.z = UTC
			return nil
		}
		elem -= zOffsetHour - offsetHour
	}
	if p.rest == "" || p.rest[0] != '+' && p.rest[0] != '-' {
		return errBad
	}
	negative := p.rest[0] == '-'
	p.rest = p.rest[1:]
	var parts [3]int
	count := 1
	switch elem {
	case offsetHourMinute, offsetColon:
		count = 2
	case offsetSeconds, offsetColonSeconds:
		count = 3
	}
	colons := elem == offsetColon || elem == offsetColonSeconds
	for i := 0; i < count; i++ {
		if colons && i > 0 {
			if p.rest == "" || p.rest[0] != ':' {
				return errBad
			}
			p.rest = p.rest[1:]
		}
		n, rest, err := number(p.rest, 2, 2)
		if err != nil {
			return err
		}
		parts[i] = n
		p.rest = rest
	}
	switch {
	case parts[0] > 24:
		p.outOf = "time zone offset hour"
	case parts[1] > 60:
		p.outOf = "time zone offset minute"
	case parts[2] > 60:
		p.outOf = "time zone offset second"
	}
	p.offset = parts[0]*3600 + parts[1]*60 + parts[2]
	if negative {
		p.offset = -p.offset
	}
	p.hasOffset = true
	return nil
}

// zoneAbbreviation reads UTC, GMT with an offset, a signed hour, or three to five capitals.
func (p *parsed) zoneAbbreviation() error {
	s := p.rest
	if hasPrefix(s, "UTC") {
		p.z = UTC
		p.rest = s[3:]
		return nil
	}
	n := zoneLength(s)
	if n == 0 {
		return errBad
	}
	p.zone = s[:n]
	p.rest = s[n:]
	return nil
}

func zoneLength(s string) int {
	if len(s) < 3 {
		return 0
	}
	if s[:3] == "GMT" {
		return 3 + signedHour(s[3:])
	}
	if s[0] == '+' || s[0] == '-' {
		return signedHour(s)
	}
	if hasPrefix(s, "ChST") || hasPrefix(s, "MeST") {
		return 4
	}
	n := 0
	for n < 6 && n < len(s) && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	switch {
	case n == 3, n == 4 && (s[3] == 'T' || s[:4] == "WITA"), n == 5 && s[4] == 'T':
		return n
	}
	return 0
}

// signedHour is the length of a sign with an hour of at most 23, or 0.
func signedHour(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	hour, rest, err := number(s[1:], 1, 2)
	if err != nil || hour > 23 {
		return 0
	}
	return len(s) - len(rest)
}
