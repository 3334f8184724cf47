// Embedding: promotion through several levels, shadowing, pointers, interfaces, ambiguity by depth.
package main

import "fmt"

type logger struct {
	prefix string
	lines  []string
}

func (l *logger) log(s string)  { l.lines = append(l.lines, l.prefix+s) }
func (l logger) count() int     { return len(l.lines) }
func (l logger) String() string { return fmt.Sprint("logger", l.lines) }

type id struct{ n int }

func (i id) describe() string { return fmt.Sprint("id ", i.n) }

type base struct {
	*logger
	id
	name string
}

func (b base) describe() string { return "base of " + b.id.describe() }

type service struct {
	base
	name string
	deps map[string]*service
}

type speaker interface{ speak() string }
type dog struct{}

func (dog) speak() string { return "woof" }

type robot struct {
	speaker
	model string
}

type loud struct{ robot }

func (l loud) speak() string { return l.robot.speak() + "!" }

type left struct{ x, both int }
type right struct{ y, both int }
type join struct {
	left
	right
	z int
}

type list []int

func (l list) total() (t int) {
	for _, v := range l {
		t += v
	}
	return
}

type basket struct {
	list
	int
	error
}

func main() {
	s := service{base: base{&logger{prefix: "> "}, id{7}, "base"}, name: "service"}
	s.log("one")
	s.base.log("two")
	s.base.logger.log("three")
	t := s
	t.log("four")
	t.n = 8
	fmt.Println(s.count(), t.count(), s.n, t.n, s.name, s.base.name, s.prefix)
	fmt.Println(s.describe(), s.id.describe(), t.base.describe())
	fmt.Println(s, s.logger)
	var str fmt.Stringer = s
	fmt.Println(str.String() == s.logger.String())
	r := robot{dog{}, "r1"}
	l := loud{r}
	fmt.Println(r.speak(), l.speak(), speaker(l).speak(), l.speaker.speak())
	l.speaker = r
	fmt.Println(l.speak(), l.model)
	j := join{left{1, 2}, right{3, 4}, 5}
	j.x, j.y = j.y, j.x
	j.left.both++
	fmt.Println(j, j.left.both, j.right.both, j.z)
	fmt.Printf("%v %+v\n", j, j)
	b := basket{list{1, 2, 3}, 4, fmt.Errorf("inner")}
	b.list = append(b.list, b.int)
	b.int++
	fmt.Println(b.total(), len(b.list), b.int, b.Error())
	f := s.log
	s.logger = &logger{}
	f("bound")
	fmt.Println(t.count(), s.count())
	g := (*service).log
	g(&s, "x")
	fmt.Println(s.count(), service.count(s))
	p := &struct {
		*base
		extra int
	}{&s.base, 1}
	p.log("through")
	p.n = 99
	fmt.Println(s.count(), s.n, p.describe())
	defer func() { fmt.Println("recovered:", recover()) }()
	var empty robot
	empty.speak()
}
