package reflect

import (
	"internal/abi"
	"iter"
	"unsafe"
)

// receiver is what calling the method that v stands for takes: its func type
// (without receiver), its table slot and the data word of the receiver.
func (v Value) receiver() (t *abi.FuncType, slot uint32, data unsafe.Pointer) {
	i := int(v.flag >> methodShift)
	if v.typ.Kind_ == abi.Interface {
		m := &v.typ.InterfaceType().Methods[i]
		n := (*abi.NonEmptyInterface)(v.ptr)
		if n.ITab == nil {
			panic("reflect: Method on nil interface value")
		}
		return m.Typ, n.ITab.Fun[i], n.Data
	}
	m, _ := exportedMethod(v.typ, i)
	if v.flag&flagIndir != 0 && v.typ.IsDirect() {
		return m.Mtyp, m.Ifn, *(*unsafe.Pointer)(v.ptr)
	}
	return m.Mtyp, m.Ifn, v.ptr
}

// methodType is the type of the method that v stands for.
func (v Value) methodType() *abi.Type {
	i := int(v.flag >> methodShift)
	if v.typ.Kind_ == abi.Interface {
		return &v.typ.InterfaceType().Methods[i].Typ.Type
	}
	m, _ := exportedMethod(v.typ, i)
	return &m.Mtyp.Type
}

// NumMethod counts the methods that Method returns.
func (v Value) NumMethod() int {
	if v.typ == nil {
		v.bad("NumMethod")
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return toType(v.typ).NumMethod()
}

// Method returns the i'th exported method of v, as a func.
func (v Value) Method(i int) Value {
	if v.typ == nil {
		v.bad("Method")
	}
	if v.flag&flagMethod != 0 || uint(i) >= uint(toType(v.typ).NumMethod()) {
		panic("reflect: Method index out of range")
	}
	bindMethod = Value.makeFunc
	if v.typ.Kind_ == abi.Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	if v.flag&flagAddr != 0 && v.typ.Kind_ != abi.Interface {
		// The receiver is evaluated now.
		v = copyOf(v.typ, v.ptr, v.flag&flagRO)
	}
	return Value{v.typ, v.ptr, v.flag&(flagStickyRO|flagIndir) | flagMethod | flag(i)<<methodShift}
}

// MethodByName returns an exported method of v, the zero Value if there is none.
func (v Value) MethodByName(name string) Value {
	if v.typ == nil {
		v.bad("MethodByName")
	}
	if v.flag&flagMethod != 0 {
		return Value{}
	}
	if i := (*rtype)(unsafe.Pointer(v.typ)).methodIndex(name); i >= 0 {
		return v.Method(i)
	}
	return Value{}
}

// Methods iterates over the exported methods of v.
func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		t := v.Type()
		for i := 0; i < v.NumMethod(); i++ {
			if !yield(t.Method(i), v.Method(i)) {
				return
			}
		}
	}
}

// bindMethod is Value.makeFunc once a program has used Value.Method: programs that
// never do need not carry the code of calls.
var bindMethod func(Value) Value

// bind returns the method that v stands for as a func value of its own.
func (v Value) bind() Value { return bindMethod(v) }

func (v Value) makeFunc() Value {
	t, _, _ := v.receiver()
	return makeFunc(toType(&t.Type), func(args []Value, p unsafe.Pointer) []Value {
		return v.call("Call", args, t.Variadic, p)
	})
}

// methodFunc returns a method as a func that takes the receiver first.
func methodFunc(recv *abi.Type, m *abi.Method) Value {
	if m.Mtyp == nil {
		return Value{}
	}
	t := funcType(append([]*abi.Type{recv}, m.Mtyp.In...), m.Mtyp.Out, m.Mtyp.Variadic)
	return makeFunc(toType(t), func(args []Value, p unsafe.Pointer) []Value {
		ctx := args[0].ptr
		if recv.IsDirect() {
			ctx = args[0].word()
		}
		return callFunc("Call", m.Mtyp, m.Ifn, ctx, args[1:], m.Mtyp.Variadic, p)
	})
}

// funcType returns the type of such funcs. If no compiled code has it, it is described: its values come from
// makeFunc and only callFunc can call them, which is enough, because compiled code never gets to see one.
func funcType(in, out []*abi.Type, variadic bool) *abi.Type {
	ft := &abi.FuncType{In: in, Out: out, Variadic: variadic}
	t := findType(funcKey(ft), func(f *abi.Type) bool {
		old := f.FuncType()
		return old.Variadic == variadic && sameTypes(old.In, in) && sameTypes(old.Out, out)
	})
	if t == nil {
		t = describe(&ft.Type, abi.Func, 4, 4, abi.TFlagDirectIface, funcString(ft))
	}
	return t
}

func sameTypes(a, b []*abi.Type) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func funcString(f *abi.FuncType) string {
	s := "func("
	for i, t := range f.In {
		if i > 0 {
			s += ", "
		}
		if f.Variadic && i == len(f.In)-1 {
			s += "..." + t.Elem().Str
		} else {
			s += t.Str
		}
	}
	s += ")"
	switch len(f.Out) {
	case 0:
	case 1:
		s += " " + f.Out[0].Str
	default:
		s += " ("
		for i, t := range f.Out {
			if i > 0 {
				s += ", "
			}
			s += t.Str
		}
		s += ")"
	}
	return s
}

// Call calls the func v. For a variadic func, in holds the elements.
func (v Value) Call(in []Value) []Value {
	v.must(Func, "Call")
	v.mustExport("Call")
	return v.call("Call", in, false, nil)
}

