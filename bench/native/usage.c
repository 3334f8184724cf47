// usage COMMAND ARGS...: runs the command and writes to descriptor 3, when it has ended, what it used:
// "KIBIBYTES_AT_PEAK USER_MICROSECONDS SYSTEM_MICROSECONDS". The exit code is the command's; a signal's is 128 and its number.
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static long microseconds(struct timeval t) { return t.tv_sec * 1000000L + t.tv_usec; }

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  fcntl(3, F_SETFD, FD_CLOEXEC);
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    _exit(127);
  }
  int status;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) < 0) {
    perror("usage");
    return 127;
  }
  dprintf(3, "%ld %ld %ld\n", used.ru_maxrss, microseconds(used.ru_utime), microseconds(used.ru_stime));
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
