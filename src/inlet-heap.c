/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The libraries between a person and Adobe (GTK, libsecret, json-glib, libsoup, GIO, GnuTLS) have
 * copies of secrets that they free as they are, and cannot be told to do otherwise. The allocator's
 * own M_PERTURB passes over small pieces, which is what most secrets are.
 *
 * So these take the place of the C library's functions, in the libraries as well, and pass on to
 * them (see “Replacing malloc” in the manual of the GNU C Library). */

#include "inlet-heap.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef OVERWRITE_HEAP

extern void  __libc_free (void  *memory);
extern void *__libc_realloc (void  *memory,
                             size_t size);

static atomic_bool is_overwriting;

static bool
must_overwrite (const void *memory)
{
  return memory != NULL && atomic_load_explicit (&is_overwriting, memory_order_relaxed);
}

void
free (void *memory)
{
  if (must_overwrite (memory))
    explicit_bzero (memory, malloc_usable_size (memory));

  __libc_free (memory);
}

/* What grows is moved by hand, since the C library would free the old place by itself. */
static void *
move (void  *memory,
      size_t usable,
      size_t size)
{
  void *moved = malloc (size);

  if (moved == NULL)
    return NULL;

  memcpy (moved, memory, usable);
  free (memory);

  return moved;
}

void *
realloc (void  *memory,
         size_t size)
{
  size_t usable;

  if (!must_overwrite (memory))
    return __libc_realloc (memory, size);

  usable = malloc_usable_size (memory);
  if (size > usable)
    return move (memory, usable, size);

  explicit_bzero ((char *) memory + size, usable - size);

  return __libc_realloc (memory, size);
}

void
inlet_heap_overwrite (void)
{
  atomic_store (&is_overwriting, true);
}

#else

void
inlet_heap_overwrite (void)
{
}

#endif
