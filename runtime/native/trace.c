// weft_host.stack_pcs, pc_frame, stack_text: what a program may know about its own calls.
#define _GNU_SOURCE
#include "wasi.h"

#include <ctype.h>
#include <stdio.h>

#define MAX_INLINED 32

int32_t weft_host_weft_host_stack_pcs(uint32_t pcs, uint32_t count) {
  if (count > INT32_MAX / 4) return -W_INVAL;
  uint32_t *out = weft_guest(pcs, (uint64_t)count * 4);
  if (!out) return -W_FAULT;
  return (int32_t)weft_stack_pcs(weft_wasm_sp, out, count);
}

// A text that is cut off where the guest's buffer ends.
typedef struct text {
  char *buffer;
  uint64_t size, length;
} text;

static void put(text *t, const char *bytes, uint64_t count) {
  for (uint64_t i = 0; i < count; i++, t->length++)
    if (t->length < t->size) t->buffer[t->length] = bytes[i];
}

// A part of a name without brackets. What makes it unique, from ~ up to the next dot, is left out.
static void put_part(text *t, const char *name, const char *end) {
  while (name < end) {
    const char *mark = memchr(name, '~', (uint64_t)(end - name));
    if (!mark) mark = end;
    put(t, name, (uint64_t)(mark - name));
    name = mark;
    while (name < end && *name != '.') name++;
  }
}

// Type arguments are left out, as Go does: main.Map[int,string] => main.Map[...].
static void put_name(text *t, const weft_frame *f) {
  const char *end = f->name + f->name_length, *open = memchr(f->name, '[', f->name_length), *close = end;
  if (!open) return put_part(t, f->name, end);
  while (close > open && close[-1] != ']') close--;
  put_part(t, f->name, open);
  put(t, "[...]", 5);
  put_part(t, close, end);
}

static void put_file(text *t, const weft_frame *f) {
  if (!f->file) return put(t, "?", 1);
  // "$" begins the names of weft's own library files; "??" stands for a file that a directive took the name of.
  const int is_relative = f->file[0] != '/' && f->file[0] != '$' && strncmp(f->file, "??", f->file_length) != 0;
  if (is_relative && f->directory) {
    put(t, f->directory, strlen(f->directory));
    put(t, "/", 1);
  }
  put(t, f->file, f->file_length);
}

int32_t weft_host_weft_host_pc_frame(int32_t pc, int32_t index, uint32_t buffer, uint32_t len) {
  char *out = weft_guest(buffer, len);
  if (!out) return -W_FAULT;
  weft_frame frames[MAX_INLINED];
  const char *at = (const char *)(uint64_t)(uint32_t)pc - 1;
  const int count = weft_frames_at(at, frames, MAX_INLINED);
  if (index < 0 || index >= count) return -W_NOENT;
  const weft_frame *f = &frames[index];
  text t = {out, len, 16};
  put_name(&t, f);
  const uint64_t name_length = t.length - 16;
  if (f->file) put_file(&t, f);
  const uint32_t head[4] = {
    f->line, (uint32_t)(at + 1 - (const char *)f->start), (uint32_t)name_length, (uint32_t)(t.length - 16 - name_length),
  };
  if (len >= sizeof head) memcpy(out, head, sizeof head);
  return (int32_t)t.length;
}

// Frames that Go does not show: of its runtime and of functions that nobody wrote.
static bool is_hidden(const char *name, uint64_t length) {
  if (!memchr(name, '.', length) || memmem(name, length, "\xc2\xb7", 2)) return true;
  if (length > 8 && memcmp(name, "runtime.", 8) == 0) return !isupper((unsigned char)name[8]) && name[8] != '(';
  if (length > 3 && memcmp(name, "go.", 3) == 0) {
    // go.main, go.makefunc ...; but go.example.org/p.F is of a package.
    size_t end = 3;
    while (end < length && name[end] != ' ' && name[end] != '.' && name[end] != '/') end++;
    return end == length || name[end] == ' ';
  }
  return (length > 14 && memcmp(name, "internal/host.", 14) == 0);
}

static bool is_named(const weft_frame *f, const char *name) {
  return f->name_length == strlen(name) && memcmp(f->name, name, f->name_length) == 0;
}

int32_t weft_host_weft_host_stack_text(uint32_t pcs, uint32_t count, int32_t skip, uint32_t buffer, uint32_t len) {
  const uint32_t *list = weft_guest(pcs, (uint64_t)count * 4);
  char *out = weft_guest(buffer, len);
  if (!list || !out) return -W_FAULT;
  text t = {out, len, 0};
  for (uint32_t i = 0; i < count; i++) {
    weft_frame frames[MAX_INLINED];
    const char *at = (const char *)(uint64_t)list[i] - 1;
    const int found = weft_frames_at(at, frames, MAX_INLINED);
    for (int k = 0; k < found; k++) {
      const weft_frame *f = &frames[k];
      if (skip-- > 0) continue;
      // A panic shows between the deferred function that it runs and the function that raised it.
      const bool is_panic = t.length > 0 && is_named(f, "runtime.gopanic");
      if (!is_panic && is_hidden(f->name, f->name_length)) continue;
      if (is_panic) put(&t, "panic", 5);
      else put_name(&t, f);
      put(&t, is_named(f, "main.main") ? "()\n\t" : "(...)\n\t", is_named(f, "main.main") ? 4 : 7);
      put_file(&t, f);
      char rest[64];
      put(&t, rest, (uint64_t)snprintf(rest, sizeof rest, ":%u +0x%lx\n", f->line, (uint64_t)(at + 1 - (const char *)f->start)));
    }
  }
  return (int32_t)t.length;
}
