/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-bucket.h"

#include <string.h>

/* How many of very many entries are written at once. */
#define SOME 2000u

typedef struct
{
  const char *path;           /* of a folder: it ends in a slash */
  InletDemoKind kind;
  const char *type;           /* of a file, as the next three */
  const char *compression;
  const char *encoding;
  const char *text;           /* (nullable): its rows, apart by newlines; the first are names */
} Entry;

#define BILLING \
  "id,customer,amount,currency,paid_at\n" \
  "1001,ACME GmbH,1200.50,EUR,2026-01-03\n" \
  "1002,Müller & Söhne,88.00,EUR,2026-01-05\n" \
  "1003,한빛 주식회사,540000,KRW,2026-01-09\n" \
  "1004,Smith Ltd.,73.20,GBP,\n" \
  "1005,Globex,9.99,USD,2026-02-11"

#define ORDERS \
  "order;article;quantity\n" \
  "A-1;Füllfederhalter, blau;3\n" \
  "A-2;Radiergummi;12\n" \
  "A-3;Heft;40"

#define CLICKS \
  "time\tpage\tms\n" \
  "2026-02-01T10:00:00Z\t/start\t120\n" \
  "2026-02-01T10:00:04Z\t/price list\t87\n" \
  "2026-02-01T10:00:09Z\t/#top\t101"

static const Entry entries[] = {
  { "/billing/", INLET_DEMO_FOLDER },
  { "/billing/2025/", INLET_DEMO_FOLDER },
  { "/billing/2025/invoices-12.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/billing/2026/", INLET_DEMO_FOLDER },
  { "/billing/2026/invoices-1.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/billing/2026/invoices-2.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/billing/2026/invoices-10.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/billing/customers.parquet", INLET_DEMO_FILE, "parquet", NULL, "UTF-8", BILLING },
  { "/billing/orders.csv", INLET_DEMO_FILE, "delimited", NULL, "ISO-8859-1", ORDERS },
  { "/billing/summary.pdf", INLET_DEMO_FILE, NULL, NULL, NULL, NULL },
  { "/clickstream/", INLET_DEMO_FOLDER },
  { "/clickstream/clicks.tsv.gz", INLET_DEMO_FILE, "delimited", "gzip", "UTF-8", CLICKS },
  { "/clickstream/events/", INLET_DEMO_FOLDER_MANY },
  { "/clickstream/profiles.json", INLET_DEMO_FILE, "json", NULL, "UTF-8", "" },
  { "/empty/", INLET_DEMO_FOLDER },
  { "/odd names/", INLET_DEMO_FOLDER },
  { "/odd names/100% + more & less #1.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/odd names/a=b;c,d$e@f!(g)'h[i].csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/odd names/%2F is no slash/", INLET_DEMO_FOLDER },
  { "/odd names/%2F is no slash/x.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/odd names/Übersicht Zürich.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/odd names/고객 목록.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
  { "/private/", INLET_DEMO_FOLDER_DENIED },
  { "/accounts.csv", INLET_DEMO_FILE, "delimited", NULL, "UTF-8", BILLING },
};

static const Entry *
find_entry (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].path, path))
      return &entries[i];

  return NULL;
}

static gboolean
is_in_many (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].kind == INLET_DEMO_FOLDER_MANY && g_str_has_prefix (path, entries[i].path))
      return g_str_has_suffix (path, ".csv");

  return FALSE;
}

/* Whether @path is in the folder @folder itself, and its name there. *@name: (transfer full) */
static gboolean
is_child (const char  *path,
          const char  *folder,
          char       **name)
{
  gsize length = strlen (folder);
  const char *slash = NULL;

  if (!g_str_has_prefix (path, folder) || path[length] == '\0')
    return FALSE;

  slash = strchr (path + length, '/');
  if (slash != NULL && slash[1] != '\0')
    return FALSE;

  *name = slash != NULL ? g_strndup (path + length, slash - path - length)
                        : g_strdup (path + length);
  return TRUE;
}

static JsonObject *
build_entry (const Entry *entry,
             const char  *name)
{
  JsonObject *object = json_object_new ();
  gboolean can_read = entry->kind == INLET_DEMO_FILE && entry->type != NULL;

  json_object_set_string_member (object, "type",
                                 entry->kind == INLET_DEMO_FILE ? "file" : "folder");
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "path", entry->path);
  json_object_set_boolean_member (object, "canPreview", can_read);
  json_object_set_boolean_member (object, "canFetchSchema", can_read);
  return object;
}

