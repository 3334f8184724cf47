package p

type T struct{}

func (T) Val(int) string  { return "" }
func (*T) Ptr(int) string { return "" }

type I interface{ M() }

func f(t T, i I) {
	var a func(int) string = t.Val
	var b func(string) = t.Val // ERROR "23: cannot use t\.Val \(value of type func\(int\) string\) as func\(string\) value in variable declaration"
	var c func(T, int) string = T.Val
	var d func(*T, int) string = (*T).Ptr
	var e func(T, int) string = T.Ptr // ERROR "32: invalid method expression T\.Ptr \(needs pointer receiver \(\*T\)\.Ptr\)"
	var g func(*T, int) string = (*T).Val
	var h func() = i.M
	var j func(I) = I.M
	var k func() = I.M // ERROR "17: cannot use I\.M \(value of type func\(I\)\) as func\(\) value in variable declaration"
	t.Val // ERROR "2: t\.Val \(value of type func\(int\) string\) is not used"
	T.Missing(t) // ERROR "4: T\.Missing undefined \(type T has no field or method Missing\)"
	T{}.Ptr(1) // ERROR "6: cannot call pointer method Ptr on T"
	(&T{}).Ptr(1)
	t.Val = nil // ERROR "2: cannot assign to t\.Val \(neither addressable nor a map index expression\)"
	_ = t.Val == nil
	_, _, _, _, _, _, _, _, _ = a, b, c, d, e, g, h, j, k
}
