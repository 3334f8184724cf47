package reflect

import (
	"internal/abi"
	"iter"
)

func structField(f *abi.StructField, index []int) StructField {
	return StructField{
		Name: f.Name, PkgPath: f.PkgPath, Type: toType(f.Typ), Tag: StructTag(f.Tag),
		Offset: uintptr(f.Offset), Index: index, Anonymous: f.Embedded,
	}
}

func (r *rtype) Field(i int) StructField {
	fields := r.want(Struct, "Field").StructType().Fields
	if i < 0 || i >= len(fields) {
		panic("reflect: Field index out of bounds")
	}
	return structField(&fields[i], []int{i})
}

func (r *rtype) Fields() iter.Seq[StructField] {
	fields := r.want(Struct, "Fields").StructType().Fields
	return func(yield func(StructField) bool) {
		for i := range fields {
			if !yield(structField(&fields[i], []int{i})) {
				return
			}
		}
	}
}

func (r *rtype) FieldByIndex(index []int) StructField {
	var t Type = r
	var f StructField
	for i, x := range index {
		if i > 0 {
			t = f.Type
			if t.Kind() == Pointer && t.Elem().Kind() == Struct {
				t = t.Elem()
			}
		}
		f = t.Field(x)
	}
	return f
}

func (r *rtype) FieldByName(name string) (StructField, bool) {
	fields := r.want(Struct, "FieldByName").StructType().Fields
	embedded := false
	for i := range fields {
		f := &fields[i]
		if f.Name == name {
			return structField(f, []int{i}), true
		}
		embedded = embedded || f.Embedded
	}
	if !embedded {
		return StructField{}, false
	}
	return r.FieldByNameFunc(func(s string) bool { return s == name })
}

// FieldByNameFunc goes through the embedded structs level by level. A type that is
// there more than once at a level hides its fields, and those of deeper levels.
func (r *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	type level struct {
		t     *abi.Type
		index []int
		many  bool
	}
	r.want(Struct, "FieldByNameFunc")
	todo := []level{{t: &r.t}}
	seen := map[*abi.Type]bool{}
	for len(todo) > 0 {
		var found StructField
		ok := false
		var next []level
		for _, l := range todo {
			if seen[l.t] {
				continue
			}
			seen[l.t] = true
			fields := l.t.StructType().Fields
			for i := range fields {
				f := &fields[i]
				if match(f.Name) {
					if ok || l.many {
						return StructField{}, false
					}
					found, ok = structField(f, append(l.index[:len(l.index):len(l.index)], i)), true
					continue
				}
				if !f.Embedded {
					continue
				}
				t := f.Typ
				if t.Kind_ == abi.Pointer {
					t = t.Elem()
				}
				if t.Kind_ != abi.Struct || seen[t] {
					continue
				}
				again := false
				for k := range next {
					if next[k].t == t {
						next[k].many, again = true, true
					}
				}
				if !again {
					next = append(next, level{t, append(l.index[:len(l.index):len(l.index)], i), l.many})
				}
			}
		}
		if ok {
			return found, true
		}
		todo = next
	}
	return StructField{}, false
}

// VisibleFields returns the fields of the struct type t that can be named directly,
// with those of embedded structs (which are there themselves).
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	var fields []StructField
	byName := map[string]int{} // index of the visible field, or -1 when it is ambiguous
	depth := map[string]int{}
	var visit func(t Type, index []int, visiting []Type)
	visit = func(t Type, index []int, visiting []Type) {
		for _, v := range visiting {
			if v == t {
				return
			}
		}
		visiting = append(visiting, t)
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			f.Index = append(append([]int(nil), index...), i)
			add := true
			if old, ok := byName[f.Name]; ok {
				switch {
				case len(f.Index) == depth[f.Name]:
					// Two at the same level hide each other.
					if old >= 0 {
						fields[old].Name = ""
						byName[f.Name] = -1
					}
					add = false
				case len(f.Index) < depth[f.Name]:
					if old >= 0 {
						fields[old].Name = ""
					}
				default:
					add = false
				}
			}
			if add {
				byName[f.Name] = len(fields)
				depth[f.Name] = len(f.Index)
				fields = append(fields, f)
			}
			if f.Anonymous {
				e := f.Type
				if e.Kind() == Pointer {
					e = e.Elem()
				}
				if e.Kind() == Struct {
					visit(e, f.Index, visiting)
				}
			}
		}
	}
	visit(t, nil, nil)
	kept := fields[:0]
	for _, f := range fields {
		if f.Name != "" {
			kept = append(kept, f)
		}
	}
	return kept
}
