package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
)

type inner struct{ Deep int }

type record struct {
	inner
	Name  string `json:"name,omitempty" db:"n"`
	Count int32
	tags  []string
	Next  *record
	Any   any
	M     map[string]int
}

func (r record) Hello(who string, times ...int) string { return fmt.Sprint(r.Name, " greets ", who, times) }
func (r *record) SetName(n string)                     { r.Name = n }

type namer interface{ SetName(string) }

type level int8

func (l level) String() string { return fmt.Sprint("L", int(l)) }

func main() {
	r := record{Name: "rec", Count: 3, M: map[string]int{"a": 1}}
	t := reflect.TypeOf(r)
	fmt.Println(t, t.Name(), t.Kind(), t.NumField(), t.Comparable(), reflect.TypeOf(&r).Elem() == t)
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Tag.Get("db"), f.Anonymous, f.IsExported(), f.Index)
	}
	f, ok := t.FieldByName("Deep")
	fmt.Println(f.Name, f.Index, ok)
	v := reflect.ValueOf(&r).Elem()
	v.FieldByName("Name").SetString("changed")
	v.Field(2).SetInt(99)
	v.FieldByName("Any").Set(reflect.ValueOf([]int{1, 2}))
	v.FieldByName("M").SetMapIndex(reflect.ValueOf("b"), reflect.ValueOf(2))
	fmt.Println(r.Name, r.Count, r.Any, r.M, v.FieldByName("tags").CanSet(), v.FieldByName("Name").CanSet(), v.FieldByName("none").IsValid())
	m := reflect.ValueOf(&r).MethodByName("Hello")
	fmt.Println(m.Call([]reflect.Value{reflect.ValueOf("you"), reflect.ValueOf(1), reflect.ValueOf(2)})[0], m.Type())
	reflect.ValueOf(&r).MethodByName("SetName").Call([]reflect.Value{reflect.ValueOf("by method")})
	fmt.Println(r.Name, reflect.TypeOf(&r).NumMethod(), t.NumMethod(), reflect.TypeOf(&r).Method(1).Name)
	fmt.Println(reflect.TypeOf(&r).Implements(reflect.TypeFor[namer]()), t.Implements(reflect.TypeFor[namer]()), reflect.TypeFor[level]().Implements(reflect.TypeFor[fmt.Stringer]()))
	fn := reflect.ValueOf(strings.Repeat)
	fmt.Println(fn.Call([]reflect.Value{reflect.ValueOf("ab"), reflect.ValueOf(3)})[0], fn.Type(), fn.Kind())
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	var intSwap func(int, int) (int, int)
	reflect.ValueOf(&intSwap).Elem().Set(reflect.MakeFunc(reflect.TypeOf(intSwap), swap))
	fmt.Println(intSwap(1, 2))
	s := reflect.MakeSlice(reflect.TypeOf([]string{}), 0, 2)
	s = reflect.Append(s, reflect.ValueOf("x"), reflect.ValueOf("y"), reflect.ValueOf("z"))
	fmt.Println(s.Len(), s.Index(2), s.Slice(1, 3), s.Interface())
	mm := reflect.MakeMap(reflect.TypeOf(map[int]string{}))
	mm.SetMapIndex(reflect.ValueOf(1), reflect.ValueOf("one"))
	mm.SetMapIndex(reflect.ValueOf(2), reflect.ValueOf("two"))
	keys := mm.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].Int() < keys[j].Int() })
	fmt.Println(keys, mm.MapIndex(reflect.ValueOf(2)), mm.MapIndex(reflect.ValueOf(3)).IsValid(), mm.Len())
	p := reflect.New(reflect.TypeOf(0))
	p.Elem().SetInt(7)
	fmt.Println(p.Elem().Int(), *p.Interface().(*int), p.Type(), reflect.PointerTo(t), reflect.SliceOf(t), reflect.MapOf(reflect.TypeOf(""), t), reflect.ArrayOf(3, t), reflect.ChanOf(reflect.RecvDir, t))
	fmt.Println(reflect.ValueOf(65).Convert(reflect.TypeOf(float64(0))), reflect.ValueOf(2.9).Convert(reflect.TypeOf(0)), reflect.ValueOf("hi").Convert(reflect.TypeOf([]byte{})), reflect.ValueOf(3).Convert(reflect.TypeFor[level]()))
	fmt.Println(reflect.TypeOf(0).ConvertibleTo(reflect.TypeOf("")), reflect.TypeOf("").ConvertibleTo(reflect.TypeOf(0)), reflect.TypeOf(0).AssignableTo(reflect.TypeFor[any]()))
	fmt.Println(reflect.DeepEqual([]any{1, map[string][]int{"a": {1}}}, []any{1, map[string][]int{"a": {1}}}), reflect.DeepEqual(r, record{}), reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(nil, nil))
	fmt.Println(reflect.Zero(t).IsZero(), v.IsZero(), reflect.ValueOf((*int)(nil)).IsNil(), reflect.Indirect(reflect.ValueOf(&r)).Type())
	ch := reflect.MakeChan(reflect.TypeOf(make(chan int)), 1)
	ch.Send(reflect.ValueOf(5))
	x, ok := ch.Recv()
	fmt.Println(x, ok, ch.Len(), ch.Cap())
	_, ok = ch.TryRecv()
	fmt.Println(ok)
	ft := reflect.TypeOf(func(a int, b ...string) (bool, error) { return false, nil })
	fmt.Println(ft, ft.NumIn(), ft.In(1), ft.NumOut(), ft.Out(1), ft.IsVariadic())
	for _, e := range []any{func() { reflect.ValueOf(r).Field(1).SetString("x") }, func() { reflect.ValueOf(1).Len() }, func() { v.Field(3).Set(reflect.ValueOf([]string{})) }, func() { reflect.ValueOf("x").Int() }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			e.(func())()
		}()
	}
	it := reflect.ValueOf(map[string]int{"only": 1}).MapRange()
	for it.Next() {
		fmt.Println(it.Key(), it.Value())
	}
	for i, e := range reflect.ValueOf([]string{"p", "q"}).Seq2() {
		fmt.Print(i, e, " ")
	}
	fmt.Println(reflect.ValueOf(level(4)), reflect.TypeOf(struct{ A int }{}), len(reflect.VisibleFields(t)))
}
