/* SPDX-License-Identifier: MIT */
/*
 * An audit while it is made; for suppress_audit.c, suppress_pairs.c and
 * suppress_stop.c only.
 */
#ifndef MUSTER_ANALYSE_SUPPRESS_AUDIT_H
#define MUSTER_ANALYSE_SUPPRESS_AUDIT_H

#include "analyse/suppress_int.h"

/* People of one kind: how many, and what the change adds up to over them. */
struct part {
	int64_t people;
	uint64_t moved;
};

/* Those whom a table leaves over. */
struct left {
	struct part part;
	int64_t spare;                /* heads beyond one a hidden group   */
};

enum leak_kind {
	LEAK_SET,                     /* the set a                         */
	LEAK_LEFT,                    /* of the shown a, what a table leaves
	                                 over: the half b                  */
	LEAK_SHARED,                  /* what a and b have in common       */
	LEAK_MORE,                    /* what a has and b has not          */
	LEAK_CLASS,                   /* those of a whose weight is the b-th
	                                 there is                          */
	LEAK_PERSON,                  /* the person a                      */
};

struct leak {
	enum leak_kind kind;
	ptrdiff_t a, b;
	int table, measure;           /* where to hide, best; or -1        */
	uint64_t *people;             /* [n] how often it has those of the
	                                 basis, by their rows              */
};

/* More are looked at the next time. */
enum { LEAKS_MOST = 64 };

/* More weights are taken for one; of more sets only the shown are compared. */
enum { CLASSES = 256, NODES = 1024 };

struct audit {
	struct suppress *s;
	struct arena *mem;
	int family;
	uint32_t *shown;              /* [n] places in s->sets             */
	ptrdiff_t n;
	ptrdiff_t n_hidden;           /* hidden sets of the family         */
	bool weighed;                 /* in any of the family's people count
	                                 by a weight                       */
	int32_t *at;                  /* [s->sets.n]: in `shown`, or -1    */
	struct equations shows;       /* a row each shown set, a column each
	                                 person looked at                  */
	uint64_t *change;             /* [s->n_some] of people's amounts, which
	                                 no shown set tells                */
	struct term *term;            /* room for one person's             */
	uint32_t *own;                /* likewise, for what is compared    */
	int32_t *basis;               /* [s->n_some]: 1 + the row of who is of
	                                 the basis, or 0                   */
	uint64_t *moved;              /* [s->sets.n]                       */
	int32_t *half;                /* [s->sets.n]: table and measure as
	                                 one number, -1: may overlap       */
	int32_t n_half;
	ptrdiff_t *in_shown, *in_other; /* [n_half]: 1 + the last person who
	                                 was in a group of it, shown or not */
	uint8_t *has;                 /* [n_half] the measure              */
	int64_t *spare;               /* [n_half] of the last person       */
	bool *found;                  /* [n_half] looked at                */
	struct left *left;            /* [n_half x n]                      */
	int32_t *node;                /* [s->sets.n]: among those compared,
	                                 or -1                             */
	uint32_t *compared;           /* [n_node] places in s->sets        */
	int32_t n_node;
	int32_t *plain;               /* [s->sets.n]: the same, -1: people do
	                                 not count once each               */
	uint32_t *whole;              /* [n_node] people                   */
	uint32_t *both;               /* [n_node x n_node] in the one and the
	                                 other                             */
	bool *lead;                   /* [n_node]: with some other it has few
	                                 in common, or few more            */
	bool any_lead;
	uint64_t *moved_whole;        /* what a lead is moved by           */
	uint64_t *moved_both;         /* [n_node x n_node], of leads       */
	struct { VEC(uint64_t); } weights; /* there are                    */
	struct part *class;           /* [n_node x CLASSES]; NULL: all people
	                                 count once each                   */
	ptrdiff_t alone;              /* the place of the last whom nothing
	                                 moves, or -1                      */
	struct leak *leak;            /* [LEAKS_MOST]                      */
	ptrdiff_t n_leak;
};

/* How often somebody counts in a set. */
uint64_t audit_weight(const struct audit *a, const struct membership *who,
                      uint32_t set);

/* The number of a weight. */
ptrdiff_t audit_class(struct audit *a, uint64_t weight);

/* Where somebody is in each table. */
void audit_place(struct audit *a, const struct membership *who);

/* How many have nothing in a table is no secret; what they earn is. */
bool audit_is_left(const struct audit *a, const struct membership *who,
                   int32_t half);

/* Whether people count in a set by a weight. */
static inline bool
audit_is_weighed(const struct audit *a, uint32_t set)
{
	return a->s->people->weighs >> a->s->sets.v[set].measure & 1;
}

/* Whether so many, and not none, may not be known. */
static inline bool
audit_is_few(const struct audit *a, int64_t people)
{
	return people > 0 && people < a->s->rule.least;
}

/* Remember a leak, if there is room. */
void audit_note(struct audit *, enum leak_kind, ptrdiff_t x, ptrdiff_t y,
                int table, int measure);

/* Sets two and two (suppress_pairs.c): choose which are compared. */
void audit_choose_nodes(struct audit *);

/* Count somebody in the pairs of sets that they are in. */
void audit_count_pairs(struct audit *, const struct membership *);

/* When all are counted: of which sets is it to be known what the change adds
 * up to? */
void audit_choose_leads(struct audit *);

/* Add somebody's change to these. */
void audit_move_pairs(struct audit *, const struct membership *,
                      uint64_t moved);

/* Note what leaks. */
void audit_find_pairs(struct audit *);

/* Hide sets until none of the leaks is left that were noted; how many. */
ptrdiff_t audit_stop(struct audit *);

#endif
