package rand

import (
	"errors"
	"math/bits"
)

// A ChaCha8 is a generator for which no way to tell its numbers from true random
// ones is known: the stream cipher ChaCha with 8 rounds, four blocks at a time, as
// the C2SP's chacha8rand specifies.
type ChaCha8 struct {
	seed    [8]uint32
	buf     [64]uint32 // four blocks, word by word
	next    int        // the index of the next pair of words
	end     int        // how many pairs may be used
	counter uint32     // of the first block in buf
	bytes   [8]byte    // what Read has left over is at the end
	left    int
}

// NewChaCha8 returns a ChaCha8 with a seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := &ChaCha8{}
	c.Seed(seed)
	return c
}

// Seed sets the generator up.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		c.seed[i] = uint32(seed[4*i]) | uint32(seed[4*i+1])<<8 | uint32(seed[4*i+2])<<16 | uint32(seed[4*i+3])<<24
	}
	c.left = 0
	c.counter = 0
	c.fill()
}

// fill computes four blocks.
func (c *ChaCha8) fill() {
	for lane := uint32(0); lane < 4; lane++ {
		x := [16]uint32{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}
		copy(x[4:], c.seed[:])
		x[12] = c.counter + lane
		for round := 0; round < 4; round++ {
			for i := 0; i < 4; i++ {
				quarterRound(&x, i, i+4, i+8, i+12)
			}
			for i := 0; i < 4; i++ {
				quarterRound(&x, i, 4+(i+1)&3, 8+(i+2)&3, 12+(i+3)&3)
			}
		}
		for i, w := range x {
			if 4 <= i && i < 12 {
				w += c.seed[i-4]
			}
			c.buf[4*i+int(lane)] = w
		}
	}
	c.next, c.end = 0, 32
	if c.counter == 12 {
		c.end = 28 // the last 32 bytes are the next seed
	}
}

func quarterRound(x *[16]uint32, a, b, c, d int) {
	x[a] += x[b]
	x[d] = bits.RotateLeft32(x[d]^x[a], 16)
	x[c] += x[d]
	x[b] = bits.RotateLeft32(x[b]^x[c], 12)
	x[a] += x[b]
	x[d] = bits.RotateLeft32(x[d]^x[a], 8)
	x[c] += x[d]
	x[b] = bits.RotateLeft32(x[b]^x[c], 7)
}

// Uint64 returns a number of 64 bits.
func (c *ChaCha8) Uint64() uint64 {
	if c.next == c.end {
		c.counter += 4
		if c.counter == 16 {
			copy(c.seed[:], c.buf[56:])
			c.counter = 0
		}
		c.fill()
	}
	i := 2 * c.next
	c.next++
	return uint64(c.buf[i]) | uint64(c.buf[i+1])<<32
}

// Read fills p with random bytes.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for i := range p {
		if c.left == 0 {
			x := c.Uint64()
			for k := range c.bytes {
				c.bytes[k] = byte(x >> (8 * k))
			}
			c.left = 8
		}
		p[i] = c.bytes[8-c.left]
		c.left--
	}
	return len(p), nil
}

// The written state is a generator at the start of its four blocks and how far it has come in them: the bytes that Read has
// left over with their number, "readbuf:\x03..." (absent when there are none), then "chacha8:", the number of pairs used up
// as Go counts them (through all the blocks of a seed), and the seed.
const (
	leftoverMark = "readbuf:"
	stateMark    = "chacha8:"
)

// AppendBinary appends MarshalBinary's result to b.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.left > 0 {
		b = append(b, leftoverMark...)
		b = append(b, byte(c.left))
		b = append(b, c.bytes[8-c.left:]...)
	}
	b = append(b, stateMark...)
	b = appendUint64(b, uint64(c.counter)/4*32+uint64(c.next))
	for _, w := range c.seed {
		b = append(b, byte(w), byte(w>>8), byte(w>>16), byte(w>>24))
	}
	return b, nil
}

// MarshalBinary returns the state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(make([]byte, 0, 64)) }

// UnmarshalBinary sets the state.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	var leftover []byte
	if len(data) > len(leftoverMark) && string(data[:len(leftoverMark)]) == leftoverMark {
		data = data[len(leftoverMark):]
		n := int(data[0])
		if n > 8 || len(data) < 1+n {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		leftover, data = data[1:1+n], data[1+n:]
	}
	if len(data) != 48 || string(data[:len(stateMark)]) != stateMark {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := readUint64(data[8:])
	if used > 124 {
		return errors.New("invalid ChaCha8 encoding")
	}
	c.Seed([32]byte(data[16:]))
	if used == 124 {
		// All of the last blocks are used up; the next number comes from the next seed.
		c.counter, c.next = 12, 28
	} else {
		c.counter, c.next = uint32(used/32)*4, int(used%32)
	}
	next := c.next
	c.fill()
	c.next = next
	c.left = copy(c.bytes[8-len(leftover):], leftover)
	return nil
}
