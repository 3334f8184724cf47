// URLs: zones of IPv6 addresses, joined paths, hidden passwords, URLs as bytes; and the state of a ChaCha8 as bytes.
package main

import (
	"fmt"
	"math/rand/v2"
	"net/url"
)

func main() {
	for _, text := range []string{"http://[fe80::1%25en0]:80/", "http://[fe80::1%25%65%6e%301-._~]/", "http://[fe80::1%25a%2fb]/", "http://a%62c/", "https://1:2:3/", "mongodb://a:1,b:2/"} {
		u, err := url.Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%q %q %q %s\n", u.Host, u.Hostname(), u.Port(), u)
	}
	for _, elem := range [][]string{{"a", "../b"}, {"/x/"}, {"%2f"}, {"..", "..", "c"}, nil, {"%zz"}} {
		joined, err := url.JoinPath("http://h/base/", elem...)
		fmt.Printf("%q %v\n", joined, err)
	}
	u, _ := url.Parse("https://me:secret@host/p?q#f")
	fmt.Println(u.Redacted(), (*url.URL)(nil).Redacted())
	b, err := u.MarshalBinary()
	var back url.URL
	fmt.Println(string(b), err, back.UnmarshalBinary(b), back.String() == u.String(), back.UnmarshalBinary([]byte(":")))

	c := rand.NewChaCha8([32]byte([]byte("a seed of exactly 32 bytes, yes.")))
	for n := range 300 {
		if n%37 == 0 {
			c.Read(make([]byte, n%5))
			state, err := c.MarshalBinary()
			other := new(rand.ChaCha8)
			fmt.Printf("%d %q %v %v", n, state, err, other.UnmarshalBinary(state))
			var x, y [5]byte
			c.Read(x[:])
			other.Read(y[:])
			fmt.Println(x == y, c.Uint64() == other.Uint64())
		}
		c.Uint64()
	}
	fmt.Println(c.UnmarshalBinary([]byte("chacha8:")), c.UnmarshalBinary([]byte("readbuf:\x09")))
}
