package reflect

import (
	"internal/abi"
	"iter"
	"unsafe"
)

// flag has Go's kind and values, the kind of the type in the low bits excepted, which is left 0: printers of unexported
// fields look at them.
type flag uintptr

const (
	flagStickyRO flag = 1 << (iota + 5) // came through an unexported field
	flagEmbedRO                         // came through an unexported embedded field
	flagIndir                           // ptr points to the value (else it is the value)
	flagAddr                            // the value is a variable
	flagMethod                          // a method of the value, number flag>>methodShift

	flagRO      = flagStickyRO | flagEmbedRO
	methodShift = 10
)

// A Value is a Go value, or nothing (the zero Value).
type Value struct {
	typ *abi.Type
	// ptr points to the value if flagIndir is set. Else the value is a pointer, map,
	// chan, func or alike, and ptr is the value.
	ptr unsafe.Pointer
	flag
}

// A ValueError is what Value's methods panic with when the kind is wrong.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == 0 {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

// ValueOf returns the value that i holds, the zero Value if i is nil.
func ValueOf(i any) Value {
	e := (*abi.EmptyInterface)(unsafe.Pointer(&i))
	if e.Type == nil {
		return Value{}
	}
	return Value{e.Type, e.Data, indir(e.Type)}
}

// indir is flagIndir if an interface holds values of type t by address.
func indir(t *abi.Type) flag {
	if t.IsDirect() {
		return 0
	}
	return flagIndir
}

func (v Value) kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	if v.flag&flagMethod != 0 {
		return Func
	}
	return Kind(v.typ.Kind_)
}

func (v Value) bad(method string) { panic(&ValueError{"reflect.Value." + method, v.kind()}) }

func (v Value) must(k Kind, method string) {
	if v.kind() != k {
		v.bad(method)
	}
}

// mustExport panics if v came through an unexported field.
func (v Value) mustExport(method string) {
	if v.typ == nil {
		v.bad(method)
	}
	if v.flag&flagRO != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

// mustAssign panics if v cannot be set.
func (v Value) mustAssign(method string) {
	v.mustExport(method)
	if v.flag&flagAddr == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// addr returns where v's value lies in memory; that memory must not be changed
// unless v can be set.
func (v Value) addr() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.ptr
	}
	p := new(unsafe.Pointer)
	*p = v.ptr
	return unsafe.Pointer(p)
}

// word returns the value of a v that is one pointer.
func (v Value) word() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

// load returns the value at p, which is a variable if f has flagAddr.
func load(t *abi.Type, p unsafe.Pointer, f flag) Value {
	return Value{t, p, f | flagIndir}
}

// IsValid reports whether v is a value at all.
func (v Value) IsValid() bool { return v.typ != nil }

// Kind returns the kind of v's type, Invalid for the zero Value.
func (v Value) Kind() Kind { return v.kind() }

// Type returns v's type.
func (v Value) Type() Type {
	if v.typ == nil {
		v.bad("Type")
	}
	if v.flag&flagMethod != 0 {
		return toType(v.methodType())
	}
	return toType(v.typ)
}

// CanAddr reports whether v is a variable.
func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

// CanSet reports whether v is a variable that may be changed.
func (v Value) CanSet() bool { return v.flag&(flagAddr|flagRO) == flagAddr }

// CanInterface reports whether Interface works: not for what came through
// unexported fields.
func (v Value) CanInterface() bool {
	if v.typ == nil {
		v.bad("CanInterface")
	}
	return v.flag&flagRO == 0
}

// Interface returns v in an interface.
func (v Value) Interface() (i any) {
	if v.typ == nil {
		v.bad("Interface")
	}
	if v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.pack()
}

func (v Value) pack() any {
	if v.flag&flagMethod != 0 {
		v = v.bind()
	}
	if v.typ.Kind_ == abi.Interface {
		return v.unpackInterface()
	}
	var i any
	e := (*abi.EmptyInterface)(unsafe.Pointer(&i))
	e.Type = v.typ
	switch {
	case v.typ.IsDirect():
		e.Data = v.word()
	case v.flag&flagAddr != 0:
		// The variable may change later.
		e.Data = newobject(v.typ)
		memmove(e.Data, v.ptr, v.typ.Size_)
	default:
		e.Data = v.ptr
	}
	return i
}

