// A relative name means a file in the directory the program was started in.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  char here[PATH_MAX], full[PATH_MAX + 32];
  if (getcwd(here, sizeof here) == NULL || strcmp(here, getenv("PWD")) != 0) return 1;
  const char *name = "weft-relative-path.txt";
  FILE *f = fopen(name, "w");
  if (f == NULL) return 2;
  fputs("found\n", f);
  fclose(f);
  snprintf(full, sizeof full, "%s/%s", here, name);
  char line[16] = "";
  f = fopen(full, "r");
  if (f == NULL || fgets(line, sizeof line, f) == NULL) return 3;
  fclose(f);
  fputs(line, stdout);
  return remove(name) == 0 ? 0 : 4;
}
