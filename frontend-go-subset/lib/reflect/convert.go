package reflect

import (
	"internal/abi"
	"unsafe"
)

// implements reports whether t has the methods of the interface type u.
func implements(u, t *abi.Type) bool {
	if u.Kind_ != abi.Interface {
		return false
	}
	want := u.InterfaceType().Methods
	i := 0
	if t.Kind_ == abi.Interface {
		have := t.InterfaceType().Methods
		for k := 0; k < len(have) && i < len(want); k++ {
			if have[k].Name == want[i].Name && have[k].PkgPath == want[i].PkgPath && have[k].Typ == want[i].Typ {
				i++
			}
		}
		return i == len(want)
	}
	have := t.Methods()
	for k := 0; k < len(have) && i < len(want); k++ {
		if have[k].Name == want[i].Name && have[k].PkgPath == want[i].PkgPath && have[k].Mtyp == want[i].Typ {
			i++
		}
	}
	return i == len(want)
}

// directlyAssignable reports whether values of type v are values of type t as they
// are, by the rules of assignment.
func directlyAssignable(t, v *abi.Type) bool {
	if t == v {
		return true
	}
	if t.HasName() && v.HasName() || t.Kind_ != v.Kind_ {
		return false
	}
	if t.Kind_ == abi.Chan && v.ChanType().Dir == abi.BothDir && t.Elem() == v.Elem() {
		return true
	}
	return sameUnderlying(t, v, true)
}

// sameUnderlying reports whether both types have the same underlying type; with
// tags false, up to the tags of structs.
func sameUnderlying(t, v *abi.Type, tags bool) bool {
	if t == v {
		return true
	}
	k := t.Kind_
	if k != v.Kind_ {
		return false
	}
	if abi.Bool <= k && k <= abi.Complex128 || k == abi.String || k == abi.UnsafePointer {
		return true
	}
	same := func(t, v *abi.Type) bool {
		if tags {
			return t == v
		}
		return t == v || t.Name() == v.Name() && t.PkgPath() == v.PkgPath() && !t.HasName() && sameUnderlying(t, v, false)
	}
	list := func(a, b []*abi.Type) bool {
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			if !same(a[i], b[i]) {
				return false
			}
		}
		return true
	}
	switch k {
	case abi.Array:
		return t.ArrayType().Len == v.ArrayType().Len && same(t.Elem(), v.Elem())
	case abi.Chan:
		return t.ChanType().Dir == v.ChanType().Dir && same(t.Elem(), v.Elem())
	case abi.Func:
		f, g := t.FuncType(), v.FuncType()
		return f.Variadic == g.Variadic && list(f.In, g.In) && list(f.Out, g.Out)
	case abi.Interface:
		return len(t.InterfaceType().Methods) == len(v.InterfaceType().Methods) && implements(t, v)
	case abi.Map:
		return same(t.MapType().Key, v.MapType().Key) && same(t.Elem(), v.Elem())
	case abi.Pointer, abi.Slice:
		return same(t.Elem(), v.Elem())
	case abi.Struct:
		return sameFields(t.StructType(), v.StructType(), tags)
	}
	return false
}

func sameFields(t, v *abi.StructType, tags bool) bool {
	if len(t.Fields) != len(v.Fields) {
		return false
	}
	for i := range t.Fields {
		f, g := &t.Fields[i], &v.Fields[i]
		if f.Name != g.Name || f.PkgPath != g.PkgPath || f.Embedded != g.Embedded || tags && f.Tag != g.Tag {
			return false
		}
		if f.Typ != g.Typ && (tags || f.Typ.HasName() || g.Typ.HasName() || !sameUnderlying(f.Typ, g.Typ, false)) {
			return false
		}
	}
	return true
}

func (r *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(u.common(), &r.t)
}

func (r *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return directlyAssignable(u.common(), &r.t) || implements(u.common(), &r.t)
}

func (r *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return converter(u.common(), &r.t) != nil
}

// Kinds of kinds.
const (
	other = iota
	signed
	unsigned
	float
	complexNumber
)

func class(k abi.Kind) int {
	switch {
	case abi.Int <= k && k <= abi.Int64:
		return signed
	case abi.Uint <= k && k <= abi.Uintptr:
		return unsigned
	case k == abi.Float32 || k == abi.Float64:
		return float
	case k == abi.Complex64 || k == abi.Complex128:
		return complexNumber
	}
	return other
}

