/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox-service.h"

#include "inlet-platform.h"
#include "inlet-problem.h"
#include "inlet-secrets.h"

#define LIST_PATH "data/foundation/sandbox-management/"

/* How many are asked for at once, and more pages than anybody has, so that a server which always
 * has another sandbox comes to an end. */
#define PAGE_SIZE 100u
#define MAX_PAGES 100

typedef struct
{
  InletAccount *account;      /* (owned) */
  char         *token;        /* (owned): a secret */

  GPtrArray    *sandboxes;    /* (owned) (nullable): of InletSandbox */
  GHashTable   *names;        /* (owned): a set, of theirs; unowned */
  guint         offset;       /* how many the service has sent, doubles too */
  guint         n_pages;
} Listing;

static void
listing_free (Listing *listing)
{
  g_clear_object (&listing->account);
  inlet_secret_free (listing->token);
  g_clear_pointer (&listing->names, g_hash_table_unref);
  g_clear_pointer (&listing->sandboxes, g_ptr_array_unref);
  g_free (listing);
}

/* How many of @page were not known before. */
static guint
add_page (Listing   *listing,
          GPtrArray *page)
{
  guint n_before = listing->sandboxes->len;

  for (guint i = 0; i < page->len; i++) {
    gpointer name = (gpointer) inlet_sandbox_get_name (page->pdata[i]);

    if (g_hash_table_contains (listing->names, name))
      continue;
    g_hash_table_add (listing->names, name);
    g_ptr_array_add (listing->sandboxes, g_object_ref (page->pdata[i]));
  }

  listing->offset += page->len;
  listing->n_pages++;
  return listing->sandboxes->len - n_before;
}

static void ask_for_page (GTask *task);

static void
on_page_replied (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (InletProblem) problem = NULL;
  Listing *listing = g_task_get_task_data (task);
  const char *secrets[] = { listing->token, NULL };
  guint limit = PAGE_SIZE;
  guint n_new;

  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  page = inlet_sandbox_list_from_reply (reply, secrets, &limit, NULL);
  if (page == NULL) {
    problem = inlet_problem_new_from_reply (reply, secrets);
    g_task_return_error (task, inlet_problem_to_error (problem));
    return;
  }

  /* A page that is not full is the last one; so is one that repeats what came before, from a
   * service that gives all at once. */
  n_new = add_page (listing, page);
  if (n_new == 0 || page->len < limit)
    g_task_return_pointer (task, g_steal_pointer (&listing->sandboxes),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (listing->n_pages < MAX_PAGES)
    ask_for_page (task);
  else
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_BAD_REPLY,
                             "The list of sandboxes has no end");
}

/* No `x-sandbox-name`: it is not known yet. */
static void
ask_for_page (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);
  g_autofree char *path = g_strdup_printf (LIST_PATH "?limit=%u&offset=%u", PAGE_SIZE,
                                           listing->offset);

  inlet_platform_send_async (g_task_get_source_object (task), listing->account, listing->token,
                             "GET", path, "Accept", "application/json", NULL,
                             g_task_get_cancellable (task), on_page_replied, g_object_ref (task));
}

void
inlet_sandbox_service_list_async (InletHttp           *http,
                                  InletAccount        *account,
                                  const char          *token,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Listing *listing = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_sandbox_service_list_async);

  listing = g_new0 (Listing, 1);
  listing->account = g_object_ref (account);
  listing->token = g_strdup (token);
  listing->sandboxes = g_ptr_array_new_with_free_func (g_object_unref);
  listing->names = g_hash_table_new (g_str_hash, g_str_equal);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  ask_for_page (task);
}

GPtrArray *
inlet_sandbox_service_list_finish (InletHttp     *http,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
