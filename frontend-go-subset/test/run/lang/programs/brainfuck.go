// An interpreter for a tiny language with bracket matching, and a generator of its programs.
package main

import (
	"bytes"
	"fmt"
	"strings"
)

type instr struct {
	op  byte
	arg int
}

func compile(src string) ([]instr, error) {
	var prog []instr
	var open []int
	for i, c := range []byte(src) {
		switch c {
		case '+', '-', '<', '>':
			n := 1
			if c == '-' || c == '<' {
				n = -1
			}
			op := byte('+')
			if c == '<' || c == '>' {
				op = '>'
			}
			if k := len(prog) - 1; k >= 0 && prog[k].op == op {
				prog[k].arg += n
			} else {
				prog = append(prog, instr{op, n})
			}
		case '.', ',':
			prog = append(prog, instr{c, 0})
		case '[':
			open = append(open, len(prog))
			prog = append(prog, instr{'[', 0})
		case ']':
			if len(open) == 0 {
				return nil, fmt.Errorf("unmatched ] at %d", i)
			}
			start := open[len(open)-1]
			open = open[:len(open)-1]
			prog[start].arg = len(prog)
			prog = append(prog, instr{']', start})
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("%d unmatched [", len(open))
	}
	return prog, nil
}

func run(prog []instr, in string) (string, int) {
	var out bytes.Buffer
	input := strings.NewReader(in)
	tape := make([]byte, 300)
	at, steps := 0, 0
	for pc := 0; pc < len(prog); pc++ {
		steps++
		switch i := prog[pc]; i.op {
		case '+':
			tape[at] += byte(i.arg)
		case '>':
			at += i.arg
		case '.':
			out.WriteByte(tape[at])
		case ',':
			tape[at], _ = input.ReadByte()
		case '[':
			if tape[at] == 0 {
				pc = i.arg
			}
		case ']':
			if tape[at] != 0 {
				pc = i.arg
			}
		}
	}
	return out.String(), steps
}

func generate(s string) string {
	var b strings.Builder
	last := byte(0)
	for _, c := range []byte(s) {
		if d := int(c) - int(last); d >= 0 {
			b.WriteString(strings.Repeat("+", d))
		} else {
			b.WriteString(strings.Repeat("-", -d))
		}
		b.WriteByte('.')
		last = c
	}
	return b.String()
}

func main() {
	hello := "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
	for _, p := range []struct{ src, in string }{
		{hello, ""},
		{",[.,]", "echo this"},
		{">,[>,]<[.<]", "reversed"},
		{generate("generated Text 123"), ""},
		{"+++++[>+++++++>++<<-]>.>.[", ""},
		{"]", ""},
		{"++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]", ""},
	} {
		prog, err := compile(p.src)
		if err != nil {
			fmt.Println(err)
			continue
		}
		out, steps := run(prog, p.in)
		fmt.Printf("%q %d %d\n", out, len(prog), steps)
	}
}
