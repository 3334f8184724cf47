// The contract between generated code (runtime/aot: LLVM IR) and the native runtime (this folder).
//
// A program is one ELF: one object made from one wasm module, linked (static, non-PIE, x86-64 Linux) with this
// runtime. One module per process, one thread, so instance state is static data. fx.ll has the switching primitives
// as `alwaysinline` IR; it is llvm-linked into the generated module and reads the struct offsets fixed below.
//
// HOW VALUES LOOK in generated code
//   i32 i64 f32 f64 v128   as in LLVM
//   funcref                i8*, pointer to a static weft_func, or null
//   exnref                 i8*, pointer to a weft_exn, or null
//   externref              i8*; what a host gives must be null or end in the bits 10 (see anyref)
//   anyref and below       i8*: null, a weft_object (8-byte aligned), an i31 (value << 1 | 1), or a converted externref
//   contref                by linearity (see there): { i8*, i64 } = { weft_stack *leaf, revision }, null is { null, 0 };
//                          or i8*, a weft_cell or the leaf. In fx.ll this type is %weft.ref
//
// PAYLOADS (arguments of resume, suspend, switch; results of a continuation) are i64 slots: i32 zero-extended, floats
// by bits, references by ptrtoint, a fat contref two slots (pointer, revision), v128 two slots (low, high).
//   up to 5 slots: p0..p4, in registers.
//   more than 5:   p0..p3 are the first four, p4 is the address of an array with the others, in the sender's frame
//                  (alloca). The receiver copies it out before it does anything else.
//
// REGISTERS at the moment control arrives on a stack (what fx.ll's inline asm gives and takes):
//   rax = code   rdi = leaf   rsi, rdx, rcx, r8, r9 = p0..p4   rsp, rbp, rip from the target's weft_stack
//   everything else is undefined: each switch clobbers all other general and vector registers.
// These are the C argument registers, so a fresh stack starts right in a C-convention entry thunk.
//
// CODES (rax, field 0 of what weft_fx_* return)
//   resume, resume_throw:  0          the continuation's function returned; p0.. = results
//                          1, 2, ...  it suspended to the handler clause with that code; p0.. = the suspend's
//                                     arguments; leaf = the new continuation (revision: weft_fx_revision(leaf))
//                          -1         an exception left it; p0 = the weft_exn: call (or invoke) weft_throw(p0) here
//   suspend, switch:       0          resumed; p0.. = arguments
//                          -1         resumed by resume_throw(_ref); p0 = the weft_exn: weft_throw(p0) here
//
// LINEARITY. A continuation is consumed by resume, resume_throw, switch to it and cont.bind; a reference to it is handed
// out by cont.new, suspension, switch and cont.bind. Which references are still good is told in one of three ways, chosen
// when a program is built:
//   fat        a reference is {leaf, revision}. Consumption compares the revision with the stack's and adds one. Slots are
//              never unmapped and revisions never go back, so a stale reference always traps. The default.
//   indirect   a reference is the address of a cell that holds the leaf. Consumption empties the cell; each hand-out
//              takes a new one, and the collector takes back cells that nothing refers to (cells.c).
//   unchecked  a reference is the leaf. Using one twice is undefined behaviour, of the whole process.
#ifndef WEFT_ABI_H
#define WEFT_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WEFT_ABI_VERSION 2

