package fmt

import "reflect"

type mapEntry struct{ key, value reflect.Value }

// sortedMap returns the entries of a map in the order in which they print: numbers,
// strings and bools by value, NaNs and nil first, pointers and channels by address,
// structs and arrays element by element, interfaces by type and then by value.
func sortedMap(m reflect.Value) []mapEntry {
	entries := make([]mapEntry, 0, m.Len())
	for it := m.MapRange(); it.Next(); {
		entries = append(entries, mapEntry{it.Key(), it.Value()})
	}
	mergeSort(entries, make([]mapEntry, len(entries)))
	return entries
}

func mergeSort(e, room []mapEntry) {
	if len(e) < 2 {
		return
	}
	half := len(e) / 2
	mergeSort(e[:half], room)
	mergeSort(e[half:], room)
	left := room[:copy(room, e[:half])]
	i, j := 0, half
	for k := range e {
		if i == len(left) {
			return
		}
		if j < len(e) && compare(e[j].key, left[i].key) < 0 {
			e[k] = e[j]
			j++
		} else {
			e[k] = left[i]
			i++
		}
	}
}

// order returns -1, 0 or +1.
func order(less, greater bool) int {
	if less {
		return -1
	}
	if greater {
		return +1
	}
	return 0
}

func compareFloats(a, b float64) int {
	return order(a < b || a != a && b == b, a > b || b != b && a == a)
}

func compare(a, b reflect.Value) int {
	switch a.Kind() {
	case reflect.Bool:
		return order(!a.Bool() && b.Bool(), a.Bool() && !b.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return order(a.Int() < b.Int(), a.Int() > b.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return order(a.Uint() < b.Uint(), a.Uint() > b.Uint())
	case reflect.String:
		return order(a.String() < b.String(), a.String() > b.String())
	case reflect.Float32, reflect.Float64:
		return compareFloats(a.Float(), b.Float())
	case reflect.Complex64, reflect.Complex128:
		if c := compareFloats(real(a.Complex()), real(b.Complex())); c != 0 {
			return c
		}
		return compareFloats(imag(a.Complex()), imag(b.Complex()))
	case reflect.Pointer, reflect.UnsafePointer, reflect.Chan:
		return order(a.Pointer() < b.Pointer(), a.Pointer() > b.Pointer())
	case reflect.Struct:
		for i := 0; i < a.NumField(); i++ {
			if c := compare(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
		return 0
	case reflect.Array:
		for i := 0; i < a.Len(); i++ {
			if c := compare(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
		return 0
	case reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return order(!b.IsNil() && a.IsNil(), !a.IsNil() && b.IsNil())
		}
		a, b = a.Elem(), b.Elem()
		if a.Kind() != b.Kind() || a.Type() != b.Type() {
			x, y := a.Type().String(), b.Type().String()
			return order(x < y, x > y)
		}
		return compare(a, b)
	}
	return 0
}
