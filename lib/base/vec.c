/* SPDX-License-Identifier: MIT */
#include "base/vec.h"

void *
vec_grow(struct arena *a, void *v, ptrdiff_t n, ptrdiff_t *cap, ptrdiff_t more,
         ptrdiff_t size, ptrdiff_t align)
{
	ptrdiff_t want = *cap + *cap / 2;

	if (want < 8)
		want = 8;
	if (want - n < more)
		want = n + more;
	v = arena_grow(a, v, *cap, want, size, align);
	*cap = want;
	return v;
}
