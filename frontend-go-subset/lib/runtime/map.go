// Maps: an array of entries in the order of insertion and a hash table of indices into it.
//
//	entries  {hash, key, elem} ... ; a deleted entry has hash 0, live ones have a hash with the top bit set
//	index    open addressing, a power of two of words: 0 empty, else entry number + 1
//
// The array is filled to `used`; when it is full it is rebuilt, without the deleted entries, twice as large when more than
// half are alive. Iterators walk the array they began with and look entries up again once the map has been rebuilt.
package runtime

import (
	"internal/abi"
	"unsafe"
)

// hmap: count must be the first word (compiled len reads it).
type hmap struct {
	count   uint32
	used    uint32 // entries in use or deleted
	limit   uint32 // capacity of entries
	mask    uint32 // len(index) - 1
	entries unsafe.Pointer
	index   unsafe.Pointer
	// version counts rebuilds and clears.
	version uint32
}

const liveBit = 1 << 31

// hiter: key and elem must be the first two words (compiled range reads them).
type hiter struct {
	key, elem unsafe.Pointer
	t         *abi.MapType
	m         *hmap
	entries   unsafe.Pointer
	used      uint32
	start     uint32
	at        uint32
	version   uint32
	wrapped   bool
	// clears tells a cleared map from a rebuilt one.
	cleared bool
}

func makemap(t *abi.MapType, hint int) *hmap {
	m := new(hmap)
	if hint > 8 {
		if hint > 1<<28 {
			hint = 0
		}
		m.rebuild(t, uint32(hint))
	}
	return m
}

// rebuild gives m room for at least want entries.
func (m *hmap) rebuild(t *abi.MapType, want uint32) {
	limit := uint32(8)
	for limit < want {
		limit *= 2
	}
	size := t.Entry.Size_
	if uint64(limit)*uint64(size) > 0x7fffffff {
		panicplain("runtime: out of memory: map too large")
	}
	fresh := newelems(gcTypeOf(t.Entry), size, limit)
	index := newelems(0, 4, limit*2)
	mask := limit*2 - 1
	to := uint32(0)
	from := m.entries
	for i := uint32(0); i < m.used; i++ {
		e := pointer(address(from) + i*size)
		h := *(*uint32)(e)
		if h == 0 {
			continue
		}
		memmove(pointer(address(fresh)+to*size), e, size)
		slot := h & mask
		for load32(address(index)+slot*4) != 0 {
			slot = (slot + 1) & mask
		}
		to++
		store32(address(index)+slot*4, to)
	}
	m.entries = fresh
	m.index = index
	m.mask = mask
	m.limit = limit
	m.used = to
	m.version++
}

// add appends an entry for a key that is not there and returns its address; the caller writes the key.
func (m *hmap) add(t *abi.MapType, h uint32) unsafe.Pointer {
	if m.used == m.limit {
		want := m.limit
		if m.count*2 >= m.limit {
			want = m.limit * 2
		}
		m.rebuild(t, want)
	}
	return m.place(t, h)
}

//go:noroots
func (m *hmap) place(t *abi.MapType, h uint32) unsafe.Pointer {
	mask := m.mask
	index := address(m.index)
	slot := h & mask
	for load32(index+slot*4) != 0 {
		slot = (slot + 1) & mask
	}
	e := address(m.entries) + m.used*t.Entry.Size_
	m.used++
	m.count++
	store32(index+slot*4, m.used)
	store32(e, h)
	return pointer(e)
}

//go:noroots
func elemOf(t *abi.MapType, e unsafe.Pointer) unsafe.Pointer {
	return pointer(address(e) + t.ElemOff)
}

// ---------------------------------------------------------------- any key, by its address

func mapKeyHash(t *abi.MapType, key unsafe.Pointer) uint32 {
	return uint32(typehash(t.Key, key, uint64(hashSeed))) | liveBit
}

func (m *hmap) find(t *abi.MapType, key unsafe.Pointer, h uint32) unsafe.Pointer {
	if m.index == nil {
		return nil
	}
	size := t.Entry.Size_
	slot := h & m.mask
	for {
		i := load32(address(m.index) + slot*4)
		if i == 0 {
			return nil
		}
		e := pointer(address(m.entries) + (i-1)*size)
		if *(*uint32)(e) == h && typedequal(t.Key, pointer(address(e)+t.KeyOff), key) {
			return e
		}
		slot = (slot + 1) & m.mask
	}
}

