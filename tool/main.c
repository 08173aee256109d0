/* main.c - the command 'isrlint'. */
#include "verbs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What was printed may still be on its way, and a disk may be full. */
static int finish(int code) {
  errno = 0;
  bool good = fflush(stdout) == 0;
  if ((good && !ferror(stdout)) || code == EXIT_TROUBLE)
    return code;
  return trouble("cannot write to standard output%s%s", errno ? ": " : "",
                 errno ? strerror(errno) : "");
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    int (*run)(const options *opts);
  } verbs[] = {{"check", verb_check},     {"analyze", verb_analyze},
               {"tree", verb_tree},       {"why", verb_why},
               {"why-not", verb_why_not}, {"facts", verb_facts},
               {"ddi", verb_ddi},         {"rules", verb_rules},
               {"explain", verb_explain}};
  options opts;
  int code = options_read(&opts, argc, argv);
  if (code >= 0)
    return finish(code);
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
    if (strcmp(opts.verb, verbs[i].name) == 0)
      return finish(verbs[i].run(&opts));
  return trouble("unknown command '%s'; see 'isrlint --help'", opts.verb);
}
