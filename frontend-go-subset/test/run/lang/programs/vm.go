// A bytecode compiler and stack machine: byte slices, tables of functions, big switches, many small values.
package main

import (
	"fmt"
	"strings"
)

type opcode byte

func putUint64(b []byte, v uint64) []byte {
	for i := range 8 {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

func uint64At(b []byte) (v uint64) {
	for i := range 8 {
		v |= uint64(b[i]) << (8 * i)
	}
	return
}

func uint16At(b []byte) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }

const (
	opConst opcode = iota
	opAdd
	opSub
	opMul
	opLess
	opLoad
	opStore
	opJump
	opJumpIf
	opCall
	opReturn
	opPrint
	opHalt
)

var names = [...]string{"const", "add", "sub", "mul", "less", "load", "store", "jump", "jumpif", "call", "return", "print", "halt"}

func (o opcode) String() string { return names[o] }

func (o opcode) operands() int {
	switch o {
	case opConst:
		return 8
	case opLoad, opStore:
		return 1
	case opJump, opJumpIf:
		return 2
	case opCall:
		return 3
	}
	return 0
}

type code struct {
	bytes  []byte
	labels map[string]int
	fixups map[int]string
}

func assemble(src string) (*code, error) {
	c := &code{labels: map[string]int{}, fixups: map[int]string{}}
	for n, line := range strings.Split(src, "\n") {
		line, _, _ = strings.Cut(line, ";")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if strings.HasSuffix(f[0], ":") {
			c.labels[strings.TrimSuffix(f[0], ":")] = len(c.bytes)
			continue
		}
		op := opcode(255)
		for i, name := range names {
			if name == f[0] {
				op = opcode(i)
			}
		}
		if op == 255 {
			return nil, fmt.Errorf("line %d: unknown instruction %s", n+1, f[0])
		}
		c.bytes = append(c.bytes, byte(op))
		var v int64
		switch op {
		case opConst:
			fmt.Sscan(f[1], &v)
			c.bytes = putUint64(c.bytes, uint64(v))
		case opLoad, opStore:
			fmt.Sscan(f[1], &v)
			c.bytes = append(c.bytes, byte(v))
		case opJump, opJumpIf, opCall:
			c.fixups[len(c.bytes)] = f[1]
			c.bytes = append(c.bytes, 0, 0)
			if op == opCall {
				fmt.Sscan(f[2], &v)
				c.bytes = append(c.bytes, byte(v))
			}
		}
	}
	for at, name := range c.fixups {
		to, ok := c.labels[name]
		if !ok {
			return nil, fmt.Errorf("undefined label %s", name)
		}
		c.bytes[at], c.bytes[at+1] = byte(to>>8), byte(to)
	}
	return c, nil
}

type frame struct {
	ret    int
	locals [8]int64
}

type vm struct {
	stack  []int64
	frames []frame
	out    []string
	steps  int
}

func (m *vm) pop() int64 {
	v := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	return v
}

func (m *vm) run(b []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("machine fault: %v", r)
		}
	}()
	m.frames = append(m.frames[:0], frame{ret: -1})
	for pc := 0; ; {
		m.steps++
		op := opcode(b[pc])
		arg := b[pc+1:]
		pc += 1 + op.operands()
		f := &m.frames[len(m.frames)-1]
		switch op {
		case opConst:
			m.stack = append(m.stack, int64(uint64At(arg)))
		case opAdd, opSub, opMul, opLess:
			y, x := m.pop(), m.pop()
			switch op {
			case opAdd:
				x += y
			case opSub:
				x -= y
			case opMul:
				x *= y
			default:
				if x < y {
					x = 1
				} else {
					x = 0
				}
			}
			m.stack = append(m.stack, x)
		case opLoad:
			m.stack = append(m.stack, f.locals[arg[0]])
		case opStore:
			f.locals[arg[0]] = m.pop()
		case opJump:
			pc = int(uint16At(arg))
		case opJumpIf:
			if m.pop() != 0 {
				pc = int(uint16At(arg))
			}
		case opCall:
			callee := frame{ret: pc}
			for i := int(arg[2]) - 1; i >= 0; i-- {
				callee.locals[i] = m.pop()
			}
			m.frames = append(m.frames, callee)
			pc = int(uint16At(arg))
		case opReturn:
			pc = f.ret
			m.frames = m.frames[:len(m.frames)-1]
		case opPrint:
			m.out = append(m.out, fmt.Sprint(m.pop()))
		case opHalt:
			return nil
		default:
			return fmt.Errorf("bad opcode %d", op)
		}
	}
}

func main() {
	c, err := assemble(`
	const 20
	call fib 1
	print
	const 0
	store 0
	const 0
	store 1
loop:
	load 0
	load 1
	load 1
	mul
	add
	store 0
	load 1
	const 1
	add
	store 1
	load 1
	const 1000
	less
	jumpif loop
	load 0
	print
	halt
fib:
	load 0
	const 2
	less
	jumpif base
	load 0
	const 1
	sub
	call fib 1
	load 0
	const 2
	sub
	call fib 1
	add
	return
base:
	load 0
	return`)
	m := &vm{}
	fmt.Println(err, len(c.bytes), m.run(c.bytes), m.out, m.steps)
	fmt.Println(opcode(c.bytes[0]), opCall, opHalt)
	_, err = assemble("jump nowhere")
	fmt.Println(err)
	_, err = assemble("const 1\nbogus")
	fmt.Println(err)
	c, _ = assemble("add")
	fmt.Println((&vm{}).run(c.bytes))
	fmt.Println((&vm{}).run([]byte{200, 0}))
	fmt.Println((&vm{}).run([]byte{byte(opLoad), 9}))
}
