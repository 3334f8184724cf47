package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	text := "first line\nsecond line with words\r\n\nlast without newline"
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		fmt.Printf("%q\n", sc.Text())
	}
	fmt.Println(sc.Err())
	for i, split := range []bufio.SplitFunc{bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes} {
		sc := bufio.NewScanner(strings.NewReader("héllo wörld \xff x"))
		sc.Split(split)
		n := 0
		for sc.Scan() {
			n++
			if i == 0 {
				fmt.Print(sc.Text(), ";")
			}
		}
		fmt.Println(n)
	}
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	sc.Buffer(nil, 50)
	fmt.Println(sc.Scan(), sc.Err())
	comma := func(data []byte, atEOF bool) (int, []byte, error) {
		for i, c := range data {
			if c == ',' {
				return i + 1, data[:i], nil
			}
		}
		if !atEOF {
			return 0, nil, nil
		}
		return 0, data, bufio.ErrFinalToken
	}
	sc = bufio.NewScanner(strings.NewReader("1,2,,3"))
	sc.Split(comma)
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println()
	r := bufio.NewReaderSize(strings.NewReader(text), 16)
	head, err := r.Peek(5)
	fmt.Println(string(head), err)
	line, prefix, err := r.ReadLine()
	fmt.Println(string(line), prefix, err)
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	c, size, err := r.ReadRune()
	fmt.Println(c, size, err, r.UnreadRune(), r.UnreadRune())
	rest, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", rest, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	w := bufio.NewWriterSize(os.Stdout, 20)
	for i := 0; i < 10; i++ {
		fmt.Fprintf(w, "item %d, ", i)
	}
	w.WriteByte('!')
	w.WriteRune('é')
	w.WriteString("\n")
	fmt.Fprintln(os.Stderr, w.Buffered())
	w.Flush()
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in\n")), bufio.NewWriter(os.Stdout))
	in, _ := rw.ReadString('\n')
	rw.WriteString("got " + in)
	rw.Flush()
}
