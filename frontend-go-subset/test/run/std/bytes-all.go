package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

func main() {
	b := []byte("hello, world")
	fmt.Println(bytes.Index(b, []byte("wor")), bytes.Count(b, []byte("l")), bytes.Contains(b, []byte("xyz")), bytes.Equal(b, []byte("hello, world")), bytes.Compare([]byte("a"), nil))
	fmt.Printf("%q %q\n", bytes.Split([]byte("a,b,c"), []byte(",")), bytes.Fields([]byte(" x  y ")))
	fmt.Printf("%s %s %s\n", bytes.ToUpper(b), bytes.Title(b), bytes.ReplaceAll(b, []byte("l"), []byte("LL")))
	fmt.Printf("%q %q\n", bytes.TrimSpace([]byte("  t ")), bytes.Trim([]byte("xxtxx"), "x"))
	fmt.Printf("%s|%s\n", bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte("-")), bytes.Repeat([]byte("ab"), 3))
	fmt.Println(bytes.Runes([]byte("é世")), bytes.EqualFold([]byte("GO"), []byte("go")))
	var buf bytes.Buffer
	buf.WriteString("line one\nline two\nrest")
	for {
		line, err := buf.ReadString('\n')
		fmt.Printf("%q %v\n", line, err)
		if err == io.EOF {
			break
		}
	}
	buf.Reset()
	for i := 0; i < 1000; i++ {
		fmt.Fprintf(&buf, "%d,", i)
	}
	fmt.Println(buf.Len(), string(buf.Next(10)))
	buf.Truncate(5)
	fmt.Println(buf.String())
	c, _ := buf.ReadByte()
	fmt.Println(c, buf.UnreadByte(), buf.UnreadByte())
	r, size, err := buf.ReadRune()
	fmt.Println(string(r), size, err, buf.UnreadRune())
	other := bytes.NewBufferString("from a buffer\n")
	other.WriteTo(os.Stdout)
	n, err := buf.ReadFrom(bytes.NewReader(bytes.Repeat([]byte("z"), 5000)))
	fmt.Println(n, err, buf.Len())
	before, after, ok := bytes.Cut([]byte("k=v"), []byte("="))
	fmt.Printf("%s %s %v\n", before, after, ok)
	for line := range bytes.Lines([]byte("a\nb")) {
		fmt.Printf("%q ", line)
	}
	fmt.Println()
	reader := bytes.NewReader([]byte("0123456789"))
	p := make([]byte, 4)
	k, err := reader.ReadAt(p, 8)
	fmt.Println(k, err, string(p[:k]))
}
