package time

import (
	"errors"
	"internal/wasi"
	"sync"
	"syscall"
)

// platformZoneSources is where systems keep a file for each location.
var platformZoneSources = []string{"/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"}

// zoneFileLimit: no file about a location is as big as that.
const zoneFileLimit = 10 << 20

var (
	errZoneData = errors.New("malformed time zone information")
	errLocation = errors.New("time: invalid location name")
)

// loadFromEmbeddedTZData gives the data of a location that package time/tzdata has, when a program imports it.
var loadFromEmbeddedTZData func(name string) (string, error)

// registerLoadFromEmbeddedTZData is what time/tzdata calls, by go:linkname.
func registerLoadFromEmbeddedTZData(load func(string) (string, error)) { loadFromEmbeddedTZData = load }

// LoadLocation returns the location of a name: UTC for "" and "UTC", Local for "Local", else one of the IANA's database, such
// as "America/New_York". It is looked for where $ZONEINFO says, a folder or an uncompressed zip file, then in the system's
// folders, then in package time/tzdata if the program has it.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	if name[0] == '/' || name[0] == '\\' || hasDotDot(name) {
		return nil, errLocation
	}
	zoneinfoOnce.Do(func() {
		source, _ := wasi.LookupEnv("ZONEINFO")
		zoneinfo = &source
	})
	if *zoneinfo != "" {
		if data, err := loadTzinfo(name, *zoneinfo); err == nil {
			if l, err := LoadLocationFromTZData(name, data); err == nil {
				return l, nil
			}
		}
	}
	return loadLocation(name, platformZoneSources)
}

// zoneinfo is $ZONEINFO as it was at the first use.
var (
	zoneinfo     *string
	zoneinfoOnce sync.Once
)

func hasDotDot(name string) bool {
	for i := 0; i+1 < len(name); i++ {
		if name[i] == '.' && name[i+1] == '.' {
			return true
		}
	}
	return false
}

// loadLocation looks in folders and zip files, then in the program.
func loadLocation(name string, sources []string) (*Location, error) {
	var firstErr error
	for _, source := range sources {
		data, err := loadTzinfo(name, source)
		if err == nil {
			var l *Location
			if l, err = LoadLocationFromTZData(name, data); err == nil {
				return l, nil
			}
		}
		if firstErr == nil && err != syscall.ENOENT {
			firstErr = err
		}
	}
	if loadFromEmbeddedTZData != nil {
		data, err := loadFromEmbeddedTZData(name)
		if err == nil {
			return LoadLocationFromTZData(name, []byte(data))
		}
		if firstErr == nil && err != syscall.ENOENT {
			firstErr = err
		}
	}
	if firstErr == nil {
		firstErr = errors.New("unknown time zone " + name)
	}
	return nil, firstErr
}

// initLocal finds the system's location: of $TZ, which may be a path or a name, else of /etc/localtime. Nothing that can be
// read is UTC.
func initLocal() {
	tz, ok := wasi.LookupEnv("TZ")
	if !ok {
		tz = "/etc/localtime"
	}
	if tz != "" && tz[0] == ':' {
		tz = tz[1:]
	}
	localLoc = Location{name: "UTC"}
	switch {
	case tz == "" || tz == "UTC":
	case tz[0] == '/':
		name := tz
		if tz == "/etc/localtime" {
			name = "Local"
		}
		if data, err := readFile(tz); err == nil {
			if l, err := LoadLocationFromTZData(name, data); err == nil {
				localLoc = *l
			}
		}
	default:
		if l, err := loadLocation(tz, platformZoneSources); err == nil {
			localLoc = *l
		}
	}
}

// fileTooLarge: no file about locations is as big as that.
type fileTooLarge string

func (f fileTooLarge) Error() string { return "time: file " + string(f) + " is too large" }

const maxFileSize = 10 << 20

func readFile(name string) ([]byte, error) {
	data, errno := wasi.ReadFile(name, maxFileSize)
	switch errno {
	case 0:
		return data, nil
	case wasi.TooLarge:
		return nil, fileTooLarge(name)
	}
	return nil, syscall.Errno(errno)
}

// loadTzinfo finds a location's data in a folder or a zip file.
func loadTzinfo(name, source string) ([]byte, error) {
	if len(source) > 4 && source[len(source)-4:] == ".zip" {
		return loadTzinfoFromZip(source, name)
	}
	return readFile(source + "/" + name)
}

func little16(b []byte) int { return int(b[0]) | int(b[1])<<8 }
func little32(b []byte) int { return little16(b) | little16(b[2:])<<16 }

