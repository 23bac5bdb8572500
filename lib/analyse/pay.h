/* SPDX-License-Identifier: MIT */
/*
 * The pay analysis: everything the pay report states, as figures.
 */
#ifndef MUSTER_ANALYSE_PAY_H
#define MUSTER_ANALYSE_PAY_H

#include "analyse/group.h"
#include "analyse/places.h"
#include "analyse/price.h"
#include "analyse/suppress.h"

/* The tables of the report, in its order. */
enum pay_table {
	PAY_BY_EXPERIENCE, PAY_BY_OCCUPATION, PAY_BY_TITLE, PAY_BY_DEPARTMENT,
	PAY_BY_SITE, PAY_BY_STATE, PAY_BY_SKILL, PAY_BY_CREDENTIAL,
	PAY_BY_LEVEL, PAY_BY_SCHEDULE,    /* full-time, part-time, per diem */
	PAY_TABLES
};

/* Their keys in JSON and templates: "experience" ... */
extern const char *const pay_table_key[PAY_TABLES];

/*
 * The groups of a table.
 *
 *   experience   every band of the model in its order, empty ones too; people
 *                without experience are in none (no_experience counts them)
 *   skill        who holds it; a person is in as many groups as skills
 *   credential   who holds it, valid on the as-of date, under its own name;
 *                then, after all of those, "NAME, expired", "NAME, pending"
 *                and "NAME, no date"
 *   others       everyone once, so that headcounts add up to the roster's;
 *                "(blank)" for those without a value, last; no group at all
 *                when nobody has a value
 *
 * Where no order is given: by headcount, largest first, then by name.  Of more
 * than GROUPS_MOST the smallest are one group, "(1,234 other groups)", after
 * all but "(blank)" (places.h).
 */
struct pay_groups {
	VEC(struct group);
	ptrdiff_t n_last;             /* at the end, of no one name: the
	                                 others, "(blank)"                 */
};

/* The group of the credential table that somebody is in who holds this. */
struct str pay_credential_group(struct arena *, struct str name,
                                enum credential_state);

/*
 * Certified against not certified in one band of the model (each has a line)
 * or in "All", which stands last and holds people without experience too.
 */
struct certified_line {
	struct str band;
	uint32_t certified, other;    /* numbers of the groups             */
	int64_t n_certified, n_other; /* people with a rate: those behind
	                                 the medians                       */
	int64_t median_certified_e4, median_other_e4;  /* hourly           */
	int64_t ratio_certified_e9, ratio_other_e9;    /* compa-ratios     */
	int64_t difference_bp;        /* of the medians: certified / other
	                                 - 1; MONEY_NONE: none             */
};

/* What the figures of a group are of, in the analysis's population. */
enum pay_measure {
	PAY_HEADS,                    /* people                            */
	PAY_RANKED,                   /* pay in order: percentiles         */
	PAY_PAYROLL,                  /* pay x FTE, of those with a rate   */
	PAY_RATIO,                    /* pay / midpoint of each            */
	PAY_PAID,                     /* pay, of those with a rate         */
	PAY_BENCHMARKED,              /* pay, of those with a benchmark too */
	PAY_BELOW,                    /* what lacks to the minimum, of those
	                                 below it                          */
	PAY_UNDER,                    /* to the midpoint, likewise         */
	PAY_ABOVE,                    /* what is over the maximum          */
	PAY_MEASURES
};

/* Someone whose line the report shows. */
struct person_line {
	uint32_t person;              /* index in the roster               */
	money gap;                    /* from pay to the limit, a year at
	                                 full time; MONEY_NONE: no rate    */
	money cost;                   /* gap x FTE                         */
};

/* Lines of people, those of equal rank by pay and then in input order. */
struct person_lines { VEC(struct person_line); };

struct pay_analysis {
	struct population people;     /* who is in which group: for what
	                                 must be hidden (suppress.h)       */
	uint32_t no_experience_group, assumed_group, unpriced_group;
	                              /* their numbers; of a title without a
	                                 benchmark: unpriced_group + 1 +
	                                 its place                         */
	struct places titles;         /* in the table of titles            */
	struct group all;
	struct pay_groups table[PAY_TABLES];
	struct { VEC(struct certified_line); } certified;
	struct person_lines below_range;  /* by cost, largest first        */
	struct person_lines above_range;  /* by what is over, largest first:
	                                 the gap, whatever the FTE         */
	struct person_lines below_floor;  /* by gap, largest first         */
	struct person_lines no_rate;      /* part-timers without FTE, in
	                                 input order                       */
	int64_t unpriced;             /* people without a benchmark: the
	                                 model does not have their
	                                 occupation                        */
	int64_t no_experience;        /* people in no band                 */
	int64_t assumed_band;         /* people in a band whose figure is
	                                 assumed                           */
	int64_t certified_people;
	int64_t median_market_e9;     /* median of people's pay/benchmark;
	                                 MONEY_NONE: nobody has one        */
	bool out_of_date;             /* model unknown or older than 24
	                                 months, or that median outside 0.7
	                                 to 1.3                            */
	struct str out_of_date_why;   /* all that speaks for it, "" if not:
	                                 "its date is unknown, about 2010;
	                                 the median ..."; no figure of pay,
	                                 as every edition states it        */
};

/*
 * Give everybody of a roster a price, and analyse it; everything in the arena.
 * The time grows with people and what they hold: one pass counts, a second
 * gathers the pay about the percentiles of each group.
 */
struct pay_analysis *pay_analyse(struct arena *, struct roster *,
                                 const struct pricing *, date as_of);

#endif
