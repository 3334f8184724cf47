package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	floats := []float64{0, 1, -1, 0.1, 1.0 / 3, 1e21, 1e20, 123456789, 5e-324, math.MaxFloat64, math.Inf(-1), math.NaN(), 2.5, 0.000001, 100}
	for _, f := range floats {
		for _, format := range []byte("eEfgGbxX") {
			fmt.Print(strconv.FormatFloat(f, format, -1, 64), " ", strconv.FormatFloat(f, format, 3, 64), " ")
		}
		fmt.Println(strconv.FormatFloat(f, 'g', -1, 32))
	}
	for _, s := range []string{"1", "-0.5", "1e400", "0x1p-2", "inf", "nan", "1_0", "abc", "", "179769313486231580793e289", "2.4703282292062328e-324"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	for _, s := range []string{"42", "-9223372036854775809", "0x1f", "0b101", "0o17", "1_000", "zz", "128"} {
		i, err := strconv.ParseInt(s, 0, 64)
		fmt.Println(i, err)
		i, err = strconv.ParseInt(s, 36, 8)
		fmt.Println(i, err)
		u, err := strconv.ParseUint(s, 10, 16)
		fmt.Println(u, err, errors.Is(err, strconv.ErrRange))
	}
	n, err := strconv.Atoi("12a")
	var numErr *strconv.NumError
	fmt.Println(n, err, errors.As(err, &numErr), numErr.Func, numErr.Num, numErr.Err)
	for base := 2; base <= 36; base += 7 {
		fmt.Println(strconv.FormatInt(math.MinInt64, base), strconv.FormatUint(math.MaxUint64, base))
	}
	b, err := strconv.ParseBool("T")
	fmt.Println(b, err)
	_, err = strconv.ParseBool("yes")
	fmt.Println(err)
	c, err := strconv.ParseComplex("1+2i", 128)
	fmt.Println(c, err, strconv.FormatComplex(c, 'f', 2, 128))
	fmt.Println(string(strconv.AppendInt([]byte("n="), -7, 10)), string(strconv.AppendQuoteRune(nil, '☺')))
}
