/* SPDX-License-Identifier: MIT */
/*
 * The resolving of a school's rows; for graduate.c and school.c only.
 */
#ifndef MUSTER_ROSTER_SCHOOL_INT_H
#define MUSTER_ROSTER_SCHOOL_INT_H

#include "roster/graduate.h"
#include "roster/resolve.h"

/* Whose row it is: the graduates rows of one id and program. */
struct claim {
	ptrdiff_t row;                /* the row that counts; -1: none     */
	date verified;
	ptrdiff_t graduate;           /* in school.v                       */
};

struct school_work {
	struct resolve *rz;           /* rz->staff: the table in hand      */
	struct school *school;
	struct staff *table;          /* [KIND_N]                          */
	uint32_t *claim_of;           /* [graduates rows], index in claims */
	struct { VEC(struct claim); } claims;
	uint32_t *first_of_id;        /* [ids] index of a graduate + 1     */
	uint32_t *next_of_id;         /* [graduates] likewise, of the same id */
};

/* Decide who enters, type the graduates and their own exams. */
void resolve_graduates(struct school_work *);

/* Type the enrolments. */
void resolve_enrolments(struct school_work *);

/* Find the graduates of exams. */
void resolve_exams(struct school_work *);

/* What a student_status cell says. */
enum student student_of(struct resolve *, ptrdiff_t row);

/* Add an exam that a row of the table in hand states, if it does. */
void add_attempt(struct school_work *, uint32_t graduate, ptrdiff_t row);

#endif
