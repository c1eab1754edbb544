/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem-table.h"

#include <glib/gi18n.h>
#include <string.h>

/* The first one also stands for codes that are not known. */
static const InletProblemRow code_rows[] = {
  { 0, NULL, NULL, INLET_ERROR_FAILED,
    N_("Something went wrong"),
    N_("Try again. If it happens again, please report it with the details.") },
  { 0, NULL, NULL, INLET_ERROR_INVALID_INPUT,
    N_("Something entered is not right"),
    N_("Check what you entered, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe didn’t accept the account"),
    N_("Check the Client ID and the Organization ID in the account, and enter the Client Secret "
       "or the access token again.") },
  { 0, NULL, NULL, INLET_ERROR_NOT_ALLOWED,
    N_("This account lacks a permission"),
    N_("Ask your Adobe administrator for it.") },
  { 0, NULL, NULL, INLET_ERROR_SANDBOX,
    N_("The sandbox can’t be used"),
    N_("Choose another sandbox.") },
  { 0, NULL, NULL, INLET_ERROR_NO_SANDBOX,
    N_("The account belongs to no sandbox"),
    N_("Adobe lists none for it. Ask your Adobe administrator to add the account’s API credential "
       "to a role that has a sandbox.") },
  { 0, NULL, NULL, INLET_ERROR_S3_REFUSED,
    N_("The S3 credentials were refused"),
    N_("Check the Access key ID and the Secret access key in the credentials.") },
  { 0, NULL, NULL, INLET_ERROR_NOT_FOUND,
    N_("It is not there any more"),
    N_("It may have been deleted meanwhile.") },
  { 0, NULL, NULL, INLET_ERROR_CONFLICT,
    N_("It was changed meanwhile"),
    N_("Look at what changed, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_EXISTS,
    N_("There is a connection already"),
    N_("One connection for an S3 account is enough. Use the one there is, look up one whose answer "
       "was lost (“inlet sync”), or create another on purpose (“--again” in the terminal).") },
  { 0, NULL, NULL, INLET_ERROR_BUSY,
    N_("Adobe has too much to do"),
    N_("Wait a minute, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_SERVER,
    N_("Something failed at Adobe"),
    N_("Try again later.") },
  { 0, NULL, NULL, INLET_ERROR_OFFLINE,
    N_("Adobe couldn’t be reached"),
    N_("Check the network, its proxy, and the addresses in the account, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_UNTRUSTED,
    N_("The server couldn’t prove that it is Adobe"),
    N_("No secret was sent. Check the addresses in the account and the computer’s clock, and ask "
       "your network administrator whether a proxy opens encrypted traffic.") },
  { 0, NULL, NULL, INLET_ERROR_UNCONFIRMED,
    N_("The account’s address is not Adobe’s"),
    N_("No secret was sent. If the address is right, open the account in “Accounts and "
       "Credentials” and save it, or add it again with “--trust-addresses”.") },
  { 0, NULL, NULL, INLET_ERROR_TIMED_OUT,
    N_("Adobe didn’t answer in time"),
    N_("Check the network, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_BAD_REPLY,
    N_("The answer couldn’t be understood"),
    N_("Check the addresses in the account, and whether the network wants you to sign in "
       "first.") },
  { 0, NULL, NULL, INLET_ERROR_INTERRUPTED,
    N_("The answer was lost"),
    N_("The line was cut, or Inlet ended, before Adobe’s answer came. Try again.") },
  { 0, NULL, NULL, INLET_ERROR_KEYRING_LOCKED,
    N_("The keyring is locked"),
    N_("Unlock it, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_KEYRING_MISSING,
    N_("There is no keyring"),
    N_("Start a keyring such as GNOME Keyring, or let Inlet keep the secrets until you quit "
       "it.") },
  { 0, NULL, NULL, INLET_ERROR_KEYRING_FAILED,
    N_("The keyring couldn’t do what it was asked"),
    N_("Look at it in Passwords and Keys, then try again. The details have its answer.") },
  { 0, NULL, NULL, INLET_ERROR_NO_SECRET,
    N_("The keyring has no secret for this"),
    N_("Enter the secret again, in the account or in the credentials.") },
  { 0, NULL, NULL, INLET_ERROR_NO_ACCOUNT,
    N_("The account is not in Inlet any more"),
    N_("It was removed, or is another organization’s now, and nothing can be asked about its "
       "connections without it.") },
  { 0, NULL, NULL, INLET_ERROR_STORAGE,
    N_("The history couldn’t be read or written"),
    N_("Check that the disk is not full and that you may write to your own files, then try "
       "again.") },
  { 0, NULL, NULL, INLET_ERROR_STORAGE_FULL,
    N_("The disk is full"),
    N_("The history couldn’t be written. Make room on the disk, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_STORAGE_DENIED,
    N_("The folder of the history can’t be written to"),
    N_("Allow yourself to write to the folder “inlet” among your own data, and to the files in "
       "it, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_STORAGE_BUSY,
    N_("Another program is using the history"),
    N_("Wait until it has finished, or end it, then try again.") },
  { 0, NULL, NULL, INLET_ERROR_STORAGE_NEWER,
    N_("The history was made by a newer Inlet"),
    N_("Update Inlet, then try again. Nothing in the history was changed.") },
  { 0, NULL, NULL, INLET_ERROR_STORAGE_DAMAGED,
    N_("The history is damaged"),
    N_("Quit Inlet everywhere, then start it again: it recovers what can be read, and keeps the "
       "damaged file.") },
};

/* Digits that end the code of Flow Service repeat the status, not always rightly. */
static gboolean
fits_adobe_code (const InletProblemRow *row,
                 const char            *adobe_code)
{
  gsize length;

  if (row->adobe_code == NULL)
    return TRUE;
  if (adobe_code == NULL)
    return FALSE;

  length = strlen (row->adobe_code);
  return g_ascii_strncasecmp (adobe_code, row->adobe_code, length) == 0 &&
         (adobe_code[length] == '\0' || adobe_code[length] == '-');
}

static gboolean
fits_status (const InletProblemRow *row,
             guint                  status)
{
  if (row->status == 0)
    return TRUE;

  return row->status == (row->status < 10 ? status / 100 : status);
}

static gboolean
fits_words (const InletProblemRow *row,
            const char            *lower_message)
{
  g_autofree char *lower_words = NULL;

  if (row->words == NULL)
    return TRUE;

  lower_words = g_ascii_strdown (row->words, -1);
  return strstr (lower_message, lower_words) != NULL;
}

const InletProblemRow *
inlet_problem_table_find_reply (guint       status,
                                const char *adobe_code,
                                const char *message)
{
  g_autofree char *lower_message = g_ascii_strdown (message, -1);

  for (const InletProblemRow *row = inlet_problem_reply_rows; row->title != NULL; row++)
    if (fits_adobe_code (row, adobe_code) && fits_status (row, status) &&
        fits_words (row, lower_message))
      return row;

  return NULL;
}

const InletProblemRow *
inlet_problem_table_find_code (InletErrorCode code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (code_rows); i++)
    if (code_rows[i].code == code)
      return &code_rows[i];

  return &code_rows[0];
}
