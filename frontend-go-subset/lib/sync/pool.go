package sync

import _ "unsafe"

// A Pool is a set of values that may be saved and used again. What is not used between two collections is dropped.
type Pool struct {
	noCopy noCopy
	idle   []any
	// victims were idle at the last collection.
	victims []any
	// listed: in pools.
	listed bool

	// New makes a value when Get would otherwise return nil.
	New func() any
}

// pools are those that hold something.
var pools []*Pool

//go:linkname registerPoolCleanup runtime.registerPoolCleanup
func registerPoolCleanup(f func())

// cleanPools is called when a collection begins: values that were idle at the last one already are dropped.
func cleanPools() {
	kept := pools[:0]
	for _, p := range pools {
		p.victims = p.idle
		p.idle = nil
		p.listed = p.victims != nil
		if p.listed {
			kept = append(kept, p)
		}
	}
	clear(pools[len(kept):])
	pools = kept
}

// Get takes a value from the pool, or makes one with New.
func (p *Pool) Get() any {
	if x := takeLast(&p.idle); x != nil {
		return x
	}
	if x := takeLast(&p.victims); x != nil {
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

func takeLast(list *[]any) any {
	n := len(*list)
	if n == 0 {
		return nil
	}
	x := (*list)[n-1]
	(*list)[n-1] = nil
	*list = (*list)[:n-1]
	return x
}

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	if !p.listed {
		if pools == nil {
			registerPoolCleanup(cleanPools)
		}
		p.listed = true
		pools = append(pools, p)
	}
	p.idle = append(p.idle, x)
}
