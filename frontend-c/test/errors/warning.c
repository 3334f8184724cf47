#include <stdio.h>
int main(void) {
  printf("%s\n", 42); // WARNING 18+2 format specifies type 'char \*' but the argument has type 'int'
  return 0;
}
