/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-keyring.h"

G_BEGIN_DECLS

/* The answer of a keyring's call, awaited in the main context. */
typedef struct
{
  gboolean      is_done;
  gboolean      is_true;
  InletSecrets *secrets; /* (owned) (nullable) */
  GError       *error;   /* (owned) (nullable) */
} Answer;

#define ANSWER_INIT { FALSE, FALSE, NULL, NULL }

void          answer_clear                  (Answer         *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/* For the callback: `user_data` is the answer. */
void          on_looked_up                  (GObject        *object,
                                             GAsyncResult   *result,
                                             gpointer        user_data);
void          on_kept                       (GObject        *object,
                                             GAsyncResult   *result,
                                             gpointer        user_data);
void          on_removed                    (GObject        *object,
                                             GAsyncResult   *result,
                                             gpointer        user_data);

/* Iterates the main context until @flag is set, and fails after 20 seconds. */
void          wait_for_flag                 (const gboolean *flag);

/* The calls, awaited. */
InletSecrets *lookup                        (InletKeyring   *keyring,
                                             InletProfile   *profile,
                                             GError        **error);
gboolean      store                         (InletKeyring   *keyring,
                                             InletProfile   *profile,
                                             InletSecrets   *secrets,
                                             GError        **error);
gboolean      clear                         (InletKeyring   *keyring,
                                             InletProfile   *profile,
                                             GError        **error);

InletProfile *account_new                   (const char     *id,
                                             const char     *name);
InletProfile *credentials_new               (const char     *id,
                                             const char     *name);
InletSecrets *secrets_new                   (const char     *client_secret);
void          assert_equal_secrets          (InletSecrets   *one,
                                             InletSecrets   *other);

G_END_DECLS
