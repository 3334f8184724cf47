package fmt

import (
	"reflect"
	"unsafe"
)

// badVerb says that the verb does not fit what is printed.
func (p *printer) badVerb(verb rune) {
	p.erroring = true
	p.complain(verb, "(")
	switch {
	case p.arg != nil:
		p.string(reflect.TypeOf(p.arg).String())
		p.byte('=')
		p.any(p.arg, 'v')
	case p.value.IsValid():
		p.string(p.value.Type().String())
		p.byte('=')
		p.nested(p.value, 'v', 0)
	default:
		p.string("<nil>")
	}
	p.byte(')')
	p.erroring = false
}

func (p *printer) bool(v bool, verb rune) {
	switch verb {
	case 't', 'v':
		if v {
			p.padded("true")
		} else {
			p.padded("false")
		}
	default:
		p.badVerb(verb)
	}
}

func (p *printer) int(u uint64, isSigned bool, verb rune) {
	switch verb {
	case 'v':
		if p.f.sharpV && !isSigned {
			p.hex(u, true)
			return
		}
		p.integer(u, 10, isSigned, verb, lowerDigits)
	case 'd':
		p.integer(u, 10, isSigned, verb, lowerDigits)
	case 'b':
		p.integer(u, 2, isSigned, verb, lowerDigits)
	case 'o', 'O':
		p.integer(u, 8, isSigned, verb, lowerDigits)
	case 'x':
		p.integer(u, 16, isSigned, verb, lowerDigits)
	case 'X':
		p.integer(u, 16, isSigned, verb, upperDigits)
	case 'c':
		p.character(u, false)
	case 'q':
		p.character(u, true)
	case 'U':
		p.unicode(u)
	default:
		p.badVerb(verb)
	}
}

func (p *printer) number(v float64, size int, verb rune) {
	switch verb {
	case 'v':
		p.float(v, size, 'g', -1)
	case 'b', 'g', 'G', 'x', 'X':
		p.float(v, size, byte(verb), -1)
	case 'e', 'E', 'f':
		p.float(v, size, byte(verb), 6)
	case 'F':
		p.float(v, size, 'f', 6)
	default:
		p.badVerb(verb)
	}
}

func (p *printer) complex(v complex128, size int, verb rune) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
		plus := p.f.plus
		p.byte('(')
		p.number(real(v), size/2, verb)
		p.f.plus = true
		p.number(imag(v), size/2, verb)
		p.string("i)")
		p.f.plus = plus
	default:
		p.badVerb(verb)
	}
}

func (p *printer) text(s string, verb rune) {
	switch verb {
	case 'v':
		if p.f.sharpV {
			p.quoted(s)
		} else {
			p.padded(p.truncate(s))
		}
	case 's':
		p.padded(p.truncate(s))
	case 'x':
		p.hexString(s, lowerDigits)
	case 'X':
		p.hexString(s, upperDigits)
	case 'q':
		p.quoted(s)
	default:
		p.badVerb(verb)
	}
}

// bytes appends b, whose type is called typ.
func (p *printer) bytes(b []byte, verb rune, typ string) {
	switch verb {
	case 'v', 'd':
		if p.f.sharpV {
			p.string(typ)
			if b == nil {
				p.string("(nil)")
				return
			}
			p.byte('{')
			for i, c := range b {
				if i > 0 {
					p.string(", ")
				}
				p.hex(uint64(c), true)
			}
			p.byte('}')
			return
		}
		p.byte('[')
		for i, c := range b {
			if i > 0 {
				p.byte(' ')
			}
			p.integer(uint64(c), 10, false, verb, lowerDigits)
		}
		p.byte(']')
	case 's', 'x', 'X', 'q':
		p.text(unsafe.String(unsafe.SliceData(b), len(b)), verb)
	default:
		p.nested(reflect.ValueOf(b), verb, 0)
	}
}

