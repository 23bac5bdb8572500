/* SPDX-License-Identifier: MIT */
#include "base/top.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct top
top_new(struct arena *mem, ptrdiff_t most, size_t size,
        int (*order)(const void *, const void *))
{
	return (struct top){
		.v = arena_alloc(mem, 2 * most, (ptrdiff_t)size,
		                 _Alignof(max_align_t)),
		.most = most, .size = size, .order = order };
}

void *
top_settle(struct top *t)
{
	if (t->n > 1)
		qsort(t->v, (size_t)t->n, t->size, t->order);
	if (t->n >= t->most) {
		t->n = t->most;
		t->full = true;
	}
	return t->v;
}

void
top_offer(struct top *t, const void *item)
{
	const char *last = t->v + (size_t)(t->most - 1) * t->size;

	if (t->full && t->order(last, item) < 0)
		return;
	memcpy(t->v + (size_t)t->n++ * t->size, item, t->size);
	if (t->n == 2 * t->most)
		top_settle(t);
}
