// weft_host.memory_release: pages of linear memory go back to the system and read as zeroes from then on. Only whole pages inside
// the memory are touched, so a module can change nothing but its own data.
#define _GNU_SOURCE
#include "wasi.h"

#include <sys/mman.h>

int32_t weft_host_weft_host_memory_release(uint32_t address, uint32_t len) {
  if (address % WEFT_PAGE || len % WEFT_PAGE) return W_INVAL;
  void *range = weft_guest(address, len);
  if (!range) return W_FAULT;
  return wasi_result(madvise(range, len, MADV_DONTNEED));
}
