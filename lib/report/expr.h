/* SPDX-License-Identifier: MIT */
/*
 * Expressions: how a cell of the document follows from other cells and from
 * the model's values, for renderers that can show formulas.
 *
 * An expression is a small tree.  Its leaves name things as the report does:
 * a value of the model by its operand ("experience.Entry"), a column by its
 * key, a table by its key; where these stand is the renderer's business, and
 * so is everything that a spreadsheet has of syntax and of quirks.  Its value
 * is nobody's business here: the cell has it already, worked out once and in
 * integers.  A renderer that has no place for one of the leaves draws the
 * value alone.
 *
 * Trees are made in an arena; those of a row of people live as long as the
 * row (doc_table.row).
 */
#ifndef MUSTER_REPORT_EXPR_H
#define MUSTER_REPORT_EXPR_H

#include "base/str.h"

#include <stdint.h>

enum expr_op {
	/* leaves */
	EXPR_NUMBER,          /* .n / 10^places                            */
	EXPR_WORD,            /* the text .s                               */
	EXPR_NAME,            /* the model's value .s                      */
	EXPR_CELL,            /* the cell of column .s in the same row     */
	EXPR_COLUMN,          /* every row of column .s of table .table    */

	/* of numbers, any count of them where nothing is said */
	EXPR_PLUS, EXPR_MINUS /* two */, EXPR_TIMES, EXPR_OVER /* two */,
	EXPR_MAX, EXPR_MIN,
	EXPR_ROUND,           /* to a number of places, halves away from 0 */
	EXPR_UP, EXPR_DOWN,   /* away from 0, towards 0                    */
	EXPR_MEDIAN,          /* of a column                               */

	/* two things compared, and one of two by it */
	EXPR_LESS, EXPR_SAME, EXPR_IF,

	/*
	 * Over the rows of a table: the sum of a column, or how many rows
	 * there are, where all conditions hold; a sum without conditions is
	 * that of all.  First the column (not for the count), then conditions.
	 */
	EXPR_SUM_WHERE, EXPR_COUNT_WHERE,
	EXPR_IS,              /* a condition: a column has this text, but
	                         for the case of letters                   */
	EXPR_HOLDS,           /* ... is a list (between EXPR_BAR) with it         */
	EXPR_POSITIVE,        /* ... has a number above 0                  */

	EXPR_N
};

struct expr {
	enum expr_op op;
	int places;
	int64_t n;
	struct str s, table;
	const struct expr *const *arg;
	ptrdiff_t n_arg;
};

/* A number: 1 with 0 places, 0.05 as 5 with 2. */
const struct expr *expr_number(struct arena *, int64_t n, int places);

/* A text; it is not copied, nor are the keys below. */
const struct expr *expr_word(struct arena *, struct str);

/* A value of the model. */
const struct expr *expr_name(struct arena *, struct str operand);

/* A cell of the same row. */
const struct expr *expr_cell(struct arena *, const char *column);

/* A column of a table. */
const struct expr *expr_column(struct arena *, const char *table,
                               const char *column);

/* An operation on n_arg others; the list is copied. */
const struct expr *expr_make(struct arena *, enum expr_op,
                             const struct expr *const *arg, ptrdiff_t n_arg);

/* expr_make() of the arguments written out. */
#define EXPR(mem, op, ...) \
	expr_make((mem), (op), (const struct expr *const[]){ __VA_ARGS__ }, \
	          sizeof((const struct expr *const[]){ __VA_ARGS__ }) / \
	          sizeof(const struct expr *))

/* Rounded to so many places. */
const struct expr *expr_round(struct arena *, enum expr_op,
                              const struct expr *, int places);

/* Between the parts of a list that EXPR_HOLDS looks into, and at its ends. */
#define EXPR_BAR "|"

#endif
