/* SPDX-License-Identifier: MIT */
/*
 * Rows on their way into the tables: whatever can be done to a row without
 * knowing which rows come before it.
 *
 * At a desk a batch of rows is made up: ids of staff are hashed, those of
 * links found, pay is parsed, and every other text gets a number in a small
 * table of the desk's own.  Then who owns the roster takes the rows, in input
 * order; only what a desk has not seen before is looked up in the pool, in
 * the order of rows and columns.  So a text's id in the pool does not depend
 * on how rows came in batches, nor on how many desks there are.
 *
 * A desk has one user at a time.  Making rows up reads nothing that taking
 * them writes, but for the ids of staff, which links look up: these must be
 * complete before the first row of a link is made up.
 */
#ifndef MUSTER_ROSTER_DESK_H
#define MUSTER_ROSTER_DESK_H

#include "read/input.h"
#include "roster/pool.h"
#include "roster/numbers.h"

/* Texts of a field (or of those that share a table) seen at a desk. */
struct desk_text {
	struct numbers numbers;             /* their numbers here                */
	struct { VEC(uint32_t); } raw; /* and in the pool, if taken        */
	int64_t marked;               /* when texts were last new          */
};

enum desk_does {
	DESK_NOTHING,                 /* the column is not kept            */
	DESK_ID,                      /* whose row it is                   */
	DESK_PAY,
	DESK_TEXT,
};

struct desk_column {
	enum desk_does does;
	enum field field;
	uint8_t place;                /* of a link: which number of a row  */
	struct desk_text *text;       /* of TEXT, and of PAY that is odd   */
	uint32_t *number;             /* [cap] in text; 0: empty, or plain
	                                 pay                               */
	struct pay_text *pay;         /* [cap] of PAY                      */
};

/* A text that is the first of its kind here, or was when it was made up. */
struct desk_fresh {
	uint32_t row, column;
};

struct staff;
struct links;

struct desk {
	const struct pool *pool;
	const struct intern *ids;     /* of staff, which links look up     */
	const struct links *links;    /* [KIND_N]                          */
	struct arena mem;             /* of all below                      */
	const struct shape *shape;    /* of the rows; NULL: none yet       */
	bool linked;                  /* they are rows of a link           */
	struct desk_column *column;   /* [shape->n]                        */
	ptrdiff_t id_at;              /* which of them is the id; -1: none */
	const struct row *row;        /* [n]: whoever made them up keeps them */
	ptrdiff_t n, cap;
	ptrdiff_t taken;              /* of them                           */
	struct intern_want *id;       /* [cap]                             */
	uint32_t *found;              /* [cap] of a link: id in ids, or
	                                 INTERN_NONE                       */
	uint32_t last;                /* the id found last                 */
	int64_t made_up;              /* batches                           */
	uint32_t *grown;              /* [shape->n] columns with new texts */
	struct { VEC(struct desk_fresh); } fresh;
	ptrdiff_t settled;            /* of fresh                          */
	struct desk_text text[FIELD_N];
};

/* An empty desk; `like` says what to do when there is no memory. */
void desk_init(struct desk *, const struct arena *like, const struct pool *,
               const struct intern *ids, const struct links *links);

/*
 * Make up rows of a table; what was made up before and not taken is lost.
 * CELL_SLACK bytes are read from where a cell begins.
 */
void desk_make_up(struct desk *, const struct shape *, const struct row *,
                  ptrdiff_t n);

/*
 * Put what is new in the next n rows into the pool; then desk_raw() gives ids
 * of the pool for them.
 */
void desk_settle(struct desk *, struct pool *, ptrdiff_t n);

/* The ids in the pool of the next n cells of a column, 0 for empty. */
void desk_raw(const struct desk *, ptrdiff_t column, ptrdiff_t n,
              uint32_t *raw);

/* The same of one cell, `row` behind the next one. */
static inline uint32_t
desk_raw_at(const struct desk *d, ptrdiff_t column, ptrdiff_t row)
{
	const struct desk_column *c = &d->column[column];

	return c->text->raw.v[c->number[d->taken + row]];
}

/* Release its memory. */
void desk_free(struct desk *);

#endif
