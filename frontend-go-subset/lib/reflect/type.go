// Package reflect looks at values of any type and changes them. It reads the type
// descriptors that the compiler writes (internal/abi); types that the program does
// not mention are made at run time, once each (make-type.go).
package reflect

import (
	"internal/abi"
	"iter"
	"unsafe"
)

// A Type is a Go type. Types are identical exactly when == says so. Methods that do
// not make sense for a type panic.
type Type interface {
	// Align is the alignment in bytes of a variable of this type.
	Align() int
	// FieldAlign is the alignment in bytes of a field of this type.
	FieldAlign() int
	// Method returns the i'th exported method, in the order of names.
	Method(int) Method
	// Methods iterates over the exported methods.
	Methods() iter.Seq[Method]
	// MethodByName finds an exported method.
	MethodByName(string) (Method, bool)
	// NumMethod counts the exported methods; for an interface type, all.
	NumMethod() int
	// Name is the declared name, "" if there is none.
	Name() string
	// PkgPath is the import path of the package that declares the type.
	PkgPath() string
	// Size is the size in bytes of a value.
	Size() uintptr
	// String is the type as %T prints it.
	String() string
	// Kind is what kind of type it is.
	Kind() Kind
	// Implements reports whether the type implements the interface type u.
	Implements(u Type) bool
	// AssignableTo reports whether a value can be assigned to type u.
	AssignableTo(u Type) bool
	// ConvertibleTo reports whether a value can be converted to type u; the
	// conversion of a slice to an array may still panic.
	ConvertibleTo(u Type) bool
	// Comparable reports whether values can be compared; that may still panic when
	// interfaces are involved.
	Comparable() bool
	// Bits is the size in bits of a number type.
	Bits() int
	// ChanDir is the direction of a channel type.
	ChanDir() ChanDir
	// IsVariadic reports whether a func type's last parameter is "...".
	IsVariadic() bool
	// Elem is the element type of an array, chan, map, pointer or slice.
	Elem() Type
	// Field is the i'th field of a struct.
	Field(i int) StructField
	// Fields iterates over the fields of a struct.
	Fields() iter.Seq[StructField]
	// FieldByIndex follows fields within fields.
	FieldByIndex(index []int) StructField
	// FieldByName finds a field, also of embedded structs, by Go's rules.
	FieldByName(name string) (StructField, bool)
	// FieldByNameFunc finds the field whose name satisfies match, if there is only
	// one at the shallowest depth.
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	// In is the type of the i'th parameter of a func type.
	In(i int) Type
	// Ins iterates over the parameters of a func type.
	Ins() iter.Seq[Type]
	// Key is the key type of a map.
	Key() Type
	// Len is the length of an array type.
	Len() int
	// NumField counts the fields of a struct.
	NumField() int
	// NumIn counts the parameters of a func type.
	NumIn() int
	// NumOut counts the results of a func type.
	NumOut() int
	// Out is the type of the i'th result of a func type.
	Out(i int) Type
	// Outs iterates over the results of a func type.
	Outs() iter.Seq[Type]
	// OverflowComplex reports whether the type cannot hold x.
	OverflowComplex(x complex128) bool
	// OverflowFloat reports whether the type cannot hold x.
	OverflowFloat(x float64) bool
	// OverflowInt reports whether the type cannot hold x.
	OverflowInt(x int64) bool
	// OverflowUint reports whether the type cannot hold x.
	OverflowUint(x uint64) bool
	// CanSeq reports whether Value.Seq works.
	CanSeq() bool
	// CanSeq2 reports whether Value.Seq2 works.
	CanSeq2() bool

	common() *abi.Type
}

// A Kind is a kind of type.
type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{
	"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
	"uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func", "interface", "map", "ptr",
	"slice", "string", "struct", "unsafe.Pointer",
}

func (k Kind) String() string {
	if k < Kind(len(kindNames)) {
		return kindNames[k]
	}
	return "kind" + itoa(int(k))
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return "0123456789"[n : n+1]
	}
	return itoa(n/10) + itoa(n%10)
}

// ChanDir is a set of directions.
type ChanDir int

const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + itoa(int(d))
}

