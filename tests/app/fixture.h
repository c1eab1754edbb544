/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-create.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * Fixture:
 *
 * An opened context over a real database in a folder of its own, a keyring in memory, and a Flow
 * Service on loopback that answers what it is told to and keeps what it was asked. Its clock runs
 * 1000 times as fast as the world's.
 */
typedef struct
{
  char          *directory;
  InletKeyring  *keyring;          /* in memory, unless there is one already */
  InletContext  *context;
  InletAccount  *account;          /* signs in with a client secret */
  InletAccount  *pasted;           /* has an access token */
  InletAccount  *unreached;        /* where nobody listens */
  InletCredentials *credentials;

  SoupServer    *server;
  GPtrArray     *requests;         /* of "METHOD PATH TOKEN" */
  GQueue         answers;          /* statuses of the next creates; 201 when there is none */
  const char    *retry_after;      /* (nullable): the header of what is not a success */
  const char    *refusal;          /* (nullable): the body of a create that is not a success */
  guint          sign_in_status;   /* of the next signing in; 200 when 0 */
  guint          n_tokens;
  gboolean       holds;            /* creates and tests are not answered */
  gboolean       makes_anyway;     /* creates make a connection even when the answer is another */
  GPtrArray     *made;             /* of JSON, what a list gives */
  const char    *sandboxes;        /* (nullable): items of the list; `prod` and `dev` when NULL */
  guint          sandboxes_status; /* of every list of them; 200 when 0 */
  const char    *sandboxes_body;   /* (nullable): of what is not a success */
  guint          list_status;      /* of the next list; 200 when 0 */
  guint          test_status;      /* of the next test of a connection; 200 when 0 */
  const char    *test_reply;       /* (nullable): the body of tests; passed when %NULL */
  guint          explore_status;   /* of listings of a storage; 200 when 0 */
  const char    *explore_reply;    /* (nullable): the body of them; two entries when %NULL */
  SoupServerMessage *held;
  GPtrArray     *held_creates;     /* of SoupServerMessage, all of them */
} Fixture;

void          fixture_set_up       (Fixture           *self,
                                    gconstpointer      data);
void          fixture_tear_down    (Fixture           *self,
                                    gconstpointer      data);

/* Callback and wait for an asynchronous call: pass the address of a `GAsyncResult *` that is NULL.
 * */
void          on_answered          (GObject           *source,
                                    GAsyncResult      *result,
                                    gpointer           answer);
void          wait_for_answer      (GAsyncResult     **answer);
/* Iterates the main context until @condition, at most 10 s. */
#define wait_until(condition) \
  G_STMT_START { \
    gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < deadline) \
      g_main_context_iteration (NULL, FALSE); \
    g_assert_true (condition); \
  } G_STMT_END

/* A folder of files. */
void          remove_directory     (const char        *path);
void          save                 (Fixture           *self,
                                    InletProfile      *profile,
                                    InletSecrets      *secrets);
InletSecrets *secrets_with         (InletSecretName    name,
                                    const char        *value);
InletDraft   *draft_for            (Fixture           *self,
                                    InletAccount      *account);
guint         count_requests       (Fixture           *self,
                                    const char        *part);
/* Answers the creates that were held, and holds no more. */
void          release_creates      (Fixture           *self);
/* All rows, newest first. */
GPtrArray    *read_history         (Fixture           *self);

G_END_DECLS
