/* SPDX-License-Identifier: MIT */
/*
 * What reading a pay model and changing one share; private to this room.
 */
#ifndef MUSTER_MODEL_PAY_INT_H
#define MUSTER_MODEL_PAY_INT_H

#include "model/pay.h"

/* What numbers may be, whether a file or a what-if says them. */
enum pay_limit {
	LIMIT_BASE, LIMIT_HOURS, LIMIT_CAP, LIMIT_RANGE, LIMIT_ADJUST,
	LIMIT_FLOOR, LIMIT_YEARS
};

/* Whether a number keeps to a limit. */
bool pay_limit_ok(enum pay_limit, int64_t v);

/* The words that say what it must be. */
const char *pay_limit_words(enum pay_limit);

/* "13.62" as ten-thousandths; false, *out untouched, if it is no number. */
bool pay_number_read(struct str, int64_t *out);

/* "-7%" as basis points, likewise. */
bool pay_percent_read(struct str, int64_t *out);

/* What a model's range must be and is not, or NULL. */
const char *pay_range_fault(const struct pay_model *);

/* Fill an occupation's or an adjustment's operand; see struct step. */
struct str pay_operand_of(struct arena *, const struct pay_model *,
                          const struct occupation *, const char *what,
                          struct str name);

/* The names in a list of structs of `size` bytes that begin with their name:
 * "Entry, Mid". */
struct str pay_names_of(struct arena *, const struct yaml_list *, size_t size);

/* Index of a band by its name, or -1. */
ptrdiff_t pay_band_named(const struct pay_model *, struct str name);

#endif
