package sync

import isync "internal/sync"

// Map is a map[any]any for use by several goroutines. The zero value is empty.
type Map struct {
	noCopy noCopy
	m      isync.HashTrieMap[any, any]
}

// Load returns the value for key; ok says whether there is one.
func (m *Map) Load(key any) (value any, ok bool) { return m.m.Load(key) }

// Store sets the value for key.
func (m *Map) Store(key, value any) { m.m.Store(key, value) }

// Clear deletes all entries.
func (m *Map) Clear() { m.m.Clear() }

// LoadOrStore returns the value for key, after storing the given one if there was none; loaded says that there was.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	return m.m.LoadOrStore(key, value)
}

// LoadAndDelete deletes the entry for key and returns the value it had.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) { return m.m.LoadAndDelete(key) }

// Delete deletes the entry for key.
func (m *Map) Delete(key any) { m.m.Delete(key) }

// Swap sets the value for key and returns the one it had.
func (m *Map) Swap(key, value any) (previous any, loaded bool) { return m.m.Swap(key, value) }

// CompareAndSwap sets the value for key to new if it is old, and says whether it did.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	return m.m.CompareAndSwap(key, old, new)
}

// CompareAndDelete deletes the entry for key if its value is old, and says whether it did.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) { return m.m.CompareAndDelete(key, old) }

// Range calls f for each entry until f returns false. f may change the map.
func (m *Map) Range(f func(key, value any) bool) { m.m.Range(f) }