// unpackInterface returns what the interface v holds.
func (v Value) unpackInterface() any {
	if len(v.typ.InterfaceType().Methods) == 0 {
		return *(*any)(v.ptr)
	}
	n := (*abi.NonEmptyInterface)(v.ptr)
	var i any
	if n.ITab != nil {
		e := (*abi.EmptyInterface)(unsafe.Pointer(&i))
		e.Type, e.Data = n.ITab.Type, n.Data
	}
	return i
}

// TypeAssert is v.Interface().(T) with less copying.
func TypeAssert[T any](v Value) (T, bool) {
	t, ok := v.Interface().(T)
	return t, ok
}

// Addr returns a pointer to the variable v.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{pointerTo(v.typ), v.ptr, v.flag & flagRO}
}

// UnsafeAddr returns the address of the variable v.
func (v Value) UnsafeAddr() uintptr {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.ptr)
}

// Elem returns what the interface v holds or what the pointer v points to.
func (v Value) Elem() Value {
	switch v.kind() {
	case Interface:
		e := ValueOf(v.unpackInterface())
		if e.typ != nil {
			e.flag |= v.flag & flagRO
		}
		return e
	case Pointer:
		p := v.word()
		if p == nil {
			return Value{}
		}
		return load(v.typ.Elem(), p, v.flag&flagRO|flagAddr)
	}
	v.bad("Elem")
	return Value{}
}

// Indirect returns what v points to if it is a pointer, else v.
func Indirect(v Value) Value {
	if v.kind() != Pointer {
		return v
	}
	return v.Elem()
}

// Bool returns the value of a bool.
func (v Value) Bool() bool {
	v.must(Bool, "Bool")
	return *(*bool)(v.ptr)
}

// CanInt reports whether Int works.
func (v Value) CanInt() bool { return Int <= v.kind() && v.kind() <= Int64 }

// CanUint reports whether Uint works.
func (v Value) CanUint() bool { return Uint <= v.kind() && v.kind() <= Uintptr }

// CanFloat reports whether Float works.
func (v Value) CanFloat() bool { return v.kind() == Float32 || v.kind() == Float64 }

// CanComplex reports whether Complex works.
func (v Value) CanComplex() bool { return v.kind() == Complex64 || v.kind() == Complex128 }

// Int returns the value of a signed integer.
func (v Value) Int() int64 {
	switch v.kind() {
	case Int, Int64:
		return *(*int64)(v.ptr)
	case Int8:
		return int64(*(*int8)(v.ptr))
	case Int16:
		return int64(*(*int16)(v.ptr))
	case Int32:
		return int64(*(*int32)(v.ptr))
	}
	v.bad("Int")
	return 0
}

// Uint returns the value of an unsigned integer.
func (v Value) Uint() uint64 {
	switch v.kind() {
	case Uint, Uint64, Uintptr:
		return *(*uint64)(v.ptr)
	case Uint8:
		return uint64(*(*uint8)(v.ptr))
	case Uint16:
		return uint64(*(*uint16)(v.ptr))
	case Uint32:
		return uint64(*(*uint32)(v.ptr))
	}
	v.bad("Uint")
	return 0
}

// Float returns the value of a float.
func (v Value) Float() float64 {
	switch v.kind() {
	case Float32:
		return float64(*(*float32)(v.ptr))
	case Float64:
		return *(*float64)(v.ptr)
	}
	v.bad("Float")
	return 0
}

// Complex returns the value of a complex number.
func (v Value) Complex() complex128 {
	switch v.kind() {
	case Complex64:
		return complex128(*(*complex64)(v.ptr))
	case Complex128:
		return *(*complex128)(v.ptr)
	}
	v.bad("Complex")
	return 0
}

