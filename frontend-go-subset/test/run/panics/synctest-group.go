// A WaitGroup must not be added to both in a bubble and outside.
// exit: 2
// stderr: fatal error: sync: WaitGroup.Add called from inside and outside synctest bubble
package main

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
)

func main() {
	test := func(t *testing.T) {
		wg := new(sync.WaitGroup)
		for range 2 {
			// After a Wait with nothing to wait for it may go elsewhere.
			synctest.Test(t, func(t *testing.T) {
				wg.Go(func() {})
				wg.Wait()
			})
		}
		fmt.Println("two bubbles, one after the other")
		wg.Add(1)
		synctest.Test(t, func(t *testing.T) { wg.Add(1) })
	}
	all := func(pat, str string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{{"group", test}}, nil, nil)
}
