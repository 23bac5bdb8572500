/* SPDX-License-Identifier: MIT */
/* Shares of full time, and plain numbers. */
#include "norm/values.h"

#include "mem.h"
#include "unit.h"

static void
shares(void)
{
	static const struct { const char *cell; int32_t e4; } row[] = {
		{ "1.0", 10000 }, { "1", 10000 }, { "0.5", 5000 },
		{ ".5", 5000 }, { "0,5", 5000 }, { "0,500", 5000 },
		{ "1,000", 10000 }, { "50 %", 5000 }, { "50", 5000 },
		{ "100%", 10000 }, { "100", 10000 }, { "1/2", 5000 },
		{ "1 / 3", 3333 }, { "2/3", 6667 }, { "0.5 FTE", 5000 },
		{ "\xC2\xBD", 5000 }, { "2", 20000 }, { "2.5", 250 },
		{ "200%", 20000 }, { "0.5%", 50 }, { "0.33333", 3333 },
	};
	static const struct { const char *cell; enum value_state want; } no[] = {
		{ "", VALUE_EMPTY }, { "n/a", VALUE_EMPTY },
		{ "**", VALUE_MASKED }, { "0", VALUE_UNREADABLE },
		{ "0%", VALUE_UNREADABLE }, { "-1", VALUE_UNREADABLE },
		{ "201%", VALUE_UNREADABLE }, { "40 hrs", VALUE_UNREADABLE },
		{ "201", VALUE_UNREADABLE }, { "1/0", VALUE_UNREADABLE },
		{ "5/2", VALUE_UNREADABLE }, { "full", VALUE_UNREADABLE },
		{ "1/2/3", VALUE_UNREADABLE }, { "5%%", VALUE_UNREADABLE },
		{ "0.00001", VALUE_UNREADABLE },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct share_text s = share_parse(str_of(row[i].cell));

		OK(s.state == VALUE_OK && s.e4 == row[i].e4, "\"%s\": %d, %d",
		   row[i].cell, s.state, s.e4);
	}
	for (ptrdiff_t i = 0; i < ROWS(no); i++) {
		struct share_text s = share_parse(str_of(no[i].cell));

		OK(s.state == no[i].want && s.e4 == 0, "\"%s\": %d, %d",
		   no[i].cell, s.state, s.e4);
	}
}

static void
numbers(void)
{
	static const struct { const char *cell; int64_t e4; } row[] = {
		{ "40", 400000 }, { "37.5", 375000 }, { "37,5", 375000 },
		{ "2,080", 20800000 }, { "2,080 hrs", 20800000 },
		{ "40 hours", 400000 }, { "40h", 400000 },
		{ "40 hrs/week", 400000 }, { "40 hours per week", 400000 },
		{ "12.5 CEUs", 125000 }, { "10 contact hours", 100000 },
		{ "37:30", 375000 }, { "37:20", 373333 }, { "-4", -40000 },
		{ "+4", 40000 }, { "0", 0 },
	};
	static const struct { const char *cell; enum value_state want; } no[] = {
		{ "", VALUE_EMPTY }, { "TBD", VALUE_EMPTY },
		{ "see note", VALUE_UNREADABLE }, { "13.62/hr", VALUE_UNREADABLE },
		{ "80 biweekly", VALUE_UNREADABLE }, { "50%", VALUE_UNREADABLE },
		{ "37:60", VALUE_UNREADABLE }, { "37:5", VALUE_UNREADABLE },
		{ "37.5:30", VALUE_UNREADABLE }, { "10 of 60", VALUE_UNREADABLE },
		{ "--4", VALUE_UNREADABLE }, { "-", VALUE_EMPTY },
		{ "1000000000000:30", VALUE_UNREADABLE },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct number_text n = number_parse(str_of(row[i].cell));

		OK(n.state == VALUE_OK && n.e4 == row[i].e4, "\"%s\": %d, %lld",
		   row[i].cell, n.state, (long long)n.e4);
	}
	for (ptrdiff_t i = 0; i < ROWS(no); i++) {
		struct number_text n = number_parse(str_of(no[i].cell));

		OK(n.state == no[i].want && n.e4 == 0, "\"%s\": %d, %lld",
		   no[i].cell, n.state, (long long)n.e4);
	}
}

/* What decimal_str prints, number_parse reads. */
static void
printed(void)
{
	struct arena a = mem_arena();
	uint64_t x = 88172645463325252;

	for (int i = 0; i < 20000; i++) {
		struct arena_mark m = arena_mark(&a);

		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		int64_t v = (int64_t)(x >> 1) % (MONEY_MAX + 1) >> x % 40;
		if (i % 3 == 0)
			v = -v;
		struct str s = decimal_str(&a, v, 4, 4, i % 2);
		struct number_text n = number_parse(s);

		OK(n.state == VALUE_OK && n.e4 == v, "%.*s: %lld", FMT(s),
		   (long long)n.e4);
		arena_rewind(&a, m);
	}
	arena_free(&a);
}

const struct unit_test suite_values[] = {
	TEST(shares), TEST(numbers), TEST(printed), END
};