// variable returns a new variable of type t, to be filled in.
func variable(t *abi.Type) Value { return load(t, newobject(t), flagAddr) }

// result ends a conversion: what was a variable is now a value.
func (v Value) result(from Value) Value {
	v.flag = v.flag&^flagAddr | from.flag&flagRO
	return v
}

// converter returns the function that converts values of type from to type to, nil
// if there is no such conversion.
func converter(to, from *abi.Type) func(v Value, t *abi.Type) Value {
	src, dst := class(from.Kind_), class(to.Kind_)
	switch {
	case src == signed && dst != other && dst != complexNumber:
		return func(v Value, t *abi.Type) Value { return number(t, dst, v.Int(), uint64(v.Int()), float64(v.Int())) }
	case src == unsigned && dst != other && dst != complexNumber:
		return func(v Value, t *abi.Type) Value { return number(t, dst, int64(v.Uint()), v.Uint(), float64(v.Uint())) }
	case src == float && dst != other && dst != complexNumber:
		return func(v Value, t *abi.Type) Value {
			f := v.Float()
			switch dst {
			case signed:
				return number(t, dst, int64(f), 0, 0)
			case unsigned:
				return number(t, dst, 0, uint64(f), 0)
			}
			return number(t, dst, 0, 0, f)
		}
	case src == complexNumber && dst == complexNumber:
		return func(v Value, t *abi.Type) Value {
			n := variable(t)
			n.SetComplex(v.Complex())
			return n
		}
	case to.Kind_ == abi.String && (src == signed || src == unsigned):
		return func(v Value, t *abi.Type) Value {
			r := rune(0xFFFD)
			if src == signed {
				if x := v.Int(); int64(rune(x)) == x {
					r = rune(x)
				}
			} else if x := v.Uint(); uint64(rune(x)) == x {
				r = rune(x)
			}
			return stringValue(t, string(r))
		}
	case to.Kind_ == abi.String && from.Kind_ == abi.Slice && from.Elem().PkgPath() == "":
		switch from.Elem().Kind_ {
		case abi.Uint8:
			return func(v Value, t *abi.Type) Value { return stringValue(t, string(*(*[]byte)(v.ptr))) }
		case abi.Int32:
			return func(v Value, t *abi.Type) Value { return stringValue(t, string(*(*[]rune)(v.ptr))) }
		}
	case from.Kind_ == abi.String && to.Kind_ == abi.Slice && to.Elem().PkgPath() == "":
		switch to.Elem().Kind_ {
		case abi.Uint8:
			return func(v Value, t *abi.Type) Value {
				n := variable(t)
				*(*[]byte)(n.ptr) = []byte(*(*string)(v.ptr))
				return n
			}
		case abi.Int32:
			return func(v Value, t *abi.Type) Value {
				n := variable(t)
				*(*[]rune)(n.ptr) = []rune(*(*string)(v.ptr))
				return n
			}
		}
	case from.Kind_ == abi.Slice && to.Kind_ == abi.Pointer && to.Elem().Kind_ == abi.Array && from.Elem() == to.Elem().Elem():
		return func(v Value, t *abi.Type) Value {
			n := int(t.Elem().ArrayType().Len)
			if n > v.Len() {
				panic("reflect: cannot convert slice with length " + itoa(v.Len()) + " to pointer to array with length " + itoa(n))
			}
			return Value{t, (*abi.SliceHeader)(v.ptr).Data, 0}
		}
	case from.Kind_ == abi.Slice && to.Kind_ == abi.Array && from.Elem() == to.Elem():
		return func(v Value, t *abi.Type) Value {
			n := int(t.ArrayType().Len)
			if n > v.Len() {
				panic("reflect: cannot convert slice with length " + itoa(v.Len()) + " to array with length " + itoa(n))
			}
			a := variable(t)
			memmove(a.ptr, (*abi.SliceHeader)(v.ptr).Data, t.Size_)
			return a
		}
	case from.Kind_ == abi.Chan && to.Kind_ == abi.Chan && directlyAssignable(to, from):
		return sameMemory
	}
	if sameUnderlying(to, from, false) {
		return sameMemory
	}
	if to.Kind_ == abi.Pointer && !to.HasName() && from.Kind_ == abi.Pointer && !from.HasName() && sameUnderlying(to.Elem(), from.Elem(), false) {
		return sameMemory
	}
	if implements(to, from) {
		return func(v Value, t *abi.Type) Value { return v.assignTo("reflect.Value.Convert", t) }
	}
	return nil
}

