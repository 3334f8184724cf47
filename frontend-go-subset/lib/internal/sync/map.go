// Package sync has what lies below package sync: its map, for keys and values of any types.
package sync

// A HashTrieMap is a map for use by several goroutines; the zero value is empty. It has the name of Go's, which is a tree that
// needs no locks. Here goroutines take turns, never inside an operation of a map: a plain map
// is enough.
type HashTrieMap[K comparable, V any] struct {
	m map[K]V
}

// Load returns the value for key; ok says whether there is one.
func (m *HashTrieMap[K, V]) Load(key K) (value V, ok bool) {
	value, ok = m.m[key]
	return value, ok
}

// Store sets the value for key.
func (m *HashTrieMap[K, V]) Store(key K, value V) {
	if m.m == nil {
		m.m = make(map[K]V)
	}
	m.m[key] = value
}

// Clear deletes all entries.
func (m *HashTrieMap[K, V]) Clear() { clear(m.m) }

// LoadOrStore returns the value for key, after storing the given one if there was none; loaded says that there was.
func (m *HashTrieMap[K, V]) LoadOrStore(key K, value V) (actual V, loaded bool) {
	if old, ok := m.m[key]; ok {
		return old, true
	}
	m.Store(key, value)
	return value, false
}

// LoadAndDelete deletes the entry for key and returns the value it had.
func (m *HashTrieMap[K, V]) LoadAndDelete(key K) (value V, loaded bool) {
	value, loaded = m.m[key]
	delete(m.m, key)
	return value, loaded
}

// Delete deletes the entry for key.
func (m *HashTrieMap[K, V]) Delete(key K) { delete(m.m, key) }

// Swap sets the value for key and returns the one it had.
func (m *HashTrieMap[K, V]) Swap(key K, value V) (previous V, loaded bool) {
	previous, loaded = m.m[key]
	m.Store(key, value)
	return previous, loaded
}

// CompareAndSwap sets the value for key to new if it is old, and says whether it did. It panics when values of type V cannot be
// compared.
func (m *HashTrieMap[K, V]) CompareAndSwap(key K, old, new V) (swapped bool) {
	value, ok := m.m[key]
	if !ok || any(value) != any(old) {
		return false
	}
	m.m[key] = new
	return true
}

// CompareAndDelete deletes the entry for key if its value is old, and says whether it did. It panics when values of type V
// cannot be compared.
func (m *HashTrieMap[K, V]) CompareAndDelete(key K, old V) (deleted bool) {
	value, ok := m.m[key]
	if !ok || any(value) != any(old) {
		return false
	}
	delete(m.m, key)
	return true
}

// All returns an iterator over the entries, which may change meanwhile.
func (m *HashTrieMap[K, V]) All() func(yield func(key K, value V) bool) { return m.Range }

// Range calls yield for each entry until it returns false.
func (m *HashTrieMap[K, V]) Range(yield func(key K, value V) bool) {
	for k, v := range m.m {
		if !yield(k, v) {
			return
		}
	}
}
