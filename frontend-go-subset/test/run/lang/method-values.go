// Method values and method expressions: when the receiver is evaluated, on values, pointers, interfaces, embedded fields.
package main

import (
	"fmt"
	"strings"
)

type account struct {
	owner   string
	balance int
}

func (a account) report() string       { return fmt.Sprint(a.owner, "=", a.balance) }
func (a *account) deposit(n int) int   { a.balance += n; return a.balance }
func (a account) compare(b account) int { return a.balance - b.balance }

type vip struct {
	*account
	level int
}

type reporter interface{ report() string }

type op func(int, int) int

func (o op) partial(a int) func(int) int { return func(b int) int { return o(a, b) } }

type num int

func (n num) plus(m num) num    { return n + m }
func (n *num) reset()           { *n = 0 }
func (n num) each(f func(num))  { for i := range n { f(i) } }

func apply(fs ...func() string) string {
	var out []string
	for _, f := range fs {
		out = append(out, f())
	}
	return strings.Join(out, " ")
}

func get(log *[]string, name string) *account {
	*log = append(*log, name)
	return &account{name, 1}
}

func main() {
	a := account{"ann", 10}
	before := a.report
	deposit := a.deposit
	deposit(5)
	after := a.report
	a = account{"bob", 100}
	deposit(1)
	fmt.Println(apply(before, after, a.report), a.balance)
	v := vip{&a, 3}
	early := v.report
	add := v.deposit
	v.account = &account{"cat", 7}
	add(1)
	fmt.Println(apply(early, v.report), a.balance)
	var r reporter = v
	fromInterface := r.report
	r = account{"dan", 0}
	fmt.Println(apply(fromInterface, r.report))
	f := account.report
	g := (*account).report
	h := (*account).deposit
	i := reporter.report
	j := vip.deposit
	fmt.Println(f(a), g(&a), h(&a, 2), i(r), j(v, 3), a.balance, v.balance)
	fmt.Printf("%T %T %T\n", f, h, i)
	var log []string
	bound := get(&log, "evaluated").report
	fmt.Println(len(log), bound(), bound(), log)
	multiply := op(func(a, b int) int { return a * b })
	fmt.Println(multiply.partial(6)(7), op.partial(multiply, 2)(5))
	n := num(4)
	plus := n.plus
	reset := n.reset
	n = 9
	fmt.Println(plus(1), num.plus(n, 1))
	reset()
	fmt.Println(n)
	total := num(0)
	num(4).each(func(n num) { total += n })
	fmt.Println(total)
	table := map[string]func(account, account) int{"compare": account.compare}
	fmt.Println(table["compare"](a, account{"x", 1}))
	defer func() { fmt.Println("recovered:", recover()) }()
	var p *account
	fmt.Println(p.deposit != nil)
	_ = p.report
}
