package reflect

// SliceHeader is what a slice is in memory, where its fields have 32 bits each.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// StringHeader is what a string is in memory, where its fields have 32 bits each.
type StringHeader struct {
	Data uintptr
	Len  int
}
