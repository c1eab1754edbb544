/* SPDX-License-Identifier: GPL-3.0-or-later */

/* replay DIRECTORY: what libFuzzer does without libFuzzer: gives a fuzz target each file of its
 * corpus once, as a test case. So what was found once stays found. */

#include "fuzz.h"

static void
replay (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_file_get_contents (data, &bytes, &length, &error);
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const guint8 *) bytes, length);
}

static void
add_file (const char *directory,
          const char *name)
{
  g_autofree char *target = g_path_get_basename (directory);
  g_autofree char *test = g_strdup_printf ("/inlet/fuzz/%s/%s", target, name);

  g_test_add_data_func_full (test, g_build_filename (directory, name, NULL), replay, g_free);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = NULL;
  const char *name;
  guint n_files = 0;

  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);

  directory = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  for (; (name = g_dir_read_name (directory)) != NULL; n_files++)
    add_file (argv[1], name);
  g_assert_cmpuint (n_files, >, 0);

  return g_test_run ();
}
