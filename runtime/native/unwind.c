// Throwing: finds the landing pad of an exception and goes there.
//
// The compiler's tables are the usual ones (.eh_frame with .eh_frame_hdr's sorted index, LSDAs with a call-site table), the
// walk is ours: one phase, because every landing pad of generated code catches everything and decides by itself,
// and with a cache from return address to {how to restore the caller, landing pad}, so that a warm throw costs a few
// nanoseconds per frame and takes no lock.
//
// The walk ends
//   at a landing pad: jump there with rax = exception, rdx = 1;
//   at weft_cont_base, the bottom of a continuation's stack: pool the stack, go on in its resumer with code -1;
//   at weft_root_base, the bottom of a root stack: trap "uncaught exception" from where it was thrown.
#define _GNU_SOURCE
#include "runtime.h"
#include "dwarf.h"

#include <link.h>
#include <string.h>

// Offsets used by stack-switch.S.
typedef struct weft_context {
  uint64_t rip, rsp, rbp, rbx, r12, r13, r14, r15, rax, rdx, rsi;
} weft_context;

// DWARF numbers of the registers an x86-64 callee saves.
enum { RBX = 3, RBP = 6, RSP = 7, R12 = 12, R13 = 13, R14 = 14, R15 = 15, REGS = 17 };
#define UNSAVED INT32_MIN

// One cache line of knowledge about a return address.
typedef struct row {
  uint64_t pc;
  uint64_t landing_pad; // 0: none
  int32_t cfa_offset;
  int32_t args_size; // bytes of pushed arguments that a landing pad has dropped
  int32_t saved[6];  // rbx rbp r12 r13 r14 r15: offset from the CFA, or UNSAVED
  uint8_t cfa_is_rbp;
} row;

#define CACHE 2048
static row cache[CACHE];

// ---- reading DWARF -------------------------------------------------------------------------------------------------

// A DW_EH_PE encoded value. `data_base` serves DW_EH_PE_datarel (the index).
static uint64_t read_encoded(const uint8_t **p, uint8_t encoding, uint64_t data_base) {
  if (encoding == 0xff) return 0;
  const uint64_t here = (uint64_t)*p;
  uint64_t value;
  switch (encoding & 0x0f) {
    case 0x00: case 0x04: case 0x0c: value = READ(uint64_t, p); break;
    case 0x01: value = read_uleb(p); break;
    case 0x02: value = READ(uint16_t, p); break;
    case 0x03: value = READ(uint32_t, p); break;
    case 0x09: value = (uint64_t)read_sleb(p); break;
    case 0x0a: value = (uint64_t)READ(int16_t, p); break;
    case 0x0b: value = (uint64_t)READ(int32_t, p); break;
    default: weft_internal_error("unknown pointer encoding 0x%x in unwind tables", encoding);
  }
  if (value == 0) return 0;
  switch (encoding & 0x70) {
    case 0x10: value += here; break;
    case 0x30: value += data_base; break;
  }
  return encoding & 0x80 ? *(const uint64_t *)value : value;
}

// ---- finding the FDE -----------------------------------------------------------------------------------------------

static const uint8_t *index_header; // PT_GNU_EH_FRAME

static int find_index(struct dl_phdr_info *info, size_t size, void *unused) {
  (void)size, (void)unused;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type != PT_GNU_EH_FRAME) continue;
    index_header = (const uint8_t *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    return 1; // the executable comes first
  }
  return 1;
}

