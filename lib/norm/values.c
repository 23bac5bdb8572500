/* SPDX-License-Identifier: MIT */
/* The small values: bases of pay, shares, plain numbers. */
#include "norm/scan.h"

const int16_t pay_periods[BASIS_N] = {
	[BASIS_DAY] = 260, [BASIS_WEEK] = 52, [BASIS_BIWEEK] = 26,
	[BASIS_SEMIMONTH] = 24, [BASIS_MONTH] = 12, [BASIS_YEAR] = 1,
};

const char *const pay_basis_name[BASIS_N] = {
	[BASIS_NONE] = "none", [BASIS_HOUR] = "hour", [BASIS_DAY] = "day",
	[BASIS_WEEK] = "week", [BASIS_BIWEEK] = "biweek",
	[BASIS_SEMIMONTH] = "semimonth", [BASIS_MONTH] = "month",
	[BASIS_YEAR] = "year",
};

/*
 * "1/2": the second number at p, which stands after the stroke; the share in
 * ten-thousandths, or -1.
 */
static int64_t
fraction(struct scan_number over, const char *p)
{
	struct scan_number under;
	const char *end = scan_number(p, MARK_DECIMAL, &under);

	if (!end || *end || over.scale || under.scale || under.v == 0 ||
	    under.v > 100 || over.v > 2 * under.v)
		return -1;
	return (over.v * MONEY_UNIT * 2 + under.v) / (2 * under.v);
}

struct share_text
share_parse(struct str cell)
{
	struct share_text r = { .state = VALUE_UNREADABLE };
	struct scan sc;
	struct scan_number x;
	int64_t e4;

	if (!scan_fold(&sc, cell))
		return r;
	enum value_state state = scan_state(&sc);
	if (state != VALUE_OK) {
		r.state = (uint8_t)state;
		return r;
	}
	/* no FTE is in thousands: "0,500" and "1,000" have decimals */
	const char *p = scan_number(sc.s, MARK_DECIMAL, &x);
	if (sc.s[0] == SCAN_HALF) {
		x = (struct scan_number){ 5, 1, SAYS_NO_MARK };
		p = sc.s + 1;
	}
	if (!p || !scan_e4(x, &e4))
		return r;
	p = scan_skip(p);
	if (*p == '/') {
		e4 = fraction(x, scan_skip(p + 1));
	} else if (*p == '%') {
		x.scale += 2;
		if (scan_skip(p + 1)[0] || !scan_e4(x, &e4))
			return r;
	} else if (*p && strcmp(p, "fte") != 0) {
		return r;
	} else if (e4 > 2 * MONEY_UNIT) {
		x.scale += 2;
		if (!scan_e4(x, &e4))
			return r;
	}
	if (e4 <= 0 || e4 > 2 * MONEY_UNIT)
		return r;
	r.e4 = (int32_t)e4;
	r.state = VALUE_OK;
	return r;
}

/*
 * Whether only words stand at p that do not change a number, "hrs/week"; but
 * 13.62/hr is no number of hours.
 */
static bool
only_units(const char *p)
{
	enum { UNIT, PER, WEEK };
	static const struct scan_word words[] = {
		{ "a", PER, 0 }, { "ce", UNIT, 0 }, { "ces", UNIT, 0 },
		{ "ceu", UNIT, 0 }, { "ceus", UNIT, 0 },
		{ "contact", UNIT, 0 }, { "credit", UNIT, 0 },
		{ "credits", UNIT, 0 }, { "h", UNIT, 0 }, { "hour", UNIT, 0 },
		{ "hours", UNIT, 0 }, { "hr", UNIT, 0 }, { "hrs", UNIT, 0 },
		{ "per", PER, 0 }, { "point", UNIT, 0 },
		{ "points", UNIT, 0 }, { "pts", UNIT, 0 }, { "unit", UNIT, 0 },
		{ "units", UNIT, 0 }, { "week", WEEK, 0 },
		{ "weekly", WEEK, 0 }, { "wk", WEEK, 0 },
	};
	bool per = false;

	while (*p) {
		const struct scan_word *w;

		if (*p == ' ' || *p == '/') {
			per |= *p++ == '/';
			continue;
		}
		w = scan_word(p, &p, words, sizeof words / sizeof *words);
		if (!w || (per && w->mean == UNIT))
			return false;
		per |= w->mean == PER;
	}
	return true;
}

/* Hours and minutes, 37:30; the first number is read, p is at the colon. */
static const char *
take_minutes(const char *p, int64_t *e4)
{
	if (*e4 % MONEY_UNIT || !scan_digit(p[1]) || !scan_digit(p[2]) ||
	    scan_digit(p[3]) || p[1] > '5')
		return NULL;
	int64_t minutes = (p[1] - '0') * 10 + (p[2] - '0');
	*e4 += (minutes * MONEY_UNIT + 30) / 60;
	return *e4 <= MONEY_MAX ? p + 3 : NULL;
}

struct number_text
number_parse(struct str cell)
{
	struct number_text r = { .state = VALUE_UNREADABLE };
	struct scan sc;
	struct scan_number x;

	if (!scan_fold(&sc, cell))
		return r;
	enum value_state state = scan_state(&sc);
	if (state != VALUE_OK) {
		r.state = (uint8_t)state;
		return r;
	}
	bool minus = sc.s[0] == '-';
	const char *p = scan_number(sc.s + (minus || sc.s[0] == '+'),
	                            MARK_BY_ITSELF, &x);
	if (!p || !scan_e4(x, &r.e4))
		return r;
	if (*p == ':')
		p = take_minutes(p, &r.e4);
	if (!p || !only_units(p)) {
		r.e4 = 0;
		return r;
	}
	if (minus)
		r.e4 = -r.e4;
	r.state = VALUE_OK;
	return r;
}