// loadTzinfoFromZip finds an uncompressed file in an archive, by the directory at the archive's end.
func loadTzinfoFromZip(source, name string) ([]byte, error) {
	const (
		endSize, entrySize, headSize = 22, 46, 30
		endMark, entryMark, headMark = 0x06054b50, 0x02014b50, 0x04034b50
	)
	corrupt := errors.New("corrupt zip file " + source)
	archive, err := readFile(source)
	if err != nil {
		return nil, err
	}
	if len(archive) < endSize || little32(archive[len(archive)-endSize:]) != endMark {
		return nil, corrupt
	}
	end := archive[len(archive)-endSize:]
	count, at := little16(end[10:]), little32(end[16:])
	for ; count > 0 && at+entrySize <= len(archive); count-- {
		entry := archive[at:]
		if little32(entry) != entryMark {
			return nil, corrupt
		}
		method, size := little16(entry[10:]), little32(entry[24:])
		nameLen, head := little16(entry[28:]), little32(entry[42:])
		at += entrySize + nameLen + little16(entry[30:]) + little16(entry[32:])
		if at > len(archive) || string(entry[entrySize:entrySize+nameLen]) != name {
			continue
		}
		if method != 0 || head+headSize > len(archive) || little32(archive[head:]) != headMark {
			return nil, corrupt
		}
		start := head + headSize + little16(archive[head+26:]) + little16(archive[head+28:])
		if start+size > len(archive) {
			return nil, corrupt
		}
		return archive[start : start+size], nil
	}
	return nil, syscall.ENOENT
}

// zoneReader reads numbers from the front; what is not there makes it bad.
type zoneReader struct {
	data  []byte
	isBad bool
}

func (r *zoneReader) bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.isBad = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

// number reads a signed number of the given size, the most significant byte first.
func (r *zoneReader) number(size int) int64 {
	b := r.bytes(size)
	var n int64
	for i, c := range b {
		if i == 0 {
			n = int64(int8(c))
		} else {
			n = n<<8 | int64(c)
		}
	}
	return n
}

// zoneCounts are how many there are of each part of a block, in the order of the header.
type zoneCounts struct{ utcMarks, stdMarks, leaps, times, types, chars int }

// header reads a block's header and the version of the format.
func (r *zoneReader) header() (version byte, c zoneCounts) {
	magic := r.bytes(4)
	rest := r.bytes(16)
	if string(magic) != "TZif" || r.isBad {
		r.isBad = true
		return 0, c
	}
	for _, n := range []*int{&c.utcMarks, &c.stdMarks, &c.leaps, &c.times, &c.types, &c.chars} {
		if *n = int(r.number(4)); *n < 0 {
			r.isBad = true
		}
	}
	return rest[0], c
}

// LoadLocationFromTZData returns a location with the given name from data in the format of the IANA's files (RFC 8536).
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	r := zoneReader{data: data}
	version, c := r.header()
	wide := 4
	if !r.isBad && version >= '2' {
		// A second block has times of 64 bits.
		r.bytes(c.times*5 + c.types*6 + c.chars + c.leaps*8 + c.stdMarks + c.utcMarks)
		_, c = r.header()
		wide = 8
	}
	times := zoneReader{data: r.bytes(c.times * wide)}
	kinds := r.bytes(c.times)
	types := zoneReader{data: r.bytes(c.types * 6)}
	names := r.bytes(c.chars)
	r.bytes(c.leaps*(wide+4) + c.stdMarks + c.utcMarks)
	if r.isBad || c.types == 0 {
		return nil, errZoneData
	}
	l := &Location{name: name, zone: make([]zone, c.types), transitions: make([]transition, c.times)}
	for i := range l.zone {
		z := &l.zone[i]
		z.offset = int(types.number(4))
		z.isDST = types.number(1) != 0
		at := int(types.bytes(1)[0])
		if at >= len(names) {
			return nil, errZoneData
		}
		for end := at; end <= len(names); end++ {
			if end == len(names) || names[end] == 0 {
				z.name = string(names[at:end])
				break
			}
		}
	}
	for i := range l.transitions {
		if int(kinds[i]) >= len(l.zone) {
			return nil, errZoneData
		}
		l.transitions[i] = transition{times.number(wide), kinds[i]}
	}
	if len(l.transitions) == 0 {
		// The first zone has always been there.
		l.transitions = append(l.transitions, transition{alpha, 0})
	}
	if rest := r.data; wide == 8 && len(rest) > 2 && rest[0] == '\n' && rest[len(rest)-1] == '\n' {
		l.rule = parseZoneRule(string(rest[1 : len(rest)-1]))
	}
	sec, _ := runtimeWalltime()
	l.cached, l.cachedStart, l.cachedEnd = l.at(sec)
	return l, nil
}
