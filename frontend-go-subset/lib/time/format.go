package time

// Format returns t as the layout shows the reference time.
func (t Time) Format(layout string) string {
	return string(t.AppendFormat(make([]byte, 0, len(layout)+10), layout))
}

// AppendFormat is like Format but appends to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	for layout != "" {
		prefix, elem, digits, suffix := nextElement(layout)
		b = append(b, prefix...)
		separator := byte('.')
		if len(prefix) < len(layout) {
			separator = layout[len(prefix)]
		}
		if elem == noElement {
			break
		}
		layout = suffix
		switch elem {
		case longYear:
			b = appendInt(b, year, 4)
		case shortYear:
			y := year % 100
			if y < 0 {
				y = -y
			}
			b = appendInt(b, y, 2)
		case longMonth:
			b = append(b, month.String()...)
		case shortMonth:
			b = append(b, month.String()[:3]...)
		case numMonth:
			b = appendInt(b, int(month), 0)
		case zeroMonth:
			b = appendInt(b, int(month), 2)
		case longWeekday:
			b = append(b, t.Weekday().String()...)
		case shortWeekday:
			b = append(b, t.Weekday().String()[:3]...)
		case numDay:
			b = appendInt(b, day, 0)
		case spaceDay:
			b = appendSpaced(b, day, 2)
		case zeroDay:
			b = appendInt(b, day, 2)
		case spaceYearDay:
			b = appendSpaced(b, t.YearDay(), 3)
		case zeroYearDay:
			b = appendInt(b, t.YearDay(), 3)
		case hour24:
			b = appendInt(b, hour, 2)
		case hour12:
			b = appendInt(b, (hour+11)%12+1, 0)
		case zeroHour12:
			b = appendInt(b, (hour+11)%12+1, 2)
		case numMinute:
			b = appendInt(b, min, 0)
		case zeroMinute:
			b = appendInt(b, min, 2)
		case numSecond:
			b = appendInt(b, sec, 0)
		case zeroSecond:
			b = appendInt(b, sec, 2)
		case upperPM, lowerPM:
			b = appendHalf(b, hour, elem)
		case zoneName:
			b = t.appendZoneName(b)
		case fixedFraction, trimmedFraction:
			b = appendSubsecond(b, int(t.nsec), separator, digits, elem == trimmedFraction)
		default:
			b = t.appendOffset(b, elem)
		}
	}
	return b
}

// appendSpaced appends x padded with spaces to width.
func appendSpaced(b []byte, x, width int) []byte {
	if width > 2 && x < 100 {
		b = append(b, ' ')
	}
	if x < 10 {
		b = append(b, ' ')
	}
	return appendInt(b, x, 0)
}

func appendHalf(b []byte, hour int, elem element) []byte {
	switch {
	case elem == upperPM && hour >= 12:
		return append(b, "PM"...)
	case elem == upperPM:
		return append(b, "AM"...)
	case hour >= 12:
		return append(b, "pm"...)
	}
	return append(b, "am"...)
}

func (t Time) appendZoneName(b []byte) []byte {
	name, offset := t.Zone()
	if name != "" {
		return append(b, name...)
	}
	// Without a name, the offset.
	b, offset = appendSign(b, offset)
	b = appendInt(b, offset/3600, 2)
	return appendInt(b, offset/60%60, 2)
}

func appendSign(b []byte, offset int) ([]byte, int) {
	if offset < 0 {
		return append(b, '-'), -offset
	}
	return append(b, '+'), offset
}

func (t Time) appendOffset(b []byte, elem element) []byte {
	_, offset := t.Zone()
	if elem >= zOffsetHour {
		if offset == 0 {
			return append(b, 'Z')
		}
		elem -= zOffsetHour - offsetHour
	}
	b, offset = appendSign(b, offset)
	b = appendInt(b, offset/3600, 2)
	if elem == offsetHour {
		return b
	}
	colons := elem == offsetColon || elem == offsetColonSeconds
	if colons {
		b = append(b, ':')
	}
	b = appendInt(b, offset/60%60, 2)
	if elem == offsetSeconds || elem == offsetColonSeconds {
		if colons {
			b = append(b, ':')
		}
		b = appendInt(b, offset%60, 2)
	}
	return b
}

func appendSubsecond(b []byte, nsec int, separator byte, digits int, trim bool) []byte {
	start := len(b)
	b = append(b, separator)
	b = appendUint(b, uint64(nsec), 9)
	if digits < 9 {
		b = b[:start+1+digits]
	}
	if !trim {
		return b
	}
	for len(b) > start+1 && b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if len(b) == start+1 {
		b = b[:start]
	}
	return b
}

// String formats t as "2006-01-02 15:04:05.999999999 -0700 MST", with the monotonic clock's reading if t has one.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono == 0 {
		return s
	}
	b := append([]byte(s), " m="...)
	m := t.mono
	if m < 0 {
		b = append(b, '-')
		m = -m
	} else {
		b = append(b, '+')
	}
	b = appendUint(b, uint64(m/1e9), 0)
	b = append(b, '.')
	return string(appendUint(b, uint64(m%1e9), 9))
}

// GoString formats t as Go source.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	b := append([]byte("time.Date("), appendInt(nil, year, 0)...)
	b = append(b, ", time."...)
	b = append(b, month.String()...)
	for _, n := range [...]int{day, hour, min, sec, int(t.nsec)} {
		b = append(b, ", "...)
		b = appendInt(b, n, 0)
	}
	b = append(b, ", "...)
	switch loc := t.Location(); loc {
	case UTC:
		b = append(b, "time.UTC"...)
	case Local:
		b = append(b, "time.Local"...)
	default:
		b = append(b, "time.Location("...)
		b = append(b, quote(loc.name)...)
		b = append(b, ')')
	}
	return string(append(b, ')'))
}
