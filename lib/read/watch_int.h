/* SPDX-License-Identifier: MIT */
/*
 * What goes on below a header: rows of its table, the header again on every
 * page, the header of another table.
 */
#ifndef MUSTER_READ_WATCH_INT_H
#define MUSTER_READ_WATCH_INT_H

#include "read/header_int.h"

enum {
	WATCH_ROWS = 50,              /* looked at to know the columns     */
	WATCH_COLUMNS = 256,          /* likewise, from the left           */
};

/* What a cell looks like. */
enum cell_kind {
	CELL_EMPTY, CELL_WORDS, CELL_NUMBER, CELL_DATE, CELL_CODE,
	CELL_MIXED                    /* of a column: not all alike        */
};

/* The kind of a cell: 12.50 is a number, 1/2/2020 a date, E0042 a code. */
enum cell_kind cell_kind(struct str);

/* The table that is being read. */
struct watch {
	const struct record *header[HEADER_ROWS]; /* its rows              */
	ptrdiff_t n_header;
	int32_t width;                /* of its rows                       */
	int32_t rows;                 /* looked at                         */
	int32_t figures[WATCH_COLUMNS], filled[WATCH_COLUMNS];
	uint8_t holds[WATCH_COLUMNS]; /* enum cell_kind of all its cells   */
	int32_t probe;                /* a column of figures, or -1        */
	bool broken;                  /* a blank row or a title came last  */
};

/* A table begins; the rows must outlive the watch. */
void watch_begin(struct watch *, const struct record *const *header,
                 ptrdiff_t n, int32_t width);

/* A row of the table, in order. */
void watch_row(struct watch *, const struct record *);

/* Whether a row is one of the header's again. */
bool watch_is_header(const struct watch *, const struct record *);

/*
 * How many cells of a row contradict their columns: another kind of cell where
 * all others are alike.  0 until enough rows were seen.
 */
int32_t watch_misfits(const struct watch *, const struct record *);

/*
 * Whether a row may be the header of another table: names where this table
 * has figures, after a break, or of another width, or where a column of
 * figures leaves no doubt.
 */
bool watch_other_header(const struct watch *, const struct record *);

#endif
