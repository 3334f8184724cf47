#include <stdio.h>

struct point { int x, y; };

int main(void) {
  struct point p = {1, 2};
  printf("%d\n", p.z); // ERROR 20+1 no member named 'z' in 'struct point'
  int n = "text"; // ERROR 7+1 incompatible pointer to integer conversion initializing 'int'
  return p; // ERROR 10+1 returning 'struct point' from a function with incompatible result type 'int'
}
