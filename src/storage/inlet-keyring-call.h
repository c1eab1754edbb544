/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"
#include "inlet-profile.h"
#include "inlet-secrets.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* Begins something with libsecret that leads, perhaps over further steps, to an answer. */
typedef void (*InletKeyringStep) (GTask *task);
/* Goes on with a new item: whether it can be made without asking a person. */
typedef void (*InletKeyringOpened) (GTask    *task,
                                    gboolean  is_open);

/* One call of the keyring, which is several of libsecret's: the data of its GTask, which every
 * step hands on. For inlet-system-keyring.c only.
 *
 * The task is answered once, and as soon as the caller cancels, the time is up or the keyring has
 * gone. What libsecret says later is not heard any more. What is being written cannot be cancelled:
 * see inlet_keyring_call_begin_write(). */
typedef struct
{
  GHashTable        *attributes;  /* (owned) of the item */
  char              *label;       /* (owned) of the item */
  SecretValue       *value;       /* (owned) (nullable) to store: until it is answered */
  GCancellable      *cancellable; /* (owned) for libsecret */
  InletKeyringOpened opened;      /* (nullable) */
  unsigned int       n_to_delete;
  gboolean           has_asked;   /* to unlock */
  gboolean           is_answered;

  /*< private >*/
  InletKeyringStep   begin;
  GSource           *cancel;      /* (owned) (nullable) the caller's cancellable */
  GSource           *limit;       /* (owned) (nullable) of the step's time */
  unsigned int       watch;       /* of the keyring's name on the bus */
  gboolean           was_there;   /* the keyring, while watched */
  gboolean           may_prompt;
  gboolean           has_begun_again;
} InletKeyringCall;

/* Makes the call the data of @task, and begins. @secrets is what to store, or %NULL. */
void inlet_keyring_call_run            (GTask            *task,
                                        InletProfile     *profile,
                                        InletSecrets     *secrets,
                                        InletKeyringStep  begin);
/* Said before each call of libsecret's: sets the time that it may take. */
void inlet_keyring_call_begin_step     (GTask            *task,
                                        gboolean          may_prompt);
/* Said instead before one that writes and asks nobody: from then on the caller's cancellable is not
 * heard any more. FALSE when it was cancelled before; nothing is to be written then. */
gboolean
     inlet_keyring_call_begin_write     (GTask            *task);

/* The answers. After the first one the others do nothing. */
void inlet_keyring_call_answer_done    (GTask            *task);
void inlet_keyring_call_answer_secrets (GTask            *task,
                                        InletSecrets     *secrets);
void inlet_keyring_call_answer_error   (GTask            *task,
                                        InletErrorCode    code,
                                        const char       *message);
/* With an error of libsecret; or begins again, once, when that can help. */
void inlet_keyring_call_fail           (GTask            *task,
                                        const GError     *error);

G_END_DECLS
