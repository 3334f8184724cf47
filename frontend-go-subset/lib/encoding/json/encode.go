// Package json writes Go values as JSON (RFC 8259) and reads them back.
package json

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strconv"
	"unicode/utf8"
)

// Marshaler writes itself as JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// UnsupportedTypeError is a type that JSON has nothing for.
type UnsupportedTypeError struct{ Type reflect.Type }

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// UnsupportedValueError is a value that JSON has nothing for, such as NaN or a cycle.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// MarshalerError is an error from a MarshalJSON or MarshalText method.
type MarshalerError struct {
	Type       reflect.Type
	Err        error
	sourceFunc string
}

func (e *MarshalerError) Error() string {
	source := e.sourceFunc
	if source == "" {
		source = "MarshalJSON"
	}
	return "json: error calling " + source + " for type " + e.Type.String() + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }

// Marshal is v as JSON.
func Marshal(v any) ([]byte, error) {
	e := &encodeState{escapeHTML: true}
	if err := e.value(reflect.ValueOf(v), false); err != nil {
		return nil, err
	}
	return e.out, nil
}

// MarshalIndent is v as JSON on several lines.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	text, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return appendIndent(nil, text, prefix, indent)
}

type encodeState struct {
	out        []byte
	escapeHTML bool
	depth      int
	seen       map[pointerKey]bool // the pointers on the way down, once it is long
}

type pointerKey struct {
	pointer uintptr
	length  int
	typ     reflect.Type
}

// A way down this long is checked for cycles.
const deep = 1000

var (
	marshalerType     = reflect.TypeFor[Marshaler]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	numberType        = reflect.TypeFor[Number]()
)

// value writes one value; quoted is the ",string" of a field.
func (e *encodeState) value(v reflect.Value, quoted bool) error {
	if !v.IsValid() {
		e.out = append(e.out, "null"...)
		return nil
	}
	if done, err := e.custom(v); done || err != nil {
		return err
	}
	switch v.Kind() {
	case reflect.Bool:
		e.scalar(strconv.FormatBool(v.Bool()), quoted)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.scalar(strconv.FormatInt(v.Int(), 10), quoted)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.scalar(strconv.FormatUint(v.Uint(), 10), quoted)
	case reflect.Float32:
		return e.float(v, 32, quoted)
	case reflect.Float64:
		return e.float(v, 64, quoted)
	case reflect.String:
		return e.text(v, quoted)
	case reflect.Interface:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return nil
		}
		return e.value(v.Elem(), false)
	case reflect.Pointer:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return nil
		}
		return e.nested(v, pointerKey{v.Pointer(), 0, v.Type()}, func() error { return e.value(v.Elem(), quoted) })
	case reflect.Struct:
		return e.object(v)
	case reflect.Map:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return nil
		}
		return e.nested(v, pointerKey{v.Pointer(), 0, v.Type()}, func() error { return e.mapping(v) })
	case reflect.Slice:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return nil
		}
		if elem := v.Type().Elem(); elem.Kind() == reflect.Uint8 && !hasMarshaler(elem) && !hasMarshaler(reflect.PointerTo(elem)) {
			e.out = append(e.out, '"')
			e.out = base64.StdEncoding.AppendEncode(e.out, v.Bytes())
			e.out = append(e.out, '"')
			return nil
		}
		return e.nested(v, pointerKey{v.Pointer(), v.Len(), v.Type()}, func() error { return e.array(v) })
	case reflect.Array:
		return e.array(v)
	default:
		return &UnsupportedTypeError{v.Type()}
	}
	return nil
}

func hasMarshaler(t reflect.Type) bool {
	return t.Implements(marshalerType) || t.Implements(textMarshalerType)
}

