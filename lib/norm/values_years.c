/* SPDX-License-Identifier: MIT */
#include "norm/scan.h"

/* Lengths from here on are no experience; the result fits 32 bits. */
enum { YEARS_MOST = 10000 };

/* What a word says about a length of time. */
enum mean {
	SAYS_NOTHING,
	SAYS_UNIT,            /* .value: enum unit                         */
	SAYS_NUMBER,          /* .value                                    */
	SAYS_MORE, SAYS_LESS, /* "over 20", "41 or more"; "under 1"        */
	SAYS_UP,              /* "up to 2" or "20 and up"                  */
	SAYS_TO,
	SAYS_BETWEEN, SAYS_AND,
};

enum unit { NO_UNIT, YEAR, MONTH, WEEK, DAY };

static const struct scan_word words[] = {
	{ "about", SAYS_NOTHING, 0 }, { "above", SAYS_MORE, 0 },
	{ "and", SAYS_AND, 0 }, { "approx", SAYS_NOTHING, 0 },
	{ "approximately", SAYS_NOTHING, 0 }, { "around", SAYS_NOTHING, 0 },
	{ "at", SAYS_NOTHING, 0 }, { "below", SAYS_LESS, 0 },
	{ "between", SAYS_BETWEEN, 0 }, { "ca", SAYS_NOTHING, 0 },
	{ "circa", SAYS_NOTHING, 0 }, { "d", SAYS_UNIT, DAY },
	{ "day", SAYS_UNIT, DAY }, { "days", SAYS_UNIT, DAY },
	{ "eight", SAYS_NUMBER, 8 }, { "eleven", SAYS_NUMBER, 11 },
	{ "exp", SAYS_NOTHING, 0 }, { "experience", SAYS_NOTHING, 0 },
	{ "fewer", SAYS_LESS, 0 }, { "fifteen", SAYS_NUMBER, 15 },
	{ "five", SAYS_NUMBER, 5 }, { "four", SAYS_NUMBER, 4 },
	{ "from", SAYS_NOTHING, 0 }, { "greater", SAYS_MORE, 0 },
	{ "in", SAYS_NOTHING, 0 }, { "least", SAYS_MORE, 0 },
	{ "less", SAYS_LESS, 0 }, { "m", SAYS_UNIT, MONTH },
	{ "max", SAYS_LESS, 0 }, { "maximum", SAYS_LESS, 0 },
	{ "min", SAYS_MORE, 0 }, { "minimum", SAYS_MORE, 0 },
	{ "mo", SAYS_UNIT, MONTH }, { "month", SAYS_UNIT, MONTH },
	{ "months", SAYS_UNIT, MONTH }, { "more", SAYS_MORE, 0 },
	{ "mos", SAYS_UNIT, MONTH }, { "mth", SAYS_UNIT, MONTH },
	{ "mths", SAYS_UNIT, MONTH }, { "nine", SAYS_NUMBER, 9 },
	{ "of", SAYS_NOTHING, 0 }, { "one", SAYS_NUMBER, 1 },
	{ "or", SAYS_NOTHING, 0 }, { "over", SAYS_MORE, 0 },
	{ "plus", SAYS_MORE, 0 }, { "prior", SAYS_NOTHING, 0 },
	{ "relevant", SAYS_NOTHING, 0 }, { "seven", SAYS_NUMBER, 7 },
	{ "six", SAYS_NUMBER, 6 }, { "ten", SAYS_NUMBER, 10 },
	{ "than", SAYS_NOTHING, 0 }, { "three", SAYS_NUMBER, 3 },
	{ "to", SAYS_TO, 0 }, { "total", SAYS_NOTHING, 0 },
	{ "twelve", SAYS_NUMBER, 12 }, { "twenty", SAYS_NUMBER, 20 },
	{ "two", SAYS_NUMBER, 2 }, { "under", SAYS_LESS, 0 },
	{ "up", SAYS_UP, 0 }, { "w", SAYS_UNIT, WEEK },
	{ "week", SAYS_UNIT, WEEK }, { "weeks", SAYS_UNIT, WEEK },
	{ "wk", SAYS_UNIT, WEEK }, { "wks", SAYS_UNIT, WEEK },
	{ "work", SAYS_NOTHING, 0 }, { "y", SAYS_UNIT, YEAR },
	{ "year", SAYS_UNIT, YEAR }, { "years", SAYS_UNIT, YEAR },
	{ "yr", SAYS_UNIT, YEAR }, { "yrs", SAYS_UNIT, YEAR },
	{ "zero", SAYS_NUMBER, 0 },
};

