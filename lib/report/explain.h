/* SPDX-License-Identifier: MIT */
/*
 * One page about one person: what every cell was read as and by which rule,
 * and each step from there to the figures.
 *
 * The page is made by the run itself, with one id watched: every report of
 * the run adds its part from the roster, model and analysis it has made.  All
 * of it is about a person; it has no shareable edition.
 */
#ifndef MUSTER_REPORT_EXPLAIN_H
#define MUSTER_REPORT_EXPLAIN_H

#include "analyse/certification.h"
#include "analyse/placement.h"
#include "analyse/price.h"
#include "report/build.h"
#include "roster/watch.h"

/* What a report made of one watched row. */
struct explained_row {
	int row_class;                /* enum row_class; -1: not read      */
	const struct diag *finding;   /* the first about it, or NULL       */
};

/* One report's part. */
struct explained {
	const char *report;           /* "pay"                             */
	const struct roster *roster;
	const struct placement_analysis *placement; /* of the school whose
	                                 roster it is, or NULL             */
	const struct ledger *ledger;
	const struct diags *diags;
	struct str rules;             /* their file                        */
	uint32_t kinds;               /* bit set of those it reads         */
	ptrdiff_t person;             /* in the roster, or the first graduate
	                                 that counts; -1: not used         */
	const struct explained_row *row;  /* [watch.n]                     */
};

struct explain {
	struct watch watch;
	struct build part;            /* its document, once it is begun    */
	struct { VEC(struct explained); } reports;
	struct build_blocks body;     /* of the reports, in their order    */
};

/* Watch an id, or the row "FILE:LINE" of staff or graduates, where rows have
 * none. */
void explain_begin(struct explain *, struct arena *, struct str id);

/*
 * A report's rosters are made: take note of what became of the watched rows.
 * Returns the person they are, or -1 when the report counts nobody by that id.
 */
ptrdiff_t explain_rows(struct explain *, const struct explained *);

/* Pay, benchmark and range of a person of the roster, step by step. */
void explain_pay(struct explain *, const struct roster *,
                 const struct pricing *, ptrdiff_t person);

/* The credentials of a person of the roster, and what follows of them. */
void explain_credentials(struct explain *, const struct roster *,
                         const struct cert_analysis *, ptrdiff_t person);

/* Outcome, cohort and box of each graduate whose row is watched, and whether
 * they count by each pack. */
void explain_placement(struct explain *, const struct placement_analysis *);

/* The page, or NULL when no row has the id. */
struct document *explain_document(struct explain *, date as_of,
                                  struct str version);

/*
 * What may have been meant by an id that no row has: ids that differ in a
 * character or in how they are written, and rows that cannot be told apart
 * into fields but hold it.  "" when there is nothing.
 */
struct str explain_nearest(const struct explain *);

#endif
