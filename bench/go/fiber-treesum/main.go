// A coroutine (iter.Pull) walks a binary tree of depth n by recursion and yields every node's value. An operation is one
// node.
package main

import (
	"iter"

	"bench/stopwatch"
)

type node struct {
	value       uint32
	left, right *node
}

func build(depth int, value uint32) *node {
	if depth == 0 {
		return nil
	}
	return &node{value & 1023, build(depth-1, 2*value), build(depth-1, 2*value+1)}
}

func (n *node) walk(yield func(uint32) bool) bool {
	return n == nil || n.left.walk(yield) && yield(n.value) && n.right.walk(yield)
}

func (n *node) values() iter.Seq[uint32] {
	return func(yield func(uint32) bool) { n.walk(yield) }
}

func main() {
	depth := stopwatch.Size()
	tree := build(depth, 1)
	stopwatch.Start()
	next, stop := iter.Pull(tree.values())
	sum := 0
	for v, ok := next(); ok; v, ok = next() {
		sum += int(v)
	}
	stop()
	stopwatch.StopInt(1<<depth-1, sum)
}
