// What the collector needs to know about exception objects (exception.c).
#ifndef WEFT_EXCEPTION_H
#define WEFT_EXCEPTION_H

#include "weft_abi.h"

// Bits of weft_exn.escaped.
#define WEFT_EXN_ESCAPED 1u // may be referenced as an exnref
#define WEFT_EXN_MARKED 2u  // reached in the collection under way

// The live exception that holds this address, or NULL.
weft_exn *weft_exn_at(const void *address);
// Frees escaped objects without a mark, clears marks.
void weft_exn_sweep(void);

#endif