// custom lets a value write itself.
func (e *encodeState) custom(v reflect.Value) (done bool, err error) {
	t := v.Type()
	if v.Kind() != reflect.Pointer && v.CanAddr() && t.Name() != "" && !t.Implements(marshalerType) && reflect.PointerTo(t).Implements(marshalerType) {
		v = v.Addr()
		t = v.Type()
	}
	if t.Implements(marshalerType) {
		if isNilPointer(v) {
			e.out = append(e.out, "null"...)
			return true, nil
		}
		text, err := v.Interface().(Marshaler).MarshalJSON()
		if err == nil {
			e.out, err = appendCompact(e.out, text, e.escapeHTML)
		}
		if err != nil {
			return true, &MarshalerError{t, err, "MarshalJSON"}
		}
		return true, nil
	}
	if v.Kind() != reflect.Pointer && v.CanAddr() && t.Name() != "" && !t.Implements(textMarshalerType) && reflect.PointerTo(t).Implements(textMarshalerType) {
		v = v.Addr()
		t = v.Type()
	}
	if t.Implements(textMarshalerType) {
		if isNilPointer(v) {
			e.out = append(e.out, "null"...)
			return true, nil
		}
		text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return true, &MarshalerError{t, err, "MarshalText"}
		}
		e.out = appendString(e.out, string(text), e.escapeHTML)
		return true, nil
	}
	return false, nil
}

func isNilPointer(v reflect.Value) bool {
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil()
}

// nested goes one level down and notices cycles.
func (e *encodeState) nested(v reflect.Value, key pointerKey, write func() error) error {
	e.depth++
	defer func() { e.depth-- }()
	if e.depth > deep {
		if e.seen == nil {
			e.seen = map[pointerKey]bool{}
		}
		if e.seen[key] {
			return &UnsupportedValueError{v, fmt.Sprintf("encountered a cycle via %s", v.Type())}
		}
		e.seen[key] = true
		defer delete(e.seen, key)
	}
	return write()
}

func (e *encodeState) scalar(text string, quoted bool) {
	if quoted {
		e.out = append(e.out, '"')
	}
	e.out = append(e.out, text...)
	if quoted {
		e.out = append(e.out, '"')
	}
}

func (e *encodeState) float(v reflect.Value, bits int, quoted bool) error {
	f := v.Float()
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return &UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, bits)}
	}
	// As JavaScript writes numbers: exponents only for the very large and very small.
	format := byte('f')
	if abs := math.Abs(f); abs != 0 {
		if bits == 64 && (abs < 1e-6 || abs >= 1e21) || bits == 32 && (float32(abs) < 1e-6 || float32(abs) >= 1e21) {
			format = 'e'
		}
	}
	text := strconv.FormatFloat(f, format, -1, bits)
	if n := len(text); format == 'e' && n >= 4 && text[n-4] == 'e' && (text[n-3] == '-' || text[n-3] == '+') && text[n-2] == '0' {
		text = text[:n-2] + text[n-1:] // e-09 becomes e-9
	}
	e.scalar(text, quoted)
	return nil
}

func (e *encodeState) text(v reflect.Value, quoted bool) error {
	s := v.String()
	if v.Type() == numberType {
		if s == "" {
			s = "0"
		}
		if !validNumber(s) {
			return fmt.Errorf("json: invalid number literal %q", s)
		}
		e.scalar(s, quoted)
		return nil
	}
	if quoted {
		s = string(appendString(nil, s, e.escapeHTML))
	}
	e.out = appendString(e.out, s, e.escapeHTML && !quoted)
	return nil
}

