// Methods found by reflection: as bound values, as functions that take the receiver, back in compiled code.
package main

import (
	"fmt"
	"reflect"
)

type point struct{ X, Y int }

func (p point) Sum() int                            { return p.X + p.Y }
func (p *point) Move(dx, dy int)                    { p.X += dx; p.Y += dy }
func (p point) Join(sep string, more ...int) string { return fmt.Sprint(p.X, sep, p.Y, more) }

func main() {
	p := point{1, 2}
	sum := reflect.TypeOf(p).Method(1).Func.Interface().(func(point) int)
	fmt.Println(sum(point{3, 4}))
	move, _ := reflect.TypeOf(&p).MethodByName("Move")
	move.Func.Interface().(func(*point, int, int))(&p, 10, 20)
	fmt.Println(p, move.Name, move.Type)
	join := reflect.ValueOf(p).MethodByName("Join")
	fmt.Println(join.Call([]reflect.Value{reflect.ValueOf("-"), reflect.ValueOf(7), reflect.ValueOf(8)})[0])
	fmt.Println(join.Interface().(func(string, ...int) string)("+", 9))
	t := reflect.TypeOf(&p)
	for i := range t.NumMethod() {
		fmt.Print(t.Method(i).Name, " ", t.Method(i).Type, "; ")
	}
	fmt.Println(reflect.ValueOf(&p).MethodByName("Absent").IsValid())
	bound := reflect.ValueOf(p).Method(1)
	p.X = 1000
	fmt.Println(bound.Call(nil)[0].Int(), reflect.ValueOf(p.Sum).Call(nil)[0])
}
