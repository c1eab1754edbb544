/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-finding.h"

#include "inlet-draft.h"
#include "inlet-error.h"

/* How far this computer's clock and Adobe's may be apart, and a request under way: a connection
 * made further from the attempt is not taken for it without asking. In seconds. */
#define TOLERANCE (10 * 60)

struct _InletFinding
{
  GObject           parent_instance;

  InletFindingKind  kind;
  InletConnection  *connection;    /* (owned) */
  gboolean          is_early;
  gboolean          is_ours;       /* the candidates were made with the account's API key */
  GPtrArray        *candidates;    /* (owned): of InletRemote */
  InletConnection  *outcome;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletFinding, inlet_finding, G_TYPE_OBJECT)

static void
inlet_finding_finalize (GObject *object)
{
  InletFinding *self = INLET_FINDING (object);

  g_ptr_array_unref (self->candidates);
  g_clear_object (&self->connection);
  g_clear_object (&self->outcome);

  G_OBJECT_CLASS (inlet_finding_parent_class)->finalize (object);
}

static void
inlet_finding_class_init (InletFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_finding_finalize;
}

static void
inlet_finding_init (InletFinding *self)
{
  self->candidates = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Filters on the way are Adobe's business; what counts is looked at again here. */
static gboolean
is_alike (InletRemote     *remote,
          InletConnection *connection,
          GHashTable      *known)
{
  const char *id = inlet_receipt_get_remote_id (inlet_remote_get_receipt (remote));

  return g_str_equal (inlet_remote_get_name (remote), inlet_connection_get_name (connection)) &&
         g_str_equal (inlet_remote_get_spec_id (remote), INLET_S3_SPEC_ID) &&
         !g_hash_table_contains (known, id);
}

static gboolean
is_of_that_time (InletRemote     *remote,
                 InletConnection *connection)
{
  gint64 created_at = inlet_remote_get_created_at (remote);

  return created_at != 0 &&
         ABS (created_at - inlet_connection_get_created_at (connection)) <= TOLERANCE;
}

/* @client: an API key. */
static gboolean
is_made_by (InletRemote *remote,
            const char  *client)
{
  const char *made_by = inlet_remote_get_created_client (remote);

  return *made_by == '\0' || g_str_equal (made_by, client);
}

/* The account may have had another API key then; Adobe's own pages are nobody's. */
static gboolean
may_be_by_another_key (InletRemote     *remote,
                       InletConnection *connection)
{
  return !g_str_equal (inlet_remote_get_created_client (remote), INLET_CLIENT_OF_ADOBE) &&
         is_of_that_time (remote, connection);
}

static void
find_candidates (InletFinding *self,
                 GPtrArray    *remotes,
                 GHashTable   *known,
                 const char   *client)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < remotes->len; i++) {
    if (!is_alike (remotes->pdata[i], self->connection, known))
      continue;
    if (is_made_by (remotes->pdata[i], client))
      g_ptr_array_add (self->candidates, g_object_ref (remotes->pdata[i]));
    else if (may_be_by_another_key (remotes->pdata[i], self->connection))
      g_ptr_array_add (others, remotes->pdata[i]);
  }

  self->is_ours = self->candidates->len > 0;
  for (guint i = 0; !self->is_ours && i < others->len; i++)
    g_ptr_array_add (self->candidates, g_object_ref (others->pdata[i]));
}

/* One that was made at another time, or at no known one, is asked about: a clock may be wrong. So
 * is one that was made with another API key. */
static InletFindingKind
judge (InletFinding *self)
{
  guint n_candidates = self->candidates->len;

  if (n_candidates == 1 && self->is_ours &&
      is_of_that_time (self->candidates->pdata[0], self->connection))
    return INLET_FINDING_MADE;
  if (n_candidates > 0)
    return INLET_FINDING_SEVERAL;

  return self->is_early ? INLET_FINDING_TOO_EARLY : INLET_FINDING_NOT_MADE;
}

static InletConnection *
adopt (InletFinding *self,
       InletRemote  *remote)
{
  return inlet_connection_with_receipt (self->connection, inlet_remote_get_receipt (remote));
}

