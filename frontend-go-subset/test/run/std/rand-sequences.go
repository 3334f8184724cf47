package main

import (
	"fmt"
	"math/rand"
	randv2 "math/rand/v2"
)

func main() {
	r := rand.New(rand.NewSource(42))
	fmt.Println(r.Int(), r.Intn(100), r.Int63(), r.Int31n(7), r.Uint32(), r.Uint64(), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64())
	fmt.Println(r.Perm(10), r.Int63n(1e12))
	s := []string{"a", "b", "c", "d", "e"}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	p := make([]byte, 10)
	r.Read(p)
	fmt.Println(s, p)
	z := rand.NewZipf(r, 1.2, 2, 100)
	fmt.Println(z.Uint64(), z.Uint64(), z.Uint64(), z.Uint64())
	g := randv2.New(randv2.NewPCG(1, 2))
	fmt.Println(g.IntN(1000), g.Int64(), g.Uint32N(10), g.Float64(), g.Perm(6), g.NormFloat64(), g.Uint64N(1<<40))
	c := randv2.New(randv2.NewChaCha8([32]byte([]byte("chacha8 seed of thirty-two bytes"))))
	for i := 0; i < 200; i++ {
		c.Uint64()
	}
	fmt.Println(c.IntN(1000), c.Uint64(), c.ExpFloat64())
	seen := map[int]bool{}
	for i := 0; i < 1000; i++ {
		n := randv2.N(10)
		if n < 0 || n >= 10 {
			fmt.Println("out of range", n)
		}
		seen[n] = true
	}
	fmt.Println(len(seen))
}
