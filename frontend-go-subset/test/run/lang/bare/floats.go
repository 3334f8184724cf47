// Floating point: NaN, infinities, signed zero, rounding to float32, comparison.
//
// stderr: nan FFFTFF FFFTFF FFFTFF
// stderr: inf FFFTTT TTFTFF FTTFTF
// stderr: order TTFTFF FFFTTT FTTFTF
// stderr: zero FTTFTF true true
// stderr: sqrt 1414213562373095 12
// stderr: float32 true false true
// stderr: third false 333333343267 333333333333
// stderr: sum false true 99999999999999984
// stderr: overflow true true false
// stderr: tiny true true true
// stderr: map 3 2 0
// stderr: min max true true true false
// stderr: assign true 6
// stderr: any false true
// stderr: array false true
// stderr: const true true true true

package main

func bool2(b bool) string {
	if b {
		return "T"
	}
	return "F"
}

func compare(a, b float64) string {
	return bool2(a < b) + bool2(a <= b) + bool2(a == b) + bool2(a != b) + bool2(a >= b) + bool2(a > b)
}

func sqrt(x float64) float64 {
	z := 1.0
	for range 30 {
		z -= (z*z - x) / (2 * z)
	}
	return z
}

func main() {
	zero := 0.0
	nan, inf := zero/zero, 1/zero
	println("nan", compare(nan, nan), compare(nan, 1), compare(inf, nan))
	println("inf", compare(inf, 1), compare(-inf, inf), compare(inf, inf+1))
	println("order", compare(1, 2), compare(2, 1), compare(1.5, 1.5))
	negative := -zero
	println("zero", compare(zero, negative), 1/(zero*-1) < 0, 1/zero > 0)
	println("sqrt", int64(sqrt(2)*1e15), int64(sqrt(144)))
	var f32 float32 = 16777216
	println("float32", f32+1 == f32, f32+2 == f32, float64(f32)+1 == 16777217)
	third := float32(1) / 3
	println("third", float64(third) == 1.0/3, int64(float64(third)*1e12), int64(zero+1.0/3*1e12))
	sum := 0.0
	for range 10 {
		sum += 0.1
	}
	println("sum", sum == 1, sum < 1, int64(sum*1e17))
	large := 1e308
	println("overflow", large*10 == inf, -large*10 == -inf, large*10-large*10 == 0)
	tiny := 5e-324
	println("tiny", tiny > 0, tiny/2 == 0, tiny*2/2 == tiny)
	m := map[float64]int{}
	m[nan]++
	m[nan]++
	m[0]++
	m[negative]++
	println("map", len(m), m[0], m[nan])
	println("min max", min(1.5, -2, 3) == -2, max(1, 2.5) == 2.5, min(nan, 1) != min(nan, 1), 1/min(0, negative*-1) < 0)
	x := 7.9
	x -= 0.4
	x *= 2
	x /= 3
	x++
	println("assign", x == 6, int(x))
	var i any = nan
	println("any", i == i, any(inf) == any(inf))
	println("array", [2]float64{1, nan} == [2]float64{1, nan}, [1]float64{zero} == [1]float64{negative})
	println("const", 1e100/1e99 == 10, 0x1p-2 == 0.25, 0x1.8p1 == 3, 1_000.5 == 1000.5)
}
