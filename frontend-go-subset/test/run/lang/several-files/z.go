package main

import str "fmt"

var one = 21

var steps []string

type thing struct{ n int }

func describe(t thing) string { return str.Sprintf("thing %d", t.n) }

func init() { steps = append(steps, "z") }
