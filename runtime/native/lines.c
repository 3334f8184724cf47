// Which functions and source lines a program counter stands for: more than one where functions were inlined.
//
// LLVM wrote it into the executable's .debug_line and .debug_info (runtime/aot/translate/debug-info.ts); this reads the units
// whose producer is "weft", once, when the first address is asked for:
//
//   sequences  stretches of code, each with its rows of the line table        sorted by address
//   functions  those into which LLVM has inlined others, each with the tree   sorted by address
//              of what was inlined, flattened: a node comes before its inner ones
//
// What was inlined before LLVM saw it is in the section .weft.inlined, by function and "column".
//
// Safe in a trap: no malloc, no locks. The sections are as our own compiler wrote them; a stripped program has none.
#define _GNU_SOURCE
#include "dwarf.h"
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// ---- arrays that grow --------------------------------------------------------------------------------------------------

typedef struct array {
  char *items;
  uint64_t count, capacity; // in items
} array;

// The next free item; zeroed. NULL when there is no memory.
static void *append(array *a, uint64_t size) {
  if (a->count == a->capacity) {
    uint64_t capacity = a->capacity ? 2 * a->capacity : WEFT_PAGE;
    void *items = a->items ? mremap(a->items, a->capacity * size, capacity * size, MREMAP_MAYMOVE)
                           : mmap(NULL, capacity * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (items == MAP_FAILED) return NULL;
    a->items = items;
    a->capacity = capacity;
  }
  return a->items + a->count++ * size;
}

typedef struct file {
  const char *directory, *name;
} file;
typedef struct row {
  uint64_t address;
  uint32_t line;
  uint16_t column;
  uint16_t file; // of `files`
} row;
typedef struct sequence {
  uint64_t low, high;
  uint64_t first, count; // of `rows`
} sequence;
typedef struct inlined {
  uint64_t low, high;
  const char *name;
  uint32_t depth; // from 1
  uint32_t line;  // of the call
  uint16_t column, file;
} inlined;
typedef struct function {
  uint64_t low, high;
  uint64_t first, count; // of `inlines`
} function;

static array files, rows, sequences, inlines, functions;

#define AT(list, type, i) (&((type *)(list).items)[i])

// ---- sections ----------------------------------------------------------------------------------------------------------

typedef struct bytes {
  const uint8_t *start;
  uint64_t size;
} bytes;

static bytes info, abbrev, line_section, strings, ranges, inlined_text;

static bytes section(const char *name) {
  bytes found;
  found.start = weft_elf_section(name, &found.size);
  return found;
}

// ---- .debug_info -------------------------------------------------------------------------------------------------------

enum { TAG_UNIT = 0x11, TAG_INLINED = 0x1d, TAG_SUBPROGRAM = 0x2e };
enum {
  AT_NAME = 0x03, AT_STMT_LIST = 0x10, AT_LOW_PC = 0x11, AT_HIGH_PC = 0x12, AT_COMP_DIR = 0x1b, AT_PRODUCER = 0x25,
  AT_ORIGIN = 0x31, AT_RANGES = 0x55, AT_CALL_COLUMN = 0x57, AT_CALL_FILE = 0x58, AT_CALL_LINE = 0x59,
};
enum {
  FORM_ADDR = 0x01, FORM_DATA2 = 0x05, FORM_DATA4 = 0x06, FORM_DATA8 = 0x07, FORM_STRING = 0x08, FORM_DATA1 = 0x0b,
  FORM_FLAG = 0x0c, FORM_SDATA = 0x0d, FORM_STRP = 0x0e, FORM_UDATA = 0x0f, FORM_REF4 = 0x13, FORM_OFFSET = 0x17,
  FORM_EXPRLOC = 0x18, FORM_PRESENT = 0x19,
};

// One debugging information entry, as far as we use it.
typedef struct entry {
  uint32_t tag;
  bool has_children;
  uint64_t low, high; // high 0: unknown
  int64_t ranges;     // -1: none
  int64_t lines;
  const char *name, *directory, *producer;
  const uint8_t *origin;
  uint32_t call_file, call_line, call_column;
} entry;

#define MAX_ABBREVS 256

typedef struct unit {
  const uint8_t *start, *end;
  const uint8_t *abbrevs[MAX_ABBREVS]; // by code: where the tag is
  uint16_t first_file;                 // of `files`: the unit's file 1
} unit;

static void read_abbrevs(unit *u, const uint8_t *p) {
  memset(u->abbrevs, 0, sizeof u->abbrevs);
  for (;;) {
    uint64_t code = read_uleb(&p);
    if (code == 0) return;
    if (code < MAX_ABBREVS) u->abbrevs[code] = p;
    read_uleb(&p);
    p++;
    for (;;) {
      uint64_t attribute = read_uleb(&p), form = read_uleb(&p);
      if (attribute == 0 && form == 0) break;
    }
  }
}

// Reads the entry at *p. False at the end of a list of children, and when the form is one that LLVM does not use here.
static bool read_entry(const unit *u, const uint8_t **p, entry *e) {
  *e = (entry){.ranges = -1, .lines = -1};
  uint64_t code = read_uleb(p);
  if (code == 0 || code >= MAX_ABBREVS || !u->abbrevs[code]) return false;
  const uint8_t *a = u->abbrevs[code];
  e->tag = (uint32_t)read_uleb(&a);
  e->has_children = *a++;
  for (;;) {
    uint64_t attribute = read_uleb(&a), form = read_uleb(&a);
    if (attribute == 0 && form == 0) break;
    uint64_t value = 0;
    const char *text = NULL;
    switch (form) {
      case FORM_ADDR: case FORM_DATA8: value = READ(uint64_t, p); break;
      case FORM_DATA4: case FORM_REF4: case FORM_OFFSET: value = READ(uint32_t, p); break;
      case FORM_DATA2: value = READ(uint16_t, p); break;
      case FORM_DATA1: case FORM_FLAG: value = *(*p)++; break;
      case FORM_SDATA: value = (uint64_t)read_sleb(p); break;
      case FORM_UDATA: value = read_uleb(p); break;
      case FORM_PRESENT: value = 1; break;
      case FORM_EXPRLOC: value = read_uleb(p); *p += value; break;
      case FORM_STRP: text = (const char *)strings.start + READ(uint32_t, p); break;
      case FORM_STRING: text = (const char *)*p; *p += strlen(text) + 1; break;
      default: return false;
    }
    switch (attribute) {
      case AT_NAME: e->name = text; break;
      case AT_COMP_DIR: e->directory = text; break;
      case AT_PRODUCER: e->producer = text; break;
      case AT_LOW_PC: e->low = value; break;
      case AT_HIGH_PC: e->high = form == FORM_ADDR ? value : e->low + value; break;
      case AT_RANGES: e->ranges = (int64_t)value; break;
      case AT_STMT_LIST: e->lines = (int64_t)value; break;
      case AT_ORIGIN: e->origin = u->start + value; break;
      case AT_CALL_FILE: e->call_file = (uint32_t)value; break;
      case AT_CALL_LINE: e->call_line = (uint32_t)value; break;
      case AT_CALL_COLUMN: e->call_column = (uint32_t)value; break;
    }
  }
  return true;
}

static void add_inlined(const unit *u, const entry *e, uint32_t depth) {
  entry origin = {0};
  if (e->origin) read_entry(u, &(const uint8_t *){e->origin}, &origin);
  const char *name = origin.name && strncmp(origin.name, "w.", 2) == 0 ? origin.name + 2 : "?";
  inlined common = {.name = name, .depth = depth, .line = e->call_line, .column = (uint16_t)e->call_column};
  common.file = e->call_file ? (uint16_t)(u->first_file + e->call_file - 1) : UINT16_MAX;
  const uint64_t *range = e->ranges < 0 ? (const uint64_t[]){e->low, e->high, 0, 0} : (const uint64_t *)(ranges.start + e->ranges);
  for (; range[0] || range[1]; range += 2) {
    inlined *made = append(&inlines, sizeof *made);
    if (!made) return;
    *made = common;
    made->low = range[0];
    made->high = range[1];
  }
}

// The entries below the unit's own, level by level. `depth` counts open lists of children.
static void read_functions(const unit *u, const uint8_t *p) {
  function *open = NULL;
  for (uint32_t depth = 1; depth > 0 && p < u->end;) {
    entry e;
    if (!read_entry(u, &p, &e)) {
      if (--depth == 1) open = NULL;
      continue;
    }
    if (e.tag == TAG_SUBPROGRAM && e.high > e.low && e.low >= WEFT_WASM_PAGE) {
      open = append(&functions, sizeof *open);
      if (!open) return;
      *open = (function){e.low, e.high, inlines.count, 0};
    } else if (e.tag == TAG_INLINED && open) {
      add_inlined(u, &e, depth - 1);
      open->count = inlines.count - open->first;
    }
    if (e.has_children) depth++;
  }
}

// ---- .debug_line -------------------------------------------------------------------------------------------------------

// The unit's files, and the rows of its sequences.
static void read_lines(unit *u, const uint8_t *p, const char *directory) {
  const uint8_t *end = p + 4 + *(const uint32_t *)p;
  p += 6; // length, version 4
  const uint8_t *program = p + 4 + *(const uint32_t *)p;
  p += 4;
  const uint8_t min_length = p[0];
  const int8_t line_base = (int8_t)p[3];
  const uint8_t line_range = p[4], opcode_base = p[5];
  const uint8_t *operands = p + 6; // of opcode 1 and on
  p = operands + opcode_base - 1;
  const uint8_t *directories = p;
  while (*p) p += strlen((const char *)p) + 1;
  p++;
  u->first_file = (uint16_t)files.count;
  while (*p) {
    file *f = append(&files, sizeof *f);
    if (!f) return;
    f->name = (const char *)p;
    p += strlen(f->name) + 1;
    uint64_t number = read_uleb(&p);
    read_uleb(&p);
    read_uleb(&p);
    f->directory = directory;
    const uint8_t *d = directories;
    for (uint64_t i = 1; i < number && *d; i++) d += strlen((const char *)d) + 1;
    if (number) f->directory = (const char *)d;
  }

  p = program;
  row now = {.line = 1, .file = u->first_file};
  uint64_t first = rows.count;
  while (p < end) {
    uint8_t opcode = *p++;
    bool emits = false;
    if (opcode >= opcode_base) {
      uint8_t step = (uint8_t)(opcode - opcode_base);
      now.address += (uint64_t)(step / line_range) * min_length;
      now.line += (uint32_t)(line_base + step % line_range);
      emits = true;
    } else if (opcode == 0) {
      uint64_t size = read_uleb(&p);
      const uint8_t *next = p + size;
      if (*p == 1) {
        sequence *s = first < rows.count ? append(&sequences, sizeof *s) : NULL;
        uint64_t low = s ? AT(rows, row, first)->address : 0;
        if (s && low >= WEFT_WASM_PAGE) *s = (sequence){low, now.address, first, rows.count - first};
        else if (s) sequences.count--; // a function that the linker dropped
        first = rows.count;
        now = (row){.line = 1, .file = u->first_file};
      } else if (*p == 2) {
        memcpy(&now.address, p + 1, 8);
      }
      p = next;
    } else {
      switch (opcode) {
        case 1: emits = true; break;
        case 2: now.address += read_uleb(&p) * min_length; break;
        case 3: now.line += (uint32_t)read_sleb(&p); break;
        case 4: now.file = (uint16_t)(u->first_file + read_uleb(&p) - 1); break;
        case 5: now.column = (uint16_t)read_uleb(&p); break;
        case 8: now.address += (uint64_t)((255 - opcode_base) / line_range) * min_length; break;
        case 9: now.address += READ(uint16_t, &p); break;
        default:
          for (uint8_t n = operands[opcode - 1]; n > 0; n--) read_uleb(&p);
      }
    }
    if (!emits) continue;
    row *made = append(&rows, sizeof *made);
    if (!made) return;
    *made = now;
  }
}

// ---- all units ---------------------------------------------------------------------------------------------------------

static void load(void) {
  info = section(".debug_info");
  abbrev = section(".debug_abbrev");
  line_section = section(".debug_line");
  strings = section(".debug_str");
  ranges = section(".debug_ranges");
  inlined_text = section(".weft.inlined");
  if (!info.start || !abbrev.start || !line_section.start || !strings.start) return;
  for (const uint8_t *p = info.start; p + 11 < info.start + info.size;) {
    static unit u;
    u.start = p;
    u.end = p + 4 + *(const uint32_t *)p;
    uint16_t version = *(const uint16_t *)(p + 4);
    const uint8_t *at = p + 11;
    entry e;
    if (version == 4) {
      read_abbrevs(&u, abbrev.start + *(const uint32_t *)(p + 6));
      if (read_entry(&u, &at, &e) && e.producer && strcmp(e.producer, "weft") == 0 && e.lines >= 0) {
        read_lines(&u, line_section.start + e.lines, e.directory);
        if (e.has_children) read_functions(&u, at);
      }
    }
    p = u.end;
  }
  weft_sort(sequences.items, sequences.count, sizeof(sequence));
  weft_sort(functions.items, functions.count, sizeof(function));
}

// ---- one address -------------------------------------------------------------------------------------------------------

typedef struct position {
  uint32_t line; // 0: unknown
  uint16_t file, column;
} position;

static position position_at(uint64_t pc) {
  const position unknown = {.file = UINT16_MAX};
  uint64_t i = weft_last_at_or_before(sequences.items, sequences.count, sizeof(sequence), pc);
  if (i == ~0ul) return unknown;
  const sequence *s = AT(sequences, sequence, i);
  if (pc >= s->high) return unknown;
  uint64_t k = weft_last_at_or_before(AT(rows, row, s->first), s->count, sizeof(row), pc);
  // Line 0 is code that LLVM moved: what lies before it serves.
  while (k != ~0ul && AT(rows, row, s->first + k)->line == 0) k--;
  if (k == ~0ul) return unknown;
  const row *r = AT(rows, row, s->first + k);
  return (position){r->line, r->file, r->column};
}

static weft_frame frame_of(const char *name, position at) {
  weft_frame frame = {.name = name, .name_length = strlen(name), .line = at.line};
  if (at.file < files.count && at.line) {
    const file *f = AT(files, file, at.file);
    frame.file = f->name;
    frame.file_length = strlen(f->name);
    frame.directory = f->directory;
  }
  return frame;
}

// The row of .weft.inlined for `column` in the code of `name`: from behind the number to the end of the line; or NULL.
static const char *find_inlined(const char *name, uint32_t column) {
  const char *text = (const char *)inlined_text.start, *end = text + inlined_text.size;
  const uint64_t length = strlen(name);
  for (const char *line = text; line < end;) {
    const char *next = memchr(line, '\n', (uint64_t)(end - line));
    if (!next) return NULL;
    const char *symbol = line + 2; // behind "w."
    if ((uint64_t)(next - line) > length + 2 && memcmp(symbol, name, length) == 0 && symbol[length] == '\t') {
      char *rest;
      if (strtoul(symbol + length + 1, &rest, 10) == column) return rest + 1;
    }
    line = next + 1;
  }
  return NULL;
}

// A level of LLVM's, and the frames that were inlined into it before.
static int add_level(const char *name, position at, weft_frame *out, int max) {
  int count = 0;
  weft_frame place = frame_of(name, at);
  for (uint32_t column = at.column; column && count < max - 1;) {
    const char *p = find_inlined(name, column);
    if (!p) break;
    const char *func = p + 2; // behind "w."
    const char *file = strchr(func, '\t') + 1, *line = strchr(file, '\t') + 1, *next = strchr(line, '\t') + 1;
    weft_frame *frame = &out[count++];
    *frame = place;
    frame->name = func;
    frame->name_length = (uint64_t)(file - func) - 1;
    place.file = file;
    place.file_length = (uint64_t)(line - file) - 1;
    place.line = (uint32_t)strtoul(line, NULL, 10);
    column = (uint32_t)strtoul(next, NULL, 10);
  }
  out[count++] = place;
  return count;
}

#define MAX_DEPTH 64

int weft_frames_at(const void *pc, weft_frame *frames, int max) {
  static bool loaded;
  if (!loaded) {
    loaded = true;
    load();
  }
  const void *start = NULL;
  const char *whole = weft_function_at(pc, &start);
  if (!whole) return 0;
  const uint64_t address = (uint64_t)pc;
  const inlined *chain[MAX_DEPTH];
  uint32_t depth = 0;
  uint64_t i = weft_last_at_or_before(functions.items, functions.count, sizeof(function), address);
  const function *f = i == ~0ul ? NULL : AT(functions, function, i);
  for (uint64_t k = 0; f && k < f->count; k++) {
    const inlined *node = AT(inlines, inlined, f->first + k);
    if (address < node->low || address >= node->high || node->depth > MAX_DEPTH || node->depth != depth + 1) continue;
    chain[depth++] = node;
  }
  int count = 0;
  position at = position_at(address);
  for (; depth > 0 && count < max; depth--) {
    const inlined *node = chain[depth - 1];
    count += add_level(node->name, at, frames + count, max - count);
    at = (position){node->line, node->file, node->column};
  }
  if (count < max) count += add_level(whole, at, frames + count, max - count);
  for (int k = 0; k < count; k++) frames[k].start = start;
  return count;
}
