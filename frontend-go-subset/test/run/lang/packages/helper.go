package main

import "example.com/packages/internal/trace"

var second = trace.Log("helper variable " + first)

func init() { trace.Log("helper init") }

func helper(n int) int { return n * len(second) }
