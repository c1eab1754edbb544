/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-pages.h"

#include "inlet-storage-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* See https://www.sqlite.org/fileformat2.html, sections 1.3 and 4.1. */
#define MAGIC "SQLite format 3"
#define USUAL_PAGE_SIZE 4096
#define LOG_HEADER 32
#define FRAME_HEADER 24

struct _InletPages
{
  int         file;
  int         log;         /* -1 for none */
  gsize       page_size;
  gint64      n_in_file;
  GArray     *frames;      /* (owned): of gint64, the places in the log */
  GHashTable *newest;      /* (owned): number of a page to its newest frame */
};

static guint32
read_uint32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

/* How much could be read; what could not is zero. */
static gsize
read_at (int     fd,
         gint64  place,
         guint8 *bytes,
         gsize   size)
{
  gsize n_read = 0;
  gssize n;

  memset (bytes, 0, size);
  do {
    n = pread (fd, bytes + n_read, size - n_read, place + n_read);
    n_read += MAX (n, 0);
  } while ((n > 0 && n_read < size) || (n < 0 && errno == EINTR));

  return n_read;
}

static gint64
get_length (int fd)
{
  GStatBuf status;

  return fd >= 0 && fstat (fd, &status) == 0 ? status.st_size : 0;
}

static gboolean
is_page_size (gsize size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

/* Where the header cannot be trusted it is what SQLite makes by itself. */
static gsize
find_page_size (int fd)
{
  guint8 header[100];
  gsize size;

  if (read_at (fd, 0, header, sizeof header) < sizeof header ||
      memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return USUAL_PAGE_SIZE;

  size = header[16] << 8 | header[17];
  if (size == 1)
    size = 65536;

  return is_page_size (size) ? size : USUAL_PAGE_SIZE;
}

/* All frames that were written since the log was begun anew, which its salts tell. Their checksums
 * are not asked: what one damaged frame has behind it was committed as well. */
static void
find_frames (InletPages *self)
{
  gint64 length = get_length (self->log);
  gint64 step = FRAME_HEADER + self->page_size;
  guint8 header[LOG_HEADER];
  guint8 frame[FRAME_HEADER];

  if (read_at (self->log, 0, header, LOG_HEADER) < LOG_HEADER)
    return;

  for (gint64 place = LOG_HEADER; place + step <= length; place += step) {
    gint64 data = place + FRAME_HEADER;

    read_at (self->log, place, frame, FRAME_HEADER);
    if (memcmp (frame + 8, header + 16, 8) != 0)
      continue;

    g_hash_table_insert (self->newest, GUINT_TO_POINTER (read_uint32 (frame)),
                         GUINT_TO_POINTER (self->frames->len));
    g_array_append_val (self->frames, data);
  }
}

InletPages *
inlet_pages_new (const char  *path,
                 GError     **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  InletPages *self;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0) {
    g_set_error (error, INLET_ERROR, inlet_storage_error_from_errno (errno),
                 "Cannot open “%s”: %s", path, g_strerror (errno));
    return NULL;
  }

  self = g_new0 (InletPages, 1);
  self->file = fd;
  self->log = g_open (log, O_RDONLY | O_CLOEXEC, 0);
  self->page_size = find_page_size (fd);
  self->n_in_file = (get_length (fd) + self->page_size - 1) / self->page_size;
  self->frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->newest = g_hash_table_new (NULL, NULL);
  find_frames (self);

  return self;
}

void
inlet_pages_free (InletPages *self)
{
  g_close (self->file, NULL);
  if (self->log >= 0)
    g_close (self->log, NULL);
  g_array_unref (self->frames);
  g_hash_table_unref (self->newest);
  g_free (self);
}

gsize
inlet_pages_get_size (InletPages *self)
{
  return self->page_size;
}

gint64
inlet_pages_count (InletPages *self)
{
  return self->n_in_file + self->frames->len;
}

gboolean
inlet_pages_read (InletPages *self,
                  gint64      i,
                  guint8     *page)
{
  if (i < self->n_in_file)
    return read_at (self->file, i * self->page_size, page, self->page_size) > 0;

  return read_at (self->log, g_array_index (self->frames, gint64, i - self->n_in_file), page,
                  self->page_size) > 0;
}

gboolean
inlet_pages_find (InletPages *self,
                  guint32     number,
                  guint8     *page)
{
  gpointer frame;

  if (g_hash_table_lookup_extended (self->newest, GUINT_TO_POINTER (number), NULL, &frame))
    return inlet_pages_read (self, self->n_in_file + GPOINTER_TO_UINT (frame), page);

  return number > 0 && number <= self->n_in_file && inlet_pages_read (self, number - 1, page);
}
