/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

G_BEGIN_DECLS

/* A fuzz target is a function of this name, the only one that its file exports: libFuzzer calls it
 * with bytes that it makes up, replay.c with the files of the corpus. It is wrong when it crashes,
 * when a sanitizer or a GLib warning stops it, and when one of its assertions fails. */
int         LLVMFuzzerTestOneInput (const guint8 *data,
                                    size_t        size);
/* Called once before. */
int         LLVMFuzzerInitialize   (int    *argc,
                                    char ***argv);

/* The bytes of an input that have not been read yet. */
typedef struct
{
  const char *data;
  gsize       length;
} FuzzInput;

FuzzInput   fuzz_input_new         (const guint8 *data,
                                    gsize         size);
/* The next line without its end; %NULL for an empty one, which is taken away, and where there is
 * nothing left. (transfer full) */
char       *fuzz_input_read_line   (FuzzInput    *self);
/* Lines up to an empty one, ending in NULL. (transfer full) */
GStrv       fuzz_input_read_lines  (FuzzInput    *self);
/* What is left, up to the first NUL. (transfer full) */
char       *fuzz_input_read_text   (FuzzInput    *self);
/* `401 Unauthorized`, headers, an empty line and the body. A header `Secret` is not one of the
 * reply but goes to @secrets. (transfer full) */
InletReply *fuzz_input_read_reply  (FuzzInput    *self,
                                    GStrv        *secrets);

/* (nullable) */
void        fuzz_assert_utf8       (const char   *text);
/* @message (nullable) is one of the program's own sentences, so that it holds nothing foreign. */
void        fuzz_assert_own        (const char   *message);
/* @text, which was redacted, has none of @secrets, raw or encoded once or twice. */
void        fuzz_assert_redacted   (const char         *text,
                                    const char * const *secrets);

/* The ways in which a secret may be written. */
typedef enum {
  FUZZ_RAW,
  FUZZ_URL,
  FUZZ_JSON,
  FUZZ_HTML,
  FUZZ_BASE64,
  FUZZ_BASE64_1, /* with one byte before it */
  FUZZ_BASE64_2, /* with two */
  FUZZ_FORM_LAST,
} FuzzForm;

/* (transfer full) */
char       *fuzz_encode            (FuzzForm      form,
                                    const char   *secret);

G_END_DECLS
