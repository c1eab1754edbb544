/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MockKeyring:
 *
 * A Secret Service (https://specifications.freedesktop.org/secret-service) on the session bus, with
 * one collection, that does on cue what a real keyring does only now and then. Only a `plain`
 * session. It answers in the main context.
 */
typedef struct _MockKeyring MockKeyring;

typedef struct
{
  char     *path;       /* (owned) */
  GVariant *attributes; /* (owned) a{ss} */
  char     *label;      /* (owned) */
  GBytes   *secret;     /* (owned) */
  guint64   modified;
} MockItem;

/* What it does at a message, and then no more. */
typedef enum {
  MOCK_FAULT_NONE,
  MOCK_FAULT_DIES,        /* without having done it */
  MOCK_FAULT_DIES_AFTER,  /* when it has done it, without having said so */
  MOCK_FAULT_SILENT,      /* from then on */
  MOCK_FAULT_ERROR,
  MOCK_FAULT_DELETED,     /* the collection is, by another program; then it is done */
  MOCK_FAULT_LOCKED,      /* as above */
} MockFault;

typedef enum {
  MOCK_STATE_USUAL = 0,
  MOCK_STATE_LOCKED = 1 << 0,
  MOCK_STATE_DISMISSES = 1 << 1,  /* the person does, every prompt */
  MOCK_STATE_NO_DEFAULT = 1 << 2, /* the alias leads nowhere, and no collection is made */
} MockState;

MockKeyring *mock_keyring_new       (void);
void         mock_keyring_free      (MockKeyring  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockKeyring, mock_keyring_free)

/* Whether it still owns its name. */
gboolean     mock_keyring_is_alive  (MockKeyring  *self);
/* Leaves the bus, and waits until everybody knows. */
void         mock_keyring_die       (MockKeyring  *self);
/* After it has died: there again, as usual, with what it had on disk. */
void         mock_keyring_revive    (MockKeyring  *self);

void         mock_keyring_set_state (MockKeyring  *self,
                                     MockState     state);
/* At the @n-th message from now on, 1 being the next; @error is the name of a D-Bus error. */
void         mock_keyring_set_fault (MockKeyring  *self,
                                     MockFault     fault,
                                     const char   *error,
                                     int           n);
gboolean     mock_keyring_has_faulted (MockKeyring  *self);
/* Messages since the fault was set. */
int          mock_keyring_count     (MockKeyring  *self);

/* Another program adds an item. @attributes: a{ss} */
MockItem    *mock_keyring_add       (MockKeyring  *self,
                                     GVariant     *attributes,
                                     const char   *label,
                                     const void   *secret,
                                     gsize         length,
                                     guint64       modified);
void         mock_keyring_clear     (MockKeyring  *self);
/* (transfer none) (nullable) */
MockItem    *mock_keyring_find      (MockKeyring  *self,
                                     const char   *path);
gboolean     mock_keyring_has       (MockKeyring  *self,
                                     MockItem     *item);
/* The number of items with these attributes. */
guint        mock_keyring_match     (MockKeyring  *self,
                                     GVariant     *attributes,
                                     MockItem    **first);

G_END_DECLS
