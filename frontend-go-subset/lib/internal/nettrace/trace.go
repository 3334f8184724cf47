// Package nettrace has what packages net and net/http/httptrace agree on, so that the second can look on while the first works.
package nettrace

// TraceKey is the key under which a context has its *Trace.
type TraceKey struct{}

// LookupIPAltResolverKey is the key of a function that looks host names up instead of the resolver, for tests:
// func(ctx context.Context, network, host string) ([]net.IPAddr, error).
type LookupIPAltResolverKey struct{}

// Trace has functions to be called; each may be nil.
type Trace struct {
	// DNSStart and DNSDone are called around a lookup. netIPs are values of net.IPAddr.
	DNSStart func(name string)
	DNSDone  func(netIPs []any, coalesced bool, err error)
	// ConnectStart and ConnectDone are called around an attempt to connect, perhaps by several goroutines.
	ConnectStart func(network, addr string)
	ConnectDone  func(network, addr string, err error)
}
