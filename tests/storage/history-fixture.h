/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-history.h"
#include "storage-test.h"

G_BEGIN_DECLS

/* A history, and a copy of it that is kept only by what the history says of its changes. */
typedef struct
{
  char *path;
  InletDatabase *database;
  InletHistory *history;
  GListModel *model;
  GArray *mirror;
  GString *changes;
  GError *failure;
} HistoryFixture;

/* With as many rows as @n_rows says; nothing is on its way any more. */
void              history_fixture_set_up    (HistoryFixture   *fixture,
                                             gconstpointer     n_rows);
/* Checks that the copy is right. */
void              history_fixture_tear_down (HistoryFixture   *fixture,
                                             gconstpointer     n_rows);
/* The history, for a fixture that has a database. */
void              history_fixture_begin     (HistoryFixture   *fixture);

/* Counts in the guint that @user_data points to. */
void              history_on_notify         (GObject          *object,
                                             GParamSpec       *pspec,
                                             gpointer          user_data);
/* What the list has told since the last time, as in "0-0+1 ": position, removed, added. */
void              history_assert_changes    (HistoryFixture   *fixture,
                                             const char       *expected);
/* Waits until nothing is on its way any more: every job that could be has been answered. */
void              history_settle            (HistoryFixture   *fixture);
gint64            history_get_row_id        (GListModel       *model,
                                             guint             position);
/* Waits for the item's row. */
InletHistoryItem *history_get_item          (GListModel       *model,
                                             guint             position);
void              history_assert_name       (GListModel       *model,
                                             guint             position,
                                             const char       *name);

G_END_DECLS
