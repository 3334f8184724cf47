// A bufio.Scanner over standard input with different split functions.
// stdin: 3 4\n10 20 thirty 40\n-5\n
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Split(bufio.ScanWords)
	sum, bad := 0, 0
	for in.Scan() {
		n, err := strconv.Atoi(in.Text())
		if err != nil {
			bad++
			fmt.Println(err)
			continue
		}
		sum += n
		fmt.Println(n, sum)
	}
	fmt.Println("sum", sum, "bad", bad, in.Err())
}
