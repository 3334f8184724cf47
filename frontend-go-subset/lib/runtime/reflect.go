package runtime

import (
	"internal/abi"
	"unsafe"
)

// What only package reflect needs.

// typelinks returns the descriptors of all types that the program mentions.
func typelinks() []*abi.Type {
	return unsafe.Slice((**abi.Type)(pointer(module.types)), int(module.ntypes))
}

// callReflect calls table slot `slot` through the function in table slot `call` (see abi.FuncType.Call).
func callReflect(call, slot uint32, ctx, args, results unsafe.Pointer) {
	callReflect(call, slot, ctx, args, results)
}
