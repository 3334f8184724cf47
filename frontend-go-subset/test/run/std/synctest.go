// Bubbles of testing/synctest: their clock, who counts as blocked, deadlocks, and tests inside.
package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var outside = make(chan string)

func main() {
	tests := []testing.InternalTest{
		{"clock", clock},
		{"timers", timers},
		{"after", after},
		{"waiting", waiting},
		{"context", contexts},
		{"durable", durable},
		{"coroutine", coroutine},
		{"test", inTest},
		{"many", many},
		{"deadlocks", deadlocks},
	}
	testing.Main(func(pat, str string) (bool, error) { return true, nil }, tests, nil, nil)
}

func clock(t *testing.T) {
	before := time.Now()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fmt.Println(start.UTC(), start.UTC().Equal(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)))
		time.Sleep(90 * time.Minute)
		fmt.Println(time.Since(start), time.Until(start.Add(2*time.Hour)), time.Now().UTC())
		for range 1000 {
			runtime.Gosched() // computing takes no time
		}
		fmt.Println(time.Since(start))
		fmt.Println(time.Now().Before(before), time.Since(before) < 0)
	})
	fmt.Println(time.Since(before) < time.Minute)
}

func timers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		tm := time.NewTimer(5 * time.Second)
		fmt.Println("fired at", (<-tm.C).Sub(start))
		fmt.Println(tm.Stop(), tm.Reset(time.Second), tm.Reset(3*time.Second), tm.Stop(), tm.Stop())
		tm.Reset(2 * time.Second)
		time.Sleep(10 * time.Second)
		fmt.Println("late", (<-tm.C).Sub(start), time.Since(start))

		now := time.NewTimer(0)
		select {
		case at := <-now.C:
			fmt.Println("at once", at.Sub(start))
		default:
			fmt.Println("not yet")
		}

		tick := time.NewTicker(time.Minute)
		for range 3 {
			fmt.Println("tick", (<-tick.C).Sub(start))
		}
		tick.Reset(time.Hour)
		fmt.Println("tick", (<-tick.C).Sub(start))
		tick.Stop()

		ran := false
		time.AfterFunc(time.Hour, func() { ran = true })
		time.Sleep(time.Hour)
		synctest.Wait()
		fmt.Println(ran)

		select {
		case <-time.After(time.Hour):
			fmt.Println("hour")
		case <-time.After(time.Minute):
			fmt.Println("minute")
		}
		time.AfterFunc(time.Second, func() { fmt.Println("never: the clock stops with the test") })
	})
}

// after: timers whose functions start goroutines and timers of their own.
func after(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		steps := 0
		var step func()
		step = func() {
			steps++
			if steps < 5 {
				time.AfterFunc(time.Duration(steps)*time.Second, func() {
					go step()
				})
			}
		}
		step()
		time.Sleep(time.Minute)
		fmt.Println(steps, time.Since(start))
	})
}

func waiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := 0
		c := make(chan int)
		var mu sync.Mutex
		cond := sync.NewCond(&mu)
		for i := range 10 {
			go func() {
				if i%2 == 0 {
					<-c
				} else {
					mu.Lock()
					cond.Wait()
					mu.Unlock()
				}
				done++
			}()
		}
		synctest.Wait()
		fmt.Println("blocked", done)
		for range 5 {
			c <- 1
		}
		synctest.Wait()
		fmt.Println("received", done)
		cond.Signal()
		synctest.Wait()
		fmt.Println("signalled", done)
		cond.Broadcast()
		synctest.Wait()
		fmt.Println("all", done)

		var wg sync.WaitGroup
		for i := range 3 {
			wg.Go(func() { time.Sleep(time.Duration(i) * time.Hour) })
		}
		start := time.Now()
		wg.Wait()
		fmt.Println("waited", time.Since(start))
	})
}

func contexts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		time.Sleep(5*time.Second - time.Nanosecond)
		synctest.Wait()
		fmt.Println("before:", ctx.Err())
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		fmt.Println("after:", ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))

		go func() {
			<-t.Context().Done()
			fmt.Println("the test's context:", t.Context().Err())
		}()
		t.Cleanup(func() { fmt.Println("cleaned up at", time.Now().UTC()) })
	})
}

// durable: while somebody waits for what is outside, the clock stands still.
func durable(t *testing.T) {
	go func() {
		time.Sleep(5 * time.Millisecond)
		outside <- "from outside"
	}()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		go func() {
			select {
			case text := <-outside:
				fmt.Println(text, time.Since(start))
			case <-make(chan int):
			}
		}()
		time.Sleep(time.Hour)
		fmt.Println("an hour later", time.Since(start))
	})

	var wg sync.WaitGroup
	wg.Add(1)
	time.AfterFunc(5*time.Millisecond, wg.Done)
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		go func() {
			time.Sleep(time.Second)
			fmt.Println("second", time.Since(start))
		}()
		wg.Wait()
		fmt.Println("the group of outside", time.Since(start))
		time.Sleep(time.Hour)
	})
}

func coroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		times := func(yield func(time.Duration) bool) {
			for yield(time.Since(start)) {
				time.Sleep(time.Second)
			}
		}
		next, stop := iter.Pull(iter.Seq[time.Duration](times))
		for range 3 {
			d, _ := next()
			fmt.Println("pulled", d)
		}
		stop()
		time.Sleep(time.Minute)
		fmt.Println(time.Since(start))
	})
}

func inTest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fmt.Println(t.Name())
		for _, f := range []func(){
			func() { t.Run("sub", func(*testing.T) {}) },
			func() { t.Parallel() },
			func() { t.Deadline() },
			func() { synctest.Test(t, func(*testing.T) {}) },
		} {
			func() {
				defer func() { fmt.Println(recover()) }()
				f()
			}()
		}
		t.Skip("this tells nothing of the test outside")
	})
	fmt.Println(t.Skipped())
}

// many goroutines that all sleep and talk to each other.
func many(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		results := make(chan time.Duration)
		for i := range 500 {
			go func() {
				time.Sleep(time.Duration(i%7) * time.Minute)
				results <- time.Since(start)
			}()
		}
		var sum time.Duration
		for range 500 {
			sum += <-results
		}
		fmt.Println(sum, time.Since(start))
	})
}

func deadlocks(t *testing.T) {
	try := func(f func(t *testing.T)) {
		defer func() { fmt.Println(recover()) }()
		synctest.Test(t, f)
	}
	try(func(t *testing.T) { select {} })
	try(func(t *testing.T) {
		go func() { select {} }()
	})
	try(func(t *testing.T) {
		go func() {
			for range time.Tick(time.Second) {
				fmt.Println("tick")
			}
		}()
	})
	try(func(t *testing.T) {
		var c chan int
		go func() { c <- 1 }()
		time.Sleep(time.Second)
		<-make(chan int)
	})
}