// CallSlice calls the variadic func v with the last of in as the slice.
func (v Value) CallSlice(in []Value) []Value {
	v.must(Func, "CallSlice")
	v.mustExport("CallSlice")
	return v.call("CallSlice", in, true, nil)
}

// frame describes memory laid out like a struct with fields of the given types.
func frame(types []*abi.Type) (offsets []uint32, memory unsafe.Pointer) {
	t := &abi.Type{Kind_: abi.Struct, Align_: 8, FieldAlign_: 8}
	for _, f := range types {
		t.Size_ = alignUp(t.Size_, f.FieldAlign_)
		offsets = append(offsets, t.Size_)
		if f.PtrBytes > 0 {
			t.PtrBytes = t.Size_ + f.PtrBytes
		}
		t.Size_ += f.Size_
	}
	t.Size_ = alignUp(t.Size_, 8)
	if t.PtrBytes > 0 {
		bitmap := make([]byte, (t.PtrBytes/4+7)/8)
		for i, f := range types {
			copyPointers(bitmap, offsets[i], f)
		}
		t.GCData = &bitmap[0]
	}
	return offsets, newobject(t)
}

// call calls v; what it calls may recover from p.
func (v Value) call(name string, in []Value, isSlice bool, p unsafe.Pointer) []Value {
	if v.flag&flagMethod != 0 {
		t, slot, ctx := v.receiver()
		return callFunc(name, t, slot, ctx, in, isSlice, p)
	}
	ctx := v.word()
	if ctx == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	return callFunc(name, v.typ.FuncType(), *(*uint32)(ctx), ctx, in, isSlice, p)
}

// callFunc calls the function in a table slot, whose first parameter is ctx and the others as in t.
func callFunc(name string, t *abi.FuncType, slot uint32, ctx unsafe.Pointer, in []Value, isSlice bool, p unsafe.Pointer) []Value {
	if isSlice && !t.Variadic {
		panic("reflect: CallSlice of non-variadic function")
	}
	n := len(t.In)
	fixed := n
	if t.Variadic && !isSlice {
		fixed--
	}
	if len(in) < fixed {
		panic("reflect: " + name + " with too few input arguments")
	}
	if len(in) > n && (!t.Variadic || isSlice) {
		panic("reflect: " + name + " with too many input arguments")
	}
	for _, x := range in {
		if x.typ == nil {
			panic("reflect: " + name + " using zero Value argument")
		}
	}
	if t.Variadic && !isSlice {
		rest := MakeSlice(toType(t.In[n-1]), len(in)-fixed, len(in)-fixed)
		for i, x := range in[fixed:] {
			if !x.Type().AssignableTo(toType(t.In[n-1].Elem())) {
				panic("reflect: cannot use " + x.Type().String() + " as type " + t.In[n-1].Elem().Str + " in " + name)
			}
			rest.Index(i).Set(x)
		}
		in = append(append([]Value(nil), in[:fixed]...), rest)
	}
	offsets, args := frame(t.In)
	for i, x := range in {
		x.mustExport(name)
		if !x.Type().AssignableTo(toType(t.In[i])) {
			panic("reflect: " + name + " using " + x.Type().String() + " as type " + t.In[i].Str)
		}
		x.assignTo("reflect.Value.Call", t.In[i]).store(unsafe.Add(args, offsets[i]))
	}
	outOffsets, results := frame(t.Out)
	if t.Call == 0 {
		// The type is no compiled code's.
		(*abi.MadeFunc)(ctx).Impl(args, results, p)
	} else {
		forwardRecover(p, slot)
		callReflect(t.Call, slot, ctx, args, results)
	}
	out := make([]Value, len(t.Out))
	for i, r := range t.Out {
		out[i] = copyOf(r, unsafe.Add(results, outOffsets[i]), 0)
	}
	return out
}

// MakeFunc returns a func of the given type that calls fn.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	return makeFunc(typ, func(args []Value, p unsafe.Pointer) []Value {
		forwardRecover(p, **(**uint32)(unsafe.Pointer(&fn)))
		return fn(args)
	})
}

// makeFunc is MakeFunc for an fn that also gets the panic that it may recover from.
func makeFunc(typ Type, fn func(args []Value, p unsafe.Pointer) (results []Value)) Value {
	t := typ.common().FuncType()
	f := &abi.MadeFunc{Slot: t.Make}
	f.Impl = func(args, results, p unsafe.Pointer) {
		if t.Call == 0 && t.Make != 0 {
			// Never so: this is what makes the compiler write Call and Make.
			callReflect(t.Call, 0, nil, args, results)
		}
		in := make([]Value, len(t.In))
		offset := uint32(0)
		for i, p := range t.In {
			offset = alignUp(offset, p.FieldAlign_)
			in[i] = copyOf(p, unsafe.Add(args, offset), 0)
			offset += p.Size_
		}
		out := fn(in, p)
		if len(out) != len(t.Out) {
			panic("reflect: wrong return count from function created by MakeFunc")
		}
		offset = 0
		for i, p := range t.Out {
			if out[i].typ == nil {
				panic("reflect: function created by MakeFunc using closure returned zero Value")
			}
			if out[i].flag&flagRO != 0 {
				panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
			}
			offset = alignUp(offset, p.FieldAlign_)
			out[i].assignTo("reflect.MakeFunc", p).store(unsafe.Add(results, offset))
			offset += p.Size_
		}
	}
	return Value{typ.common(), unsafe.Pointer(f), 0}
}
