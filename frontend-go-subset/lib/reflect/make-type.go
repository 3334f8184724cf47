package reflect

import (
	"internal/abi"
	"unsafe"
)

// made finds types without names, those of the program and those made at run time, by their kind and a part of theirs. It is
// filled when it is first asked.
var made map[typeKey][]*abi.Type

type typeKey struct {
	kind abi.Kind
	part *abi.Type
}

// keyOf names a part that types with the same parts have in common: an element, a key, the first parameter, result or field.
func keyOf(t *abi.Type) typeKey {
	switch t.Kind_ {
	case abi.Array, abi.Chan, abi.Map, abi.Pointer, abi.Slice:
		return typeKey{t.Kind_, t.Elem()}
	case abi.Func:
		return funcKey(t.FuncType())
	case abi.Struct:
		return structKey(t.StructType())
	}
	return typeKey{t.Kind_, nil}
}

func funcKey(f *abi.FuncType) typeKey {
	switch {
	case len(f.In) > 0:
		return typeKey{abi.Func, f.In[0]}
	case len(f.Out) > 0:
		return typeKey{abi.Func, f.Out[0]}
	}
	return typeKey{abi.Func, nil}
}

func structKey(s *abi.StructType) typeKey {
	if len(s.Fields) > 0 {
		return typeKey{abi.Struct, s.Fields[0].Typ}
	}
	return typeKey{abi.Struct, nil}
}

// findType returns the type with that key that satisfies is; nil if there is none.
func findType(key typeKey, is func(t *abi.Type) bool) *abi.Type {
	if made == nil {
		made = make(map[typeKey][]*abi.Type)
		for _, t := range typelinks() {
			if !t.HasName() {
				remember(t)
			}
		}
	}
	for _, t := range made[key] {
		if is(t) {
			return t
		}
	}
	return nil
}

func remember(t *abi.Type) {
	key := keyOf(t)
	made[key] = append(made[key], t)
}

// onePointer is the bitmap of values that begin with their only pointer.
var onePointer = [1]byte{1}

// describe fills in the head of a new type, whose parts are set.
func describe(t *abi.Type, k abi.Kind, size, ptrBytes uint32, flags abi.TFlag, str string) *abi.Type {
	t.Kind_, t.Size_, t.PtrBytes, t.TFlag, t.Str = k, size, ptrBytes, flags, str
	t.Align_, t.FieldAlign_ = 4, 4
	if ptrBytes > 0 {
		t.GCData = &onePointer[0]
	}
	h := uint32(2166136261)
	for i := 0; i < len(str); i++ {
		h = (h ^ uint32(str[i])) * 16777619
	}
	t.Hash = h
	remember(t)
	return t
}

const pointerFlags = abi.TFlagDirectIface | abi.TFlagComparable | abi.TFlagRegularMemory

func pointerTo(t *abi.Type) *abi.Type {
	if t.PtrToThis != nil {
		return t.PtrToThis
	}
	p := findType(typeKey{abi.Pointer, t}, func(*abi.Type) bool { return true })
	if p == nil {
		p = describe(&(&abi.PtrType{Elem: t}).Type, abi.Pointer, 4, 4, pointerFlags, "*"+t.Str)
	}
	return p
}

func sliceOf(t *abi.Type) *abi.Type {
	s := findType(typeKey{abi.Slice, t}, func(*abi.Type) bool { return true })
	if s == nil {
		s = describe(&(&abi.SliceType{Elem: t}).Type, abi.Slice, 12, 4, 0, "[]"+t.Str)
	}
	return s
}

// PointerTo returns the type of pointers to t.
func PointerTo(t Type) Type { return toType(pointerTo(t.common())) }

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf returns the type of slices of t.
func SliceOf(t Type) Type { return toType(sliceOf(t.common())) }

// ArrayOf returns the type of arrays of t.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	e := elem.common()
	n := uint32(length)
	a := findType(typeKey{abi.Array, e}, func(a *abi.Type) bool { return a.ArrayType().Len == n })
	if a != nil {
		return toType(a)
	}
	at := &abi.ArrayType{Elem: e, Len: n}
	flags := e.TFlag & (abi.TFlagComparable | abi.TFlagRegularMemory)
	if n == 1 {
		flags |= e.TFlag & abi.TFlagDirectIface
	}
	ptrBytes := uint32(0)
	if n > 0 && e.PtrBytes > 0 {
		ptrBytes = (n-1)*e.Size_ + e.PtrBytes
	}
	a = describe(&at.Type, abi.Array, n*e.Size_, ptrBytes, flags, "["+itoa(length)+"]"+e.Str)
	a.Align_, a.FieldAlign_ = e.Align_, e.FieldAlign_
	if ptrBytes > 0 {
		bitmap := make([]byte, (ptrBytes/4+7)/8)
		for i := uint32(0); i < n; i++ {
			copyPointers(bitmap, i*e.Size_, e)
		}
		a.GCData = &bitmap[0]
	}
	return toType(a)
}

