/* stop.h - being told to end (SIGINT, SIGTERM, SIGHUP) while something is half
 * done.
 *
 * Between stop_hold() and stop_release() such a signal waits; holds may nest.
 * One that was ignored when the command began stays ignored. */
#ifndef ISRLINT_TOOL_STOP_H
#define ISRLINT_TOOL_STOP_H

#include <signal.h>
#include <stdbool.h>

typedef struct stop {
  sigset_t ends;   /* the signals that wait */
  sigset_t before; /* what was blocked before */
} stop;

void stop_hold(stop *s);
/* A signal that waited takes effect now, and may end the process. */
void stop_release(const stop *s);
/* For a child, between fork and exec. */
void stop_forget(const stop *s);
/* Waits until a child changes or a signal says to end; returns that signal, 0
 * for a child.  Without 'wait' it only looks. */
int stop_await(const stop *s, bool wait);
/* Ends the process as the signal would have done. */
void stop_now(const stop *s, int signal_number);

#endif
