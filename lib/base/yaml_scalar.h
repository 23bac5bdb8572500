/* SPDX-License-Identifier: MIT */
/*
 * The strict reading of single values, for yaml.c only: it knows no libyaml.
 */
#ifndef MUSTER_BASE_YAML_SCALAR_H
#define MUSTER_BASE_YAML_SCALAR_H

#include "base/yaml.h"

/*
 * Read a scalar of kind INT, E4, BP, DATE or BOOL into what yaml.h says for
 * that kind.  false, and *to untouched, when the text is not exactly one.
 */
bool yaml_scalar(enum yaml_kind, struct str, void *to);

/* Ends the sentence "... must be", for every kind. */
const char *yaml_expected(enum yaml_kind);

/* A list of words: the i-th, from 0, and NULL after the last. */
struct yaml_words {
	const char *(*word)(const void *ctx, int i);
	const void *ctx;
};

/* The words of an enumeration; `words` ends with NULL. */
struct yaml_words yaml_words_of(const char *const *words);

/* The keys of a shape. */
struct yaml_words yaml_keys_of(const struct yaml_shape *);

/*
 * What to write instead of `s`: the nearest word, if one is near, and all
 * that are allowed: "did you mean "base"? allowed: name, base, source".
 */
const char *yaml_suggestion(struct arena *, struct str s, struct yaml_words);

#endif
