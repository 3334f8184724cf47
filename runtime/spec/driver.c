// The main loop of a program under test: it does what a script says to the module's instances, and goes on after traps.
//
// Standard input, one command a line; standard output, one answer a line.
//
//   skip                        nothing                                          ok
//   start                       instantiates the module (weft_module.init)       ok | trap CODE MESSAGE
//   call EXPORT SLOT SLOT ...   calls an export; slots are hexadecimal           ok SLOT ... | trap CODE MESSAGE
//
// The slots of references come as HEX:KIND, kind being what they refer to: null, func, exn, cont, i31, host, struct or
// array.
//
// A trap leaves the wasm stacks as they are: nothing refers to the continuations of the failed call any more, so the
// collector reclaims them.
#include "../native/runtime.h"
#include "../native/stack-growth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SLOTS 2048 // two for each of the thousand values that a function type may have

typedef struct job {
  void (*thunk)(uint64_t *slots); // NULL: instantiate
  uint64_t slots[MAX_SLOTS];
} job;

static void run(void *arg) {
  job *j = arg;
  if (j->thunk) j->thunk(j->slots);
  else if (weft_module.init) weft_module.init();
}

// `letter` as in weft_export.sig.
static const char *kind_of(char letter, uint64_t word) {
  if (!word) return "null";
  switch (letter) {
    case 'r': return "func";
    case 'x': return "exn";
    case 'c': return "cont";
  }
  if (word & 1) return "i31";
  if (word & 2) return "host";
  const weft_object *object = (const weft_object *)word;
  return weft_module.types[(uint32_t)object->header].kind == WEFT_TYPE_STRUCT ? "struct" : "array";
}

static void answer(int32_t code, const job *j, const char *results) {
  if (code) {
    printf("trap %d %s\n", code, weft_trap_message(code));
  } else {
    const uint64_t *slot = j->slots;
    printf("ok");
    for (; *results; results++) {
      if (strchr("ijfdv", *results)) printf(" %lx", *slot++);
      else printf(" %lx:%s", *slot, kind_of(*results, *slot)), slot++;
      if (*results == 'v' || *results == 'c') printf(" %lx", *slot++);
    }
    printf("\n");
  }
  fflush(stdout);
}

void weft_driver(void) {
  weft_stack *stack = weft_stack_take_slow();
  if (!weft_stack_make_big(stack)) weft_fatal("cannot make the main stack");
  static job j;
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, stdin) > 0) {
    char *rest = line;
    const char *command = strsep(&rest, " \n");
    memset(&j, 0, sizeof j);
    if (strcmp(command, "start") == 0) {
      answer(weft_guarded(stack, run, &j), &j, "");
      continue;
    }
    if (strcmp(command, "skip") == 0) {
      answer(0, &j, "");
      continue;
    }
    const char *name = strsep(&rest, " \n");
    const weft_export *export = name ? weft_find_export(name) : NULL;
    if (strcmp(command, "call") != 0 || !export) weft_fatal("no command %s %s", command, name ? name : "");
    j.thunk = export->thunk;
    const char *word;
    for (int i = 0; i < MAX_SLOTS && (word = strsep(&rest, " \n")) && *word; i++) j.slots[i] = strtoull(word, NULL, 16);
    answer(weft_guarded(stack, run, &j), &j, strchr(export->sig, ':') + 1);
  }
  free(line);
}