func (e *encodeState) object(v reflect.Value) error {
	e.out = append(e.out, '{')
	first := true
fields:
	for _, f := range fieldsOf(v.Type()) {
		at := v
		for _, i := range f.index {
			if at.Kind() == reflect.Pointer {
				if at.IsNil() {
					continue fields
				}
				at = at.Elem()
			}
			at = at.Field(i)
		}
		if f.omitEmpty && isEmpty(at) || f.omitZero && isZero(at) {
			continue
		}
		if !first {
			e.out = append(e.out, ',')
		}
		first = false
		e.out = appendString(e.out, f.name, e.escapeHTML)
		e.out = append(e.out, ':')
		if err := e.value(at, f.quoted); err != nil {
			return err
		}
	}
	e.out = append(e.out, '}')
	return nil
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func isZero(v reflect.Value) bool {
	if (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() {
		return true
	}
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	if v.CanAddr() {
		if z, ok := v.Addr().Interface().(interface{ IsZero() bool }); ok {
			return z.IsZero()
		}
	}
	return v.IsZero()
}

func (e *encodeState) mapping(v reflect.Value) error {
	type member struct {
		name  string
		value reflect.Value
	}
	members := make([]member, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		name, err := keyText(it.Key())
		if err != nil {
			return err
		}
		members = append(members, member{name, it.Value()})
	}
	sort.Slice(members, func(i, j int) bool { return members[i].name < members[j].name })
	e.out = append(e.out, '{')
	for i, m := range members {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.out = appendString(e.out, m.name, e.escapeHTML)
		e.out = append(e.out, ':')
		if err := e.value(m.value, false); err != nil {
			return err
		}
	}
	e.out = append(e.out, '}')
	return nil
}

// keyText is a map key as a member's name.
func keyText(key reflect.Value) (string, error) {
	if key.Kind() == reflect.String {
		return key.String(), nil
	}
	if t, ok := key.Interface().(encoding.TextMarshaler); ok {
		if key.Kind() == reflect.Pointer && key.IsNil() {
			return "", nil
		}
		text, err := t.MarshalText()
		if err != nil {
			return "", &MarshalerError{key.Type(), err, "MarshalText"}
		}
		return string(text), nil
	}
	switch key.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(key.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(key.Uint(), 10), nil
	}
	return "", &UnsupportedTypeError{reflect.MapOf(key.Type(), reflect.TypeFor[any]())}
}

func (e *encodeState) array(v reflect.Value) error {
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		if err := e.value(v.Index(i), false); err != nil {
			return err
		}
	}
	e.out = append(e.out, ']')
	return nil
}

const hexDigits = "0123456789abcdef"

// appendString appends s in quotes. Bytes that are not UTF-8 become U+FFFD.
func appendString(out []byte, s string, escapeHTML bool) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && !(escapeHTML && (c == '<' || c == '>' || c == '&')) {
				i++
				continue
			}
			out = append(out, s[start:i]...)
			switch c {
			case '"', '\\':
				out = append(out, '\\', c)
			case '\b':
				out = append(out, '\\', 'b')
			case '\f':
				out = append(out, '\\', 'f')
			case '\n':
				out = append(out, '\\', 'n')
			case '\r':
				out = append(out, '\\', 'r')
			case '\t':
				out = append(out, '\\', 't')
			default:
				out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			out = append(append(out, s[start:i]...), `\ufffd`...)
			i += size
			start = i
			continue
		}
		// JavaScript takes these two for line ends.
		if r == '\u2028' || r == '\u2029' {
			out = append(append(out, s[start:i]...), `\u202`...)
			out = append(out, hexDigits[r&15])
			i += size
			start = i
			continue
		}
		i += size
	}
	out = append(out, s[start:]...)
	return append(out, '"')
}

// HTMLEscape appends JSON to dst with <, >, & and the two JavaScript line ends escaped.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.Write(appendHTMLEscape(nil, src)) }

func appendHTMLEscape(out, src []byte) []byte {
	start := 0
	for i, c := range src {
		if c == '<' || c == '>' || c == '&' {
			out = append(out, src[start:i]...)
			out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			start = i + 1
		}
		if c == 0xe2 && i+2 < len(src) && src[i+1] == 0x80 && src[i+2]&^1 == 0xa8 {
			out = append(out, src[start:i]...)
			out = append(out, '\\', 'u', '2', '0', '2', hexDigits[src[i+2]&15])
			start = i + 3
		}
	}
	return append(out, src[start:]...)
}
