/* embed.c - host tool: turns text files into one C file that holds them.
 *
 * usage: isrlint-embed OUT.c SYMBOL FILE...
 *
 * OUT.c defines 'const il_table_text SYMBOL[]', one entry a file with its base
 * name, in the order given, and 'const size_t SYMBOL_count'.  The text of
 * .../FOLDER/NAME alone is 'const char SYMBOL_FOLDER_NAME[]', with '_' for what
 * no identifier can hold, so that constant tables can point to it.  String
 * literals compile much faster than lists of numbers.  OUT.c is only replaced
 * when the whole of it was written. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  const char *backslash = strrchr(path, '\\');
  if (!slash || (backslash && backslash > slash))
    slash = backslash;
  return slash ? slash + 1 : path;
}

/* The last folder and the name of a path, as the end of an identifier. */
static void write_identifier(FILE *out, const char *symbol, const char *path) {
  const char *from = base_name(path);
  if (from > path)
    from--;
  while (from > path && from[-1] != '/' && from[-1] != '\\')
    from--;
  fprintf(out, "%s_", symbol);
  for (; *from; from++)
    putc(isalnum((unsigned char)*from) ? *from : '_', out);
}

static int fail(const char *path, const char *what) {
  fprintf(stderr, "isrlint-embed: %s: %s\n", path, what);
  return 1;
}

/* Octal escapes end after three digits, whatever follows; '?' is escaped
 * because of trigraphs. */
static void write_byte(FILE *out, int byte) {
  if (byte == '\n')
    fputs("\\n\"\n\"", out);
  else if (byte == '\t')
    fputs("\\t", out);
  else if (byte == '"' || byte == '\\' || byte == '?')
    fprintf(out, "\\%c", byte);
  else if (byte < ' ' || byte > '~')
    fprintf(out, "\\%03o", (unsigned)byte);
  else
    putc(byte, out);
}

static int write_text(FILE *out, const char *symbol, const char *path) {
  FILE *in = fopen(path, "rb");
  if (!in)
    return fail(path, "cannot be opened");
  fputs("extern const char ", out);
  write_identifier(out, symbol, path);
  fputs("[];\nconst char ", out);
  write_identifier(out, symbol, path);
  fputs("[] =\n\"", out);
  for (int byte; (byte = getc(in)) != EOF;)
    write_byte(out, byte);
  fputs("\";\n", out);
  int bad = ferror(in);
  fclose(in);
  return bad ? fail(path, "cannot be read") : 0;
}

static int write_all(FILE *out, const char *symbol, int count, char **paths) {
  fputs("/* Made by isrlint-embed from files of the source tree. */\n"
        "#include \"isrlint/knowledge.h\"\n\n"
        "#if defined(__GNUC__)\n"
        "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
        "#endif\n\n",
        out);
  fprintf(out,
          "extern const il_table_text %s[];\n"
          "extern const size_t %s_count;\n\n",
          symbol, symbol);
  for (int i = 0; i < count; i++)
    if (write_text(out, symbol, paths[i]))
      return 1;
  fprintf(out, "const il_table_text %s[] = {\n", symbol);
  for (int i = 0; i < count; i++) {
    fprintf(out, "    {\"%s\", {", base_name(paths[i]));
    write_identifier(out, symbol, paths[i]);
    fputs(", sizeof ", out);
    write_identifier(out, symbol, paths[i]);
    fputs(" - 1}},\n", out);
  }
  fprintf(out, "};\nconst size_t %s_count = %d;\n", symbol, count);
  return 0;
}

int main(int argc, char **argv) {
  char part[1024];
  if (argc < 4) {
    fputs("usage: isrlint-embed OUT.c SYMBOL FILE...\n", stderr);
    return 2;
  }
  if (snprintf(part, sizeof part, "%s.part", argv[1]) >= (int)sizeof part)
    return fail(argv[1], "name too long");
  FILE *out = fopen(part, "wb");
  if (!out)
    return fail(part, "cannot be written");
  int bad = write_all(out, argv[2], argc - 3, argv + 3);
  if (fclose(out) != 0 && !bad)
    bad = fail(part, "cannot be written");
  if (!bad) {
    remove(argv[1]);
    if (rename(part, argv[1]) != 0)
      bad = fail(argv[1], "cannot be written");
  }
  if (bad)
    remove(part);
  return bad;
}
