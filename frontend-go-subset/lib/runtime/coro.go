// Coroutines for iter.Pull: a goroutine that runs only while its caller waits for it, entered and left by a direct switch
// that does not go through the run queue.
package runtime

// coro alternates between the goroutine that made it (or whoever calls coroswitch) and the one that runs f.
type coro struct {
	// parked is the side that waits.
	parked *g
	f      func(*coro)
}

// newcoro makes a coroutine that will run f at the first coroswitch.
func newcoro(f func(*coro)) *coro {
	c := new(coro)
	c.f = f
	gp := newg(func() { c.f(c) })
	gp.isSystem = true
	goroutines++ // NumGoroutine counts it all the same
	gp.status = gWaiting
	gp.reason = waitCoroutine
	gp.coro = c
	bubbleJoins(gp)
	c.parked = gp
	return c
}

// coroswitch continues the other side and returns when that switches back, or, to the caller, when f has returned.
func coroswitch(c *coro) {
	gp := curg
	next := c.parked
	c.parked = gp
	gp.status = gWaiting
	gp.reason = waitCoroutine
	switchDirectly(gp, next)
}

// leave ends the coroutine: the caller goes on.
func (c *coro) leave() *g {
	next := c.parked
	c.parked = nil
	next.reason = waitNone
	return next
}