// ---------------------------------------------------------------------------------------------------------------
// Trap codes: argument of weft_trap and, low byte only, of the exported hook `weft.on_trap`.
enum {
  WEFT_TRAP_UNREACHABLE = 1,
  WEFT_TRAP_MEMORY = 2,
  WEFT_TRAP_TABLE = 3,
  WEFT_TRAP_DIVIDE_BY_ZERO = 4,
  WEFT_TRAP_INT_OVERFLOW = 5,
  WEFT_TRAP_CONVERSION = 6,
  WEFT_TRAP_NULL = 7,
  WEFT_TRAP_TYPE_MISMATCH = 8,
  WEFT_TRAP_UNDEFINED_ELEMENT = 9,
  WEFT_TRAP_STACK = 10,
  WEFT_TRAP_CONSUMED = 11,
  WEFT_TRAP_UNHANDLED = 12,
  WEFT_TRAP_CAST = 13,
  WEFT_TRAP_UNCAUGHT = 14,
  WEFT_TRAP_OTHER = 15,
  // The same codes with a message of their own: code | variant << 8.
  WEFT_TRAP_NULL_FUNC = 7 | 1 << 8,
  WEFT_TRAP_NULL_CONT = 7 | 2 << 8,
  WEFT_TRAP_NULL_EXN = 7 | 3 << 8,
  WEFT_TRAP_NULL_I31 = 7 | 4 << 8,
  WEFT_TRAP_NULL_STRUCT = 7 | 5 << 8,
  WEFT_TRAP_NULL_ARRAY = 7 | 6 << 8,
  WEFT_TRAP_UNINITIALIZED_ELEMENT = 15 | 1 << 8,
  WEFT_TRAP_ARRAY = 15 | 2 << 8,
  WEFT_TRAP_STACKS_EXHAUSTED = 15 | 3 << 8,
  WEFT_TRAP_OUT_OF_MEMORY = 15 | 4 << 8,
  WEFT_TRAP_HOST = 15 | 5 << 8, // a host function gave up: weft_host_message
};

// ---------------------------------------------------------------------------------------------------------------
// Things the generated object defines as static data.

// A tag; its address is its identity (imports are resolved before code generation). At least 2 bytes long and
// aligned to 2: a handler key is the tag's address, plus 1 for a switch clause.
typedef struct weft_tag {
  const char *name;
  uint64_t slots; // payload slots of an exception with this tag
} weft_tag;

// What a funcref points to. `type` is the canonical type id that call_indirect and ref.cast compare.
typedef struct weft_func {
  void *code;    // direct entry, the convention of generated code
  uint64_t type; // canonical function type
  const char *name;
} weft_func;

// One clause of a resume site. A site's list is static and ends with key = NULL; the clauses are in source order.
typedef struct weft_handler {
  const void *key; // (on $tag $label): the tag's address. (on $tag switch): the tag's address + 1
  int64_t code;    // 1, 2, ...: what arrives in rax; unused for switch clauses
} weft_handler;

// A linear memory. The generated object defines it with base = NULL, sizes and flags; the runtime reserves it before
// init. Memory 0, when its addresses have 32 bits, is always at WEFT_MEMORY0_BASE: below 2 GiB, so that
// `base + offset` is a 32-bit displacement and needs no register. No checks are needed there: the reservation
// covers every 33-bit effective address and faults become traps. Other 32-bit memories: load `base`, no checks
// either. 64-bit memories: check against `bytes`.
// It lies above every place where the kernel may start the heap of a non-PIE program (up to 1 GiB after the image), and
// low enough that displacements up to 16 MiB still fit in 31 bits.
#define WEFT_MEMORY0_BASE 0x50000000ul
#define WEFT_MEMORY_RESERVE 0x200010000ul // 8 GiB + 64 KiB
typedef struct weft_memory {
  uint8_t *base;
  uint64_t bytes;     // 16: current size
  uint64_t min_pages; // declared
  uint64_t max_pages; // declared, UINT64_MAX when absent
  uint32_t is64;
  uint32_t is_memory0;
  uint64_t reserved; // bytes of address space (runtime)
  uint64_t unused;
} weft_memory;

// A table. elem_bytes is 8, or 16 for contref. `base` never moves once set; size changes in table.grow. Out of bounds is
// an explicit check against `size`. Zero bytes are null references.
typedef struct weft_table {
  uint8_t *base;
  uint64_t size; // 8: elements
  uint64_t min;
  uint64_t max; // declared, UINT64_MAX when absent
  uint32_t elem_bytes;
  uint32_t elem_kind; // 'f' funcref, 'e' externref, 'x' exnref, 'c' contref, 'a' other
  uint64_t reserved;  // elements (runtime)
} weft_table;

