// An event bus: subscribers with buffers, unsubscribe, slow consumers dropped, close.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type event struct {
	topic string
	data  any
}

type subscription struct {
	c       chan event
	pattern string
	dropped int
}

type bus struct {
	mu     sync.RWMutex
	subs   map[int]*subscription
	nextID int
	closed bool
}

func newBus() *bus { return &bus{subs: map[int]*subscription{}} }

func (b *bus) subscribe(pattern string, size int) (id int, c <-chan event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.nextID++
	s := &subscription{c: make(chan event, size), pattern: pattern}
	b.subs[b.nextID] = s
	return b.nextID, s.c
}

func (b *bus) unsubscribe(id int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, ok := b.subs[id]
	if !ok {
		return -1
	}
	delete(b.subs, id)
	close(s.c)
	return s.dropped
}

func (b *bus) publish(topic string, data any) (delivered int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return -1
	}
	for _, s := range b.subs {
		if !strings.HasPrefix(topic, s.pattern) {
			continue
		}
		select {
		case s.c <- event{topic, data}:
			delivered++
		default:
			s.dropped++
		}
	}
	return
}

func (b *bus) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id, s := range b.subs {
		close(s.c)
		delete(b.subs, id)
	}
	b.closed = true
}

func main() {
	b := newBus()
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[string][]string{}
	listen := func(name, pattern string) {
		_, c := b.subscribe(pattern, 100)
		wg.Go(func() {
			for e := range c {
				mu.Lock()
				seen[name] = append(seen[name], fmt.Sprint(e.topic, "=", e.data))
				mu.Unlock()
			}
		})
	}
	listen("all", "")
	listen("orders", "order.")
	listen("created", "order.created")
	fmt.Println(b.publish("order.created", 1), b.publish("order.paid", 2.5), b.publish("user.login", "ann"), b.publish("order.created", []int{3}))
	slow, c := b.subscribe("tick", 2)
	for i := range 5 {
		b.publish("tick", i)
	}
	fmt.Println(b.unsubscribe(slow), b.unsubscribe(slow), (<-c).data, (<-c).data)
	_, ok := <-c
	fmt.Println(ok)
	b.close()
	wg.Wait()
	names := make([]string, 0)
	for n := range seen {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Println(n, seen[n])
	}
	fmt.Println(b.publish("x", nil))
}
