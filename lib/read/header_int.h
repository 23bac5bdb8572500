/* SPDX-License-Identifier: MIT */
/*
 * Where the header of a table is: behind a preamble, in one row or several.
 */
#ifndef MUSTER_READ_HEADER_INT_H
#define MUSTER_READ_HEADER_INT_H

#include "read/csvin_int.h"
#include "read/schema.h"

enum { HEADER_ROWS = 3 };             /* a header is at most this many rows */

/* The first records of a file, copied. */
struct head {
	VEC(struct record);
};

/* A header found in a head. */
struct header {
	struct recognised is;         /* kind KIND_NONE: none found        */
	ptrdiff_t first, n;           /* records v[first .. first + n) of
	                                 the head, blank ones not counted  */
	const struct str *cell;       /* joined column by column           */
	ptrdiff_t width;
};

/* A record that outlives its batch. */
void record_copy(struct arena *, const struct record *, struct record *out);

/* Copy up to `max` records from the beginning of a text into *head. */
void head_read(struct arena *, struct str text, const struct dialect *,
               bool keep_blanks, ptrdiff_t max, struct head *);

/* The header by what the rules know. */
struct header header_find(struct arena *, const struct rules *,
                          struct regex_scratch *, const struct head *);

/*
 * Join rows into a header: every column's words with a blank between; in all
 * but the last row an empty cell stands below the name to its left, as merged
 * cells are written.
 */
const struct str *header_join(struct arena *, const struct record *const *row,
                              ptrdiff_t n, ptrdiff_t *width);

/*
 * Rows one wider than their header begin with a name of the row, as R writes
 * them: the header then gets an empty name in front.  Not so if the last field
 * of the rows is empty.
 */
void header_shift(struct arena *, const struct head *, int32_t width,
                  struct header *);

/*
 * The header by its looks, for a table of which nothing is known: the first
 * row as wide as the table, if its cells are names where the column below
 * holds figures, and the rows below it that are like it.  n is 0 if the table
 * has no header; `first` is then its first row.
 */
struct header header_guess(struct arena *, const struct head *,
                           int32_t width);

/* Whether a row may be a header: as many names as figures, or more. */
bool header_like(const struct record *);

/* Whether two rows say the same, blanks around cells aside. */
bool same_cells(const struct record *, const struct record *);

/* A cell of digits and what stands around them: an amount, a date, an id. */
bool is_figure(struct str cell);

/* Cells that are not empty. */
int32_t record_filled(const struct record *);

/* Number of cells up to the last that is not empty. */
int32_t record_width(const struct record *);

#endif
