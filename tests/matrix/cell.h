/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * Cell:
 *
 * One call with one fault: runs it against a server of its own, and judges what came of it.
 */
typedef struct
{
  const Call  *call;        /* (unowned) */
  Place       *place;       /* (owned) */
  char        *path;        /* (owned): family/call/name */

  FaultServer *server;      /* (owned) (nullable) */
  GSocket     *deaf;        /* (owned) (nullable): instead of a server */
  InletHttp   *http;        /* (owned) (nullable) */
  gpointer     lingering;   /* weak: the client, until nothing holds it any more */
  char        *earlier;     /* (owned) (nullable): the reply before the fault */
  FaultStep    earlier_steps[8];
  const FaultStep *scripts[3];

  guint        seconds;     /* the time-out */
  gint64       started_at;
  gint64       ended_at;
  gboolean     is_done;
  char        *result;      /* (owned) (nullable) */
  GError      *error;       /* (owned) (nullable) */
  Outcome      outcome;
  char        *complaint;   /* (owned) (nullable): what is wrong with it */
} Cell;

/* @place: (transfer full) */
Cell    *cell_new      (const Call *call,
                        Place      *place);
void     cell_free     (Cell       *self);
/* Begins, or begins again; with this time-out where it has to end by one. */
void     cell_start    (Cell       *self,
                        guint       seconds);
/* Sets outcome and complaint. */
void     cell_judge    (Cell       *self);
/* Lets go of client and server; FALSE as long as something still holds the client. */
gboolean cell_clear    (Cell       *self);

G_END_DECLS
