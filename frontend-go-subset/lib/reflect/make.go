package reflect

import (
	"internal/abi"
	"unsafe"
)

// Zero returns the zero value of a type; it is no variable.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	if t.IsDirect() {
		return Value{t, nil, 0}
	}
	return load(t, newobject(t), 0)
}

// New returns a pointer to a new variable of a type.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return Value{pointerTo(t), newobject(t), 0}
}

// NewAt returns the pointer p as a pointer to a type.
func NewAt(typ Type, p unsafe.Pointer) Value { return Value{pointerTo(typ.common()), p, 0} }

// newSlice returns a slice value of type t.
func newSlice(t *abi.Type, data unsafe.Pointer, n, c int) Value {
	h := (*abi.SliceHeader)(unsafe.Pointer(new([]byte)))
	h.Data, h.Len, h.Cap = data, uint32(n), uint32(c)
	return load(t, unsafe.Pointer(h), 0)
}

// SliceAt returns the n elements of a type from p on as a slice.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	return newSlice(sliceOf(typ.common()), p, n, n)
}

// MakeSlice makes a slice.
func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.common()
	return newSlice(t, newarray(t.Elem(), cap), len, cap)
}

// MakeMap makes a map.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize makes a map with room for n elements.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.common()
	return Value{t, makemap(t.MapType(), n), 0}
}

// MakeChan makes a channel.
func MakeChan(typ Type, buffer int) Value {
	if typ.Kind() != Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	if buffer < 0 {
		panic("reflect.MakeChan: negative buffer size")
	}
	if typ.ChanDir() != BothDir {
		panic("reflect.MakeChan: unidirectional channel type")
	}
	t := typ.common()
	return Value{t, makechan(t.ChanType(), buffer), 0}
}

// Append appends values to a slice and returns the result.
func Append(s Value, x ...Value) Value {
	s.must(Slice, "Append")
	n := s.Len()
	s = s.extend(len(x))
	for i, v := range x {
		s.Index(n + i).Set(v)
	}
	return s
}

// AppendSlice appends a slice to another and returns the result.
func AppendSlice(s, t Value) Value {
	s.must(Slice, "AppendSlice")
	t.must(Slice, "AppendSlice")
	if s.typ.Elem() != t.typ.Elem() {
		panic("reflect.AppendSlice: " + s.typ.Str + " != " + t.typ.Str)
	}
	n := s.Len()
	s = s.extend(t.Len())
	Copy(s.Slice(n, n+t.Len()), t)
	return s
}

// extend returns the slice s with n more elements.
func (s Value) extend(n int) Value {
	s.mustExport("Append")
	h := *(*abi.SliceHeader)(s.ptr)
	s = newSlice(s.typ, h.Data, int(h.Len), int(h.Cap))
	s.grow(n)
	(*abi.SliceHeader)(s.ptr).Len += uint32(n)
	return s
}

// elements returns the memory of a slice, string or array and its length.
func (v Value) elements() (data unsafe.Pointer, n int) {
	if v.kind() == Array {
		return v.addr(), v.Len()
	}
	return (*abi.StringHeader)(v.ptr).Data, v.Len()
}

// Copy copies elements from src (a slice, array or, for bytes, a string) to dst (a
// slice or settable array) and returns how many.
func Copy(dst, src Value) int {
	if dst.kind() == Array {
		dst.mustAssign("Copy")
	} else {
		dst.must(Slice, "Copy")
	}
	dst.mustExport("Copy")
	src.mustExport("Copy")
	switch src.kind() {
	case Array, Slice:
		if dst.typ.Elem() != src.typ.Elem() {
			panic("reflect.Copy: " + dst.typ.Elem().Str + " != " + src.typ.Elem().Str)
		}
	case String:
		if dst.typ.Elem().Kind_ != abi.Uint8 {
			src.bad("Copy")
		}
	default:
		src.bad("Copy")
	}
	to, n := dst.elements()
	from, m := src.elements()
	n = min(n, m)
	if n > 0 {
		memmove(to, from, uint32(n)*dst.typ.Elem().Size_)
	}
	return n
}

// Swapper returns a function that exchanges elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.kind() != Slice {
		panic(&ValueError{"Swapper", v.kind()})
	}
	s := (*abi.SliceHeader)(v.ptr)
	data, n := s.Data, int(s.Len)
	check := func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			panic("reflect: slice index out of range")
		}
	}
	size := v.typ.Elem().Size_
	switch size {
	case 8:
		words := unsafe.Slice((*uint64)(data), n)
		if v.typ.Elem().PtrBytes == 0 {
			return func(i, j int) { words[i], words[j] = words[j], words[i] }
		}
	case 4:
		if v.typ.Elem().PtrBytes == 0 {
			words := unsafe.Slice((*uint32)(data), n)
			return func(i, j int) { words[i], words[j] = words[j], words[i] }
		}
		pointers := unsafe.Slice((*unsafe.Pointer)(data), n)
		return func(i, j int) { pointers[i], pointers[j] = pointers[j], pointers[i] }
	}
	room := newobject(v.typ.Elem())
	return func(i, j int) {
		check(i, j)
		p, q := unsafe.Add(data, i*int(size)), unsafe.Add(data, j*int(size))
		memmove(room, p, size)
		memmove(p, q, size)
		memmove(q, room, size)
	}
}
