package time

import "sync"

// A Location is a place's history and rules of time: the zones it has had, and when one took over from another.
type Location struct {
	name string
	zone []zone
	// transitions are in order. Before the first the place had firstZone.
	transitions []transition
	// rule, as POSIX writes it in TZ, holds from the last transition on; nil: the last zone stays.
	rule *zoneRule
	// The zone that was asked for last, and from when to when it holds (now, at first, for places that are loaded).
	cached                 *zone
	cachedStart, cachedEnd int64
}

type zone struct {
	name   string // the abbreviation
	offset int    // seconds east of UTC
	isDST  bool
}

// A transition: from the Unix time `when` on, a zone holds.
type transition struct {
	when int64
	zone uint8
}

// The beginning and the end of time.
const (
	alpha = -1 << 63
	omega = 1<<63 - 1
)

var (
	utcZone     = zone{name: "UTC"}
	utcLocation = Location{name: "UTC"}
	// localLoc is filled at the first use.
	localLoc  Location
	localOnce sync.Once
	// UTC is Universal Coordinated Time.
	UTC *Location = &utcLocation
	// Local is the system's time zone: $TZ, or /etc/localtime.
	Local *Location = &localLoc
)

// get is the location with its data; nil stands for UTC.
func (l *Location) get() *Location {
	if l == nil {
		return &utcLocation
	}
	if l == &localLoc {
		localOnce.Do(initLocal)
	}
	return l
}

// String returns the name of the location.
func (l *Location) String() string { return l.get().name }

// FixedZone returns a Location with the given name and offset in seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	l := &Location{name: name, zone: []zone{{name, offset, false}}}
	l.cached, l.cachedStart, l.cachedEnd = &l.zone[0], alpha, omega
	return l
}

// at returns the zone at a Unix time, and the times between which it holds.
func (l *Location) at(sec int64) (z *zone, start, end int64) {
	l = l.get()
	if l.cached != nil && l.cachedStart <= sec && sec < l.cachedEnd {
		return l.cached, l.cachedStart, l.cachedEnd
	}
	if len(l.zone) == 0 {
		return &utcZone, alpha, omega
	}
	lo, hi := 0, len(l.transitions) // the first transition after sec is in [lo, hi]
	for lo < hi {
		if mid := (lo + hi) / 2; sec < l.transitions[mid].when {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	start, end = alpha, omega
	if lo < len(l.transitions) {
		end = l.transitions[lo].when
	}
	if lo == 0 {
		return l.firstZone(), start, end
	}
	last := l.transitions[lo-1]
	if lo == len(l.transitions) && l.rule != nil {
		z, start, end = l.rule.at(sec)
		return l.known(z), max(start, last.when), end
	}
	return &l.zone[last.zone], last.when, end
}

// known is the place's own zone that equals z, if it has one.
func (l *Location) known(z *zone) *zone {
	for i := range l.zone {
		if l.zone[i] == *z {
			return &l.zone[i]
		}
	}
	return z
}

// firstZone is what holds before the first transition: zone 0, unless a transition leads to it; then the first that is not
// daylight saving time, counted down from the first transition's if that is.
func (l *Location) firstZone() *zone {
	isUsed := false
	for _, t := range l.transitions {
		isUsed = isUsed || t.zone == 0
	}
	if !isUsed {
		return &l.zone[0]
	}
	if first := int(l.transitions[0].zone); l.zone[first].isDST {
		for i := first - 1; i >= 0; i-- {
			if !l.zone[i].isDST {
				return &l.zone[i]
			}
		}
	}
	for i := range l.zone {
		if !l.zone[i].isDST {
			return &l.zone[i]
		}
	}
	return &l.zone[0]
}

// offsetOf returns the offset of an abbreviation: of the zone that has it at that time on the clock, else of any.
func (l *Location) offsetOf(abbreviation string, clock int64) (offset int, ok bool) {
	l = l.get()
	for i := range l.zone {
		if z := &l.zone[i]; z.name == abbreviation {
			if at, _, _ := l.at(clock - int64(z.offset)); at.name == z.name {
				return at.offset, true
			}
		}
	}
	for i := range l.zone {
		if l.zone[i].name == abbreviation {
			return l.zone[i].offset, true
		}
	}
	return 0, false
}

func (t *Time) setLoc(loc *Location) {
	if loc == &utcLocation {
		loc = nil
	}
	t.loc = loc
	t.mono = 0
}

// UTC returns t with the location set to UTC.
func (t Time) UTC() Time {
	t.setLoc(&utcLocation)
	return t
}

// Local returns t with the location set to local time.
func (t Time) Local() Time {
	t.setLoc(Local)
	return t
}

// In returns t with the location set to loc.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

// Location returns the location of t.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Zone returns the abbreviation of t's time zone and its offset in seconds east of UTC.
func (t Time) Zone() (name string, offset int) {
	z, _, _ := t.loc.at(t.Unix())
	return z.name, z.offset
}

// ZoneBounds returns when the time zone in effect at t begins and ends; the zero Time where it has no beginning or no end.
func (t Time) ZoneBounds() (start, end Time) {
	_, from, to := t.loc.at(t.Unix())
	if from != alpha {
		start = Unix(from, 0)
		start.setLoc(t.loc)
	}
	if to != omega {
		end = Unix(to, 0)
		end.setLoc(t.loc)
	}
	return start, end
}

// IsDST says whether daylight saving time is in effect at t.
func (t Time) IsDST() bool {
	z, _, _ := t.loc.at(t.Unix())
	return z.isDST
}
