/* SPDX-License-Identifier: MIT */
/*
 * Which groups a table has: where there are very many, the largest, and one of
 * all the others.
 *
 * Keys (the ids of names) become places in a table, in the order of the keys.
 * Up to GROUPS_MOST groups that anybody is in, nothing is taken together.
 * Beyond, the largest by headcount, of equal ones the first by name, have a
 * place each, and the rest share one: so headcounts still add up, that group's
 * percentiles are those of its people, and a table costs no more than its
 * bound whatever the exports say.
 */
#ifndef MUSTER_ANALYSE_PLACES_H
#define MUSTER_ANALYSE_PLACES_H

#include "roster/roster.h"

/* More groups are no table that anybody reads, and each costs some 8 KB of
 * figures, cells and sets. */
enum { GROUPS_MOST = 5000 };

enum { PLACE_NONE = -1 };

struct places {
	uint32_t n;                   /* places                            */
	const uint32_t *of;           /* [keys] the place of a key; NULL:
	                                 its own number                    */
	const uint32_t *key;          /* [n] the key of a place; likewise  */
	int64_t other;                /* the place that others share, or
	                                 PLACE_NONE                        */
	int64_t left;                 /* so many do                        */
};

/*
 * The places of n_keys keys, of which count[key] people have each: ids of
 * names, once or, where names stand in several parts of a table, several times
 * over.  Key 0, no value, is place 0 in any case; the others' is the last.  Up
 * to GROUPS_MOST keys, the counts are not looked at.
 */
struct places places_of(struct arena *, uint32_t n_keys, const uint32_t *count,
                        const struct roster *, enum vocabulary names);

static inline uint32_t
place_of(const struct places *p, uint32_t key)
{
	return p->of ? p->of[key] : key;
}

static inline uint32_t
place_key(const struct places *p, uint32_t place)
{
	return p->key ? p->key[place] : place;
}

/* "(1,234 other groups)": what the group of the others is called. */
struct str places_other(struct arena *, const struct places *);

#endif
