package http

// A ConnState is what a server's connection is doing:
//
//	New -> Active -> (Idle -> Active)* -> Closed, or Hijacked
type ConnState int

const (
	StateNew      ConnState = iota // no request has come yet
	StateActive                    // a request has begun to come, and is being answered
	StateIdle                      // waiting for the next request
	StateHijacked                  // a handler has taken it; the last state
	StateClosed                    // the last state
)

func (s ConnState) String() string {
	return [...]string{"new", "active", "idle", "hijacked", "closed"}[s]
}

// setState tells the server's ConnState, if it wants to know.
func (c *conn) setState(state ConnState) {
	if f := c.server.ConnState; f != nil {
		f(c.net, state)
	}
}
