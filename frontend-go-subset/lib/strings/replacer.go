package strings

import "io"

// A Replacer replaces several strings by others, in one go. It never changes, so
// goroutines can share it.
type Replacer struct {
	oldnew []string
	// first[c] is 1 + the index of the first old string that begins with c, next[i]
	// the same for the one after number i.
	first [256]int32
	next  []int32
	empty int32 // 1 + the index of the first empty old string
}

// NewReplacer takes pairs of old and new strings. At each place of the text the
// first pair that fits is used.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	r := &Replacer{oldnew: append([]string(nil), oldnew...)}
	r.next = make([]int32, len(oldnew)/2)
	for i := len(r.next) - 1; i >= 0; i-- {
		old := oldnew[2*i]
		if old == "" {
			r.empty = int32(i + 1)
			continue
		}
		r.next[i] = r.first[old[0]]
		r.first[old[0]] = int32(i + 1)
	}
	return r
}

// match returns 1 + the index of the pair to use at the start of s, or 0.
func (r *Replacer) match(s string, noEmpty bool) int32 {
	found := int32(0)
	if s != "" {
		for i := r.first[s[0]]; i > 0; i = r.next[i-1] {
			if HasPrefix(s, r.oldnew[2*(i-1)]) {
				found = i
				break
			}
		}
	}
	if r.empty > 0 && !noEmpty && (found == 0 || r.empty < found) {
		return r.empty
	}
	return found
}

// run passes the unchanged and the replaced pieces of s to emit, in order. The last
// piece is told to be the only one if nothing was replaced.
func (r *Replacer) run(s string, emit func(piece string) bool) {
	last := 0
	wasEmpty := false
	for i := 0; i <= len(s); {
		if i < len(s) && r.empty == 0 && r.first[s[i]] == 0 {
			i++
			continue
		}
		m := r.match(s[i:], wasEmpty)
		wasEmpty = false
		if m == 0 {
			i++
			continue
		}
		old := r.oldnew[2*(m-1)]
		wasEmpty = old == ""
		if last < i && !emit(s[last:i]) || !emit(r.oldnew[2*m-1]) {
			return
		}
		i += len(old)
		last = i
	}
	if last < len(s) {
		emit(s[last:])
	}
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string {
	var b []byte
	whole := false
	r.run(s, func(piece string) bool {
		if b == nil {
			if len(piece) == len(s) && piece == s {
				whole = true // perhaps nothing changes
			}
			b = make([]byte, 0, len(s)+len(s)/8)
		} else {
			whole = false
		}
		b = append(b, piece...)
		return true
	})
	if whole {
		return s
	}
	return own(b)
}

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	r.run(s, func(piece string) bool {
		m, e := io.WriteString(w, piece)
		n += m
		err = e
		return e == nil
	})
	return n, err
}
