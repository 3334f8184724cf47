// A thousand goroutines add up parts of the series of pi, n terms between two yields, fifty times. An operation is one yield.
package main

import (
	"runtime"
	"strconv"
	"sync"

	"bench/stopwatch"
)

const tasks, yields = 1000, 50

func main() {
	batch := stopwatch.Size()
	var sums [tasks]float64
	var group sync.WaitGroup
	group.Add(tasks)
	stopwatch.Start()
	for number := range tasks {
		go func() {
			first := number * yields * batch
			sum := 0.0
			for i := range yields {
				for k := first + i*batch; k < first+(i+1)*batch; k++ {
					if k&1 == 0 {
						sum += 4 / float64(2*k+1)
					} else {
						sum -= 4 / float64(2*k+1)
					}
				}
				runtime.Gosched()
			}
			sums[number] = sum
			group.Done()
		}()
	}
	group.Wait()
	pi := 0.0
	for _, sum := range sums {
		pi += sum
	}
	stopwatch.Stop(tasks*yields, strconv.FormatFloat(pi, 'f', 6, 64))
}
