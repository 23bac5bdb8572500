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
	struct { VEC(uint32_t); } v;  /* stride x rows                     */
	struct { VEC(struct link_file); } files;
	/* Of the table that began last: where its id is, or -1; which number
	 * each column gives, 0: none; the texts of rows being taken. */
	ptrdiff_t id_at;
	struct { VEC(uint8_t); } place;
	struct { VEC(struct intern_want); } cells;
	uint32_t last;                /* the staff id found last           */
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

/*
 * Take rows of it, up to n.  Returns how many were taken: fewer than n where
 * the next one has no id, which the caller classes and passes over.
 */
ptrdiff_t links_take(struct links *, struct arena *, struct staff *,
                     const struct shape *, const struct row *, ptrdiff_t n);

/*
 * The first number of a row: the id in the staff table, 0 when no staff row
 * has it.  A record with several cells of the main field gives several rows,
 * all but the first with LINK_MORE.
 */
#define LINK_MORE (UINT32_C(1) << 31)
#define LINK_ID(link) ((link)[0] & ~LINK_MORE)

/* Where a walk over all rows is; all zero before the first. */
struct link_cursor {
	ptrdiff_t next, segment;
	int32_t file;                 /* in the ledger                     */
	const uint32_t *link;
};

/*
 * The next row, in order:
 *     for (struct link_cursor c = { 0 }; links_next(l, &c);) use(c.link);
 */
bool links_next(const struct links *, struct link_cursor *);

/* How many rows there are. */
static inline ptrdiff_t
links_n(const struct links *l)
{
	return l->stride ? l->v.n / l->stride : 0;
}

/* The numbers of one. */
static inline const uint32_t *
links_row(const struct links *l, ptrdiff_t i)
{
	return l->v.v + i * l->stride;
}

/* The line of a row, or, of a kind that keeps no lines, where its text was
 * first seen. */
static inline int64_t
links_line(const struct links *l, const uint32_t *link)
{
	return l->field[0] == FIELD_NONE ? link[1] : l->line.v[link[1]];
}

/* The places of a field in a row of a kind. */
enum { SKILL_RAW = 1 };
enum { JOB_LINE = 1, JOB_TITLE, JOB_START, JOB_END };
enum { CRED_LINE = 1, CRED_RAW, CRED_ISSUER, CRED_STATUS, CRED_ISSUED,
       CRED_EXPIRES,
       CRED_NUMBER, CRED_RENEWED,     /* from here with records only      */
       CRED_CE };                     /* CRED_CE + enum ce                */

#endif
