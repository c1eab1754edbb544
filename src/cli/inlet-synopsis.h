/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InletSynopsis:
 *
 * The lines of the help that say how each verb is written, understood: they are the one place that
 * knows verbs and options, for whoever reads them and for whoever completes a word.
 */
typedef struct _InletSynopsis InletSynopsis;

/**
 * InletNextWord:
 * @words: (owned): verbs, options and the choices that an option has; each may come next
 * @value: (nullable): what the synopsis has there where something is to be named, such as “NAME”
 * @option: (nullable): the option whose value that is
 *
 * What may come after some words.
 */
typedef struct
{
  char **words;
  char  *value;
  char  *option;
} InletNextWord;

InletSynopsis *inlet_synopsis_new      (const char         *usage);
void           inlet_synopsis_free     (InletSynopsis      *self);
/* @words: those after the program's name; for an option with a value, both. */
InletNextWord *inlet_synopsis_follow   (InletSynopsis      *self,
                                        const char *const  *words);
void           inlet_next_word_free    (InletNextWord      *next);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletSynopsis, inlet_synopsis_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletNextWord, inlet_next_word_free)

G_END_DECLS
