/* stop.c - see stop.h. */
#include "stop.h"

#include <stddef.h>
#include <time.h>
#include <unistd.h>

void stop_hold(stop *s) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  /* Ignored, a child would leave no status. */
  signal(SIGCHLD, SIG_DFL);
  sigemptyset(&s->ends);
  sigaddset(&s->ends, SIGCHLD);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction now;
    if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
      sigaddset(&s->ends, numbers[i]);
  }
  sigprocmask(SIG_BLOCK, &s->ends, &s->before);
}

void stop_release(const stop *s) { sigprocmask(SIG_SETMASK, &s->before, NULL); }

void stop_forget(const stop *s) { stop_release(s); }

int stop_await(const stop *s, bool wait) {
  const struct timespec none = {0, 0};
  int got =
      wait ? sigwaitinfo(&s->ends, NULL) : sigtimedwait(&s->ends, NULL, &none);
  return got > 0 && got != SIGCHLD ? got : 0;
}

void stop_now(const stop *s, int signal_number) {
  signal(signal_number, SIG_DFL);
  stop_release(s);
  raise(signal_number);
  _exit(128 + signal_number);
}
