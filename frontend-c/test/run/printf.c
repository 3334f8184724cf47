#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
  printf("[%5d] [%-5d] [%05d] [%+d] [%x] [%#X] [%o]\n", 42, 42, 42, 42, 255, 255, 8);
  printf("[%s] [%10s] [%-10s] [%.2s] [%c]\n", "abc", "abc", "abc", "abc", 'z');
  printf("[%f] [%.3f] [%e] [%g] [%g] [%10.2f]\n", 3.14159265, 2.71828, 12345.678, 0.0001, 1e20, -1.5);
  printf("[%lld] [%llu] [%" PRId64 "] [%" PRIx64 "]\n", -9000000000LL, 18000000000000000000ULL, INT64_MIN, UINT64_MAX);
  printf("[%*d] [%.*f] [%%]\n", 7, 1, 2, 0.125);
  char buffer[16];
  int length = snprintf(buffer, sizeof buffer, "%s", "longer than sixteen bytes");
  printf("%d %s\n", length, buffer);
  int a, b;
  char word[8];
  int found = sscanf("12 0x1f end", "%d %i %7s", &a, &b, word);
  printf("%d %d %d %s\n", found, a, b, word);
  return 0;
}
