/* SPDX-License-Identifier: MIT */
/* Dates as systems and people write them. */
#include "norm/values.h"

#include "mem.h"
#include "unit.h"

static void
sure(void)
{
	static const struct { const char *cell; int32_t y, m, d; } row[] = {
		{ "2026-03-31", 2026, 3, 31 }, { "2026/03/31", 2026, 3, 31 },
		{ "2019.12.01", 2019, 12, 1 }, { "2026-3-1", 2026, 3, 1 },
		{ "20260331", 2026, 3, 31 },
		{ "2015-03-02T00:00:00", 2015, 3, 2 },
		{ "2015-03-02T00:00:00Z", 2015, 3, 2 },
		{ "2015-03-02T23:59:59.999+05:30", 2015, 3, 2 },
		{ "2015-03-02 00:00:00.000", 2015, 3, 2 },
		{ "20150302093000", 2015, 3, 2 },
		{ "05-MAR-2019", 2019, 3, 5 }, { "25-Aug-2026", 2026, 8, 25 },
		{ "05 March 2019", 2019, 3, 5 }, { "31 March 2026", 2026, 3, 31 },
		{ "31st March 2026", 2026, 3, 31 },
		{ "Jan 05, 2024", 2024, 1, 5 }, { "Mar 31, 2026", 2026, 3, 31 },
		{ "Mar. 31, 2026", 2026, 3, 31 },
		{ "March 31st 2026", 2026, 3, 31 },
		{ "April 5, 2018", 2018, 4, 5 }, { "Sept 5, 2018", 2018, 9, 5 },
		{ "Tuesday, March 31, 2026", 2026, 3, 31 },
		{ "2026-Mar-31", 2026, 3, 31 },
		{ "Mar 31, 2026 11:02 PM", 2026, 3, 31 },
		{ "31.03.2026", 2026, 3, 31 }, { "01.02.2026", 2026, 2, 1 },
		{ "12.31.2026", 2026, 12, 31 },
		{ "45382", 2024, 3, 31 }, { "45382.0", 2024, 3, 31 },
		{ "45382.75", 2024, 3, 31 }, { "20000", 1954, 10, 3 },
		{ "03/2014", 2014, 3, 1 }, { "3/2014", 2014, 3, 1 },
		{ "2014-03", 2014, 3, 1 }, { "Mar 2014", 2014, 3, 1 },
		{ "2014", 2014, 1, 1 }, { "02/29/2024 ", 0, 0, 0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct date_text t = date_parse(str_of(row[i].cell));

		if (row[i].y == 0) /* a slash is never sure */
			OK(t.form == DATE_EITHER, "\"%s\"", row[i].cell);
		else
			OK(t.form == DATE_SURE && !t.two_digits &&
			   t.sure == date_of(row[i].y, row[i].m, row[i].d),
			   "\"%s\": form %d, day %d", row[i].cell, t.form,
			   t.sure);
	}
}

static void
either(void)
{
	static const struct {
		const char *cell;
		int a, b, year, two_digits;
	} row[] = {
		{ "09/22/1986", 9, 22, 1986, 0 }, { "6/10/13", 6, 10, 13, 1 },
		{ "10/24/79", 10, 24, 79, 1 }, { "03-25-2019", 3, 25, 2019, 0 },
		{ "4/27/2021 11:02:10", 4, 27, 2021, 0 },
		{ "4/27/2021 11:02:10 AM", 4, 27, 2021, 0 },
		{ "31/12/2020", 31, 12, 2020, 0 }, { "1/2/2020", 1, 2, 2020, 0 },
		{ "1 / 2 / 2020", 1, 2, 2020, 0 },
		{ "02/29/00", 2, 29, 0, 1 }, { "03312026", 3, 31, 2026, 0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct date_text t = date_parse(str_of(row[i].cell));

		OK(t.form == DATE_EITHER && t.a == row[i].a &&
		   t.b == row[i].b && t.year == row[i].year &&
		   t.two_digits == row[i].two_digits,
		   "\"%s\": form %d, %d, %d, %d", row[i].cell, t.form, t.a, t.b,
		   t.year);
	}
}

static void
none(void)
{
	static const char *const empty[] = {
		"", " ", "N/A", "-", "nan", "NaT", "00/00/0000", "0000-00-00",
		"0", "00000000", "9999-12-31", "12/31/9999", "12/31/2999",
		"31/12/2999", "1900-01-01", "1/1/1900", "1/0/1900", "1900",
		"01/01/0001", "31-DEC-4712", "99/99/9999", "99999999",
		"0000-00-00 00:00:00", "9999-12-31T00:00:00",
	};
	static const char *const wrong[] = {
		"02/30/2021", "13/13/2020", "2021-02-29", "2021-13-01",
		"31-APR-2021", "02/29/01", "29/02/1900", "99/88/7777",
		"hello", "March", "Mar 31", "31 March", "14-Mar", "3/14",
		"12/345/2020", "1/2/345", "1/2/20203", "1/2-2020", "1 2 2020",
		"2020-1/2", "20200230", "123456", "202603", "19999", "80001",
		"45382.x", "2026-03-31 25:00", "2026-03-31 11:60",
		"2026-03-31 noon", "2026-03-31 11:02 XX", "2026-03-31-01",
		"1/2/2020 3", "**/**/****", "=1+1", "1/2/0020", "1/1/2500",
		"0050", "3000", "Mar 31 2026 2027", "Tuesday", "Foo 3, 2020",
		"Mar Mar 2020", "1/2/2020\xFF", "100000000000000000000",
		"-2020-01-01", "2020-01-01x",
	};

	for (ptrdiff_t i = 0; i < ROWS(empty); i++)
		OK(date_parse(str_of(empty[i])).form == DATE_EMPTY, "\"%s\": %d",
		   empty[i], date_parse(str_of(empty[i])).form);
	for (ptrdiff_t i = 0; i < ROWS(wrong); i++)
		OK(date_parse(str_of(wrong[i])).form == DATE_BAD, "\"%s\": %d",
		   wrong[i], date_parse(str_of(wrong[i])).form);
}

static void
order(void)
{
	static const struct {
		const char *why, *cell[4];
		int64_t first, second, either;
		bool day_first;
	} row[] = {
		{ "nothing seen", { 0 }, 0, 0, 0, false },
		{ "nothing decides", { "1/2/2020", "3/4/2020" }, 0, 0, 2, false },
		{ "a day over 12 first", { "1/2/2020", "31/1/2020" }, 1, 0, 1,
		  true },
		{ "a day over 12 second", { "1/2/2020", "1/31/2020" }, 0, 1, 1,
		  false },
		{ "one speaks against it", { "31/1/2020", "1/31/2020" }, 1, 1, 0,
		  false },
		{ "the same either way says nothing", { "2/2/2020" }, 0, 0, 0,
		  false },
		{ "ISO, bad and empty say nothing",
		  { "2020-01-31", "1/32/2020", "" }, 0, 0, 0, false },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct date_order o = { 0, 0, 0 };

		for (int k = 0; k < 4 && row[i].cell[k]; k++) {
			struct date_text t = date_parse(str_of(row[i].cell[k]));

			date_order_add(&o, &t);
		}
		OK(o.first_over_12 == row[i].first &&
		   o.second_over_12 == row[i].second &&
		   o.either == row[i].either &&
		   date_order_day_first(&o) == row[i].day_first, "%s",
		   row[i].why);
	}
}

static void
decide(void)
{
	static const struct {
		const char *cell;
		bool day_first;
		const char *pivot, *want;
	} row[] = {
		{ "1/2/2020", false, "2026-10-31", "2020-01-02" },
		{ "1/2/2020", true, "2026-10-31", "2020-02-01" },
		{ "1/31/2020", true, "2026-10-31", "2020-01-31" },
		{ "31/1/2020", false, "2026-10-31", "2020-01-31" },
		{ "1/2/2030", false, "2026-10-31", "2030-01-02" },
		{ "6/10/13", false, "2026-10-31", "2013-06-10" },
		{ "10/24/79", false, "2026-10-31", "1979-10-24" },
		{ "10/31/26", false, "2026-10-31", "2026-10-31" },
		{ "11/01/26", false, "2026-10-31", "1926-11-01" },
		{ "11/01/26", false, "2046-10-31", "2026-11-01" },
		{ "31-DEC-99", false, "2026-10-31", "1999-12-31" },
		{ "2/29/00", false, "2026-10-31", "2000-02-29" },
		{ "2/29/00", false, "1999-12-31", "" },
		{ "05-MAR-19", false, "2026-10-31", "2019-03-05" },
		{ "2020-01-31", true, "2010-01-01", "2020-01-31" },
		{ "", false, "2026-10-31", "" },
		{ "2/30/2020", false, "2026-10-31", "" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct date_text t = date_parse(str_of(row[i].cell));
		struct str got = date_str(&a, date_decide(
			&t, row[i].day_first, date_iso(str_of(row[i].pivot))));

		OK(str_eq(got, str_of(row[i].want)), "\"%s\": %.*s, not %s",
		   row[i].cell, FMT(got), row[i].want);
	}
	arena_free(&a);
}

/* Every day of two centuries in every form with a full year. */
static void
every_day(void)
{
	static const char *const name[][2] = {
		{ "Jan", "January" }, { "Feb", "February" }, { "Mar", "March" },
		{ "Apr", "April" }, { "May", "May" }, { "Jun", "June" },
		{ "Jul", "July" }, { "Aug", "August" }, { "Sep", "September" },
		{ "Oct", "October" }, { "Nov", "November" },
		{ "Dec", "December" },
	};
	struct arena a = mem_arena();
	date last = date_of(2100, 12, 31);

	for (date x = date_of(1900, 1, 2); x <= last; x++) {
		struct arena_mark m = arena_mark(&a);
		struct ymd c = date_ymd(x);
		int y = c.year, mo = c.month, d = c.day;
		const char *abc = name[mo - 1][0], *full = name[mo - 1][1];
		struct str form[] = {
			str_fmt(&a, "%04d-%02d-%02d", y, mo, d),
			str_fmt(&a, "%02d/%02d/%04d", mo, d, y),
			str_fmt(&a, "%d/%d/%04d", mo, d, y),
			str_fmt(&a, "%02d-%02d-%04d", mo, d, y),
			str_fmt(&a, "%04d/%d/%d", y, mo, d),
			str_fmt(&a, "%04d.%02d.%02d", y, mo, d),
			str_fmt(&a, "%04d%02d%02d", y, mo, d),
			str_fmt(&a, "%02d.%02d.%04d", d, mo, y),
			str_fmt(&a, "%02d-%s-%04d", d, abc, y),
			str_fmt(&a, "%s %02d, %04d", abc, d, y),
			str_fmt(&a, "%d %s %04d", d, full, y),
			str_fmt(&a, "%04d-%02d-%02dT00:00:00", y, mo, d),
			str_fmt(&a, "%d/%d/%d 11:02:10", mo, d, y),
			str_fmt(&a, "%d", x + 25569),
		};

		for (ptrdiff_t i = 0; i < ROWS(form); i++) {
			struct date_text t = date_parse(form[i]);

			if (i == ROWS(form) - 1 && x + 25569 < 20000)
				continue; /* too small for a serial day */
			OK(date_decide(&t, false, DATE_NONE) == x,
			   "%.*s: form %d", FMT(form[i]), t.form);
		}
		arena_rewind(&a, m);
	}
	arena_free(&a);
}

const struct unit_test suite_values_date[] = {
	TEST(sure), TEST(either), TEST(none), TEST(order), TEST(decide),
	TEST(every_day), END
};
