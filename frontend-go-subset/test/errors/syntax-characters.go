package p

var a = 1 # 2 // ERROR "11: invalid character U\+0023 '#'" "13: syntax error: unexpected literal 2 after top level declaration"
var b = 1 ? 2 : 3 // ERROR "11: invalid character U\+003F '\?'" "13: syntax error: unexpected literal 2 after top level declaration"
var c = a @ b // ERROR "11: invalid character U\+0040 '@'" "13: syntax error: unexpected name b after top level declaration"
var d = a $ b // ERROR "11: invalid character U\+0024 '\$'" "13: syntax error: unexpected name b after top level declaration"
var é = 1
var x² = 2 // ERROR "6: invalid character U\+00B2 '²' in identifier"
var 𝔸 = "ok"
