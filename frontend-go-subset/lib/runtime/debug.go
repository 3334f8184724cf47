// What the environment variable WEFTDEBUG asks for: a list of names, some with numbers, separated by commas.
//
//	gc           a line to standard error for every collection
//	sched, sched=MS   a line about the scheduler every second, or every MS milliseconds
//	gcstress=1   a whole collection at every allocation
//	gcstress=2   a small step of a collection at every allocation
//
// And GOGC, as in Go: the percentage of debug.SetGCPercent, or off.
package runtime

import (
	"internal/host"
	"unsafe"
)

var (
	debugGC, debugSched uint32
	// gcStress is what gcstress says; the compiler's option sets it too.
	gcStress uint32
	// startTime is nanotime at the beginning, when something is traced.
	startTime int64
	// schedNext is when the scheduler's next line is due.
	schedNext int64
)

const debugName = "WEFTDEBUG="

//go:noroots
func debuginit() {
	var count, size uint32
	sizes := address(unsafe.Pointer(&printVec))
	if host.WasiEnvironSizesGet(pointer(sizes), pointer(sizes+4)) != 0 {
		return
	}
	count, size = load32(sizes), load32(sizes+4)
	if count == 0 || count > 1<<16 || size > 1<<24 {
		return
	}
	list := allocManual(count*4 + size)
	if list == 0 {
		return
	}
	if host.WasiEnvironGet(pointer(list), pointer(list+count*4)) == 0 {
		for i := uint32(0); i < count; i++ {
			text := load32(list + i*4)
			if a := afterName(text, debugName); a != 0 {
				parseDebug(a)
			} else if a := afterName(text, "GOGC="); a != 0 {
				parseGOGC(a)
			}
		}
	}
	freeManual(list)
	if debugGC|debugSched != 0 {
		startTime = nanotime()
	}
}

// afterName is the address behind name when the text at a begins with it, else 0.
//
//go:noroots
func afterName(a uint32, name string) uint32 {
	text := address(unsafe.Pointer(unsafe.StringData(name)))
	for i := uint32(0); i < uint32(len(name)); i++ {
		if *(*uint8)(pointer(a + i)) != *(*uint8)(pointer(text + i)) {
			return 0
		}
	}
	return a + uint32(len(name))
}

//go:noroots
func parseDebug(a uint32) {
	for {
		if b := afterName(a, "gcstress"); b != 0 {
			a = b
			gcStress = debugValue(a, 1)
			gcNext = 0
		} else if b := afterName(a, "gc"); b != 0 {
			a = b
			debugGC = debugValue(a, 1)
		} else if b := afterName(a, "sched"); b != 0 {
			a = b
			debugSched = debugValue(a, 1000)
		}
		for *(*uint8)(pointer(a)) != ',' {
			if *(*uint8)(pointer(a)) == 0 {
				return
			}
			a++
		}
		a++
	}
}

//go:noroots
func parseGOGC(a uint32) {
	if afterName(a, "off") != 0 {
		gcPercent = -1
	} else if digit := *(*uint8)(pointer(a)) - '0'; digit <= 9 {
		gcPercent = int32(numberAt(a))
	}
	setGoal(0)
	if gcStress == 0 {
		gcNext = gcTrigger
	}
}

// debugValue is the number behind "=", or def when there is none.
//
//go:noroots
func debugValue(a, def uint32) uint32 {
	if *(*uint8)(pointer(a)) != '=' {
		return def
	}
	return numberAt(a + 1)
}

//go:noroots
func numberAt(a uint32) uint32 {
	v := uint32(0)
	for ; ; a++ {
		digit := uint32(*(*uint8)(pointer(a))) - '0'
		if digit > 9 {
			return v
		}
		v = v*10 + digit
	}
}

// ---------------------------------------------------------------- the collector's time, and its trace

var (
	pauseLast, pauseTotal uint64
	// Of the collection under way, or the last one.
	cyclePause, cycleTotal uint64
	cycleSteps             uint32
	// Sizes of the heap when it began and ended, and the goal it had.
	cycleBefore, cycleAfter, cycleGoal uint64
	pauseRing, pauseWhen               [256]uint64
	// cycleEnded: marking is over, gcAfter has not run yet.
	cycleEnded bool
)

// pauseEnd counts a step of the collector that began at start.
//
//go:noroots
func pauseEnd(start int64) {
	d := uint64(nanotime() - start)
	pauseTotal += d
	cycleTotal += d
	cycleSteps++
	if d > cyclePause {
		cyclePause = d
	}
}

//go:noroots
func cycleBegin() {
	cyclePause = 0
	cycleTotal = 0
	cycleSteps = 0
	cycleBefore = heapLive
}

// notePause is left out of programs that never ask (lower/late.ts).
func notePause() {
	i := (numGC - 1) % 256
	pauseRing[i] = cyclePause
	sec, nsec := walltime()
	pauseWhen[i] = uint64(sec*1000000000 + int64(nsec))
}

// cycleEnd notes the collection for MemStats, and prints its line:
//
//	gc 3 @0.120s 4%: 35 steps, 0.061 ms longest, 1.930 ms in all, 8->9->4 MB, 8 MB goal, 12 MB system
func cycleEnd() {
	lastGC = nanotime()
	notePause()
	if debugGC == 0 {
		return
	}
	elapsed := uint64(lastGC - startTime)
	printstring("gc ")
	printuint(uint64(numGC))
	printstring(" @")
	printthousandths(elapsed / 1000000)
	printstring("s ")
	printuint(pauseTotal * 100 / (elapsed + 1))
	printstring("%: ")
	printuint(uint64(cycleSteps))
	printstring(" steps, ")
	printthousandths(cyclePause / 1000)
	printstring(" ms longest, ")
	printthousandths(cycleTotal / 1000)
	printstring(" ms in all, ")
	printuint(cycleBefore >> 20)
	printstring("->")
	printuint(cycleAfter >> 20)
	printstring("->")
	printuint(liveBytes >> 20)
	printstring(" MB, ")
	printuint(cycleGoal >> 20)
	printstring(" MB goal, ")
	printuint((heapInUse + heapDirty + sideSys) >> 20)
	printstring(" MB system\n")
}

func printthousandths(v uint64) {
	printuint(v / 1000)
	printstring(".")
	printuint(v / 100 % 10)
	printuint(v / 10 % 10)
	printuint(v % 10)
}

// schedTrace prints a line about the scheduler when it is time:
//
//	SCHED 1002ms: goroutines=12 runnable=3 timers=2 polling=1 switches=4711
func schedTrace() {
	now := nanotime()
	if now < schedNext {
		return
	}
	schedNext = now + int64(debugSched)*1000000
	printstring("SCHED ")
	printuint(uint64(now-startTime) / 1000000)
	printstring("ms: goroutines=")
	printuint(uint64(goroutines))
	printstring(" runnable=")
	n := runq.length + overflow.length
	if runNext != nil {
		n++
	}
	printuint(uint64(n))
	printstring(" timers=")
	printuint(uint64(timers.len()))
	printstring(" polling=")
	printuint(uint64(netpollWaiters))
	printstring(" switches=")
	printuint(uint64(ticks))
	printstring("\n")
}
