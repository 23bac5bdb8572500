/* SPDX-License-Identifier: MIT */
/*
 * Cell suppression, private to this room: the sets, and the audit that says
 * what follows from those that are shown.
 */
#ifndef MUSTER_ANALYSE_SUPPRESS_INT_H
#define MUSTER_ANALYSE_SUPPRESS_INT_H

#include "analyse/suppress.h"
#include "base/i128.h"
#include "base/vec.h"

/* In the order of suppress_use, then what is hidden. */
enum set_state { UNPRINTED, PRINTED, KNOWN, HIDDEN };

struct figure_set {
	uint32_t set;
	int table;                    /* or -1                             */
	uint8_t measure;
	uint8_t state;                /* enum set_state                    */
	int64_t people, largest;
	i128 sum;
};

/* Whether its figures can be read. */
static inline bool
is_shown(const struct figure_set *f)
{
	return f->state == PRINTED || f->state == KNOWN;
}

struct suppress {
	struct arena *mem;
	const struct population *people;
	struct suppress_rule rule;
	struct { VEC(struct figure_set); } sets;
	struct { VEC(bool); } overlap; /* of tables                        */
	const uint32_t *some;         /* [n_some] the people who are looked
	                                 at, NULL: everyone                */
	ptrdiff_t n_some;
	uint32_t *index;              /* [sets of the population + 1]: 1 +
	                                 the place in `sets`, 0: no figure */
};

/* Which family a measure is of. */
static inline int
family_of(const struct suppress *s, int measure)
{
	int family = s->people->family[measure];

	return s->rule.apart && family ? measure : family;
}

/* Someone's sets of a family: places in suppress.sets. */
struct membership {
	ptrdiff_t person;
	ptrdiff_t place;              /* among those looked at             */
	unsigned measures;            /* bits                              */
	const uint32_t *v;
	ptrdiff_t n;
	uint64_t *weight;             /* by measure, once asked for; or 0  */
};

/* Every measure is of it. */
enum { ALL_FAMILIES = -1 };

/* Call for everyone looked at who has a measure of the family. */
void suppress_each(const struct suppress *, int family, struct arena *scratch,
                   void (*visit)(void *ctx, const struct membership *),
                   void *ctx);

/*
 * Find what the shown sets of a family determine and must not, and hide the
 * smallest sets that end it; returns how many were hidden, 0: all is well.
 */
ptrdiff_t suppress_audit(struct suppress *, int family, struct arena *scratch);

/* Integers modulo a prime, each below it. */
#define PRIME ((uint64_t)0x1FFFFFFFFFFFFFFF)    /* 2^61 - 1 */

static inline uint64_t
mod_add(uint64_t a, uint64_t b)
{
	uint64_t c = a + b;

	return c >= PRIME ? c - PRIME : c;
}

static inline uint64_t
mod_mul(uint64_t a, uint64_t b)
{
	i128 c = (i128)a * (i128)b;

	return mod_add((uint64_t)c & PRIME, (uint64_t)(c >> 61));
}

/* 1 / a, a not 0. */
uint64_t mod_inverse(uint64_t a);

/* The same number at random for the same i; never 0. */
uint64_t mod_drawn(uint64_t i);

/*
 * Rows of numbers, and what follows from them: the rows are filled in, then
 * solved once.
 */
struct equations {
	struct arena *mem;
	ptrdiff_t n, width;
	uint64_t *row;                /* [n x width]                       */
	uint64_t *made;               /* [n x n]: how often each row given
	                                 is in each that is there now      */
	ptrdiff_t *pivot;             /* [n]: the column that only this row
	                                 has, -1: the row is nought        */
	uint64_t *change;             /* [width] numbers at random whose
	                                 product with every row is nought  */
};

/* Rows of nought. */
struct equations equations_new(struct arena *, ptrdiff_t n, ptrdiff_t width);

/* Fill in all but the rows, which change. */
void equations_solve(struct equations *);

/* How often each row given is in `want`, which is a sum of them: [n]. */
uint64_t *equations_make(const struct equations *, const uint64_t *want);

#endif
