// Reads standard input by lines and counts words.
// stdin: the quick brown fox\njumps over the lazy dog\n\nThe end: 42 foxes\nno newline at the end
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
)

func main() {
	counts := map[string]int{}
	lines := 0
	r := bufio.NewReader(os.Stdin)
	for {
		line, err := r.ReadString('\n')
		if line != "" {
			lines++
			fmt.Printf("%d: %q\n", lines, line)
		}
		for _, w := range strings.Fields(line) {
			counts[strings.ToLower(strings.Trim(w, ":"))]++
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	var words []string
	for w := range counts {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool {
		a, b := words[i], words[j]
		return counts[a] > counts[b] || counts[a] == counts[b] && a < b
	})
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, word := range words {
		fmt.Fprintf(w, "%-8s %s\n", word, strings.Repeat("*", counts[word]))
	}
}
