/* SPDX-License-Identifier: MIT */
/*
 * The status vocabulary of graduates: enum outcome, from outcome.def.
 */
#ifndef MUSTER_NORM_OUTCOME_H
#define MUSTER_NORM_OUTCOME_H

#include "base/str.h"

enum outcome {
#define OUTCOME(symbol, name, words) OUTCOME_##symbol,
#include "norm/outcome.def"
#undef OUTCOME
	OUTCOME_N,
	OUTCOME_NONE = -1
};

struct outcome_info {
	const char *name, *words;
};

/* An outcome's line of outcome.def. */
extern const struct outcome_info outcome_info[OUTCOME_N];

/* The outcome of a name; OUTCOME_NONE when there is no such one. */
enum outcome outcome_named(struct str name);

#endif
