/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-file-format.h"

static void
test_guess (void)
{
  static const struct { const char *name; InletFileFormat format; } cases[] = {
    { "a.csv", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_NONE } },
    { "A.TSV", { INLET_FILE_DELIMITED, '\t', 0, INLET_COMPRESSION_NONE } },
    { "a.tab.gz", { INLET_FILE_DELIMITED, '\t', 0, INLET_COMPRESSION_GZIP } },
    { "a.psv.bz2", { INLET_FILE_DELIMITED, '|', 0, INLET_COMPRESSION_BZIP2 } },
    { "a.json", { INLET_FILE_JSON, ',', 0, INLET_COMPRESSION_NONE } },
    { "a.ndjson.deflate", { INLET_FILE_JSON, ',', 0, INLET_COMPRESSION_DEFLATE } },
    { "a.jsonl.zip", { INLET_FILE_JSON, ',', 0, INLET_COMPRESSION_ZIP_DEFLATE } },
    { "part-0.snappy.parquet", { INLET_FILE_PARQUET, ',', 0, INLET_COMPRESSION_NONE } },
    { "a.csv.tar.gz", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_TAR_GZIP } },
    { "a.tgz", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_TAR_GZIP } },
    { "a.tar", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_TAR } },
    { "ü 한.gzip", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_GZIP } },
    { "part-00000", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_NONE } },
    { "json", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_NONE } },
    { "", { INLET_FILE_DELIMITED, ',', 0, INLET_COMPRESSION_NONE } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    InletFileFormat format = inlet_file_format_guess (cases[i].name);

    g_test_message ("%s", cases[i].name);
    g_assert_cmpint (format.type, ==, cases[i].format.type);
    g_assert_cmpuint (format.delimiter, ==, cases[i].format.delimiter);
    g_assert_cmpint (format.encoding, ==, cases[i].format.encoding);
    g_assert_cmpint (format.compression, ==, cases[i].format.compression);
  }
}

static void
test_query (void)
{
  static const struct { InletFileFormat format; const char *query; } cases[] = {
    { { INLET_FILE_DELIMITED, ',', 0, 0 }, "&fileType=delimited" },
    { { INLET_FILE_DELIMITED, ';', 0, 0 }, "&fileType=delimited&columnDelimiter=%3B" },
    { { INLET_FILE_DELIMITED, '\t', 0, 0 }, "&fileType=delimited&columnDelimiter=%5Ct" },
    { { INLET_FILE_DELIMITED, '&', 0, 0 }, "&fileType=delimited&columnDelimiter=%26" },
    { { INLET_FILE_DELIMITED, 0xa6, INLET_ENCODING_ISO_8859_1, INLET_COMPRESSION_TAR_GZIP },
      "&fileType=delimited&columnDelimiter=%C2%A6&compressionType=tarGzip&encoding=ISO-8859-1" },
    { { INLET_FILE_JSON, ';', INLET_ENCODING_ISO_8859_1, INLET_COMPRESSION_ZIP_DEFLATE },
      "&fileType=json&compressionType=zipDeflate" },
    { { INLET_FILE_PARQUET, '\t', 0, 0 }, "&fileType=parquet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *query = inlet_file_format_to_query (&cases[i].format);

    g_assert_cmpstr (query, ==, cases[i].query);
  }
}

static void
test_nicks (void)
{
  int value = -1;

  g_assert_true (inlet_nick_to_value (INLET_TYPE_COMPRESSION, "targzip", &value));
  g_assert_cmpint (value, ==, INLET_COMPRESSION_TAR_GZIP);
  g_assert_true (inlet_nick_to_value (INLET_TYPE_ENCODING, "iso-8859-1", &value));
  g_assert_cmpint (value, ==, INLET_ENCODING_ISO_8859_1);
  g_assert_true (inlet_nick_to_value (INLET_TYPE_FILE_TYPE, "parquet", &value));
  g_assert_cmpint (value, ==, INLET_FILE_PARQUET);
  g_assert_false (inlet_nick_to_value (INLET_TYPE_FILE_TYPE, "orc", &value));
  g_assert_false (inlet_nick_to_value (INLET_TYPE_FILE_TYPE, "", &value));
  g_assert_cmpint (value, ==, INLET_FILE_PARQUET);
  g_assert_cmpstr (inlet_value_to_nick (INLET_TYPE_ENCODING, INLET_ENCODING_UTF_8), ==, "UTF-8");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/file-format/guess", test_guess);
  g_test_add_func ("/inlet/model/file-format/query", test_query);
  g_test_add_func ("/inlet/model/file-format/nicks", test_nicks);

  return g_test_run ();
}
