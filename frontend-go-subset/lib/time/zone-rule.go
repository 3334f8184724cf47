package time

// A zoneRule says how a place changes its clocks every year, as POSIX writes it in TZ:
//
//	rule   = name offset [name [offset] ["," change "," change]]
//	name   = letter letter letter {letter} | "<" {letter | digit | "+" | "-"} ">"
//	offset = ["+" | "-"] hours [":" minutes [":" seconds]]        (west of UTC)
//	change = ("J" day | day | "M" month "." week "." weekday) ["/" offset]
type zoneRule struct {
	std, dst   zone
	hasDST     bool
	start, end change
}

// A change of the clocks: a day of the year in one of the three forms, and a time on it.
type change struct {
	kind             byte // 'J' counts days from 1 without leap days, 'D' from 0 with them, 'M' has a weekday of a month
	day, week, month int
	time             int // seconds after midnight
}

// parseZoneRule reads a rule; nil when it is none.
func parseZoneRule(s string) *zoneRule {
	var r zoneRule
	var ok bool
	if r.std.name, s, ok = ruleName(s); !ok {
		return nil
	}
	var west int
	if west, s, ok = ruleOffset(s); !ok {
		return nil
	}
	r.std.offset = -west
	if s == "" || s[0] == ',' {
		// Only one zone; what may follow cannot matter.
		return &r
	}
	r.hasDST = true
	r.dst.isDST = true
	if r.dst.name, s, ok = ruleName(s); !ok {
		return nil
	}
	r.dst.offset = r.std.offset + 3600
	if s != "" && s[0] != ',' {
		if west, s, ok = ruleOffset(s); !ok {
			return nil
		}
		r.dst.offset = -west
	}
	if s == "" {
		s = ",M3.2.0,M11.1.0" // what the United States do
	}
	if s[0] != ',' && s[0] != ';' {
		return nil
	}
	if r.start, s, ok = ruleChange(s[1:]); !ok || s == "" || s[0] != ',' {
		return nil
	}
	if r.end, s, ok = ruleChange(s[1:]); !ok || s != "" {
		return nil
	}
	return &r
}

func ruleName(s string) (name, rest string, ok bool) {
	if s != "" && s[0] == '<' {
		for i := range len(s) {
			if s[i] == '>' {
				return s[1:i], s[i+1:], true
			}
		}
		return "", "", false
	}
	n := 0
	for n < len(s) && !('0' <= s[n] && s[n] <= '9' || s[n] == ',' || s[n] == '-' || s[n] == '+') {
		n++
	}
	return s[:n], s[n:], n >= 3
}

// ruleOffset reads a signed time of up to a week, in seconds.
func ruleOffset(s string) (offset int, rest string, ok bool) {
	negative := s != "" && s[0] == '-'
	if negative || s != "" && s[0] == '+' {
		s = s[1:]
	}
	hours, s, ok := ruleNumber(s, 0, 24*7)
	if !ok {
		return 0, "", false
	}
	offset = hours * 3600
	for unit := 60; unit > 0 && s != "" && s[0] == ':'; unit /= 60 {
		var n int
		if n, s, ok = ruleNumber(s[1:], 0, 59); !ok {
			return 0, "", false
		}
		offset += n * unit
	}
	if negative {
		offset = -offset
	}
	return offset, s, true
}

func ruleChange(s string) (c change, rest string, ok bool) {
	if s == "" {
		return c, "", false
	}
	switch s[0] {
	case 'J':
		c.kind = 'J'
		if c.day, s, ok = ruleNumber(s[1:], 1, 365); !ok {
			return c, "", false
		}
	case 'M':
		c.kind = 'M'
		if c.month, s, ok = ruleNumber(s[1:], 1, 12); !ok || s == "" || s[0] != '.' {
			return c, "", false
		}
		if c.week, s, ok = ruleNumber(s[1:], 1, 5); !ok || s == "" || s[0] != '.' {
			return c, "", false
		}
		if c.day, s, ok = ruleNumber(s[1:], 0, 6); !ok {
			return c, "", false
		}
	default:
		c.kind = 'D'
		if c.day, s, ok = ruleNumber(s, 0, 365); !ok {
			return c, "", false
		}
	}
	c.time = 2 * 3600
	if s != "" && s[0] == '/' {
		c.time, s, ok = ruleOffset(s[1:])
	}
	return c, s, ok
}

func ruleNumber(s string, low, high int) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		if n > high {
			return 0, "", false
		}
		i++
	}
	return n, s[i:], i > 0 && n >= low
}

// seconds returns when the change is, in seconds since the year's first midnight on a clock at `offset`.
func (c *change) seconds(year, offset int) int64 {
	first := dayNumber(year, January, 1)
	day := int64(c.day)
	switch c.kind {
	case 'J':
		day--
		if isLeap(year) && c.day >= 60 {
			day++
		}
	case 'M':
		month := dayNumber(year, Month(c.month), 1)
		// Day 0 of all was a Monday.
		weekday := int(((month+1)%7 + 7) % 7)
		dom := (c.day-weekday+7)%7 + (c.week-1)*7
		if dom >= daysIn(Month(c.month), year) {
			dom -= 7
		}
		day = month - first + int64(dom)
	}
	return day*secondsPerDay + int64(c.time-offset)
}

// at returns the zone at a Unix time and between which times it holds. The bounds lie in the same year.
func (r *zoneRule) at(sec int64) (z *zone, start, end int64) {
	if !r.hasDST {
		return &r.std, alpha, omega
	}
	year, _, _ := civil(floorDiv(sec+unixEpoch, secondsPerDay))
	begin := dayNumber(year, January, 1)*secondsPerDay - unixEpoch
	next := dayNumber(year+1, January, 1)*secondsPerDay - unixEpoch
	toDST := begin + r.start.seconds(year, r.std.offset)
	toStd := begin + r.end.seconds(year, r.dst.offset)
	// South of the equator the year begins and ends with daylight saving time.
	before, inside := &r.std, &r.dst
	if toStd < toDST {
		toDST, toStd = toStd, toDST
		before, inside = inside, before
	}
	switch {
	case sec < toDST:
		return before, begin, toDST
	case sec < toStd:
		return inside, toDST, toStd
	}
	return before, toStd, next
}
