package p

func f(x int, s string, b []int, a any) {
	switch x {
	case 1, 2, 1:
	case "a":
	case 3.5:
	case s:
	default:
	default:
	}
	switch s {
	case "a", "b":
	case "a":
	}
	switch b {
	case nil:
	}
	switch {
	case x:
	case x > 1:
	case true, true:
	}
	switch f {
	case f:
	}
	switch x := x; x {
	case 1 << 70:
	}
	switch a {
	case 1, "a", 1:
	case b:
	}
	switch x = 1 { // ERROR "11: syntax error: cannot use assignment x = 1 as value"
	}
}