// A Method is a method of a type.
type Method struct {
	Name    string
	PkgPath string // of an unexported method's package
	Type    Type   // for a concrete type, with the receiver as first parameter
	Func    Value  // takes the receiver first
	Index   int    // what Type.Method calls it
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// A StructField is a field of a struct.
type StructField struct {
	Name      string
	PkgPath   string // of an unexported field's package
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int // for FieldByIndex
	Anonymous bool  // embedded
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// A StructTag is the string after a field: by convention key:"value" pairs.
type StructTag string

// Get returns the value of key, "" if there is none.
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup returns the value of key, and whether there is one.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	s := string(tag)
	for {
		for s != "" && s[0] == ' ' {
			s = s[1:]
		}
		i := 0
		for i < len(s) && s[i] > ' ' && s[i] != ':' && s[i] != '"' && s[i] != 0x7F {
			i++
		}
		if i == 0 || i+1 >= len(s) || s[i] != ':' || s[i+1] != '"' {
			return "", false
		}
		name := s[:i]
		s = s[i+1:]
		i = 1
		for i < len(s) && s[i] != '"' {
			if s[i] == '\\' {
				i++
			}
			i++
		}
		if i >= len(s) {
			return "", false
		}
		if name == key {
			return unquote(s[1:i])
		}
		s = s[i+1:]
	}
}

// unquote resolves the escapes that tags use.
func unquote(s string) (string, bool) {
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' {
			if b == nil {
				b = append(b, s[:i]...)
			}
			i++
			switch s[i] {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			case 'r':
				c = '\r'
			case '\\', '"':
				c = s[i]
			default:
				return "", false
			}
		}
		if b != nil {
			b = append(b, c)
		}
	}
	if b != nil {
		return string(b), true
	}
	return s, true
}

// rtype is the Type behind every descriptor.
type rtype struct{ t abi.Type }

func toType(t *abi.Type) Type {
	if t == nil {
		return nil
	}
	return (*rtype)(unsafe.Pointer(t))
}

// TypeOf returns the dynamic type of i, nil if i is nil.
func TypeOf(i any) Type { return toType(abi.TypeOf(i)) }

// TypeFor returns the type T.
func TypeFor[T any]() Type {
	var p *T
	return toType(abi.TypeOf(p).Elem())
}

func (r *rtype) common() *abi.Type { return &r.t }
func (r *rtype) Align() int        { return int(r.t.Align_) }
func (r *rtype) FieldAlign() int   { return int(r.t.FieldAlign_) }
func (r *rtype) Name() string      { return r.t.Name() }
func (r *rtype) PkgPath() string   { return r.t.PkgPath() }
func (r *rtype) Size() uintptr     { return r.t.Size() }
func (r *rtype) String() string    { return r.t.Str }
func (r *rtype) Kind() Kind        { return Kind(r.t.Kind_) }
func (r *rtype) Comparable() bool  { return r.t.Comparable() }

// want panics unless the type has the kind.
func (r *rtype) want(k Kind, method string) *abi.Type {
	if r.Kind() != k {
		panic("reflect: " + method + " of non-" + k.String() + " type " + r.t.Str)
	}
	return &r.t
}

func (r *rtype) Bits() int {
	k := r.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + r.t.Str)
	}
	return int(r.t.Size_) * 8
}

func (r *rtype) ChanDir() ChanDir {
	return ChanDir(r.want(Chan, "ChanDir").ChanType().Dir)
}

func (r *rtype) IsVariadic() bool { return r.want(Func, "IsVariadic").FuncType().Variadic }
func (r *rtype) NumIn() int       { return len(r.want(Func, "NumIn").FuncType().In) }
func (r *rtype) NumOut() int      { return len(r.want(Func, "NumOut").FuncType().Out) }
func (r *rtype) In(i int) Type    { return toType(r.want(Func, "In").FuncType().In[i]) }
func (r *rtype) Out(i int) Type   { return toType(r.want(Func, "Out").FuncType().Out[i]) }
func (r *rtype) Key() Type        { return toType(r.want(Map, "Key").MapType().Key) }
func (r *rtype) Len() int         { return int(r.want(Array, "Len").ArrayType().Len) }
func (r *rtype) NumField() int    { return len(r.want(Struct, "NumField").StructType().Fields) }

func typeSeq(list []*abi.Type) iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for _, t := range list {
			if !yield(toType(t)) {
				return
			}
		}
	}
}

func (r *rtype) Ins() iter.Seq[Type]  { return typeSeq(r.want(Func, "Ins").FuncType().In) }
func (r *rtype) Outs() iter.Seq[Type] { return typeSeq(r.want(Func, "Outs").FuncType().Out) }

