#include <stdio.h>

#include "part.h"

int main(void) {
  part_set(20);
  printf("%d %s\n", part_get() + PART_BONUS, part_name);
  return 0;
}
