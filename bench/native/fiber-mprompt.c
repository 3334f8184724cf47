// fiber.h on libmprompt's prompts, so that the fiber suite runs natively on it.
#include <fiber.h>
#include <mprompt.h>
#include <stdlib.h>

struct fiber {
  fiber_entry_point_t entry;
  mp_prompt_t *prompt;
  /** Set while it is suspended. */
  mp_resume_t *rest;
  /** Who resumed it. */
  struct fiber *resumer;
  void *argument;
  enum { FRESH, SUSPENDED, RUNNING, ENDED } state;
};

static struct fiber *current;

void fiber_init(void) {
  mp_config_t config = mp_config_default();
  mp_init(&config);
}

void fiber_finalize(void) {}

fiber_t fiber_alloc(fiber_entry_point_t entry) {
  fiber_t fiber = malloc(sizeof *fiber);
  if (fiber) *fiber = (struct fiber){.entry = entry, .state = FRESH};
  return fiber;
}

void fiber_free(fiber_t fiber) {
  if (fiber && fiber->state == SUSPENDED) mp_resume_drop(fiber->rest);
  free(fiber);
}

static void *start(mp_prompt_t *prompt, void *argument) {
  fiber_t fiber = argument;
  fiber->prompt = prompt;
  void *result = fiber->entry(fiber->argument);
  fiber->state = ENDED;
  return result;
}

void *fiber_resume(fiber_t fiber, void *argument, fiber_result_t *status) {
  if (fiber->state != FRESH && fiber->state != SUSPENDED) {
    *status = FIBER_ERROR;
    return NULL;
  }
  int fresh = fiber->state == FRESH;
  fiber->resumer = current;
  fiber->state = RUNNING;
  current = fiber;
  if (fresh) fiber->argument = argument;
  void *value = fresh ? mp_prompt(start, fiber) : mp_resume(fiber->rest, argument);
  current = fiber->resumer;
  *status = fiber->state == ENDED ? FIBER_OK : FIBER_YIELD;
  return value;
}

static void *keep(mp_resume_t *rest, void *value) {
  current->rest = rest;
  current->state = SUSPENDED;
  return value;
}

void *fiber_yield(void *value) { return mp_yield(current->prompt, keep, value); }
