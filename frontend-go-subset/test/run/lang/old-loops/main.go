// Each module has its own language version: before Go 1.22 all iterations of a loop share the variables that it declares.
package main

import "example.com/old"

func each[T any](list []T) (fns []func() T) {
	for _, x := range list {
		fns = append(fns, func() T { return x })
	}
	return fns
}

func main() {
	old.Show("new", each([]int{1, 2, 3}))
	old.Run()
}