// A data segment: data.drop sets size to 0. Element segments have the same shape with `bytes` = array of references
// and `size` in elements.
typedef struct weft_segment {
  const uint8_t *bytes;
  uint64_t size;
} weft_segment;

// A place that holds references for the whole run (a mutable or immutable global of type contref or exnref).
typedef struct weft_root {
  void *address;
  uint64_t words; // how many 8-byte words there may be references
} weft_root;

// An exported function. The thunk takes parameters from args[0..] and writes results to args[0..] (payload slots).
// sig: one letter per value, results after ':': i j f d v (v128) r (funcref) e (externref) x c (fat contref) k (contref in
// one word).   Example "ij:d".
typedef struct weft_export {
  const char *name;
  const char *sig;
  void (*thunk)(uint64_t *args);
} weft_export;

// For backtraces: functions with code, any order. The AOT leaves this list empty (an entry would keep functions alive that
// LLVM has inlined everywhere): names come from the ELF symbol table of /proc/self/exe, where generated functions are the
// STT_FUNC symbols that start with "w.".
typedef struct weft_symbol {
  const void *code;
  const char *name;
} weft_symbol;

// A structure or array type. Objects carry its number, the canonical type id, which is the index in weft_module.types;
// ids of structures are side by side, those of arrays too, and the subtypes of a type are a range.
enum { WEFT_TYPE_OTHER = 0, WEFT_TYPE_STRUCT = 1, WEFT_TYPE_ARRAY = 2 };
typedef struct weft_type {
  uint32_t kind;
  uint32_t bytes;       // struct: the whole object. array: one element
  uint32_t ref_count;   // struct: entries of refs. array: not 0 when elements are references
  uint32_t reserved;
  const uint32_t *refs; // struct: which of weft_object.words are references (of a contref, the first word)
} weft_type;

// A structure or an array. Fields lie at their natural alignment, v128 and contref at 8; elements begin at words[0].
typedef struct weft_object {
  uint64_t header;  // type id; length << 32 for arrays
  uint64_t words[];
} weft_object;

// The one root, symbol `weft_module`.
typedef struct weft_module_info {
  uint64_t abi_version;
  const char *name;
  // Instantiation after memories and tables exist: element and data segments, global initialisers, start function.
  // Runs on the main wasm stack; may trap or throw.
  void (*init)(void);
  weft_memory *memories;
  uint64_t memory_count;
  weft_table *tables;
  uint64_t table_count;
  const weft_export *exports; // functions only
  uint64_t export_count;
  const weft_symbol *symbols;
  uint64_t symbol_count;
  const weft_root *roots;
  uint64_t root_count;
  uint64_t wasm_flags; // reserved, 0
  const weft_type *types;
  uint64_t type_count;
} weft_module_info;
extern const weft_module_info weft_module;

