// Package abi describes the data that the compiler writes into static memory for the runtime and reflect to read: type
// descriptors and interface tables. lower/typedesc.ts writes exactly these structs; a change here is a change there.
//
// Sizes in memory: int, uint and uintptr have 8 bytes; a pointer, map, chan or func has 4; string is {ptr, len uint32};
// slice is {ptr, len, cap uint32}; interface is {word, data} where word is a *Type (empty interface) or an *ITab.
//
// Descriptors are unique: two types are identical exactly when their *Type are equal. (reflect must look in Typelinks
// before it makes a new composite type.)
package abi

import "unsafe"

// Kind is the kind of a type; the numbers are those of reflect.Kind.
type Kind uint8

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

// TFlag holds facts about a type.
type TFlag uint8

const (
	// TFlagNamed: declared types and predeclared ones (int, error), not composite literals of types.
	TFlagNamed TFlag = 1 << iota
	// TFlagDirectIface: the value itself (one pointer) is the data word of an interface holding it: pointers, maps,
	// chans, funcs, unsafe.Pointer, and structs or arrays made of exactly one of those.
	TFlagDirectIface
	// TFlagComparable: == is defined (it may still panic when an interface inside holds an incomparable value).
	TFlagComparable
	// TFlagRegularMemory: equality is equality of the bytes [0, Size).
	TFlagRegularMemory
)

// Type is the common head of every descriptor. By Kind_ the head is followed by more: see ArrayType ... StructType.
type Type struct {
	Size_ uint32
	// PtrBytes: all pointers of a value lie below this offset; 0 when the type has none.
	PtrBytes    uint32
	Hash        uint32
	TFlag       TFlag
	Align_      uint8
	FieldAlign_ uint8
	Kind_       Kind
	// GCData: one bit for each 4-byte word of [0, PtrBytes), lowest bit first; 1 where the word is a pointer the collector follows.
	GCData *byte
	// Str is the type as %T prints it: "main.T", "[]int", "map[string]*pkg.T".
	Str string
	// Uncommon_ is nil for types without name and methods.
	Uncommon_ *UncommonType
	// PtrToThis is the descriptor of *T when the program has one, else nil.
	PtrToThis *Type
}

// UncommonType is there for named types and for pointers to (and structs embedding) types with methods.
type UncommonType struct {
	// Name is "T" or "T[int]"; "" for unnamed types.
	Name    string
	PkgPath string
	// Methods of the method set, exported and not, sorted by name (Go string order).
	Methods []Method
}

// Method is one method of a concrete type.
type Method struct {
	Name string
	// PkgPath is set for unexported names only.
	PkgPath string
	// Mtyp is the func type without receiver; nil when the method was dropped as unreachable.
	Mtyp *FuncType
	// Ifn is the table slot of the function (data word of the interface, args...) -> results; 0 when dropped.
	Ifn uint32
}

// ITab is the first word of a non-empty interface value.
type ITab struct {
	Inter *InterfaceType
	Type  *Type
	// Fun has one table slot for each method of Inter, in its order: functions (data word, args...) -> results.
	Fun [1 << 20]uint32
}

// ITabHeader is the size of an ITab without its Fun.
const ITabHeader = 8

type ArrayType struct {
	Type
	Elem  *Type
	Slice *Type // []Elem, or nil when the program has none
	Len   uint32
}

// ChanDir is a set of directions.
type ChanDir uint32

const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

type ChanType struct {
	Type
	Elem *Type
	Dir  ChanDir
}

// FuncType describes a function type without receiver.
//
// A func value is a pointer to a closure, whose first word is a table slot; the function in that slot takes the closure
// pointer as its first parameter, then the arguments flattened. Method.Ifn and ITab.Fun have the same form with the data
// word in place of the closure pointer.
type FuncType struct {
	Type
	In       []*Type
	Out      []*Type
	Variadic bool
	// Call is the slot of a function (slot uint32, ctx, args, results unsafe.Pointer): calls table slot `slot` with first
	// parameter ctx and the arguments read from args, where they lie like the fields of a struct with the types In; the
	// results are stored at results, like a struct with the types Out. 0 when the program does not use it (see reflectcall).
	Call uint32
	// Make is the slot of a function of this type (closure, args...) -> results, for closures of the form MadeFunc.
	Make uint32
}

// MadeFunc is the closure behind reflect.MakeFunc: Slot is FuncType.Make of the type; it stores the arguments in fresh
// memory laid out like FuncType.Call does, calls Impl(args, results, p) and returns what results holds then.
// p is the panic that a deferred call of the func may recover from, or nil.
type MadeFunc struct {
	Slot uint32
	Impl func(args, results, p unsafe.Pointer)
}

// Imethod is a method of an interface type.
type Imethod struct {
	Name    string
	PkgPath string // unexported names only
	Typ     *FuncType
}

type InterfaceType struct {
	Type
	PkgPath string
	// Methods are sorted by name (Go string order).
	Methods []Imethod
}

