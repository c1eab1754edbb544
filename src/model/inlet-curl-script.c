/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-curl-script.h"

#include "inlet-script.h"

/* To a shell of its own, as a text that nothing is special in: then whatever shell it is pasted
 * into does not stop at comments or exclamation marks, and does not end where something fails. */
#define BEGINNING "sh <<'END'\n"
#define END "END\n"

/* A single quote between single quotes. */
#define QUOTE "'\\''"

/* Through pipes and by what the shell does itself: what is on its way is in no other program's
 * words. The last line of `json` may be empty; so no line end is lost. */
static const char functions[] =
  "# A text as a string of JSON.\n"
  "json () {\n"
  "  printf '%s\\n' \"$1\" | LC_ALL=C awk '\n"
  "    BEGIN {\n"
  "      for (i = 1; i < 32; i++)\n"
  "        escape[sprintf (\"%c\", i)] = sprintf (\"\\\\u%04x\", i)\n"
  "      escape[\"\\\"\"] = \"\\\\\\\"\"\n"
  "      escape[\"\\\\\"] = \"\\\\\\\\\"\n"
  "      printf \"\\\"\"\n"
  "    }\n"
  "    {\n"
  "      line = NR > 1 ? \"\\\\n\" : \"\"\n"
  "      for (i = 1; i <= length ($0); i++) {\n"
  "        c = substr ($0, i, 1)\n"
  "        line = line (c in escape ? escape[c] : c)\n"
  "      }\n"
  "      printf \"%s\", line\n"
  "    }\n"
  "    END { printf \"\\\"\" }'\n"
  "}\n"
  "\n"
  "# An option for curl to read from its standard input.\n"
  "option () {\n"
  "  printf '%s = \"%s\"\\n' \"$1\" \"$(printf '%s' \"$2\" | LC_ALL=C tr -d '\\n' |"
  " LC_ALL=C sed 's/[\\\\\"]/\\\\&/g')\"\n"
  "}\n"
  "\n";

static const char token_check[] =
  "case $token in\n"
  "  '' | *[[:cntrl:]]*) echo 'No access token' >&2; exit 1 ;;\n"
  "esac\n"
  "\n";

/* What stands between single quotes. */
static void
append_inside_quotes (GString    *script,
                      const char *text)
{
  for (; *text != '\0'; text++) {
    if (*text == '\'')
      g_string_append (script, QUOTE);
    else
      g_string_append_c (script, *text);
  }
}

static void
append_quoted (GString    *script,
               const char *prefix,
               const char *text)
{
  g_string_append_c (script, '\'');
  append_inside_quotes (script, prefix);
  append_inside_quotes (script, text);
  g_string_append_c (script, '\'');
}

/* As JSON writes what cannot be seen, or changes the order in which a line is read. */
static void
append_number (GString  *script,
               gunichar  character)
{
  if (character < 0x10000)
    g_string_append_printf (script, "\\u%04x", character);
  else
    g_string_append_printf (script, "\\u%04x\\u%04x", 0xd800 + ((character - 0x10000) >> 10),
                            0xdc00 + (character & 0x3ff));
}

/* In the body, which is between single quotes as a whole. */
static void
append_text (GString    *script,
             const char *text)
{
  g_string_append_c (script, '"');
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar character = g_utf8_get_char (text);

    if (character == '"' || character == '\\')
      g_string_append_printf (script, "\\%c", (char) character);
    else if (character == '\'')
      g_string_append (script, QUOTE);
    else if (!g_unichar_isprint (character))
      append_number (script, character);
    else
      g_string_append_unichar (script, character);
  }
  g_string_append_c (script, '"');
}

static void
append_variable (GString    *script,
                 const char *name)
{
  g_string_append_printf (script, "'\"$(json \"$%s\")\"'", name);
}

static void
append_check (GString    *script,
              InletDraft *draft)
{
  g_autofree char *needed = inlet_script_dup_variables (draft, ":?}\" \"${");

  g_string_append_printf (script, "\nset -eu\n: \"${%s:?}\"\n\n", needed);
}

static void
append_sign_in (GString    *script,
                InletDraft *draft)
{
  g_autofree char *url = inlet_script_dup_token_url (draft);

  if (!inlet_script_signs_in (draft)) {
    g_string_append (script, "token=$ACCESS_TOKEN\n");
    return;
  }

  g_string_append (script,
                   "reply=$(printf '%s' \"$CLIENT_SECRET\" | curl --silent --show-error"
                   " --fail-with-body \\\n"
                   "  --data grant_type=client_credentials \\\n"
                   "  --data-urlencode \"client_id=$API_KEY\" \\\n"
                   "  --data-urlencode client_secret@- \\\n"
                   "  --data-urlencode ");
  append_quoted (script, "scope=", inlet_account_get_scopes (inlet_draft_get_account (draft)));
  g_string_append (script, " \\\n  ");
  append_quoted (script, "", url);
  g_string_append (script,
                   ") || {\n"
                   "  printf '%s\\n' \"$reply\" >&2\n"
                   "  exit 1\n"
                   "}\n"
                   "token=$(printf '%s\\n' \"$reply\" |"
                   " sed -n 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/p')\n");
}

static void
append_body (GString    *script,
             InletDraft *draft)
{
  const InletScriptWriter writer = { append_text, append_variable };

  g_string_append (script, "body='");
  inlet_script_append_body (script, draft, &writer);
  g_string_append (script, "'\n\n");
}

static void
append_request (GString    *script,
                InletDraft *draft)
{
  g_autofree char *url = inlet_script_dup_url (draft);

  g_string_append (script,
                   "{\n"
                   "  option header \"Authorization: Bearer $token\"\n"
                   "  option data-binary \"$body\"\n"
                   "} | curl --silent --show-error --fail-with-body --config - \\\n"
                   "  --header 'Content-Type: application/json' \\\n"
                   "  --header \"x-api-key: $API_KEY\" \\\n"
                   "  --header ");
  append_quoted (script, "x-gw-ims-org-id: ",
                 inlet_account_get_org_id (inlet_draft_get_account (draft)));
  g_string_append (script, " \\\n  --header ");
  append_quoted (script, "x-sandbox-name: ", inlet_draft_get_sandbox (draft));
  g_string_append (script, " \\\n  ");
  append_quoted (script, "", url);
  g_string_append_c (script, '\n');
}

char *
inlet_curl_script_build (InletDraft *draft)
{
  GString *script;

  g_return_val_if_fail (INLET_IS_DRAFT (draft), NULL);

  script = g_string_new (BEGINNING);
  inlet_script_append_head (script, draft);
  append_check (script, draft);
  g_string_append (script, functions);
  append_sign_in (script, draft);
  g_string_append (script, token_check);
  append_body (script, draft);
  append_request (script, draft);
  g_string_append (script, END);

  return g_string_free (script, FALSE);
}