func (r *rtype) Elem() Type {
	e := r.t.Elem()
	if e == nil {
		panic("reflect: Elem of invalid type " + r.t.Str)
	}
	return toType(e)
}

// isExported reports whether a name that belongs to no package's secrets is meant.
func isExported(pkgPath string) bool { return pkgPath == "" }

// exportedMethods counts and numbers the exported methods of a concrete type: it
// returns the i'th, or nil and their number if i < 0.
func exportedMethod(t *abi.Type, i int) (*abi.Method, int) {
	n := 0
	methods := t.Methods()
	for k := range methods {
		if isExported(methods[k].PkgPath) {
			if n == i {
				return &methods[k], n
			}
			n++
		}
	}
	return nil, n
}

func (r *rtype) NumMethod() int {
	if r.Kind() == Interface {
		return len(r.t.InterfaceType().Methods)
	}
	_, n := exportedMethod(&r.t, -1)
	return n
}

func (r *rtype) Method(i int) Method {
	if r.Kind() == Interface {
		m := &r.t.InterfaceType().Methods[i]
		return Method{Name: m.Name, PkgPath: m.PkgPath, Type: toType(&m.Typ.Type), Index: i}
	}
	m, _ := exportedMethod(&r.t, i)
	if i < 0 || m == nil {
		panic("reflect: Method index out of range")
	}
	fn := methodFunc(&r.t, m)
	return Method{Name: m.Name, Type: fn.Type(), Func: fn, Index: i}
}

func (r *rtype) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := 0; i < r.NumMethod(); i++ {
			if !yield(r.Method(i)) {
				return
			}
		}
	}
}

// methodIndex returns the number of the method called name, or -1.
func (r *rtype) methodIndex(name string) int {
	if r.Kind() == Interface {
		for i := range r.t.InterfaceType().Methods {
			if r.t.InterfaceType().Methods[i].Name == name {
				return i
			}
		}
		return -1
	}
	for i := 0; ; i++ {
		m, _ := exportedMethod(&r.t, i)
		if m == nil {
			return -1
		}
		if m.Name == name {
			return i
		}
	}
}

func (r *rtype) MethodByName(name string) (Method, bool) {
	if i := r.methodIndex(name); i >= 0 {
		return r.Method(i), true
	}
	return Method{}, false
}

func (r *rtype) OverflowComplex(x complex128) bool {
	switch r.Kind() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + r.t.Str)
}

func (r *rtype) OverflowFloat(x float64) bool {
	switch r.Kind() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + r.t.Str)
}

func overflowFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	const largest = 0x1p127 * (1 + (1 - 0x1p-23))
	return largest < x && x <= 0x1p1023*(1+(1-0x1p-52))
}

func (r *rtype) OverflowInt(x int64) bool {
	switch r.Kind() {
	case Int, Int8, Int16, Int32, Int64:
		shift := 64 - r.t.Size_*8
		return x != x<<shift>>shift
	}
	panic("reflect: OverflowInt of non-int type " + r.t.Str)
}

func (r *rtype) OverflowUint(x uint64) bool {
	switch r.Kind() {
	case Uint, Uintptr, Uint8, Uint16, Uint32, Uint64:
		shift := 64 - r.t.Size_*8
		return x != x<<shift>>shift
	}
	panic("reflect: OverflowUint of non-uint type " + r.t.Str)
}

// seqParams returns the number of parameters of yield if t is func(yield func(...)
// bool), else -1.
func seqParams(t *abi.Type) int {
	if t.Kind_ != abi.Func {
		return -1
	}
	f := t.FuncType()
	if len(f.In) != 1 || len(f.Out) != 0 || f.In[0].Kind_ != abi.Func {
		return -1
	}
	y := f.In[0].FuncType()
	if len(y.Out) != 1 || y.Out[0].Kind_ != abi.Bool {
		return -1
	}
	return len(y.In)
}

func (r *rtype) CanSeq() bool {
	switch k := r.Kind(); k {
	case Array, Slice, Chan, String, Map:
		return true
	case Func:
		return seqParams(&r.t) == 1
	case Pointer:
		return r.t.Elem().Kind_ == abi.Array
	default:
		return Int <= k && k <= Uintptr
	}
}

func (r *rtype) CanSeq2() bool {
	switch r.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return seqParams(&r.t) == 2
	case Pointer:
		return r.t.Elem().Kind_ == abi.Array
	}
	return false
}
