/* SPDX-License-Identifier: MIT */
/*
 * Rows that are data for certain, and can be told from all others by looking
 * at each alone: as wide as the table, nothing to be said of how they are
 * written, and their first cell differs in digits only from that of a row
 * that was data, as ids do.  Most rows of most files are such.
 */
#ifndef MUSTER_READ_ASIDE_INT_H
#define MUSTER_READ_ASIDE_INT_H

#include "read/csvin_int.h"
#include "read/input.h"

enum { PLAIN_LEN = 64 };              /* longer ones are not remembered    */

/* What plain rows look like; said to threads as it is, so it has no pointers
 * into what moves. */
struct plain {
	const struct shape *shape;    /* of their table                    */
	int32_t width;                /* of the table                      */
	bool in_order;                /* its columns are the first ones    */
	bool hashed;                  /* the kind needs row hashes         */
	bool series;                  /* the first cell is one of a series */
	int32_t len;                  /* of the first cell; 0: none yet    */
	char cell[PLAIN_LEN];
	/* Its first 16 bytes: which of them are digits, and which others there
	 * are, a byte of all ones each. */
	uint64_t digits[2], others[2];
};

/* Remember a first cell; one that is too long is none. */
void plain_remember(struct plain *, struct str first);

/* Whether a first cell, with CELL_SLACK, differs from the one remembered in
 * digits only. */
bool plain_like(const struct plain *, struct str first);

/* Whether both call the same rows plain. */
bool plain_same(const struct plain *, const struct plain *);

/*
 * A record as the sink will see it.  `cell` has room for its cells, used only
 * where columns are not in order, cells may be ="00123" (`equals`) or are
 * missing: else the row points into the batch.
 */
struct row record_row(const struct plain *, bool equals, const struct record *,
                      struct str *cell);

/*
 * The plain rows of a batch from its record `from` on, at most so many, as the
 * sink will see them: how many there are.  `cell` has room for theirs.
 */
ptrdiff_t plain_rows(const struct plain *, const struct batch *,
                     ptrdiff_t from, ptrdiff_t most, struct row *,
                     struct str *cell);

/* Plain rows that stand one behind another in a batch. */
struct plain_run {
	ptrdiff_t record;             /* index of the first, of the batch  */
	ptrdiff_t row;                /* likewise, of the rows             */
	ptrdiff_t n;
};

/* The plain rows of a batch, made up at a sink's desk. */
struct aside {
	void *desk;                   /* the sink's                        */
	const struct plain *plain;    /* by what they were told            */
	struct { VEC(struct row); } rows;
	struct { VEC(struct str); } cells;
	struct { VEC(struct plain_run); } runs;
	ptrdiff_t next;               /* run to be taken                   */
};

/* Find the plain rows of a batch and make them up. */
void aside_make_up(struct aside *, struct arena *, const struct sink *,
                   const struct plain *, const struct batch *);

#endif
