// Package errors creates, wraps and inspects errors. A wrapping error has a
// method Unwrap() error or Unwrap() []error; Is, As and AsType search the tree
// that these methods span, depth first and parents before children.
package errors

// ErrUnsupported says that an operation cannot be done here at all.
var ErrUnsupported = New("unsupported operation")

type errorString struct{ s string }

func (e *errorString) Error() string { return e.s }

// New returns an error with the given text; no two calls return equal errors.
func New(text string) error { return &errorString{text} }

type joinError struct{ errs []error }

func (e *joinError) Error() string {
	text := e.errs[0].Error()
	for _, err := range e.errs[1:] {
		text += "\n" + err.Error()
	}
	return text
}

func (e *joinError) Unwrap() []error { return e.errs }

// Join wraps those of errs that are not nil in one error, whose text has a line
// for each. It returns nil when none is left.
func Join(errs ...error) error {
	n := 0
	for _, err := range errs {
		if err != nil {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	kept := make([]error, 0, n)
	for _, err := range errs {
		if err != nil {
			kept = append(kept, err)
		}
	}
	return &joinError{kept}
}

// Unwrap returns what err's method Unwrap() error returns, or nil without one.
func Unwrap(err error) error {
	if u, ok := err.(interface{ Unwrap() error }); ok {
		return u.Unwrap()
	}
	return nil
}