// MapType: a map keeps its entries in one array of Entry, a struct {hash uint32; key Key; elem Elem}.
type MapType struct {
	Type
	Key   *Type
	Elem  *Type
	Entry *Type
	// KeyOff and ElemOff are the offsets in Entry.
	KeyOff  uint32
	ElemOff uint32
}

type PtrType struct {
	Type
	Elem *Type
}

type SliceType struct {
	Type
	Elem *Type
}

type StructField struct {
	Name    string
	PkgPath string // unexported names only
	Typ     *Type
	Tag     string
	Offset  uint32
	// Embedded: an anonymous field.
	Embedded bool
}

type StructType struct {
	Type
	PkgPath string
	Fields  []StructField
}

func (t *Type) Kind() Kind          { return t.Kind_ }
func (t *Type) Size() uintptr       { return uintptr(t.Size_) }
func (t *Type) HasName() bool       { return t.TFlag&TFlagNamed != 0 }
func (t *Type) IsDirect() bool      { return t.TFlag&TFlagDirectIface != 0 }
func (t *Type) Comparable() bool    { return t.TFlag&TFlagComparable != 0 }
func (t *Type) Pointers() bool      { return t.PtrBytes != 0 }
func (t *Type) String() string      { return t.Str }
func (t *Type) Common() *Type       { return t }
func (t *FuncType) NumIn() int      { return len(t.In) }
func (t *FuncType) NumOut() int     { return len(t.Out) }
func (t *StructType) NumField() int { return len(t.Fields) }

// Name is the declared name, "" for unnamed types.
func (t *Type) Name() string {
	if t.TFlag&TFlagNamed == 0 {
		return ""
	}
	if t.Uncommon_ != nil && t.Uncommon_.Name != "" {
		return t.Uncommon_.Name
	}
	return t.Str
}

// PkgPath is the path of the declaring package, "" for predeclared and unnamed types.
func (t *Type) PkgPath() string {
	switch {
	case t.TFlag&TFlagNamed == 0:
		return ""
	case t.Uncommon_ != nil:
		return t.Uncommon_.PkgPath
	case t.Kind_ == UnsafePointer:
		return "unsafe"
	}
	return ""
}

// Elem is the element type of an array, chan, map, pointer or slice; nil for the others.
func (t *Type) Elem() *Type {
	switch t.Kind_ {
	case Array:
		return (*ArrayType)(unsafe.Pointer(t)).Elem
	case Chan:
		return (*ChanType)(unsafe.Pointer(t)).Elem
	case Map:
		return (*MapType)(unsafe.Pointer(t)).Elem
	case Pointer:
		return (*PtrType)(unsafe.Pointer(t)).Elem
	case Slice:
		return (*SliceType)(unsafe.Pointer(t)).Elem
	}
	return nil
}

func (t *Type) ArrayType() *ArrayType         { return (*ArrayType)(unsafe.Pointer(t)) }
func (t *Type) ChanType() *ChanType           { return (*ChanType)(unsafe.Pointer(t)) }
func (t *Type) FuncType() *FuncType           { return (*FuncType)(unsafe.Pointer(t)) }
func (t *Type) InterfaceType() *InterfaceType { return (*InterfaceType)(unsafe.Pointer(t)) }
func (t *Type) MapType() *MapType             { return (*MapType)(unsafe.Pointer(t)) }
func (t *Type) StructType() *StructType       { return (*StructType)(unsafe.Pointer(t)) }

// Methods is the method set of a concrete type, sorted by name.
func (t *Type) Methods() []Method {
	if t.Uncommon_ == nil {
		return nil
	}
	return t.Uncommon_.Methods
}

// EmptyInterface is the memory of an interface without methods.
type EmptyInterface struct {
	Type *Type
	Data unsafe.Pointer
}

// NonEmptyInterface is the memory of an interface with methods.
type NonEmptyInterface struct {
	ITab *ITab
	Data unsafe.Pointer
}

// StringHeader and SliceHeader are the memory of a string and of a slice.
type StringHeader struct {
	Data unsafe.Pointer
	Len  uint32
}
type SliceHeader struct {
	Data unsafe.Pointer
	Len  uint32
	Cap  uint32
}

// TypeOf is the dynamic type of a; nil for a nil interface.
func TypeOf(a any) *Type {
	return (*EmptyInterface)(unsafe.Pointer(&a)).Type
}

// NoEscape hides p from escape analysis.
func NoEscape(p unsafe.Pointer) unsafe.Pointer { return p }

// Escape makes x a value that was on the heap all the time, for callers who rely on it.
func Escape[T any](x T) T { return x }

// FuncPCABI0 and FuncPCABIInternal return what tells functions apart: f's code.
func FuncPCABI0(f any) uintptr { return FuncPCABIInternal(f) }
func FuncPCABIInternal(f any) uintptr {
	return **(**uintptr)((*EmptyInterface)(unsafe.Pointer(&f)).Data)
}

// EscapeNonString is Escape for what is not a string.
func EscapeNonString[T any](v T) { Escape(v) }

// EscapeToResultNonString is Escape for what is not a string.
func EscapeToResultNonString[T any](v T) T { return v }
