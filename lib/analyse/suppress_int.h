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
	const uint32_t *group;        /* their groups, person after person */
	const uint32_t *start;        /* [n_some + 1] into these; NULL: not
	                                 written down                      */
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

/* So often a row has a column. */
struct term {
	uint32_t row;
	uint64_t times;
};

/*
 * Rows of numbers, of which the columns come one after another.  Some columns,
 * as few as will do, are a basis: every other is a sum of these.  So a change
 * that leaves all rows as they are is drawn at random for the others, and only
 * that of the basis has to be worked out; memory is that of the rows squared,
 * however many columns come.
 */
struct equations {
	struct arena *mem;
	ptrdiff_t n;
	uint64_t *made;               /* [n x n]: how often each row given is
	                                 in the row that has this column of
	                                 the basis once and no other       */
	ptrdiff_t *pivot;             /* [n]: that column, -1: the row follows
	                                 from those before it              */
	uint64_t *rest;               /* [n] a sum at random of the rows that
	                                 have no column of the basis       */
	uint64_t *moved;              /* [n] what the change so far adds up to
	                                 in the rows given                 */
	uint64_t *has;                /* [n] for a column that comes       */
};

/* n rows without a column. */
struct equations equations_new(struct arena *, ptrdiff_t n);

/*
 * The next column has these terms, and its change is drawn.  Returns whether
 * it is of the basis, where its change is not the drawn one but follows.
 */
bool equations_take(struct equations *, ptrdiff_t column, const struct term *,
                    ptrdiff_t n_term, uint64_t drawn);

/* When all have come: the change of the basis, by row; 0 without a pivot. */
uint64_t *equations_change(const struct equations *);

/* How often each row given is in a sum of them, which has the columns of the
 * basis so often, by row: [n]. */
uint64_t *equations_make(const struct equations *, const uint64_t *want);

#endif
