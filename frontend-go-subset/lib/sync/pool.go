package sync

// poolLimit is how many idle values a Pool keeps; what is put beyond that is left to the collector.
const poolLimit = 64

// A Pool is a set of values that may be saved and used again.
type Pool struct {
	noCopy noCopy
	idle   []any

	// New makes a value when Get would otherwise return nil.
	New func() any
}

// Get takes a value from the pool, or makes one with New.
func (p *Pool) Get() any {
	if n := len(p.idle); n > 0 {
		x := p.idle[n-1]
		p.idle[n-1] = nil
		p.idle = p.idle[:n-1]
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x != nil && len(p.idle) < poolLimit {
		p.idle = append(p.idle, x)
	}
}
