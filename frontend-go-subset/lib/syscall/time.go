package syscall

import (
	"internal/host"
	"unsafe"
)

// Timespec is a time in seconds and nanoseconds.
type Timespec struct {
	Sec  int64
	Nsec int64
}

// Timeval is a time in seconds and microseconds.
type Timeval struct {
	Sec  int64
	Usec int64
}

// Unix returns the seconds and nanoseconds.
func (ts *Timespec) Unix() (sec int64, nsec int64) { return ts.Sec, ts.Nsec }

// Unix returns the seconds and nanoseconds.
func (tv *Timeval) Unix() (sec int64, nsec int64) { return tv.Sec, tv.Usec * 1000 }

// Nano returns the time in nanoseconds.
func (ts *Timespec) Nano() int64 { return ts.Sec*1e9 + ts.Nsec }

// Nano returns the time in nanoseconds.
func (tv *Timeval) Nano() int64 { return tv.Sec*1e9 + tv.Usec*1000 }

// TimespecToNsec returns the time in nanoseconds.
func TimespecToNsec(ts Timespec) int64 { return ts.Nano() }

// TimevalToNsec returns the time in nanoseconds.
func TimevalToNsec(tv Timeval) int64 { return tv.Nano() }

// NsecToTimespec makes a Timespec of nanoseconds.
func NsecToTimespec(nsec int64) Timespec {
	ts := Timespec{nsec / 1e9, nsec % 1e9}
	if ts.Nsec < 0 {
		ts.Sec--
		ts.Nsec += 1e9
	}
	return ts
}

// NsecToTimeval makes a Timeval of nanoseconds, rounded up.
func NsecToTimeval(nsec int64) Timeval {
	nsec += 999
	tv := Timeval{nsec / 1e9, nsec % 1e9 / 1000}
	if tv.Usec < 0 {
		tv.Sec--
		tv.Usec += 1e6
	}
	return tv
}

// Gettimeofday writes the time since 1970.
func Gettimeofday(tv *Timeval) error {
	var now int64
	errno := host.WasiClockTimeGet(0, 1, unsafe.Pointer(&now))
	*tv = Timeval{now / 1e9, now % 1e9 / 1000}
	return result(errno)
}

func setTimes(path string, access, modification int64) error {
	return at(path, func(dir int32, name unsafe.Pointer, size uint32) int32 {
		return host.WasiPathFilestatSetTimes(dir, 1, name, size, access, modification, 1|4)
	})
}

// UtimesNano sets a file's access and modification times.
func UtimesNano(path string, ts []Timespec) error {
	if len(ts) != 2 {
		return EINVAL
	}
	return setTimes(path, ts[0].Nano(), ts[1].Nano())
}

// Utimes sets a file's access and modification times.
func Utimes(path string, tv []Timeval) error {
	if len(tv) != 2 {
		return EINVAL
	}
	return setTimes(path, tv[0].Nano(), tv[1].Nano())
}
