// WASI has no working directory, and wasi-libc begins in "/". A program that opens files by name begins in $PWD instead,
// which weft's engines always set to the directory they were started in. Linked only with programs that use paths.
#include <stdlib.h>
#include <unistd.h>

__attribute__((constructor)) static void begin_in_working_directory(void) {
  const char *directory = getenv("PWD");
  // Where the program may not go there, names stay relative to what it was given.
  if (directory != NULL) (void)!chdir(directory);
}
