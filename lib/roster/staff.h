/* SPDX-License-Identifier: MIT */
/*
 * The staff table: one row a record of the staff files, each cell the id of
 * its raw text (pool.h) or, for pay, what the text says.
 *
 * A column that a file does not have is empty for its rows.  Nothing is
 * decided here: see roster.c.
 */
#ifndef MUSTER_ROSTER_STAFF_H
#define MUSTER_ROSTER_STAFF_H

#include "roster/column.h"
#include "roster/desk.h"

struct staff_row {
	uint64_t hash;                /* of all its cells                  */
	uint32_t id;                  /* in staff.ids; 0: empty            */
	uint32_t line;
	int32_t file;                 /* in the ledger                     */
	uint16_t lines;               /* physical lines, at most 65535     */
	uint8_t class;                /* enum row_class, once settled      */
};

enum { PAY_FIELDS = 8 };

/* The pay columns: five in the order in which they are preferred, then the
 * three grade limits. */
extern const enum field pay_fields[PAY_FIELDS];

struct pay_column { VEC(struct pay_text); };

/* A value of a column that may hold several, in a staff row itself. */
struct own_value {
	uint32_t row, raw;
};

struct own_values { VEC(struct own_value); };

struct staff {
	struct arena *mem;
	struct pool *pool;
	struct intern ids;
	VEC(struct staff_row);
	struct column column[FIELD_N];
	struct pay_column pay[PAY_FIELDS];
	field_set fields;             /* bit set: some file has the field  */
	struct { VEC(field_set); } file_fields; /* by file                 */
	struct { VEC(int32_t); } columns;       /* [files x FIELD_N], from 1 */
	struct { VEC(const struct shape *); } shapes;   /* by file; NULL: of
	                                                   another kind    */
	struct str header[FIELD_N];   /* as the first file that has it says */
	struct { VEC(field_set); } comma;       /* by file: pay columns whose
	                                           decimal mark is the comma */
	/* skills, duties and credentials that stand in staff rows themselves */
	struct own_values skills, duties, credentials;
};

/* An empty table whose texts go into the pool. */
void staff_init(struct staff *, struct arena *, struct pool *);

/* A staff file begins. */
void staff_table(struct staff *, const struct shape *);

/* Take the next n rows that were made up at a desk. */
void staff_take(struct staff *, struct desk *, ptrdiff_t n);

/* The raw text id of a cell, 0 when empty. */
static inline uint32_t
staff_raw(const struct staff *st, ptrdiff_t row, enum field f)
{
	return column_at(&st->column[f], row);
}

/*
 * A walk over all rows by blocks, each of one file, for column_read:
 *     for (struct staff_block b = { 0 }; staff_block(st, &b);)
 *             column_read(&st->column[f], b.first, b.n, raw);
 */
enum { STAFF_BLOCK = 256 };

struct staff_block {
	ptrdiff_t first, n;           /* rows, at most STAFF_BLOCK         */
	int32_t file;                 /* in the ledger                     */
};

/* The next block, in order. */
bool staff_block(const struct staff *, struct staff_block *);

/* What a pay cell says; which counts in pay_fields. */
static inline struct pay_text
staff_pay(const struct staff *st, ptrdiff_t row, int which)
{
	const struct pay_column *c = &st->pay[which];

	return row < c->n ? c->v[row]
	                  : (struct pay_text){ .state = VALUE_EMPTY };
}

/* The column of a field in a file, from 1; 0: it has none. */
static inline int32_t
staff_column(const struct staff *st, int32_t file, enum field f)
{
	ptrdiff_t at = (ptrdiff_t)file * FIELD_N + f;

	return at < st->columns.n ? st->columns.v[at] : 0;
}

/* How many columns of a field a file has. */
static inline int
staff_width(const struct staff *st, int32_t file, enum field f)
{
	return shape_width(st->shapes.v[file], f);
}

/* The text of a pay cell, as it was written. */
struct str staff_pay_text(const struct staff *, struct arena *, ptrdiff_t row,
                          int which);

/* Read a pay cell again: the decimal mark of its column is the comma. */
void staff_pay_comma(struct staff *, ptrdiff_t row, int which);

/* Whether the file of a row has a column for a field. */
static inline bool
staff_has(const struct staff *st, ptrdiff_t row, enum field f)
{
	return st->file_fields.v[st->v[row].file] >> f & 1;
}

#endif
