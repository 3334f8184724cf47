package bufio

import (
	"bytes"
	"errors"
	"internal/unicode"
	"io"
	"unicode/utf8"
)

// A Scanner splits input into tokens, such as lines:
//
//	for s.Scan() { use(s.Text()) }
type Scanner struct {
	r         io.Reader
	split     SplitFunc
	maxSize   int
	token     []byte
	buf       []byte // buf[start:end] is what was read and not yet split
	start     int
	end       int
	err       error
	empties   int
	scanCalls bool
	done      bool
}

// A SplitFunc finds the first token of data, which is what there is so far, all if
// atEOF. It returns how much to go on and the token (nil for none). To get more
// data it returns 0, nil, nil; to end, an error, or ErrFinalToken with the last
// token.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Errors of a Scanner.
var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
)

// ErrFinalToken ends a Scanner without an error; a token that comes with it is the
// last one.
var ErrFinalToken = errors.New("final token")

const (
	// MaxScanTokenSize limits tokens unless Scanner.Buffer says else.
	MaxScanTokenSize = 64 * 1024

	startSize  = 4096
	maxEmpties = 100 // empty tokens without progress
)

// NewScanner returns a Scanner of lines.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, maxSize: MaxScanTokenSize}
}

// Err returns the first error that was not io.EOF.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Bytes returns the token, in memory that the next Scan may use.
func (s *Scanner) Bytes() []byte { return s.token }

// Text returns the token.
func (s *Scanner) Text() string { return string(s.token) }

// Scan goes to the next token. It returns false at the end or after an error.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.scanCalls = true
	for {
		if s.end > s.start || s.err != nil {
			advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
			if err != nil {
				if err == ErrFinalToken {
					s.token = token
					s.done = true
					return token != nil
				}
				s.fail(err)
				return false
			}
			if advance < 0 {
				s.fail(ErrNegativeAdvance)
				return false
			}
			if advance > s.end-s.start {
				s.fail(ErrAdvanceTooFar)
				return false
			}
			s.start += advance
			s.token = token
			if token != nil {
				if s.err == nil || advance > 0 {
					s.empties = 0
				} else if s.empties++; s.empties > maxEmpties {
					panic("bufio.Scan: too many empty tokens without progressing")
				}
				return true
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			return false
		}
		if !s.more() {
			return false
		}
	}
}

// fail keeps the first error and ends the scan.
func (s *Scanner) fail(err error) {
	s.token = nil
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

// more reads, or notes an error; it is false when the token is too long.
func (s *Scanner) more() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= s.maxSize || len(s.buf) > 1<<30 {
			s.fail(ErrTooLong)
			return false
		}
		size := len(s.buf) * 2
		if size == 0 {
			size = startSize
		}
		buf := make([]byte, min(size, s.maxSize))
		copy(buf, s.buf[s.start:s.end])
		s.buf = buf
		s.end -= s.start
		s.start = 0
	}
	for i := 0; ; i++ {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || n > len(s.buf)-s.end {
			s.fail(ErrBadReadCount)
			return true
		}
		s.end += n
		if err != nil {
			s.fail(err)
			return true
		}
		if n > 0 {
			s.empties = 0
			return true
		}
		if i > maxNothing {
			s.fail(io.ErrNoProgress)
			return true
		}
	}
}

// Buffer sets the first buffer and the largest size that it may grow to.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.scanCalls {
		panic("Buffer called after Scan")
	}
	s.buf = buf[0:cap(buf)]
	s.maxSize = max
}

// Split sets how to split.
func (s *Scanner) Split(split SplitFunc) {
	if s.scanCalls {
		panic("Split called after Scan")
	}
	s.split = split
}

// ScanBytes makes each byte a token.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

// ScanRunes makes each character a token; an invalid byte becomes U+FFFD.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r == utf8.RuneError && size == 1 {
		return 1, []byte(string(utf8.RuneError)), nil
	}
	return size, data[:size], nil
}

// ScanLines makes each line a token, without its end \n or \r\n.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	n := bytes.IndexByte(data, '\n')
	advance = n + 1
	if n < 0 {
		if !atEOF {
			return 0, nil, nil
		}
		n = len(data)
		advance = n
	}
	if n > 0 && data[n-1] == '\r' {
		n--
	}
	return advance, data[:n], nil
}

// ScanWords makes each word a token: what is between white space.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start := 0
	for start < len(data) {
		r, size := utf8.DecodeRune(data[start:])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for i := start; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if unicode.IsSpace(r) {
			return i + size, data[start:i], nil
		}
		i += size
	}
	if atEOF && start < len(data) {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}
