// CPU profiles: where the running goroutine is each time the host's timer has raised preemptFlag, 100 times a second of
// computing. That is seen at the next loop back edge, so a sample names the loop that is going on, whatever it calls.
//
// The log has what runtime/pprof reads: records of words, each {length, time, count, return addresses...}, and for each the
// labels of the goroutine. The first one is {3, 0, rate}.
package runtime

import "unsafe"

// maxCPULog bounds the log, in words; samples beyond it are only counted.
const maxCPULog = 1 << 20

var (
	cpuProfiling bool
	cpuLog       []uint64
	cpuTags      []unsafe.Pointer
	cpuLost      uint64
	// cpuReader waits in readCPUProfile.
	cpuReader WaitList
)

// SetCPUProfileRate starts profiling when hz is positive, and else ends it. The rate is always 100.
func SetCPUProfileRate(hz int) {
	if hz <= 0 {
		cpuProfiling = false
		listWakeAll(&cpuReader)
		return
	}
	if cpuProfiling {
		printstring("runtime: cannot set CPU profile rate until previous profile has finished.\n")
		return
	}
	cpuProfiling = true
	cpuLost = 0
	cpuLog = []uint64{3, 0, 1000 / preemptInterval}
	cpuTags = []unsafe.Pointer{nil}
	startPreemptTimer()
}

// sampleCPU is called when a goroutine's time is over; only programs that profile have it (lower/late.ts).
func sampleCPU() {
	if !cpuProfiling {
		return
	}
	stack := expand(callers(maxTrace), "runtime.sampleCPU", "runtime.preempt")
	if len(cpuLog)+3+len(stack) > maxCPULog {
		cpuLost++
		return
	}
	cpuLog = append(cpuLog, uint64(3+len(stack)), uint64(nanotime()), 1)
	for _, pc := range stack {
		cpuLog = append(cpuLog, uint64(pc))
	}
	cpuTags = append(cpuTags, labelsOf(curg))
}

// readCPUProfile waits for the end of profiling and gives the log.
//
//go:linkname readCPUProfile runtime/pprof.readProfile
func readCPUProfile() (data []uint64, tags []unsafe.Pointer, eof bool) {
	if cpuProfiling {
		listWait(&cpuReader, false, uint8(waitSemacquire))
	}
	if cpuLost > 0 {
		cpuLog = append(cpuLog, 4, 0, 0, cpuLost)
		cpuTags = append(cpuTags, nil)
	}
	data, tags = cpuLog, cpuTags
	cpuLog, cpuTags, cpuLost = nil, nil, 0
	return data, tags, true
}

// CPUProfile panics: what it did has long been runtime/pprof's.
func CPUProfile() []byte { panic("CPUProfile no longer available") }
