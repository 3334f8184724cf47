// The collector: when it runs, and how much of it at a time. Objects do not move.
//
//	idle -> marking   when heapLive reaches the trigger
//	marking -> sweeping   everything reachable is marked (mark.go); finalizers and weak pointers are looked at
//	sweeping -> idle   every span is swept, and spare memory is given back (sweep.go)
//
// There is no thread of the collector's own. It does its work in steps of some 50 microseconds: refill calls gcPoll whenever
// heapLive has reached gcNext, and a scheduler with nothing to run calls gcIdle. The more the program allocates the more it
// pays, so that marking is done when the heap has grown to its goal.
package runtime

const (
	gcOff uint8 = iota
	gcMark
	gcSweep
)

const (
	minGoal = 4 << 20
	// stepWork is how many bytes a step marks when all goes as planned; maxStepWork bounds what a step makes up for.
	stepWork    = 96 << 10
	maxStepWork = 1 << 20
	// sweepEvery: after so many allocated bytes there is a step of sweeping.
	sweepEvery = 16 << 10
	// releaseStep is how many pages go back to the system in one step.
	releaseStep = 64
	// trimStep is how many descriptors of ended goroutines are taken apart when a collection begins.
	trimStep = 2000
	// releaseMin: shorter free runs are kept.
	releaseMin = 8
	// forceAfter is the time after which an idle program collects, in nanoseconds.
	forceAfter = 120e9
)

var (
	gcPhase uint8
	// gcNext is the value of heapLive at which gcPoll is to be called.
	gcNext uint64
	// gcTrigger starts a collection; gcGoal is where the heap should be when it has ended.
	gcTrigger, gcGoal uint64
	gcPercent         int32 = 100
	memoryLimit       int64 = 1<<63 - 1
	// gcLast is heapLive at the last step; gcDebt the marking that is owed.
	gcLast uint64
	gcDebt uint64
	// workGuess is what marking all will cost, from what it cost when lastLive bytes were alive; spansLeft how many spans wait to be swept, about.
	workGuess uint64
	lastLive  uint64
	spansLeft uint64
	numGC     uint32
	numForced uint32
	// gcRunning: a step is being taken.
	gcRunning bool
	// lastGC is when the last collection ended.
	lastGC int64
)

//go:noroots
func gcinit() {
	gcStress = module.gcStress
	markGen = 1
	sweepGen = 1
	setGoal(0)
	gcNext = gcTrigger
	if gcStress != 0 {
		gcNext = 0
	}
}

// setGoal plans the next collection from the bytes that are alive.
//
//go:noroots
func setGoal(live uint64) {
	if gcPercent < 0 {
		gcGoal = 1 << 62
	} else {
		gcGoal = live + live*uint64(gcPercent)/100
		if least := uint64(minGoal) * uint64(gcPercent) / 100; gcGoal < least {
			gcGoal = least
		}
	}
	if limit := uint64(memoryLimit); gcGoal > limit {
		gcGoal = limit
	}
	if gcGoal < live+256<<10 {
		gcGoal = live + 256<<10
	}
	runway := (gcGoal - live) / 4
	gcTrigger = gcGoal - runway
}

// gcPoll gives the collector its turn.
func gcPoll() {
	gcTurn(0)
}

// gcPollLarge is gcPoll before a large allocation.
func gcPollLarge(size uint32) {
	gcTurn(uint64(size))
}

func gcTurn(size uint64) {
	if gcRunning {
		return
	}
	gcRunning = true
	if gcStress != 0 {
		gcStressTurn()
	} else {
		if gcPhase == gcOff && heapLive+size >= gcTrigger {
			gcStart()
		}
		start := nanotime()
		switch gcPhase {
		case gcMark:
			gcMarkTurn(size)
		case gcSweep:
			gcSweepTurn()
		default:
			gcNext = gcTrigger
		}
		pauseEnd(start)
	}
	gcRunning = false
	gcAfter()
}

// gcStressTurn runs a whole collection, or, every other time, only begins one or takes a small step, so that the program runs
// in every state of it.
func gcStressTurn() {
	gcNext = 0
	switch {
	case gcStress == 1:
		gcFinish()
		sweepAll()
		gcStart()
		gcFinish()
	case gcPhase == gcMark:
		if markStep(64) {
			gcMarkDone()
		}
	case gcPhase == gcSweep:
		if !sweepStep(1) {
			gcPhase = gcOff
		}
	default:
		gcStart()
	}
}

// gcStart begins a collection.
func gcStart() {
	start := nanotime()
	if poolCleanup != nil {
		poolCleanup()
	}
	trimDead(trimStep)
	sudogPool = nil
	cycleBegin()
	gcBegin()
	pauseEnd(start)
}

