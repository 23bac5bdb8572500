/* SPDX-License-Identifier: MIT */
/*
 * Graduates against the placement model: each one's own pack, box and cohort,
 * then every table of the placement report.
 *
 * Everybody selected is in exactly one box, so that the boxes add up to the
 * graduates; all rates are of those selected.
 */
#ifndef MUSTER_ANALYSE_PLACEMENT_H
#define MUSTER_ANALYSE_PLACEMENT_H

#include "analyse/interval.h"
#include "analyse/suppress.h"
#include "model/certification.h"
#include "model/pay.h"
#include "model/placement.h"
#include "roster/graduate.h"

enum evidence { EVIDENCE_IF_THERE, EVIDENCE_REQUIRED, EVIDENCE_NOT_REQUIRED };

/* What the user asked for. */
struct placement_options {
	const struct placement_pack *pack; /* NULL: each program's own     */
	struct cohort cohort;         /* first DATE_NONE: all graduates    */
	enum evidence evidence;
	date as_of;
};

/* What decided whether a job is in the field. */
enum decided {
	DECIDED_STATUS,               /* the words of the status           */
	DECIDED_TITLE,                /* the job title, by the model       */
	DECIDED_COLUMN,               /* the column that overrides both    */
	DECIDED_WORD,                 /* "placed", and there is no title   */
	DECIDED_NOTHING,              /* "employed", and there is no title */
	DECIDED_N
};

/* "job title" ... for people. */
extern const char *const decided_words[DECIDED_N];

/* One graduate, judged. */
struct placement {
	const struct placement_pack *pack;
	struct placement_verdict verdict;
	uint8_t outcome;              /* enum outcome                      */
	uint8_t decided;              /* enum decided                      */
	bool own_pack;                /* the file names its accreditor     */
	bool selected;                /* of the cohort asked for           */
	bool contradicts;             /* its status says in field, its title
	                                 is of another                     */
	bool sat, passed, passed_first; /* any exam; of those known        */
	struct cohort cohort;         /* by the pack's date                */
};

/* What is counted of graduates. */
struct placement_sum {
	int64_t graduates;            /* of those who enter                */
	int64_t box[BOX_N];
	int64_t outcome[OUTCOME_N];   /* of all who enter                  */
	int64_t excluded[OUTCOME_N];  /* of the box of that name           */
	int64_t positive[OUTCOME_N];  /* of BOX_POSITIVE                   */
	int64_t open, before, lacking, late;
	int64_t sat, passed;
};

/* A group of graduates, or all of them by one rule. */
struct placement_group {
	struct str name;
	uint32_t number;              /* in the population; 0: not there   */
	struct placement_sum sum;
	const struct placement_pack *pack; /* NULL: several                */
	bool mixed, open;             /* provisional: no met or missed     */
};

struct placement_groups {
	VEC(struct placement_group);
	ptrdiff_t n_last;             /* at the end, of no one name: the
	                                 others of very many (places.h),
	                                 "(blank)"                         */
};

enum placement_table {
	PLACED_BY_SCHOOL, PLACED_BY_PROGRAM, PLACED_BY_DEGREE,
	PLACED_BY_CAMPUS, PLACED_BY_COHORT, PLACED_BY_CREDENTIAL,
	PLACED_BY_ACCREDITOR, PLACEMENT_TABLES
};

/* "school" ...: keys in JSON and templates. */
extern const char *const placement_table_key[PLACEMENT_TABLES];

/* The rate of a group: placed of those available. */
struct rate placement_rate(const struct placement_sum *);

/* A rate that a body looks at, beside placement. */
struct measure {
	struct str name, rule, group; /* group: a year of enrolment, or "" */
	struct rate rate;
	int64_t threshold_bp;         /* 0: none                           */
	bool open;
	struct str missing;           /* "": computed; else the column that
	                                 is not there                      */
};

struct measures { VEC(struct measure); };

/* An exam: who sat it, who passed. */
struct exam_sum {
	struct str name;
	int64_t graduates;            /* who might have                    */
	int64_t sat, passed, first_known, passed_first, attempts;
	int64_t closed;               /* sat or named though their program's
	                                 accreditation does not open it    */
};

/* The students of one year by the formula of enrolment. */
struct retention_year {
	struct cohort year;
	int64_t beginning, new_starts, re_entries, ending, graduates;
};

/* Externships by site. */
struct externship {
	struct str name;
	int64_t completed, hired;
};

/* What graduates start at, by occupation. */
struct starting_pay {
	struct str name;
	int64_t n;
	money median_hourly, benchmark_hourly; /* MONEY_NONE: none         */
	money sum, benchmark_sum;     /* a year, of those with a benchmark */
};

/* Graduates with and without one kind of help. */
struct support_sum {
	enum support kind;
	bool had;
	struct placement_sum sum;
};

struct flagged { uint32_t graduate; struct str text; };

struct placement_analysis {
	const struct placement_model *model;
	const struct school *school;
	struct placement_options options;
	const struct placement *v;    /* [school->n]                       */
	bool has_evidence;            /* some column of evidence is there  */
	bool need_evidence;           /* and it is asked for               */
	int64_t outside_cohort, no_cohort_date, fallback_pack;
	struct population people;     /* which graduate is in which group:
	                                 for what must be hidden           */
	struct placement_group all;
	struct placement_groups rules; /* all selected, by each pack       */
	struct placement_groups table[PLACEMENT_TABLES];
	struct placement_groups pooled; /* three and five years, by program */
	struct measures measures;
	struct { VEC(struct retention_year); } retention;
	struct { VEC(struct exam_sum); } exams; /* the first: any exam     */
	struct { VEC(struct externship); } externships; /* the first: all  */
	struct { VEC(struct starting_pay); } pay;       /* the first: all  */
	struct support_sum support[2 * SUPPORT_N];
	ptrdiff_t n_support;
	struct { VEC(struct flagged); } closed_exams;
	int64_t with_days;            /* placed, both dates known          */
	int64_t median_days_e4;       /* from graduation to job; MONEY_NONE */
	int64_t pay_implausible, contradicting;
	int64_t field_unknown;        /* employed, and nothing says as what */
};

/*
 * Judge and count; everything is in the arena, and lives as long as the
 * school, which it points to.  Decisions go to the school's.
 */
struct placement_analysis *
placement_analyse(struct arena *, const struct school *,
                  const struct placement_model *, const struct cert_model *,
                  const struct pay_model *, const struct placement_options *);

/* Where graduate i, whose outcome is decided, stands by any pack. */
struct placement_verdict placement_by(const struct placement_analysis *,
                                      ptrdiff_t i,
                                      const struct placement_pack *);

/* The day that says to which cohort of a pack a graduate belongs; where no
 * file has a column for it, the graduation. */
date placement_cohort_day(const struct school *, const struct graduate *,
                          const struct placement_pack *);

/* Whether a box is in the numerator; in the denominator. */
static inline bool
box_placed(int box)
{
	return box == BOX_IN_FIELD || box == BOX_RELATED || box == BOX_POSITIVE;
}

static inline bool
box_available(int box)
{
	return box != BOX_EXCLUDED && box != BOX_OUTSIDE;
}

#endif
