/* list.h - growing arrays in an arena. */
#ifndef ISRLINT_CORE_LIST_H
#define ISRLINT_CORE_LIST_H

#include "arena.h"

/* A list of items of one type; starts as {0}. */
#define IL_LIST(type)                                                          \
  struct {                                                                     \
    type *items;                                                               \
    size_t count, capacity;                                                    \
    void *grown;                                                               \
  }

/* Adds a copy of the value at the end; false when out of memory. */
#define IL_PUSH(arena, list, value)                                            \
  ((list)->grown = il_arena_grow((arena), (list)->items, (list)->count,        \
                                 &(list)->capacity, sizeof *(list)->items),    \
   (list)->grown ? ((list)->items = (list)->grown,                             \
                    (list)->items[(list)->count++] = (value), true)            \
                 : false)

/* "No such thing" where a place in a list is expected. */
#define IL_NONE UINT32_MAX

#endif
