package net

import (
	"context"
	"internal/nettrace"
	"net/netip"
	"syscall"
	"time"
)

// A Dialer connects with options. The zero Dialer is what Dial uses.
type Dialer struct {
	// Timeout for the connection to be made; 0: none. Where a name has several addresses they share it.
	Timeout time.Duration
	// Deadline by which it must be made; zero: none.
	Deadline time.Time
	// LocalAddr is the address to connect from, of the network's type; nil: any.
	LocalAddr Addr
	// DualStack is not used: a negative FallbackDelay switches that off.
	//
	// Deprecated: see FallbackDelay.
	DualStack bool
	// FallbackDelay is how long the addresses of the first one's version are tried before those of the other are tried too;
	// 0: 300 ms, negative: until they have failed.
	FallbackDelay time.Duration
	// KeepAlive is how long a connection is idle before the system asks for the other side; 0: 15 s, negative: never.
	KeepAlive time.Duration
	// KeepAliveConfig goes before KeepAlive if it is enabled.
	KeepAliveConfig KeepAliveConfig
	// Resolver looks names up; nil: DefaultResolver.
	Resolver *Resolver
	// Cancel ends the attempt when it is closed.
	//
	// Deprecated: use DialContext.
	Cancel <-chan struct{}
	// Control is called with each socket before it connects, ControlContext instead of it if it is set.
	Control        func(network, address string, c syscall.RawConn) error
	ControlContext func(ctx context.Context, network, address string, c syscall.RawConn) error

	multipath bool
}

// MultipathTCP returns what SetMultipathTCP has set.
func (d *Dialer) MultipathTCP() bool { return d.multipath }

// SetMultipathTCP asks for multipath TCP where the system has it; here connections are plain TCP.
func (d *Dialer) SetMultipathTCP(use bool) { d.multipath = use }

func (d *Dialer) controlFunc() controlFunc {
	switch {
	case d.ControlContext != nil:
		return d.ControlContext
	case d.Control != nil:
		return func(_ context.Context, network, address string, c syscall.RawConn) error {
			return d.Control(network, address, c)
		}
	}
	return nil
}

// context is ctx with the ends that the Dialer sets.
func (d *Dialer) context(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx == nil {
		panic("nil context")
	}
	deadline := d.Deadline
	if d.Timeout > 0 {
		if t := time.Now().Add(d.Timeout); deadline.IsZero() || t.Before(deadline) {
			deadline = t
		}
	}
	cancel := context.CancelFunc(func() {})
	if !deadline.IsZero() {
		ctx, cancel = context.WithDeadline(ctx, deadline)
	}
	if d.Cancel == nil {
		return ctx, cancel
	}
	ctx, cancelToo := context.WithCancel(ctx)
	go func() {
		select {
		case <-d.Cancel:
			cancelToo()
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancelToo(); cancel() }
}

// Dial connects to an address: "host:port" on TCP and UDP networks, a path on Unix ones. For UDP that only says where to send.
func Dial(network, address string) (Conn, error) { return new(Dialer).Dial(network, address) }

// DialTimeout is like Dial with a timeout.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	return (&Dialer{Timeout: timeout}).Dial(network, address)
}

// Dial is like the function.
func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialContext is like Dial, and gives up when ctx is cancelled.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	ctx, cancel := d.context(ctx)
	defer cancel()
	lookup := ctx
	if trace, _ := ctx.Value(nettrace.TraceKey{}).(*nettrace.Trace); trace != nil {
		// Connections to name servers are not what is traced.
		quiet := *trace
		quiet.ConnectStart, quiet.ConnectDone = nil, nil
		lookup = context.WithValue(ctx, nettrace.TraceKey{}, &quiet)
	}
	list, err := addrList(nil), errMissingAddress
	if address != "" {
		list, err = addrs(lookup, d.resolver().lookupIPAddr, network, address, d.LocalAddr)
	} else if _, unknown := baseNetwork(network, true); unknown != nil {
		err = unknown
	}
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Err: err}
	}
	primary, fallback := list, addrList(nil)
	if network == "tcp" && d.FallbackDelay >= 0 {
		primary, fallback = list.split()
	}
	if len(fallback) == 0 {
		return d.dialList(ctx, network, primary)
	}
	return d.dialBoth(ctx, network, primary, fallback)
}

func (d *Dialer) resolver() *Resolver {
	if d.Resolver != nil {
		return d.Resolver
	}
	return DefaultResolver
}

