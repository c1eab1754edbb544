/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-terminal.h"

#include "inlet-demo.h"
#include "inlet-echo.h"
#include "inlet-error.h"
#include "inlet-expiry.h"
#include "inlet-json.h"
#include "inlet-line.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct _InletTerminal
{
  GObject       parent_instance;

  GMainLoop    *loop;           /* (owned) */
  GCancellable *cancellable;    /* (owned) */
  GAsyncResult *answer;         /* (owned) (nullable) */
  guint         interrupt_id;
  InletDemo    *demo;           /* (owned) (nullable) */
  InletContext *context;        /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletTerminal, inlet_terminal, G_TYPE_OBJECT)

static gboolean
on_interrupted (gpointer user_data)
{
  InletTerminal *self = user_data;

  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
inlet_terminal_dispose (GObject *object)
{
  InletTerminal *self = INLET_TERMINAL (object);

  g_clear_handle_id (&self->interrupt_id, g_source_remove);
  g_clear_object (&self->answer);
  g_clear_object (&self->context);
  g_clear_object (&self->demo);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);

  G_OBJECT_CLASS (inlet_terminal_parent_class)->dispose (object);
}

static void
inlet_terminal_class_init (InletTerminalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_terminal_dispose;
}

static void
inlet_terminal_init (InletTerminal *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  self->interrupt_id = g_unix_signal_add (SIGINT, on_interrupted, self);
}

static gboolean
open_demo (InletTerminal  *self,
           GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->demo = inlet_demo_new (error);
  if (self->demo == NULL)
    return FALSE;

  self->context = g_object_ref (inlet_demo_get_context (self->demo));
  inlet_demo_open_async (self->demo, self->cancellable, inlet_terminal_on_answered, self);
  result = inlet_terminal_wait (self);
  return inlet_demo_open_finish (self->demo, result, error);
}

static void
say_recovered (InletTerminal *self)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  const InletRecovery *recovery = inlet_database_get_recovery (database);
  g_autofree char *text = recovery != NULL ? inlet_recovery_dup_text (recovery) : NULL;

  if (text != NULL)
    g_printerr ("%s\n", text);
}

static gboolean
open_real (InletTerminal  *self,
           GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->context = inlet_context_new_for_user ();
  inlet_context_open_async (self->context, self->cancellable, inlet_terminal_on_answered, self);
  result = inlet_terminal_wait (self);
  if (!inlet_context_open_finish (self->context, result, error))
    return FALSE;

  say_recovered (self);
  return TRUE;
}

InletTerminal *
inlet_terminal_new (gboolean   is_demo,
                    GError   **error)
{
  g_autoptr (InletTerminal) self = g_object_new (INLET_TYPE_TERMINAL, NULL);

  if (is_demo ? !open_demo (self, error) : !open_real (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

InletContext *
inlet_terminal_get_context (InletTerminal *self)
{
  g_return_val_if_fail (INLET_IS_TERMINAL (self), NULL);

  return self->context;
}

InletDraft *
inlet_terminal_get_draft (InletTerminal *self)
{
  g_return_val_if_fail (INLET_IS_TERMINAL (self), NULL);

  return self->demo != NULL ? inlet_demo_get_draft (self->demo) : NULL;
}

GCancellable *
inlet_terminal_get_cancellable (InletTerminal *self)
{
  g_return_val_if_fail (INLET_IS_TERMINAL (self), NULL);

  return self->cancellable;
}

void
inlet_terminal_on_answered (GObject      *source,
                            GAsyncResult *result,
                            gpointer      user_data)
{
  InletTerminal *self = INLET_TERMINAL (user_data);

  g_set_object (&self->answer, result);
  g_main_loop_quit (self->loop);
}

GAsyncResult *
inlet_terminal_wait (InletTerminal *self)
{
  g_return_val_if_fail (INLET_IS_TERMINAL (self), NULL);

  if (self->answer == NULL)
    g_main_loop_run (self->loop);

  return g_steal_pointer (&self->answer);
}

InletProfile *
inlet_terminal_choose (InletTerminal     *self,
                       InletProfileKind   kind,
                       const char        *name,
                       GError           **error)
{
  InletVault *vault = inlet_context_get_vault (inlet_terminal_get_context (self));
  InletProfiles *profiles = inlet_vault_get_profiles (vault, kind);
  InletDraft *draft = inlet_terminal_get_draft (self);
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (profiles));
  InletProfile *profile = NULL;

  if (name != NULL)
    profile = inlet_profiles_find_by_name (profiles, name);
  else if (draft != NULL)
    profile = kind == INLET_PROFILE_ACCOUNT ? INLET_PROFILE (inlet_draft_get_account (draft))
                                            : INLET_PROFILE (inlet_draft_get_credentials (draft));

  if (profile != NULL)
    return g_object_ref (profile);
  if (name == NULL && n_profiles == 1)
    return g_list_model_get_item (G_LIST_MODEL (profiles), 0);

  if (kind == INLET_PROFILE_ACCOUNT)
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 name != NULL ? _("There is no account “%s”. “inlet account list” lists them.")
                 : n_profiles == 0 ? _(
                   "There is no account yet. Add one with “inlet account add”.")
                 : _("Say which account with --account."), name);
  else
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 name != NULL
                 ? _("There are no credentials “%s”. “inlet credentials list” lists them.")
                 : n_profiles == 0
                 ? _("There are no credentials yet. Add some with “inlet credentials add”.")
                 : _("Say which credentials with --credentials."), name);
  return NULL;
}