// The FDE whose function starts last at or before pc (it may end before pc), or NULL.
static const uint8_t *find_fde(uint64_t pc) {
  if (!index_header) dl_iterate_phdr(find_index, NULL);
  const uint8_t *p = index_header;
  if (!p || p[0] != 1 || p[3] != 0x3b) return NULL; // sorted table of 32-bit offsets: what ld makes
  uint8_t frame_encoding = p[1], count_encoding = p[2];
  const uint64_t base = (uint64_t)p;
  p += 4;
  read_encoded(&p, frame_encoding, base);
  uint64_t count = read_encoded(&p, count_encoding, base);
  const int32_t(*table)[2] = (const int32_t(*)[2])p;
  const int64_t wanted = (int64_t)(pc - base);
  uint64_t low = 0, high = count;
  while (low < high) {
    uint64_t middle = (low + high) / 2;
    if (table[middle][0] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low ? (const uint8_t *)(base + (uint64_t)(int64_t)table[low - 1][1]) : NULL;
}

// A parsed FDE with its CIE.
typedef struct frame_info {
  uint64_t start, size, lsda;
  uint64_t code_align;
  int64_t data_align;
  const uint8_t *cie_program, *cie_end, *fde_program, *fde_end;
} frame_info;

static bool parse_fde(const uint8_t *fde, frame_info *out) {
  const uint8_t *p = fde;
  uint32_t length = READ(uint32_t, &p);
  if (length == 0 || length == 0xffffffff) return false;
  out->fde_end = p + length;
  const uint8_t *cie = p - *(const uint32_t *)p;
  p += 4;

  const uint8_t *c = cie;
  uint32_t cie_length = READ(uint32_t, &c);
  out->cie_end = c + cie_length;
  c += 4;
  uint8_t version = *c++;
  const char *augmentation = (const char *)c;
  c += strlen(augmentation) + 1;
  out->code_align = read_uleb(&c);
  out->data_align = read_sleb(&c);
  if (version == 1) c++;
  else read_uleb(&c);
  uint8_t lsda_encoding = 0xff, pointer_encoding = 0;
  bool has_data = augmentation[0] == 'z';
  if (has_data) {
    uint64_t size = read_uleb(&c);
    const uint8_t *end = c + size;
    for (const char *a = augmentation + 1; *a; a++) {
      if (*a == 'L') lsda_encoding = *c++;
      else if (*a == 'R') pointer_encoding = *c++;
      else if (*a == 'P') {
        uint8_t encoding = *c++;
        read_encoded(&c, encoding & 0x7f, 0);
      } else if (*a != 'S') break;
    }
    c = end;
  }
  out->cie_program = c;

  out->start = read_encoded(&p, pointer_encoding, 0);
  out->size = read_encoded(&p, pointer_encoding & 0x0f, 0);
  out->lsda = 0;
  if (has_data) {
    uint64_t size = read_uleb(&p);
    const uint8_t *end = p + size;
    if (lsda_encoding != 0xff) out->lsda = read_encoded(&p, lsda_encoding, 0);
    p = end;
  }
  out->fde_program = p;
  return true;
}

const void *weft_unwind_function(const void *pc) {
  const uint8_t *fde = find_fde((uint64_t)pc);
  frame_info info;
  if (!fde || !parse_fde(fde, &info)) return NULL;
  return (uint64_t)pc - info.start < info.size ? (const void *)info.start : NULL;
}

// ---- one row of the call frame table -------------------------------------------------------------------------------

typedef struct cfa_state {
  uint64_t cfa_reg;
  int64_t cfa_offset;
  int64_t saved[REGS];
  int64_t args_size;
} cfa_state;

// Runs a CFA program up to the row that covers `pc`. False: a rule that compilers do not emit for ordinary functions.
static bool run_cfa(const uint8_t *p, const uint8_t *end, const frame_info *info, uint64_t pc, cfa_state *state, const cfa_state *initial) {
  cfa_state stack[8];
  int depth = 0;
  uint64_t at = info->start;
  while (p < end) {
    uint8_t op = *p++;
    uint8_t low = op & 0x3f;
    switch (op & 0xc0) {
      case 0x40:
        at += low * info->code_align;
        if (at > pc) return true;
        continue;
      case 0x80: {
        int64_t offset = (int64_t)read_uleb(&p) * info->data_align;
        if (low < REGS) state->saved[low] = offset;
        continue;
      }
      case 0xc0:
        if (low < REGS) state->saved[low] = initial ? initial->saved[low] : UNSAVED;
        continue;
    }
    switch (op) {
      case 0x00: break; // nop
      case 0x01: at = read_encoded(&p, 0x00, 0); if (at > pc) return true; break; // set_loc
      case 0x02: at += *p++ * info->code_align; if (at > pc) return true; break;
      case 0x03: at += READ(uint16_t, &p) * info->code_align; if (at > pc) return true; break;
      case 0x04: at += READ(uint32_t, &p) * info->code_align; if (at > pc) return true; break;
      case 0x05: { // offset_extended
        uint64_t reg = read_uleb(&p);
        int64_t offset = (int64_t)read_uleb(&p) * info->data_align;
        if (reg < REGS) state->saved[reg] = offset;
        break;
      }
      case 0x06: case 0x07: case 0x08: { // restore_extended, undefined, same_value
        uint64_t reg = read_uleb(&p);
        if (reg < REGS) state->saved[reg] = op == 0x06 && initial ? initial->saved[reg] : UNSAVED;
        break;
      }
      case 0x0a: // remember_state
        if (depth == 8) return false;
        stack[depth++] = *state;
        break;
      case 0x0b: // restore_state
        if (depth == 0) return false;
        *state = stack[--depth];
        break;
      case 0x0c: // def_cfa
        state->cfa_reg = read_uleb(&p);
        state->cfa_offset = (int64_t)read_uleb(&p);
        break;
      case 0x0d: state->cfa_reg = read_uleb(&p); break;
      case 0x0e: state->cfa_offset = (int64_t)read_uleb(&p); break;
      case 0x2e: state->args_size = (int64_t)read_uleb(&p); break; // GNU_args_size
      default: return false;
    }
  }
  return true;
}

// ---- the landing pad -----------------------------------------------------------------------------------------------

// The landing pad for a call whose return address is pc, or 0.
static uint64_t find_landing_pad(const frame_info *info, uint64_t pc) {
  if (!info->lsda) return 0;
  const uint8_t *p = (const uint8_t *)info->lsda;
  uint8_t start_encoding = *p++;
  uint64_t pad_base = start_encoding == 0xff ? info->start : read_encoded(&p, start_encoding, 0);
  uint8_t type_encoding = *p++;
  if (type_encoding != 0xff) read_uleb(&p);
  uint8_t encoding = *p++;
  uint64_t size = read_uleb(&p);
  const uint8_t *end = p + size;
  uint64_t offset = pc - 1 - info->start;
  while (p < end) {
    uint64_t start = read_encoded(&p, encoding, 0);
    uint64_t length = read_encoded(&p, encoding, 0);
    uint64_t pad = read_encoded(&p, encoding, 0);
    read_uleb(&p); // action: every pad catches everything
    if (offset - start < length) return pad ? pad_base + pad : 0;
  }
  return 0;
}

static const row *look_up(uint64_t pc) {
  row *r = &cache[(pc ^ pc >> 11) % CACHE];
  if (r->pc == pc) return r;
  const uint8_t *fde = find_fde(pc - 1);
  frame_info info;
  if (!fde || !parse_fde(fde, &info) || pc - 1 - info.start >= info.size) return NULL;
  cfa_state initial = {.args_size = 0};
  for (int i = 0; i < REGS; i++) initial.saved[i] = UNSAVED;
  if (!run_cfa(info.cie_program, info.cie_end, &info, ~0ul, &initial, NULL)) return NULL;
  cfa_state state = initial;
  if (!run_cfa(info.fde_program, info.fde_end, &info, pc - 1, &state, &initial)) return NULL;
  if (state.cfa_reg != RBP && state.cfa_reg != RSP) return NULL;
  static const uint8_t callee_saved[6] = {RBX, RBP, R12, R13, R14, R15};
  r->pc = pc;
  r->landing_pad = find_landing_pad(&info, pc);
  r->cfa_offset = (int32_t)state.cfa_offset;
  r->cfa_is_rbp = state.cfa_reg == RBP;
  r->args_size = (int32_t)state.args_size;
  for (int i = 0; i < 6; i++) r->saved[i] = (int32_t)state.saved[callee_saved[i]];
  return r;
}

// ---- the walk ------------------------------------------------------------------------------------------------------

// Called by weft_throw on the system stack. `context` is the thrower's; becomes the one to continue with.
void weft_unwind(weft_exn *exn, weft_context *context) {
  const weft_context thrown = *context;
  for (;;) {
    if (context->rip == (uint64_t)weft_cont_base) {
      weft_stack *stack = weft_current;
      weft_stack *parent = stack->parent;
      weft_current = parent;
      weft_stack_release_slow(stack);
      context->rip = (uint64_t)parent->rip;
      context->rsp = (uint64_t)parent->rsp;
      context->rbp = (uint64_t)parent->rbp;
      context->rax = ~0ul;
      context->rsi = (uint64_t)exn;
      return;
    }
    if (context->rip == (uint64_t)weft_root_base) {
      weft_exn_release(exn);
      weft_trap_at(WEFT_TRAP_UNCAUGHT, (void *)(thrown.rip - 1), (void *)thrown.rbp, (void *)thrown.rsp);
    }
    const row *r = look_up(context->rip);
    if (!r) weft_internal_error("no unwind information for %p (%s)", (void *)context->rip, weft_function_name((void *)context->rip));
    if (r->landing_pad) {
      context->rip = r->landing_pad;
      context->rsp += (uint64_t)(int64_t)r->args_size;
      context->rax = (uint64_t)exn;
      context->rdx = 1;
      return;
    }
    char *cfa = (char *)(r->cfa_is_rbp ? context->rbp : context->rsp) + r->cfa_offset;
    uint64_t *registers[6] = {&context->rbx, &context->rbp, &context->r12, &context->r13, &context->r14, &context->r15};
    for (int i = 0; i < 6; i++)
      if (r->saved[i] != UNSAVED) *registers[i] = *(uint64_t *)(cfa + r->saved[i]);
    context->rip = *(uint64_t *)(cfa - 8);
    context->rsp = (uint64_t)cfa;
  }
}

// The name generated functions give as their personality, which makes LLVM write LSDAs. Foreign unwinders pass through.
int weft_personality(void) { return 8; /* _URC_CONTINUE_UNWIND */ }
