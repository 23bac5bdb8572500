/* SPDX-License-Identifier: MIT */
/*
 * Wilson's interval against published values, and against the equation it
 * solves: |p - x/n| = z sqrt(p(1-p)/n) at both ends.
 */
#include "unit.h"

#include "analyse/interval.h"

static void
published(void)
{
	static const struct { int64_t n, den, rate, low, high; } row[] = {
		/* in tenths of a per cent */
		{ 7, 8, 875, 529, 978 },
		{ 8, 8, 1000, 676, 1000 },
		{ 17, 20, 850, 640, 948 },
		{ 29, 34, 853, 699, 936 },
		{ 0, 10, 0, 0, 278 },      /* the mirror of 10 of 10 */
		{ 10, 10, 1000, 722, 1000 },
		{ 81, 263, 308, 255, 366 }, /* Newcombe 1998, method 3 */
		{ 15, 148, 101, 62, 160 },
		{ 1, 29, 34, 6, 172 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct rate r = rate_of(row[i].n, row[i].den);

		OK((r.e9 + 500000) / 1000000 == row[i].rate &&
		   (r.low_e9 + 500000) / 1000000 == row[i].low &&
		   (r.high_e9 + 500000) / 1000000 == row[i].high,
		   "row %td: %lld %lld %lld", i, (long long)r.e9,
		   (long long)r.low_e9, (long long)r.high_e9);
	}
}

/* (p n - x)^2 10^4 against 38416 n p (1 - p), p in 10^-9: what is over. */
static i128
over(int64_t p, int64_t x, int64_t n)
{
	i128 one = 1000000000, d = (i128)p * n - x * one;

	return d * d * 10000 - (i128)38416 * n * p * (one - p);
}

static void
equation(void)
{
	for (int64_t n = 1; n <= 300; n++)
		for (int64_t x = 0; x <= n; x++) {
			struct rate r = rate_of(x, n);
			bool low = r.low_e9 == 0
				? x == 0 : over(r.low_e9 - 2, x, n) >= 0 &&
				           over(r.low_e9 + 2, x, n) <= 0;
			bool high = r.high_e9 == 1000000000
				? x == n : over(r.high_e9 + 2, x, n) >= 0 &&
				           over(r.high_e9 - 2, x, n) <= 0;

			OK(low && high && r.low_e9 <= r.e9 &&
			   r.e9 <= r.high_e9, "%lld of %lld: %lld %lld",
			   (long long)x, (long long)n, (long long)r.low_e9,
			   (long long)r.high_e9);
		}
}

static void
edges(void)
{
	struct rate none = rate_of(0, 0), large = rate_of(999999999999,
	                                                  1000000000000 - 1);

	OK(none.e9 == RATE_NONE && none.low_e9 == RATE_NONE &&
	   none.high_e9 == RATE_NONE, "nothing to divide by");
	OK(large.e9 == 1000000000 && large.low_e9 <= large.high_e9 &&
	   large.high_e9 == 1000000000, "as many as there can be");
}

const struct unit_test suite_interval[] = {
	TEST(published), TEST(equation), TEST(edges), END,
};