// ---------------------------------------------------------------------------------------------------------------
// weft_stack: a stack and the continuation that lives on it. It sits at the top of its slot, 64-byte aligned; the native
// stack starts right below it: a fresh rsp is (char *)stack - 24, where the return address weft_cont_base lies. A stack
// that outgrows its slot moves to a bigger place (stack-growth.c); the weft_stack itself never moves.
//
// States of a stack (none is stored as such; here is how to tell):
//   pooled     on the free list
//   fresh      func != NULL; rip = entry thunk; one reference with the present revision exists
//   running    it is weft_current, or an ancestor of it over parent links (then it waits inside a resume)
//   suspended  it belongs to a captured chain leaf -> ... -> top; the reference points to the leaf; leaf->top is the
//              last stack of the chain, the one whose parent link is cut
//   finished   = pooled: the end of the function and an exception that leaves it both pool the stack at once
//
// Who owns it: the pool (pooled), the running chain (running), the one valid reference (fresh, suspended).
//
// Handler search. A stack's `handlers` is the clause list of the resume that made it run, in its parent. A suspension
// with tag T looks at cur, cur->parent, ... for the first list with T. The leaf remembers (memo = T, top), and one more key
// that ended at the same place (memo2). The next search for T starts at top, so its cost does not depend on how many
// uninterested stacks lie between. Why that is right: a memo of stack s with end t claims that no list from s up to, but
// without, t has T. The links between s and t change only when a suspension cuts the chain between the two. Its search
// went past s, and whoever is passed by a search loses its memos; or it did not go past s because it started from a memo that
// was itself made by a search past s, and s cannot have got a new memo since: it would have had to suspend, so
// whatever was above it would have been cut off or ended, and its own search would have made another memo. Resuming
// something leaves a memo alone.
typedef struct weft_stack weft_stack;
struct weft_stack {
  // line 0: touched by every switch
  void *rsp;                    // 0   where to go on; valid unless it is weft_current
  void *rbp;                    // 8
  void *rip;                    // 16
  uint64_t revision;            // 24
  weft_stack *parent;           // 32  its resumer; meaningless while suspended or fresh
  const weft_handler *handlers; // 40  the resumer's clauses
  weft_stack *top;              // 48  of the chain captured when this was last the leaf; itself when fresh
  const void *memo;             // 56  handler key of that capture, or NULL: top is not known
  // line 1
  void *func;            // 64  fresh: the funcref to call
  weft_stack *next_free; // 72  pooled: the next one
  uint32_t release;      // 80  not 0: returning it to the pool needs weft_stack_release (C)
  uint32_t slot;         // 84  slot number
  struct weft_bound *bound; // 88  arguments of cont.bind, or NULL
  void *low;                // 96  lowest usable address; the guard ends here
  void *base;               // 104 where the frames start: the weft_stack itself, or the top of a big slot
  uint64_t big;             // 112 number of the big slot + 1, 0: none
  const void *memo2;        // 120 another key whose search ended at top, or NULL; only where memo is not
};

extern weft_stack *weft_current; // never NULL while wasm runs
extern weft_stack *weft_free;    // head of the pool's LIFO list, NULL: take the slow path

// ---------------------------------------------------------------------------------------------------------------
// fx.ll, all alwaysinline (i8* where C says void *; EVENT = { i64 code, i8* leaf, i64 p0, i64 p1, i64 p2, i64 p3, i64 p4 }):
//   REF   @weft_fx_cont_new(i8* funcref, i8* entry)           traps on a null funcref. REF = %weft.ref
//   i8*   @weft_fx_enter(i8* self)                            first call of an entry thunk: the funcref to call
//   void  @weft_fx_return(i64 p0..p4)                         last call of an entry thunk, noreturn: pools the stack
//   EVENT @weft_fx_resume(REF k, i8* handlers, i64 p0..p4)
//   EVENT @weft_fx_resume_throw(REF k, i8* handlers, i8* exn)      resume_throw and resume_throw_ref
//   EVENT @weft_fx_suspend(i8* tag, i64 p0..p4)
//   REF   @weft_fx_self()                                     the contref that switch passes as its last argument
//   EVENT @weft_fx_switch(i8* tag, REF k, i64 p0..p4)
//   REF   @weft_fx_bind(REF k, i64* slots, i64 count, i64 remaining)
//   REF   @weft_fx_reference(i8* leaf)                        leaf of a suspension event -> the reference to it, once
// Unused payload arguments: pass undef. Every code the function can give must be handled (see CODES).
//
// ENTRY THUNK, one per function type that cont.new uses, emitted by the AOT (C convention, never returns):
//   define void @entry(i8* %self, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) {
//     %f = call i8* @weft_fx_enter(i8* %self)    ; then load code, convert slots, call it (plain call, no invoke)
//     call void @weft_fx_return(i64 results...)
//     unreachable }
//
// Functions are compiled with frame pointers (llc --frame-pointer=all): backtraces need them. Do not give `nounwind` to
// functions that can reach weft_throw; keep them in .eh_frame.

// ---------------------------------------------------------------------------------------------------------------
// Functions of the runtime that generated code calls. All are safe on a continuation's stack: those that need room
// move to the system stack by themselves.

// Ends the program with a trap. noreturn, cold, nounwind.
void weft_trap(int32_t code);

