package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Unmarshaler reads itself from JSON; it must copy the text if it keeps it.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// Number is a number as it was written.
type Number string

func (n Number) String() string            { return string(n) }
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }
func (n Number) Int64() (int64, error)     { return strconv.ParseInt(string(n), 10, 64) }

// RawMessage is a value that is left as it is.
type RawMessage []byte

func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errors.New("json.RawMessage: UnmarshalJSON on nil pointer")
	}
	*m = append((*m)[:0], data...)
	return nil
}

// UnmarshalTypeError is a JSON value that does not fit a Go type.
type UnmarshalTypeError struct {
	Value  string // "bool", "array", "number -5"
	Type   reflect.Type
	Offset int64
	Struct string // the struct type with the field
	Field  string // the path to the field
}

func (e *UnmarshalTypeError) Error() string {
	if e.Struct != "" || e.Field != "" {
		return "json: cannot unmarshal " + e.Value + " into Go struct field " + e.Struct + "." + e.Field + " of type " + e.Type.String()
	}
	return "json: cannot unmarshal " + e.Value + " into Go value of type " + e.Type.String()
}

// InvalidUnmarshalError is an argument of Unmarshal that is not a pointer to something.
type InvalidUnmarshalError struct{ Type reflect.Type }

func (e *InvalidUnmarshalError) Error() string {
	if e.Type == nil {
		return "json: Unmarshal(nil)"
	}
	if e.Type.Kind() != reflect.Pointer {
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

// Unmarshal reads one JSON value into what v points to. A text with a mistake changes nothing; a value that does not fit
// its Go type is passed over, and the first of them is the error.
func Unmarshal(data []byte, v any) error {
	if err := check(data); err != nil {
		return err
	}
	return (&decodeState{parser: parser{text: data}}).run(v)
}

type decodeState struct {
	parser
	useNumber     bool
	onlyKnown     bool
	misfit        error // the first value that did not fit
	path          []string
	enclosingType reflect.Type
}

func (d *decodeState) run(v any) error {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	if err := d.value(target); err != nil {
		return err
	}
	return d.misfit
}

// The text has been checked: from here on its syntax is right.

var (
	unmarshalerType     = reflect.TypeFor[Unmarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// value reads the next value into v.
func (d *decodeState) value(v reflect.Value) error {
	d.space()
	start := d.at
	isNull := d.peek() == 'n'
	declared := v.Type()
	u, t, v := d.indirect(v, isNull)
	if u != nil {
		d.skipValue()
		return u.UnmarshalJSON(d.text[start:d.at])
	}
	if t != nil && d.peek() == '"' {
		return t.UnmarshalText([]byte(d.string()))
	}
	if t != nil && !isNull {
		return d.misfits(declared)
	}
	switch d.peek() {
	case '{':
		return d.object(v)
	case '[':
		return d.array(v)
	case '"':
		return d.stringInto(v, start)
	case 't', 'f':
		b := d.peek() == 't'
		d.skipValue()
		switch {
		case v.Kind() == reflect.Bool:
			v.SetBool(b)
		case isAny(v):
			v.Set(reflect.ValueOf(b))
		default:
			d.fail("bool", v.Type(), d.at)
		}
	case 'n':
		d.skipValue()
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice:
			v.SetZero()
		}
	default:
		d.skipValue()
		return d.number(v, string(d.text[start:d.at]))
	}
	return nil
}

// indirect goes through pointers, making what they point to, until something can take a value or reads itself.
func (d *decodeState) indirect(v reflect.Value, isNull bool) (Unmarshaler, encoding.TextUnmarshaler, reflect.Value) {
	if v.Kind() != reflect.Pointer && v.Type().Name() != "" && v.CanAddr() {
		v = v.Addr()
	}
	for {
		if v.Kind() == reflect.Interface && !v.IsNil() {
			inner := v.Elem()
			if inner.Kind() == reflect.Pointer && !inner.IsNil() && (!isNull || inner.Elem().Kind() == reflect.Pointer) {
				v = inner
				continue
			}
		}
		if v.Kind() != reflect.Pointer {
			return nil, nil, v
		}
		if isNull && v.CanSet() {
			return nil, nil, v
		}
		if v.Elem().Kind() == reflect.Interface && v.Elem().Elem() == v {
			return nil, nil, v.Elem() // an interface that holds a pointer to itself
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if v.Type().NumMethod() > 0 && v.CanInterface() {
			if v.Type().Implements(unmarshalerType) {
				return v.Interface().(Unmarshaler), nil, reflect.Value{}
			}
			if !isNull && v.Type().Implements(textUnmarshalerType) {
				return nil, v.Interface().(encoding.TextUnmarshaler), v
			}
		}
		v = v.Elem()
	}
}

// misfits passes over the next value, which does not fit a type that reads itself from text.
func (d *decodeState) misfits(t reflect.Type) error {
	start := d.at
	err := d.skipValue()
	switch d.text[start] {
	case '{':
		d.fail("object", t, start+1)
	case '[':
		d.fail("array", t, start+1)
	case 't', 'f':
		d.fail("bool", t, d.at)
	default:
		d.fail("number", t, d.at)
	}
	return err
}

func (d *decodeState) fail(value string, t reflect.Type, offset int) {
	if d.misfit != nil {
		return
	}
	e := &UnmarshalTypeError{Value: value, Type: t, Offset: int64(offset), Field: strings.Join(d.path, ".")}
	if d.enclosingType != nil {
		e.Struct = d.enclosingType.Name()
	}
	d.misfit = e
}

func isAny(v reflect.Value) bool { return v.Kind() == reflect.Interface && v.NumMethod() == 0 }

func (d *decodeState) object(v reflect.Value) error {
	t := v.Type()
	switch {
	case isAny(v):
		v.Set(reflect.ValueOf(d.any()))
		return nil
	case v.Kind() == reflect.Struct:
		return d.intoStruct(v)
	case v.Kind() == reflect.Map && keyable(t.Key()):
		return d.intoMap(v)
	}
	d.fail("object", t, d.at+1)
	return d.skipValue()
}

func keyable(key reflect.Type) bool {
	switch key.Kind() {
	case reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return true
	}
	return reflect.PointerTo(key).Implements(textUnmarshalerType)
}

// members calls f with each member's name; f reads the value.
func (d *decodeState) members(f func(name string, start int) error) error {
	d.at++
	for {
		d.space()
		if d.peek() == '}' {
			d.at++
			return nil
		}
		start := d.at
		name := d.string()
		d.space()
		d.at++ // ':'
		if err := f(name, start); err != nil {
			return err
		}
		d.space()
		if d.peek() == ',' {
			d.at++
		}
	}
}

func (d *decodeState) intoStruct(v reflect.Value) error {
	t := v.Type()
	fields := fieldsOf(t)
	outerType, outerPath := d.enclosingType, len(d.path)
	err := d.members(func(name string, _ int) error {
		f := findField(fields, name)
		if f == nil {
			if d.onlyKnown && d.misfit == nil {
				d.misfit = fmt.Errorf("json: unknown field %q", name)
			}
			return d.skipValue()
		}
		at := v
		for depth, i := range f.index {
			if at.Kind() == reflect.Pointer {
				if at.IsNil() {
					if !at.CanSet() {
						d.misfit = firstError(d.misfit, fmt.Errorf("json: cannot set embedded pointer to unexported struct: %v", at.Type().Elem()))
						return d.skipValue()
					}
					at.Set(reflect.New(at.Type().Elem()))
				}
				at = at.Elem()
			}
			if depth < len(f.index)-1 {
				d.path = append(d.path, at.Type().Field(i).Name)
			}
			at = at.Field(i)
		}
		d.enclosingType, d.path = t, append(d.path, f.name)
		var err error
		if f.quoted {
			err = d.quoted(at)
		} else {
			err = d.value(at)
		}
		d.enclosingType, d.path = outerType, d.path[:outerPath]
		return err
	})
	return err
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// findField prefers the exact name and takes another case otherwise.
func findField(fields []field, name string) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	for i := range fields {
		if strings.EqualFold(fields[i].name, name) {
			return &fields[i]
		}
	}
	return nil
}

// quoted reads a ",string" field: the value stands in a string.
func (d *decodeState) quoted(v reflect.Value) error {
	d.space()
	if d.peek() == 'n' {
		return d.value(v)
	}
	if d.peek() != '"' {
		d.skipValue()
		d.misfit = firstError(d.misfit, fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal unquoted value into %v", v.Type()))
		return nil
	}
	text := d.string()
	inner := &decodeState{parser: parser{text: []byte(text)}, useNumber: d.useNumber, path: d.path, enclosingType: d.enclosingType}
	if check(inner.text) != nil || !fitsQuoted(inner.text, v) {
		return fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal %q into %v", text, v.Type())
	}
	err := inner.value(v)
	d.misfit = firstError(d.misfit, inner.misfit)
	return err
}

func fitsQuoted(text []byte, v reflect.Value) bool {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch text[0] {
	case 'n':
		return true
	case '"':
		return t.Kind() == reflect.String
	case 't', 'f':
		return t.Kind() == reflect.Bool
	}
	return t.Kind() != reflect.Bool && (t.Kind() != reflect.String || t == numberType)
}

func (d *decodeState) intoMap(v reflect.Value) error {
	t := v.Type()
	if v.IsNil() {
		v.Set(reflect.MakeMap(t))
	}
	return d.members(func(name string, start int) error {
		elem := reflect.New(t.Elem()).Elem()
		if err := d.value(elem); err != nil {
			return err
		}
		key, ok, err := d.key(name, t.Key(), start)
		if err != nil {
			return err
		}
		if ok {
			v.SetMapIndex(key, elem)
		}
		return nil
	})
}

func (d *decodeState) key(name string, t reflect.Type, start int) (reflect.Value, bool, error) {
	key := reflect.New(t)
	if key.Type().Implements(textUnmarshalerType) {
		err := key.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(name))
		return key.Elem(), err == nil, err
	}
	key = key.Elem()
	switch t.Kind() {
	case reflect.String:
		key.SetString(name)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(name, 10, 64)
		if err != nil || key.OverflowInt(n) {
			d.fail("number "+name, t, start+1)
			return key, false, nil
		}
		key.SetInt(n)
	default:
		n, err := strconv.ParseUint(name, 10, 64)
		if err != nil || key.OverflowUint(n) {
			d.fail("number "+name, t, start+1)
			return key, false, nil
		}
		key.SetUint(n)
	}
	return key, true, nil
}

// elements calls f before each element; f reads it.
func (d *decodeState) elements(f func() error) error {
	d.at++
	for {
		d.space()
		if d.peek() == ']' {
			d.at++
			return nil
		}
		if err := f(); err != nil {
			return err
		}
		d.space()
		if d.peek() == ',' {
			d.at++
		}
	}
}

func (d *decodeState) array(v reflect.Value) error {
	switch {
	case isAny(v):
		v.Set(reflect.ValueOf(d.any()))
		return nil
	case v.Kind() != reflect.Array && v.Kind() != reflect.Slice:
		d.fail("array", v.Type(), d.at+1)
		return d.skipValue()
	}
	i := 0
	err := d.elements(func() error {
		if v.Kind() == reflect.Slice {
			if i >= v.Cap() {
				v.Grow(1)
			}
			if i >= v.Len() {
				v.SetLen(i + 1)
			}
		}
		i++
		if i > v.Len() {
			return d.skipValue() // an array takes no more
		}
		return d.value(v.Index(i - 1))
	})
	if err != nil {
		return err
	}
	if v.Kind() == reflect.Slice {
		if i == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		} else {
			v.SetLen(i)
		}
		return nil
	}
	for ; i < v.Len(); i++ {
		v.Index(i).SetZero()
	}
	return nil
}

// any reads a value for an empty interface.
func (d *decodeState) any() any {
	d.space()
	start := d.at
	switch d.peek() {
	case '{':
		m := make(map[string]any)
		d.members(func(name string, _ int) error {
			m[name] = d.any()
			return nil
		})
		return m
	case '[':
		list := []any{}
		d.elements(func() error {
			list = append(list, d.any())
			return nil
		})
		return list
	case '"':
		return d.string()
	case 't', 'f', 'n':
		c := d.peek()
		d.skipValue()
		if c == 'n' {
			return nil
		}
		return c == 't'
	}
	d.skipValue()
	return d.anyNumber(string(d.text[start:d.at]))
}

func (d *decodeState) anyNumber(text string) any {
	if d.useNumber {
		return Number(text)
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		d.fail("number "+text, reflect.TypeFor[float64](), d.at)
		return nil
	}
	return f
}

func (d *decodeState) number(v reflect.Value, text string) error {
	switch v.Kind() {
	case reflect.Interface:
		if v.NumMethod() != 0 {
			d.fail("number", v.Type(), d.at)
			return nil
		}
		if n := d.anyNumber(text); n != nil {
			v.Set(reflect.ValueOf(n))
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || v.OverflowInt(n) {
			d.fail("number "+text, v.Type(), d.at)
			return nil
		}
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil || v.OverflowUint(n) {
			d.fail("number "+text, v.Type(), d.at)
			return nil
		}
		v.SetUint(n)
	case reflect.Float32, reflect.Float64:
		f, err := strconv.ParseFloat(text, v.Type().Bits())
		if err != nil || v.OverflowFloat(f) {
			d.fail("number "+text, v.Type(), d.at)
			return nil
		}
		v.SetFloat(f)
	case reflect.String:
		if v.Type() != numberType {
			d.fail("number", v.Type(), d.at)
			return nil
		}
		v.SetString(text)
	default:
		d.fail("number", v.Type(), d.at)
	}
	return nil
}

func (d *decodeState) stringInto(v reflect.Value, start int) error {
	s := d.string()
	switch {
	case v.Kind() == reflect.String:
		if v.Type() == numberType && !validNumber(s) {
			return fmt.Errorf("json: invalid number literal, trying to unmarshal %q into Number", d.text[start:d.at])
		}
		v.SetString(s)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			d.misfit = firstError(d.misfit, err)
			return nil
		}
		v.SetBytes(b)
	case isAny(v):
		v.Set(reflect.ValueOf(s))
	default:
		d.fail("string", v.Type(), d.at)
	}
	return nil
}

// string reads a string with its escapes; what is not UTF-8, or half a surrogate pair, becomes U+FFFD.
func (d *decodeState) string() string {
	start := d.at + 1
	d.skipString()
	raw := d.text[start : d.at-1]
	simple := true
	for _, c := range raw {
		if c == '\\' || c >= utf8.RuneSelf {
			simple = false
			break
		}
	}
	if simple {
		return string(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		c := raw[i]
		if c != '\\' {
			r, size := utf8.DecodeRune(raw[i:])
			out = utf8.AppendRune(out, r)
			i += size
			continue
		}
		i += 2
		switch raw[i-1] {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r := hexRune(raw[i:])
			i += 4
			if utf16.IsSurrogate(r) {
				second := rune(-1)
				if i+6 <= len(raw) && raw[i] == '\\' && raw[i+1] == 'u' {
					second = hexRune(raw[i+2:])
				}
				if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
					i += 6
				}
			}
			out = utf8.AppendRune(out, r)
		default:
			out = append(out, raw[i-1])
		}
	}
	return string(out)
}

func hexRune(digits []byte) (r rune) {
	for _, c := range digits[:4] {
		v, _ := hexValue(c)
		r = r<<4 | v
	}
	return r
}

// An InvalidUTF8Error is not returned any more: invalid UTF-8 is replaced.
type InvalidUTF8Error struct {
	S string
}

func (e *InvalidUTF8Error) Error() string {
	return "json: invalid UTF-8 in string: " + strconv.Quote(e.S)
}

// An UnmarshalFieldError is not returned any more.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	return "json: cannot unmarshal object key " + strconv.Quote(e.Key) + " into unexported field " + e.Field.Name + " of type " + e.Type.String()
}
