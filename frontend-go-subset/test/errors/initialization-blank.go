package p

var _ = undefined1
var _ int = "a"
var _, _ = 1
const _ = 1 / 0
type _ struct{ x undefined2 }
func _() { return 1 }
func _(x int) int {}
var x _
var y = _
func f(_ int, _ string) { _ = 1; _() }
import "fmt" // ERROR "1: syntax error: imports must appear before other declarations"
