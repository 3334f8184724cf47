// weft_host.preempt_timer: a flag in linear memory that is raised while the program computes. The timer counts user time of the
// process only: an idle program is never woken, and hardly any system call interrupted.
#define _GNU_SOURCE
#include "wasi.h"

#include <signal.h>
#include <sys/time.h>

static volatile uint32_t *flag;

static void raise_flag(int number) {
  (void)number;
  if (flag) *flag = 1;
}

int32_t weft_host_weft_host_preempt_timer(uint32_t flag_at, int32_t interval_ms) {
  if (interval_ms < 0) return W_INVAL;
  void *place = weft_guest(flag_at, 4);
  if (!place || flag_at % 4) return W_FAULT;
  flag = interval_ms ? place : NULL;
  sigaction(SIGVTALRM, &(struct sigaction){.sa_handler = raise_flag, .sa_flags = SA_RESTART | SA_ONSTACK}, NULL);
  struct timeval interval = {.tv_sec = interval_ms / 1000, .tv_usec = interval_ms % 1000 * 1000};
  return wasi_result(setitimer(ITIMER_VIRTUAL, &(struct itimerval){.it_interval = interval, .it_value = interval}, NULL));
}
