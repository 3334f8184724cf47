package p

import fmt // ERROR "11: syntax error: missing import path"
import "os" "io" // ERROR `13: syntax error: unexpected literal "io" after top level declaration`
import 'a' // ERROR "8: syntax error: import path must be a string"
import ("strings"; 5) // ERROR "20: syntax error: import path must be a string"
