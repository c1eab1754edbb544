/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define N_ROWS 300
#define N_PROFILES 12
#define ID_LENGTH 36
#define PAGE 4096
#define USER_VERSION 60
#define LOG_HEADER 32
#define FRAME (PAGE + 24)

/* The bytes of a database with N_ROWS connections and N_PROFILES profiles, and what is where. */
typedef struct
{
  guint8 *file;
  gsize file_size;
  guint8 *log;
  gsize log_size;
  char *ids[N_ROWS];
  char *profiles[N_PROFILES];
  char *details;
} Pristine;

/* Half of the rows are in the file, and where there is a log the other half is in that. The same
 * for the same seed. */
void      pristine_make           (Pristine   *pristine,
                                   gboolean    is_logged);
void      pristine_unmake         (Pristine   *pristine);
/* Has files of its own, for pristine_clear(), and the rest of @pristine. */
void      pristine_copy           (Pristine   *pristine,
                                   Pristine   *copy);
void      pristine_clear          (Pristine   *copy);

guint8   *pristine_read_file      (const char *path,
                                   gsize      *size);

/* Whether the row that has the ID is in the file or in its log, on a page that is in @damaged as it
 * was. */
gboolean  pristine_is_in_file     (Pristine   *pristine,
                                   Pristine   *damaged,
                                   const char *id);
gboolean  pristine_is_in_log      (Pristine   *pristine,
                                   Pristine   *damaged,
                                   const char *id);

G_END_DECLS
