/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-service.h"
#include "stall.h"

#include "inlet-compare.h"
#include "inlet-session-keyring.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/* bench-compare [DELAY]: a comparison of 10,000 connections, of which none is known, then all are,
 * and then all have other names, against curl, which fetches the same pages one after the other;
 * and how long the main loop is kept from what a person does meanwhile.
 *
 * curl is timed in two ways: one process that is given the addresses of all pages and keeps its
 * connection, which nobody could run, since each page says where the next one is, but which is the
 * least that fetching them takes; and a process for each page, as a script would run it, of which
 * every fifth is run. What is judged is the first, at a service that answers after 100 ms.
 *
 * A service on the same computer that answers at once is not one that anybody has: fetching a page
 * of it takes curl less than a millisecond, and what is left of the ratio is what it takes to read
 * 100 connections and to write them. It is printed for who wants to make that faster, and comes
 * alone with a DELAY of 0. */

#define N_PAGES      100
#define PAGE_SIZE    100
#define PATH         "/data/foundation/flowservice/connections"
#define DELAY        100
#define STEP         5
#define MOST_RATIO   1.5
#define MOST_STALL   16.0

/* How long it takes to fetch all pages, in seconds. */
typedef struct
{
  double with_one;       /* process */
  double with_many;
} Curl;

typedef struct
{
  char         *directory;   /* (owned) */
  InletContext *context;     /* (owned) */
  InletAccount *account;     /* (owned) */
} Place;

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

static void
wait_for_answer (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static double
get_seconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
}

static void
save (InletContext *context,
      InletAccount *account)
{
  InletVault *vault = inlet_context_get_vault (context);
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_ACCESS_TOKEN, "a-token-of-no-use-anywhere");
  inlet_vault_save_async (vault, INLET_PROFILE (account), secrets, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  if (!inlet_vault_save_finish (vault, answer, &error))
    g_error ("%s", error->message);
}

/* An empty history, and an account at @url. */
static Place
place_open (const char *url)
{
  Place place = { g_dir_make_tmp ("inlet-bench-XXXXXX", NULL), NULL, NULL };
  g_autofree char *path = g_build_filename (place.directory, "inlet.db", NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (GAsyncResult) opened = NULL;

  place.context = inlet_context_new (path, keyring);
  place.account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", "Account",
                  "org-id", "5C1328435BF324E90A49402A@AdobeOrg", "api-key", "key",
                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN, "platform-url", url, NULL);
  inlet_context_open_async (place.context, NULL, on_answered, &opened);
  wait_for_answer (&opened);
  save (place.context, place.account);
  return place;
}

static void
place_close (Place *place)
{
  g_autoptr (GDir) directory = NULL;
  const char *name = NULL;

  g_clear_object (&place->account);
  g_clear_object (&place->context);

  directory = g_dir_open (place->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (place->directory, name, NULL);

    g_unlink (file);
  }
  g_rmdir (place->directory);
  g_clear_pointer (&place->directory, g_free);
}

static void
add_page (GPtrArray  *words,
          const char *url,
          guint       page)
{
  g_ptr_array_add (words, g_strdup ("-o"));
  g_ptr_array_add (words, g_strdup ("/dev/null"));
  g_ptr_array_add (words, g_strdup_printf ("%s" PATH "?limit=100&continuationToken=%u", url, page));
}

/* From the page @start on; seconds. */
static double
fetch (const char *url,
       guint       start,
       guint       n_pages)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 begun_at;
  int status = 0;

  g_ptr_array_add (words, g_strdup ("curl"));
  g_ptr_array_add (words, g_strdup ("-sf"));
  for (guint i = 0; i < n_pages; i++)
    add_page (words, url, start + i);
  g_ptr_array_add (words, NULL);

  begun_at = g_get_monotonic_time ();
  if (!g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                     NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("curl: %s", error->message);

  return get_seconds_since (begun_at);
}

static Curl
measure_curl (const char *url)
{
  Curl curl = { fetch (url, 0, N_PAGES), 0 };

  for (guint i = 0; i < N_PAGES; i += STEP)
    curl.with_many += STEP * fetch (url, i, 1);

  return curl;
}

/* Seconds. */
static double
compare_all (Place       *place,
             PageService *service)
{
  g_autoptr (InletCompare) compare = inlet_compare_new (place->context, place->account, "dev");
  const InletCompareCounts *counts = inlet_compare_get_counts (compare);
  g_autoptr (GAsyncResult) answer = NULL;
  guint n_requests = page_service_get_n_requests (service);
  gint64 begun_at = g_get_monotonic_time ();
  double seconds;

  stall_begin ();
  inlet_compare_run_async (compare, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  seconds = get_seconds_since (begun_at);

  if (!inlet_compare_run_finish (compare, answer, NULL) ||
      inlet_compare_get_failure (compare) != NULL || counts->n_listed != N_PAGES * PAGE_SIZE)
    g_error ("The comparison failed");
  if (page_service_get_n_requests (service) != n_requests + N_PAGES)
    g_error ("%d pages were fetched with %u requests", N_PAGES,
             page_service_get_n_requests (service) - n_requests);

  return seconds;
}

/* Whether it was as quick as asked for, where that is asked, and as lively. */
static gboolean
measure (Place       *place,
         PageService *service,
         const char  *kind,
         guint        delay,
         const Curl  *curl)
{
  double seconds = compare_all (place, service);
  double ratio = seconds / curl->with_one;
  gboolean is_quick = delay == 0 || ratio <= MOST_RATIO;
  gboolean is_lively = stall_get_longest () <= MOST_STALL;

  g_print ("%s: comparing %d connections that are all %s, at a service that answers after %u ms: "
           "%.2f s, %.2f times one curl that fetches all pages (asked: ",
           delay == 0 ? "INFO" : is_quick ? "PASS" : "FAIL", N_PAGES * PAGE_SIZE, kind, delay,
           seconds, ratio);
  if (delay > 0)
    g_print ("at most %.1f", MOST_RATIO);
  else
    g_print ("nothing");
  g_print ("), %.2f times one curl a page\n", seconds / curl->with_many);
  g_print ("%s: comparing keeps the main loop busy for %.1f ms at the longest (asked: at most %.0f "
           "ms); with what others took of it, %.1f ms\n", is_lively ? "PASS" : "FAIL",
           stall_get_longest (), MOST_STALL, stall_get_longest_of_all ());
  return is_quick && is_lively;
}

static gboolean
measure_at (guint delay)
{
  g_autoptr (PageService) service = page_service_new (N_PAGES, delay);
  g_autofree char *url = page_service_dup_url (service);
  Curl curl = measure_curl (url);
  Place place = place_open (url);
  gboolean is_well;

  is_well = measure (&place, service, "new", delay, &curl);
  is_well = measure (&place, service, "known", delay, &curl) && is_well;
  page_service_rename (service, "Renamed");
  is_well = measure (&place, service, "renamed", delay, &curl) && is_well;
  place_close (&place);
  return is_well;
}

int
main (int    argc,
      char **argv)
{
  gboolean is_well;

  if (argc == 2)
    return measure_at (atoi (argv[1])) ? 0 : 1;

  is_well = measure_at (0);
  is_well = measure_at (DELAY) && is_well;
  return is_well ? 0 : 1;
}
