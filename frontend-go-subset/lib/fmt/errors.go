package fmt

import "errors"

// Errorf returns an error with a formatted text. It wraps the operands of %w, which
// must be errors.
func Errorf(format string, a ...any) error {
	p := newPrinter()
	p.wraps = true
	p.printf(format, a)
	text := string(p.buf)
	indices := p.wrapped
	p.release()
	switch len(indices) {
	case 0:
		return errors.New(text)
	case 1:
		err, _ := a[indices[0]].(error)
		return &wrapError{text, err}
	}
	for i := range indices {
		for j := i; j > 0 && indices[j] < indices[j-1]; j-- {
			indices[j], indices[j-1] = indices[j-1], indices[j]
		}
	}
	var errs []error
	for i, index := range indices {
		if i > 0 && indices[i-1] == index {
			continue
		}
		if err, ok := a[index].(error); ok {
			errs = append(errs, err)
		}
	}
	return &wrapErrors{text, errs}
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }
