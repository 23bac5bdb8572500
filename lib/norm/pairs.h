/* SPDX-License-Identifier: MIT */
/*
 * What a text must have for a pattern to match it, cheaply: pairs of letters
 * that stand side by side.
 *
 * Nearly every pattern is asked about texts that it has nothing in common
 * with.  A text's pairs are a set of 64, found once; a pattern's are those of
 * the literals it cannot do without, found when it is compiled.  If the text
 * lacks one, the pattern does not match, and need not be tried: with 40
 * patterns and every value distinct that was a third of a run's time.
 */
#ifndef MUSTER_NORM_PAIRS_H
#define MUSTER_NORM_PAIRS_H

#include "base/str.h"

#include <stdint.h>

/* The pairs of a text, without regard to case; all there are if it is not
 * ASCII, where case is another matter (the Kelvin sign is a k). */
uint64_t pairs_of(struct str text);

/* The pairs of every text that a caseless PCRE2 pattern matches; none where
 * the pattern has anything in it that this does not know. */
uint64_t pairs_needed(struct str pattern);

#endif
