// Package random makes the random numbers that need no seed: Blackman and Vigna's
// xoshiro256**, set up with random bytes from the host when it is first used.
package random

import (
	"internal/host"
	"math/bits"
	"unsafe"
)

var state [4]uint64

// Uint64 returns a random number of 64 bits.
func Uint64() uint64 {
	for state[0]|state[1]|state[2]|state[3] == 0 {
		if host.WasiRandomGet(unsafe.Pointer(&state), 32) != 0 {
			state[0] = 0x9e3779b97f4a7c15 // no randomness to be had
		}
	}
	s := &state
	result := bits.RotateLeft64(s[1]*5, 7) * 9
	t := s[1] << 17
	s[2] ^= s[0]
	s[3] ^= s[1]
	s[1] ^= s[2]
	s[0] ^= s[3]
	s[2] ^= t
	s[3] = bits.RotateLeft64(s[3], 45)
	return result
}
