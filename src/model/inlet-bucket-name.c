/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-bucket-name.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

const char *
inlet_bucket_name_find_fault (const char *text)
{
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (strstr (text, "://") != NULL || strchr (text, '/') != NULL)
    return _("Only the bucket’s name belongs here; a folder has a field of its own.");

  if (strpbrk (text, G_CSET_A_2_Z) != NULL)
    return _("Bucket names have no capital letters.");

  if (strchr (text, '_') != NULL)
    return _("Bucket names have no underscores.");

  if (strspn (text, G_CSET_a_2_z G_CSET_DIGITS ".-") != length)
    return _("Bucket names have only small letters, digits, hyphens and dots.");

  if (length < 3 || length > 63)
    return _("Bucket names have 3 to 63 characters.");

  if (!g_ascii_isalnum (text[0]) || !g_ascii_isalnum (text[length - 1]))
    return _("Bucket names begin and end with a letter or a digit.");

  if (strstr (text, "..") != NULL)
    return _("Bucket names do not have two dots side by side.");

  if (g_hostname_is_ip_address (text))
    return _("A bucket’s name cannot be an IP address.");

  return NULL;
}

const char *
inlet_bucket_name_find_oddity (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return strchr (text, '.') != NULL ?
         _("Dots in a bucket’s name often do not work over https.") : NULL;
}
