/* SPDX-License-Identifier: MIT */
/*
 * The record of changes: which texts became which names and values, by which
 * rule, how often, and where each was first seen.
 *
 * Counted over the cells that the roster keeps of every row of the kinds a
 * report reads, whatever became of the row, once the reading is over: nothing
 * is counted while rows are read.  A row of what is joined to staff is not
 * kept without an id.  Of every field
 *
 *     cells = blank + unchanged + changed + unknown
 *
 * and the counts of its changes add up to `changed`.
 */
#ifndef MUSTER_ROSTER_CHANGES_H
#define MUSTER_ROSTER_CHANGES_H

#include "roster/reading.h"

struct change {
	enum kind kind;
	enum field field;
	struct str raw;               /* "": several, told apart no more   */
	struct reading to;
	int64_t count;
	int32_t file;                 /* in the ledger; where first seen   */
	int64_t line;
};

/* The cells of a field in the files of a kind. */
struct cell_count {
	enum kind kind;
	enum field field;
	int64_t cells, how[READ_N];
};

/* A value that no rule knows, however it is spelled: of a cell, or of a part
 * of one. */
struct unknown_value {
	const struct rule_set *set;   /* the vocabulary it was looked up in */
	struct str value;             /* as first written, cleaned         */
	int64_t cells;
	enum kind kind;               /* where first seen                  */
	int32_t file;
	int64_t line;
};

struct changes {
	VEC(struct change);           /* by kind and field; of one, the most
	                                 frequent first                    */
	struct { VEC(struct cell_count); } fields;
	struct { VEC(struct unknown_value); } unknown; /* by vocabulary; of
	                                 one, the most frequent first      */
};

#endif
