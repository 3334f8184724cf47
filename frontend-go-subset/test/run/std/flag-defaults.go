// Defaults of options as PrintDefaults shows them, options set too early, and Repeat of too much.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
)

type temp float64

func (t *temp) String() string     { return fmt.Sprintf("%.1f°C", float64(*t)) }
func (t *temp) Set(s string) error { _, err := fmt.Sscanf(s, "%g", t); return err }

type fragile struct{ name *string }

func (f fragile) String() string     { return *f.name }
func (f fragile) Set(s string) error { return nil }

func main() {
	f := flag.NewFlagSet("test", flag.ContinueOnError)
	f.SetOutput(os.Stdout)
	t := temp(20)
	z := temp(0)
	s := "x"
	f.Var(&t, "t", "the `temperature`")
	f.Var(&z, "z", "another")
	f.Var(fragile{&s}, "f", "breaks when zero")
	f.Bool("b", false, "a bool")
	f.Duration("d", 0, "how long")
	f.PrintDefaults()
	fmt.Println(f.Set("late", "1"))
	func() {
		defer func() {
			m := fmt.Sprint(recover())
			fmt.Println(m[:len("flag late set at ")], strings.HasSuffix(m, " before being defined"))
		}()
		f.Int("late", 1, "")
	}()
	for _, repeat := range []func(){
		func() { bytes.Repeat([]byte("ab"), 1<<62) },
		func() { strings.Repeat("-", 1<<63-1) },
		func() { strings.Repeat("--", -1) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			repeat()
		}()
	}
}
