/* SPDX-License-Identifier: MIT */
/*
 * Ranges of values, about as many values in each.
 */
#ifndef MUSTER_ANALYSE_RANGES_H
#define MUSTER_ANALYSE_RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The number of a range is a byte. */
enum { RANGES_MOST = 256 };

struct ranges {
	int n;                        /* a power of two                    */
	int64_t from[RANGES_MOST];    /* [n] the least value of each,
	                                 ascending; the first has none     */
};

/*
 * n ranges, a power of two up to RANGES_MOST, for values like those of the
 * sample, which is put in order.  They need not be like it: then some ranges
 * have many.  A value that is often in the sample has a range of its own.
 */
struct ranges ranges_for(int64_t *sample, ptrdiff_t n_sample, int n);

/* Which range a value is in.  A step for each power of two, no branches. */
static inline int
range_of(const struct ranges *r, int64_t value)
{
	const int64_t *at = r->from;

	for (int half = r->n / 2; half; half /= 2)
		at = at[half] <= value ? at + half : at;
	return (int)(at - r->from);
}

/* Whether a range has one value only, which is then r->from[range]. */
static inline bool
range_is_one(const struct ranges *r, int range)
{
	return range && range + 1 < r->n &&
	       r->from[range + 1] - r->from[range] == 1;
}

#endif
