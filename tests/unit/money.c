/* SPDX-License-Identifier: MIT */
/* Decimal numbers as integers, and division that rounds once. */
#include "base/money.h"

#include "mem.h"
#include "unit.h"

static void
parse(void)
{
	static const struct {
		const char *s;
		int places;
		bool ok;
		int64_t want;
	} row[] = {
		{ "13.62", 4, true, 136200 },
		{ "13.62", 2, true, 1362 },
		{ "13.62", 1, false, 0 },
		{ "13.60", 1, true, 136 },          /* zeros do no harm */
		{ "2080", 0, true, 2080 },
		{ "2080.0", 0, true, 2080 },
		{ "-7", 2, true, -700 },
		{ "+7.5", 2, true, 750 },
		{ ".5", 2, true, 50 },
		{ "5.", 2, true, 500 },
		{ "0", 4, true, 0 },
		{ "-0", 4, true, 0 },
		{ "007", 0, true, 7 },
		{ "9223372036854775807", 0, true, INT64_MAX },
		{ "-9223372036854775807", 0, true, -INT64_MAX },
		{ "9223372036854775808", 0, false, 0 },
		{ "922337203685477.5807", 4, true, INT64_MAX },
		{ "922337203685477.5808", 4, false, 0 },
		{ "922337203685478", 4, false, 0 },
		{ "99999999999999999999", 0, false, 0 },
		{ "", 0, false, 0 },
		{ "-", 0, false, 0 },
		{ ".", 2, false, 0 },
		{ "-.", 2, false, 0 },
		{ "1.2.3", 4, false, 0 },
		{ "--1", 0, false, 0 },
		{ "+-1", 0, false, 0 },
		{ "1-", 0, false, 0 },
		{ " 1", 0, false, 0 },
		{ "1 ", 0, false, 0 },
		{ "1,000", 0, false, 0 },
		{ "1e3", 0, false, 0 },
		{ "0x10", 0, false, 0 },
		{ "20x80", 0, false, 0 },
		{ "nan", 4, false, 0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		int64_t got = 77;
		bool ok = decimal_parse(str_of(row[i].s), row[i].places, &got);

		OK(ok == row[i].ok, "\"%s\" with %d places", row[i].s,
		   row[i].places);
		OK(got == (row[i].ok ? row[i].want : 77), "\"%s\": %lld",
		   row[i].s, (long long)got);
	}
}

static void
print(void)
{
	static const struct {
		int64_t v;
		int places, shown;
		bool commas;
		const char *want;
	} row[] = {
		{ 283296000, 4, 2, true, "28,329.60" },
		{ 283296000, 4, 2, false, "28329.60" },
		{ 283296000, 4, 4, false, "28329.6000" },
		{ 283296000, 4, 0, true, "28,330" },      /* rounded */
		{ 0, 4, 2, true, "0.00" },
		{ 0, 0, 0, false, "0" },
		{ 5, 2, 2, false, "0.05" },
		{ -5, 2, 2, false, "-0.05" },
		{ 49, 4, 2, false, "0.00" },
		{ -49, 4, 2, false, "0.00" },             /* never -0.00 */
		{ 50, 4, 2, false, "0.01" },              /* halves go away */
		{ -50, 4, 2, false, "-0.01" },            /* from zero */
		{ 99995, 4, 3, false, "10.000" },
		{ 123, 0, 0, true, "123" },
		{ 1234, 0, 0, true, "1,234" },
		{ 123456, 0, 0, true, "123,456" },
		{ -1234567, 0, 0, true, "-1,234,567" },
		{ 12, 0, 3, true, "12.000" },             /* more than known */
		{ INT64_MAX, 4, 4, true, "922,337,203,685,477.5807" },
		{ INT64_MIN, 0, 0, true, "-9,223,372,036,854,775,808" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = decimal_str(&a, row[i].v, row[i].places,
		                             row[i].shown, row[i].commas);

		OK(str_eq(got, str_of(row[i].want)), "%s, not %s", got.s,
		   row[i].want);
	}
	arena_free(&a);
}

static void
rounding(void)
{
	static const struct { int64_t a, b, c, want; } row[] = {
		{ 7, 1, 2, 4 },   { -7, 1, 2, -4 },  /* 3.5 */
		{ 5, 1, 2, 3 },   { -5, 1, 2, -3 },  /* 2.5 */
		{ 1, 1, 3, 0 },   { 2, 1, 3, 1 },    { -2, 1, 3, -1 },
		{ 0, 9, 7, 0 },   { 6, 4, 8, 3 },
		{ INT64_MAX, 2, 2, INT64_MAX },
		{ INT64_MAX, 1000000, 1000000, INT64_MAX },
		{ INT64_MAX, -1, 1, -INT64_MAX },
		{ 283296000, 100, 208000, 136200 },  /* 28,329.60 / 2080 h */
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(muldiv(row[i].a, row[i].b, row[i].c) == row[i].want,
		   "%lld x %lld / %lld", (long long)row[i].a,
		   (long long)row[i].b, (long long)row[i].c);
	OK(money_hourly(283296000, 208000) == 136200, "13.62 an hour");
	OK(money_hourly(MONEY_NONE, 208000) == MONEY_NONE, "no figure");
}

const struct unit_test suite_money[] = {
	TEST(parse), TEST(print), TEST(rounding), END,
};
