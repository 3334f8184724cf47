// The package that all generated programs import: output that both sides write alike, and what keeps programs defined.

export const supportSource = `package rt

import "unsafe"

var out []byte

// Fuel is how many calls and iterations a program may still make.
var Fuel = 20000

func Step() {
	if Fuel--; Fuel < 0 {
		panic("out of fuel")
	}
}

func Int(v int64) {
	if v < 0 {
		out = append(out, '-')
		Uint(-uint64(v))
		return
	}
	Uint(uint64(v))
}

func Uint(v uint64) {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + v%10)
		v /= 10
		if v == 0 {
			break
		}
	}
	out = append(out, digits[i:]...)
	out = append(out, ' ')
}

const hex = "0123456789abcdef"

func Str(s string) {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c > '~' {
			out = append(out, '\\\\', hex[c>>4], hex[c&15])
		} else {
			out = append(out, c)
		}
	}
	out = append(out, ' ')
}

func Bool(b bool) {
	if b {
		Str("true")
	} else {
		Str("false")
	}
}

func Float64(f float64) {
	if f != f {
		Str("NaN")
		return
	}
	Uint(*(*uint64)(unsafe.Pointer(&f)))
}

func Float32(f float32) {
	if f != f {
		Str("NaN")
		return
	}
	Uint(uint64(*(*uint32)(unsafe.Pointer(&f))))
}

func Complex(c complex128) {
	Float64(real(c))
	Float64(imag(c))
}

// Line ends a line that began with what has been put out since the last one.
func Line() { out = append(out, '\\n') }

func Flush() {
	print(string(out))
	out = out[:0]
}

func Caught(r any) {
	switch v := r.(type) {
	case nil:
		Str("nil")
	case error:
		Str(v.Error())
	case string:
		Str(v)
	case int:
		Int(int64(v))
	default:
		Str("other")
	}
}

// Try calls f and says how it ended.
func Try(f func()) {
	defer func() {
		Caught(recover())
		Line()
	}()
	f()
}

//go:noinline
func Id[T any](v T) T { return v }

func Pick[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

// ToInt converts what fits and gives 0 for what has no defined result.
func ToInt(f float64) int64 {
	if f > -1e15 && f < 1e15 {
		return int64(f)
	}
	return 0
}

func At[T any](s []T, i uint64) (v T) {
	if len(s) > 0 {
		v = s[i%uint64(len(s))]
	}
	return
}

func Byte(s string, i uint64) byte {
	if len(s) == 0 {
		return 0
	}
	return s[i%uint64(len(s))]
}

// Short keeps strings from growing without limit.
func Short(s string) string {
	if len(s) > 40 {
		return s[len(s)-40:]
	}
	return s
}

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

func Sum[T Number](values ...T) (sum T) {
	for _, v := range values {
		sum += v
	}
	return
}

func Map[T, U any](in []T, f func(T) U) []U {
	var out []U
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func Count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}
`;
