// What the runtime tells about memory, and the collector's settings.
// gcstress: no
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

type tree struct {
	left, right *tree
	value       int
}

func build(depth int) *tree {
	if depth == 0 {
		return nil
	}
	return &tree{build(depth - 1), build(depth - 1), depth}
}

var keep any

func main() {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range 10 {
		keep = build(14)
	}
	runtime.ReadMemStats(&after)
	objects := after.Mallocs - before.Mallocs
	fmt.Println("objects", objects >= 163830 && objects < 164500)
	fmt.Println("total", after.TotalAlloc-before.TotalAlloc >= 163830*16, after.Alloc == after.HeapAlloc)
	runtime.GC()
	runtime.ReadMemStats(&after)
	live := after.HeapObjects - before.HeapObjects
	fmt.Println("live objects", live >= 16383 && live < 17000, after.Mallocs-after.Frees == after.HeapObjects)
	fmt.Println("collections", after.NumGC > before.NumGC, after.NumForcedGC-before.NumForcedGC, after.LastGC > before.LastGC)
	fmt.Println("sizes", after.HeapInuse >= after.HeapAlloc, after.Sys >= after.HeapSys, after.HeapIdle >= after.HeapReleased, after.NextGC >= 4<<20)
	fmt.Println("pauses", after.PauseTotalNs > 0, after.PauseNs[(after.NumGC+255)%256] > 0)
	keep = nil

	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(-1))
	runtime.ReadMemStats(&before)
	for range 200 {
		keep = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	fmt.Println("off", after.NumGC == before.NumGC, after.HeapAlloc > 200<<20)
	fmt.Println(debug.SetGCPercent(100))
	keep = nil

	fmt.Println(debug.SetMemoryLimit(-1) == 1<<63-1)
	debug.SetMemoryLimit(1 << 40)
	fmt.Println(debug.SetMemoryLimit(1<<63-1) == 1<<40)

	var stats debug.GCStats
	stats.PauseQuantiles = make([]time.Duration, 3)
	debug.ReadGCStats(&stats)
	n := len(stats.Pause)
	fmt.Println("stats", stats.NumGC == int64(after.NumGC) || n > 0, n == len(stats.PauseEnd), stats.PauseQuantiles[0] <= stats.PauseQuantiles[2])

	// A pool of buffers, a channel and a mutex: no allocation in the steady state.
	ch, done := make(chan int), make(chan bool)
	go func() {
		for range ch {
		}
		done <- true
	}()
	buffered := make(chan [4]int, 8)
	for i := range 100 {
		ch <- i
	}
	runtime.ReadMemStats(&before)
	for i := range 10000 {
		ch <- i
		buffered <- [4]int{i}
		<-buffered
		select {
		case ch <- i:
		case <-done:
		}
		runtime.Gosched()
	}
	runtime.ReadMemStats(&after)
	fmt.Println("allocations of 40000 channel operations below 200:", after.Mallocs-before.Mallocs < 200)
	close(ch)
	<-done
}
