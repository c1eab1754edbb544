/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "stall.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* Between two waits of the main loop: microseconds of the world's time, and those without what
 * others had the processor for. */
static gint64 woken_at;
static gint64 kept_until;
static gint64 longest;
static gint64 longest_of_all;

/* For how long this thread could have run and did not, as far as the system knows: microseconds. */
static gint64
get_kept_waiting (void)
{
  static int fd = -1;
  char text[128];
  gint64 ran = 0, waited = 0;
  gssize length;

  if (fd < 0)
    fd = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  length = fd >= 0 ? pread (fd, text, sizeof text - 1, 0) : 0;
  text[MAX (length, 0)] = '\0';
  if (sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &ran, &waited) != 2)
    return 0;

  return waited / 1000;
}

static int
poll_and_measure (GPollFD *fds,
                  guint    n_fds,
                  int      timeout)
{
  int n_ready;

  if (woken_at != 0) {
    gint64 busy = g_get_monotonic_time () - woken_at;
    gint64 own = busy - (get_kept_waiting () - kept_until);

    longest_of_all = MAX (longest_of_all, busy);
    longest = MAX (longest, own);
  }

  n_ready = g_poll (fds, n_fds, timeout);
  woken_at = g_get_monotonic_time ();
  kept_until = get_kept_waiting ();
  return n_ready;
}

void
stall_begin (void)
{
  g_main_context_set_poll_func (NULL, poll_and_measure);
  woken_at = 0;
  longest = 0;
  longest_of_all = 0;
}

double
stall_get_longest (void)
{
  return longest / 1000.0;
}

double
stall_get_longest_of_all (void)
{
  return longest_of_all / 1000.0;
}
