/* SPDX-License-Identifier: MIT */
#include "analyse/order.h"

enum { DIGIT = 11, VALUES = 1 << DIGIT, DIGITS = (64 + DIGIT - 1) / DIGIT };

static inline unsigned
digit_of(uint64_t key, int d)
{
	return (unsigned)(key >> (d * DIGIT)) & (VALUES - 1);
}

/* One pass: by digit d, keeping the order of equals. */
static void
scatter(const struct keyed *from, struct keyed *to, ptrdiff_t n, int d,
        uint32_t *count)
{
	uint32_t at = 0;

	for (int k = 0; k < VALUES; k++) {
		uint32_t here = count[k];

		count[k] = at;
		at += here;
	}
	for (ptrdiff_t i = 0; i < n; i++)
		to[count[digit_of(from[i].key, d)]++] = from[i];
}

struct keyed *
keyed_sort(struct keyed *v, struct keyed *spare, ptrdiff_t n)
{
	uint64_t differ = 0;

	/* a digit that is everywhere the same needs no pass */
	for (ptrdiff_t i = 1; i < n; i++)
		differ |= v[i].key ^ v[0].key;
	for (int d = 0; d < DIGITS; d++) {
		uint32_t count[VALUES] = { 0 };

		if (!digit_of(differ, d))
			continue;
		for (ptrdiff_t i = 0; i < n; i++)
			count[digit_of(v[i].key, d)]++;
		scatter(v, spare, n, d, count);
		struct keyed *t = v;
		v = spare;
		spare = t;
	}
	return v;
}