static InletConnection *
give_up (InletFinding *self)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletProblem) certain = NULL;

  problem = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Adobe has no such connection");
  certain = inlet_problem_with_certainty (problem, INLET_CERTAINTY_REFUSED);
  return inlet_connection_with_problem (self->connection, certain);
}

static InletConnection *
conclude (InletFinding *self)
{
  switch (self->kind) {
    case INLET_FINDING_MADE:
      return adopt (self, self->candidates->pdata[0]);
    case INLET_FINDING_NOT_MADE:
      return give_up (self);
    case INLET_FINDING_SEVERAL:
    case INLET_FINDING_TOO_EARLY:
    default:
      return g_object_ref (self->connection);
  }
}

InletFinding *
inlet_finding_new (InletConnection *connection,
                   GPtrArray       *remotes,
                   GHashTable      *known,
                   const char      *client,
                   gint64           patience,
                   gint64           now)
{
  InletFinding *self = NULL;

  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (remotes != NULL && known != NULL && client != NULL, NULL);

  self = g_object_new (INLET_TYPE_FINDING, NULL);
  self->connection = g_object_ref (connection);
  find_candidates (self, remotes, known, client);
  self->is_early = now - inlet_connection_get_created_at (connection) < patience;
  self->kind = judge (self);
  self->outcome = conclude (self);
  return self;
}

InletFindingKind
inlet_finding_get_kind (InletFinding *self)
{
  g_return_val_if_fail (INLET_IS_FINDING (self), INLET_FINDING_TOO_EARLY);

  return self->kind;
}

GPtrArray *
inlet_finding_get_candidates (InletFinding *self)
{
  g_return_val_if_fail (INLET_IS_FINDING (self), NULL);

  return self->candidates;
}

InletConnection *
inlet_finding_get_outcome (InletFinding *self)
{
  g_return_val_if_fail (INLET_IS_FINDING (self), NULL);

  return self->outcome;
}

gboolean
inlet_finding_is_early (InletFinding *self)
{
  g_return_val_if_fail (INLET_IS_FINDING (self), TRUE);

  return self->is_early;
}

InletRemote *
inlet_finding_find_candidate (InletFinding *self,
                              const char   *remote_id)
{
  g_return_val_if_fail (INLET_IS_FINDING (self), NULL);
  g_return_val_if_fail (remote_id != NULL, NULL);

  for (guint i = 0; i < self->candidates->len; i++) {
    InletReceipt *receipt = inlet_remote_get_receipt (self->candidates->pdata[i]);

    if (g_str_equal (inlet_receipt_get_remote_id (receipt), remote_id))
      return self->candidates->pdata[i];
  }

  return NULL;
}

InletConnection *
inlet_finding_choose (InletFinding *self,
                      InletRemote  *remote)
{
  g_return_val_if_fail (INLET_IS_FINDING (self), NULL);
  g_return_val_if_fail (remote == NULL || g_ptr_array_find (self->candidates, remote, NULL), NULL);

  if (remote != NULL)
    return adopt (self, remote);

  return self->is_early ? g_object_ref (self->connection) : give_up (self);
}

InletFinding *
inlet_finding_find_by_row (GPtrArray *findings,
                           gint64     row_id)
{
  g_return_val_if_fail (findings != NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    if (row_id == 0 ||
        inlet_connection_get_row_id (inlet_finding_get_outcome (findings->pdata[i])) == row_id)
      return findings->pdata[i];

  return NULL;
}

guint
inlet_finding_count_candidates (GPtrArray *findings)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (findings != NULL, 0);

  for (guint i = 0; i < findings->len; i++) {
    GPtrArray *candidates = inlet_finding_get_candidates (findings->pdata[i]);

    for (guint j = 0; j < candidates->len; j++)
      g_hash_table_add (ids, (gpointer) inlet_receipt_get_remote_id (
                          inlet_remote_get_receipt (candidates->pdata[j])));
  }

  return g_hash_table_size (ids);
}
