package p

var s = "日本語" + 1 // ERROR `9: invalid operation: "日本語" \+ 1 \(mismatched types untyped string and untyped int\)`
var é = undefinedé // ERROR "10: undefined: undefinedé"
var t = []string{"ü", 5, "ß", x} // ERROR "24: cannot use 5 \(untyped int constant\) as string value in array or slice literal" "33: undefined: x"

func 関数(引数 int) string { return 引数 } // ERROR "41: cannot use 引数 \(variable of type int\) as string value in return statement"