// String returns the value of a string, and for other kinds a text such as
// "<T Value>".
func (v Value) String() string {
	switch v.kind() {
	case String:
		return *(*string)(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// Bytes returns the contents of a slice or addressable array of bytes.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if v.typ.Elem().Kind_ != abi.Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if v.typ.Elem().Kind_ != abi.Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), int(v.typ.ArrayType().Len))
	}
	v.bad("Bytes")
	return nil
}

// IsNil reports whether a chan, func, interface, map, pointer or slice is nil.
func (v Value) IsNil() bool {
	switch v.kind() {
	case Chan, Map, Pointer, UnsafePointer:
		return v.word() == nil
	case Func:
		return v.flag&flagMethod == 0 && v.word() == nil
	case Interface, Slice:
		return *(*unsafe.Pointer)(v.ptr) == nil
	}
	v.bad("IsNil")
	return false
}

// IsZero reports whether v is the zero value of its type.
func (v Value) IsZero() bool {
	switch v.kind() {
	case Float32, Float64:
		return v.Float() == 0 && !negative(v.Float())
	case Complex64, Complex128:
		c := v.Complex()
		return c == 0 && !negative(real(c)) && !negative(imag(c))
	case String:
		return v.Len() == 0
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return v.IsNil()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).IsZero() && v.typ.StructType().Fields[i].Name != "_" {
				return false
			}
		}
		return true
	case Bool:
		return !v.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return v.Int() == 0
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return v.Uint() == 0
	}
	panic(&ValueError{"reflect.Value.IsZero", v.kind()})
}

// negative tells -0 from 0.
func negative(f float64) bool { return *(*int64)(unsafe.Pointer(&f)) < 0 }

