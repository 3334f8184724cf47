// Names for addresses in generated code, read from the program's own ELF symbol table when the first one is asked for:
// functions of the module are the STT_FUNC symbols that begin with "w.". A stripped program has none, and no names.
//
// Safe in a trap: no malloc, no locks; the file stays mapped.
#define _GNU_SOURCE
#include "runtime.h"

#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct entry {
  uint64_t start, end;
  const char *name;
} entry;

static entry *entries; // sorted by start
static uint64_t count;
static bool loaded;

static void sift_down(uint64_t at, uint64_t end) {
  for (uint64_t child; (child = 2 * at + 1) < end; at = child) {
    if (child + 1 < end && entries[child].start < entries[child + 1].start) child++;
    if (entries[at].start >= entries[child].start) return;
    entry swap = entries[at];
    entries[at] = entries[child];
    entries[child] = swap;
  }
}

// Heap sort: in place, no recursion.
static void sort_entries(void) {
  for (uint64_t i = count / 2; i-- > 0;) sift_down(i, count);
  for (uint64_t end = count; end-- > 1;) {
    entry swap = entries[0];
    entries[0] = entries[end];
    entries[end] = swap;
    sift_down(0, end);
  }
}

static void collect(const char *image, const Elf64_Shdr *table, const Elf64_Shdr *strings) {
  const Elf64_Sym *symbols = (const Elf64_Sym *)(image + table->sh_offset);
  uint64_t total = table->sh_size / sizeof *symbols;
  entries = mmap(NULL, (total + 1) * sizeof *entries, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (entries == MAP_FAILED) return;
  const char *names = image + strings->sh_offset;
  for (uint64_t i = 0; i < total; i++) {
    const char *name = names + symbols[i].st_name;
    if (ELF64_ST_TYPE(symbols[i].st_info) != STT_FUNC || strncmp(name, "w.", 2) != 0) continue;
    entries[count++] = (entry){symbols[i].st_value, symbols[i].st_value + symbols[i].st_size, name + 2};
  }
  sort_entries();
}

static void load(void) {
  loaded = true;
  int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  struct stat info;
  if (fd < 0) return;
  const char *image = fstat(fd, &info) == 0 ? mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  close(fd);
  if (image == MAP_FAILED) return;
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)image;
  const Elf64_Shdr *sections = (const Elf64_Shdr *)(image + header->e_shoff);
  if (header->e_shoff == 0 || header->e_shoff + header->e_shnum * sizeof *sections > (uint64_t)info.st_size) return;
  for (int i = 0; i < header->e_shnum; i++)
    if (sections[i].sh_type == SHT_SYMTAB) collect(image, &sections[i], &sections[sections[i].sh_link]);
}

// The name of the generated function whose code holds pc, and where it starts; or NULL.
const char *weft_elf_function(const void *pc, const void **start) {
  if (!loaded) load();
  uint64_t at = (uint64_t)pc;
  uint64_t low = 0, high = count; // entries[low - 1].start <= at < entries[high].start
  while (low < high) {
    uint64_t middle = low + (high - low) / 2;
    if (entries[middle].start <= at) low = middle + 1;
    else high = middle;
  }
  if (low == 0 || at >= entries[low - 1].end) return NULL;
  *start = (const void *)entries[low - 1].start;
  return entries[low - 1].name;
}
