/* SPDX-License-Identifier: MIT */
/* Days as numbers; the facts can be checked in a calendar or spreadsheet. */
#include "base/date.h"

#include "mem.h"
#include "unit.h"

static void
days(void)
{
	static const struct { const char *why; int y, m, d; date want; }
	row[] = {
		{ "day 0",                       1970, 1, 1,   0 },
		{ "the day before",              1969, 12, 31, -1 },
		{ "30 years, 7 leap days",       2000, 1, 1,   10957 },
		{ "a leap day of a century",     2000, 2, 29,  11016 },
		{ "a century without one",       1900, 2, 29,  DATE_NONE },
		{ "Excel's serial 45382 - 25569", 2024, 3, 31, 19813 },
		{ "the first day of all",        1, 1, 1,      -719162 },
		{ "the last day of all",         9999, 12, 31, 2932896 },
		{ "no year 0",                   0, 12, 31,    DATE_NONE },
		{ "no year 10000",               10000, 1, 1,  DATE_NONE },
		{ "30 February",                 2021, 2, 30,  DATE_NONE },
		{ "29 February of another year", 2021, 2, 29,  DATE_NONE },
		{ "31 April",                    2021, 4, 31,  DATE_NONE },
		{ "month 13",                    2021, 13, 1,  DATE_NONE },
		{ "month 0",                     2021, 0, 1,   DATE_NONE },
		{ "day 0 of a month",            2021, 1, 0,   DATE_NONE },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(date_of(row[i].y, row[i].m, row[i].d) == row[i].want, "%s",
		   row[i].why);
}

/* Every day of 10,000 years, counted beside the functions. */
static void
every_day(void)
{
	date want = -719162;
	bool good = true;

	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= date_month_days(y, m); d++) {
				struct ymd back = date_ymd(want);

				good = good && date_of(y, m, d) == want &&
				       back.year == y && back.month == m &&
				       back.day == d;
				want++;
			}
	OK(good && want == 2932897, "there and back");
}

static void
months(void)
{
	static const struct { const char *from; int n; const char *want; }
	row[] = {
		{ "2024-01-31", 1, "2024-02-29" },
		{ "2023-01-31", 1, "2023-02-28" },
		{ "2024-02-29", 24, "2026-02-28" },
		{ "2024-02-29", 48, "2028-02-29" },
		{ "2024-03-31", -1, "2024-02-29" },
		{ "2024-12-15", 1, "2025-01-15" },
		{ "2024-01-15", -1, "2023-12-15" },
		{ "2024-01-15", 0, "2024-01-15" },
		{ "0001-01-01", -1, "" },
		{ "9999-12-31", 1, "" },
		{ "9999-11-30", 1, "9999-12-30" },
		{ "2024-01-15", INT32_MAX, "" },
		{ "2024-01-15", INT32_MIN, "" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		date d = date_iso(str_of(row[i].from));
		struct str got = date_str(&a, date_add_months(d, row[i].n));

		OK(str_eq(got, str_of(row[i].want)), "%s and %d months: %s",
		   row[i].from, row[i].n, got.s);
	}
	arena_free(&a);
}

static void
between(void)
{
	static const struct { const char *from, *to; int want; } row[] = {
		{ "2024-01-31", "2024-02-29", 1 }, /* its anniversary */
		{ "2024-01-31", "2024-02-28", 0 },
		{ "2023-01-15", "2024-01-15", 12 },
		{ "2023-01-15", "2024-01-14", 11 },
		{ "2020-02-29", "2021-02-28", 12 },
		{ "2020-02-29", "2024-02-28", 47 },
		{ "2024-05-01", "2024-05-01", 0 },
		{ "2024-05-02", "2024-05-01", 0 },
		{ "2024-05-02", "2014-05-01", 0 },
		{ "0001-01-01", "9999-12-31", 119987 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(date_months_between(date_iso(str_of(row[i].from)),
		                       date_iso(str_of(row[i].to))) ==
		   row[i].want, "%s to %s", row[i].from, row[i].to);
}

static void
month_ends(void)
{
	static const struct { const char *d, *want; } row[] = {
		{ "2024-02-01", "2024-02-29" }, { "2023-02-28", "2023-02-28" },
		{ "2024-12-31", "2024-12-31" }, { "2024-04-30", "2024-04-30" },
		{ "9999-12-01", "9999-12-31" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		date d = date_month_end(date_iso(str_of(row[i].d)));

		OK(str_eq(date_str(&a, d), str_of(row[i].want)), "%s",
		   row[i].d);
	}
	arena_free(&a);
}

static void
iso(void)
{
	static const struct { const char *s; bool ok; } row[] = {
		{ "2026-10-31", true },  { "2026-10-32", false },
		{ "2026-1-31", false },  { "2026/10/31", false },
		{ "26-10-31", false },   { "2026-10-31 ", false },
		{ " 026-10-31", false }, { "-026-10-31", false },
		{ "2026-1a-31", false }, { "", false }, { "20261031", false },
		{ "0000-01-01", false }, { "2026-+1-31", false },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str s = str_of(row[i].s);
		date d = date_iso(s);

		OK((d != DATE_NONE) == row[i].ok, "\"%.*s\"", FMT(s));
		OK(!row[i].ok || str_eq(date_str(&a, d), s),
		   "\"%.*s\" prints as it came", FMT(s));
	}
	OK(date_str(&a, DATE_NONE).len == 0, "no date is no text");
	arena_free(&a);
}

const struct unit_test suite_date[] = {
	TEST(days), TEST(every_day), TEST(months), TEST(between),
	TEST(month_ends), TEST(iso), END,
};
