package net

import (
	"context"
	"errors"
	"internal/host"
	"io"
	"time"
	"unsafe"
)

// Asking name servers.

// temporaryError is a fault of a server that may be gone the next time.
type temporaryError string

func (e temporaryError) Error() string { return string(e) }
func (temporaryError) Timeout() bool   { return false }
func (temporaryError) Temporary() bool { return true }

var (
	errNoSuchHost          = errors.New(noSuchHost)
	errServerMisbehaves    = errors.New("server misbehaving")
	errLameReferral        = errors.New("lame referral")
	errInvalidResponse     = errors.New("invalid DNS response")
	errCannotUnmarshal     = errors.New("cannot unmarshal DNS message")
	errNoAnswer            = errors.New("no answer from DNS server")
	errCannotMarshal       = errors.New("cannot marshal DNS message")
	errServerMisbehavesNow = temporaryError("server misbehaving")
)

// whyNot is the error of a lookup: of a name that is not there, or one that failed.
func whyNot(err error, name, server string) *DNSError {
	if err == errNoSuchHost {
		return notFound(noSuchHost, name, server)
	}
	return lookupError(err, name, server)
}

// dnsResult is what was found for a question: the records of the type asked for and the aliases on the way.
type dnsResult struct {
	records []dnsRecord
	server  string
	err     *DNSError
}

// ask asks for a whole name: each server, as often as the configuration says, until one answers.
func (r *Resolver) ask(ctx context.Context, config *dnsConfig, name string, kind uint16) dnsResult {
	last := lookupError(errNoAnswer, name, "")
	first := 0
	if config.rotate {
		first = int(randomID())
	}
	for range config.attempts {
		for i := range config.servers {
			server := config.servers[(first+i)%len(config.servers)]
			records, err := r.askServer(ctx, config, server, name, kind)
			if err == nil {
				return dnsResult{records: records, server: server}
			}
			last = whyNot(err, name, server)
			if last.IsNotFound {
				return dnsResult{server: server, err: last}
			}
			if endOf(ctx) != nil {
				return dnsResult{err: last}
			}
		}
	}
	return dnsResult{err: last}
}

func (r *Resolver) askServer(ctx context.Context, config *dnsConfig, server, name string, kind uint16) ([]dnsRecord, error) {
	message, err := r.exchange(ctx, config, server, name, kind)
	if err != nil {
		return nil, err
	}
	records, ok := dnsAnswers(message)
	switch code := dnsCode(message); {
	case code == dnsNoSuchName:
		return nil, errNoSuchHost
	case code == dnsServerFails:
		return nil, errServerMisbehavesNow
	case code != dnsSuccess:
		return nil, errServerMisbehaves
	case !ok:
		return nil, errCannotUnmarshal
	case len(records) == 0 && !dnsIsAuthority(message) && !dnsDoesRecursion(message):
		return nil, errLameReferral
	}
	for _, record := range records {
		if record.kind == kind {
			return records, nil
		}
	}
	return nil, errNoSuchHost
}

func randomID() (id uint16) {
	host.WasiRandomGet(unsafe.Pointer(&id), 2)
	return id
}

// exchange sends a question and waits for the answer, over UDP, then over TCP when it does not fit.
func (r *Resolver) exchange(ctx context.Context, config *dnsConfig, server, name string, kind uint16) ([]byte, error) {
	query := dnsQuery(randomID(), name, kind)
	if query == nil {
		return nil, errCannotMarshal
	}
	networks := []string{"udp", "tcp"}
	if config.onlyTCP {
		networks = networks[1:]
	}
	for i, network := range networks {
		message, err := r.exchangeOver(ctx, network, server, query, config.timeout)
		if err != nil {
			return nil, err
		}
		if !dnsIsTruncated(message) || i == len(networks)-1 {
			return message, nil
		}
	}
	return nil, errNoAnswer
}

func (r *Resolver) exchangeOver(ctx context.Context, network, server string, query []byte, timeout time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	dial := new(Dialer).DialContext
	if r != nil && r.Dial != nil {
		dial = r.Dial
	}
	c, err := dial(ctx, network, server)
	if err != nil {
		return nil, contextError(err)
	}
	defer c.Close()
	if deadline, ok := ctx.Deadline(); ok {
		c.SetDeadline(deadline)
	}
	stop := context.AfterFunc(ctx, func() { c.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if _, ok := c.(PacketConn); ok {
		return exchangePackets(c, query)
	}
	return exchangeStream(c, query)
}

// exchangePackets takes the first packet that is an answer; others may be late ones, or forged.
func exchangePackets(c Conn, query []byte) ([]byte, error) {
	if _, err := c.Write(query); err != nil {
		return nil, err
	}
	b := make([]byte, dnsRoom)
	for {
		n, err := c.Read(b)
		if err != nil {
			return nil, err
		}
		if isAnswer(b[:n], query) {
			return b[:n], nil
		}
	}
}

// exchangeStream puts the length in front of each message.
func exchangeStream(c Conn, query []byte) ([]byte, error) {
	if _, err := c.Write(append([]byte{byte(len(query) >> 8), byte(len(query))}, query...)); err != nil {
		return nil, err
	}
	var size [2]byte
	if _, err := io.ReadFull(c, size[:]); err != nil {
		return nil, err
	}
	b := make([]byte, get16(size[:], 0))
	if _, err := io.ReadFull(c, b); err != nil {
		return nil, err
	}
	if !isAnswer(b, query) {
		return nil, errInvalidResponse
	}
	return b, nil
}

// lookupRecords looks for records of one type under a name, and under the names that it may be short for.
func (r *Resolver) lookupRecords(ctx context.Context, name string, kind uint16) (dnsResult, error) {
	result := dnsResult{err: notFound(noSuchHost, name, "")}
	if isDomainName(name) {
		config := readDNSConfig()
		for _, whole := range config.names(name) {
			result = r.ask(ctx, config, whole, kind)
			if result.err == nil {
				return result, nil
			}
			if r.mustStop(ctx, result.err) {
				break
			}
		}
	}
	return result, inWordsOf(ctx, result.err, name)
}

// endOf is why ctx has ended, nil while it has not. Its timer may be late: a connection with the same deadline can be first.
func endOf(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if deadline, ok := ctx.Deadline(); ok && !time.Now().Before(deadline) {
		return context.DeadlineExceeded
	}
	return nil
}

// mustStop says whether trying other names is of no use, or would hide an error that is to be known.
func (r *Resolver) mustStop(ctx context.Context, err *DNSError) bool {
	return endOf(ctx) != nil || err.Temporary() && r != nil && r.StrictErrors
}

// inWordsOf makes an error one about the name that was asked for, or says that the time is over.
func inWordsOf(ctx context.Context, err *DNSError, name string) error {
	if err := endOf(ctx); err != nil {
		return lookupError(contextError(err), name, "")
	}
	err.Name = name
	return err
}
