// Package hex writes bytes as pairs of hexadecimal digits.
package hex

import (
	"errors"
	"fmt"
)

const digits = "0123456789abcdef"

// ErrLength is an odd number of digits.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no hexadecimal digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

// EncodedLen is the number of digits of n bytes.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen is the number of bytes of x digits.
func DecodedLen(x int) int { return x / 2 }

// Encode writes src as digits to dst and says how many.
func Encode(dst, src []byte) int {
	for i, b := range src {
		dst[2*i], dst[2*i+1] = digits[b>>4], digits[b&15]
	}
	return len(src) * 2
}

// EncodeToString is src as digits.
func EncodeToString(src []byte) string {
	dst := make([]byte, len(src)*2)
	Encode(dst, src)
	return string(dst)
}

// AppendEncode appends src as digits to dst.
func AppendEncode(dst, src []byte) []byte {
	for _, b := range src {
		dst = append(dst, digits[b>>4], digits[b&15])
	}
	return dst
}

func value(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// Decode reads pairs of digits into dst and says how many bytes they were.
func Decode(dst, src []byte) (int, error) {
	n := 0
	for i := 0; i+1 < len(src); i += 2 {
		high, ok := value(src[i])
		if !ok {
			return n, InvalidByteError(src[i])
		}
		low, ok := value(src[i+1])
		if !ok {
			return n, InvalidByteError(src[i+1])
		}
		dst[n] = high<<4 | low
		n++
	}
	if len(src)%2 == 1 {
		if _, ok := value(src[len(src)-1]); !ok {
			return n, InvalidByteError(src[len(src)-1])
		}
		return n, ErrLength
	}
	return n, nil
}

// DecodeString is the bytes that the digits stand for.
func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, len(s)/2)
	n, err := Decode(dst, []byte(s))
	return dst[:n], err
}

// AppendDecode appends the bytes that the digits stand for to dst.
func AppendDecode(dst, src []byte) ([]byte, error) {
	out := make([]byte, len(src)/2)
	n, err := Decode(out, src)
	return append(dst, out[:n]...), err
}
