// An uncaught panic with an error value: the text comes from its Error method, the value's type is not shown.
// exit: 2
// stderr: panic: quota exceeded: 7 of 5
package main

import "fmt"

type quota struct{ used, limit int }

func (q *quota) Error() string { return fmt.Sprintf("quota exceeded: %d of %d", q.used, q.limit) }

func take(n int) {
	if n > 5 {
		panic(&quota{n, 5})
	}
	fmt.Println("took", n)
}

func main() {
	take(3)
	take(7)
}
