// Package unique makes comparable values that are equal when the values they stand for are.
package unique

import "sync"

// Handle stands for a value of type T; two are equal if and only if their values are.
type Handle[T comparable] struct {
	value *T
}

// Value returns a copy of the value.
func (h Handle[T]) Value() T { return *h.value }

// all has a map[T]*T for each type.
var all struct {
	sync.Mutex
	maps map[any]any
}

// Make returns the handle for value.
func Make[T comparable](value T) Handle[T] {
	all.Lock()
	defer all.Unlock()
	var key *T
	m, ok := all.maps[key].(map[T]*T)
	if !ok {
		m = map[T]*T{}
		if all.maps == nil {
			all.maps = map[any]any{}
		}
		all.maps[key] = m
	}
	p := m[value]
	if p == nil {
		p = new(T)
		*p = value
		m[value] = p
	}
	return Handle[T]{p}
}
