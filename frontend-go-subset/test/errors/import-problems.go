package p

import (
	"fmt"
	"fmt" // ERROR "2: fmt redeclared in this block" `2: "fmt" imported and not used`
	fmt2 "fmt"
	"a b" // ERROR "2: invalid import path \(invalid character U\+0020 ' '\)"
	"" // ERROR "2: invalid import path \(empty string\)"
	init "os" // ERROR "2: cannot import package as init - init must be a func"
	"strings" // ERROR `2: "strings" imported and not used`
)

var strings = 1 // ERROR `5: strings already declared through import of package strings \("strings"\)`

func fmt3() { fmt.Println(); fmt2.Println() }
