// A bank whose accounts are goroutines: transfers, rollbacks, and the sum never changes.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type op struct {
	amount int
	result chan<- outcome
}

type outcome struct {
	balance int
	err     error
}

var errFunds = errors.New("insufficient funds")

type account struct {
	name string
	ops  chan op
}

func open(name string, balance int, wg *sync.WaitGroup) *account {
	a := &account{name, make(chan op)}
	wg.Add(1)
	go func() {
		defer wg.Done()
		for o := range a.ops {
			if balance+o.amount < 0 {
				o.result <- outcome{balance, fmt.Errorf("%s: %w", name, errFunds)}
				continue
			}
			balance += o.amount
			o.result <- outcome{balance, nil}
		}
	}()
	return a
}

func (a *account) change(n int) (int, error) {
	c := make(chan outcome)
	a.ops <- op{n, c}
	o := <-c
	return o.balance, o.err
}

func transfer(from, to *account, n int) error {
	if _, err := from.change(-n); err != nil {
		return fmt.Errorf("transfer to %s: %w", to.name, err)
	}
	if n%13 == 0 {
		from.change(n)
		return errors.New("rolled back")
	}
	_, err := to.change(n)
	return err
}

func main() {
	var servers sync.WaitGroup
	accounts := make([]*account, 10)
	for i := range accounts {
		accounts[i] = open(fmt.Sprint("acc", i), 1000, &servers)
	}
	var clients sync.WaitGroup
	var mu sync.Mutex
	stats := map[string]int{}
	for c := range 20 {
		clients.Add(1)
		go func() {
			defer clients.Done()
			seed := uint32(c + 1)
			next := func(n int) int {
				seed = seed*1664525 + 1013904223
				return int(seed>>16) % n
			}
			for range 50 {
				err := transfer(accounts[next(10)], accounts[next(10)], next(300))
				mu.Lock()
				switch {
				case err == nil:
					stats["ok"]++
				case errors.Is(err, errFunds):
					stats["funds"]++
				default:
					stats["rollback"]++
				}
				mu.Unlock()
			}
		}()
	}
	clients.Wait()
	total, negative := 0, 0
	for _, a := range accounts {
		b, _ := a.change(0)
		total += b
		if b < 0 {
			negative++
		}
		close(a.ops)
	}
	servers.Wait()
	fmt.Println(total, negative, stats["ok"]+stats["funds"]+stats["rollback"], stats["ok"] > 0, stats["rollback"] > 0)
	one := open("one", 5, &servers)
	two := open("two", 0, &servers)
	fmt.Println(transfer(one, two, 6))
	fmt.Println(transfer(one, two, 5))
	fmt.Println(one.change(0))
	fmt.Println(two.change(-1))
}