//go:noroots
func gcBegin() {
	sweepAll()
	// What is alive may have grown as the heap has: better too much work planned than too little.
	if lastLive != 0 {
		workGuess = markWork * (heapLive >> 10) / (lastLive>>10 + 1)
	} else {
		workGuess = heapLive
	}
	markBegin()
	gcPhase = gcMark
	gcLast = heapLive
	gcDebt = 0
}

// gcMarkTurn marks in proportion to what was allocated since the last step.
//
//go:noroots
func gcMarkTurn(size uint64) {
	runway := uint64(64 << 10)
	if gcGoal > heapLive+runway {
		runway = gcGoal - heapLive
	}
	work := uint64(stepWork)
	if workGuess > markWork+work {
		work = workGuess - markWork
	}
	// work/runway bytes are to be marked for each that is allocated.
	gcDebt += (heapLive - gcLast + size) * work / runway
	gcLast = heapLive
	budget := gcDebt
	if budget < stepWork {
		budget = stepWork
	}
	most := uint64(maxStepWork)
	if heapLive > gcGoal+gcGoal/4 {
		most *= 16
	}
	if budget > most {
		budget = most
	}
	if gcDebt > budget {
		gcDebt -= budget
	} else {
		gcDebt = 0
	}
	if markStep(int32(budget)) {
		gcMarkDone()
		return
	}
	gcNext = heapLive + stepWork*runway/work
}

// gcMarkDone ends marking; sweeping begins.
//
//go:noroots
func gcMarkDone() {
	markSpecials()
	markEnd()
	sweepBegin()
	lastLive = liveBytes
	cycleAfter = heapLive
	cycleGoal = gcGoal
	heapLive = liveBytes
	spansLeft = heapInUse >> pageShift
	gcPhase = gcSweep
	numGC++
	setGoal(heapLive)
	gcNext = heapLive + sweepEvery
	cycleEnded = true
}

// gcSweepTurn sweeps so much that all is swept before the next collection.
//
//go:noroots
func gcSweepTurn() {
	left := uint64(sweepEvery)
	if gcTrigger > heapLive+left {
		left = gcTrigger - heapLive
	}
	n := spansLeft*sweepEvery*2/left + 4
	if n > 256 {
		n = 256
	}
	gcNext = heapLive + sweepEvery
	if sweepStep(uint32(n)) {
		return
	}
	if spare() && scavenge(releaseStep, releaseMin) {
		return
	}
	gcPhase = gcOff
	gcNext = gcTrigger
}

// spare: more memory is backed by the system than the heap will need at its goal.
//
//go:noroots
func spare() bool {
	return heapDirty > 1<<20 && heapInUse+heapDirty > gcGoal+gcGoal/8+1<<20
}

// gcFinish ends the collection that is under way.
//
//go:noroots
func gcFinish() {
	if gcPhase == gcMark {
		markAll()
		gcMarkDone()
	}
}

// gcFull runs a whole collection at once.
func gcFull() {
	if gcRunning {
		return
	}
	gcRunning = true
	start := nanotime()
	gcFinish()
	trimDead(1 << 30)
	gcStart()
	gcFinish()
	sweepAll()
	pauseEnd(start)
	if !spare() {
		gcPhase = gcOff
		gcNext = gcTrigger
	}
	if gcStress != 0 {
		gcNext = 0
	}
	gcRunning = false
	gcAfter()
}

// gcAfter does what the end of marking leaves to ordinary code.
func gcAfter() {
	if !cycleEnded {
		return
	}
	cycleEnded = false
	cycleEnd()
	if specialsReady != nil && !specialsRunning {
		startSpecials()
	}
}

// gcIdle is called when no goroutine can run; true: it has done something, and there is more to do.
func gcIdle() bool {
	if gcRunning || gcStress != 0 {
		return false
	}
	gcRunning = true
	again := true
	start := nanotime()
	switch gcPhase {
	case gcMark:
		if markStep(maxStepWork) {
			gcMarkDone()
		}
		pauseEnd(start)
	case gcSweep:
		if !sweepStep(256) && !(spare() && scavenge(4*releaseStep, releaseMin)) {
			gcPhase = gcOff
			gcNext = gcTrigger
		}
	default:
		again = false
		if heapLive > minGoal && lastGC != 0 && start-lastGC > forceAfter && gcPercent >= 0 {
			gcStart()
			again = true
		}
	}
	gcRunning = false
	gcAfter()
	return again
}

// poolCleanup is set by package sync.
var poolCleanup func()

// registerPoolCleanup has f called at the beginning of every collection.
func registerPoolCleanup(f func()) { poolCleanup = f }

// GC runs a garbage collection. What finalizers and cleanups it finds to be due have a turn before it returns.
func GC() {
	numForced++
	gcFull()
	if specialsReady != nil || specialsRunning {
		Gosched()
	}
}
