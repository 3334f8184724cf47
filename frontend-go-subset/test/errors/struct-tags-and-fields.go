package p

type T struct {
	A, B int `json:"a"`
	C    string "plain"
	D    int 5 // ERROR `11: invalid syntax tree: incorrect tag syntax: "5"`
}
