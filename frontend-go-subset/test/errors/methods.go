package p

import "time"

type T int
type P *int
type I interface{ m() }

func (t T) ok()       {}
func (t T) ok()       {}
func (t *P) bad()     {}
func (i I) bad()      {}
func (t int) bad()    {}
func (t []T) bad()    {}
func (t **T) bad()    {}
func (t time.Time) x() {}
func (t U) undefined() {}
func (T) init()       {}
func () none()        {} // ERROR "9: method has no receiver"
func (a, b T) two()   {} // ERROR "15: method has multiple receivers"
func (t T) generic[P any]() {} // ERROR "19: syntax error: method must have no type parameters"
