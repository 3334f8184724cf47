// Package encoding names the interfaces of types that encode themselves.
package encoding

// TextMarshaler writes itself as text.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// TextUnmarshaler reads itself from text; it must copy the text if it keeps it.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// TextAppender appends itself as text.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}

// BinaryMarshaler writes itself as bytes.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// BinaryUnmarshaler reads itself from bytes; it must copy them if it keeps them.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// BinaryAppender appends itself as bytes.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}
