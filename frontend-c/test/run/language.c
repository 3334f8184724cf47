#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct bits { unsigned a : 3; int b : 5; unsigned c : 24; };
union number { float f; uint32_t u; uint8_t bytes[4]; };
enum color { RED, GREEN = 5, BLUE };
typedef struct node { int value; struct node *next; } node;

static int sum(int count, ...) {
  va_list args;
  va_start(args, count);
  int total = 0;
  while (count--) total += va_arg(args, int);
  va_end(args);
  return total;
}

static int counter(void) {
  static int n;
  return ++n;
}

#define type_name(x) _Generic((x), int: "int", double: "double", char *: "text", default: "other")

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }

static const char *day(int d) {
  switch (d) {
    case 0: case 6: return "weekend";
    case 1 ... 5: return "week";
    default: return "none";
  }
}

static node reversed(node *list, node **out) {
  node *result = NULL;
  while (list) {
    node *next = list->next;
    list->next = result;
    result = list;
    list = next;
  }
  *out = result;
  return *result;
}

int main(void) {
  struct bits b = {.a = 9 & 7, .b = -3, .c = 0xabcdef};
  union number n = {.f = 1.5f};
  printf("%u %d %x %08x %u\n", b.a, b.b, b.c, n.u, n.bytes[3]);
  printf("%d %d %d\n", RED, GREEN, BLUE);
  printf("%d %d\n", sum(4, 1, 2, 3, 4), (counter(), counter(), counter()));
  printf("%s %s %s %s\n", type_name(1), type_name(1.0), type_name("x"), type_name(1ul));
  int (*operations[])(int, int) = {add, sub};
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) printf("%d ", operations[i](7, 3));
  printf("\n%s %s %s\n", day(0), day(3), day(9));
  node list[] = {{1, &list[1]}, {2, &list[2]}, {3, NULL}}, *back;
  node first = reversed(list, &back);
  for (node *p = back; p; p = p->next) printf("%d ", p->value);
  printf("first %d\n", first.value);
  int matrix[3][4] = {[1] = {1, 2, 3, 4}, [2][3] = 9};
  int length = 3, vla[length];
  for (int i = 0; i < length; i++) {
    vla[i] = 0;
    for (int j = 0; j < 4; j++) vla[i] += matrix[i][j];
  }
  printf("%d %d %d\n", vla[0], vla[1], vla[2]);
  int steps = 0;
again:
  if (++steps < 5) goto again;
  do { steps--; if (steps == 2) continue; } while (steps > 1);
  printf("%d %d\n", steps, (int){3} + ((struct { int x; }){4}).x);
  printf("%d %u %lld %d\n", -7 / 2, 0u - 1, 1LL << 40, (int8_t)200);
  printf("%d %d\n", -7 % 3, (bool)0.1);
  return 0;
}
