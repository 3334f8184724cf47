package sync

// Map is a map[any]any for use by several goroutines. The zero value is empty.
type Map struct {
	noCopy noCopy
	m      map[any]any
}

// Load returns the value for key; ok says whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	value, ok = m.m[key]
	return value, ok
}

// Store sets the value for key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Clear deletes all entries.
func (m *Map) Clear() { clear(m.m) }

// LoadOrStore returns the value for key, after storing the given one if there was none; loaded says that there was.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if old, ok := m.m[key]; ok {
		return old, true
	}
	m.Swap(key, value)
	return value, false
}

// LoadAndDelete deletes the entry for key and returns the value it had.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	value, loaded = m.m[key]
	delete(m.m, key)
	return value, loaded
}

// Delete deletes the entry for key.
func (m *Map) Delete(key any) { delete(m.m, key) }

// Swap sets the value for key and returns the one it had.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	previous, loaded = m.m[key]
	if m.m == nil {
		m.m = make(map[any]any)
	}
	m.m[key] = value
	return previous, loaded
}

// CompareAndSwap sets the value for key to new if it is old, and says whether it did.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	value, ok := m.m[key]
	if !ok || value != old {
		return false
	}
	m.m[key] = new
	return true
}

// CompareAndDelete deletes the entry for key if its value is old, and says whether it did.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	value, ok := m.m[key]
	if !ok || value != old {
		return false
	}
	delete(m.m, key)
	return true
}

// Range calls f for each entry until f returns false. f may change the map.
func (m *Map) Range(f func(key, value any) bool) {
	for k, v := range m.m {
		if !f(k, v) {
			return
		}
	}
}