gboolean
inlet_terminal_read_secret (InletForm   *form,
                            InletField   field,
                            GError     **error)
{
  inlet_autosecret char *line = inlet_line_read (inlet_field_get_label (field), error);

  if (line == NULL)
    return FALSE;

  inlet_form_set_text (form, field, line);
  return TRUE;
}

InletImportFile *
inlet_terminal_read_text (InletTerminal  *self,
                          const char     *question,
                          GError        **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (InletImportFile) file = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  gboolean is_terminal;

  g_return_val_if_fail (INLET_IS_TERMINAL (self), NULL);

  is_terminal = inlet_echo_hide (TRUE);
  /* Not before: what is typed once it is asked for is not thrown away, nor shown. */
  if (is_terminal)
    g_printerr ("%s\n", question);

  inlet_import_file_read_async (input, self->cancellable, inlet_terminal_on_answered, self);
  answer = inlet_terminal_wait (self);
  if (is_terminal)
    inlet_echo_restore ();

  file = inlet_import_file_read_finish (answer, error);
  if (file == NULL ||
      (is_terminal && !inlet_line_check_whole (file->text, file->length, error)))
    return NULL;

  return g_steal_pointer (&file);
}

char *
inlet_terminal_ask (InletTerminal  *self,
                    const char     *question,
                    GError        **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) cause = NULL;
  char *line = NULL;

  g_return_val_if_fail (INLET_IS_TERMINAL (self), NULL);
  g_return_val_if_fail (question != NULL, NULL);

  g_printerr ("%s ", question);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->cancellable,
                                       inlet_terminal_on_answered, self);
  answer = inlet_terminal_wait (self);
  line = g_data_input_stream_read_line_finish_utf8 (lines, answer, NULL, &cause);
  if (cause == NULL)
    return line != NULL ? line : g_strdup ("");

  g_printerr ("\n");
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

gboolean
inlet_terminal_confirm (InletTerminal  *self,
                        const char     *question,
                        GError        **error)
{
  g_autofree char *answer = NULL;

  g_return_val_if_fail (INLET_IS_TERMINAL (self), FALSE);

  if (!isatty (STDIN_FILENO)) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                         _("There is nobody to ask. Say with --yes that it is meant."));
    return FALSE;
  }

  answer = inlet_terminal_ask (self, question, error);
  return answer != NULL &&
         (g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, "yes") == 0);
}

void
inlet_terminal_warn_of_end (InletCredentials *credentials)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 end = inlet_credentials_get_session_token_end (credentials);
  InletExpiryState state = inlet_expiry_get_state (end, now);
  g_autofree char *sentence = NULL;

  if (state != INLET_EXPIRY_SOON && state != INLET_EXPIRY_OVER)
    return;

  sentence = inlet_expiry_describe (end, now);
  /* Translators: the name of credentials, and a sentence about their session token. */
  g_printerr (_("“%s”: %s\n"), inlet_profile_get_name (INLET_PROFILE (credentials)), sentence);
}