// Exceptions. An object is immutable after it is thrown. Generated code:
//   throw $t:  e = weft_exn_new(&tag); store payload slots at e+16, e+24, ...; weft_throw(e)   (call or invoke, noreturn)
//   landing pad: `landingpad { i8*, i32 } catch i8* null` with personality weft_personality. Field 0 is the weft_exn.
//     Compare exn->tag (offset 0) with each clause in order, else weft_throw(e) again.
//   catch, catch_all: copy the payload, then weft_exn_release(e).
//   catch_ref, catch_all_ref: weft_exn_retain(e) (it now escapes: the collector owns it), pass e on as exnref.
//   throw_ref: null check (trap WEFT_TRAP_NULL_EXN), weft_throw(e).
typedef struct weft_exn {
  const weft_tag *tag; // 0
  uint32_t escaped;    // 8
  uint32_t class_;     // 12
  uint64_t payload[];  // 16
} weft_exn;
weft_exn *weft_exn_new(const weft_tag *tag);
void weft_exn_release(weft_exn *exn);
void weft_exn_retain(weft_exn *exn);
void weft_throw(weft_exn *exn);
int weft_personality();

// Structures and arrays. A new object's place comes from weft_object_free[size in 16 bytes, rounded up] (its next one is in
// words[0]), or when that is empty or there is no such list, from weft_object_new; `bytes` counts the header. The caller
// writes the header (weft_object_new does it itself) and all fields. Traps when there is no memory.
#define WEFT_OBJECT_LISTS 33
extern weft_object *weft_object_free[WEFT_OBJECT_LISTS];
weft_object *weft_object_new(uint64_t header, uint64_t bytes);
// Sets `count` elements of `bytes` bytes; a v128 or contref has two words.
void weft_array_fill(void *at, uint64_t low, uint64_t high, uint64_t count, uint64_t bytes);

// Slow paths of fx.ll; not for generated code.
weft_stack *weft_stack_take(void);
void weft_stack_release(weft_stack *stack);
typedef struct weft_found {
  weft_stack *top;
  int64_t code;
} weft_found;
weft_found weft_find_handler(weft_stack *cur, const void *key);
// cont.bind, after the reference was used up: adds `count` bound slots to continuation k; `remaining` is how many slots
// the new type still wants.
void weft_cont_bind(weft_stack *k, const uint64_t *slots, uint64_t count, uint64_t remaining);
// A cell of indirect linearity (cells.c): the leaf, or NULL when it was consumed; in a free cell, the next free one.
typedef void *weft_cell;
extern weft_cell *weft_free_cell; // NULL: take the slow path
weft_cell *weft_cell_take(void);

// memory.grow, in pages; -1 when refused. memory.size is `bytes / 65536`.
int64_t weft_memory_grow(weft_memory *memory, uint64_t delta);
// Bounds-checked bulk operations (trap WEFT_TRAP_MEMORY).
void weft_memory_copy(weft_memory *dst, weft_memory *src, uint64_t to, uint64_t from, uint64_t size);
void weft_memory_fill(weft_memory *memory, uint64_t to, uint32_t byte, uint64_t size);
void weft_memory_init(weft_memory *memory, const weft_segment *data, uint64_t to, uint64_t from, uint64_t size);

// Tables. `value` / `revision` are the two words of a contref; others ignore `revision`.
int64_t weft_table_grow(weft_table *table, uint64_t delta, void *value, uint64_t revision);
void weft_table_fill(weft_table *table, uint64_t to, void *value, uint64_t revision, uint64_t size);
void weft_table_copy(weft_table *dst, weft_table *src, uint64_t to, uint64_t from, uint64_t size);
void weft_table_init(weft_table *table, const weft_segment *elems, uint64_t to, uint64_t from, uint64_t size);

// Host functions. The C function is `weft_host_<module>_<name>` (characters other than letters, digits and _ become _).
// Generated code calls the stub `weft_call_<module>_<name>` instead, same C signature (i32 -> uint32_t, ...): it moves to
// the thread's system stack, calls the C function and comes back. host-call.h has the macro that makes stubs.

#endif
