// Trees made and dropped, most of them short-lived, beside one that stays. An operation is one node.
package main

import "bench/stopwatch"

type node struct{ left, right *node }

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	deepest := stopwatch.Size()
	stopwatch.Start()
	kept := build(deepest)
	nodes := build(deepest + 1).count()
	for depth := 4; depth <= deepest; depth += 4 {
		for range 1 << (deepest - depth + 4) {
			nodes += build(depth).count()
		}
	}
	nodes += kept.count()
	stopwatch.StopInt(nodes, nodes)
}