// copyPointers marks in a bitmap the pointers of a value of type t at an offset.
func copyPointers(bitmap []byte, offset uint32, t *abi.Type) {
	for w := uint32(0); w < t.PtrBytes/4; w++ {
		if *(*byte)(unsafe.Add(unsafe.Pointer(t.GCData), w/8))>>(w%8)&1 != 0 {
			at := offset/4 + w
			bitmap[at/8] |= 1 << (at % 8)
		}
	}
}

// ChanOf returns the type of channels of t.
func ChanOf(dir ChanDir, t Type) Type {
	e := t.common()
	c := findType(typeKey{abi.Chan, e}, func(c *abi.Type) bool { return c.ChanType().Dir == abi.ChanDir(dir) })
	if c != nil {
		return toType(c)
	}
	str := dir.String() + " " + e.Str
	if dir != SendDir && e.Str[0] == '<' {
		str = dir.String() + " (" + e.Str + ")"
	}
	ct := &abi.ChanType{Elem: e, Dir: abi.ChanDir(dir)}
	return toType(describe(&ct.Type, abi.Chan, 4, 4, pointerFlags, str))
}

func alignUp(n uint32, align uint8) uint32 { return (n + uint32(align) - 1) &^ (uint32(align) - 1) }

// MapOf returns the type of maps from key to elem.
func MapOf(key, elem Type) Type {
	k, e := key.common(), elem.common()
	if !k.Comparable() {
		panic("reflect.MapOf: invalid key type " + k.Str)
	}
	m := findType(typeKey{abi.Map, e}, func(m *abi.Type) bool { return m.MapType().Key == k })
	if m != nil {
		return toType(m)
	}
	// An entry is a struct {hash uint32; key; elem}.
	keyOff := alignUp(4, k.Align_)
	elemOff := alignUp(keyOff+k.Size_, e.Align_)
	align := max(4, k.Align_, e.Align_)
	size := alignUp(elemOff+e.Size_, align)
	entry := &abi.Type{Size_: size, Align_: align, FieldAlign_: align, Kind_: abi.Struct}
	switch {
	case e.PtrBytes > 0:
		entry.PtrBytes = elemOff + e.PtrBytes
	case k.PtrBytes > 0:
		entry.PtrBytes = keyOff + k.PtrBytes
	}
	if entry.PtrBytes > 0 {
		bitmap := make([]byte, (entry.PtrBytes/4+7)/8)
		copyPointers(bitmap, keyOff, k)
		copyPointers(bitmap, elemOff, e)
		entry.GCData = &bitmap[0]
	}
	mt := &abi.MapType{Key: k, Elem: e, Entry: entry, KeyOff: keyOff, ElemOff: elemOff}
	return toType(describe(&mt.Type, abi.Map, 4, 4, abi.TFlagDirectIface, "map["+k.Str+"]"+e.Str))
}

// FuncOf returns a func type.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	common := func(types []Type) (list []*abi.Type) {
		for _, t := range types {
			list = append(list, t.common())
		}
		return list
	}
	return toType(funcType(common(in), common(out), variadic))
}

// StructOf returns a struct type with the given exported fields.
func StructOf(fields []StructField) Type {
	st := &abi.StructType{}
	str := "struct {"
	flags := abi.TFlagComparable
	size, ptrBytes := uint32(0), uint32(0)
	align := uint8(1)
	for i, f := range fields {
		if f.Name == "" {
			panic("reflect.StructOf: field " + itoa(i) + " has no name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + itoa(i) + " has no type")
		}
		t := f.Type.common()
		size = alignUp(size, t.FieldAlign_)
		align = max(align, t.FieldAlign_)
		if t.PtrBytes > 0 {
			ptrBytes = size + t.PtrBytes
		}
		flags &= t.TFlag
		st.Fields = append(st.Fields, abi.StructField{
			Name: f.Name, PkgPath: f.PkgPath, Typ: t, Tag: string(f.Tag), Offset: size, Embedded: f.Anonymous,
		})
		size += t.Size_
		if i > 0 {
			str += ";"
		}
		str += " "
		if !f.Anonymous {
			str += f.Name + " "
		}
		str += t.Str
		if f.Tag != "" {
			str += " " + quote(string(f.Tag))
		}
	}
	if len(fields) > 0 {
		str += " "
	}
	str += "}"
	if len(fields) == 1 {
		flags |= fields[0].Type.common().TFlag & abi.TFlagDirectIface
	}
	old := findType(structKey(st), func(t *abi.Type) bool { return sameFields(t.StructType(), st, true) })
	if old != nil {
		return toType(old)
	}
	t := describe(&st.Type, abi.Struct, alignUp(size, align), ptrBytes, flags, str)
	t.Align_, t.FieldAlign_ = align, align
	if ptrBytes > 0 {
		bitmap := make([]byte, (ptrBytes/4+7)/8)
		for i := range st.Fields {
			copyPointers(bitmap, st.Fields[i].Offset, st.Fields[i].Typ)
		}
		t.GCData = &bitmap[0]
	}
	return toType(t)
}

// quote returns a struct tag as a string literal.
func quote(s string) string {
	q := `"`
	for i := 0; i < len(s); i++ {
		if s[i] == '"' || s[i] == '\\' {
			q += `\`
		}
		q += s[i : i+1]
	}
	return q + `"`
}