/* Cells that say in words that there is none. */
static const char *const zero[] = {
	"beginner", "entry", "entry level", "entry-level", "entrylevel",
	"fresher", "inexperienced", "new grad", "new graduate", "new-grad",
	"new-graduate", "newgrad", "no experience", "novice", "recent grad",
	"recent graduate", "trainee",
};

/* A length of time, or one end of a range. */
struct end {
	int64_t millimonths;  /* of its numbers that have a unit           */
	int64_t bare_e6;      /* its number that has none yet, or -1       */
	uint8_t unit, units;  /* the last, smallest unit; how many         */
};

/* What was seen so far, from the left. */
struct seen {
	struct end end[2];
	int n;                /* ends                                      */
	bool join;            /* a dash or "to": the other end is next     */
	bool more, less, up, between;
};

/* A number of units as thousandths of a month. */
static int64_t
millimonths(int64_t e6, enum unit unit)
{
	/* a year is 12,000 of them, or 365.25 days */
	static const int32_t times[] = {
		[NO_UNIT] = 12000, [YEAR] = 12000, [MONTH] = 1000,
		[WEEK] = 12000 * 7, [DAY] = 12000,
	};

	return unit < WEEK ? muldiv(e6, times[unit], 1000000)
	                   : muldiv(e6, times[unit], 365250000);
}

static bool
see_number(struct seen *s, int64_t e6)
{
	struct end *e = s->n ? &s->end[s->n - 1] : NULL;

	if (e && !s->join) { /* "7 years 6": months must follow */
		if (e->bare_e6 >= 0)
			return false;
		e->bare_e6 = e6;
		return true;
	}
	if (s->n == 2)
		return false;
	s->end[s->n++] = (struct end){ .bare_e6 = e6 };
	s->join = false;
	return true;
}

static bool
see_unit(struct seen *s, uint8_t unit)
{
	struct end *e = s->n ? &s->end[s->n - 1] : NULL;

	if (!e || e->bare_e6 < 0 || unit <= e->unit)
		return false;
	e->millimonths += millimonths(e->bare_e6, unit);
	e->bare_e6 = -1;
	e->unit = unit;
	e->units++;
	s->join = false; /* "7-year" */
	return true;
}

static bool
see_join(struct seen *s)
{
	bool ok = s->n == 1 && !s->join;

	s->join = true;
	return ok;
}

static bool
see_word(struct seen *s, const struct scan_word *w)
{
	switch ((enum mean)w->mean) {
	case SAYS_NOTHING:
		return true;
	case SAYS_UNIT:
		return see_unit(s, w->value);
	case SAYS_NUMBER:
		return see_number(s, w->value * INT64_C(1000000));
	case SAYS_MORE:
		s->more = true;
		return true;
	case SAYS_LESS:
		s->less = true;
		return true;
	case SAYS_UP:
		s->up = true;
		return true;
	case SAYS_TO:
		if (s->up && s->n == 0) {
			s->up = false;
			s->less = true;
			return true;
		}
		return see_join(s);
	case SAYS_BETWEEN:
		s->between = true;
		return s->n == 0;
	case SAYS_AND:
		return !s->between || see_join(s);
	}
	return false;
}

/* "/2" after a whole number; where it ends, or NULL. */
static const char *
take_under(const char *p, int64_t *e6)
{
	struct scan_number under;
	int64_t over = *e6 / 1000000;

	if (*e6 % 1000000 || !scan_digit(*p) || *p == '0')
		return NULL;
	p = scan_number(p, MARK_DECIMAL, &under);
	if (!p || under.scale || under.v > 12 || over < 1 || over >= under.v)
		return NULL;
	*e6 = muldiv(over, 1000000, under.v);
	return p;
}

/* A number at p: 7, 7.5, 7,5, 1/2, 1 1/2, 1½. */
static const char *
take_number(struct seen *s, const char *p)
{
	struct scan_number x;
	int64_t e6, part;
	bool zero_first = p[0] == '0' && scan_digit(p[1]);

	p = scan_number(p, MARK_DECIMAL, &x);
	if (!p || !scan_times(x, 1000000, YEARS_MOST * INT64_C(366000000),
	                      &e6))
		return NULL;
	if (*p == '/') {
		if (zero_first || !(p = take_under(p + 1, &e6)))
			return NULL;
	} else if (*p >= SCAN_QUARTER && *p <= SCAN_THREE_QUARTERS) {
		e6 += (*p++ - SCAN_QUARTER + 1) * 250000;
	} else if (*p == ' ' && scan_digit(p[1]) && p[2] == '/') {
		part = (p[1] - '0') * 1000000;
		if (!(p = take_under(p + 3, &part)))
			return NULL;
		e6 += part;
	}
	return see_number(s, e6) ? p : NULL;
}

