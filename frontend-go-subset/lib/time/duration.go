package time

import "errors"

// A Duration is a time span in nanoseconds, at most about 290 years.
type Duration int64

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// Common durations. To count units in a Duration, divide; to make a Duration of units, multiply.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

// String formats d as "72h3m0.5s". Durations below one second use a smaller unit; zero is "0s".
func (d Duration) String() string {
	var buf [32]byte
	return string(d.append(buf[:0]))
}

func (d Duration) append(b []byte) []byte {
	if d == 0 {
		return append(b, "0s"...)
	}
	u := uint64(d)
	if d < 0 {
		b = append(b, '-')
		u = -u
	}
	if u < uint64(Second) {
		switch {
		case u < uint64(Microsecond):
			return append(appendFraction(b, u, 0), "ns"...)
		case u < uint64(Millisecond):
			return append(appendFraction(b, u, 3), "µs"...)
		}
		return append(appendFraction(b, u, 6), "ms"...)
	}
	seconds := u / uint64(Second)
	if minutes := seconds / 60; minutes > 0 {
		if hours := minutes / 60; hours > 0 {
			b = append(appendUint(b, hours, 0), 'h')
		}
		b = append(appendUint(b, minutes%60, 0), 'm')
	}
	u -= seconds / 60 * 60 * uint64(Second)
	return append(appendFraction(b, u, 9), 's')
}

// appendFraction appends v / 10^digits without trailing zeros.
func appendFraction(b []byte, v uint64, digits int) []byte {
	scale := uint64(1)
	for i := 0; i < digits; i++ {
		scale *= 10
	}
	b = appendUint(b, v/scale, 0)
	rest := v % scale
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for rest > 0 {
		scale /= 10
		b = append(b, byte('0'+rest/scale))
		rest %= scale
	}
	return b
}

// appendUint appends v in decimal with at least width digits.
func appendUint(b []byte, v uint64, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for v > 0 || width > 0 || i == len(digits) {
		i--
		digits[i] = byte('0' + v%10)
		v /= 10
		width--
	}
	return append(b, digits[i:]...)
}

// Nanoseconds returns the duration as a number of nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns the duration as a whole number of microseconds.
func (d Duration) Microseconds() int64 { return int64(d) / 1000 }

// Milliseconds returns the duration as a whole number of milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d) / 1000000 }

// in splits d, so that the float is as exact as it can be.
func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

// Seconds returns the duration in seconds.
func (d Duration) Seconds() float64 { return d.in(Second) }

// Minutes returns the duration in minutes.
func (d Duration) Minutes() float64 { return d.in(Minute) }

// Hours returns the duration in hours.
func (d Duration) Hours() float64 { return d.in(Hour) }

// Truncate rounds d toward zero to a multiple of m; d itself if m <= 0.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds d to the nearest multiple of m, halves away from zero; d itself if m <= 0. It stops at the largest or
// smallest Duration.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if r+r < m {
			return d + r
		}
		if low := d - m + r; low < d {
			return low
		}
		return minDuration
	}
	if r+r >= 0 && r+r < m {
		return d - r
	}
	if high := d + m - r; high > d {
		return high
	}
	return maxDuration
}

// Abs returns the absolute value of d; the smallest Duration gives the largest.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

var unitOf = map[string]uint64{
	"ns": uint64(Nanosecond),
	"us": uint64(Microsecond),
	"µs": uint64(Microsecond), // U+00B5
	"μs": uint64(Microsecond), // U+03BC
	"ms": uint64(Millisecond),
	"s":  uint64(Second),
	"m":  uint64(Minute),
	"h":  uint64(Hour),
}

// ParseDuration parses numbers with units, "-1.5h" or "2h45m". Units are ns, us (or µs), ms, s, m and h.
func ParseDuration(s string) (Duration, error) {
	orig := s
	invalid := func() (Duration, error) {
		return 0, errors.New("time: invalid duration " + quote(orig))
	}
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return invalid()
	}
	const limit = uint64(1) << 63
	var total uint64
	for s != "" {
		whole, rest, fits := leadingUint(s)
		if !fits {
			return invalid()
		}
		hasDigits := len(rest) < len(s)
		s = rest
		var fraction uint64
		scale := 1.0
		if s != "" && s[0] == '.' {
			s = s[1:]
			start := len(s)
			overflow := false
			for s != "" && '0' <= s[0] && s[0] <= '9' {
				if !overflow {
					if fraction > (1<<63-1)/10 {
						overflow = true
					} else {
						fraction = fraction*10 + uint64(s[0]-'0')
						scale *= 10
					}
				}
				s = s[1:]
			}
			hasDigits = hasDigits || len(s) < start
		}
		if !hasDigits {
			return invalid()
		}
		end := 0
		for end < len(s) && s[end] != '.' && (s[end] < '0' || s[end] > '9') {
			end++
		}
		if end == 0 {
			return 0, errors.New("time: missing unit in duration " + quote(orig))
		}
		unit, ok := unitOf[s[:end]]
		if !ok {
			return 0, errors.New("time: unknown unit " + quote(s[:end]) + " in duration " + quote(orig))
		}
		s = s[end:]
		if whole > limit/unit {
			return invalid()
		}
		whole *= unit
		if fraction > 0 {
			whole += uint64(float64(fraction) * (float64(unit) / scale))
			if whole > limit {
				return invalid()
			}
		}
		total += whole
		if total > limit {
			return invalid()
		}
	}
	if negative {
		return -Duration(total), nil
	}
	if total > limit-1 {
		return invalid()
	}
	return Duration(total), nil
}

// leadingUint takes the digits at the start of s; fits is false when they are too many.
func leadingUint(s string) (v uint64, rest string, fits bool) {
	i := 0
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		if v > 1<<63/10 {
			return 0, "", false
		}
		v = v*10 + uint64(s[i]-'0')
		if v > 1<<63 {
			return 0, "", false
		}
	}
	return v, s[i:], true
}

// quote puts s between quotation marks; bytes outside printable ASCII are escaped.
func quote(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ' || c >= 0x7f:
			b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}
