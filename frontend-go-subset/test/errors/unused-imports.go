package p

import (
	"fmt" // ERROR `2: "fmt" imported and not used`
	str "strings" // ERROR `2: "strings" imported as str and not used`
	_ "os"
	. "math" // ERROR `2: "math" imported and not used`
	"errors"
)

var _ = errors.New
