/* SPDX-License-Identifier: MIT */
/*
 * How a group's figures are added up; private to this room.
 *
 * A tally is what people add up to: counts and sums, all of which are plain
 * additions of integers, so the order of people never matters and two tallies
 * merge by addition.  A sum is kept as two numbers, the low 32 bits and the
 * rest: neither overflows for 2^31 people.
 *
 * To add a person to a group is done more than anything else here.  So up to
 * 65,535 people of ordinary amounts are first added up in a pack, which is half
 * as long: there a sum is one number, and four counts are one.
 */
#ifndef MUSTER_ANALYSE_GROUP_INT_H
#define MUSTER_ANALYSE_GROUP_INT_H

#include "analyse/group.h"

enum tally_count {
	COUNT_PAID, COUNT_FTE, COUNT_FLOOR,
	COUNT_BELOW, COUNT_UNDER, COUNT_ABOVE, /* the minimum, the midpoint,
	                                 the maximum                       */
	COUNT_ZONE,                   /* one for each zone: who is paid and
	                                 has a benchmark is in one         */
	TALLY_COUNTS = COUNT_ZONE + ZONE_N
};

enum tally_sum {
	SUM_PAY,                      /* of the paid                       */
	SUM_PAY_BENCHMARKED, SUM_BENCHMARK, SUM_BENCHMARK_EXPERIENCE,
	SUM_MIDPOINT, SUM_RATIO,
	SUM_BY_FTE,                   /* from here on x FTE                */
	SUM_PAYROLL = SUM_BY_FTE,     /* pay                               */
	SUM_TO_MINIMUM, SUM_TO_MIDPOINT, SUM_OVER,
	TALLY_SUMS
};

enum { TALLY_N = TALLY_COUNTS + 2 * TALLY_SUMS };

struct tally {
	int64_t v[TALLY_N];
};

/* What one person adds. */
struct tally tally_of(const struct person *);

/* Add a whole tally. */
static inline void
tally_add(struct tally *t, const struct tally *more)
{
	for (int i = 0; i < TALLY_N; i++)
		t->v[i] += more->v[i];
}

enum {
	PACK_MOST = 65535,            /* people                            */
	PACK_LIMIT_BITS = 33,         /* of an amount: 858,000 a year      */
	PACK_FTE_BITS = 14,           /* so 2^16 products fit 63 bits      */
};

/* The sums, then these, then the counts. */
enum pack_part {
	PACK_FTE = TALLY_SUMS, PACK_PEOPLE,
	PACK_COUNTS,                  /* of 16 bits each                   */
	PACK_N = 16
};

/* All of a pack as one number of many parts, whose sum is one expression; a
 * loop over the parts takes twice as long. */
typedef int64_t pack_parts
	__attribute__((vector_size(PACK_N * sizeof(int64_t)), aligned(16)));

struct pack {
	union {
		int64_t v[PACK_N];
		pack_parts all;
	};
};

/* What one person adds; false, and nothing is there, if an amount is beyond
 * the limit. */
bool pack_of(const struct person *, struct pack *);

/* Move what a pack has to its tally. */
void pack_settle(struct pack *, struct tally *);

static inline void
pack_add(struct pack *p, const struct pack *one)
{
	p->all += one->all;
}

/* How many people. */
static inline int64_t
tally_people(const struct tally *t)
{
	int64_t n = 0;

	for (int z = 0; z < ZONE_N; z++)
		n += t->v[COUNT_ZONE + z];
	return n;
}

/* How many of them are paid and have a benchmark. */
static inline int64_t
tally_benchmarked(const struct tally *t)
{
	return tally_people(t) - t->v[COUNT_ZONE + ZONE_NONE];
}

/* A sum. */
i128 tally_sum(const struct tally *, enum tally_sum);

/* The figures but for the name and the percentiles, which are "none". */
struct group tally_figures(const struct tally *, int64_t hours_e4);

enum { PERCENTILES = 5 };

/* The percentiles of every group, basis points, ascending. */
extern const int32_t group_percentile[PERCENTILES];

/* Fill them in from the paid people's pay a year. */
void group_percentiles(struct group *, const struct quantile q[PERCENTILES],
                       int64_t hours_e4);

/* n / d rounded once; "no figure" when d is 0; within 64 bits in any case. */
int64_t group_figure(i128 n, i128 d);

#endif
