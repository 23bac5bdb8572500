/* SPDX-License-Identifier: MIT */
/* Quantiles against figures from numpy, and against a full sort. */
#include "analyse/quantile.h"

#include "mem.h"
#include "unit.h"

#include <string.h>

/*
 * The values are those of numpy.percentile(x, p) and of a spreadsheet's
 * PERCENTILE.INC(x, p), in ten-thousandths.
 */
static void
facts(void)
{
	static const struct {
		const char *why;
		int64_t x[10];
		ptrdiff_t n;
		int32_t p_bp;
		int64_t want_e4;
	} row[] = {
		{ "P10 of 1..10 is 1.9", { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 10,
		  1000, 19000 },
		{ "P25 of 1..10 is 3.25", { 5, 3, 9, 1, 7, 2, 8, 4, 10, 6 }, 10,
		  2500, 32500 },
		{ "P50 of 1..10 is 5.5", { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 10,
		  5000, 55000 },
		{ "P75 of 1..10 is 7.75", { 5, 3, 9, 1, 7, 2, 8, 4, 10, 6 }, 10,
		  7500, 77500 },
		{ "P90 of 1..10 is 9.1", { 5, 3, 9, 1, 7, 2, 8, 4, 10, 6 }, 10,
		  9000, 91000 },
		{ "one value answers every p", { 42 }, 1, 3700, 420000 },
		{ "P0 is the least", { 7, -3, 5 }, 3, 0, -30000 },
		{ "P100 is the greatest", { 7, -3, 5 }, 3, 10000, 70000 },
		{ "the median of an odd number is one of them",
		  { 3, 1, 2 }, 3, 5000, 20000 },
		{ "a quarter of the way from 10 to 20", { 20, 10 }, 2, 2500,
		  125000 },
		{ "ties", { 5, 5, 5, 1 }, 4, 5000, 50000 },
		{ "P33.33 of four", { 1, 2, 4, 8 }, 4, 3333, 19999 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		int64_t x[10];

		memcpy(x, row[i].x, sizeof x);
		int64_t got = (int64_t)quantile_e4(
			quantile_inc(x, row[i].n, row[i].p_bp));
		OK(got == row[i].want_e4, "%s: got %lld", row[i].why,
		   (long long)got);
	}
}

static void
rounded_once(void)
{
	static const struct {
		const char *why;
		struct quantile q;
		int64_t mul, div, want;
	} row[] = {
		{ "half a unit goes away from zero", { 1, 2, 5000 }, 1, 1, 2 },
		{ "below zero as well", { -1, -2, 5000 }, 1, 1, -2 },
		{ "the fraction is kept until the end: 1.4 x 10 is 14",
		  { 1, 2, 4000 }, 10, 1, 14 },
		{ "0.25 x 2 is a half, so 1", { 0, 1, 2500 }, 2, 1, 1 },
		{ "28,329.60 a year at 2,080 hours is 13.62 an hour",
		  { 283296000, 283296000, 0 }, 10000, 20800000, 136200 },
		{ "the greatest pay that may enter", { MONEY_MAX, MONEY_MAX, 0 },
		  10000, 10000, MONEY_MAX },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		int64_t got = quantile_scaled(row[i].q, row[i].mul,
		                              row[i].div);

		OK(got == row[i].want, "%s: got %lld", row[i].why,
		   (long long)got);
	}
}

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static int
by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

enum { N_MAX = 700 };

/* The order in which n values come: several that are hard for a selection. */
static void
fill(int64_t *x, ptrdiff_t n, int shape, uint64_t *seed)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		int64_t r = (int64_t)(next_random(seed) % 1000000);

		switch (shape) {
		case 0: x[i] = r; break;
		case 1: x[i] = i; break;
		case 2: x[i] = n - i; break;
		case 3: x[i] = i < n / 2 ? i : n - i; break;
		case 4: x[i] = 7; break;
		case 5: x[i] = r % 3; break;
		case 6: x[i] = i % 2 ? i : -i; break;
		default: x[i] = r * r - 500000 * r; break;
		}
	}
}

/* Every quantile is what a full sort gives, and nothing is lost. */
static void
as_by_sorting(void)
{
	static const int32_t p[] = { 0, 1, 1000, 2500, 2500, 3333, 5000, 7500,
		                     9000, 9999, 10000 };
	static const ptrdiff_t ns[] = { 1, 2, 3, 9, 10, 24, 25, 26, 50, 99,
		                        100, 101, 257, N_MAX };
	int64_t x[N_MAX], sorted[N_MAX];
	uint64_t seed = 20261031;

	for (int shape = 0; shape < 8; shape++)
		for (ptrdiff_t k = 0; k < ROWS(ns); k++) {
			struct quantile q[ROWS(p)];
			ptrdiff_t n = ns[k];

			fill(x, n, shape, &seed);
			memcpy(sorted, x, sizeof sorted);
			qsort(sorted, (size_t)n, sizeof *sorted, by_value);
			quantiles_inc(x, n, p, q, ROWS(p));
			for (ptrdiff_t i = 0; i < ROWS(p); i++) {
				int64_t h = (n - 1) * p[i];
				int64_t lo = sorted[h / 10000];
				int64_t up = h % 10000 ? sorted[h / 10000 + 1]
				                       : lo;
				int64_t want = lo * 10000 +
					(up - lo) * (h % 10000);

				OK((int64_t)quantile_e4(q[i]) == want,
				   "shape %d, n %td, p %d", shape, n, p[i]);
			}
			qsort(x, (size_t)n, sizeof *x, by_value);
			OK(memcmp(x, sorted, (size_t)n * sizeof *x) == 0,
			   "shape %d, n %td: the values are still there",
			   shape, n);
		}
}

/* The middle one of three, by index. */
static ptrdiff_t
mid(const int64_t *v, ptrdiff_t a, ptrdiff_t b, ptrdiff_t c)
{
	if (v[a] > v[b]) {
		ptrdiff_t t = a;
		a = b;
		b = t;
	}
	return v[c] < v[a] ? a : v[c] > v[b] ? b : c;
}

static void
exchange(int64_t *a, int64_t *b)
{
	int64_t t = *a;

	*a = *b;
	*b = t;
}

/*
 * An order in which a selection that trusts its nine samples takes away a few
 * values a round: played backwards, giving the least values that are left to
 * whatever places will be looked at.  at[] follows where each value began.
 */
static void
defeat_samples(int64_t *x, int64_t *v, int64_t *at, ptrdiff_t n)
{
	int64_t next = 1;
	ptrdiff_t lo = 0;

	for (ptrdiff_t i = 0; i < n; i++) {
		v[i] = INT64_MAX;
		at[i] = i;
	}
	while (n - lo > 24) {
		ptrdiff_t s = (n - lo) / 8, place[9];

		for (int k = 0; k < 9; k++) {
			place[k] = k < 8 ? lo + k * s : n - 1;
			if (v[place[k]] == INT64_MAX)
				v[place[k]] = next++;
		}
		int64_t pivot = v[mid(v, mid(v, place[0], place[1], place[2]),
		                      mid(v, place[3], place[4], place[5]),
		                      mid(v, place[6], place[7], place[8]))];
		ptrdiff_t i = lo, j = n - 1;
		while (i <= j) {
			while (v[i] < pivot)
				i++;
			while (v[j] > pivot)
				j--;
			if (i <= j) {
				exchange(&v[i], &v[j]);
				exchange(&at[i++], &at[j--]);
			}
		}
		lo = i;
	}
	for (ptrdiff_t i = 0; i < n; i++)
		x[at[i]] = v[i] == INT64_MAX ? next++ : v[i];
}

/* With samples alone each of these would take 4,000 rounds over what is left;
 * the bound on them leaves 44 and a sort of the rest. */
static void
worst_order(void)
{
	enum { N = 20000, TIMES = 50 };
	struct arena mem = mem_arena();
	int64_t *x = NEW(&mem, N, int64_t), *copy = NEW(&mem, N, int64_t);

	defeat_samples(x, NEW(&mem, N, int64_t), NEW(&mem, N, int64_t), N);
	for (int i = 0; i < TIMES; i++) {
		memcpy(copy, x, N * sizeof *x);
		struct quantile q = quantile_inc(copy, N, 9999);
		OK(q.lo == 19998 && q.hi == 19999 && q.part == 1,
		   "P99.99 of 1..20000 is 19998.0001: %lld, %lld, %d",
		   (long long)q.lo, (long long)q.hi, q.part);
	}
	arena_free(&mem);
}

const struct unit_test suite_quantile[] = {
	TEST(facts), TEST(rounded_once), TEST(as_by_sorting),
	TEST(worst_order), END,
};
