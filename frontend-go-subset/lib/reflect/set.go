package reflect

import (
	"internal/abi"
	"iter"
	"unsafe"
)

// assignTo returns v as a value of type t, to which it must be assignable.
func (v Value) assignTo(context string, t *abi.Type) Value {
	if v.flag&flagMethod != 0 {
		v = v.bind()
	}
	switch {
	case v.typ == t:
		return v
	case directlyAssignable(t, v.typ):
		return Value{t, v.ptr, v.flag & (flagAddr | flagIndir | flagRO)}
	case implements(t, v.typ):
		if v.kind() == Interface && v.IsNil() {
			return Zero(toType(t))
		}
		p := newobject(t)
		storeInterface(t, p, v.pack())
		return load(t, p, 0)
	}
	panic(context + ": value of type " + v.typ.Str + " is not assignable to type " + t.Str)
}

// storeInterface stores i in the variable at p of interface type t.
func storeInterface(t *abi.Type, p unsafe.Pointer, i any) {
	e := (*abi.EmptyInterface)(unsafe.Pointer(&i))
	it := t.InterfaceType()
	if len(it.Methods) == 0 || e.Type == nil {
		*(*any)(p) = i
		return
	}
	n := (*abi.NonEmptyInterface)(p)
	n.ITab, n.Data = getitab(it, e.Type, true), e.Data
}

// store stores v, whose type is that of the variable, at p.
func (v Value) store(p unsafe.Pointer) {
	if v.flag&flagIndir != 0 {
		memmove(p, v.ptr, v.typ.Size_)
	} else {
		*(*unsafe.Pointer)(p) = v.ptr
	}
}

// Set sets the variable v to x, which must be assignable to v's type.
func (v Value) Set(x Value) {
	v.mustAssign("Set")
	x.mustExport("Set")
	x.assignTo("reflect.Set", v.typ).store(v.ptr)
}

// SetZero sets the variable v to its zero value.
func (v Value) SetZero() {
	v.mustAssign("SetZero")
	memclr(v.ptr, v.typ.Size_)
}

// SetBool sets a bool.
func (v Value) SetBool(x bool) {
	v.mustAssign("SetBool")
	v.must(Bool, "SetBool")
	*(*bool)(v.ptr) = x
}

// SetInt sets a signed integer.
func (v Value) SetInt(x int64) {
	v.mustAssign("SetInt")
	switch v.kind() {
	case Int, Int64:
		*(*int64)(v.ptr) = x
	case Int8:
		*(*int8)(v.ptr) = int8(x)
	case Int16:
		*(*int16)(v.ptr) = int16(x)
	case Int32:
		*(*int32)(v.ptr) = int32(x)
	default:
		v.bad("SetInt")
	}
}

// SetUint sets an unsigned integer.
func (v Value) SetUint(x uint64) {
	v.mustAssign("SetUint")
	switch v.kind() {
	case Uint, Uint64, Uintptr:
		*(*uint64)(v.ptr) = x
	case Uint8:
		*(*uint8)(v.ptr) = uint8(x)
	case Uint16:
		*(*uint16)(v.ptr) = uint16(x)
	case Uint32:
		*(*uint32)(v.ptr) = uint32(x)
	default:
		v.bad("SetUint")
	}
}

// SetFloat sets a float.
func (v Value) SetFloat(x float64) {
	v.mustAssign("SetFloat")
	switch v.kind() {
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	default:
		v.bad("SetFloat")
	}
}

// SetComplex sets a complex number.
func (v Value) SetComplex(x complex128) {
	v.mustAssign("SetComplex")
	switch v.kind() {
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	default:
		v.bad("SetComplex")
	}
}

// SetString sets a string.
func (v Value) SetString(x string) {
	v.mustAssign("SetString")
	v.must(String, "SetString")
	*(*string)(v.ptr) = x
}

