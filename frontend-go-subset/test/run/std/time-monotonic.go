// Which methods of a time leave out its monotonic reading; pointers to functions.
package main

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

func f() {}

func main() {
	now := time.Now()
	for _, t := range []time.Time{now, now.UTC(), now.Local(), now.In(time.UTC), now.In(time.Local), now.Add(1), now.Round(0), now.AddDate(0, 0, 1)} {
		fmt.Println(strings.Contains(t.String(), "m="), t.Equal(now), reflect.DeepEqual(t, now))
	}
	fmt.Println(fmt.Sprintf("%p", f) == fmt.Sprintf("0x%x", reflect.ValueOf(f).Pointer()), reflect.ValueOf(f).UnsafePointer() != nil)
}
