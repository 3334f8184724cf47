package solid

import (
	"example.com/packages/internal/trace"
	"example.com/packages/shapes"
)

type Box struct {
	Depth float64
	base  shapes.Rect
}

func (b *Box) Volume() float64 { return b.Depth * shapes.Unit.Area() }

func init() { trace.Log("solid init") }
