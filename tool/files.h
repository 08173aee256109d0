/* files.h - paths, whole files and folders. */
#ifndef ISRLINT_TOOL_FILES_H
#define ISRLINT_TOOL_FILES_H

#include "isrlint/status.h"

/* A growing list of heap strings that it owns; {0} is empty. */
typedef struct strings {
  char **items;
  size_t count, capacity;
} strings;

/* Adds a copy; ends the process with a message when out of memory, as all
 * functions of this file do: the command has nothing left to do then. */
void strings_add(strings *list, const char *text);
void strings_sort(strings *list);
void strings_free(strings *list);

void *need(void *memory);
char *text_printf(const char *format, ...) IL_PRINTF(1, 2);

bool is_folder(const char *path);
bool is_file(const char *path);
/* 'folder/name', or 'name' when it is absolute. */
char *path_join(const char *folder, const char *name);
/* Absolute, without '.', '..' and doubled '/', symbolic links kept. */
char *path_absolute(const char *path);
/* Everything before the last '/', "." without one. */
char *path_folder(const char *path);
/* What follows the last '/'. */
const char *path_base(const char *path);
/* Whether it is longer than the ending and ends in it. */
bool path_ends_in(const char *path, const char *ending);
/* Whether it ends in one of these, upper or lower case; null ends the list. */
bool path_ends_in_any(const char *path, const char *const *endings);
/* The nearest folder from 'folder' upwards that holds .isrlint.yml or .git;
 * null when none does. */
char *path_project(const char *folder);
/* Makes the folder and those above it; false, with errno, on failure. */
bool make_folders(const char *path);

/* Reads a whole file of at most 1 GiB into heap memory; false, with *why in
 * static or errno text, on failure. */
bool read_file(const char *path, il_str *text, const char **why);

/* Adds every file below 'folder' whose name ends in one of the endings, sorted,
 * hidden folders left out; false when a folder could not be read. */
bool find_files(const char *folder, const char *const *endings, strings *found);

#endif