func (p *printer) pointer(v reflect.Value, verb rune) {
	var u uint64
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		u = uint64(uintptr(v.UnsafePointer()))
	default:
		p.badVerb(verb)
		return
	}
	switch verb {
	case 'v':
		switch {
		case p.f.sharpV:
			p.byte('(')
			p.string(v.Type().String())
			p.string(")(")
			if u == 0 {
				p.string("nil")
			} else {
				p.hex(u, true)
			}
			p.byte(')')
		case u == 0:
			p.padded("<nil>")
		default:
			p.hex(u, !p.f.sharp)
		}
	case 'p':
		p.hex(u, !p.f.sharp)
	case 'b', 'o', 'd', 'x', 'X':
		p.int(u, false, verb)
	default:
		p.badVerb(verb)
	}
}

// caught turns a panic of a method that was called for arg into text.
func (p *printer) caught(arg any, verb rune, method string) {
	err := recover()
	if err == nil {
		return
	}
	if v := reflect.ValueOf(arg); v.Kind() == reflect.Pointer && v.IsNil() {
		p.string("<nil>")
		return
	}
	if p.panicking {
		panic(err) // while printing a panic
	}
	old := p.f
	p.f = flags{}
	p.complain(verb, "(PANIC=")
	p.string(method)
	p.string(" method: ")
	p.panicking = true
	p.any(err, 'v')
	p.panicking = false
	p.byte(')')
	p.f = old
}

// byMethod prints p.arg by a method of its own, if it has one for the verb.
func (p *printer) byMethod(verb rune) (handled bool) {
	if p.erroring {
		return false
	}
	if verb == 'w' {
		if _, ok := p.arg.(error); !ok || !p.wraps {
			p.badVerb(verb)
			return true
		}
		verb = 'v'
	}
	if x, ok := p.arg.(Formatter); ok {
		handled = true
		defer p.caught(p.arg, verb, "Format")
		x.Format(p, verb)
		return
	}
	if p.f.sharpV {
		if x, ok := p.arg.(GoStringer); ok {
			handled = true
			defer p.caught(p.arg, verb, "GoString")
			p.padded(p.truncate(x.GoString()))
			return
		}
		return false
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
		switch x := p.arg.(type) {
		case error:
			handled = true
			defer p.caught(p.arg, verb, "Error")
			p.text(x.Error(), verb)
			return
		case Stringer:
			handled = true
			defer p.caught(p.arg, verb, "String")
			p.text(x.String(), verb)
			return
		}
	}
	return false
}

// any prints an operand.
func (p *printer) any(arg any, verb rune) {
	p.arg = arg
	p.value = reflect.Value{}
	if arg == nil {
		if verb == 'T' || verb == 'v' {
			p.padded("<nil>")
		} else {
			p.badVerb(verb)
		}
		return
	}
	switch verb {
	case 'T':
		p.text(reflect.TypeOf(arg).String(), 's')
		return
	case 'p':
		p.pointer(reflect.ValueOf(arg), 'p')
		return
	}
	switch v := arg.(type) {
	case bool:
		p.bool(v, verb)
	case float32:
		p.number(float64(v), 32, verb)
	case float64:
		p.number(v, 64, verb)
	case complex64:
		p.complex(complex128(v), 64, verb)
	case complex128:
		p.complex(v, 128, verb)
	case int:
		p.int(uint64(v), true, verb)
	case int8:
		p.int(uint64(v), true, verb)
	case int16:
		p.int(uint64(v), true, verb)
	case int32:
		p.int(uint64(v), true, verb)
	case int64:
		p.int(uint64(v), true, verb)
	case uint:
		p.int(uint64(v), false, verb)
	case uint8:
		p.int(uint64(v), false, verb)
	case uint16:
		p.int(uint64(v), false, verb)
	case uint32:
		p.int(uint64(v), false, verb)
	case uint64:
		p.int(v, false, verb)
	case uintptr:
		p.int(uint64(v), false, verb)
	case string:
		p.text(v, verb)
	case []byte:
		p.bytes(v, verb, "[]byte")
	default:
		r := reflect.ValueOf(arg)
		if r.Kind() == reflect.Struct && r.Type().String() == "reflect.Value" {
			// A Value stands for what it holds. (A case of the switch above would make
			// every program carry reflect.Value's methods.)
			type words struct{ typ, data unsafe.Pointer }
			r = *(*reflect.Value)((*words)(unsafe.Pointer(&arg)).data)
			if r.IsValid() && r.CanInterface() {
				p.arg = r.Interface()
				if p.byMethod(verb) {
					return
				}
			}
			p.nested(r, verb, 0)
			return
		}
		if !p.byMethod(verb) {
			p.nested(r, verb, 0)
		}
	}
}