// SetBytes sets a slice of bytes.
func (v Value) SetBytes(x []byte) {
	v.mustAssign("SetBytes")
	v.must(Slice, "SetBytes")
	if v.typ.Elem().Kind_ != abi.Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

// SetPointer sets an unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustAssign("SetPointer")
	v.must(UnsafePointer, "SetPointer")
	*(*unsafe.Pointer)(v.ptr) = x
}

// SetLen sets the length of a slice.
func (v Value) SetLen(n int) {
	v.mustAssign("SetLen")
	v.must(Slice, "SetLen")
	s := (*abi.SliceHeader)(v.ptr)
	if uint(n) > uint(s.Cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.Len = uint32(n)
}

// SetCap lowers the capacity of a slice.
func (v Value) SetCap(n int) {
	v.mustAssign("SetCap")
	v.must(Slice, "SetCap")
	s := (*abi.SliceHeader)(v.ptr)
	if n < int(s.Len) || n > int(s.Cap) {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.Cap = uint32(n)
}

// Grow makes room for n more elements of a slice.
func (v Value) Grow(n int) {
	v.mustAssign("Grow")
	v.must(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	v.grow(n)
}

func (v Value) grow(n int) {
	s := (*abi.SliceHeader)(v.ptr)
	need := int(s.Len) + n
	if need <= int(s.Cap) {
		return
	}
	c := max(need, 2*int(s.Cap))
	e := v.typ.Elem()
	data := newarray(e, c)
	memmove(data, s.Data, s.Len*e.Size_)
	s.Data, s.Cap = data, uint32(c)
}

// Clear empties a map or zeroes the elements of a slice.
func (v Value) Clear() {
	switch v.kind() {
	case Map:
		mapclear(v.typ.MapType(), v.word())
	case Slice:
		s := (*abi.SliceHeader)(v.ptr)
		memclr(s.Data, s.Len*v.typ.Elem().Size_)
	default:
		v.bad("Clear")
	}
}

// Slice returns v[i:j].
func (v Value) Slice(i, j int) Value { return v.slice(i, j, -1) }

// Slice3 returns v[i:j:k].
func (v Value) Slice3(i, j, k int) Value {
	if k < 0 {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return v.slice(i, j, k)
}

func (v Value) slice(i, j, k int) Value {
	var t *abi.Type
	var data unsafe.Pointer
	c := 0
	switch v.kind() {
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) || k >= 0 {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		p := new(string)
		*p = s[i:j]
		return load(v.typ, unsafe.Pointer(p), v.flag&flagRO)
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		t, data, c = sliceOf(v.typ.Elem()), v.ptr, int(v.typ.ArrayType().Len)
	case Slice:
		s := (*abi.SliceHeader)(v.ptr)
		t, data, c = v.typ, s.Data, int(s.Cap)
	default:
		v.bad("Slice")
	}
	if k < 0 {
		k = c
	}
	if i < 0 || j < i || k < j || k > c {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	s := new([]byte) // any slice: the collector knows them all by their first word
	h := (*abi.SliceHeader)(unsafe.Pointer(s))
	h.Len, h.Cap, h.Data = uint32(j-i), uint32(k-i), data
	if k > i {
		h.Data = unsafe.Add(data, i*int(t.Elem().Size_))
	}
	return load(t, unsafe.Pointer(s), v.flag&flagRO)
}

// MapIndex returns the element of a key, the zero Value if there is none.
func (v Value) MapIndex(key Value) Value {
	v.must(Map, "MapIndex")
	t := v.typ.MapType()
	k := key.assignTo("reflect.Value.MapIndex", t.Key)
	p := mapGet(t, v.word(), k.addr())
	if p == nil {
		return Value{}
	}
	return copyOf(t.Elem, p, (v.flag|key.flag)&flagRO)
}

// copyOf returns the value at p, in memory of its own.
func copyOf(t *abi.Type, p unsafe.Pointer, f flag) Value {
	if t.IsDirect() {
		return Value{t, *(*unsafe.Pointer)(p), f}
	}
	c := newobject(t)
	memmove(c, p, t.Size_)
	return load(t, c, f)
}

// SetMapIndex sets the element of a key, or removes the key if elem is the zero
// Value.
func (v Value) SetMapIndex(key, elem Value) {
	v.must(Map, "SetMapIndex")
	v.mustExport("SetMapIndex")
	key.mustExport("SetMapIndex")
	t := v.typ.MapType()
	k := key.assignTo("reflect.Value.SetMapIndex", t.Key)
	if elem.typ == nil {
		mapRemove(t, v.word(), k.addr())
		return
	}
	elem.mustExport("SetMapIndex")
	e := elem.assignTo("reflect.Value.SetMapIndex", t.Elem)
	if v.word() == nil {
		panic(nilMapError{})
	}
	e.store(mapSlot(t, v.word(), k.addr()))
}

type nilMapError struct{}

func (nilMapError) Error() string { return "assignment to entry in nil map" }
func (nilMapError) RuntimeError() {}

// MapKeys returns the keys of a map, in no particular order.
func (v Value) MapKeys() []Value {
	v.must(Map, "MapKeys")
	t := v.typ.MapType()
	keys := make([]Value, 0, v.Len())
	it := mapiterinit(t, v.word())
	for mapiternext(it) {
		keys = append(keys, copyOf(t.Key, it.key, v.flag&flagRO))
	}
	return keys
}

// A MapIter iterates over a map: see Value.MapRange.
type MapIter struct {
	m    Value
	it   *mapIter
	done bool
}

// MapRange returns an iterator over a map: call Next before each element.
func (v Value) MapRange() *MapIter {
	v.must(Map, "MapRange")
	return &MapIter{m: v}
}

// Next goes to the next element, and reports whether there is one.
func (iter *MapIter) Next() bool {
	if iter.m.typ == nil {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if iter.it == nil {
		iter.it = mapiterinit(iter.m.typ.MapType(), iter.m.word())
	} else if iter.done {
		panic("MapIter.Next called on exhausted iterator")
	}
	iter.done = !mapiternext(iter.it)
	return !iter.done
}

func (iter *MapIter) check(method string) *abi.MapType {
	if iter.it == nil {
		panic(method + " called before Next")
	}
	if iter.done {
		panic(method + " called on exhausted iterator")
	}
	return iter.m.typ.MapType()
}

// Key returns the key of the current element.
func (iter *MapIter) Key() Value {
	t := iter.check("MapIter.Key")
	return copyOf(t.Key, iter.it.key, iter.m.flag&flagRO)
}

// Value returns the value of the current element.
func (iter *MapIter) Value() Value {
	t := iter.check("MapIter.Value")
	return copyOf(t.Elem, iter.it.elem, iter.m.flag&flagRO)
}

// Reset makes iter iterate over v, or over nothing if v is the zero Value.
func (iter *MapIter) Reset(v Value) {
	if v.typ != nil {
		v.must(Map, "MapIter.Reset")
	}
	*iter = MapIter{m: v}
}

// SetIterKey sets v to the key of iter.
func (v Value) SetIterKey(iter *MapIter) { v.Set(iter.Key()) }

// SetIterValue sets v to the value of iter.
func (v Value) SetIterValue(iter *MapIter) { v.Set(iter.Value()) }

// Send sends x on a channel.
func (v Value) Send(x Value) { v.send(x, true) }

// TrySend sends x on a channel if that is possible at once.
func (v Value) TrySend(x Value) bool { return v.send(x, false) }

func (v Value) send(x Value, block bool) bool {
	v.must(Chan, "Send")
	v.mustExport("Send")
	t := v.typ.ChanType()
	if t.Dir&abi.SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustExport("Send")
	x = x.assignTo("reflect.Value.Send", t.Elem)
	if block {
		chansend(v.word(), x.addr())
		return true
	}
	selectbegin(1)
	selectsend(v.word(), x.addr())
	i, _, _ := selectgo(false)
	return i >= 0
}

// Recv receives from a channel; ok is false when it is closed.
func (v Value) Recv() (x Value, ok bool) { return v.recv(true) }

// TryRecv receives from a channel if that is possible at once; else x is the zero
// Value.
func (v Value) TryRecv() (x Value, ok bool) { return v.recv(false) }

func (v Value) recv(block bool) (x Value, ok bool) {
	v.must(Chan, "Recv")
	v.mustExport("Recv")
	t := v.typ.ChanType()
	if t.Dir&abi.RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	var p unsafe.Pointer
	if block {
		p, ok = chanrecv(v.word())
	} else {
		selectbegin(1)
		selectrecv(v.word())
		i, elem, received := selectgo(false)
		if i < 0 {
			return Value{}, false
		}
		p, ok = elem, received
	}
	if !ok {
		return Zero(toType(t.Elem)), false
	}
	return copyOf(t.Elem, p, 0), true
}

// Close closes a channel.
func (v Value) Close() {
	v.must(Chan, "Close")
	v.mustExport("Close")
	if v.typ.ChanType().Dir&abi.SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	closechan(v.word())
}

// A SelectDir is the kind of a case.
type SelectDir int

const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

// A SelectCase is a case of Select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// Select is a select statement with the given cases. It returns the index of the
// chosen one, and for a receive what came.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	fallback := -1
	selectbegin(len(cases))
	var index []int
	for i, c := range cases {
		switch c.Dir {
		case SelectDefault:
			if fallback >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			fallback = i
			continue
		case SelectSend:
			if c.Chan.typ == nil {
				selectsend(nil, nil)
				break
			}
			c.Chan.must(Chan, "Select")
			selectsend(c.Chan.word(), c.Send.assignTo("reflect.Select", c.Chan.typ.Elem()).addr())
		case SelectRecv:
			if c.Chan.typ == nil {
				selectrecv(nil)
				break
			}
			c.Chan.must(Chan, "Select")
			selectrecv(c.Chan.word())
		default:
			panic("reflect.Select: invalid Dir")
		}
		index = append(index, i)
	}
	i, p, ok := selectgo(fallback < 0)
	if i < 0 {
		return fallback, Value{}, false
	}
	chosen = index[i]
	if c := cases[chosen]; c.Dir == SelectRecv {
		t := c.Chan.typ.Elem()
		if !ok {
			return chosen, Zero(toType(t)), false
		}
		return chosen, copyOf(t, p, 0), true
	}
	return chosen, Value{}, false
}

// Seq iterates over what a range clause with one variable does.
func (v Value) Seq() iter.Seq[Value] {
	if v.kind() == Func && seqParams(v.typ) == 1 {
		return func(yield func(Value) bool) {
			fn := MakeFunc(v.Type().In(0), func(in []Value) []Value { return []Value{ValueOf(yield(in[0]))} })
			v.Call([]Value{fn})
		}
	}
	switch k := v.kind(); k {
	case Map:
		return func(yield func(Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key()) {
					return
				}
			}
		}
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	case String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case Array, Slice, Pointer:
		return func(yield func(Value) bool) {
			for i := range v.Len() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	default:
		if v.CanInt() {
			return func(yield func(Value) bool) {
				for i := range v.Int() {
					if !yield(ValueOf(i).Convert(v.Type())) {
						return
					}
				}
			}
		}
		if v.CanUint() {
			return func(yield func(Value) bool) {
				for i := range v.Uint() {
					if !yield(ValueOf(i).Convert(v.Type())) {
						return
					}
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

// Seq2 iterates over what a range clause with two variables does.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	if v.kind() == Func && seqParams(v.typ) == 2 {
		return func(yield func(Value, Value) bool) {
			fn := MakeFunc(v.Type().In(0), func(in []Value) []Value { return []Value{ValueOf(yield(in[0], in[1]))} })
			v.Call([]Value{fn})
		}
	}
	switch v.kind() {
	case Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		}
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case Array, Slice:
		return func(yield func(Value, Value) bool) {
			for i := range v.Len() {
				if !yield(ValueOf(i), v.Index(i)) {
					return
				}
			}
		}
	case Pointer:
		if v.typ.Elem().Kind_ == abi.Array {
			return v.Elem().Seq2()
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}
