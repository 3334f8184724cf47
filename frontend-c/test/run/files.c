// Writes, appends, reads, seeks and removes a file in the working directory of the test.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char path[256];
  snprintf(path, sizeof path, "%s/weft-files-test.txt", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
  FILE *f = fopen(path, "w");
  if (!f) return printf("cannot create: %s\n", strerror(errno)), 1;
  for (int i = 0; i < 1000; i++) fprintf(f, "line %d\n", i);
  fclose(f);
  f = fopen(path, "a+");
  fputs("the end\n", f);
  fseek(f, 0, SEEK_SET);
  char line[64];
  int lines = 0;
  while (fgets(line, sizeof line, f)) lines++;
  printf("%d lines, the last is %s", lines, line);
  fseek(f, 5, SEEK_SET);
  int n = -1;
  if (fscanf(f, "%d", &n) != 1) return 1;
  printf("%d at 5, then at %ld\n", n, ftell(f));
  fclose(f);
  if (remove(path) != 0) return printf("cannot remove\n"), 1;
  f = fopen(path, "r");
  printf("%d %s\n", f == NULL, strerror(errno));
  return 0;
}
