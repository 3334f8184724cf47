// A bytecode interpreter with a stack, running a program that counts primes by trial division. An operation is one
// instruction interpreted.
#include "stopwatch.h"

enum opcode { PUSH, LOAD, STORE, ADD, MUL, MOD, LESS, EQUAL, JUMP, JUMP_IF_ZERO, PRINT, HALT };
enum local { LIMIT, CANDIDATE, DIVISOR, COUNT };

struct instruction {
  enum opcode op;
  int arg;
};

static struct instruction code[] = {
    /*  0 */ {PUSH, 0}, {STORE, LIMIT}, {PUSH, 2}, {STORE, CANDIDATE},
    /*  4: while candidate < limit */ {LOAD, CANDIDATE}, {LOAD, LIMIT}, {LESS, 0}, {JUMP_IF_ZERO, 32},
    /*  8 */ {PUSH, 2}, {STORE, DIVISOR},
    /* 10: while divisor * divisor <= candidate */
    {LOAD, CANDIDATE}, {LOAD, DIVISOR}, {LOAD, DIVISOR}, {MUL, 0}, {LESS, 0}, {PUSH, 0}, {EQUAL, 0}, {JUMP_IF_ZERO, 27},
    /* 18 */ {LOAD, CANDIDATE}, {LOAD, DIVISOR}, {MOD, 0}, {JUMP_IF_ZERO, 31},
    /* 22 */ {LOAD, DIVISOR}, {PUSH, 1}, {ADD, 0}, {STORE, DIVISOR}, {JUMP, 10},
    /* 27 */ {LOAD, COUNT}, {PUSH, 1}, {ADD, 0}, {STORE, COUNT},
    /* 31 */ {JUMP, 34},
    /* 32 */ {LOAD, COUNT}, {JUMP, 39},
    /* 34 */ {LOAD, CANDIDATE}, {PUSH, 1}, {ADD, 0}, {STORE, CANDIDATE}, {JUMP, 4},
    /* 39 */ {PRINT, 0}, {HALT, 0}};

int main(int argc, char **argv) {
  int stack[32], *sp = stack, locals[8] = {0}, printed = 0;
  uint64_t steps = 0;
  code[0].arg = (int)stopwatch_size(argc, argv);
  stopwatch_start();
  for (const struct instruction *pc = code;;) {
    struct instruction in = *pc++;
    steps++;
    switch (in.op) {
    case PUSH: *sp++ = in.arg; break;
    case LOAD: *sp++ = locals[in.arg]; break;
    case STORE: locals[in.arg] = *--sp; break;
    case ADD: sp--; sp[-1] += *sp; break;
    case MUL: sp--; sp[-1] *= *sp; break;
    case MOD: sp--; sp[-1] %= *sp; break;
    case LESS: sp--; sp[-1] = sp[-1] < *sp; break;
    case EQUAL: sp--; sp[-1] = sp[-1] == *sp; break;
    case JUMP: pc = code + in.arg; break;
    case JUMP_IF_ZERO: if (!*--sp) pc = code + in.arg; break;
    case PRINT: printed = *--sp; break;
    case HALT: goto done;
    }
  }
done:
  stopwatch_stop(steps, "%d %llu", printed, (unsigned long long)steps);
}
