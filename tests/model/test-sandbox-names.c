/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-draft.h"
#include "inlet-field.h"
#include "inlet-sandbox-names.h"

static void
test_split (void)
{
  static const struct { const char *text; const char *names; } cases[] = {
    { "", "" }, { " ", "" }, { ",", "" }, { " , ,", "" },
    { "dev", "dev" }, { " dev ", "dev" }, { "dev,", "dev" }, { ",dev", "dev" },
    { "dev,prod", "dev, prod" }, { "dev , prod", "dev, prod" }, { "prod,\tdev\n", "prod, dev" },
    { "dev,prod,dev", "dev, prod" }, { "dev,,prod", "dev, prod" },
    /* Not two names: it may be a title. */
    { "my dev", "my dev" }, { "dev;prod", "dev;prod" }, { "Überall,x", "Überall, x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) names = inlet_sandbox_names_split (cases[i].text);
    g_autofree char *joined = inlet_sandbox_names_join ((const char *const *) names);

    g_assert_cmpstr (joined, ==, cases[i].names);
  }
}

static void
test_good (void)
{
  const char *const good[] = { "dev", "dev-1", "dev,prod", "dev, prod,", "0" };
  const char *const bad[] = { "", ",", "Dev", "dev prod", "dev;prod", "dev,My Sandbox", "dev_1",
                              "dev,ü", "dev\nprod", "dev/prod" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (inlet_sandbox_names_are_good (good[i]));
    g_assert_cmpint (inlet_field_check (INLET_FIELD_SANDBOX, good[i], NULL), ==,
                     INLET_VERDICT_GOOD);
  }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (inlet_sandbox_names_are_good (bad[i]));
  g_assert_cmpint (inlet_field_check (INLET_FIELD_SANDBOX, "dev,My Sandbox", NULL), ==,
                   INLET_VERDICT_WRONG);
}

static void
test_drafts (void)
{
  g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT, "id", "a", NULL);
  g_autoptr (InletCredentials) credentials = g_object_new (INLET_TYPE_CREDENTIALS, "id", "c", NULL);
  g_autoptr (GPtrArray) drafts =
    inlet_draft_new_for_each (account, credentials, "prod, dev", "Name", "About");
  g_autoptr (GPtrArray) none = inlet_draft_new_for_each (account, credentials, ",", "Name", "");

  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpstr (inlet_draft_get_sandbox (drafts->pdata[0]), ==, "prod");
  g_assert_cmpstr (inlet_draft_get_sandbox (drafts->pdata[1]), ==, "dev");
  g_assert_cmpstr (inlet_draft_get_name (drafts->pdata[1]), ==, "Name");
  g_assert_cmpstr (inlet_draft_get_description (drafts->pdata[1]), ==, "About");
  g_assert_true (inlet_draft_get_account (drafts->pdata[1]) == account);
  g_assert_true (inlet_draft_get_credentials (drafts->pdata[1]) == credentials);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/sandbox-names/split", test_split);
  g_test_add_func ("/inlet/model/sandbox-names/good", test_good);
  g_test_add_func ("/inlet/model/sandbox-names/drafts", test_drafts);

  return g_test_run ();
}
