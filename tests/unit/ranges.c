/* SPDX-License-Identifier: MIT */
/* Ranges of values. */
#include "analyse/ranges.h"

#include "unit.h"

static void
even_ranges(void)
{
	int64_t sample[1000];
	int n[4] = { 0 };
	struct ranges r;

	for (int i = 0; i < 1000; i++)        /* 0 .. 999, shuffled */
		sample[i] = i * 7 % 1000;
	r = ranges_for(sample, 1000, 4);
	OK(r.n == 4 && r.from[1] == 250 && r.from[2] == 500 &&
	   r.from[3] == 750, "a quarter each");
	for (int64_t v = 0; v < 1000; v++)
		n[range_of(&r, v)]++;
	OK(n[0] == 250 && n[1] == 250 && n[2] == 250 && n[3] == 250,
	   "and all values in them");
	OK(range_of(&r, INT64_MIN) == 0 && range_of(&r, INT64_MAX) == 3,
	   "what is less or more than any of the sample is in the outer ones");
	OK(!range_is_one(&r, 0) && !range_is_one(&r, 1), "of many values");
}

static void
common_value(void)
{
	int64_t sample[100];
	struct ranges r;
	int at;

	for (int i = 0; i < 100; i++)         /* 30 and more have 50 */
		sample[i] = i < 30 ? i : i < 75 ? 50 : i;
	r = ranges_for(sample, 100, 16);
	for (int i = 1; i < r.n; i++)
		OK(r.from[i] > r.from[i - 1], "ascending, %d", i);
	at = range_of(&r, 50);
	OK(range_is_one(&r, at) && r.from[at] == 50, "a range of its own");
	OK(range_of(&r, 51) == at + 1 && range_of(&r, 49) == at - 1,
	   "its neighbours are in others");
	OK(!range_is_one(&r, r.n - 1), "the last is open");
}

static void
no_sample(void)
{
	struct ranges r = ranges_for(NULL, 0, 256);

	OK(r.n == 1 && range_of(&r, 5) == 0 && !range_is_one(&r, 0),
	   "one range for everything");
}

const struct unit_test suite_ranges[] = {
	TEST(even_ranges), TEST(common_value), TEST(no_sample), END,
};
