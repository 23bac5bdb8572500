/* SPDX-License-Identifier: MIT */
/*
 * The first few of very many, met one by one: the rest takes no room.
 *
 *     struct top t = top_new(scratch, 5000, sizeof (struct item), by_size);
 *     while (next(&item))
 *             top_offer(&t, &item);
 *     struct item *v = top_settle(&t);          v[0 .. t.n), in order
 */
#ifndef MUSTER_BASE_TOP_H
#define MUSTER_BASE_TOP_H

#include "base/arena.h"

#include <stdbool.h>

struct top {
	char *v;                      /* room for 2 x most                 */
	ptrdiff_t n, most;
	size_t size;                  /* of an item                        */
	int (*order)(const void *, const void *); /* as qsort's; no two
	                                 items equal, or which of them stays
	                                 is anybody's guess                */
	bool full;                    /* v[most - 1] has been put in place:
	                                 what comes after it is not wanted */
};

/* Room for the first `most` >= 1 items. */
struct top top_new(struct arena *, ptrdiff_t most, size_t size,
                   int (*order)(const void *, const void *));

/* One more item, which is copied. */
void top_offer(struct top *, const void *item);

/* The first of those offered, in order; top.n says how many. */
void *top_settle(struct top *);

#endif
