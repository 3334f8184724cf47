// Standard input, also while other goroutines run.
// stdin: 3\nalpha beta\n12 30\nlast without newline
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	first, err := in.ReadString('\n')
	fmt.Printf("%q %v\n", first, err)
	line, err := in.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	c, err := in.ReadByte()
	fmt.Println(c, err, in.Buffered() > 0)
	done := make(chan []byte)
	go func() {
		rest, _ := io.ReadAll(in)
		done <- rest
	}()
	select {
	case rest := <-done:
		fmt.Printf("%q\n", rest)
	case <-time.After(10 * time.Second):
		fmt.Println("timeout")
	}
	_, err = in.ReadByte()
	fmt.Println(err)
}
