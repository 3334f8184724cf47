package text

import (
	"fmt"
	"strings"
)

func Upper(s string) string { return strings.ToUpper(s) }

func Join(sep string, vs ...any) string {
	var parts []string
	for _, v := range vs {
		parts = append(parts, fmt.Sprint(v))
	}
	return strings.Join(parts, sep)
}
