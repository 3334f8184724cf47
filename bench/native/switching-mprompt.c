// The loops of c/switching on libmprompt's prompts, in native C.
#include "stopwatch.h"
#include <mprompt.h>
#include <string.h>

static mp_resume_t *resumption;
static long number;

/** Runs where the prompt was entered: keeps what is to be resumed. */
static void *keep(mp_resume_t *r, void *value) {
  resumption = r;
  number = (long)value;
  return NULL;
}

static void *count(mp_prompt_t *prompt, void *unused) {
  (void)unused;
  for (long i = 1;; i++) mp_yield(prompt, keep, (void *)i);
  return NULL;
}

struct nest {
  long depth;
  mp_prompt_t *outermost;
};

static void *level(mp_prompt_t *prompt, void *argument) {
  struct nest *nest = argument;
  if (nest->outermost == NULL) nest->outermost = prompt;
  if (nest->depth-- == 0) return count(nest->outermost, NULL);
  return mp_prompt(level, nest);
}

static void *add_one(mp_prompt_t *prompt, void *value) {
  (void)prompt;
  return (void *)((long)value + 1);
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  long n = argc > 2 ? atol(argv[2]) : 0, many = argc > 3 ? atol(argv[3]) : 1, sum = 0;
  mp_config_t config = mp_config_default();
  mp_init(&config);
  if (strcmp(what, "pair") == 0 || strcmp(what, "depth") == 0) {
    struct nest nest = {many - 1, NULL};
    stopwatch_start();
    mp_prompt(level, &nest);
    for (long i = 1; i < n; i++) {
      sum += number;
      mp_resume(resumption, NULL);
    }
    sum += number;
    stopwatch_stop(n, "%ld", sum);
  } else if (strcmp(what, "create") == 0) {
    stopwatch_start();
    for (long i = 0; i < n; i++) sum += (long)mp_prompt(add_one, (void *)i);
    stopwatch_stop(n, "%ld", sum);
  } else if (strcmp(what, "live") == 0 || strcmp(what, "robin") == 0) {
    int rounds = strcmp(what, "robin") == 0;
    if (!rounds) many = n;
    mp_resume_t **all = calloc(many, sizeof *all);
    if (!rounds) stopwatch_start();
    for (long i = 0; i < many; i++) {
      mp_prompt(count, NULL);
      all[i] = resumption;
      sum += number;
    }
    if (rounds) stopwatch_start();
    for (long round = 0; rounds && round < n / many; round++)
      for (long i = 0; i < many; i++) {
        mp_resume(all[i], NULL);
        all[i] = resumption;
        sum += number;
      }
    stopwatch_stop(rounds ? n / many * many : n, "%ld", sum);
  } else {
    fprintf(stderr, "usage: switching-mprompt pair|depth|create|live|robin N [HOW-MANY]\n");
    return 2;
  }
}
