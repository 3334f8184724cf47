// runtime: Goexit, Gosched, NumGoroutine, GOMAXPROCS, GC.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func leave(log *[]string, how string) {
	defer func() { *log = append(*log, how+" outer") }()
	func() {
		defer func() { *log = append(*log, how+" inner") }()
		switch how {
		case "goexit":
			runtime.Goexit()
		case "panic":
			defer func() { recover() }()
			panic("x")
		}
		*log = append(*log, how+" went on")
	}()
	*log = append(*log, how+" finished")
}

func main() {
	var wg sync.WaitGroup
	for _, how := range []string{"return", "goexit", "panic"} {
		var log []string
		wg.Add(1)
		go func() {
			defer wg.Done()
			leave(&log, how)
		}()
		wg.Wait()
		fmt.Println(log)
	}
	done := make(chan string, 3)
	go func() {
		defer func() { done <- "after recover" }()
		defer func() { recover() }()
		defer runtime.Goexit()
		panic("goexit replaces a panic")
	}()
	fmt.Println(<-done)
	go func() {
		defer close(done)
		defer func() {
			defer func() { done <- fmt.Sprint(recover()) }()
			panic("panic in deferred call during Goexit")
		}()
		runtime.Goexit()
	}()
	for s := range done {
		fmt.Println(s)
	}
	order := make([]int, 0, 6)
	wg.Add(2)
	for i := range 2 {
		go func() {
			defer wg.Done()
			for j := range 3 {
				order = append(order, i*10+j)
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
	sum := 0
	for _, v := range order {
		sum += v
	}
	fmt.Println(len(order), sum, runtime.GOMAXPROCS(0) >= 1, runtime.NumCPU() >= 1)
	block := make(chan bool)
	for range 5 {
		go func() { <-block }()
	}
	fmt.Println(runtime.NumGoroutine() >= 6)
	close(block)
	runtime.GC()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	fmt.Println(runtime.NumGoroutine())
	flag := false
	go func() { flag = true }()
	for !flag {
		runtime.Gosched()
	}
	fmt.Println("flag seen")
}
