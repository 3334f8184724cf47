// The object stack: where objects lie that do not outlive the function that makes them (the backend's pass objects). Each
// goroutine has its own, made of chunks, since objects cannot be moved. It grows down from the end of a chunk; what does not fit
// goes on in the next one, which is kept until the next collection.
//
//	osp     the lowest word in use        olimit  how far osp may go down in this chunk     (compiled code moves both)
//	frames  [osp, end) of the chunk osp is in, and [used, end) of those before it
//
// The collector reads what a frame's head says can hold pointers, word by word. Words may be old: like a shadow stack's, they are
// passed over when they lead nowhere.
package runtime

import "unsafe"

// objectChunk is the head of a chunk.
type objectChunk struct {
	next uint32
	// end is the first address behind the chunk, used the osp with which the next chunk was begun.
	end, used uint32
	class     uint32
}

const objectChunkHead = 16

// objectsGrow finds a place for a frame that does not fit below osp, and returns osp and olimit for it.
//
//go:noroots
//go:noinline
func objectsGrow(size uint32) (uint32, uint32) {
	gp := curg
	c := gp.objectsChunk()
	if gcStress != 0 && c != nil && gp.osp-(address(unsafe.Pointer(c))+objectChunkHead) >= size {
		return objectsPoison(gp, size)
	}
	next := gp.ofirst
	want := uint32(minStack)
	if c != nil {
		next = c.next
		want = (c.end - address(unsafe.Pointer(c))) * 2
	}
	for want < size+objectChunkHead {
		want *= 2
	}
	if next != 0 && (*objectChunk)(pointer(next)).end-next < size+objectChunkHead {
		objectsRelease(next)
		next = 0
	}
	if next == 0 {
		if want > maxStack {
			stackOverflow()
		}
		k := stackClass(want)
		next = stackAlloc(k)
		n := (*objectChunk)(pointer(next))
		n.next = 0
		n.end = next + minStack<<k
		n.class = k
		if c == nil {
			gp.ofirst = next
		} else {
			c.next = next
		}
	}
	if c != nil {
		c.used = gp.osp
	}
	gp.osp = (*objectChunk)(pointer(next)).end
	gp.olimit = next + objectChunkHead
	if gcStress != 0 {
		return objectsPoison(gp, size)
	}
	return gp.osp - size, gp.olimit
}

// objectsPoison makes what is left of earlier frames unusable, and the next frame come here again.
//
//go:noroots
func objectsPoison(gp *g, size uint32) (uint32, uint32) {
	low := gp.osp - size
	for a := low; a < gp.osp; a += 4 {
		store32(a, 0xdbdbdbdb)
	}
	gp.olimit = low
	return low, low
}

// objectsChunk is the chunk that osp is in.
//
//go:noroots
func (gp *g) objectsChunk() *objectChunk {
	if gp.osp == 0 {
		return nil
	}
	c := (*objectChunk)(pointer(gp.ofirst))
	for gp.osp-address(unsafe.Pointer(c)) > c.end-address(unsafe.Pointer(c)) {
		c = (*objectChunk)(pointer(c.next))
	}
	return c
}

// markObjects marks from the frames, and gives chunks back that no frame is in.
//
//go:noroots
func (gp *g) markObjects() {
	last := gp.objectsChunk()
	if last == nil {
		objectsRelease(gp.ofirst)
		gp.ofirst = 0
		return
	}
	objectsRelease(last.next)
	last.next = 0
	for c := (*objectChunk)(pointer(gp.ofirst)); c != last; c = (*objectChunk)(pointer(c.next)) {
		markFrames(c.used, c.end)
	}
	markFrames(gp.osp, last.end)
}

// markFrames marks from consecutive frames. The first word of one is its size in units of 8 bytes, and in the upper half that
// of its last part, which holds no pointers.
//
//go:noroots
func markFrames(from, to uint32) {
	for from < to {
		head := load32(from)
		size := head & 0xffff << 3
		markWords(from+8, from+size-head>>16<<3)
		from += size
	}
}

// objectsInit empties gp's object stack, and gives large parts of it back.
//
//go:noroots
func objectsInit(gp *g) {
	gp.osp = 0
	gp.olimit = 0
	if first := gp.ofirst; first != 0 {
		c := (*objectChunk)(pointer(first))
		objectsRelease(c.next)
		c.next = 0
		if c.class > 0 {
			objectsRelease(first)
			gp.ofirst = 0
		}
	}
}

// objectsRelease gives a chunk and all that follow it back.
//
//go:noroots
func objectsRelease(a uint32) {
	for a != 0 {
		c := (*objectChunk)(pointer(a))
		next := c.next
		stackRelease(a, c.class)
		a = next
	}
}
