/* SPDX-License-Identifier: MIT */
/*
 * Which dialect a text is written in, decided by how well the table that it
 * gives agrees with itself.
 */
#ifndef MUSTER_READ_DIALECT_INT_H
#define MUSTER_READ_DIALECT_INT_H

#include "read/bytes_int.h"
#include "read/input.h"
#include "read/quotes_int.h"

/* Pieces of a file: the beginning, the middle, the end (or empty). */
struct dialect_sample {
	struct str text[3];
	bool whole;                   /* text[0] is all of it              */
};

/* What a user fixed: 0 for what is to be found; QUOTE_NONE for none. */
struct dialect_fixed {
	char delimiter, quote;
};

/*
 * Decide.  A text in which no delimiter makes a table is one column: the
 * delimiter is then the fixed one or a comma, and width 1.
 */
struct dialect dialect_find(struct arena *scratch,
                            const struct dialect_sample *,
                            struct dialect_fixed);

/*
 * Decide for an open file, from the text at hand and, where it can seek, from
 * its middle and end.  Returns the text at hand up to its last whole line.
 */
struct str dialect_look(struct arena *, struct bytes *, struct dialect_fixed,
                        struct dialect *);

#endif
