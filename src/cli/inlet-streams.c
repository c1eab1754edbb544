/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-streams.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

void
inlet_streams_open (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
    /* The lowest number that is free, which is this one. Not for what it would be used for. */
    if (fcntl (fd, F_GETFD) < 0 &&
        open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      _exit (INLET_EXIT_UNEXPECTED);
  }
}

static gboolean
is_pipe_closed (void)
{
  struct pollfd output = { .fd = STDOUT_FILENO };

  return poll (&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

InletExit
inlet_streams_say_lost (void)
{
  if (is_pipe_closed ())
    return INLET_EXIT_DONE;

  g_printerr (_("Not all of this could be written to standard output.\n"));
  return INLET_EXIT_UNEXPECTED;
}

InletExit
inlet_streams_finish (InletExit status)
{
  InletExit written = INLET_EXIT_DONE;

  if (fflush (stdout) != 0 || ferror (stdout) != 0)
    written = inlet_streams_say_lost ();

  return status == INLET_EXIT_DONE ? written : status;
}
