#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(void) {
  char text[] = "the quick brown fox jumps over the lazy dog";
  char *words[16];
  size_t count = 0;
  for (char *w = strtok(text, " "); w; w = strtok(NULL, " ")) words[count++] = w;
  qsort(words, count, sizeof *words, by_text);
  for (size_t i = 0; i < count; i++) printf("%s%c", words[i], i + 1 < count ? ' ' : '\n');
  char *joined = calloc(1, 1);
  for (size_t i = 0; i < count; i++) {
    joined = realloc(joined, strlen(joined) + strlen(words[i]) + 1);
    strcat(joined, words[i]);
  }
  for (char *c = joined; *c; c++) *c = toupper((unsigned char)*c);
  printf("%s %zu\n", joined, strlen(joined));
  printf("%s %s %ld\n", strstr(joined, "FOX"), strrchr(joined, 'T'), strtol("  -077xyz", NULL, 8));
  char block[8];
  memset(block, '-', 7);
  block[7] = 0;
  memmove(block + 1, block, 3);
  memcpy(block, "ab", 2);
  printf("%s %d %d\n", block, memcmp("abc", "abd", 3) < 0, strncmp("abc", "abd", 2));
  free(joined);
  return 0;
}
