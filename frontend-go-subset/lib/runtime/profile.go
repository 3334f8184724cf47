// What programs name of Go's profiling of memory and waiting. No samples are taken: these profiles are empty.
package runtime

// A StackRecord describes one stack of calls.
type StackRecord struct {
	Stack0 [32]uintptr // ends at the first 0
}

func (r *StackRecord) Stack() []uintptr { return upToZero(r.Stack0[:]) }

func upToZero(pcs []uintptr) []uintptr {
	for i, pc := range pcs {
		if pc == 0 {
			return pcs[:i]
		}
	}
	return pcs
}

// A MemProfileRecord describes the live objects that one stack of calls has allocated.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // ends at the first 0
}

func (r *MemProfileRecord) InUseBytes() int64   { return r.AllocBytes - r.FreeBytes }
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }
func (r *MemProfileRecord) Stack() []uintptr    { return upToZero(r.Stack0[:]) }

// A BlockProfileRecord describes waiting that began in one stack of calls.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// MemProfile, BlockProfile, MutexProfile and ThreadCreateProfile report no records.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) { return 0, true }
func BlockProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func MutexProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func ThreadCreateProfile(p []StackRecord) (n int, ok bool)             { return 0, true }

// SetBlockProfileRate and SetMutexProfileFraction have no effect.
func SetBlockProfileRate(rate int) {}

func SetMutexProfileFraction(rate int) int { return 0 }

// A Pinner keeps objects where they are, which they always stay here, and alive until Unpin.
type Pinner struct {
	pinned []any
}

// Pin keeps the object that pointer, a pointer or an unsafe.Pointer, points to.
func (p *Pinner) Pin(pointer any) { p.pinned = append(p.pinned, pointer) }

// Unpin lets go of all objects.
func (p *Pinner) Unpin() { p.pinned = nil }