void
inlet_terminal_say_problem (InletProblem *problem)
{
  const char *adobe_code = inlet_problem_get_adobe_code (problem);
  const char *request_id = inlet_problem_get_request_id (problem);
  const char *message = inlet_problem_get_message (problem);

  g_printerr ("%s\n%s\n", inlet_problem_get_title (problem), inlet_problem_get_hint (problem));
  if (*message != '\0')
    g_printerr ("  %s%s%s\n", adobe_code != NULL ? adobe_code : "", adobe_code != NULL ? ": " : "",
                message);
  if (request_id != NULL)
    g_printerr ("  %s: %s\n", _("Request ID"), request_id);
}

/* What a person typed is answered by the sentence that came with it; everything else by what is
 * known of the problem. */
void
inlet_terminal_say_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_printerr ("%s\n", _("Cancelled. Nothing was sent."));
  } else if (g_error_matches (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT)) {
    g_printerr ("%s\n", error->message);
  } else {
    g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

    inlet_terminal_say_problem (problem);
  }
}

void
inlet_terminal_print_json (JsonNode *node)
{
  g_autofree char *text = inlet_json_to_text (node, TRUE);

  g_print ("%s\n", text);
}

InletExit
inlet_exit_from_problem (InletProblem *problem)
{
  switch (inlet_problem_get_code (problem)) {
    case INLET_ERROR_KEYRING_LOCKED:
    case INLET_ERROR_KEYRING_MISSING:
    case INLET_ERROR_KEYRING_FAILED:
    case INLET_ERROR_NO_SECRET:
      return INLET_EXIT_KEYRING;
    case INLET_ERROR_STORAGE:
    case INLET_ERROR_STORAGE_FULL:
    case INLET_ERROR_STORAGE_DENIED:
    case INLET_ERROR_STORAGE_BUSY:
    case INLET_ERROR_STORAGE_NEWER:
    case INLET_ERROR_STORAGE_DAMAGED:
      return INLET_EXIT_UNEXPECTED;
    case INLET_ERROR_EXISTS:
    case INLET_ERROR_NO_ACCOUNT:
      return INLET_EXIT_USAGE;
    case INLET_ERROR_INVALID_INPUT:
    case INLET_ERROR_UNCONFIRMED:
    case INLET_ERROR_CONFLICT:
      if (inlet_problem_get_status (problem) == 0)
        return INLET_EXIT_USAGE;
      break;
    case INLET_ERROR_FAILED:
    case INLET_ERROR_SIGN_IN:
    case INLET_ERROR_NOT_ALLOWED:
    case INLET_ERROR_SANDBOX:
    case INLET_ERROR_NO_SANDBOX:
    case INLET_ERROR_S3_REFUSED:
    case INLET_ERROR_NOT_FOUND:
    case INLET_ERROR_BUSY:
    case INLET_ERROR_SERVER:
    case INLET_ERROR_OFFLINE:
    case INLET_ERROR_UNTRUSTED:
    case INLET_ERROR_TIMED_OUT:
    case INLET_ERROR_BAD_REPLY:
    case INLET_ERROR_INTERRUPTED:
    default:
      break;
  }

  switch (inlet_problem_get_certainty (problem)) {
    case INLET_CERTAINTY_UNKNOWN:
      return INLET_EXIT_UNCERTAIN;
    case INLET_CERTAINTY_REFUSED:
      return INLET_EXIT_REFUSED;
    case INLET_CERTAINTY_ASKED:
      return inlet_problem_get_status (problem) != 0 ? INLET_EXIT_REFUSED : INLET_EXIT_NOT_REACHED;
    case INLET_CERTAINTY_NOT_SENT:
    default:
      return INLET_EXIT_NOT_REACHED;
  }
}

InletExit
inlet_exit_from_error (const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  return inlet_exit_from_problem (problem);
}