func sameMemory(v Value, t *abi.Type) Value {
	if v.flag&flagAddr != 0 {
		return copyOf(t, v.ptr, 0)
	}
	return Value{t, v.ptr, v.flag & flagIndir}
}

func stringValue(t *abi.Type, s string) Value {
	v := variable(t)
	*(*string)(v.ptr) = s
	return v
}

func number(t *abi.Type, class int, i int64, u uint64, f float64) Value {
	v := variable(t)
	switch class {
	case signed:
		v.SetInt(i)
	case unsigned:
		v.SetUint(u)
	default:
		v.SetFloat(f)
	}
	return v
}

// Convert returns v converted to a type.
func (v Value) Convert(t Type) Value {
	if v.flag&flagMethod != 0 {
		v = v.bind()
	}
	if v.typ == nil {
		v.bad("Convert")
	}
	convert := converter(t.common(), v.typ)
	if convert == nil {
		panic("reflect.Value.Convert: value of type " + v.typ.Str + " cannot be converted to type " + t.String())
	}
	return convert(v, t.common()).result(v)
}

// CanConvert reports whether Convert works, also for this value of a slice.
func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	if v.kind() == Slice {
		if t.Kind() == Array {
			return t.Len() <= v.Len()
		}
		if t.Kind() == Pointer && t.Elem().Kind() == Array {
			return t.Elem().Len() <= v.Len()
		}
	}
	return true
}

// DeepEqual reports whether x and y have the same type and are equal down to the
// last element: pointers, maps, slices and interfaces by what they hold, funcs only
// if both are nil.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	v, w := ValueOf(x), ValueOf(y)
	if v.typ != w.typ {
		return false
	}
	return deepEqual(v, w, &comparison{})
}

// A visit is a comparison in progress of two things in memory.
type visit struct {
	p, q unsafe.Pointer
	t    *abi.Type
}

type comparison struct{ visits map[visit]bool }

// entered reports whether this comparison has begun before: a cycle.
func (c *comparison) entered(p, q unsafe.Pointer, t *abi.Type) bool {
	v := visit{p, q, t}
	if c.visits[v] {
		return true
	}
	if c.visits == nil {
		c.visits = map[visit]bool{}
	}
	c.visits[v] = true
	return false
}

func deepEqual(v, w Value, c *comparison) bool {
	if v.typ == nil || w.typ == nil {
		return v.typ == w.typ
	}
	if v.typ != w.typ {
		return false
	}
	switch v.kind() {
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !deepEqual(v.Index(i), w.Index(i), c) {
				return false
			}
		}
		return true
	case Slice:
		p, q := v.UnsafePointer(), w.UnsafePointer()
		if v.IsNil() != w.IsNil() || v.Len() != w.Len() {
			return false
		}
		if p == q || c.entered(p, q, v.typ) {
			return true
		}
		for i := 0; i < v.Len(); i++ {
			if !deepEqual(v.Index(i), w.Index(i), c) {
				return false
			}
		}
		return true
	case Interface:
		if v.IsNil() || w.IsNil() {
			return v.IsNil() == w.IsNil()
		}
		return deepEqual(v.Elem(), w.Elem(), c)
	case Pointer:
		p, q := v.word(), w.word()
		if p == q || p != nil && q != nil && c.entered(p, q, v.typ) {
			return true
		}
		return deepEqual(v.Elem(), w.Elem(), c)
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !deepEqual(v.Field(i), w.Field(i), c) {
				return false
			}
		}
		return true
	case Map:
		if v.IsNil() != w.IsNil() || v.Len() != w.Len() {
			return false
		}
		if v.word() == w.word() || c.entered(v.word(), w.word(), v.typ) {
			return true
		}
		for it := v.MapRange(); it.Next(); {
			other := w.MapIndex(it.Key())
			if other.typ == nil || !deepEqual(it.Value(), other, c) {
				return false
			}
		}
		return true
	case Func:
		return v.IsNil() && w.IsNil()
	}
	return typedequal(v.typ, v.addr(), w.addr())
}
