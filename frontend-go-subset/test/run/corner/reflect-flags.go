// Printers that want to see unexported fields change the flags of a reflect.Value.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type flag uintptr

var offset = func() uintptr {
	field, ok := reflect.TypeOf(reflect.Value{}).FieldByName("flag")
	fmt.Println(ok, field.Type.Kind() == reflect.TypeFor[flag]().Kind())
	return field.Offset
}()

func flagsOf(v *reflect.Value) *flag { return (*flag)(unsafe.Add(unsafe.Pointer(v), offset)) }

type number int

func (n number) String() string { return fmt.Sprintf("number %d", int(n)) }

type inner struct {
	A number
	number
	a number
}

type outer struct {
	in  inner
	ptr *inner
	any fmt.Stringer
}

func main() {
	v, p := reflect.ValueOf(inner{1, 2, 3}), reflect.ValueOf(&inner{1, 2, 3}).Elem()
	exported, embedded, unexported, variable := v.Field(0), v.Field(1), v.Field(2), p.Field(0)
	readOnly := *flagsOf(&exported) ^ (*flagsOf(&embedded) | *flagsOf(&unexported))
	addressable := *flagsOf(&exported) ^ *flagsOf(&variable)
	fmt.Println(readOnly == 1<<5|1<<6, addressable == 1<<8)

	o := outer{inner{4, 5, 6}, &inner{7, 8, 9}, number(10)}
	for _, f := range []reflect.Value{
		embedded, unexported,
		reflect.ValueOf(o).Field(0).Field(2), reflect.ValueOf(o).Field(1).Elem().Field(2), reflect.ValueOf(o).Field(2),
		reflect.ValueOf(o).Field(2).Elem(),
	} {
		was := f.CanInterface()
		*flagsOf(&f) &^= readOnly
		*flagsOf(&f) |= addressable
		fmt.Println(was, f.CanInterface(), f.Interface(), f.Method(0).Call(nil)[0])
	}
	q := reflect.ValueOf(o).Field(1)
	*flagsOf(&q) &^= readOnly
	*flagsOf(&q) |= addressable
	fmt.Println(q.Interface() == any(o.ptr))
}
