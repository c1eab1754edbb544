/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A keyring daemon of the test's own, with its own folder, on the session bus. */
typedef struct _KeyringDaemon KeyringDaemon;

#define DAEMON_PASSWORD "right"

KeyringDaemon *keyring_daemon_new           (void);
void           keyring_daemon_free          (KeyringDaemon  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyringDaemon, keyring_daemon_free)

const char    *keyring_daemon_get_dir       (KeyringDaemon  *self);
/* Waits until the bus knows it. Without unlocking, it is as after a login without password. */
void           keyring_daemon_start         (KeyringDaemon  *self,
                                             gboolean        is_unlocked);
/* SIGKILL; waits until the bus knows it. */
void           keyring_daemon_kill          (KeyringDaemon  *self);
void           keyring_daemon_signal        (KeyringDaemon  *self,
                                             int             signal);
/* Locks the keyring within the session. */
void           keyring_daemon_lock          (KeyringDaemon  *self);

/* How often the prompter was asked to show a prompt for a password since the daemon was made. */
int            keyring_daemon_count_prompts (KeyringDaemon  *self);
/* Waits for that. */
void           keyring_daemon_wait_prompts  (KeyringDaemon  *self,
                                             int             n_prompts);
/* Presses the keys (words of xdotool, `r i g h t Return`) in the prompt, once it is there, and
 * again as long as neither @flag is set nor @n_prompts prompts were counted. */
void           keyring_daemon_type          (KeyringDaemon  *self,
                                             const char     *keys,
                                             const gboolean *flag,
                                             int             n_prompts);

/* The keyring's times are in seconds. */
void           wait_for_next_second (void);

/* Runs a program to its end. (transfer full): what it printed. */
char          *run                          (const char     *input,
                                             const char     *command,
                                             ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
