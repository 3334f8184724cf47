// The program's own ELF file, read when the first address is to be named: its sections, and the names of generated functions:
// the STT_FUNC symbols that begin with "w.". A stripped program has none, and no names.
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

static const char *image; // the file; NULL when it cannot be read
static const Elf64_Shdr *sections;
static int section_count;
static const char *section_names;

static void map_image(void) {
  static bool tried;
  if (tried) return;
  tried = true;
  int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  struct stat info;
  if (fd < 0) return;
  const uint64_t size = fstat(fd, &info) == 0 ? (uint64_t)info.st_size : 0;
  const char *file = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  close(fd);
  if (file == MAP_FAILED) return;
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)file;
  sections = (const Elf64_Shdr *)(file + header->e_shoff);
  if (header->e_shoff == 0 || header->e_shoff + header->e_shnum * sizeof *sections > size) return;
  if (header->e_shstrndx >= header->e_shnum) return;
  section_count = header->e_shnum;
  section_names = file + sections[header->e_shstrndx].sh_offset;
  image = file;
}

const void *weft_elf_section(const char *name, uint64_t *size) {
  map_image();
  for (int i = 0; i < section_count; i++) {
    if (strcmp(section_names + sections[i].sh_name, name) != 0) continue;
    *size = sections[i].sh_size;
    return image + sections[i].sh_offset;
  }
  *size = 0;
  return NULL;
}

static void collect(const Elf64_Shdr *table, const Elf64_Shdr *strings) {
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
  weft_sort(entries, count, sizeof *entries);
}

static void load(void) {
  map_image();
  for (int i = 0; i < section_count; i++)
    if (sections[i].sh_type == SHT_SYMTAB) collect(&sections[i], &sections[sections[i].sh_link]);
}

// The name of the generated function whose code holds pc, and where it starts; or NULL.
const char *weft_elf_function(const void *pc, const void **start) {
  static bool loaded;
  if (!loaded) load();
  loaded = true;
  const uint64_t at = weft_last_at_or_before(entries, count, sizeof *entries, (uint64_t)pc);
  if (at == ~0ul || (uint64_t)pc >= entries[at].end) return NULL;
  *start = (const void *)entries[at].start;
  return entries[at].name;
}
