/* SPDX-License-Identifier: MIT */
/* Lengths of time as people write them. */
#include "norm/values.h"

#include "unit.h"

static void
lengths(void)
{
	static const struct {
		const char *cell;
		int32_t millimonths;
		uint8_t flags;
	} row[] = {
		{ "7", 84000, 0 }, { "7.5", 90000, 0 }, { "7,5", 90000, 0 },
		{ "0", 0, 0 }, { "12.3", 147600, 0 }, { ".5", 6000, 0 },
		{ "7 yrs", 84000, 0 }, { "7 yr.", 84000, 0 },
		{ "7-year", 84000, 0 }, { "8y 7m", 103000, 0 },
		{ "7yr6mo", 90000, 0 }, { "7 years, 6 months", 90000, 0 },
		{ "7 years and 6 months", 90000, 0 },
		{ "7 year(s), 6 month(s), 0 day(s)", 90000, 0 },
		{ "171 months", 171000, 0 }, { "90 months", 90000, 0 },
		{ "18 mos", 18000, 0 }, { "two years", 24000, 0 },
		{ "5 years of experience", 60000, 0 },
		{ "5 years' experience", 60000, 0 },
		{ "about 5", 60000, 0 }, { "~5 yrs exp.", 60000, 0 },
		/* a year is 365.25 days: 1461 days are four */
		{ "1461 days", 48000, 0 }, { "1461 weeks", 336000, 0 },
		{ "1/2", 6000, 0 }, { "3/4 year", 9000, 0 },
		{ "1/3", 4000, 0 }, { "1 1/2", 18000, 0 },
		{ "\xC2\xBD", 6000, 0 }, { "1\xC2\xBD years", 18000, 0 },
		{ "10+", 120000, YEARS_PLUS }, { "20+", 240000, YEARS_PLUS },
		{ "10+ years", 120000, YEARS_PLUS },
		{ "10 years +", 120000, YEARS_PLUS },
		{ "20 plus", 240000, YEARS_PLUS },
		{ "over 20", 240000, YEARS_PLUS },
		{ "> 20", 240000, YEARS_PLUS }, { ">=20", 240000, YEARS_PLUS },
		{ "more than 10 years", 120000, YEARS_PLUS },
		{ "41 years or more", 492000, YEARS_PLUS },
		{ "20 and up", 240000, YEARS_PLUS },
		{ "min. 2 yrs", 24000, YEARS_PLUS },
		{ "5-7", 72000, YEARS_RANGE },
		{ "5-7 years", 72000, YEARS_RANGE },
		{ "8 - 10 years", 108000, YEARS_RANGE },
		{ "5\xE2\x80\x93" "7", 72000, YEARS_RANGE },
		{ "5 to 7 yrs", 72000, YEARS_RANGE },
		{ "between 5 and 7 years", 72000, YEARS_RANGE },
		{ "6-18 months", 12000, YEARS_RANGE },
		{ "6 months - 1 year", 9000, YEARS_RANGE },
		{ "1 - 2 years 6 months", 21000, YEARS_RANGE },
		{ "at least 2-3 years", 30000, YEARS_RANGE | YEARS_PLUS },
		{ "<1", 6000, YEARS_LESS }, { "< 1 year", 6000, YEARS_LESS },
		{ "less than 1", 6000, YEARS_LESS },
		{ "1 year or less", 6000, YEARS_LESS },
		{ "under 6 months", 3000, YEARS_LESS },
		{ "up to 2", 12000, YEARS_LESS },
		{ "New Grad", 0, YEARS_WORD }, { "entry", 0, YEARS_WORD },
		{ "Entry-Level", 0, YEARS_WORD },
		{ "no experience", 0, YEARS_WORD },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct years_text y = years_parse(str_of(row[i].cell));

		OK(y.state == VALUE_OK && y.since == DATE_NONE &&
		   y.millimonths == row[i].millimonths &&
		   y.flags == row[i].flags, "\"%s\": state %d, %d, flags %d",
		   row[i].cell, y.state, y.millimonths, y.flags);
	}
}

static void
since(void)
{
	static const struct { const char *cell; int32_t y, m, d; } row[] = {
		{ "since 2014", 2014, 1, 1 }, { "Since 03/2014", 2014, 3, 1 },
		{ "since Mar 2014", 2014, 3, 1 },
		{ "since 2014-03-15", 2014, 3, 15 },
		{ "since 3/15/2014", 2014, 3, 15 },
		{ "2014 - present", 2014, 1, 1 },
		{ "03/2014 to present", 2014, 3, 1 },
		{ "2014-now", 2014, 1, 1 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct years_text y = years_parse(str_of(row[i].cell));

		OK(y.state == VALUE_OK && y.flags == YEARS_SINCE &&
		   y.since == date_of(row[i].y, row[i].m, row[i].d),
		   "\"%s\": state %d, day %d, flags %d", row[i].cell, y.state,
		   y.since, y.flags);
	}
}

static void
no_lengths(void)
{
	static const struct { const char *cell; enum value_state want; } row[] = {
		{ "", VALUE_EMPTY }, { "N/A", VALUE_EMPTY },
		{ "nan", VALUE_EMPTY }, { "**", VALUE_MASKED },
		{ "many", VALUE_UNREADABLE }, { "years", VALUE_UNREADABLE },
		{ "No", VALUE_UNREADABLE }, { "-3", VALUE_UNREADABLE },
		{ "7-5", VALUE_UNREADABLE }, { "5-", VALUE_UNREADABLE },
		{ "1-2-3", VALUE_UNREADABLE }, { "7 years 6", VALUE_UNREADABLE },
		{ "6 months 7 years", VALUE_UNREADABLE },
		{ "7 years 6 years", VALUE_UNREADABLE },
		{ "7-May", VALUE_UNREADABLE }, { "5 7", VALUE_UNREADABLE },
		{ "1/2/2014", VALUE_UNREADABLE }, { "01/02", VALUE_UNREADABLE },
		{ "3/2", VALUE_UNREADABLE }, { "1/0", VALUE_UNREADABLE },
		{ "less than 5 or more", VALUE_UNREADABLE },
		{ "since", VALUE_UNREADABLE }, { "since then", VALUE_UNREADABLE },
		{ "since 14", VALUE_UNREADABLE }, { "present", VALUE_UNREADABLE },
		{ "10001 years", VALUE_UNREADABLE },
		{ "99999999999999999999", VALUE_UNREADABLE },
		{ "5 \xF0\x9F\x98\x80", VALUE_UNREADABLE },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct years_text y = years_parse(str_of(row[i].cell));

		OK(y.state == row[i].want && y.millimonths == 0 &&
		   y.since == DATE_NONE, "\"%s\": state %d, %d",
		   row[i].cell, y.state, y.millimonths);
	}
}

const struct unit_test suite_values_years[] = {
	TEST(lengths), TEST(since), TEST(no_lengths), END
};