static JsonObject *
preview_profiles (void)
{
  g_autoptr (JsonNode) node = json_from_string (
    "{\"format\":\"hierarchical\",\"schema\":{\"type\":\"object\",\"properties\":{"
    "\"id\":{\"type\":\"integer\",\"minimum\":-9007199254740992,\"maximum\":9007199254740991},"
    "\"name\":{\"type\":\"object\",\"properties\":{\"first\":{\"type\":\"string\"},"
    "\"last\":{\"type\":\"string\"}}},\"tags\":{\"type\":\"array\",\"items\":{\"type\":"
    "\"string\"}},\"active\":{\"type\":\"boolean\"}}},\"data\":["
    "{\"id\":1,\"name\":{\"first\":\"Jane\",\"last\":\"Doe\"},\"tags\":[\"vip\",\"eu\"],"
    "\"active\":true},{\"id\":2,\"name\":{\"first\":\"민준\",\"last\":\"김\"},\"tags\":[],"
    "\"active\":false}]}", NULL);

  return json_node_dup_object (node);
}

/* As a reader sees it who takes UTF-8 for ISO 8859-1, or the other way round. (transfer full) */
static char *
misread (const char *text,
         const char *encoding,
         const char *taken_for)
{
  g_autofree char *bytes = NULL;

  if (g_str_equal (encoding, taken_for))
    return g_strdup (text);
  if (g_str_equal (encoding, "UTF-8"))
    return g_convert (text, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  bytes = g_convert (text, -1, encoding, "UTF-8", NULL, NULL, NULL);
  return g_utf8_make_valid (bytes, -1);
}

static JsonArray *
build_columns (char **names)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; names[i] != NULL; i++) {
    JsonObject *column = json_object_new ();
    JsonObject *xdm = json_object_new ();

    json_object_set_string_member (xdm, "type", "string");
    json_object_set_string_member (column, "name", names[i]);
    json_object_set_string_member (column, "type", "string");
    json_object_set_object_member (column, "xdm", xdm);
    json_array_add_object_element (columns, column);
  }

  return columns;
}

static JsonObject *
build_row (char      **names,
           const char *line,
           const char *delimiter)
{
  g_auto (GStrv) cells = g_strsplit (line, delimiter, -1);
  JsonObject *row = json_object_new ();

  for (guint i = 0; names[i] != NULL && cells[i] != NULL; i++)
    json_object_set_string_member (row, names[i], cells[i]);

  return row;
}

InletDemoKind
inlet_demo_bucket_look_up (const char *path)
{
  const Entry *entry = find_entry (path);

  if (entry != NULL)
    return entry->kind;
  if (is_in_many (path))
    return INLET_DEMO_FILE;

  return g_str_equal (path, "/") ? INLET_DEMO_FOLDER : INLET_DEMO_NOTHING;
}

JsonArray *
inlet_demo_bucket_list (const char *path)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_autofree char *name = NULL;

    if (is_child (entries[i].path, path, &name))
      json_array_add_object_element (list, build_entry (&entries[i], name));
  }

  return list;
}

guint
inlet_demo_bucket_list_some (GString    *json,
                             const char *path,
                             guint       first)
{
  guint end = MIN (first + SOME, INLET_DEMO_MANY_ENTRIES);

  g_string_append_c (json, first == 0 ? '[' : ',');
  for (guint i = first; i < end; i++)
    g_string_append_printf (json, "%s{\"type\":\"file\",\"name\":\"part-%u.csv\",\"path\":"
                            "\"%spart-%u.csv\",\"canPreview\":true,\"canFetchSchema\":true}",
                            i > first ? "," : "", i, path, i);
  if (end == INLET_DEMO_MANY_ENTRIES)
    g_string_append_c (json, ']');

  return end;
}

const char *
inlet_demo_bucket_get_type (const char *path)
{
  const Entry *entry = find_entry (path);

  return entry != NULL ? entry->type : "delimited";
}

const char *
inlet_demo_bucket_get_compression (const char *path)
{
  const Entry *entry = find_entry (path);

  return entry != NULL ? entry->compression : NULL;
}

JsonObject *
inlet_demo_bucket_preview (const char *path,
                           const char *delimiter,
                           const char *encoding)
{
  const Entry *entry = find_entry (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) names = NULL;
  JsonObject *root = NULL;
  JsonObject *schema = NULL;
  JsonArray *data = NULL;

  if (entry != NULL && g_str_equal (entry->type, "json"))
    return preview_profiles ();

  text = entry != NULL ? misread (entry->text, entry->encoding, encoding) : g_strdup (BILLING);
  lines = g_strsplit (text, "\n", -1);
  names = g_strsplit (lines[0], delimiter, -1);
  data = json_array_new ();
  for (guint i = 1; lines[i] != NULL; i++)
    json_array_add_object_element (data, build_row (names, lines[i], delimiter));

  root = json_object_new ();
  schema = json_object_new ();
  json_object_set_string_member (root, "format", "flat");
  json_object_set_array_member (schema, "columns", build_columns (names));
  json_object_set_object_member (root, "schema", schema);
  json_object_set_array_member (root, "data", data);
  return root;
}
