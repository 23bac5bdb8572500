/* SPDX-License-Identifier: MIT */
/* The first few of many, against a sort of them all. */
#include "base/top.h"

#include "mem.h"
#include "unit.h"

#include <stdlib.h>

static int
ascending(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
as_sorted(void)
{
	enum { MANY = 1000 };
	static const ptrdiff_t most[] = { 1, 2, 7, 499, 500, 999, 1000, 1001 };

	for (int how = 0; how < 3; how++)
		for (ptrdiff_t i = 0; i < ROWS(most); i++) {
			struct arena a = mem_arena();
			struct top t = top_new(&a, most[i], sizeof(uint32_t),
			                       ascending);
			uint32_t all[MANY];
			bool same = true;

			for (uint32_t k = 0; k < MANY; k++) {
				all[k] = how == 0 ? k : how == 1 ? MANY - k
				       : k * 2654435761u;
				top_offer(&t, &all[k]);
			}
			qsort(all, MANY, sizeof *all, ascending);
			const uint32_t *v = top_settle(&t);
			for (ptrdiff_t k = 0; k < t.n; k++)
				same &= v[k] == all[k];
			OK(same && t.n == (most[i] < MANY ? most[i] : MANY),
			   "the first %td, order %d: %td", most[i], how, t.n);
			arena_free(&a);
		}
}

static void
of_nothing(void)
{
	struct arena a = mem_arena();
	struct top t = top_new(&a, 3, sizeof(uint32_t), ascending);

	top_settle(&t);
	OK(t.n == 0, "nothing was offered: %td", t.n);
	arena_free(&a);
}

const struct unit_test suite_top[] = {
	TEST(as_sorted), TEST(of_nothing), END
};
