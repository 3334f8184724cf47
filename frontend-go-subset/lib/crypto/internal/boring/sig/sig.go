// Package sig marks, in Go's binaries, which implementation of cryptography is inside; here nothing needs marks.
package sig

func BoringCrypto()   {}
func FIPSOnly()       {}
func StandardCrypto() {}
