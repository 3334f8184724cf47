// A mutex locked twice is a deadlock.
// exit: 2
// stderr: fatal error: all goroutines are asleep - deadlock!
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	mu.Lock()
	fmt.Println(mu.TryLock())
	mu.Lock()
}
