package json

// place is where a Decoder stands in what Token has opened: what may come next.
type place uint8

const (
	topValue place = iota
	firstElement
	element
	afterElement
	firstName
	name
	afterName
	memberValue
	afterMember
)

// expected says what an unexpected byte at a place is not, or what it follows.
var expected = [...]string{
	topValue:     " looking for beginning of value",
	firstElement: " looking for beginning of value",
	element:      " looking for beginning of value",
	afterElement: " after array element",
	name:         " looking for beginning of object key string",
	afterName:    " after object key",
	memberValue:  " looking for beginning of value",
	afterMember:  " after object key:value pair",
}

func (p place) takesValue() bool {
	return p == topValue || p == firstElement || p == element || p == memberValue
}

func (p place) takesName() bool { return p == firstName || p == name }

func (p place) afterValue() place {
	switch p {
	case firstElement, element:
		return afterElement
	case memberValue:
		return afterMember
	}
	return p
}

// peek gives the next byte that is not white space, after consuming what stands before it.
func (dec *Decoder) peek() (byte, error) {
	for i := 0; ; {
		for ; i < len(dec.text); i++ {
			if c := dec.text[i]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
				dec.consume(i)
				return c, nil
			}
		}
		if !dec.more() {
			return 0, dec.err
		}
	}
}

// More says whether the present array or object has another element.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

func (dec *Decoder) unexpected(c byte) error {
	return &SyntaxError{"invalid character " + quoteByte(c) + expected[dec.place], dec.used}
}

// separator moves on over a comma or colon when one may stand here.
func (dec *Decoder) separator(c byte) bool {
	switch {
	case c == ',' && dec.place == afterElement:
		dec.place = element
	case c == ',' && dec.place == afterMember:
		dec.place = name
	case c == ':' && dec.place == afterName:
		dec.place = memberValue
	default:
		return false
	}
	dec.consume(1)
	return true
}

// beforeValue consumes the comma or colon that stands before a value.
func (dec *Decoder) beforeValue() error {
	missing := ""
	switch dec.place {
	case afterElement:
		missing = "expected comma after array element"
	case afterName:
		missing = "expected colon after object key"
	}
	if missing != "" {
		c, err := dec.peek()
		if err != nil {
			return err
		}
		if !dec.separator(c) {
			return &SyntaxError{missing, dec.used}
		}
	}
	if !dec.place.takesValue() {
		return &SyntaxError{"not at beginning of value", dec.used}
	}
	return nil
}

// Token is a Delim, bool, float64, Number, string or nil.
type Token any

// Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// Token reads the next token; commas and colons are left out.
func (dec *Decoder) Token() (Token, error) {
	for {
		c, err := dec.peek()
		if err != nil {
			return nil, err
		}
		switch {
		case dec.separator(c):
		case c == '[' && dec.place.takesValue():
			return dec.open(c, firstElement)
		case c == '{' && dec.place.takesValue():
			return dec.open(c, firstName)
		case c == ']' && (dec.place == firstElement || dec.place == afterElement),
			c == '}' && (dec.place == firstName || dec.place == afterMember):
			return dec.close(c)
		case c == '"' && dec.place.takesName():
			return dec.memberName()
		case c == '[', c == '{', c == ']', c == '}', c == ',', c == ':', !dec.place.takesValue():
			return nil, dec.unexpected(c)
		default:
			var value any
			if err := dec.Decode(&value); err != nil {
				return nil, err
			}
			return value, nil
		}
	}
}

func (dec *Decoder) open(c byte, inside place) (Token, error) {
	dec.consume(1)
	dec.outer = append(dec.outer, dec.place)
	dec.place = inside
	return Delim(c), nil
}

func (dec *Decoder) close(c byte) (Token, error) {
	dec.consume(1)
	last := len(dec.outer) - 1
	dec.place = dec.outer[last].afterValue()
	dec.outer = dec.outer[:last]
	return Delim(c), nil
}

func (dec *Decoder) memberName() (Token, error) {
	text, err := dec.next()
	if err != nil {
		return nil, err
	}
	dec.place = afterName
	d := &decodeState{parser: parser{text: text}}
	d.space()
	return d.string(), nil
}
