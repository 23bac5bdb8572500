/* SPDX-License-Identifier: MIT */
/*
 * Reading the rows of one input: what rows.c, which classes records, and
 * tables.c, which notices other tables and footers, share.
 */
#ifndef MUSTER_READ_ROWS_INT_H
#define MUSTER_READ_ROWS_INT_H

#include "read/input_int.h"
#include "read/parts_int.h"
#include "read/aside_int.h"
#include "read/watch_int.h"

enum {
	PENDING = 64,                 /* rows of one cell that are held    */
	TRIED = 1000,                 /* rows tried as another header      */
	MISFITS = 2,                  /* one may be a word in a figure's place */
};

/* What the rows at hand belong to. */
enum table_of {
	TABLE_NONE,                   /* no header yet                     */
	TABLE_WANTED,
	TABLE_UNWANTED,               /* known, but the sink said no       */
	TABLE_STRANGE,                /* behind a header of no known kind  */
};

struct reading {
	struct input *in;
	const struct sink *sink;
	struct arena *mem;
	struct parts *parts;          /* NULL: one thread reads            */
	struct csvin *csv;            /* who split the records at hand     */
	struct batch batch;           /* them ...                          */
	ptrdiff_t taken;              /* ... and how many are taken        */
	struct aside *aside;          /* its plain rows made up; NULL: not */
	const struct shape *shape;    /* of the table that began last; NULL */
	enum table_of table, known;   /* known: of shape                   */
	struct watch watch;
	int32_t tried;
	struct plain plain;           /* what its rows look like            */
	const struct plain *said;     /* what threads were told of that     */
	int32_t width;                /* columns up to the last with a name */
	int64_t data;                 /* data rows so far                   */

	struct row row[CSVIN_ROWS];   /* for the sink                       */
	ptrdiff_t n;
	struct str *cell;             /* [CSVIN_ROWS x shape->n]            */

	/* Rows that are held until the next one says what they are: those of
	 * one cell (footers, or titles of a page), and one that may be the
	 * header of a table of no known kind. */
	struct record pending[PENDING];
	ptrdiff_t n_pending;
	struct record strange;
	bool has_strange;
	struct arena held, scratch;
};

/* Count a record that is not a data row. */
void rows_count(struct reading *, enum row_class);

/* A data row of the table at hand: to the sink, if that wants it. */
void rows_data(struct reading *, const struct record *);

/* Hand over what is gathered. */
void rows_flush(struct reading *);

/* tables.c: a table begins, with its header's rows. */
void rows_begin_table(struct reading *, const struct shape *,
                      const struct record *const *header, ptrdiff_t n);

/*
 * tables.c: whether a row belongs to no data of the table at hand: it was
 * taken as the header or a row of another table, or is held.  `lone`: it has
 * one cell only.
 */
bool rows_other_table(struct reading *, const struct record *, bool lone);

/* tables.c: rows that are held are of this class; ROW_USED: they are data. */
void rows_settle(struct reading *, enum row_class);

#endif
