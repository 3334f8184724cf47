package strconv

import "math/bits"

const (
	pow10Step = 27
	pow10Min  = -351
	pow10Max  = 377
)

// pow10Table holds 10**(27*i-351) for i = 0, 1, ...: the first 192 bits, high
// word first, top bit set.
var pow10Table = [27][3]uint64{
	{0x8049a4ac0c5811ae, 0x205b896d777d6278, 0xac261e9f5141430b}, // 1e-351
	{0xcf42894a5dce35ea, 0x52064cac828675b9, 0x475f2b7d7df1ad7a}, // 1e-324
	{0xa76c582338ed2621, 0xaf2af2b80af6f24e, 0x657c8f4d43323a36}, // 1e-297
	{0x873e4f75e2224e68, 0x5a7744a6e804a291, 0xcc35eddfcf0996d7}, // 1e-270
	{0xda7f5bf590966848, 0xaf39a475506a899e, 0xa30294cc2934e662}, // 1e-243
	{0xb080392cc4349dec, 0xbd8d794d96aacfb3, 0xfe13a5c86af64418}, // 1e-216
	{0x8e938662882af53e, 0x547eb47b7282ee9c, 0x41b0230e1421487d}, // 1e-189
	{0xe65829b3046b0afa, 0x0cb4a5a3112a5112, 0xa3b561b1cb208396}, // 1e-162
	{0xba121a4650e4ddeb, 0x92f34d62616ce413, 0x21a0183e10583cd3}, // 1e-135
	{0x964e858c91ba2655, 0x3a6a07f8d510f86f, 0xe9082f25e9c5e9ec}, // 1e-108
	{0xf2d56790ab41c2a2, 0xfae27299423fb9c3, 0x3695dad7e8858901}, // 1e-81
	{0xc428d05aa4751e4c, 0xaa97e14c3c26b886, 0x96842dc95323f5a8}, // 1e-54
	{0x9e74d1b791e07e48, 0x775ea264cf55347d, 0xca49f1c05120c9c7}, // 1e-27
	{0x8000000000000000, 0x0000000000000000, 0x0000000000000000}, // 1e0
	{0xcecb8f27f4200f3a, 0x0000000000000000, 0x0000000000000000}, // 1e27
	{0xa70c3c40a64e6c51, 0x999090b65f67d924, 0x0000000000000000}, // 1e54
	{0x86f0ac99b4e8dafd, 0x69a028bb3ded71a3, 0xdf9f915627c04e28}, // 1e81
	{0xda01ee641a708de9, 0xe80e6f4820cc9495, 0xd74baad03bc1d8d3}, // 1e108
	{0xb01ae745b101e9e4, 0x5ec05dcff72e7f8f, 0xc04c79ffe324301f}, // 1e135
	{0x8e41ade9fbebc27d, 0x14588f13be847307, 0x23bd6a2059c002f5}, // 1e162
	{0xe5d3ef282a242e81, 0x8f1668c8a86da5fa, 0xf0b5ccf5176ecc7c}, // 1e189
	{0xb9a74a0637ce2ee1, 0x6d953e2bd7173692, 0x88efb0037ac08bde}, // 1e216
	{0x95f83d0a1fb69cd9, 0x4abdaf101564f98e, 0x0d5a4af7b3a98e47}, // 1e243
	{0xf24a01a73cf2dccf, 0xbc633b39673c8cec, 0x3d9c44cd2f36917c}, // 1e270
	{0xc3b8358109e84f07, 0x0a862f80ec4700c8, 0x02606ea01029dc37}, // 1e297
	{0x9e19db92b4e31ba9, 0x6c07a2c26a8346d1, 0x4944d9f52cd0dec2}, // 1e324
	{0xff6d0b3492801150, 0x9798278aea58efff, 0x631fcdfbcb35b8a4}, // 1e351
}

// pow5Table holds 5**i.
var pow5Table = [pow10Step]uint64{
	1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125,
	244140625, 1220703125, 6103515625, 30517578125, 152587890625, 762939453125,
	3814697265625, 19073486328125, 95367431640625, 476837158203125,
	2384185791015625, 11920928955078125, 59604644775390625, 298023223876953125,
	1490116119384765625,
}

// pow10Exact returns 10**n for n <= 19.
func pow10Exact(n int) uint64 { return pow5Table[n] << n }

// pow10 returns 10**e for pow10Min <= e <= pow10Max as (hi*2**64 + lo) * 2**exp,
// rounded down (exact for 0 <= e <= 55), with hi's top bit set.
func pow10(e int) (hi, lo uint64, exp int) {
	i := (e - pow10Min) / pow10Step
	n := (e - pow10Min) % pow10Step
	t := &pow10Table[i]
	f := pow5Table[n]
	// t * f, 256 bits of which the top ones may be zero.
	w3, w2 := bits.Mul64(t[0], f)
	h, w1 := bits.Mul64(t[1], f)
	w2, carry := bits.Add64(w2, h, 0)
	w3 += carry
	h, _ = bits.Mul64(t[2], f)
	w1, carry = bits.Add64(w1, h, 0)
	w2, carry = bits.Add64(w2, 0, carry)
	w3 += carry
	if z := bits.LeadingZeros64(w3); z > 0 {
		w3 = w3<<z | w2>>(64-z)
		w2 = w2<<z | w1>>(64-z)
	}
	return w3, w2, floorLog2Pow10(e) - 127
}

// floorLog2Pow10 returns the floor of log2(10**e), for |e| <= 1233.
func floorLog2Pow10(e int) int { return e * 1741647 >> 19 }

// floorLog10Pow2 returns the floor of log10(2**e), for |e| <= 1650.
func floorLog10Pow2(e int) int { return e * 1262611 >> 22 }

// product returns m * 10**e as (hi*2**128 + mid*2**64 + lo) * 2**exp. If exact is
// false, the true result may be larger by less than 2 units of mid.
func product(m uint64, e int) (hi, mid, lo uint64, exp int, exact bool) {
	p1, p0, exp := pow10(e)
	hi, mid = bits.Mul64(m, p1)
	h, lo := bits.Mul64(m, p0)
	mid, carry := bits.Add64(mid, h, 0)
	return hi + carry, mid, lo, exp, 0 <= e && e <= 55
}

// roundProduct returns a product divided by 2**(128+shift), rounded half to even,
// for shift >= 1. It is not ok when the error of the product could matter.
func roundProduct(hi, mid, lo uint64, shift int, exact bool) (d uint64, ok bool) {
	const half = 1 << 63
	if shift > 64 {
		return 0, exact || hi != 1<<64-1
	}
	d = hi >> shift
	frac := hi << (64 - shift)
	if exact {
		if frac > half || frac == half && (mid|lo != 0 || d&1 != 0) {
			d++
		}
		return d, true
	}
	if frac >= half {
		return d + 1, frac != half || mid != 0
	}
	return d, frac+1<<(64-shift) != half || mid < 1<<64-2
}
