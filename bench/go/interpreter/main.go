// A bytecode interpreter with a stack, running a program that counts primes by trial division. An operation is one
// instruction interpreted.
package main

import (
	"strconv"

	"bench/stopwatch"
)

type opcode uint8

const (
	push opcode = iota
	load
	store
	add
	mul
	mod
	less
	equal
	jump
	jumpIfZero
	print
	halt
)

type instruction struct {
	op  opcode
	arg int
}

type machine struct {
	code    []instruction
	stack   []int
	locals  [8]int
	printed []int
	steps   int
}

func (m *machine) push(v int) { m.stack = append(m.stack, v) }

func (m *machine) pop() int {
	v := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	return v
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (m *machine) run() {
	for pc := 0; ; {
		in := m.code[pc]
		pc++
		m.steps++
		switch in.op {
		case push:
			m.push(in.arg)
		case load:
			m.push(m.locals[in.arg])
		case store:
			m.locals[in.arg] = m.pop()
		case add:
			b, a := m.pop(), m.pop()
			m.push(a + b)
		case mul:
			b, a := m.pop(), m.pop()
			m.push(a * b)
		case mod:
			b, a := m.pop(), m.pop()
			m.push(a % b)
		case less:
			b, a := m.pop(), m.pop()
			m.push(truth(a < b))
		case equal:
			b, a := m.pop(), m.pop()
			m.push(truth(a == b))
		case jump:
			pc = in.arg
		case jumpIfZero:
			if m.pop() == 0 {
				pc = in.arg
			}
		case print:
			m.printed = append(m.printed, m.pop())
		case halt:
			return
		}
	}
}

// Locals of the program: its limit, the candidate, the divisor, the count.
const (
	limit = iota
	candidate
	divisor
	count
)

func primes(n int) []instruction {
	return []instruction{
		0: {push, n}, {store, limit},
		2: {push, 2}, {store, candidate},
		// while candidate < limit
		4: {load, candidate}, {load, limit}, {less, 0}, {jumpIfZero, 32},
		8: {push, 2}, {store, divisor},
		// while divisor * divisor <= candidate
		10: {load, candidate}, {load, divisor}, {load, divisor}, {mul, 0}, {less, 0}, {push, 0}, {equal, 0}, {jumpIfZero, 27},
		18: {load, candidate}, {load, divisor}, {mod, 0}, {jumpIfZero, 31},
		22: {load, divisor}, {push, 1}, {add, 0}, {store, divisor}, {jump, 10},
		27: {load, count}, {push, 1}, {add, 0}, {store, count},
		31: {jump, 34},
		32: {load, count}, {jump, 39},
		34: {load, candidate}, {push, 1}, {add, 0}, {store, candidate}, {jump, 4},
		39: {print, 0}, {halt, 0},
	}
}

func main() {
	n := stopwatch.Size()
	m := &machine{code: primes(n)}
	stopwatch.Start()
	m.run()
	stopwatch.Stop(m.steps, strconv.Itoa(m.printed[0])+" "+strconv.Itoa(m.steps))
}