// dialList tries one address after the other. The error is the first one's.
func (d *Dialer) dialList(ctx context.Context, network string, list addrList) (Conn, error) {
	var first error
	for i, addr := range list {
		if err := ctx.Err(); err != nil {
			if first == nil {
				first = &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: addr, Err: contextError(err)}
			}
			break
		}
		c, err := d.dialShare(ctx, network, addr, len(list)-i)
		if err == nil {
			return c, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = &OpError{Op: "dial", Net: network, Err: errMissingAddress}
	}
	return nil, first
}

// dialShare tries one of n addresses that share the time left; each gets at least two seconds of it.
func (d *Dialer) dialShare(ctx context.Context, network string, addr Addr, n int) (Conn, error) {
	if deadline, ok := ctx.Deadline(); ok && n > 1 {
		left := time.Until(deadline)
		share := min(max(left/time.Duration(n), 2*time.Second), left)
		shorter, cancel := context.WithTimeout(ctx, share)
		defer cancel()
		ctx = shorter
	}
	return d.dialOne(ctx, network, addr)
}

// dialBoth tries two lists at once, the second with a delay or when the first has failed. Who connects first wins.
func (d *Dialer) dialBoth(ctx context.Context, network string, primary, fallback addrList) (Conn, error) {
	type outcome struct {
		c         Conn
		err       error
		isPrimary bool
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	outcomes := make(chan outcome) // nobody may be left to receive
	returned := make(chan struct{})
	defer close(returned)
	start := func(list addrList, isPrimary bool) {
		c, err := d.dialList(ctx, network, list)
		select {
		case outcomes <- outcome{c, err, isPrimary}:
		case <-returned:
			if c != nil {
				c.Close()
			}
		}
	}
	delay := d.FallbackDelay
	if delay == 0 {
		delay = 300 * time.Millisecond
	}
	go start(primary, true)
	timer := time.NewTimer(delay)
	defer timer.Stop()
	startFallback := func() {
		go start(fallback, false)
		fallback = nil
	}
	var primaryErr error
	for running := 1; ; {
		select {
		case <-timer.C:
			if fallback != nil {
				startFallback()
				running++
			}
		case o := <-outcomes:
			if o.err == nil {
				return o.c, nil
			}
			if o.isPrimary {
				primaryErr = o.err
			}
			running--
			if o.isPrimary && fallback != nil {
				startFallback()
				running++
			}
			if running == 0 {
				return nil, primaryErr
			}
		}
	}
}

// dialOne connects to one address.
func (d *Dialer) dialOne(ctx context.Context, network string, addr Addr) (c Conn, err error) {
	if trace, _ := ctx.Value(nettrace.TraceKey{}).(*nettrace.Trace); trace != nil {
		text := addr.String()
		if trace.ConnectStart != nil {
			trace.ConnectStart(network, text)
		}
		if trace.ConnectDone != nil {
			defer func() { trace.ConnectDone(network, text, err) }()
		}
	}
	fail := func(err error) (Conn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: addr, Err: err}
	}
	switch to := addr.(type) {
	case *TCPAddr:
		from, _ := d.LocalAddr.(*TCPAddr)
		c, err := d.dialTCP(ctx, network, from, to)
		if err != nil {
			return fail(err)
		}
		return c, nil
	case *UDPAddr:
		from, _ := d.LocalAddr.(*UDPAddr)
		c, err := d.dialUDP(ctx, network, from, to)
		if err != nil {
			return fail(err)
		}
		return c, nil
	case *UnixAddr:
		from, _ := d.LocalAddr.(*UnixAddr)
		c, err := d.dialUnix(ctx, network, from, to)
		if err != nil {
			return fail(err)
		}
		return c, nil
	}
	return fail(noRawSockets(network))
}

// DialTCP connects to raddr, from laddr if it is valid.
func (d *Dialer) DialTCP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*TCPConn, error) {
	ctx, cancel := d.context(ctx)
	defer cancel()
	return d.dialTCPAddr(ctx, network, TCPAddrFromAddrPort(laddr), TCPAddrFromAddrPort(raddr))
}

// DialUDP makes a socket that sends to raddr, from laddr if it is valid.
func (d *Dialer) DialUDP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*UDPConn, error) {
	ctx, cancel := d.context(ctx)
	defer cancel()
	return d.dialUDPAddr(ctx, network, UDPAddrFromAddrPort(laddr), UDPAddrFromAddrPort(raddr))
}
