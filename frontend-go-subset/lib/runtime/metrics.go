// What package runtime/metrics reads: what this runtime counts, and zeroes for what it does not.
package runtime

import "unsafe"

// metricSample has the layout of metrics.Sample. kind: 0 bad, 1 uint64, 2 float64, 3 a *metricHistogram in pointer.
type metricSample struct {
	name    string
	kind    int
	scalar  uint64
	pointer unsafe.Pointer
}

// metricHistogram has the layout of metrics.Float64Histogram.
type metricHistogram struct {
	counts  []uint64
	buckets []float64
}

//go:linkname readMetrics runtime/metrics.runtime_readMetrics
func readMetrics(samples unsafe.Pointer, count, capacity int) {
	stats := new(MemStats)
	ReadMemStats(stats)
	for i := range unsafe.Slice((*metricSample)(samples), count) {
		s := (*metricSample)(unsafe.Add(samples, i*int(unsafe.Sizeof(metricSample{}))))
		s.kind = metricKind(s.name)
		s.scalar = metricValue(s.name, stats)
		if s.kind == 3 && s.pointer == nil {
			s.pointer = unsafe.Pointer(&metricHistogram{counts: make([]uint64, 1), buckets: make([]float64, 2)})
		}
	}
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

func hasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// metricKind goes by the names: times that add up are floats, other times and sizes by class are distributions.
func metricKind(name string) int {
	switch {
	case hasPrefix(name, "/cpu/classes/"), hasPrefix(name, "/sync/mutex/wait/"):
		return 2
	case hasSuffix(name, ":seconds"), hasSuffix(name, "-by-size:bytes"):
		return 3
	}
	for _, prefix := range [...]string{"/cgo/", "/gc/", "/godebug/", "/memory/", "/sched/"} {
		if hasPrefix(name, prefix) {
			return 1
		}
	}
	return 0
}

func metricValue(name string, stats *MemStats) uint64 {
	switch name {
	case "/gc/cycles/forced:gc-cycles":
		return uint64(stats.NumForcedGC)
	case "/gc/cycles/automatic:gc-cycles":
		return uint64(stats.NumGC - stats.NumForcedGC)
	case "/gc/cycles/total:gc-cycles":
		return uint64(stats.NumGC)
	case "/gc/heap/allocs:bytes":
		return stats.TotalAlloc
	case "/gc/heap/allocs:objects":
		return stats.Mallocs
	case "/gc/heap/frees:bytes":
		return stats.TotalAlloc - stats.HeapAlloc
	case "/gc/heap/frees:objects":
		return stats.Frees
	case "/gc/heap/goal:bytes":
		return stats.NextGC
	case "/gc/heap/live:bytes", "/memory/classes/heap/objects:bytes":
		return stats.HeapAlloc
	case "/gc/heap/objects:objects":
		return stats.HeapObjects
	case "/memory/classes/heap/unused:bytes":
		return stats.HeapInuse - min(stats.HeapInuse, stats.HeapAlloc)
	case "/memory/classes/heap/free:bytes":
		return stats.HeapIdle - min(stats.HeapIdle, stats.HeapReleased)
	case "/memory/classes/heap/released:bytes":
		return stats.HeapReleased
	case "/memory/classes/heap/stacks:bytes":
		return stats.StackInuse
	case "/memory/classes/total:bytes":
		return stats.Sys
	case "/sched/gomaxprocs:threads", "/sched/threads/total:threads":
		return 1
	case "/sched/goroutines:goroutines":
		return uint64(goroutines)
	case "/sched/goroutines-created:goroutines":
		return goidNext
	}
	return 0
}
