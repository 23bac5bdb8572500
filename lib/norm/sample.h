/* SPDX-License-Identifier: MIT */
/*
 * Texts that a pattern matches, made from the pattern itself; private to this
 * room.
 *
 * Of every alternative and optional part each choice is tried once, with as
 * little repetition as it allows.  Not all of PCRE2 is understood: whoever
 * uses the texts has the engine confirm them.
 */
#ifndef MUSTER_NORM_SAMPLE_H
#define MUSTER_NORM_SAMPLE_H

#include "base/str.h"
#include "base/vec.h"

/* So many texts of one pattern at most. */
enum { SAMPLES_MAX = 48 };

struct samples { VEC(struct str); };

/* Texts for a pattern; none where it is not understood. */
struct samples samples_of(struct arena *, struct str pattern);

#endif
