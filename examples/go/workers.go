// A worker pool: five workers take jobs from one channel; results are collected and put in order. A job that fails
// reports its error, and one that panics does not take the pool down.
package main

import (
	"fmt"
	"sort"
	"sync"
)

type Job struct{ ID, N int }

type Result struct {
	Job   Job
	Value int
	Err   error
}

// collatz counts the steps from n to 1.
func collatz(n int) (steps int, err error) {
	if n == 0 {
		panic("collatz of zero never ends")
	}
	if n < 0 {
		return 0, fmt.Errorf("negative number %d", n)
	}
	for ; n != 1; steps++ {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
	}
	return steps, nil
}

// run does one job and turns a panic into an error.
func run(job Job) (result Result) {
	result.Job = job
	defer func() {
		if r := recover(); r != nil {
			result.Err = fmt.Errorf("job %d: %v", job.ID, r)
		}
	}()
	result.Value, result.Err = collatz(job.N)
	return result
}

func main() {
	jobs := make(chan Job)
	results := make(chan Result, 4)
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range jobs {
				results <- run(job)
			}
		}()
	}
	go func() {
		for i, n := range []int{27, 97, 871, 6171, 77031, 0, -3, 837799, 1, 2} {
			jobs <- Job{i, n}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()

	var all []Result
	for r := range results {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Job.ID < all[j].Job.ID })
	for _, r := range all {
		if r.Err != nil {
			fmt.Printf("%2d  error: %v\n", r.Job.ID, r.Err)
		} else {
			fmt.Printf("%2d  collatz(%d) takes %d steps\n", r.Job.ID, r.Job.N, r.Value)
		}
	}
}
