/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-verdict.h"

#include "inlet-problem.h"

static gboolean
is_like (InletRemote     *remote,
         InletConnection *connection)
{
  return g_str_equal (inlet_remote_get_name (remote), inlet_connection_get_name (connection)) &&
         g_str_equal (inlet_remote_get_description (remote),
                      inlet_connection_get_description (connection));
}

static gboolean
has_etag (InletRemote   *remote,
          InletEditMark *mark)
{
  return g_strcmp0 (inlet_receipt_get_etag (inlet_remote_get_receipt (remote)),
                    inlet_edit_mark_get_etag (mark)) == 0;
}

/* As far as Adobe tells. */
static gboolean
is_changed_by (InletRemote  *remote,
               InletAccount *account)
{
  const char *client = inlet_remote_get_updated_client (remote);

  return *client == '\0' || g_str_equal (client, inlet_account_get_api_key (account));
}

/* A clock that was set back makes it fresh for longer, which costs a look more. */
static gboolean
is_fresh (const InletEditSituation *situation)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return now - inlet_edit_mark_get_sent_at (situation->mark) < situation->patience;
}

/* Whether Adobe may still be at what was sent. A new change for the same etag need not wait for
 * that: of the two only one is made. */
static gboolean
is_open (const InletEditSituation *situation)
{
  return situation->is_lost || (situation->change == NULL && is_fresh (situation));
}

static gboolean
is_conflicting (const InletEditSituation *situation,
                InletRemote              *remote)
{
  return situation->is_lost || (inlet_edit_verdict_has_texts (situation->change) &&
                                !is_like (remote, situation->seen));
}

InletEditVerdict
inlet_edit_verdict_find (const InletEditSituation *situation,
                         InletRemote              *remote)
{
  InletEditMark *mark = situation->mark;

  /* New credentials alone, for an etag of before: nobody has seen what they conflict with. */
  if (situation->is_stale)
    return situation->has_looked || inlet_edit_verdict_has_texts (situation->change)
           ? INLET_EDIT_VERDICT_CONFLICT : INLET_EDIT_VERDICT_SEND;

  if (mark != NULL && has_etag (remote, mark) && is_open (situation))
    return INLET_EDIT_VERDICT_DOUBT;
  if (mark != NULL && !has_etag (remote, mark) &&
      is_like (remote, inlet_edit_mark_get_intended (mark)) &&
      is_changed_by (remote, situation->account))
    return INLET_EDIT_VERDICT_DONE;

  return is_conflicting (situation, remote) ? INLET_EDIT_VERDICT_CONFLICT
                                            : INLET_EDIT_VERDICT_SEND;
}

gboolean
inlet_edit_verdict_has_texts (InletChange *change)
{
  return change != NULL && (inlet_change_get_name (change) != NULL ||
                            inlet_change_get_description (change) != NULL);
}

InletChange *
inlet_edit_verdict_reduce (InletChange *change,
                           InletRemote *remote)
{
  const char *name = inlet_change_get_name (change);
  const char *description = inlet_change_get_description (change);

  if (g_strcmp0 (name, inlet_remote_get_name (remote)) == 0)
    name = NULL;
  if (g_strcmp0 (description, inlet_remote_get_description (remote)) == 0)
    description = NULL;

  return inlet_change_new (name, description, inlet_change_get_credentials (change));
}

InletConnection *
inlet_edit_verdict_take_over (InletConnection *connection,
                              InletRemote     *remote)
{
  g_autoptr (InletChange) texts = inlet_change_new (inlet_remote_get_name (remote),
                                                    inlet_remote_get_description (remote), NULL);

  return inlet_change_apply (texts, connection);
}

GError *
inlet_edit_verdict_create_doubt (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_INTERRUPTED,
                                                        "Adobe does not have the change yet");
  g_autoptr (InletProblem) unknown = inlet_problem_with_certainty (problem,
                                                                   INLET_CERTAINTY_UNKNOWN);

  return inlet_problem_to_error (unknown);
}

GError *
inlet_edit_verdict_create_conflict (void)
{
  g_autoptr (InletProblem) problem =
    inlet_problem_new (INLET_ERROR_CONFLICT, "The connection was changed by somebody else");
  g_autoptr (InletProblem) refused = inlet_problem_with_certainty (problem,
                                                                   INLET_CERTAINTY_REFUSED);

  return inlet_problem_to_error (refused);
}
