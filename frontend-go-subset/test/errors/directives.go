package p

//go:noinline
func g() {}

func f(x int) {
	x++ //go:noinline // ERROR "8: misplaced compiler directive"
	//go:noinline // ERROR "4: misplaced compiler directive"
	x++
}

//go:wasmimport env add // ERROR "3: misplaced go:wasmimport directive"
//go:noinline // ERROR "3: misplaced compiler directive"
