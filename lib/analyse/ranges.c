/* SPDX-License-Identifier: MIT */
#include "analyse/ranges.h"

#include <stdlib.h>

static int
ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

struct ranges
ranges_for(int64_t *sample, ptrdiff_t n_sample, int n)
{
	struct ranges r = { .n = n_sample ? n : 1, .from = { INT64_MIN } };

	if (n_sample)
		qsort(sample, (size_t)n_sample, sizeof *sample, ascending);
	for (int i = 1; i < r.n; i++) {
		int64_t v = sample[i * n_sample / n];

		/* after a range of one value, what is next to it */
		r.from[i] = v > r.from[i - 1] ? v : r.from[i - 1] + 1;
	}
	return r;
}
