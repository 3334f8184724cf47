// goto, and labels on every statement that can have one.
package main

import "fmt"

func countdown(n int) (out []int) {
loop:
	if n > 0 {
		out = append(out, n)
		n--
		goto loop
	}
	return
}

func retry(fail int) (attempts int, err error) {
	defer func() { attempts *= 10 }()
retry:
	attempts++
	if attempts <= fail {
		if attempts == 3 {
			err = fmt.Errorf("gave up")
			goto end
		}
		goto retry
	}
	return attempts, nil
end:
	return
}

func tokens(s string) (words, numbers int) {
	i := 0
space:
	if i == len(s) {
		return
	}
	switch c := s[i]; {
	case c >= '0' && c <= '9':
		numbers++
		goto number
	case c != ' ':
		words++
		goto word
	}
	i++
	goto space
number:
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	goto space
word:
	for i < len(s) && s[i] != ' ' {
		i++
	}
	goto space
}

func closures() (fs []func() int) {
	i := 0
again:
	x := i * 10
	fs = append(fs, func() int { x++; return x })
	i++
	if i < 3 {
		goto again
	}
	return
}

func matrix(n int) (steps int) {
rows:
	for i := 0; i < n; i++ {
	columns:
		for j := range n {
			for k := 0; ; k++ {
				steps++
				switch {
				case k > j:
					continue columns
				case i+j+k > 2*n:
					break rows
				case k == 3:
					continue rows
				}
			}
		}
	}
	return
}

func selecting() (log string) {
	c := make(chan int, 5)
	for i := range 5 {
		c <- i
	}
outer:
	for {
		select {
		case v := <-c:
			if v == 1 {
				continue outer
			}
			if v == 3 {
				break outer
			}
			if v == 2 {
				break
			}
			log += fmt.Sprint(v)
		}
		log += "."
	}
	return
}

func block(n int) string {
sw:
	switch n {
	case 1:
		for {
			if n == 1 {
				break sw
			}
		}
		return "unreachable"
	case 2:
		goto two
	default:
		return "default"
	}
	return "broke out"
two:
	return "two"
}

func irreducible(n int) (trace []int) {
	i := 0
	if n%2 == 0 {
		goto even
	}
odd:
	trace = append(trace, i*2+1)
	i++
	if i > n {
		return
	}
	if i%3 == 0 {
		goto odd
	}
even:
	trace = append(trace, i*2)
	i++
	if i > n {
		return
	}
	goto odd
}

func main() {
	fmt.Println(countdown(4))
	fmt.Println(retry(0))
	fmt.Println(retry(2))
	fmt.Println(retry(9))
	fmt.Println(tokens("abc 12 d4 77  x"))
	for _, f := range closures() {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println(matrix(5), selecting(), block(1), block(2), block(3))
	fmt.Println(irreducible(4), irreducible(7))
unused:
	for range 2 {
		continue unused
	}
	{
		goto inside
	inside:
		fmt.Println("inside")
	}
}
