/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-echo.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

/* What ends a program from outside. */
static const int signals[] = { SIGTERM, SIGHUP };

/* What a signal may need at any time. */
static struct termios usual;
static struct sigaction usual_actions[G_N_ELEMENTS (signals)];

/* A terminal keeps what it was told when the program is gone. */
static void
on_ended (int number)
{
  tcsetattr (STDIN_FILENO, TCSANOW, &usual);
  /* For the usual to come of it: SA_RESETHAND. */
  raise (number);
}

gboolean
inlet_echo_hide (gboolean has_signals)
{
  struct sigaction action = { .sa_handler = on_ended, .sa_flags = (int) SA_RESETHAND };
  struct termios silent;

  if (tcgetattr (STDIN_FILENO, &usual) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++) {
    sigaction (signals[i], &action, &usual_actions[i]);
    /* As nohup(1) has it: then it does not end. */
    if (usual_actions[i].sa_handler == SIG_IGN)
      sigaction (signals[i], &usual_actions[i], NULL);
  }

  silent = usual;
  silent.c_lflag &= ~(tcflag_t) (has_signals ? ECHO : ECHO | ISIG);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  return TRUE;
}

void
inlet_echo_restore (void)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &usual);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &usual_actions[i], NULL);
}
