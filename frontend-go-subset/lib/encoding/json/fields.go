package json

import (
	"reflect"
	"sort"
	"strings"
	"unicode"
)

// field is one member of the JSON object that a struct becomes.
type field struct {
	name      string
	index     []int // path through embedded structs
	typ       reflect.Type
	tagged    bool // the name comes from the tag
	omitEmpty bool
	omitZero  bool
	quoted    bool // ",string"
}

var fieldCache = map[reflect.Type][]field{}

// fieldsOf lists the members of a struct type in the order of its fields. Of several fields with one name the least
// deeply embedded wins; among those the one whose name is from a tag; if several are left, none is a member.
func fieldsOf(t reflect.Type) []field {
	if f, ok := fieldCache[t]; ok {
		return f
	}
	var all []field
	collect(t, nil, map[reflect.Type]bool{}, &all)
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if a.name != b.name {
			return a.name < b.name
		}
		if len(a.index) != len(b.index) {
			return len(a.index) < len(b.index)
		}
		return a.tagged && !b.tagged
	})
	var chosen []field
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].name == all[i].name {
			j++
		}
		if j == i+1 || len(all[i].index) != len(all[i+1].index) || all[i].tagged != all[i+1].tagged {
			chosen = append(chosen, all[i])
		}
		i = j
	}
	sort.Slice(chosen, func(i, j int) bool { return before(chosen[i].index, chosen[j].index) })
	fieldCache[t] = chosen
	return chosen
}

func before(a, b []int) bool {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return len(a) < len(b)
}

// collect adds the candidates of t and of the structs embedded in it; `above` holds the types on the way down.
func collect(t reflect.Type, path []int, above map[reflect.Type]bool, all *[]field) {
	if above[t] {
		return
	}
	above[t] = true
	defer delete(above, t)
	for i := range t.NumField() {
		sf := t.Field(i)
		inner := sf.Type
		if inner.Kind() == reflect.Pointer && inner.Name() == "" {
			inner = inner.Elem()
		}
		if sf.Anonymous {
			if !sf.IsExported() && inner.Kind() != reflect.Struct {
				continue
			}
		} else if !sf.IsExported() {
			continue
		}
		tag := sf.Tag.Get("json")
		if tag == "-" {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if !validTagName(name) {
			name = ""
		}
		index := append(append([]int(nil), path...), i)
		if sf.Anonymous && name == "" && inner.Kind() == reflect.Struct {
			collect(inner, index, above, all)
			continue
		}
		f := field{name: name, index: index, typ: sf.Type, tagged: name != ""}
		if name == "" {
			f.name = sf.Name
		}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "omitempty":
				f.omitEmpty = true
			case "omitzero":
				f.omitZero = true
			case "string":
				switch inner.Kind() {
				case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64,
					reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
					reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
					f.quoted = true
				}
			}
		}
		*all = append(*all, f)
	}
}

func validTagName(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return s != ""
}
