// The least that a switch of stacks can cost: the loops of c/switching with a raw switch in inline assembly, in native C.
// It saves the instruction, stack and frame pointers and lets the compiler save what else is live. Nothing is checked, no
// handler is looked for, stacks are never given back.
#include "stopwatch.h"
#include <string.h>
#include <sys/mman.h>

struct context {
  void *ip, *sp, *bp;
};

/** Leaves `from`, continues `to` with a value; returns the value with which somebody continues `from`. */
static inline __attribute__((always_inline)) long swap(struct context *from, struct context *to, long value) {
  __asm__ volatile("leaq 1f(%%rip), %%rax\n\t"
                   "movq %%rax, 0(%1)\n\t"
                   "movq %%rsp, 8(%1)\n\t"
                   "movq %%rbp, 16(%1)\n\t"
                   "movq 8(%2), %%rsp\n\t"
                   "movq 16(%2), %%rbp\n\t"
                   "jmpq *0(%2)\n"
                   "1:"
                   : "+D"(value), "+S"(from), "+d"(to)
                   :
                   : "rax", "rbx", "rcx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "memory", "cc", "xmm0", "xmm1",
                     "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13",
                     "xmm14", "xmm15");
  return value;
}

static struct context consumer;

struct fiber {
  struct context context;
  char *stack;
};

enum { stack_size = 64 << 10 };

static void prepare(struct fiber *f, void (*entry)(long), char *stack) {
  f->stack = stack;
  // As after a call: the stack pointer is 8 below a multiple of 16.
  f->context = (struct context){(void *)entry, stack + stack_size - 8, 0};
}

/** Never returns; its first value is the address of its own context. */
static void count(long own) {
  struct context *me = (struct context *)own;
  for (long i = 1;; i++) swap(me, &consumer, i);
}

static void add_one(long value) {
  struct context ended;
  swap(&ended, &consumer, value + 1);
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  long n = argc > 2 ? atol(argv[2]) : 0, many = argc > 3 ? atol(argv[3]) : 1, sum = 0;
  int live = strcmp(what, "live") == 0;
  if (live || strcmp(what, "pair") == 0 || strcmp(what, "robin") == 0) {
    if (live) {
      many = n;
      stopwatch_start();
    }
    struct fiber *all = calloc(many, sizeof *all);
    // One reservation, without guards; tops staggered by cache lines.
    char *stacks = mmap(0, many * stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stacks == MAP_FAILED) return 1;
    for (long i = 0; i < many; i++) {
      prepare(&all[i], count, stacks + i * stack_size);
      all[i].context.sp = (char *)all[i].context.sp - (i * 37 & 31) * 64;
    }
    int warm = strcmp(what, "robin") == 0;
    long rounds = warm ? n / many : 0;
    if (live || warm) {
      for (long i = 0; i < many; i++) sum += swap(&consumer, &all[i].context, (long)&all[i].context);
      if (warm) stopwatch_start();
      for (long round = 0; round < rounds; round++)
        for (long i = 0; i < many; i++) sum += swap(&consumer, &all[i].context, 0);
    } else {
      stopwatch_start();
      for (long i = 0; i < n; i++) sum += swap(&consumer, &all[0].context, (long)&all[0].context);
    }
    stopwatch_stop(warm ? rounds * many : n, "%ld", sum);
  } else if (strcmp(what, "create") == 0) {
    char *stack = malloc(stack_size);
    struct fiber f;
    stopwatch_start();
    for (long i = 0; i < n; i++) {
      prepare(&f, add_one, stack);
      sum += swap(&consumer, &f.context, i);
    }
    stopwatch_stop(n, "%ld", sum);
  } else {
    fprintf(stderr, "usage: switching-floor pair|create|live|robin N [HOW-MANY]\n");
    return 2;
  }
}
