/* SPDX-License-Identifier: MIT */
/*
 * Rows of the other kinds (skills, credentials, jobs held), each with the id
 * of its person in the staff table and the ids of its raw texts.
 */
#ifndef MUSTER_ROSTER_LINKS_H
#define MUSTER_ROSTER_LINKS_H

#include "roster/staff.h"

struct link_file {                    /* rows from `first` on are of `file` */
	int32_t file;
	ptrdiff_t first;
	const struct shape *shape;
};

enum { LINK_FIELDS = 12 };

struct links {
	enum kind kind;
	ptrdiff_t stride;             /* numbers a row                     */
	const enum field *field;      /* [stride - 1]; FIELD_NONE: line    */
	enum field main;              /* the one that may be there often   */
	struct column number[LINK_FIELDS + 1];
	ptrdiff_t n;                  /* rows                              */
	struct { VEC(struct link_file); } files;
	struct { VEC(uint32_t); } line; /* of a kind that keeps no lines: by
	                                 id of its text, where first seen  */
	struct intern strays;         /* ids that no staff row has (the first
	                                 100,000 distinct ones)            */
	struct { VEC(uint32_t); } stray; /* with records: of each record that
	                                 has such an id, which, in order   */
};

/* Empty links of a kind. */
void links_init(struct links *, struct arena *, enum kind);

/* Whether a kind is one whose rows are links. */
bool links_kind(enum kind);

/* How many numbers of a row every report needs; the rest is for records. */
ptrdiff_t links_needed(enum kind);

/* Also keep the numbers and units of credentials; before the first row. */
void links_keep_records(struct links *);

/* A file of the kind begins. */
void links_table(struct links *, struct arena *, const struct shape *);

/* Which number of a row a column of a shape gives; 0: none of them. */
uint8_t links_place(const struct links *, const struct shape *, ptrdiff_t i);

/*
 * Take the next rows that were made up at a desk, up to n.  Returns how many
 * were taken: fewer than n where the next one has no id, which the caller
 * classes and passes over.
 */
ptrdiff_t links_take(struct links *, struct arena *, struct pool *,
                     struct desk *, ptrdiff_t n);

/*
 * The first number of a row: the id in the staff table, 0 when no staff row
 * has it.  A record with several cells of the main field gives several rows,
 * all but the first with LINK_MORE.
 */
#define LINK_MORE (UINT32_C(1) << 31)

/* Where a walk over all rows is; all zero before the first. */
struct link_cursor {
	const struct links *of;
	ptrdiff_t next, segment;
	int32_t file;                 /* in the ledger                     */
};

/*
 * The next row, in order:
 *     for (struct link_cursor c = { 0 }; links_next(l, &c);) use(link_at(&c, k));
 */
bool links_next(const struct links *, struct link_cursor *);

/* A number of the row where a walk is. */
static inline uint32_t
link_at(const struct link_cursor *c, ptrdiff_t k)
{
	return column_at(&c->of->number[k], c->next - 1);
}

/*
 * A walk by blocks, for loops over millions of rows: up to LINK_BLOCK rows of
 * one file.
 *     for (struct link_block b = { 0 }; links_block(l, &b);) {
 *             uint32_t raw[LINK_BLOCK];
 *             block_read(&b, k, raw);    a number of all b.n rows
 */
enum { LINK_BLOCK = 256 };

struct link_block {
	const struct links *of;
	ptrdiff_t first, n;           /* rows                              */
	ptrdiff_t segment;            /* of the file, + 1                  */
	int32_t file;                 /* in the ledger                     */
};

/* The next block, in order. */
bool links_block(const struct links *, struct link_block *);

/* A number of the rows of a block. */
static inline void
block_read(const struct link_block *b, ptrdiff_t k, uint32_t out[LINK_BLOCK])
{
	column_read(&b->of->number[k], b->first, b->n, out);
}

/* Its id in the staff table, or 0. */
static inline uint32_t
link_id(const struct link_cursor *c)
{
	return link_at(c, 0) & ~LINK_MORE;
}

/* Whether it is a further row of one record. */
static inline bool
link_is_more(const struct link_cursor *c)
{
	return (link_at(c, 0) & LINK_MORE) != 0;
}

/* The places of a field in a row of a kind. */
enum { SKILL_RAW = 1 };
enum { JOB_LINE = 1, JOB_TITLE, JOB_START, JOB_END };
enum { CRED_LINE = 1, CRED_RAW, CRED_ISSUER, CRED_STATUS, CRED_ISSUED,
       CRED_EXPIRES,
       CRED_NUMBER, CRED_RENEWED,     /* from here with records only      */
       CRED_CE };                     /* CRED_CE + enum ce                */

#endif
