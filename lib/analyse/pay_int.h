/* SPDX-License-Identifier: MIT */
/*
 * The walks of the pay analysis over the people; private to this room.
 *
 * The first walk adds everyone to every group they are in, and counts in which
 * range of pay they are.  So it is known in which range each percentile of a
 * group is; the second walk gathers the pay in these (pay_ranks.c).  Both are
 * in input order: to walk in order of pay, once sorted by it, takes three times
 * as long, since that is no order in memory.
 */
#ifndef MUSTER_ANALYSE_PAY_INT_H
#define MUSTER_ANALYSE_PAY_INT_H

#include "analyse/group_int.h"
#include "analyse/pay.h"
#include "analyse/ranges.h"

/* Tables by one name that a person has, or has not. */
enum { NAME_TABLES = 6 };

enum schedule { FULL_TIME, PART_TIME, PER_DIEM, SCHEDULES };

/* The parts of the credential table. */
enum holding { HELD_VALID, HELD_EXPIRED, HELD_PENDING, HELD_UNKNOWN, HELD_N };

/* By how the credential stands. */
extern const enum holding holding_of[CRED_N];

/* What is at the two ranks of each percentile: lo and hi. */
struct ranks {
	money pay[2 * PERCENTILES];
};

/*
 * A cross is who has a band (or none), certified or not, and a schedule in
 * common.  Everyone is added to one cross, and the crosses to the groups that
 * are made of them, instead of everyone to all of these.
 */
enum { CROSS_GROUPS = 5 };

/* Anybody is in at most so many of the groups that are only counted. */
enum { COUNTED_GROUPS = 6 };

struct cross {
	uint32_t group[CROSS_GROUPS]; /* made of it and of others          */
	int n;
};

/*
 * All groups of all tables, numbered through: everyone (0), certified or not
 * by band, then table after table.
 */
struct work {
	struct roster *roster;
	const struct pricing *pricing;
	struct pay_analysis *out;
	struct arena *mem;            /* of `out`                          */
	struct arena tmp;

	ptrdiff_t bands;
	uint32_t certified;           /* + band x 2 + (certified ? 1 : 0); the
	                                 band after the last is everyone   */
	uint32_t first[PAY_TABLES];
	struct places places[PAY_TABLES]; /* of keys: ids of names, bands */
	uint32_t n_keys[PAY_TABLES];
	const uint32_t *group[PAY_TABLES]; /* [n_keys] the group of a key  */
	uint32_t others[PAY_TABLES];  /* that of the others, or 0          */
	uint32_t n_credentials;       /* names; keys are holding x this + id */
	uint32_t n;                   /* groups                            */
	uint32_t n_all;               /* with those that the population has
	                                 beyond them                       */
	struct { VEC(struct cross); } cross;
	uint32_t n_slots;             /* n_all, then the crosses           */
	struct tally *sum;            /* [n_slots]                         */
	struct pack *pack;            /* [n_slots] not yet in it           */
	uint32_t *spread;             /* [n_slots x ranges.n] how many of each
	                                 are paid within each range        */
	struct ranks *ranks;          /* [n]                               */
	struct ranges ranges;         /* of pay                            */
	uint8_t *range;               /* by person: in which, if paid      */
	struct { VEC(uint32_t); } of; /* room for one person's             */
	ptrdiff_t most;               /* slots of one person               */
	int64_t *market;              /* [n_market], any order             */
	ptrdiff_t n_market;
};

/* Number the groups and the crosses. */
void work_number(struct work *);

/* The first walk: gives the people their prices, fills the sums, the spread,
 * and the counts and lines of `out`, these in input order. */
void work_walk(struct work *);

/* The second walk: fills the ranks and uses the spread up. */
void work_ranks(struct work *);

/* The cross of a person. */
static inline uint32_t
work_cross(const struct person *p)
{
	uint32_t band = (uint32_t)(p->band + 1);
	uint32_t has = (p->flags & PERSON_CERTIFIED) != 0;
	enum schedule s = p->flags & PERSON_PRN ? PER_DIEM :
		p->flags & PERSON_PART_TIME ? PART_TIME : FULL_TIME;

	return (band * 2 + has) * SCHEDULES + s;
}

/* What a person is added to: the cross, and the groups that none makes; in a
 * place that the next person needs; returns how many. */
ptrdiff_t work_slots(struct work *, const struct person *,
                     const uint32_t **out);

/* A person's groups but those of the cross, each once, in a place that the
 * next person needs; returns how many. */
ptrdiff_t work_own_groups(struct work *, const struct person *,
                          const uint32_t **out);

/* All groups of a person, each once; returns how many. */
ptrdiff_t work_groups(const struct work *, ptrdiff_t person, uint32_t *out);

/* Of[group] of all groups of a person, ored: without a list of them. */
unsigned work_any(const struct work *, const struct person *,
                  const unsigned *of);

/* The names of a table that is by names. */
enum vocabulary work_names(enum pay_table);

/* The groups of the population that are only counted; returns how many. */
ptrdiff_t work_counted(const struct work *, const struct person *,
                       uint32_t out[COUNTED_GROUPS]);

/* Number these. */
void work_number_counted(struct work *);

/* Say who is in which group, for as long as the work and the roster live. */
void work_population(struct work *);

/* The median of a group that has people with a rate. */
struct quantile work_median(const struct work *, uint32_t group);

/* The figures of a group. */
struct group work_group(const struct work *, uint32_t group, struct str name);

#endif
