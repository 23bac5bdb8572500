/* SPDX-License-Identifier: MIT */
/*
 * Which of a person's rows of one credential is the one that counts.
 */
#include "roster/resolve.h"

#include <stdlib.h>

/* Of one person: by credential; for life first, then the latest expiry, then
 * no date, and last what is only applied for. */
static bool
comes_before(const struct held *x, const struct held *y)
{
	static const int8_t rank[CRED_N] = {
		[CRED_LIFETIME] = -1, [CRED_PENDING] = 1
	};

	if (x->credential != y->credential)
		return x->credential < y->credential;
	if (rank[x->state] != rank[y->state])
		return rank[x->state] < rank[y->state];
	if (x->expires != y->expires)
		return x->expires > y->expires;
	return x->file != y->file ? x->file < y->file : x->line < y->line;
}

static int
compare_held(const void *a, const void *b)
{
	return comes_before(b, a) - comes_before(a, b);
}

uint32_t
settle_held(struct held *v, uint32_t n)
{
	uint32_t kept = 0;

	if (n > A_HANDFUL)
		qsort(v, n, sizeof *v, compare_held);
	for (uint32_t i = 1; i < n && n <= A_HANDFUL; i++) {
		struct held x = v[i];
		uint32_t j = i;

		for (; j && comes_before(&x, &v[j - 1]); j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
	for (uint32_t i = 0; i < n; i++) /* an older row is history */
		if (i == 0 || v[i].credential != v[kept - 1].credential)
			v[kept++] = v[i];
	return kept;
}
