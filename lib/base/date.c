/* SPDX-License-Identifier: MIT */
#include "base/date.h"

static bool
leap(int32_t y)
{
	return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

int32_t
date_month_days(int32_t year, int32_t month)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30,
		                       31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && leap(year));
}

/*
 * Days before a civil date: years start in March, so that the leap day is the
 * last of its year (the usual trick; 719468 is the count up to 1970-01-01).
 */
date
date_of(int32_t year, int32_t month, int32_t day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > date_month_days(year, month))
		return DATE_NONE;
	int32_t y = year - (month <= 2);
	int32_t era = y / 400, yoe = y % 400;
	int32_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

struct ymd
date_ymd(date d)
{
	int32_t z = d + 719468, era = z / 146097, doe = z % 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;
	struct ymd r = { .day = doy - (153 * mp + 2) / 5 + 1,
		         .month = mp < 10 ? mp + 3 : mp - 9 };

	r.year = yoe + era * 400 + (r.month <= 2);
	return r;
}

date
date_add_months(date d, int32_t n)
{
	struct ymd a = date_ymd(d);
	int64_t m = (int64_t)a.year * 12 + a.month - 1 + n;

	if (m < 12 || m >= 10000 * 12)
		return DATE_NONE;
	int32_t year = (int32_t)m / 12, month = (int32_t)m % 12 + 1;
	int32_t last = date_month_days(year, month);
	return date_of(year, month, a.day < last ? a.day : last);
}

date
date_month_end(date d)
{
	struct ymd a = date_ymd(d);

	return d + date_month_days(a.year, a.month) - a.day;
}

int32_t
date_months_between(date from, date to)
{
	if (to <= from)
		return 0;
	struct ymd a = date_ymd(from), b = date_ymd(to);
	int32_t n = (b.year - a.year) * 12 + b.month - a.month;

	return date_add_months(from, n) > to ? n - 1 : n;
}

/* n digits at s, or -1. */
static int32_t
digits(const char *s, int n)
{
	int32_t v = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

date
date_iso(struct str s)
{
	if (s.len != 10 || s.s[4] != '-' || s.s[7] != '-')
		return DATE_NONE;
	return date_of(digits(s.s, 4), digits(s.s + 5, 2), digits(s.s + 8, 2));
}

struct str
date_str(struct arena *a, date d)
{
	if (d == DATE_NONE)
		return STR("");
	struct ymd c = date_ymd(d);
	int32_t n = c.year * 10000 + c.month * 100 + c.day;
	char *p = NEW(a, sizeof "2026-10-31", char);

	for (int i = 9; i >= 0; i--) { /* without a format: there are many */
		if (i == 4 || i == 7) {
			p[i] = '-';
			continue;
		}
		p[i] = (char)('0' + n % 10);
		n /= 10;
	}
	return (struct str){ p, 10 };
}