/* One thing at p; where it ends, or NULL if no length of time has it there. */
static const char *
take(struct seen *s, const char *p)
{
	const char *end;

	if (scan_starts_number(p))
		return take_number(s, p);
	if (scan_letter(*p)) {
		const struct scan_word *w =
			scan_word(p, &end, words, sizeof words / sizeof *words);

		return w && see_word(s, w) ? end : NULL;
	}
	switch (*p) {
	case ' ':
	case '~':
	case '\'':
		return p + 1;
	case ',':
		return s->n ? p + 1 : NULL;
	case '+':
		s->more = true;
		return s->n ? p + 1 : NULL;
	case '-':
		return see_join(s) ? p + 1 : NULL;
	case '<':
	case '>':
		*(*p == '<' ? &s->less : &s->more) = true;
		return p + 1 + (p[1] == '=');
	case '(': /* year(s) */
		return p[1] == 's' && p[2] == ')' ? p + 3 : NULL;
	case SCAN_QUARTER:
	case SCAN_HALF:
	case SCAN_THREE_QUARTERS:
		return see_number(s, (*p - SCAN_QUARTER + 1) * 250000)
		       ? p + 1 : NULL;
	default:
		return NULL;
	}
}

/* What was seen, as one length; false if it does not add up. */
static bool
length(const struct seen *s, int64_t *out)
{
	int64_t v[2] = { 0, 0 };

	if (s->join || s->n == 0 || (s->less && (s->more || s->up)))
		return false;
	for (int i = 0; i < s->n; i++) {
		const struct end *e = &s->end[i], *other = &s->end[s->n - 1];
		enum unit unit = other->units == 1 ? other->unit : YEAR;

		if (e->bare_e6 >= 0 && e->units)
			return false;
		v[i] = e->millimonths;
		if (e->bare_e6 >= 0)
			v[i] += millimonths(e->bare_e6, unit);
	}
	if (s->n == 2 && v[0] > v[1])
		return false;
	if (s->less)
		v[0] = v[s->n - 1] / 2;
	else if (s->n == 2)
		v[0] = (v[0] + v[1] + 1) / 2;
	*out = v[0];
	return v[0] <= YEARS_MOST * (int64_t)YEAR_MILLIMONTHS;
}

/* The date of "since 2014" and "2014 - present"; DATE_NONE if it is neither. */
static date
since(const struct scan *sc)
{
	static const char *const now[] = { "present", "now", "current",
		                           "today", "to date" };
	struct str s = { sc->s, sc->n };

	if (str_starts(s, STR("since "))) {
		s = str_skip(s, 6);
	} else {
		ptrdiff_t cut = 0;

		for (size_t i = 0; i < sizeof now / sizeof *now; i++)
			if (str_ends(s, str_of(now[i])))
				cut = (ptrdiff_t)strlen(now[i]);
		if (!cut)
			return DATE_NONE;
		s.len -= cut;
		s = str_trim(s);
		if (str_ends(s, STR(" to")))
			s.len -= 3;
		else if (str_ends(s, STR("-")))
			s.len--;
	}
	struct date_text t = date_parse(s);
	if ((t.form != DATE_SURE && t.form != DATE_EITHER) || t.two_digits)
		return DATE_NONE;
	return date_decide(&t, false, DATE_NONE);
}

/* Whether a cell is one of the words for none. */
static bool
says_zero(const char *s)
{
	for (size_t i = 0; i < sizeof zero / sizeof *zero; i++)
		if (strcmp(s, zero[i]) == 0)
			return true;
	return false;
}

struct years_text
years_parse(struct str cell)
{
	struct years_text r = { .since = DATE_NONE,
		                .state = VALUE_UNREADABLE };
	struct scan sc;
	struct seen s = { .n = 0 };
	int64_t v;

	if (!scan_fold(&sc, cell))
		return r;
	enum value_state state = scan_state(&sc);
	if (state != VALUE_OK) {
		r.state = (uint8_t)state;
		return r;
	}
	const char *p = sc.s;
	while (p && *p)
		p = take(&s, p);
	if (p && length(&s, &v)) {
		r.millimonths = (int32_t)v;
		r.flags = (uint8_t)((s.more || s.up ? YEARS_PLUS : 0) |
		                    (s.n == 2 ? YEARS_RANGE : 0) |
		                    (s.less ? YEARS_LESS : 0));
		r.state = VALUE_OK;
	} else if (says_zero(sc.s)) {
		r.flags = YEARS_WORD;
		r.state = VALUE_OK;
	} else if ((r.since = since(&sc)) != DATE_NONE) {
		r.flags = YEARS_SINCE;
		r.state = VALUE_OK;
	}
	return r;
}
