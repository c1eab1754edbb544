/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-sign-in.h"

G_BEGIN_DECLS

/**
 * InletCallKind:
 * @name: for the log
 * @changes: whether it changes something at Adobe; see [struct@Retry] for what follows
 * @is_sign_in: whether it is the call that gets a token, and so has none
 * @send: sends it; @data is that of the call
 * @finish: gives what came of it, or %NULL with @error set
 * @free_result: frees that
 *
 * One verb of Adobe's, declared. The rest is the same for all of them.
 */
typedef struct
{
  const char *name;
  gboolean    changes;
  gboolean    is_sign_in;
  void       (*send) (InletHttp           *http,
                      InletAccount        *account,
                      const char          *token,
                      gpointer             data,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data);
  gpointer   (*finish) (InletHttp     *http,
                        GAsyncResult  *result,
                        GError       **error);
  GDestroyNotify free_result;
} InletCallKind;

typedef enum {
  INLET_CALL_IDLE,
  INLET_CALL_SIGNING_IN,
  INLET_CALL_SENDING,
  INLET_CALL_WAITING,
} InletCallStep;

#define INLET_TYPE_CALL_STEP (inlet_call_step_get_type ())
GType          inlet_call_step_get_type (void);

/**
 * InletCall:
 *
 * How everything is asked of Adobe: gets a token and sends; after a 401 gets another token and
 * sends once more; and after a failure that may pass waits and sends again, as [struct@Retry]
 * allows it. Each sending is one exchange, which is itself never repeated, and goes through the
 * [class@Pace] of its address.
 *
 * Used once. Properties, read only, notify: `step`; `status`, a translated text while the call
 * waits: "Adobe got too many requests: trying again after 12 s…", otherwise %NULL. It also waits,
 * mostly without a word, for its turn.
 */
#define INLET_TYPE_CALL (inlet_call_get_type ())
G_DECLARE_FINAL_TYPE (InletCall, inlet_call, INLET, CALL, GObject)

/* @kind is static; @data outlives the run. */
InletCall     *inlet_call_new           (const InletCallKind *kind,
                                         InletSignIn         *sign_in,
                                         InletAccount        *account,
                                         gpointer             data);

/* Whether it keeps from asking a person: where the keyring would prompt for a password, the call
 * fails with its error instead. For what nobody has asked for. */
void           inlet_call_set_quiet     (InletCall           *self,
                                         gboolean             is_quiet);

/* Gives what @kind gives. Errors: those of signing in and of @kind. Cancelled, it answers at once:
 * with G_IO_ERROR_CANCELLED, and then nothing was changed, or as @kind answers when the request had
 * left. */
void           inlet_call_run_async     (InletCall           *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gpointer       inlet_call_run_finish    (InletCall           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
InletCallStep  inlet_call_get_step      (InletCall           *self);
/* (nullable) */
const char    *inlet_call_get_status    (InletCall           *self);

G_END_DECLS
