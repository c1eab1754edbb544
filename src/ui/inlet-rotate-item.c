/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-rotate-item.h"

#include "inlet-problem.h"

#include <glib/gi18n.h>

struct _InletRotateItem
{
  GObject          parent_instance;

  InletConnection *connection;  /* (owned) */
  InletRotateState state;
  InletProblem    *problem;     /* (owned) (nullable) */
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletRotateItem, inlet_rotate_item, G_TYPE_OBJECT)

static void
inlet_rotate_item_finalize (GObject *object)
{
  InletRotateItem *self = INLET_ROTATE_ITEM (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (inlet_rotate_item_parent_class)->finalize (object);
}

static void
inlet_rotate_item_class_init (InletRotateItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_rotate_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
inlet_rotate_item_init (InletRotateItem *self)
{
}

InletRotateItem *
inlet_rotate_item_new (InletConnection *connection)
{
  InletRotateItem *self = NULL;

  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  self = g_object_new (INLET_TYPE_ROTATE_ITEM, NULL);
  self->connection = g_object_ref (connection);
  return self;
}

InletConnection *
inlet_rotate_item_get_connection (InletRotateItem *self)
{
  g_return_val_if_fail (INLET_IS_ROTATE_ITEM (self), NULL);

  return self->connection;
}

InletRotateState
inlet_rotate_item_get_state (InletRotateItem *self)
{
  g_return_val_if_fail (INLET_IS_ROTATE_ITEM (self), INLET_ROTATE_WAITING);

  return self->state;
}

char *
inlet_rotate_item_dup_text (InletRotateItem *self)
{
  g_return_val_if_fail (INLET_IS_ROTATE_ITEM (self), NULL);

  switch (self->state) {
    case INLET_ROTATE_SENDING:
      return g_strdup (_("Sending the key…"));
    case INLET_ROTATE_DONE:
      return g_strdup (_("Has the key"));
    case INLET_ROTATE_FAILED:
      return g_strdup (inlet_problem_get_title (self->problem));
    case INLET_ROTATE_UNCERTAIN:
      return g_strdup (_("Answer lost: it may have the key"));
    case INLET_ROTATE_WAITING:
    default:
      return g_strdup (_("Not sent yet"));
  }
}

void
inlet_rotate_item_begin (InletRotateItem *self)
{
  g_return_if_fail (INLET_IS_ROTATE_ITEM (self));

  self->state = INLET_ROTATE_SENDING;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
inlet_rotate_item_conclude (InletRotateItem *self,
                            const GError    *error)
{
  g_return_if_fail (INLET_IS_ROTATE_ITEM (self));

  g_clear_object (&self->problem);
  if (error == NULL) {
    self->state = INLET_ROTATE_DONE;
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    self->state = INLET_ROTATE_WAITING;
  } else {
    self->problem = inlet_problem_new_from_error (error);
    self->state = inlet_problem_get_certainty (self->problem) == INLET_CERTAINTY_UNKNOWN
                  ? INLET_ROTATE_UNCERTAIN : INLET_ROTATE_FAILED;
  }
  g_signal_emit (self, signals[CHANGED], 0);
}
