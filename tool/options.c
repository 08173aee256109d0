/* options.c - see options.h. */
#include "options.h"

#include "utf8.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The words of the contract that are not there yet: they say so, so that a
 * script which uses one fails loudly instead of doing less. */
static const char *const later_verbs[] = {
    "extract", "baseline", "config", "install-hook", "completion", NULL};
static const char *const later_options[] = {
    "html",   "format",      "baseline", "changed-lines",
    "config", "time-budget", "staged",   NULL};
static const char help[] =
    "usage: isrlint check [-p BUILD_DIR] [FILE|DIR...]   extract, link, "
    "analyse, report\n"
    "       isrlint analyze FACTS|OBJECT|ARCHIVE|DIR...  the same from facts "
    "already there\n"
    "       isrlint tree [ROOT...] [DIR]                 draw the call trees: "
    "levels, loops, findings\n"
    "       isrlint why FUNCTION [DIR]                   at which levels it "
    "runs, and by which way\n"
    "       isrlint why-not FILE:LINE [DIR]              why a line is not "
    "reported\n"
    "       isrlint facts [--text] FILE                  show the facts of a "
    "unit\n"
    "       isrlint facts --describe                     describe the form of "
    "facts\n"
    "       isrlint ddi NAME...                          what is known of a "
    "routine, and from where\n"
    "       isrlint rules                                list the rules\n"
    "       isrlint explain RULE                         explain a rule\n"
    "\n"
    "  -p BUILD_DIR          folder with compile_commands.json (default: ., "
    "build*, out)\n"
    "      --sarif FILE      also write SARIF 2.1.0\n"
    "      --rules LIST      default, all, or rule ids, '-id' to drop one, "
    "joined by ','\n"
    "      --fail-on LEVEL   note, warning or error: lowest level that ends in "
    "1 (default: warning)\n"
    "      --cache DIR       where facts are kept (default: "
    "BUILD_DIR/.isrlint)\n"
    "      --clang MAJOR     extractor to use (default: the newest installed)\n"
    "      --wdk DIR         headers for folders without a compilation "
    "database (default: our own)\n"
    "      --show-suppressed show what comments in the source hide, too\n"
    "      --dot             tree: for Graphviz\n"
    "      --color WHEN      auto, always or never (default: auto)\n"
    "      --timings         say how long each step took\n"
    "      --strict          end in 3 when the answer is incomplete\n"
    "  -j N                  units extracted at once (default: one per "
    "processor)\n"
    "  -q                    no summary\n"
    "  -v                    list everything, show the compiler's messages\n"
    "      --version         print the version\n"
    "      --help            print this\n"
    "\n"
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 isrlint could "
    "not do its\nwork, 3 with --strict when the answer is incomplete.\n";

/* Messages carry names of files, and those may carry anything.  Fixed in size,
 * for it must work when there is no memory. */
static void say(const char *level, const char *format, va_list args) {
  char text[8192];
  vsnprintf(text, sizeof text, format, args);
  il_buf line = {0};
  il_utf8_visible(&line, il_str_of(text));
  if (line.failed || !line.ptr)
    fprintf(stderr, "isrlint: %s: %s\n", level, text);
  else
    fprintf(stderr, "isrlint: %s: %.*s\n", level, (int)line.len, line.ptr);
  il_buf_free(&line);
}

int trouble(const char *format, ...) {
  va_list args;
  va_start(args, format);
  say("error", format, args);
  va_end(args);
  return EXIT_TROUBLE;
}

void remark(const char *format, ...) {
  va_list args;
  va_start(args, format);
  say("note", format, args);
  va_end(args);
}

static bool listed(const char *const *words, const char *word, size_t len) {
  for (; *words; words++)
    if (strlen(*words) == len && strncmp(*words, word, len) == 0)
      return true;
  return false;
}

/* A word of the contract among the options is better answered as "not yet"
 * than as "unknown". */
static int unknown_option(const char *arg) {
  if (strncmp(arg, "--", 2) == 0) {
    size_t len = strcspn(arg + 2, "=");
    if (listed(later_options, arg + 2, len))
      return trouble("'--%.*s' is not there yet in this version; see 'isrlint "
                     "--help' for what is",
                     (int)len, arg + 2);
  }
  return trouble("unknown or incomplete option '%s'; see 'isrlint --help'",
                 arg);
}

static bool number(const char *text, int low, int high, int *value) {
  char *end;
  long parsed = strtol(text, &end, 10);
  if (!*text || *end || parsed < low || parsed > high)
    return false;
  *value = (int)parsed;
  return true;
}

