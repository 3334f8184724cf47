// Unlocking an unlocked mutex cannot be recovered.
// exit: 2
// stderr: fatal error: sync: unlock of unlocked mutex
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("never", recover()) }()
	var mu sync.Mutex
	mu.Lock()
	mu.Unlock()
	fmt.Println("unlocked")
	mu.Unlock()
}
