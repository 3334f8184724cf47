// stdin: 3 4\nword another\n
#include <stdio.h>

int main(void) {
  int a, b, c;
  if (scanf("%d %d", &a, &b) != 2) return 1;
  printf("%d\n", a * b);
  while ((c = getchar()) != EOF) putchar(c == '\n' ? '|' : c);
  putchar('\n');
  return 0;
}
