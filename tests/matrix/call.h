/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-http.h"

G_BEGIN_DECLS

/**
 * CallEffect:
 * @CALL_ASKS: nothing; a lost answer leaves nothing in doubt
 * @CALL_SIGNS_IN: nothing but a token; no certainty of it is ever unknown
 * @CALL_MAKES: makes something, and must not do it twice
 *
 * What a call changes at Adobe.
 */
typedef enum {
  CALL_ASKS,
  CALL_SIGNS_IN,
  CALL_MAKES,
} CallEffect;

#define CALL_MAX_SECRETS 4

/**
 * Call:
 *
 * A call that the program has. Every fault is tried on every row of the table of calls, so that a
 * new call is tested by being declared there.
 */
typedef struct
{
  const char *name;
  CallEffect  effect;

  /* The good reply, without what frames its body. */
  const char *status_line;
  const char *headers;                      /* lines of their own, "" for none */
  const char *body;
  const char *earlier;                      /* (nullable): bodies of good replies before it */

  const char *secrets[CALL_MAX_SECRETS];    /* what it sends and who answers may repeat */
  const char *result;                       /* what finish() gives for the good reply */

  void  (*start)  (InletHttp           *http,
                   const char          *url,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data);
  char *(*finish) (InletHttp           *http,
                   GAsyncResult        *result,
                   GError             **error);

  const char *empty;                        /* (nullable): the name of the body of places-status.c
                                             * that is a good reply, too: of nothing */
  const char *empty_result;                 /* what finish() gives for that */
  guint64     max_bytes;                    /* of a body, where that is more than of others; 0 */
} Call;

/* The last row has no name. */
extern const Call calls[];

/* Whether the headers of the good reply say all: where what was made is, or that there is nothing
 * more to say (204). */
gboolean call_is_told_by_headers (const Call *call);

/* Every secret that is sent, or comes in a good reply; the last is %NULL. */
extern const char *const call_secrets[];

G_END_DECLS
