package abi

// A PCLnTabMagic begins the table of functions and lines in an executable of Go's own; debug/gosym reads such tables.
type PCLnTabMagic uint32

// What releases of Go have written, each from the given one on.
const (
	Go12PCLnTabMagic  PCLnTabMagic = 0xfffffffb
	Go116PCLnTabMagic PCLnTabMagic = 0xfffffffa
	Go118PCLnTabMagic PCLnTabMagic = 0xfffffff0
	Go120PCLnTabMagic PCLnTabMagic = 0xfffffff1
)
