// Package unique makes equal values one: handles of equal values are equal, and comparing them is comparing pointers.
package unique

import (
	"runtime"
	"strings"
	"weak"
)

// Handle stands for a value; two handles are equal exactly when the values they were made from are.
type Handle[T comparable] struct {
	value *T
}

// Value returns a copy of the value.
func (h Handle[T]) Value() T { return *h.value }

// canonical has, for each type, a map[T]weak.Pointer[T]. An entry goes when its value has been collected.
var canonical = map[any]any{}

// typeKey is a key of its own for every T.
type typeKey[T any] struct{}

// Make returns the handle for value.
func Make[T comparable](value T) Handle[T] {
	key := any(typeKey[T]{})
	values, ok := canonical[key].(map[T]weak.Pointer[T])
	if !ok {
		values = make(map[T]weak.Pointer[T])
		canonical[key] = values
	}
	if p := values[value].Value(); p != nil {
		return Handle[T]{p}
	}
	if s, ok := any(value).(string); ok {
		// A handle does not keep a larger string alive.
		value = any(strings.Clone(s)).(T)
	}
	p := new(T)
	*p = value
	w := weak.Make(p)
	values[value] = w
	runtime.AddCleanup(p, func(value T) {
		if values[value] == w {
			delete(values, value)
		}
	}, value)
	return Handle[T]{p}
}