// nested prints v, which is at a depth within the operand.
func (p *printer) nested(v reflect.Value, verb rune, depth int) {
	if depth > 0 {
		if v.IsValid() && v.CanInterface() {
			p.arg = v.Interface()
			if p.byMethod(verb) {
				return
			}
		}
		p.arg = nil
	}
	p.value = v
	switch kind := v.Kind(); kind {
	case reflect.Invalid:
		switch {
		case depth == 0:
			p.string("<invalid reflect.Value>")
		case verb == 'v':
			p.string("<nil>")
		default:
			p.badVerb(verb)
		}
	case reflect.Bool:
		p.bool(v.Bool(), verb)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.int(uint64(v.Int()), true, verb)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		p.int(v.Uint(), false, verb)
	case reflect.Float32:
		p.number(v.Float(), 32, verb)
	case reflect.Float64:
		p.number(v.Float(), 64, verb)
	case reflect.Complex64:
		p.complex(v.Complex(), 64, verb)
	case reflect.Complex128:
		p.complex(v.Complex(), 128, verb)
	case reflect.String:
		p.text(v.String(), verb)
	case reflect.Map:
		if p.f.sharpV {
			p.string(v.Type().String())
			if v.IsNil() {
				p.string("(nil)")
				return
			}
			p.byte('{')
		} else {
			p.string("map[")
		}
		for i, e := range sortedMap(v) {
			p.separate(i)
			p.nested(e.key, verb, depth+1)
			p.byte(':')
			p.nested(e.value, verb, depth+1)
		}
		p.close(']')
	case reflect.Struct:
		if p.f.sharpV {
			p.string(v.Type().String())
		}
		p.byte('{')
		for i := 0; i < v.NumField(); i++ {
			p.separate(i)
			if p.f.plusV || p.f.sharpV {
				p.string(v.Type().Field(i).Name)
				p.byte(':')
			}
			field := v.Field(i)
			if field.Kind() == reflect.Interface && !field.IsNil() {
				field = field.Elem()
			}
			p.nested(field, verb, depth+1)
		}
		p.byte('}')
	case reflect.Interface:
		e := v.Elem()
		switch {
		case e.IsValid():
			p.nested(e, verb, depth+1)
		case p.f.sharpV:
			p.string(v.Type().String())
			p.string("(nil)")
		default:
			p.string("<nil>")
		}
	case reflect.Array, reflect.Slice:
		switch verb {
		case 's', 'q', 'x', 'X':
			if v.Type().Elem().Kind() == reflect.Uint8 {
				p.bytes(byteSlice(v), verb, "")
				return
			}
		}
		if p.f.sharpV {
			p.string(v.Type().String())
			if kind == reflect.Slice && v.IsNil() {
				p.string("(nil)")
				return
			}
			p.byte('{')
		} else {
			p.byte('[')
		}
		for i := 0; i < v.Len(); i++ {
			p.separate(i)
			p.nested(v.Index(i), verb, depth+1)
		}
		p.close(']')
	case reflect.Pointer:
		if depth == 0 && !v.IsNil() {
			switch e := v.Elem(); e.Kind() {
			case reflect.Array, reflect.Slice, reflect.Struct, reflect.Map:
				p.byte('&')
				p.nested(e, verb, depth+1)
				return
			}
		}
		p.pointer(v, verb)
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		p.pointer(v, verb)
	}
}

// separate puts something before element i.
func (p *printer) separate(i int) {
	if i > 0 {
		if p.f.sharpV {
			p.byte(',')
		}
		p.byte(' ')
	}
}

func (p *printer) close(c byte) {
	if p.f.sharpV {
		c = '}'
	}
	p.byte(c)
}

// byteSlice returns the elements of a slice or array of bytes.
func byteSlice(v reflect.Value) []byte {
	if v.Kind() == reflect.Slice || v.CanAddr() {
		return v.Bytes()
	}
	b := make([]byte, v.Len())
	for i := range b {
		b[i] = byte(v.Index(i).Uint())
	}
	return b
}