// Len returns the length of an array, pointer to array, chan, map, slice or string.
func (v Value) Len() int {
	switch v.kind() {
	case Slice:
		return int((*abi.SliceHeader)(v.ptr).Len)
	case String:
		return len(*(*string)(v.ptr))
	case Array:
		return int(v.typ.ArrayType().Len)
	case Map:
		return maplen(v.word())
	case Chan:
		return chanlen(v.word())
	case Pointer:
		if v.typ.Elem().Kind_ == abi.Array {
			return int(v.typ.Elem().ArrayType().Len)
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	v.bad("Len")
	return 0
}

// Cap returns the capacity of an array, pointer to array, chan or slice.
func (v Value) Cap() int {
	switch v.kind() {
	case Slice:
		return int((*abi.SliceHeader)(v.ptr).Cap)
	case Array:
		return int(v.typ.ArrayType().Len)
	case Chan:
		return chancap(v.word())
	case Pointer:
		if v.typ.Elem().Kind_ == abi.Array {
			return int(v.typ.Elem().ArrayType().Len)
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	v.bad("Cap")
	return 0
}

// Index returns the i'th element of an array, slice or string.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Slice:
		s := (*abi.SliceHeader)(v.ptr)
		if uint(i) >= uint(s.Len) {
			panic("reflect: slice index out of range")
		}
		e := v.typ.Elem()
		return load(e, unsafe.Add(s.Data, i*int(e.Size_)), v.flag&flagRO|flagAddr)
	case Array:
		t := v.typ.ArrayType()
		if uint(i) >= uint(t.Len) {
			panic("reflect: array index out of range")
		}
		if v.flag&flagIndir == 0 {
			return Value{t.Elem, v.ptr, v.flag & flagRO} // an array of one pointer
		}
		return load(t.Elem, unsafe.Add(v.ptr, i*int(t.Elem.Size_)), v.flag&(flagRO|flagAddr))
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		return load(abi.TypeOf(byte(0)), unsafe.Add(unsafe.Pointer(unsafe.StringData(s)), i), v.flag&flagRO)
	}
	v.bad("Index")
	return Value{}
}

// NumField counts the fields of a struct.
func (v Value) NumField() int {
	v.must(Struct, "NumField")
	return len(v.typ.StructType().Fields)
}

// Field returns the i'th field of a struct.
func (v Value) Field(i int) Value {
	v.must(Struct, "Field")
	fields := v.typ.StructType().Fields
	if uint(i) >= uint(len(fields)) {
		panic("reflect: Field index out of range")
	}
	f := &fields[i]
	fl := v.flag & (flagStickyRO | flagAddr)
	if f.PkgPath != "" {
		if f.Embedded {
			fl |= flagEmbedRO
		} else {
			fl |= flagStickyRO
		}
	}
	if v.flag&flagIndir == 0 {
		return Value{f.Typ, v.ptr, fl} // a struct of one pointer
	}
	return load(f.Typ, unsafe.Add(v.ptr, f.Offset), fl)
}

// Fields iterates over the fields of a struct.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	t := v.Type()
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return func(yield func(StructField, Value) bool) {
		for i := 0; i < v.NumField(); i++ {
			if !yield(t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// FieldByIndex follows fields within fields; it panics at a nil pointer.
func (v Value) FieldByIndex(index []int) Value {
	v, err := v.fieldByIndex(index)
	if err != "" {
		panic(err)
	}
	return v
}

type fieldError string

func (e fieldError) Error() string { return string(e) }

// FieldByIndexErr is FieldByIndex with an error for nil pointers.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	v, err := v.fieldByIndex(index)
	if err != "" {
		return Value{}, fieldError(err)
	}
	return v, nil
}

func (v Value) fieldByIndex(index []int) (Value, string) {
	v.must(Struct, "FieldByIndex")
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && v.typ.Elem().Kind_ == abi.Struct {
			if v.IsNil() {
				return Value{}, "reflect: indirection through nil pointer to embedded struct field " + v.typ.Elem().Name()
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, ""
}

// FieldByName returns a field, the zero Value if there is none.
func (v Value) FieldByName(name string) Value {
	v.must(Struct, "FieldByName")
	if f, ok := toType(v.typ).FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the field that Type.FieldByNameFunc finds.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := toType(v.typ).FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// Pointer returns the address that v holds.
// A func's is the number of its code: the same for all closures of one function literal.
func (v Value) Pointer() uintptr {
	return uintptr(v.UnsafePointer())
}

// UnsafePointer returns the address that v holds: of a chan, func, map, pointer,
// slice, string or unsafe.Pointer.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.kind() {
	case Chan, Map, Pointer, UnsafePointer:
		return v.word()
	case Func:
		if v.flag&flagMethod != 0 {
			v = v.bind()
		}
		p := v.word()
		if p != nil {
			p = *(*unsafe.Pointer)(p)
		}
		return p
	case Slice, String:
		return (*abi.StringHeader)(v.ptr).Data
	}
	v.bad("UnsafePointer")
	return nil
}

// InterfaceData returns the words of an interface.
func (v Value) InterfaceData() [2]uintptr {
	v.must(Interface, "InterfaceData")
	p := (*[2]uint32)(v.ptr)
	return [2]uintptr{uintptr(p[0]), uintptr(p[1])}
}

// OverflowInt reports whether v's type cannot hold x.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		v.bad("OverflowInt")
	}
	return toType(v.typ).OverflowInt(x)
}

// OverflowUint reports whether v's type cannot hold x.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		v.bad("OverflowUint")
	}
	return toType(v.typ).OverflowUint(x)
}

// OverflowFloat reports whether v's type cannot hold x.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		v.bad("OverflowFloat")
	}
	return toType(v.typ).OverflowFloat(x)
}

// OverflowComplex reports whether v's type cannot hold x.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		v.bad("OverflowComplex")
	}
	return toType(v.typ).OverflowComplex(x)
}

// Comparable reports whether v can be compared, by what it holds.
func (v Value) Comparable() bool {
	switch v.kind() {
	case Invalid:
		return true
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return v.typ.Comparable()
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.typ.Comparable()
}

// Equal reports whether v and u have the same type and are equal; an interface
// counts as what it holds.
func (v Value) Equal(u Value) bool {
	if v.kind() == Interface {
		v = v.Elem()
	}
	if u.kind() == Interface {
		u = u.Elem()
	}
	if v.typ == nil || u.typ == nil {
		return v.typ == u.typ
	}
	if v.typ != u.typ {
		return false
	}
	if !v.typ.Comparable() {
		panic("reflect.Value.Equal: values of type " + v.typ.Str + " are not comparable")
	}
	return typedequal(v.typ, v.addr(), u.addr())
}