func mapaccess(t *abi.MapType, m *hmap, key unsafe.Pointer) unsafe.Pointer {
	if m == nil || m.count == 0 {
		if t.Key.TFlag&abi.TFlagRegularMemory == 0 {
			typehash(t.Key, key, 0) // panics for what cannot be hashed
		}
		return nil
	}
	e := m.find(t, key, mapKeyHash(t, key))
	if e == nil {
		return nil
	}
	return elemOf(t, e)
}

func mapassign(t *abi.MapType, m *hmap, key unsafe.Pointer) unsafe.Pointer {
	if m == nil {
		panicplain("assignment to entry in nil map")
	}
	h := mapKeyHash(t, key)
	e := m.find(t, key, h)
	if e == nil {
		e = m.add(t, h)
	}
	// An equal key may differ in bits (+0 and -0): Go keeps the new one.
	memmove(pointer(address(e)+t.KeyOff), key, t.Key.Size_)
	return elemOf(t, e)
}

func mapdelete(t *abi.MapType, m *hmap, key unsafe.Pointer) {
	if m == nil || m.count == 0 {
		if t.Key.TFlag&abi.TFlagRegularMemory == 0 {
			typehash(t.Key, key, 0)
		}
		return
	}
	e := m.find(t, key, mapKeyHash(t, key))
	if e != nil {
		m.remove(t, e)
	}
}

// remove clears an entry; its index word stays, so that probing goes on behind it.
//
//go:noroots
func (m *hmap) remove(t *abi.MapType, e unsafe.Pointer) {
	beforewrite(e, t.Entry.Size_)
	memclr(e, t.Entry.Size_)
	m.count--
	if m.count == 0 {
		// Nothing is left: start over, unless somebody iterates (they hold the version).
		memclr(m.index, (m.mask+1)*4)
		memclr(m.entries, m.used*t.Entry.Size_)
		m.used = 0
		m.version++
	}
}

func mapclear(t *abi.MapType, m *hmap) {
	if m == nil || m.used == 0 {
		return
	}
	memclr(m.index, (m.mask+1)*4)
	memclr(m.entries, m.used*t.Entry.Size_)
	m.used = 0
	m.count = 0
	m.version++
}

// ---------------------------------------------------------------- 64-bit keys

//go:noroots
func (m *hmap) find64(t *abi.MapType, key uint64, h uint32) unsafe.Pointer {
	if m.index == nil {
		return nil
	}
	size := t.Entry.Size_
	index, entries, mask := address(m.index), address(m.entries), m.mask
	slot := h & mask
	for {
		i := load32(index + slot*4)
		if i == 0 {
			return nil
		}
		e := entries + (i-1)*size
		if *(*uint64)(pointer(e + 8)) == key && load32(e) != 0 {
			return pointer(e)
		}
		slot = (slot + 1) & mask
	}
}

//go:noroots
func mapaccess_fast64(t *abi.MapType, m *hmap, key uint64) unsafe.Pointer {
	if m == nil || m.count == 0 {
		return nil
	}
	e := m.find64(t, key, hash64(key)|liveBit)
	if e == nil {
		return nil
	}
	return elemOf(t, e)
}

func mapassign_fast64(t *abi.MapType, m *hmap, key uint64) unsafe.Pointer {
	if m == nil {
		panicplain("assignment to entry in nil map")
	}
	h := hash64(key) | liveBit
	e := m.find64(t, key, h)
	if e == nil {
		e = m.add(t, h)
		*(*uint64)(pointer(address(e) + 8)) = key
	}
	return elemOf(t, e)
}

//go:noroots
func mapdelete_fast64(t *abi.MapType, m *hmap, key uint64) {
	if m == nil || m.count == 0 {
		return
	}
	if e := m.find64(t, key, hash64(key)|liveBit); e != nil {
		m.remove(t, e)
	}
}

// ---------------------------------------------------------------- 32-bit keys and pointers

//go:noroots
func (m *hmap) find32(t *abi.MapType, key uint32, h uint32) unsafe.Pointer {
	if m.index == nil {
		return nil
	}
	size := t.Entry.Size_
	index, entries, mask := address(m.index), address(m.entries), m.mask
	slot := h & mask
	for {
		i := load32(index + slot*4)
		if i == 0 {
			return nil
		}
		e := entries + (i-1)*size
		if load32(e+4) == key && load32(e) != 0 {
			return pointer(e)
		}
		slot = (slot + 1) & mask
	}
}

//go:noroots
func mapaccess_fast32(t *abi.MapType, m *hmap, key uint32) unsafe.Pointer {
	if m == nil || m.count == 0 {
		return nil
	}
	e := m.find32(t, key, hash64(uint64(key))|liveBit)
	if e == nil {
		return nil
	}
	return elemOf(t, e)
}

