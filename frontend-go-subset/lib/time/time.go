// Package time: clocks, the calendar, time zones, formatting, timers.
package time

import _ "unsafe" // linkname

// A Time is an instant with nanosecond precision and the location in which its parts are given. The zero value is January 1,
// year 1, 00:00:00 UTC.
type Time struct {
	// sec counts seconds since the zero value's instant, nsec the rest; mono is the monotonic clock's reading, 0 for none.
	sec  int64
	nsec int32
	mono int64
	// loc nil means UTC.
	loc *Location
}

// unixEpoch is the start of 1970 in seconds since year 1.
const unixEpoch = 62135596800

const secondsPerDay = 86400

// A Month specifies a month of the year: January is 1.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

// String returns the English name of the month.
func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + string(appendInt(nil, int(m), 0)) + ")"
}

// A Weekday specifies a day of the week: Sunday is 0.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// String returns the English name of the day.
func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + string(appendInt(nil, int(d), 0)) + ")"
}

//go:linkname runtimeWalltime runtime.walltime
func runtimeWalltime() (sec int64, nsec int32)

//go:linkname runtimeNano runtime.timeNano
func runtimeNano() int64

//go:linkname bubbleNow runtime.bubbleNow
func bubbleNow() int64

// startNano makes monotonic readings small and never 0.
var startNano = runtimeNano() - 1

// Now returns the current local time.
func Now() Time {
	if now := bubbleNow(); now != 0 {
		// The clock of a bubble has no monotonic readings: they could not be compared with others.
		return Time{now/1e9 + unixEpoch, int32(now % 1e9), 0, Local}
	}
	sec, nsec := runtimeWalltime()
	return Time{sec + unixEpoch, nsec, runtimeNano() - startNano, Local}
}

// Unix returns the local Time of the given Unix time; nsec may lie outside [0, 999999999].
func Unix(sec int64, nsec int64) Time {
	if nsec < 0 || nsec >= 1e9 {
		n := nsec / 1e9
		sec += n
		nsec -= n * 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return Time{sec + unixEpoch, int32(nsec), 0, Local}
}

// UnixMilli returns the local Time of the given Unix time in milliseconds.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, (msec%1e3)*1e6) }

// UnixMicro returns the local Time of the given Unix time in microseconds.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, (usec%1e6)*1e3) }

// Unix returns t as the number of seconds since January 1, 1970 UTC.
func (t Time) Unix() int64 { return t.sec - unixEpoch }

// UnixMilli returns t as the number of milliseconds since January 1, 1970 UTC.
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + int64(t.nsec)/1e6 }

// UnixMicro returns t as the number of microseconds since January 1, 1970 UTC.
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + int64(t.nsec)/1e3 }

// UnixNano returns t as the number of nanoseconds since January 1, 1970 UTC.
func (t Time) UnixNano() int64 { return t.Unix()*1e9 + int64(t.nsec) }

// IsZero says whether t is the zero instant.
func (t Time) IsZero() bool { return t.sec == 0 && t.nsec == 0 }

// Compare returns -1, 0 or +1 as t is before, the same as, or after u.
func (t Time) Compare(u Time) int {
	a, b := t.sec, u.sec
	switch {
	case t.mono != 0 && u.mono != 0:
		a, b = t.mono, u.mono
	case a == b:
		a, b = int64(t.nsec), int64(u.nsec)
	}
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// After says whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before says whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Equal says whether t and u are the same instant.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	t.sec += int64(d / Second)
	nsec := int64(t.nsec) + int64(d%Second)
	if nsec >= 1e9 {
		t.sec++
		nsec -= 1e9
	} else if nsec < 0 {
		t.sec--
		nsec += 1e9
	}
	t.nsec = int32(nsec)
	if t.mono != 0 {
		mono := t.mono + int64(d)
		if (d > 0) != (mono > t.mono) && d != 0 {
			mono = 0
		}
		t.mono = mono
	}
	return t
}

