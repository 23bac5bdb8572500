/* SPDX-License-Identifier: MIT */
/*
 * The steps by which raw rows become people; private to this room.
 *
 *     dates   day and month order, once a column of a file
 *     marks   which mark is the decimal one, likewise
 *     scope   whose row is it: duplicates, effective dates, several jobs;
 *             who is the report about: status, contractors
 *     rates   which pay column, which basis, prorated or not
 *     links   rows of other kinds and the people they belong to
 *     joins   which links find their person, and what to say of the others
 *     experience, skills, held   what the links say
 *     claims  what a text of credentials says
 *
 * There are millions of rows and few texts.  So what a text says is found out
 * once (a memo, a table by raw id), and a walk over rows only looks it up, in
 * blocks of a column (staff_block, links_block).
 */
#ifndef MUSTER_ROSTER_RESOLVE_H
#define MUSTER_ROSTER_RESOLVE_H

#include "roster/links.h"
#include "roster/roster.h"
#include "roster/staff.h"

/* What a date is of: it may lie so far ahead, if it is written with two digits
 * for a year; a month's or a year's is its first day, or its last. */
enum date_role {
	DATE_PAST,                    /* up to the as-of date; the first   */
	DATE_EXPIRY,                  /* EXPIRY_AHEAD_MONTHS more; the last */
	DATE_ROLES
};

/* An expiry may lie so far ahead. */
enum { EXPIRY_AHEAD_MONTHS = 12 * 40 };

struct resolve {
	struct arena *stage;          /* until everything is resolved      */
	struct roster *roster;
	struct staff *staff;
	struct pool *pool;
	const struct roster_options *opt;
	struct ledger *ledger;
	struct diags *diags;
	struct links *links;          /* [KIND_N], or NULL: a school's     */
	struct staff *table;          /* [KIND_N] of a school, or NULL     */
	struct date_order *order;     /* [files x FIELD_N]                 */
	date *dates[DATE_ROLES][2];   /* by role and day first: by raw id,
	                                 once asked for                    */
	uint32_t *owner;              /* staff id: index of its person + 1 */
	struct join_count *by_file;   /* the joins, by file in the ledger  */
	bool in_order[KIND_N];        /* links stand in the order of people */
	uint8_t *ways;                /* by file: pay columns; rates.h     */
	int32_t *extra_fte;           /* by row: FTE of further jobs, e4; or
	                                 NULL: nobody holds several        */
};

/* So many values of a person are sorted by insertion; more are a slip. */
enum { A_HANDFUL = 32 };

/* A graduation that is scheduled may lie so far ahead. */
enum { SCHEDULED_MONTHS = 12 * 10 };

/* Record a decision for the Method page, and for page one if it matters. */
__attribute__((format(printf, 6, 7)))
void decide(struct roster *, const char *what, struct str chosen,
            int64_t count, bool first_page, const char *why, ...);

/* Where a staff row stands. */
struct pos row_pos(const struct resolve *, ptrdiff_t row);

/* A finding about one cell of a staff row: file, line, column and field. */
__attribute__((format(printf, 6, 7)))
void row_find(struct resolve *, enum diag_code, ptrdiff_t row, enum field,
              struct str value, const char *fmt, ...);

/* Gather the evidence of every date column, and settle its order. */
void resolve_dates(struct resolve *);

/* The evidence of one table's date columns. */
void see_dates(struct resolve *, const struct staff *);

/* Of all files, say how the dates are read. */
void say_dates(struct resolve *);

/* The date in a staff cell, or in a link's; DATE_NONE when empty or bad.
 * `last` is the latest date that a two-digit year may mean. */
date resolve_date(const struct resolve *, int32_t file, enum field,
                  uint32_t raw, date last);

/*
 * What the texts of a file's date column come to, by raw id, worked out once:
 * DATE_NONE where empty or no date.  Lives as long as the stage.
 */
const date *resolve_column(struct resolve *, int32_t file, enum field,
                           enum date_role);

/* The date in a staff cell, up to the as-of date: without a finding. */
date dated_row(struct resolve *, ptrdiff_t row, enum field);

/* The date in a staff cell, with a finding when it cannot be read. */
date row_date(struct resolve *, ptrdiff_t row, enum field, date last);

/* Settle the decimal mark of every pay column of a table, and read again what
 * says something else by it. */
void resolve_marks(struct resolve *, struct staff *);

/* Class the rows whose id, effective date or status decides. */
void resolve_scope(struct resolve *);

/* The flags of a row that its status, type and title columns say. */
uint16_t resolve_flags(struct resolve *, ptrdiff_t row);

/* Pay of every row still used: class it or add its person, whose the id is
 * from then on. */
void resolve_people(struct resolve *);

/* A date that says how old the data is: the newest up to the as-of date. */
static inline void
note_date(struct resolve *rz, date d)
{
	if (d <= rz->opt->as_of && d > rz->roster->newest)
		rz->roster->newest = d;
}

/* The median of x[n], n >= 1 (the mean of the middle two); reorders x. */
int64_t median_of(int64_t *x, ptrdiff_t n);

/* Whether the end of a job is a word such as "present". */
bool says_still_held(struct str);

/* A person's experience, from jobs held, the column, or tenure. */
void resolve_experience(struct resolve *);

/* The person who stands in a staff row, index + 1, or 0.  Rows are asked for
 * in order; *next is 0 at first. */
uint32_t person_of_row(const struct resolve *, uint32_t row, ptrdiff_t *next);

/* The skills of every person. */
void resolve_skills(struct resolve *);

/* A person's rows in order, each credential once; how many are left. */
uint32_t settle_held(struct held *, uint32_t n);

/* The credentials of every person, each by its latest expiry. */
void resolve_credentials(struct resolve *);

/* What a job title claims, training and duties of every person. */
void resolve_background(struct resolve *);

struct school;

/* Everything about the rows of a school's files, in their tables by kind. */
void resolve_school(struct resolve *, struct school *);

/* A name, else "Last, First", else either, else "". */
struct str full_name(struct arena *, struct str name, struct str last,
                     struct str first);

/* What the texts of every column became. */
void resolve_changes(struct resolve *);

/* Which rows of other kinds found their person, and in which order. */
void count_joins(struct resolve *);

/* What is to be said of those that found nobody. */
void resolve_joins(struct resolve *);

#endif
