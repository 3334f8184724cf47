package p

func f(a int, b) { // ERROR "16: syntax error: missing parameter type"
}

func g(a, b int c) { // ERROR "17: syntax error: unexpected name c in parameter list; possibly missing comma or \)"
}

func h() (int, { // ERROR "16: syntax error: unexpected \{, expected \)"
}

func i()
{ // ERROR "1: syntax error: unexpected semicolon or newline before \{"
}

func j(a ...int, b int) { // ERROR "10: can only use \.\.\. with final parameter"
}

func (t T) { // ERROR "12: syntax error: unexpected \{, expected name"
}