// Sub returns t-u, or the nearest Duration when it does not fit.
func (t Time) Sub(u Time) Duration {
	if t.mono != 0 && u.mono != 0 {
		return Duration(t.mono - u.mono)
	}
	d := Duration(t.sec-u.sec)*Second + Duration(t.nsec-u.nsec)
	switch {
	case u.Add(d).equalWall(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

func (t Time) equalWall(u Time) bool { return t.sec == u.sec && t.nsec == u.nsec }

// Since returns the time elapsed since t.
func Since(t Time) Duration { return Now().Sub(t) }

// Until returns the duration until t.
func Until(t Time) Duration { return t.Sub(Now()) }

// Round returns t without its monotonic clock reading, rounded to the nearest multiple of d since the zero time, halves up.
func (t Time) Round(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	r := t.mod(d)
	if r+r < d && r+r >= 0 {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// Truncate returns t without its monotonic clock reading, rounded down to a multiple of d since the zero time.
func (t Time) Truncate(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	return t.Add(-t.mod(d))
}

// mod is the time since the zero time modulo d, by long division: the time in nanoseconds has more than 64 bits.
func (t Time) mod(d Duration) Duration {
	negative := t.sec < 0
	sec, nsec := t.sec, int64(t.nsec)
	if negative {
		sec = -sec
		nsec = -nsec
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	m := uint64(d)
	var r uint64
	// r = (sec * 1e9) mod m, bit by bit of sec.
	step := uint64(1e9) % m
	for s := uint64(sec); s > 0; s >>= 1 {
		if s&1 != 0 {
			r = addMod(r, step, m)
		}
		step = addMod(step, step, m)
	}
	r = addMod(r, uint64(nsec)%m, m)
	if negative && r != 0 {
		return d - Duration(r)
	}
	return Duration(r)
}

func addMod(a, b, m uint64) uint64 {
	a += b
	if a >= m {
		a -= m
	}
	return a
}

// ---------------------------------------------------------------- the calendar

// civil gives the date of a day number (0 is January 1, year 1), by the method of Howard Hinnant's date algorithms: years
// begin in March, so that the leap day comes last.
func civil(day int64) (year int, month Month, dom int) {
	z := day + 306 // days since March 1, year 0
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	dom = int(doy-(153*mp+2)/5) + 1
	y := yoe + era*400
	month = Month(mp + 3)
	if mp >= 10 {
		month = Month(mp - 9)
		y++
	}
	return int(y), month, dom
}

// dayNumber is civil's inverse; dom may lie outside the month.
func dayNumber(year int, month Month, dom int) int64 {
	y := int64(year)
	mp := int64(month) - 3
	if month <= 2 {
		y--
		mp = int64(month) + 9
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yoe := y - era*400
	doe := yoe*365 + yoe/4 - yoe/100 + (153*mp+2)/5
	return era*146097 + doe + int64(dom) - 1 - 306
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(m Month, year int) int {
	switch m {
	case February:
		if isLeap(year) {
			return 29
		}
		return 28
	case April, June, September, November:
		return 30
	}
	return 31
}

// local is the seconds since year 1 as a clock in t's location shows them.
func (t Time) local() int64 {
	if t.loc == nil {
		return t.sec
	}
	z, _, _ := t.loc.at(t.Unix())
	return t.sec + int64(z.offset)
}

// floorDiv rounds toward negative infinity.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func (t Time) day() int64 { return floorDiv(t.local(), secondsPerDay) }

func (t Time) secondOfDay() int { return int(t.local() - t.day()*secondsPerDay) }

// Date returns the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) { return civil(t.day()) }

// Year returns the year of t.
func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// Weekday returns the day of the week of t. Day 0 was a Monday.
func (t Time) Weekday() Weekday {
	d := (t.day() + 1) % 7
	if d < 0 {
		d += 7
	}
	return Weekday(d)
}

// YearDay returns the day of the year of t, from 1.
func (t Time) YearDay() int {
	day := t.day()
	year, _, _ := civil(day)
	return int(day-dayNumber(year, January, 1)) + 1
}

// ISOWeek returns the ISO 8601 year and week of t. The week belongs to the year that has its Thursday.
func (t Time) ISOWeek() (year, week int) {
	monday := (int64(t.Weekday()) + 6) % 7
	thursday := t.day() - monday + 3
	year, _, _ = civil(thursday)
	return year, int(thursday-dayNumber(year, January, 1))/7 + 1
}

// Clock returns the hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	s := t.secondOfDay()
	return s / 3600, s / 60 % 60, s % 60
}

// Hour returns the hour of t.
func (t Time) Hour() int { return t.secondOfDay() / 3600 }

// Minute returns the minute of t.
func (t Time) Minute() int { return t.secondOfDay() / 60 % 60 }

// Second returns the second of t.
func (t Time) Second() int { return t.secondOfDay() % 60 }

// Nanosecond returns the nanoseconds of t within the second.
func (t Time) Nanosecond() int { return int(t.nsec) }

// norm carries lo into hi, so that lo lies in [0, base).
func norm(hi, lo, base int) (int, int) {
	n := int(floorDiv(int64(lo), int64(base)))
	return hi + n, lo - n*base
}

// Date returns the Time of the given parts in loc. Parts outside their ranges are carried over: October 32 is November 1.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int(month) - 1
	year, m = norm(year, m, 12)
	sec, nsec = norm(sec, nsec, 1e9)
	min, sec = norm(min, sec, 60)
	hour, min = norm(hour, min, 60)
	day, hour = norm(day, hour, 24)
	seconds := dayNumber(year, Month(m+1), day)*secondsPerDay + int64(hour*3600+min*60+sec)
	// The offset depends on the instant, which depends on the offset. The one at the same instant of UTC is right, or the
	// one in its neighbourhood is; in an hour that a change repeats or leaves out, one of the two.
	z, start, end := loc.at(seconds - unixEpoch)
	if z.offset != 0 {
		utc := seconds - unixEpoch - int64(z.offset)
		if utc < start || utc >= end {
			z, _, _ = loc.at(utc)
		}
		seconds -= int64(z.offset)
	}
	t := Time{sec: seconds, nsec: int32(nsec)}
	t.setLoc(loc)
	return t
}

// AddDate returns t moved by the given numbers of years, months and days, carried over as Date does.
func (t Time) AddDate(years int, months int, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec), t.Location())
}
