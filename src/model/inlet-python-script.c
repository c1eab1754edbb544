/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-python-script.h"

#include "inlet-script.h"

/* Headers are “unredirected”: a token is not for the address that an answer points to. */
static const char functions[] =
  "import json\n"
  "import os\n"
  "import sys\n"
  "import urllib.error\n"
  "import urllib.parse\n"
  "import urllib.request\n"
  "\n"
  "\n"
  "def post(url, headers, data):\n"
  "    request = urllib.request.Request(url, data)\n"
  "    for name, value in headers.items():\n"
  "        request.add_unredirected_header(name, value)\n"
  "    try:\n"
  "        with urllib.request.urlopen(request) as reply:\n"
  "            return json.loads(reply.read().decode())\n"
  "    except urllib.error.HTTPError as error:\n"
  "        sys.exit(f\"{error}\\n{error.read().decode(errors='replace')}\")\n"
  "\n"
  "\n";

/* As a string of Python. What cannot be seen, or changes the order in which a line is read, is
 * written as its number. */
static void
append_text (GString    *script,
             const char *text)
{
  g_string_append_c (script, '"');
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar character = g_utf8_get_char (text);

    if (character == '"' || character == '\\')
      g_string_append_printf (script, "\\%c", (char) character);
    else if (!g_unichar_isprint (character))
      g_string_append_printf (script, "\\U%08x", character);
    else
      g_string_append_unichar (script, character);
  }
  g_string_append_c (script, '"');
}

static void
append_variable (GString    *script,
                 const char *name)
{
  g_string_append_printf (script, "os.environ[\"%s\"]", name);
}

static void
append_member (GString    *script,
               const char *name,
               const char *value)
{
  g_string_append_printf (script, "    \"%s\": ", name);
  append_text (script, value);
  g_string_append (script, ",\n");
}

static void
append_check (GString    *script,
              InletDraft *draft)
{
  g_autofree char *needed = inlet_script_dup_variables (draft, " ");

  g_string_append_printf (script,
                          "needed = \"%s\"\n"
                          "missing = [name for name in needed.split()"
                          " if not os.environ.get(name)]\n"
                          "if missing:\n"
                          "    sys.exit(\"Not set: \" + \", \".join(missing))\n"
                          "\n", needed);
}

static void
append_sign_in (GString    *script,
                InletDraft *draft)
{
  g_autofree char *url = inlet_script_dup_token_url (draft);

  if (!inlet_script_signs_in (draft)) {
    g_string_append (script, "token = os.environ[\"ACCESS_TOKEN\"]\n\n");
    return;
  }

  g_string_append (script, "form = urllib.parse.urlencode({\n"
                   "    \"grant_type\": \"client_credentials\",\n"
                   "    \"client_id\": os.environ[\"API_KEY\"],\n"
                   "    \"client_secret\": os.environ[\"CLIENT_SECRET\"],\n");
  append_member (script, "scope", inlet_account_get_scopes (inlet_draft_get_account (draft)));
  g_string_append (script, "})\ntoken = post(");
  append_text (script, url);
  g_string_append (script, ", {}, form.encode())[\"access_token\"]\n\n");
}

static void
append_request (GString    *script,
                InletDraft *draft)
{
  const InletScriptWriter writer = { append_text, append_variable };
  g_autofree char *url = inlet_script_dup_url (draft);

  g_string_append (script, "headers = {\n"
                   "    \"Authorization\": \"Bearer \" + token,\n"
                   "    \"Content-Type\": \"application/json\",\n"
                   "    \"x-api-key\": os.environ[\"API_KEY\"],\n");
  append_member (script, "x-gw-ims-org-id",
                 inlet_account_get_org_id (inlet_draft_get_account (draft)));
  append_member (script, "x-sandbox-name", inlet_draft_get_sandbox (draft));
  g_string_append (script, "}\n\nbody = ");
  inlet_script_append_body (script, draft, &writer);
  g_string_append (script, "\n\nreply = post(");
  append_text (script, url);
  g_string_append (script, ", headers, json.dumps(body).encode())\n"
                   "print(json.dumps(reply, indent=2))\n");
}

char *
inlet_python_script_build (InletDraft *draft)
{
  GString *script;

  g_return_val_if_fail (INLET_IS_DRAFT (draft), NULL);

  script = g_string_new (NULL);
  inlet_script_append_head (script, draft);
  g_string_append_c (script, '\n');
  g_string_append (script, functions);
  append_check (script, draft);
  append_sign_in (script, draft);
  append_request (script, draft);

  return g_string_free (script, FALSE);
}
