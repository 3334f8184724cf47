// Functions that packages of Go's tree have without a body, as Go's runtime has it.
package runtime

import "unsafe"

//go:linkname fips_fatal crypto/internal/fips140.fatal
func fips_fatal(s string) { fatal(s) }

//go:linkname rand_fatal crypto/rand.fatal
func rand_fatal(s string) { fatal(s) }

// fipsIndicator is one for all goroutines: there is no FIPS mode for which it would have to be exact.
var fipsIndicator uint8

//go:linkname fips_getIndicator crypto/internal/fips140.getIndicator
func fips_getIndicator() uint8 { return fipsIndicator }

//go:linkname fips_setIndicator crypto/internal/fips140.setIndicator
func fips_setIndicator(i uint8) { fipsIndicator = i }

var fipsBypass bool

//go:linkname fips140_setBypass crypto/fips140.setBypass
func fips140_setBypass() { fipsBypass = true }

//go:linkname fips140_unsetBypass crypto/fips140.unsetBypass
func fips140_unsetBypass() { fipsBypass = false }

//go:linkname fips140_isBypassed crypto/fips140.isBypassed
func fips140_isBypassed() bool { return fipsBypass }

//go:linkname dit_setEnabled crypto/subtle.setDITEnabled
func dit_setEnabled() bool { return false }

//go:linkname dit_setDisabled crypto/subtle.setDITDisabled
func dit_setDisabled() {}

// cleanupsDone gives other goroutines turns until all finalizers and cleanups have run, or timeout nanoseconds are over.
func cleanupsDone(timeout int64) bool {
	start := nanotime()
	for specialsReady != nil || specialsRunning {
		if nanotime()-start > timeout {
			return false
		}
		Gosched()
	}
	return true
}

//go:linkname sync_test_cleanupsDone sync_test.runtime_blockUntilEmptyCleanupQueue
func sync_test_cleanupsDone(timeout int64) bool { return cleanupsDone(timeout) }

//go:linkname unique_cleanupsDone unique.runtime_blockUntilEmptyCleanupQueue
func unique_cleanupsDone(timeout int64) bool { return cleanupsDone(timeout) }

// blockUntilEmptyFinalizerQueue is what tests outside package runtime name.
func blockUntilEmptyFinalizerQueue(timeout int64) bool { return cleanupsDone(timeout) }

//go:linkname runtime_rand runtime.rand
func runtime_rand() uint64 { return uint64(fastrand())<<32 | uint64(fastrand()) }

// fastrand64 is what packages named before Go 1.22.
func fastrand64() uint64 { return runtime_rand() }

// getAuxv: the host tells nothing of its processor.
func getAuxv() []uintptr { return nil }

// Caches of keys that belong to objects are for another cryptography than there is.
//
//go:linkname bcache_registerCache crypto/internal/boring/bcache.registerCache
func bcache_registerCache(p unsafe.Pointer) {}

// memhash is hash/maphash's.
func memhash(p unsafe.Pointer, seed, size uintptr) uintptr {
	return uintptr(hashmem(p, uint64(seed), uint32(size)))
}
