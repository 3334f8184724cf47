// Switch statements: expressions, types of constants, duplicates by value, fallthrough, init, break inside loops, no tag.
package main

import "fmt"

type state int

const (
	idle state = iota
	running
	stopped
)

func next(s state, event string) (state, error) {
	switch s {
	case idle:
		switch event {
		case "start":
			return running, nil
		case "stop":
			return idle, nil
		}
	case running:
		if event == "stop" {
			return stopped, nil
		}
		fallthrough
	case stopped:
		if event == "reset" {
			return idle, nil
		}
	default:
		return s, fmt.Errorf("unknown state %d", s)
	}
	return s, fmt.Errorf("%s not allowed in %d", event, s)
}

func calls(name string, v int, log *string) int { *log += name; return v }

func order(x int) string {
	log := ""
	switch calls("t", x, &log) {
	case calls("a", 1, &log), calls("b", 2, &log):
		log += "=12"
	case calls("c", 3, &log):
		log += "=3"
	default:
		log += "=default"
	}
	return log
}

func words(n int) string {
	switch {
	case n < 0:
		return "minus " + words(-n)
	case n < 20:
		return [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}[n]
	case n < 100:
		s := [...]string{2: "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}[n/10]
		if n%10 != 0 {
			s += "-" + words(n%10)
		}
		return s
	case n < 1000:
		s := words(n/100) + " hundred"
		if n%100 != 0 {
			s += " and " + words(n%100)
		}
		return s
	}
	s := words(n/1000) + " thousand"
	if n%1000 != 0 {
		s += " " + words(n%1000)
	}
	return s
}

func dense(n int) (r int) {
	switch n {
	case 0:
		r = 10
	case 1:
		r = 11
	case 2:
		r = 12
	case 3:
		r = 13
	case 4:
		r = 14
	case 5, 6, 7:
		r = 15
	case 8:
		r = 18
		fallthrough
	case 9:
		r++
	case -1, 1 << 40:
		r = -1
	}
	return
}

func text(s string) int {
	switch s {
	case "":
		return 0
	case "alpha", "beta":
		return 1
	case "gamma":
		return 2
	case "alpha" + "bet":
		return 3
	}
	return -1
}

func main() {
	s := idle
	for _, e := range []string{"stop", "start", "reset", "stop", "start", "reset"} {
		var err error
		s, err = next(s, e)
		fmt.Print(e, ":", s, " ", err, "; ")
	}
	fmt.Println(next(9, ""))
	fmt.Println(order(1), order(2), order(3), order(4))
	fmt.Println(words(0), words(-42), words(115), words(999), words(12345), words(100000))
	for i := -2; i < 11; i++ {
		fmt.Print(dense(i), " ")
	}
	fmt.Println(dense(1<<40), text(""), text("beta"), text("alphabet"), text("gamm"))
	for i := 0; ; i++ {
		switch {
		case i%2 == 0:
			continue
		case i > 6:
			fmt.Println("stopping at", i)
		default:
			if i == 3 {
				break
			}
			fmt.Print("odd ", i, " ")
			continue
		}
		if i > 6 {
			break
		}
	}
	var v any = 3
	switch v {
	case "3":
		fmt.Println("string")
	case 3.0:
		fmt.Println("float")
	case 3:
		fmt.Println("int")
	}
	switch p, q := new(int), new(int); p {
	case q:
		fmt.Println("same")
	default:
		fmt.Println("different pointers")
	}
	switch x := 5; x := any(x).(type) {
	case int:
		fmt.Println(x + 1)
	}
	switch [2]int{1, 2} {
	case [2]int{2, 1}:
	case [2]int{1, 2}:
		fmt.Println("array case")
	}
	switch {
	}
	switch f := 2.5; {
	case f > 2:
		fmt.Println("float", f)
	}
}
