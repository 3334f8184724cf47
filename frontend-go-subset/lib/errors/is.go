package errors

import "reflect"

// Is reports whether an error in err's tree equals target or says that it does
// by a method Is(error) bool.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, reflect.TypeOf(target).Comparable())
}

func is(err, target error, comparable bool) bool {
	for err != nil {
		if comparable && err == target {
			return true
		}
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, child := range x.Unwrap() {
				if is(child, target, comparable) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// As looks in err's tree for the first error that can be assigned to what target
// points to (or whose method As(any) bool accepts target), and stores it there.
// It panics unless target is a non-nil pointer to an interface type or to a type
// that implements error.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	ptr := reflect.ValueOf(target)
	if ptr.Kind() != reflect.Pointer || ptr.IsNil() {
		panic("errors: target must be a non-nil pointer")
	}
	want := ptr.Type().Elem()
	if want.Kind() != reflect.Interface && !want.Implements(reflect.TypeFor[error]()) {
		panic("errors: *target must be interface or implement error")
	}
	return as(err, target, ptr.Elem(), want)
}

func as(err error, target any, dst reflect.Value, want reflect.Type) bool {
	for err != nil {
		if reflect.TypeOf(err).AssignableTo(want) {
			dst.Set(reflect.ValueOf(err))
			return true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, child := range x.Unwrap() {
				if child != nil && as(child, target, dst, want) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// AsType returns the first error in err's tree that has type E (or whose method
// As(any) bool accepts a *E, through which it hands over the result).
func AsType[E error](err error) (E, bool) {
	var room *E
	return asType(err, &room)
}

// asType keeps in *room a variable for As methods, made when the first is met.
func asType[E error](err error, room **E) (E, bool) {
	for err != nil {
		if e, ok := err.(E); ok {
			return e, true
		}
		if x, ok := err.(interface{ As(any) bool }); ok {
			if *room == nil {
				*room = new(E)
			}
			if x.As(*room) {
				return **room, true
			}
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, child := range x.Unwrap() {
				if e, ok := asType(child, room); ok {
					return e, true
				}
			}
			return *new(E), false
		default:
			return *new(E), false
		}
	}
	return *new(E), false
}
