package main

var two = one * 2

var table = map[string]int{"a": one, "b": two}

func add(a, b int) int { return a + b }

func init() { steps = append(steps, "a") }
