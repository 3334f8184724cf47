// What the collector needs to know about structures and arrays (objects.c).
#ifndef WEFT_OBJECTS_H
#define WEFT_OBJECTS_H

#include "weft_abi.h"

// The live object that holds this address, or NULL. An address inside an object counts: the compiler may keep only that.
weft_object *weft_object_at(const void *address);
// True for addresses of the heap, live or not.
bool weft_objects_cover(const void *address);

// A collection: begin, then mark what is found and visit the references in it, then end, which frees the others. Without end,
// nothing is freed.
void weft_objects_begin(void);
bool weft_object_mark(weft_object *object); // true when it had no mark yet
// Calls visit with every word of the object that may be a reference (the first one of continuation references).
void weft_object_visit(const weft_object *object, void (*visit)(uint64_t word));
void weft_objects_end(void);

void weft_objects_init(void);
weft_object *weft_object_new_slow(uint64_t header, uint64_t bytes);
void weft_objects_print_stats(void);

#endif
