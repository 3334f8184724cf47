// Bounds of unsigned types: what does not fit in an int is printed as it is.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	s, text, array := make([]int, 3, 5), "abc", new([4]int)
	big, most, small := uint64(1<<63), ^uint(0), uint8(200)
	try(func() { _ = s[big] })
	try(func() { _ = s[:big] })
	try(func() { _ = s[most:] })
	try(func() { _ = s[:small] })
	try(func() { _ = s[:2:most] })
	try(func() { _ = s[:most:4] })
	try(func() { _ = s[most:2:4] })
	try(func() { _ = text[big:] })
	try(func() { _ = text[:most] })
	try(func() { _ = array[big:] })
	try(func() { _ = array[:most] })
	try(func() { _ = array[:2:big] })
	negative := -1
	try(func() { _ = s[negative:] })
}
