/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-line.h"

#include "inlet-echo.h"
#include "inlet-error.h"
#include "inlet-secrets.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* The longest line that is read for a secret: session tokens and JWTs are a few thousand bytes. */
#define MAX_LINE (64 * 1024)

/* What Linux gives of a line that is typed or pasted, without its end: what is beyond is lost, and
 * nobody told. So a line of that length may be whole or not. */
#define CUT_LINE 4095

/* Read as a character where the terminal would make it a signal, which would leave the echo off. */
#define CTRL_C '\003'

static void
set_error (GError     **error,
           const char  *sentence)
{
  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, sentence);
}

static void
set_error_cut (GError **error)
{
  set_error (error, _("The terminal cuts a line that is so long. Give it on standard input, from "
                      "a pipe or a file."));
}

static void
set_error_missing (GError     **error,
                   const char  *label)
{
  /* TRANSLATORS: %s is a field such as “Client Secret”. */
  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
               _("%s: expected on a line of standard input."), label);
}

static gssize
read_byte (char *byte)
{
  gssize n;

  do
    n = read (STDIN_FILENO, byte, 1);
  while (n < 0 && errno == EINTR);

  return n;
}

/* Reads one line byte for byte, so that what follows stays for the next one, and no buffer that
 * cannot be overwritten ever holds it. */
static char *
read_line (const char  *label,
           gboolean     is_terminal,
           GError     **error)
{
  gsize most = is_terminal ? CUT_LINE : MAX_LINE;
  inlet_autosecret char *line = g_malloc0 (most + 1);

  for (gsize length = 0; length < most; length++) {
    gssize n = read_byte (line + length);

    if ((n <= 0 && length == 0) || (n > 0 && line[length] == CTRL_C)) {
      set_error_missing (error, label);
      return NULL;
    }

    if (n <= 0 || line[length] == '\n') {
      /* A copy to its length, since freeing overwrites up to the end of the text only. */
      line[length] = '\0';
      return g_strdup (line);
    }

    /* Not even what a text ends with: nothing after it would be kept. */
    if (line[length] == '\0') {
      set_error (error, _("A line on standard input has a zero byte. Give it as UTF-8 text, not as "
                          "UTF-16."));
      return NULL;
    }
  }

  if (is_terminal)
    set_error_cut (error);
  else
    set_error (error, _("A line on standard input is too long to be a secret."));
  return NULL;
}

char *
inlet_line_read (const char  *label,
                 GError     **error)
{
  char *line = NULL;

  g_return_val_if_fail (label != NULL, NULL);

  if (!inlet_echo_hide (FALSE))
    return read_line (label, FALSE, error);

  /* Not before: what is typed once it is asked for is not thrown away, nor shown. */
  g_printerr ("%s: ", label);
  line = read_line (label, TRUE, error);
  inlet_echo_restore ();
  g_printerr ("\n");
  return line;
}

gboolean
inlet_line_check_whole (const char  *text,
                        gsize        length,
                        GError     **error)
{
  const char *end = text + length;

  for (const char *line = text; line < end;) {
    const char *line_end = memchr (line, '\n', (gsize) (end - line));

    if (line_end == NULL)
      line_end = end;
    if (line_end - line >= CUT_LINE) {
      set_error_cut (error);
      return FALSE;
    }
    line = line_end + 1;
  }

  return TRUE;
}
