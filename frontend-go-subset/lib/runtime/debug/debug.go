// Package debug lets a program look at itself and set the collector while it runs.
package debug

import (
	"os"
	"runtime"
	"time"
	_ "unsafe"
)

//go:linkname setGCPercent runtime.setGCPercent
func setGCPercent(percent int32) int32

//go:linkname setMemoryLimit runtime.setMemoryLimit
func setMemoryLimit(limit int64) int64

//go:linkname freeOSMemory runtime.freeOSMemory
func freeOSMemory()

//go:linkname readGCStats runtime.readGCStats
func readGCStats(pauses, ends []uint64) (n int, last, total uint64, count uint32)

//go:linkname setCrashFd runtime.setCrashFd
func setCrashFd(fd int)

// crashFile is kept open.
var crashFile *os.File

// CrashOptions are for SetCrashOutput; there are none yet.
type CrashOptions struct{}

// SetCrashOutput has the report of a panic or a fatal error that ends the program written to f as well; nil undoes that. f may
// be closed afterwards if it is a regular file.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	if f == nil {
		setCrashFd(-1)
		crashFile = nil
		return nil
	}
	if again, err := os.OpenFile(f.Name(), os.O_WRONLY|os.O_APPEND, 0); err == nil {
		f = again
	}
	crashFile = f
	setCrashFd(int(f.Fd()))
	return nil
}

// WriteHeapDump writes a dump without objects: its form is made for Go's own heap.
func WriteHeapDump(fd uintptr) { os.NewFile(fd, "heap dump").WriteString("go1.7 heap dump\n\x00") }

// SetGCPercent sets how much the heap may grow between collections, in percent of what was alive after the last one, and
// returns the old setting. A negative percentage switches the collector off.
func SetGCPercent(percent int) int { return int(setGCPercent(int32(percent))) }

// SetMemoryLimit makes the collector run more often when the heap comes near to limit bytes, and returns the old limit. A
// negative limit changes nothing.
func SetMemoryLimit(limit int64) int64 { return setMemoryLimit(limit) }

// FreeOSMemory collects garbage and gives all free memory back to the system.
func FreeOSMemory() { freeOSMemory() }

// GCStats collect information about recent collections.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration // the longest step of each collection, most recent first
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats fills stats. When PauseQuantiles is not empty, it gets the quantiles of the pauses, the smallest first.
func ReadGCStats(stats *GCStats) {
	var pauses, ends [256]uint64
	n, last, total, count := readGCStats(pauses[:], ends[:])
	stats.NumGC = int64(count)
	stats.PauseTotal = time.Duration(total)
	stats.LastGC = time.Unix(0, int64(last))
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	for i := 0; i < n; i++ {
		stats.Pause = append(stats.Pause, time.Duration(pauses[i]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(ends[i])))
	}
	if quantiles := stats.PauseQuantiles; len(quantiles) > 0 {
		sorted := append([]time.Duration(nil), stats.Pause...)
		for i := 1; i < len(sorted); i++ {
			for j := i; j > 0 && sorted[j] < sorted[j-1]; j-- {
				sorted[j], sorted[j-1] = sorted[j-1], sorted[j]
			}
		}
		for i := range quantiles {
			quantiles[i] = 0
			if n > 0 && len(quantiles) > 1 {
				quantiles[i] = sorted[(n-1)*i/(len(quantiles)-1)]
			} else if n > 0 {
				quantiles[i] = sorted[n-1]
			}
		}
	}
}

// SetMaxStack returns the limit of a goroutine's stack, which cannot be changed.
func SetMaxStack(bytes int) int { return 1000000000 }

// SetMaxThreads returns the limit of threads, which cannot be changed: there is one.
func SetMaxThreads(threads int) int { return 10000 }

// SetPanicOnFault returns false: no address faults in a way that could be a panic.
func SetPanicOnFault(enabled bool) bool { return false }

// SetTraceback is there to be called; reports always show all goroutines.
func SetTraceback(level string) {}

// Stack returns what runtime.Stack says about the running goroutine.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}

// PrintStack writes what Stack returns to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }
