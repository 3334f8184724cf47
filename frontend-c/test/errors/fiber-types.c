#include <fiber.h>
static int wrong(int x) { return x; }
int main(void) {
  fiber_t f = fiber_alloc(wrong); // ERROR 27+5 incompatible function pointer types passing 'int \(int\)'
  fiber_resume(f); // ERROR 17+1 too few arguments to function call, expected 3, have 1
  return 0;
}
