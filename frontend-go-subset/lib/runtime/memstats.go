// What the runtime tells about memory.
package runtime

// A MemStats records statistics about the memory allocator.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats fills m. PauseNs holds the longest step of each collection, PauseTotalNs the sum of all steps; HeapIdle counts
// free pages, HeapReleased those of them that the system has taken back or never given.
func ReadMemStats(m *MemStats) {
	cachedCount, cachedBytes := cachedObjects()
	*m = MemStats{}
	m.Alloc = heapLive - cachedBytes
	m.HeapAlloc = m.Alloc
	m.TotalAlloc = mallocBytes - cachedBytes
	m.Mallocs = mallocCount - cachedCount
	m.Frees = freeCount
	m.HeapObjects = m.Mallocs - m.Frees
	m.HeapInuse = heapInUse - stackInUse
	m.HeapSys = heapSys - stackInUse
	m.HeapIdle = heapSys - heapInUse
	m.HeapReleased = m.HeapIdle - heapDirty
	m.StackInuse = stackInUse
	m.StackSys = stackInUse
	m.MSpanInuse = sideSys
	m.MSpanSys = sideSys
	m.Sys = uint64(uint32(memoryGrow(0))) << 16
	m.NextGC = gcGoal
	m.NumGC = numGC
	m.NumForcedGC = numForced
	m.PauseTotalNs = pauseTotal
	m.PauseNs = pauseRing
	m.PauseEnd = pauseWhen
	if numGC > 0 {
		m.LastGC = pauseWhen[(numGC-1)%256]
	}
	m.EnableGC = true
}

// setGCPercent is debug.SetGCPercent.
func setGCPercent(percent int32) int32 {
	old := gcPercent
	if percent < 0 {
		percent = -1
	}
	gcPercent = percent
	replan()
	return old
}

// setMemoryLimit is debug.SetMemoryLimit.
func setMemoryLimit(limit int64) int64 {
	old := memoryLimit
	if limit >= 0 {
		memoryLimit = limit
		replan()
	}
	return old
}

// replan sets goal and trigger anew after a setting has changed.
func replan() {
	live := liveBytes
	if gcPhase == gcMark {
		live = heapLive
	}
	setGoal(live)
	if gcPhase == gcOff && gcStress == 0 {
		gcNext = gcTrigger
	}
}

// freeOSMemory is debug.FreeOSMemory: a collection, and then all free pages go back to the system.
func freeOSMemory() {
	GC()
	for scavenge(1<<20, 1) {
	}
}

// readGCStats gives debug.ReadGCStats its numbers; the pauses are in nanoseconds, the most recent first.
func readGCStats(pauses, ends []uint64) (n int, last, total uint64, count uint32) {
	for n < len(pauses) && n < int(numGC) && n < len(pauseRing) {
		i := (numGC - 1 - uint32(n)) % 256
		pauses[n] = pauseRing[i]
		ends[n] = pauseWhen[i]
		n++
	}
	if numGC > 0 {
		last = pauseWhen[(numGC-1)%256]
	}
	return n, last, pauseTotal, numGC
}
