/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-export-door.h"

#include "inlet-compat.h"
#include "inlet-export.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>

/* Kept by the window, as the action is. */
#define DOOR_KEY "inlet-export-door"

/* A shorter export needs no word on the way. */
#define PATIENCE_MILLISECONDS 500

/* One export, from the question where to, to the answer. It belongs to what it waits for. */
typedef struct
{
  GtkWindow    *window;      /* (owned) */
  InletContext *context;     /* (owned) */
  char         *search;      /* (owned) (nullable) */
  gboolean      is_json;
  GCancellable *cancellable; /* (owned): of the export */
  GCancellable *question;    /* (owned): of the dialog that is shown meanwhile */
  guint         timeout_id;
} Export;

/* What the action has. */
typedef struct
{
  InletContext     *context; /* (owned) */
  InletHistoryPane *pane;    /* (unowned): a part of the window, as the action is */
} Door;

static Export *
export_new (GtkWindow *window,
            Door      *door)
{
  Export *export = g_atomic_rc_box_new0 (Export);

  export->window = g_object_ref (window);
  export->context = g_object_ref (door->context);
  export->search = g_strdup (inlet_history_pane_get_search (door->pane));
  export->cancellable = g_cancellable_new ();
  export->question = g_cancellable_new ();

  return export;
}

static void
export_clear (gpointer data)
{
  Export *export = data;

  g_clear_object (&export->window);
  g_clear_object (&export->context);
  g_free (export->search);
  g_clear_object (&export->cancellable);
  g_clear_object (&export->question);
}

static void
export_unref (Export *export)
{
  g_atomic_rc_box_release_full (export, export_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_unref)

static void
show_toast (Export     *export,
            const char *text)
{
  /* It may have been closed meanwhile. */
  if (gtk_widget_get_mapped (GTK_WIDGET (export->window)))
    inlet_tell (GTK_WIDGET (export->window), text);
}

static void
on_cancel_answered (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Export) export = user_data;

  /* Not where the export was over first, which takes the question away. */
  if (inlet_ask_finish (result, NULL) >= 0)
    g_cancellable_cancel (export->cancellable);
}

static gboolean
on_patience_over (gpointer user_data)
{
  Export *export = user_data;
  const InletAnswer answers[] = { { 0, _("_Cancel"), ADW_RESPONSE_DEFAULT } };

  export->timeout_id = 0;
  inlet_ask_async (export->window, _("Exporting the History…"), NULL, answers,
                   G_N_ELEMENTS (answers), export->question, on_cancel_answered,
                   g_atomic_rc_box_acquire (export));
  return G_SOURCE_REMOVE;
}

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n_rows = inlet_export_finish (result, &error);
  g_autofree char *text = NULL;

  g_clear_handle_id (&export->timeout_id, g_source_remove);
  g_cancellable_cancel (export->question);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_("Nothing was exported"));
  else if (error != NULL)
    text = inlet_export_describe_error (error);
  else
    text = g_strdup_printf (ngettext ("%'u connection exported", "%'u connections exported",
                                      (gulong) n_rows), (guint) n_rows);
  show_toast (export, text);
  g_application_release (g_application_get_default ());
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  gboolean is_part = FALSE;
  g_autoptr (GFile) file = inlet_pick_save_finish (result, &is_part, NULL);

  if (file == NULL)
    return;

  /* A file that is half written is not left behind. */
  g_application_hold (g_application_get_default ());
  export->timeout_id = g_timeout_add (PATIENCE_MILLISECONDS, on_patience_over, export);
  inlet_export_async (inlet_context_get_database (export->context),
                      export->is_json ? INLET_EXPORT_JSON : INLET_EXPORT_CSV,
                      is_part ? export->search : NULL, inlet_export_file_new (file),
                      export->cancellable, on_exported, g_atomic_rc_box_acquire (export));
}

static void
on_export (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       window)
{
  Door *door = g_object_get_data (G_OBJECT (window), DOOR_KEY);
  Export *export = export_new (window, door);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autofree char *name = NULL;

  export->is_json = g_str_equal (g_variant_get_string (parameter, NULL), "json");
  name = g_strdup_printf ("inlet-history-%s.%s", day, export->is_json ? "json" : "csv");
  inlet_pick_save_async (window, _("Export History"), name,
                         export->search != NULL ? _("Only what the search shows") : NULL, NULL,
                         on_file_chosen, export);
}

static void
door_free (Door *door)
{
  g_object_unref (door->context);
  g_free (door);
}

void
inlet_export_door_open (GtkApplicationWindow *window,
                        InletContext         *context,
                        InletHistoryPane     *pane)
{
  const GActionEntry actions[] =
  { { .name = "export", .activate = on_export, .parameter_type = "s" } };
  Door *door = NULL;

  g_return_if_fail (GTK_IS_APPLICATION_WINDOW (window));
  g_return_if_fail (INLET_IS_CONTEXT (context));

  door = g_new0 (Door, 1);
  door->context = g_object_ref (context);
  door->pane = pane;
  g_object_set_data_full (G_OBJECT (window), DOOR_KEY, door, (GDestroyNotify) door_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
