// Maps without any library: insertion, lookup, deletion, zero values, iteration, keys of several kinds.
//
// stderr: len 4 11 1 0
// stderr: ok 2 true
// stderr: missing false
// stderr: deleted 3
// stderr: total 26
// stderr: nil true 0 false
// stderr: squares 500 166666500
// stderr: emptied 0
// stderr: struct first! second true
// stderr: array 12 34 0
// stderr: any int string float int8 key nil bool true
// stderr: nested 2 2 1 0
// stderr: pointer 5
// stderr: slices 3
// stderr: func 42
// stderr: clear 0

package main

type key struct {
	name string
	n    int
}

func main() {
	m := map[string]int{"one": 1, "two": 2}
	m["three"] = 3
	m["one"] += 10
	m["new"]++
	println("len", len(m), m["one"], m["new"], m["missing"])
	v, ok := m["two"]
	println("ok", v, ok)
	_, ok = m["nothing"]
	println("missing", ok)
	delete(m, "two")
	delete(m, "two")
	println("deleted", len(m))
	total := 0
	for k, v := range m {
		total += v + len(k)
	}
	println("total", total)

	var none map[int]bool
	println("nil", none == nil, len(none), none[3])
	delete(none, 1)
	for range none {
		println("never")
	}

	squares := make(map[int]int)
	for i := range 1000 {
		squares[i] = i * i
	}
	for i := 0; i < 1000; i += 2 {
		delete(squares, i)
	}
	sum := 0
	for k, v := range squares {
		if k*k != v {
			println("wrong", k, v)
		}
		sum += v
	}
	println("squares", len(squares), sum)
	for k := range squares {
		delete(squares, k)
	}
	println("emptied", len(squares))

	byKey := map[key]string{{"a", 1}: "first", {"b", 2}: "second"}
	byKey[key{"a", 1}] += "!"
	println("struct", byKey[key{"a", 1}], byKey[key{"b", 2}], byKey[key{"a", 2}] == "")
	byArray := map[[2]int]int{{1, 2}: 12}
	byArray[[2]int{3, 4}] = 34
	println("array", byArray[[2]int{1, 2}], byArray[[2]int{3, 4}], byArray[[2]int{4, 3}])
	byAny := map[any]string{1: "int", "1": "string", 1.0: "float", int8(1): "int8", key{"k", 1}: "key", nil: "nil", true: "bool"}
	println("any", byAny[1], byAny["1"], byAny[1.0], byAny[int8(1)], byAny[key{"k", 1}], byAny[nil], byAny[true], byAny[int16(1)] == "")
	nested := map[string]map[string]int{}
	for _, w := range []string{"ab", "ac", "bc", "ab"} {
		if nested[w[:1]] == nil {
			nested[w[:1]] = map[string]int{}
		}
		nested[w[:1]][w[1:]]++
	}
	println("nested", len(nested), nested["a"]["b"], nested["a"]["c"], nested["z"]["z"])
	structs := map[string]*key{"p": {"pointer", 1}}
	structs["p"].n = 5
	println("pointer", structs["p"].n)
	slices := map[string][]int{}
	slices["x"] = append(slices["x"], 1, 2, 3)
	println("slices", len(slices["x"]))
	funcs := map[string]func(int) int{"double": func(n int) int { return 2 * n }}
	println("func", funcs["double"](21))
	clear(m)
	println("clear", len(m))
}