// mapassign_fast32 takes the key as a pointer too: it may be one, and the collector must see it.
func mapassign_fast32(t *abi.MapType, m *hmap, key uint32) unsafe.Pointer {
	if m == nil {
		panicplain("assignment to entry in nil map")
	}
	h := hash64(uint64(key)) | liveBit
	e := m.find32(t, key, h)
	if e == nil {
		keep := pointer(key)
		e = m.add(t, h)
		*(*unsafe.Pointer)(pointer(address(e) + 4)) = keep
	}
	return elemOf(t, e)
}

//go:noroots
func mapdelete_fast32(t *abi.MapType, m *hmap, key uint32) {
	if m == nil || m.count == 0 {
		return
	}
	if e := m.find32(t, key, hash64(uint64(key))|liveBit); e != nil {
		m.remove(t, e)
	}
}

// ---------------------------------------------------------------- string keys

//go:noroots
func (m *hmap) findstr(t *abi.MapType, p unsafe.Pointer, n uint32, h uint32) unsafe.Pointer {
	if m.index == nil {
		return nil
	}
	size := t.Entry.Size_
	index, entries, mask := address(m.index), address(m.entries), m.mask
	slot := h & mask
	for {
		i := load32(index + slot*4)
		if i == 0 {
			return nil
		}
		e := entries + (i-1)*size
		if load32(e) == h && load32(e+8) == n && memequal(pointer(load32(e+4)), p, n) {
			return pointer(e)
		}
		slot = (slot + 1) & mask
	}
}

//go:noroots
func mapaccess_faststr(t *abi.MapType, m *hmap, p unsafe.Pointer, n uint32) unsafe.Pointer {
	if m == nil || m.count == 0 {
		return nil
	}
	e := m.findstr(t, p, n, hashstring(p, n)|liveBit)
	if e == nil {
		return nil
	}
	return elemOf(t, e)
}

func mapassign_faststr(t *abi.MapType, m *hmap, p unsafe.Pointer, n uint32) unsafe.Pointer {
	if m == nil {
		panicplain("assignment to entry in nil map")
	}
	h := hashstring(p, n) | liveBit
	e := m.findstr(t, p, n, h)
	if e == nil {
		e = m.add(t, h)
		*(*uint32)(pointer(address(e) + 8)) = n
	}
	// The new key may keep less memory alive than the one it is equal to: Go keeps it.
	*(*unsafe.Pointer)(pointer(address(e) + 4)) = p
	return elemOf(t, e)
}

//go:noroots
func mapdelete_faststr(t *abi.MapType, m *hmap, p unsafe.Pointer, n uint32) {
	if m == nil || m.count == 0 {
		return
	}
	if e := m.findstr(t, p, n, hashstring(p, n)|liveBit); e != nil {
		m.remove(t, e)
	}
}

// ---------------------------------------------------------------- iteration

// mapiterinit begins at a random entry.
func mapiterinit(t *abi.MapType, m *hmap) *hiter {
	it := new(hiter)
	it.t = t
	it.m = m
	if m == nil || m.count == 0 {
		it.m = nil
		return it
	}
	it.entries = m.entries
	it.used = m.used
	it.version = m.version
	it.start = cheaprandn(m.used)
	it.at = it.start
	return it
}

// mapiternext moves to the next entry; false at the end.
func mapiternext(it *hiter) bool {
	m := it.m
	if m == nil {
		return false
	}
	t := it.t
	size := t.Entry.Size_
	for {
		if it.version == m.version && !it.wrapped {
			// Entries added meanwhile are produced too.
			it.used = m.used
		}
		if it.at >= it.used && !it.wrapped {
			it.wrapped = true
			it.at = 0
		}
		if it.wrapped && it.at >= it.start {
			it.m = nil
			return false
		}
		e := pointer(address(it.entries) + it.at*size)
		it.at++
		h := *(*uint32)(e)
		if h == 0 {
			continue
		}
		key := pointer(address(e) + t.KeyOff)
		if it.version != m.version {
			// The map was rebuilt: the entry may be gone or have another value. Keys that are not equal to themselves
			// cannot have been deleted one by one.
			if typedequal(t.Key, key, key) {
				current := m.find(t, key, h)
				if current == nil {
					continue
				}
				it.key = pointer(address(current) + t.KeyOff)
				it.elem = elemOf(t, current)
				return true
			}
			if m.count == 0 {
				continue
			}
		}
		it.key = key
		it.elem = elemOf(t, e)
		return true
	}
}

// maplen is len(m), for reflection.
func maplen(m *hmap) int {
	if m == nil {
		return 0
	}
	return int(m.count)
}
