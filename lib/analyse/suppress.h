/* SPDX-License-Identifier: MIT */
/*
 * Cell suppression: which figures of groups have to be hidden so that no small
 * group's can be had, neither read nor worked out.
 *
 * A figure is of the people of one group who have something to measure: pay,
 * a benchmark, a gap.  Group and measure together are a set of people.  Hidden
 * are
 *
 *   primary         sets of fewer than `least` people, and sets of whose sum
 *                   one person has more than `dominance_bp`
 *   complementary   further sets, the smallest that will do, until nothing
 *                   that must not be known follows from what is shown
 *
 * What follows is not looked for table by table.  Every shown figure is a
 * linear equation over people: the sum of its set is known.  What is hidden
 * is safe if people's amounts can be changed so that every shown sum stays
 * and the hidden one does not: so one change is drawn at random among all
 * that leave every shown sum as it is, and a set whose sum it does not move is
 * determined.  Totals, nested and crossing groupings, differences of key
 * figures and people in several groups are all of that one kind.  The reader
 * is taken to know who is in which group.
 *
 * Must not be determined:
 *
 *   - a hidden set, small or hidden for another's sake;
 *   - the part of a shown set that a table leaves over (people whose group is
 *     hidden, or who are in none of its groups), if it is fewer than `least`
 *     people, or, counting heads, if each of its groups has one person: they
 *     are then known to be that;
 *   - what two sets have in common, or one has more than the other, if it is
 *     fewer than `least` people;
 *   - those of a set who have the same weight, likewise: payroll and pay of a
 *     group together give what its part-timers earn;
 *   - one person.
 *
 * All of it is arithmetic of integers modulo 2^61 - 1, drawn from fixed
 * numbers: the same people give the same result.  What is determined is
 * found without fail, for up to 20,000 people; of more, those in groups of
 * fewer than 1,000 are looked at and as many as that of the others, which can
 * miss what two larger groups differ by.  What is not determined may be taken
 * for it, and more hidden than need be, with a chance below 10^-11 a run.
 */
#ifndef MUSTER_ANALYSE_SUPPRESS_H
#define MUSTER_ANALYSE_SUPPRESS_H

#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum { MEASURES_MOST = 16 };

/* People, the groups they are in and what they have. */
struct population {
	ptrdiff_t n;
	uint32_t n_group;             /* group 0: everyone                 */
	int n_measure;                /* measure 0 counts heads            */
	uint8_t family[MEASURES_MOST]; /* sums of measures of one family can
	                                 be taken from each other; heads
	                                 are a family of their own: 0.  Of
	                                 two that would do, the measure
	                                 named first is hidden             */
	ptrdiff_t most;               /* groups of one person              */
	/* A person's groups, each once, and how many. */
	ptrdiff_t (*groups)(const void *ctx, ptrdiff_t person, uint32_t *out);
	/* Of[group] of all of a person's groups, ored; NULL: they are gone
	 * through.  Everybody is asked, once. */
	unsigned (*any)(const void *ctx, ptrdiff_t person, const unsigned *of);
	/* The measures that a person has: bit m. */
	unsigned (*measures)(const void *ctx, ptrdiff_t person);
	const uint32_t *people;       /* [sets + 1] how many each set has;
	                                 NULL: they are counted            */
	const uint32_t *watched;      /* [n_watched] sets that no figure is
	                                 of and that must not be determined
	                                 if they are small                 */
	ptrdiff_t n_watched;
	unsigned weighs;              /* the measures (bits) in which people
	                                 count by a weight, not once each  */
	/* The weight, modulo 2^61 - 1. */
	uint64_t (*weight)(const void *ctx, ptrdiff_t person, int measure);
	/* What a person adds to a sum, not negative; for dominance. */
	int64_t (*amount)(const void *ctx, ptrdiff_t person, int measure);
	const void *ctx;
};

/* The set of a group and a measure; 0 is no set. */
static inline uint32_t
population_set(const struct population *p, uint32_t group, int measure)
{
	return group * (uint32_t)p->n_measure + (uint32_t)measure + 1;
}

/* Whether a set's figure is how many there are. */
static inline bool
is_heads(const struct population *p, uint32_t set)
{
	return (set - 1) % (uint32_t)p->n_measure == 0;
}

struct in_group {
	uint32_t person, group;
};

/* Who is in which group, written down one by one; groups are from 1. */
struct crowd { VEC(struct in_group); };

/* The population of a crowd: those of n_people who are in any of its groups,
 * below n_group.  Its one measure is heads. */
struct population crowd_population(struct arena *, const struct crowd *,
                                   ptrdiff_t n_people, uint32_t n_group);

struct suppress_rule {
	int64_t least;                /* people                            */
	int64_t dominance_bp;         /* the largest share of one person in
	                                 a sum; 0: any                     */
	bool heads;                   /* headcounts are hidden, too: of a
	                                 group so hidden, every measure    */
	bool apart;                   /* each measure is a family: ratios
	                                 are too rough to take from sums   */
	bool primary_only;            /* what follows is let go: to see what
	                                 complementary suppression does    */
};

struct suppress;

/* No figures yet. */
struct suppress *suppress_new(struct arena *, const struct population *,
                              struct suppress_rule);

/* One more table, for suppress_cell; people may be in several of its groups
 * (overlap) or in one at most. */
int suppress_table(struct suppress *, bool overlap);

enum suppress_use {
	SUPPRESS_UNPRINTED,           /* not printed in this edition       */
	SUPPRESS_PRINTED,             /* unless it is hidden               */
	SUPPRESS_KNOWN,               /* in any case                       */
};

/* A figure of a set, in a table or in none (-1): that of a key figure is
 * hidden last.  A set that comes again is the same set, where it was first. */
void suppress_cell(struct suppress *, uint32_t set, int table,
                   enum suppress_use);

/* Decide.  Everything taken for it is given back. */
void suppress_decide(struct suppress *);

/* Whether figures of a set are hidden. */
bool suppress_hidden(const struct suppress *, uint32_t set);

#endif
