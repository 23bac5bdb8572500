/* SPDX-License-Identifier: MIT */
/* Arenas and the vectors that grow in them. */
#include "base/arena.h"
#include "base/vec.h"

#include "mem.h"
#include "unit.h"

#include <setjmp.h>
#include <string.h>

static bool
all_zero(const char *p, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

static void
zeroed_and_aligned(void)
{
	static const struct { ptrdiff_t n, size, align; } row[] = {
		{ 1, 1, 1 }, { 3, 1, 1 }, { 1, 8, 8 }, { 1, 1, 1 },
		{ 1, 16, 16 }, { 0, 8, 8 }, { 5, 4, 4 }, { 1000, 8, 8 },
		{ 16383, 1, 1 }, { 16384, 1, 1 }, { 16385, 1, 1 },
		{ 100000, 16, 16 },
	};
	struct arena a = mem_arena();

	for (int round = 0; round < 20; round++)
		for (ptrdiff_t i = 0; i < ROWS(row); i++) {
			ptrdiff_t bytes = row[i].n * row[i].size;
			char *p = arena_alloc(&a, row[i].n, row[i].size,
			                      row[i].align);

			OK(p, "never NULL");
			OK((uintptr_t)p % (uintptr_t)row[i].align == 0,
			   "%td x %td is aligned to %td", row[i].n,
			   row[i].size, row[i].align);
			OK(all_zero(p, bytes), "%td bytes are zero", bytes);
			memset(p, 0xAA, (size_t)bytes);
		}
	arena_free(&a);
	OK(!a.small && !a.large && !a.at && a.n_large == 0, "all released");
	OK(*NEW(&a, 1, int) == 0, "and ready again");
	arena_free(&a);
}

/* Objects keep their bytes while others come, grow and go. */
static void
rewind_keeps_the_older(void)
{
	static const ptrdiff_t size[] = { 10, 20000, 3000, 100000, 16384 };
	struct arena a = mem_arena();
	struct arena_mark mark;
	char *old[ROWS(size)];

	for (ptrdiff_t i = 0; i < ROWS(size); i++)
		old[i] = memset(NEW(&a, size[i], char), 'a' + (int)i,
		                (size_t)size[i]);
	mark = arena_mark(&a);
	for (int round = 0; round < 10; round++) {
		for (int i = 0; i < 50; i++)
			memset(NEW(&a, 1000 * i + 1, char), 'z',
			       (size_t)(1000 * i + 1));
		arena_rewind(&a, mark);
	}
	for (ptrdiff_t i = 0; i < ROWS(size); i++)
		OK(old[i][0] == 'a' + i && old[i][size[i] - 1] == 'a' + i,
		   "object of %td bytes", size[i]);
	OK(a.n_large == 3, "three large ones are left: %td", a.n_large);
	OK(a.at == mark.at, "the next object goes where the first went");
	arena_free(&a);
}

/* Growing a large object that others were made after; lists stay whole. */
static void
growing(void)
{
	struct arena a = mem_arena();
	struct { VEC(int); } x = { 0 }, y = { 0 }, z = { 0 };
	bool same = true;

	for (int i = 0; i < 200000; i++) {
		*VEC_PUSH(&a, &x) = i;
		*VEC_PUSH(&a, &y) = -i;
		if (i % 3 == 0)
			*VEC_PUSH(&a, &z) = 3 * i;
		if (i % 1000 == 0)
			memset(NEW(&a, 17000, char), 1, 17000);
	}
	for (int i = 0; i < 200000; i++)
		same = same && x.v[i] == i && y.v[i] == -i &&
		       (i % 3 || z.v[i / 3] == 3 * i);
	OK(same && x.n == 200000 && z.n == 66667, "every element is there");
	OK(x.cap >= x.n, "room for them");
	arena_free(&a);
}

static void
grows_in_place(void)
{
	struct arena a = mem_arena();
	struct { VEC(char); } x = { 0 };
	const char *first;

	VEC_PUSH(&a, &x)[0] = 'x';
	first = x.v;
	VEC_ROOM(&a, &x, 5000);
	OK(x.v == first && x.cap >= 5001, "the newest object need not move");
	NEW(&a, 1, char);
	VEC_ROOM(&a, &x, x.cap);
	OK(x.v != first && x.v[0] == 'x', "an older one moves");
	arena_free(&a);
}

struct fault {
	jmp_buf back;
	size_t want;
};

NORETURN static void
jump(void *ctx, size_t want)
{
	struct fault *f = ctx;

	f->want = want;
	longjmp(f->back, 1);
}

/* Sizes that no machine has call the handler; they do not wrap around. */
static void
out_of_memory(void)
{
	static const struct { ptrdiff_t n, size; } row[] = {
		{ PTRDIFF_MAX, 1 }, { PTRDIFF_MAX, 16 },
		{ PTRDIFF_MAX / 8 + 1, 16 }, { -1, 1 }, { PTRDIFF_MAX - 8, 1 },
	};

	for (volatile ptrdiff_t i = 0; i < ROWS(row); i++) {
		static struct fault f;
		static struct arena a;

		f.want = 0;
		arena_init(&a, jump, &f);
		if (setjmp(f.back) == 0) {
			arena_alloc(&a, row[i].n, row[i].size, 1);
			OK(false, "row %td was given memory", i);
		}
		OK(f.want > PTRDIFF_MAX / 2, "row %td: handler called", i);
		OK(arena_like(&a).oom == jump && arena_like(&a).ctx == &f &&
		   !arena_like(&a).at, "an arena like it has its handler");
		arena_free(&a);
	}
}

const struct unit_test suite_arena[] = {
	TEST(zeroed_and_aligned), TEST(rewind_keeps_the_older), TEST(growing),
	TEST(grows_in_place), TEST(out_of_memory), END,
};
