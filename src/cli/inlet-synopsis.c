/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-synopsis.h"

#include <string.h>

typedef struct
{
  char *name;  /* (owned) */
  char *value; /* (owned) (nullable): what it takes */
} Option;

/* One way to write a verb. */
typedef struct
{
  GPtrArray *verbs;    /* (owned): of strings; where there are several, they have | between them */
  GPtrArray *options;  /* (owned): of Option */
  GPtrArray *operands; /* (owned): of strings */
} Form;

struct _InletSynopsis
{
  GPtrArray *forms; /* (owned): of Form */
};

/* Where the reading of a line stands. */
typedef struct
{
  Form *form;
  Option *option; /* (nullable): that which the next word may be the value of */
  int depth;      /* brackets that are open */
  gboolean is_alternative; /* after a | that is in none */
} Reading;

static void
option_free (gpointer data)
{
  Option *option = data;

  g_free (option->name);
  g_free (option->value);
  g_free (option);
}

static void
form_free (gpointer data)
{
  Form *form = data;

  g_ptr_array_unref (form->verbs);
  g_ptr_array_unref (form->options);
  g_ptr_array_unref (form->operands);
  g_free (form);
}

/* With the first @n_verbs verbs of @like. */
static Form *
add_form (InletSynopsis *self,
          Form          *like,
          guint          n_verbs)
{
  Form *form = g_new0 (Form, 1);

  form->verbs = g_ptr_array_new_with_free_func (g_free);
  form->options = g_ptr_array_new_with_free_func (option_free);
  form->operands = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_verbs; i++)
    g_ptr_array_add (form->verbs, g_strdup (like->verbs->pdata[i]));
  g_ptr_array_add (self->forms, form);

  return form;
}

static Option *
add_option (Form       *form,
            const char *name)
{
  Option *option = g_new0 (Option, 1);

  option->name = g_strdup (name);
  g_ptr_array_add (form->options, option);

  return option;
}

/* @word: without its brackets */
static void
read_word (InletSynopsis *self,
           Reading       *reading,
           const char    *word)
{
  Form *form = reading->form;
  Option *option = g_steal_pointer (&reading->option);

  if (g_str_equal (word, "…"))
    return;

  if (g_str_equal (word, "|")) {
    reading->is_alternative = reading->depth == 0;
    return;
  }

  if (g_str_has_prefix (word, "-")) {
    reading->option = add_option (form, word);
  } else if (option != NULL) {
    option->value = g_strdup (word);
  } else if (reading->depth == 0 && g_ascii_islower (*word)) {
    if (reading->is_alternative && form->verbs->len > 0)
      reading->form = add_form (self, form, form->verbs->len - 1);
    g_ptr_array_add (reading->form->verbs, g_strdup (word));
  } else {
    g_ptr_array_add (form->operands, g_strdup (word));
  }

  reading->is_alternative = FALSE;
}

static void
read_token (InletSynopsis *self,
            Reading       *reading,
            const char    *token)
{
  g_autofree char *word = NULL;
  gsize n_open = strspn (token, "[");
  gsize length = strcspn (token + n_open, "]");
  const char *end = token + n_open + length;

  if (g_str_equal (token, "inlet")) {
    *reading = (Reading) { .form = add_form (self, NULL, 0) };
    return;
  }

  reading->depth += (int) n_open;
  word = g_strndup (token + n_open, length);
  read_word (self, reading, word);

  for (; *end == ']'; end++) {
    reading->depth--;
    reading->option = NULL;
  }
}

/* How many of @words are the verbs of @form; fewer than it has only where there are no more; -1
 * where they are others. */
static int
match_verbs (Form              *form,
             const char *const *words)
{
  guint i;

  for (i = 0; i < form->verbs->len && words[i] != NULL; i++) {
    g_auto (GStrv) alternatives = g_strsplit (form->verbs->pdata[i], "|", -1);

    if (!g_strv_contains ((const char *const *) alternatives, words[i]))
      return -1;
  }

  return (int) i;
}

static Option *
find_option (Form       *form,
             const char *name)
{
  for (guint i = 0; i < form->options->len; i++) {
    Option *option = form->options->pdata[i];

    if (g_str_equal (option->name, name))
      return option;
  }

  return NULL;
}

static void
add_words (GPtrArray  *words,
           const char *alternatives)
{
  g_auto (GStrv) parts = g_strsplit (alternatives, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (words, parts[i], g_str_equal, NULL))
      g_ptr_array_add (words, g_strdup (parts[i]));
}

static void
name_next (InletNextWord *next,
           const char    *value,
           const char    *option)
{
  g_free (next->value);
  g_free (next->option);
  next->value = g_strdup (value);
  next->option = g_strdup (option);
}

static void
follow_value (Option        *option,
              GPtrArray     *next_words,
              InletNextWord *next)
{
  if (g_ascii_islower (*option->value))
    add_words (next_words, option->value);
  else
    name_next (next, option->value, option->name);
}

/* @words: those after the verbs of @form. */
static void
follow_form (Form              *form,
             const char *const *words,
             GPtrArray         *next_words,
             InletNextWord     *next)
{
  guint n_operands = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    Option *option = find_option (form, words[i]);

    /* Then it is written in another way. */
    if (option == NULL && *words[i] == '-')
      return;

    if (option == NULL) {
      n_operands++;
    } else if (option->value != NULL && words[++i] == NULL) {
      follow_value (option, next_words, next);
      return;
    }
  }

  for (guint i = 0; i < form->options->len; i++) {
    Option *option = form->options->pdata[i];

    if (!g_strv_contains (words, option->name))
      add_words (next_words, option->name);
  }

  if (form->operands->len == 0)
    return;

  /* The last one may be repeated. */
  if (n_operands >= form->operands->len &&
      g_str_has_suffix (form->operands->pdata[form->operands->len - 1], "…"))
    n_operands = form->operands->len - 1;
  if (n_operands < form->operands->len)
    name_next (next, form->operands->pdata[n_operands], NULL);
}

InletSynopsis *
inlet_synopsis_new (const char *usage)
{
  InletSynopsis *self = g_new0 (InletSynopsis, 1);
  g_auto (GStrv) tokens = g_strsplit_set (usage, " \n", -1);
  Reading reading = { NULL };

  self->forms = g_ptr_array_new_with_free_func (form_free);
  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0' && (reading.form != NULL || g_str_equal (tokens[i], "inlet")))
      read_token (self, &reading, tokens[i]);

  return self;
}

void
inlet_synopsis_free (InletSynopsis *self)
{
  g_ptr_array_unref (self->forms);
  g_free (self);
}

InletNextWord *
inlet_synopsis_follow (InletSynopsis     *self,
                       const char *const *words)
{
  InletNextWord *next = g_new0 (InletNextWord, 1);
  g_autoptr (GPtrArray) next_words = g_ptr_array_new ();

  for (guint i = 0; i < self->forms->len; i++) {
    Form *form = self->forms->pdata[i];
    int n_verbs = match_verbs (form, words);

    if (n_verbs < 0)
      continue;
    if ((guint) n_verbs < form->verbs->len)
      add_words (next_words, form->verbs->pdata[n_verbs]);
    else if (n_verbs > 0 || *words == NULL)
      follow_form (form, words + n_verbs, next_words, next);
  }

  g_ptr_array_add (next_words, NULL);
  next->words = (char **) g_ptr_array_free (g_steal_pointer (&next_words), FALSE);

  return next;
}

void
inlet_next_word_free (InletNextWord *next)
{
  g_strfreev (next->words);
  g_free (next->value);
  g_free (next->option);
  g_free (next);
}