int options_read(options *opts, int argc, char **argv) {
  enum {
    OPT_SARIF = 256,
    OPT_RULES,
    OPT_FAIL_ON,
    OPT_CACHE,
    OPT_CLANG,
    OPT_WDK,
    OPT_STRICT,
    OPT_SUPPRESSED,
    OPT_DOT,
    OPT_COLOR,
    OPT_TIMINGS,
    OPT_VERSION,
    OPT_HELP,
    OPT_TEXT,
    OPT_DESCRIBE
  };
  static const struct option longs[] = {
      {"sarif", required_argument, NULL, OPT_SARIF},
      {"rules", required_argument, NULL, OPT_RULES},
      {"fail-on", required_argument, NULL, OPT_FAIL_ON},
      {"cache", required_argument, NULL, OPT_CACHE},
      {"clang", required_argument, NULL, OPT_CLANG},
      {"wdk", required_argument, NULL, OPT_WDK},
      {"strict", no_argument, NULL, OPT_STRICT},
      {"show-suppressed", no_argument, NULL, OPT_SUPPRESSED},
      {"dot", no_argument, NULL, OPT_DOT},
      {"color", required_argument, NULL, OPT_COLOR},
      {"timings", no_argument, NULL, OPT_TIMINGS},
      {"version", no_argument, NULL, OPT_VERSION},
      {"help", no_argument, NULL, OPT_HELP},
      {"text", no_argument, NULL, OPT_TEXT},
      {"describe", no_argument, NULL, OPT_DESCRIBE},
      {NULL, 0, NULL, 0}};
  *opts = (options){.program = argv[0], .fail_on = IL_WARNING, .color = -1};
  opterr = 0;
  for (;;) {
    int c = getopt_long(argc, argv, "p:j:qv", longs, NULL);
    if (c == -1)
      break;
    switch (c) {
    case 'p':
      opts->build_dir = optarg;
      break;
    case 'j':
      if (!number(optarg, 1, 1024, &opts->jobs))
        return trouble("-j takes a number from 1 to 1024, not '%s'", optarg);
      break;
    case 'q':
      opts->quiet = true;
      break;
    case 'v':
      opts->verbose = true;
      break;
    case OPT_SARIF:
      opts->sarif = optarg;
      break;
    case OPT_RULES:
      opts->rules = optarg;
      break;
    case OPT_FAIL_ON:
      if (strcmp(optarg, "note") == 0)
        opts->fail_on = IL_NOTE;
      else if (strcmp(optarg, "warning") == 0)
        opts->fail_on = IL_WARNING;
      else if (strcmp(optarg, "error") == 0)
        opts->fail_on = IL_ERROR;
      else
        return trouble("--fail-on takes note, warning or error, not '%s'",
                       optarg);
      break;
    case OPT_CACHE:
      opts->cache = optarg;
      break;
    case OPT_CLANG:
      if (!number(optarg, 1, 999, &opts->clang))
        return trouble("--clang takes a major version such as 19, not '%s'",
                       optarg);
      break;
    case OPT_WDK:
      opts->wdk = optarg;
      break;
    case OPT_SUPPRESSED:
      opts->suppressed = true;
      break;
    case OPT_DOT:
      opts->dot = true;
      break;
    case OPT_COLOR:
      if (strcmp(optarg, "auto") == 0)
        opts->color = -1;
      else if (strcmp(optarg, "always") == 0 || strcmp(optarg, "never") == 0)
        opts->color = optarg[0] == 'a';
      else
        return trouble("--color takes auto, always or never, not '%s'", optarg);
      break;
    case OPT_TIMINGS:
      opts->timings = true;
      break;
    case OPT_STRICT:
      opts->strict = true;
      break;
    case OPT_VERSION:
      printf("isrlint %s (facts format %d)\n", ISRLINT_VERSION,
             IL_FACTS_VERSION);
      return EXIT_CLEAN;
    case OPT_HELP:
      fputs(help, stdout);
      return EXIT_CLEAN;
    case OPT_TEXT:
      opts->text = true;
      break;
    case OPT_DESCRIBE:
      opts->describe = true;
      break;
    default:
      /* A short option may stand in the middle of a word. */
      if (optopt > 0 && optopt < OPT_SARIF)
        return trouble("unknown or incomplete option '-%c'; see 'isrlint "
                       "--help'",
                       optopt);
      return unknown_option(argv[optind - 1]);
    }
  }
  if (optind >= argc) {
    fputs(help, stderr);
    return EXIT_TROUBLE;
  }
  opts->verb = argv[optind++];
  opts->files = argv + optind;
  opts->file_count = argc - optind;
  if (listed(later_verbs, opts->verb, strlen(opts->verb)))
    return trouble("'isrlint %s' is not there yet in this version; see "
                   "'isrlint --help' for what is",
                   opts->verb);
  il_error err = {0};
  if (opts->rules &&
      !il_rules_valid((il_str){opts->rules, strlen(opts->rules)}, &err))
    return trouble("--rules: %s", err.message);
  return -1;
}
