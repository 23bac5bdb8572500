/* SPDX-License-Identifier: MIT */
/*
 * Groups of people: headcount, pay, ratios.
 *
 * Headcount and pay statistics are of all people of a group who have a rate;
 * ratios and range counts of those who have a benchmark.  A group's
 * compa-ratio is sum of pay over sum of midpoints, each person once, not
 * weighted by FTE; the mean of people's ratios stands beside it.  All sums
 * are integers, so the order of people never matters.
 */
#ifndef MUSTER_ANALYSE_GROUP_H
#define MUSTER_ANALYSE_GROUP_H

#include "analyse/quantile.h"
#include "roster/roster.h"

/*
 * The figures of one group.  MONEY_NONE where there is no figure: pay without
 * anybody paid, ratios and costs without anybody benchmarked.
 */
struct group {
	struct str name;              /* "(blank)" for no value            */
	uint32_t number;              /* of the group, in an analysis      */
	bool unlisted;                /* the name is a text of the exports in
	                                 place of one that the rules list  */
	int64_t headcount;            /* people                            */
	int64_t paid;                 /* of them with an hourly rate       */
	int64_t benchmarked;          /* of the paid with a benchmark      */
	int64_t fte_e4;               /* sum                               */
	int64_t mean_hourly_e4;
	int64_t p10_hourly_e4, p25_hourly_e4, p50_hourly_e4, p75_hourly_e4,
	        p90_hourly_e4;
	int64_t mean_benchmark_e4;    /* an hour                           */
	int64_t mean_benchmark_experience_e4; /* an hour, experience only  */
	int64_t compa_ratio_e9, mean_compa_ratio_e9;
	int64_t market_ratio_e9;      /* sum of pay / sum of benchmarks    */
	int64_t zone[ZONE_N];         /* people in each; their sum is the
	                                 headcount                         */
	int64_t below_range, above_range; /* of the benchmarked            */
	int64_t below_floor;          /* of the paid                       */
	money cost_to_minimum;        /* FTE-true, a year                  */
	money cost_to_benchmark;      /* likewise, to the midpoint         */
	money over_maximum;           /* likewise, what is above the range */
	money payroll;                /* FTE-true pay a year of the paid   */
};

/*
 * Who is in which group: member[start[g] .. start[g + 1]) are indices of
 * people, ascending.  A person may be in several groups (skills) or none.
 */
struct grouping {
	ptrdiff_t n;                  /* groups                            */
	const uint32_t *start;        /* [n + 1]                           */
	const uint32_t *member;
};

/*
 * Group people by a key: key(ctx, person) in [0, n_keys), or -1 for none.
 * Two passes over the people, no sort.
 */
struct grouping group_by(struct arena *, const struct roster *,
                         ptrdiff_t n_keys,
                         int64_t (*key)(const void *ctx,
                                        const struct person *),
                         const void *ctx);

/*
 * The figures of member[n] people (indices into the roster), NULL: everyone.
 * hours_e4 is the model's hours a year x 10,000; the name is left empty.  The
 * scratch arena is rewound before return.
 */
struct group group_figures(const struct roster *, const uint32_t *member,
                           ptrdiff_t n, int64_t hours_e4,
                           struct arena *scratch);

#endif
