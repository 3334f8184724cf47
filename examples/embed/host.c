// The C side of tokens.wat: gives it a text, takes numbers out of it, and lives on when a call fails.
#include "tokens.h"

#include <stdio.h>

static const char *text;

// The module's import env.next_byte.
int32_t weft_host_env_next_byte(void) { return *text ? *text++ : -1; }

static void sum(const char *numbers) {
  text = numbers;
  int64_t total = 0, value;
  int32_t more;
  weft_status status = tokens_begin();
  while (status == WEFT_OK && (status = tokens_next(&value, &more)) == WEFT_OK && more) total += value;
  if (status == WEFT_OK) printf("sum of \"%s\": %lld\n", numbers, (long long)total);
  else printf("\"%s\": status %d, %s\n", numbers, status, weft_error_message());
}

int main(int argc, char **argv) {
  if (weft_instantiate(argc, argv) != WEFT_OK) {
    fprintf(stderr, "%s\n", weft_error_message());
    return 1;
  }
  sum("1 20 300");
  sum("1 2 x"); // the exception $bad leaves next
  int32_t quotient = 0;
  if (tokens_divide(7, 0, &quotient) == WEFT_TRAPPED) printf("7 / 0: %s\n", weft_error_message());
  if (tokens_lost() == WEFT_UNHANDLED) printf("lost: %s\n", weft_error_message());
  if (tokens_divide(42, 6, &quotient) == WEFT_OK) printf("42 / 6: %d\n", quotient);
  sum("40 2");
  printf("memory: %llu bytes\n", (unsigned long long)weft_memory_size());
  return 0;
}
