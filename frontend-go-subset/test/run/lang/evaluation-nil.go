// When nil is found: after the arguments of a call and the right side of an assignment have been evaluated.

package main

import "fmt"

type I interface{ M(int) int }

func f() int { fmt.Println("f called"); return 1 }

func try(g func()) {
	defer func() { fmt.Println(recover()) }()
	g()
}

func main() {
	var v I
	try(func() { v.M(f()) })
	var fn func(int)
	try(func() { fn(f()) })
	try(func() { defer v.M(f()) })
	try(func() { defer fn(f()) })
	try(func() { m := v.M; fmt.Println("bound"); m(f()) })
	var p *struct{ a [3]int; x int }
	try(func() { p.x = f() })
	try(func() { p.a[f()] = f() })
	var s []int
	try(func() { s[5] = f() })
	var m map[string]int
	try(func() { m["a"] = f() })
	var e any
	try(func() { _ = e.(int) + f() })
	try(func() { x := e.(I).M(f()); _ = x })
}
