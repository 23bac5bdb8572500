/* SPDX-License-Identifier: MIT */
/*
 * The walks of the pay analysis over the people; private to this room.
 *
 * The first walk, in input order, adds everyone to every group they are in.
 * The second, in order of pay, only counts: a group's percentile is the pay at
 * which the right number of its people has come.  So one sort serves all
 * groups, and nothing is gathered by group.
 */
#ifndef MUSTER_ANALYSE_PAY_INT_H
#define MUSTER_ANALYSE_PAY_INT_H

#include "analyse/group_int.h"
#include "analyse/order.h"
#include "analyse/pay.h"

/* The tables by one name that a person has, or has not. */
struct name_table {
	enum pay_table table;
	enum vocabulary names;
	size_t offset;                /* of the name's id in a person      */
};

/* Them; the last has offset 0. */
extern const struct name_table name_tables[];

enum schedule { FULL_TIME, PART_TIME, PER_DIEM, SCHEDULES };

/* The parts of the credential table. */
enum holding { HELD_VALID, HELD_EXPIRED, HELD_PENDING, HELD_UNKNOWN, HELD_N };

/* By how the credential stands. */
extern const enum holding holding_of[CRED_N];

/* How far the second walk has come in a group. */
struct met {
	int64_t come;                 /* people with a rate so far         */
	int64_t next;                 /* the count at which the next rank is
	                                 met, -1: none                     */
};

/* What is at the two ranks of each percentile: lo and hi. */
struct ranks {
	money pay[2 * PERCENTILES];
};

/*
 * A cross is a band (or none), certified or not, and a schedule.  There are
 * few, and a person is in one: everyone is added to a cross, and the crosses
 * to the groups that are made of them, instead of everyone to all of these.
 */
enum { CROSS_GROUPS = 5 };

struct cross {
	uint32_t group[CROSS_GROUPS]; /* made of it and of others          */
	int n;
};

/*
 * All groups of all tables, numbered through: everyone (0), certified or not
 * by band, then table after table.
 */
struct work {
	const struct roster *roster;
	const struct pricing *pricing;
	struct pay_analysis *out;
	struct arena *mem;            /* of `out`                          */
	struct arena tmp;

	ptrdiff_t bands;
	uint32_t certified;           /* + band x 2 + (certified ? 1 : 0); the
	                                 band after the last is everyone   */
	uint32_t first[PAY_TABLES];
	struct places places[PAY_TABLES]; /* of keys: ids of names, bands */
	uint32_t n_credentials;       /* names; keys are holding x this + id */
	uint32_t n;                   /* groups                            */
	struct tally *sum;            /* [n]                               */
	struct ranks *ranks;          /* [n]                               */
	struct cross *cross;          /* [n_cross], see cross_of           */
	struct tally *cross_sum;      /* likewise                          */
	ptrdiff_t n_cross;

	struct { VEC(uint32_t); } of; /* one person's groups, but those that
	                                 a cross makes                     */
	struct keyed *order;          /* [n_paid], by pay                  */
	ptrdiff_t n_paid;
	int64_t *market;              /* [n_market], any order             */
	ptrdiff_t n_market;
};

/* Both walks: fills the sums, the ranks, and the counts and lines of `out`,
 * these in input order. */
void work_walk(struct work *);

/* The groups of a person, each once; returns how many. */
ptrdiff_t work_groups(const struct work *, ptrdiff_t person, uint32_t *out);

/* The names of a table that is by names. */
enum vocabulary work_names(enum pay_table);

/* The most groups that anybody can be in. */
ptrdiff_t work_most_groups(const struct roster *);

/* Say who is in which group, for as long as the work and the roster live. */
void work_population(struct work *);

/* The median of a group that has people with a rate. */
struct quantile work_median(const struct work *, uint32_t group);

/* The figures of a group. */
struct group work_group(const struct work *, uint32_t group, struct str name);

#endif
