// Text: wrapping, justifying, tables, edit distance, longest common subsequence, roman numerals, run lengths.
package main

import (
	"fmt"
	"strings"
)

const sample = `Go is expressive, concise, clean, and efficient. Its concurrency mechanisms make it easy to write
programs that get the most out of multicore and networked machines, while its novel type system enables
flexible and modular program construction.`

func wrap(s string, width int) (lines []string) {
	line := ""
	for _, w := range strings.Fields(s) {
		if line != "" && len(line)+1+len(w) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += w
	}
	return append(lines, line)
}

func justify(line string, width int) string {
	words := strings.Fields(line)
	gaps := len(words) - 1
	if gaps < 1 {
		return line
	}
	spaces := width - len(strings.Join(words, ""))
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if i < gaps {
			n := spaces / gaps
			if i < spaces%gaps {
				n++
			}
			b.WriteString(strings.Repeat(" ", n))
		}
	}
	return b.String()
}

func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diag := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diag
			if x[i] != y[j] {
				cost = 1 + min(diag, row[j], row[j+1])
			}
			diag, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}

func lcs(a, b string) string {
	t := make([][]string, len(a)+1)
	for i := range t {
		t[i] = make([]string, len(b)+1)
	}
	for i := range len(a) {
		for j := range len(b) {
			switch {
			case a[i] == b[j]:
				t[i+1][j+1] = t[i][j] + a[i:i+1]
			case len(t[i][j+1]) >= len(t[i+1][j]):
				t[i+1][j+1] = t[i][j+1]
			default:
				t[i+1][j+1] = t[i+1][j]
			}
		}
	}
	return t[len(a)][len(b)]
}

func roman(n int) (s string) {
	for _, r := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= r.v {
			s += r.s
			n -= r.v
		}
	}
	return
}

func encode(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		fmt.Fprintf(&b, "%d%c", j-i, s[i])
		i = j
	}
	return b.String()
}

func table(rows [][]string) string {
	var widths []int
	for _, r := range rows {
		for i, c := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], len([]rune(c)))
		}
	}
	var b strings.Builder
	for n, r := range rows {
		for i, c := range r {
			fmt.Fprintf(&b, "| %-*s ", widths[i], c)
		}
		b.WriteString("|\n")
		if n == 0 {
			for _, w := range widths {
				b.WriteString("|" + strings.Repeat("-", w+2))
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}

func palindrome(s string) bool {
	var r []rune
	for _, c := range strings.ToLower(s) {
		if c >= 'a' && c <= 'z' {
			r = append(r, c)
		}
	}
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		if r[i] != r[j] {
			return false
		}
	}
	return true
}

func main() {
	lines := wrap(sample, 38)
	for i, l := range lines {
		if i < len(lines)-1 {
			l = justify(l, 38)
		}
		fmt.Printf("%2d|%-38s|\n", i+1, l)
	}
	fmt.Println(distance("kitten", "sitting"), distance("", "abc"), distance("größe", "grösse"), lcs("AGGTAB", "GXTXAYB"))
	fmt.Println(roman(1994), roman(2026), roman(3888), encode("aaabccdddd"), encode(""))
	fmt.Print(table([][]string{{"name", "größe", "x"}, {"längste", "1", "yes"}, {"b", "22", "no"}}))
	fmt.Println(palindrome("A man, a plan, a canal: Panama"), palindrome("nope"))
}
