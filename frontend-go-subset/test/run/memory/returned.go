// Memory goes back to the system after a peak: of large objects, of small ones, and of a hundred thousand goroutines.
// gcstress: no
// native only: V8 keeps what linear memory has once used
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
)

// resident is the memory of the process in MB.
func resident() int {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	pages, _ := strconv.Atoi(strings.Fields(string(data))[1])
	return pages * 4096 >> 20
}

type node struct {
	next *node
	data [6]int
}

var (
	list  *node
	large [][]byte
)

func goroutines(n int) {
	var wg sync.WaitGroup
	stop := make(chan bool)
	for range n {
		wg.Add(1)
		go func() {
			<-stop
			wg.Done()
		}()
	}
	runtime.Gosched()
	close(stop)
	wg.Wait()
}

func main() {
	for range 1000000 {
		list = &node{next: list}
	}
	for range 100 {
		b := make([]byte, 1<<20)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		large = append(large, b)
	}
	fmt.Println("peak", resident() > 150)
	list, large = nil, nil
	debug.FreeOSMemory()
	fmt.Println("after objects", resident() < 60)
	goroutines(100000)
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println("after goroutines", m.HeapAlloc < 60<<20, runtime.NumGoroutine())
	for range 1000000 {
		list = &node{next: list}
	}
	fmt.Println("again", list.next.next != nil)
}
