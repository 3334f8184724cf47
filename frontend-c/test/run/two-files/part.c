#include "part.h"

const char *part_name = "part";
static int value;

void part_set(int v) { value = v; }
int part_get(void) { return value; }
