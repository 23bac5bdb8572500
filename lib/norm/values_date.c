/* SPDX-License-Identifier: MIT */
#include "norm/scan.h"

/* Years outside these are slips of the pen, or sentinels. */
enum { YEAR_FIRST = 1850, YEAR_LAST = 2199 };

/* Excel counts days from 1899-12-30; nothing of use is outside these. */
enum { SERIAL_EPOCH = -25569, SERIAL_FIRST = 20000, SERIAL_LAST = 80000 };

/* Dates by which systems say that there is none. */
static const struct { int16_t year; int8_t month, day; } sentinel[] = {
	{ 9999, 12, 31 }, { 2999, 12, 31 }, { 4712, 12, 31 },
	{ 1900, 1, 1 }, { 1900, 1, 0 }, { 1899, 12, 30 }, { 1899, 12, 31 },
	{ 1753, 1, 1 }, { 1, 1, 1 },
};

/* One of the parts of a date: a number, or a month by name. */
struct part {
	int32_t v;
	int32_t digits;       /* 0: a month by name                        */
};

struct parts {
	struct part v[3];
	int n;
	char mark[3];         /* after each part: / - . , ' or a blank      */
	const char *rest;     /* what stands after the last                */
};

static const struct date_text bad = { .form = DATE_BAD, .sure = DATE_NONE };
static const struct date_text none = { .form = DATE_EMPTY,
	                               .sure = DATE_NONE };

static bool
is_sentinel(int32_t y, int32_t m, int32_t d)
{
	if (y > 1900 && y <= YEAR_LAST)
		return false;
	for (size_t i = 0; i < sizeof sentinel / sizeof *sentinel; i++)
		if (sentinel[i].year == y && sentinel[i].month == m &&
		    sentinel[i].day == d)
			return true;
	return false;
}

/* A date whose order is known; `digits` of the year as written. */
static struct date_text
sure(int32_t y, int32_t digits, int32_t m, int32_t d)
{
	struct date_text t = bad;

	if (digits == 2) {
		t.two_digits = true;
		y += 2000; /* date_decide finds the century */
	} else if (digits != 4) {
		return bad;
	} else if (is_sentinel(y, m, d)) {
		return none;
	}
	t.sure = date_of(y, m, d);
	t.year = (int16_t)y;
	if (t.sure == DATE_NONE || y < YEAR_FIRST || y > YEAR_LAST)
		return bad;
	t.form = DATE_SURE;
	return t;
}

/* a/b/year: which is the day is not known yet. */
static struct date_text
either(const struct part *p)
{
	int32_t a = p[0].v, b = p[1].v, y = p[2].v;
	bool two = p[2].digits == 2;
	struct date_text t = { .form = DATE_EITHER, .a = (uint8_t)a,
		               .b = (uint8_t)b, .two_digits = two,
		               .year = (int16_t)y, .sure = DATE_NONE };

	if (!two && (is_sentinel(y, a, b) || is_sentinel(y, b, a)))
		return none;
	if (!two && (y < YEAR_FIRST || y > YEAR_LAST))
		return bad;
	/* every yy that is a leap year in some century is one in 2000 + yy */
	y += two ? 2000 : 0;
	if (date_of(y, a, b) == DATE_NONE && date_of(y, b, a) == DATE_NONE)
		return bad;
	return t;
}

/* The month, 1 to 12, of which a word is the first three letters or more. */
static int32_t
month_named(const char *p, ptrdiff_t len)
{
	static const char names[][10] = {
		"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november",
		"december",
	};

	if (len < 3 || len > 9)
		return 0;
	for (int32_t m = 0; m < 12; m++)
		if (memcmp(p, names[m], (size_t)len) == 0)
			return m + 1;
	return 0;
}

static bool
is_weekday(const char *p, ptrdiff_t len)
{
	static const char names[][10] = {
		"monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday",
	};

	if (len < 3 || len > 9)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (memcmp(p, names[i], (size_t)len) == 0)
			return true;
	return false;
}

/* A number of at most 8 digits, with "st", "nd", "rd", "th" or not. */
static const char *
take_digits(const char *p, struct part *to)
{
	*to = (struct part){ 0, 0 };
	for (; scan_digit(*p); p++) {
		if (++to->digits > 8)
			return NULL;
		to->v = to->v * 10 + (*p - '0');
	}
	if (to->digits <= 2 && scan_letter(p[0]) && !scan_letter(p[2]) &&
	    (!memcmp(p, "st", 2) || !memcmp(p, "nd", 2) ||
	     !memcmp(p, "rd", 2) || !memcmp(p, "th", 2)))
		p += 2;
	return p;
}

/* What stands between two parts, with the blanks around it. */
static const char *
take_mark(const char *p, char *mark)
{
	const char *q = scan_skip(p);

	*mark = ' ';
	while (*q == '/' || *q == '-' || *q == '.' || *q == ',' ||
	       *q == '\'') {
		*mark = *q;
		q = scan_skip(q + 1);
	}
	return q;
}

/* Up to three parts of a date; false if something else stands among them. */
static bool
split(const char *p, struct parts *to)
{
	to->n = 0;
	to->rest = p;
	while (*p && to->n < 3) {
		struct part *part = &to->v[to->n];

		if (scan_digit(*p)) {
			p = take_digits(p, part);
			if (!p)
				return false;
		} else {
			const char *word = p;

			while (scan_letter(*p))
				p++;
			*part = (struct part){ month_named(word, p - word), 0 };
			if (part->v == 0 && to->n == 0 &&
			    is_weekday(word, p - word)) {
				p = take_mark(p, &to->mark[0]);
				continue;
			}
			if (part->v == 0)
				return false;
		}
		to->rest = p;
		p = take_mark(p, &to->mark[to->n++]);
	}
	return to->n > 0;
}

/* Up to `most` digits at p. */
static const char *
take_int(const char *p, int most, int32_t *v)
{
	*v = 0;
	for (; most > 0 && scan_digit(*p); p++, most--)
		*v = *v * 10 + (*p - '0');
	return p;
}

/* Whether a time zone, or nothing, stands at p: Z, UTC, GMT, +00:00, -0500. */
static bool
is_zone(const char *p)
{
	p = scan_skip(p);
	if (*p == '+' || *p == '-') {
		for (p++; scan_digit(*p) || *p == ':'; p++)
			;
		p = scan_skip(p);
	}
	return *p == '\0' || strcmp(p, "z") == 0 || strcmp(p, "utc") == 0 ||
	       strcmp(p, "gmt") == 0;
}

/* Whether a time of day, or nothing, stands at p, and nothing after it. */
static bool
is_time(const char *p)
{
	int32_t hour, minute, second = 0;

	if (*p == '\0')
		return true;
	p = scan_skip(*p == 't' || *p == ',' ? p + 1 : p);
	if (!scan_digit(*p))
		return false;
	p = take_int(p, 2, &hour);
	if (*p != ':' || !scan_digit(p[1]) || !scan_digit(p[2]))
		return false;
	p = take_int(p + 1, 2, &minute);
	if (*p == ':' && scan_digit(p[1]) && scan_digit(p[2])) {
		p = take_int(p + 1, 2, &second);
		if (*p == '.' || *p == ',')
			for (p++; scan_digit(*p); p++)
				;
	}
	if (hour > 24 || minute > 59 || second > 60)
		return false;
	p = scan_skip(p);
	if ((*p == 'a' || *p == 'p') && p[1] == 'm')
		p += 2;
	return is_zone(p);
}

/* Three parts, as far as they go together. */
static struct date_text
three(const struct parts *p)
{
	const struct part *v = p->v;

	if (v[0].digits > 4 || v[1].digits > 2 || v[2].digits > 4)
		return bad;
	if (v[0].digits == 0) /* Mar 31, 2026 */
		return v[1].digits && v[2].digits
		       ? sure(v[2].v, v[2].digits, v[0].v, v[1].v) : bad;
	if (v[2].digits == 0)
		return bad;
	if (v[1].digits == 0) { /* 31-MAR-2026, 2026-Mar-31 */
		if (v[0].digits <= 2)
			return sure(v[2].v, v[2].digits, v[1].v, v[0].v);
		return v[2].digits <= 2
		       ? sure(v[0].v, v[0].digits, v[1].v, v[2].v) : bad;
	}
	if (p->mark[0] != p->mark[1] || !strchr("/-.", p->mark[0]))
		return bad;
	if (v[0].digits == 4)
		return v[2].digits <= 2 ? sure(v[0].v, 4, v[1].v, v[2].v) : bad;
	if (v[0].digits > 2 || (v[2].digits != 4 && v[2].digits != 2))
		return bad;
	if (p->mark[0] != '.')
		return either(v);
	struct date_text t = sure(v[2].v, v[2].digits, v[1].v, v[0].v);
	return t.form != DATE_BAD ? t
	       : sure(v[2].v, v[2].digits, v[0].v, v[1].v);
}

/* A month and a year: the first day of it. */
static struct date_text
two(const struct parts *p)
{
	const struct part *v = p->v;
	char mark = p->mark[0];

	if (v[0].digits == 0 && v[1].digits == 2) /* Mar-26, Mar '26 */
		return mark == '-' || mark == '\''
		       ? sure(v[1].v, 2, v[0].v, 1) : bad;
	if (v[0].digits == 0)
		return sure(v[1].v, v[1].digits, v[0].v, 1);
	if (v[1].digits == 0)
		return sure(v[0].v, v[0].digits == 4 ? 4 : 0, v[1].v, 1);
	if (!strchr("/-.", mark))
		return bad;
	if (v[0].digits <= 2 && v[1].digits == 4)
		return sure(v[1].v, 4, v[0].v, 1);
	if (v[0].digits == 4 && v[1].digits <= 2)
		return sure(v[0].v, 4, v[1].v, 1);
	return bad;
}

/* One number: a year, or a serial day. */
static struct date_text
one(const struct part *v)
{
	if (v->digits == 4)
		return sure(v->v, 4, 1, 1);
	if (v->digits == 5 && v->v >= SERIAL_FIRST && v->v <= SERIAL_LAST)
		return (struct date_text){
			.form = DATE_SURE, .sure = v->v + SERIAL_EPOCH,
			.year = (int16_t)date_ymd(v->v + SERIAL_EPOCH).year
		};
	return bad;
}

/* Digits only: 20260331, 03312026, with a time 20260331093000; a serial with
 * its time of day, 45382.5. */
static struct date_text
compact(const char *p, ptrdiff_t digits)
{
	int32_t a, b, c;
	struct date_text t = bad;

	if (digits == 5 && p[5] == '.') {
		struct part v = { 0, 0 };

		take_int(p, 5, &v.v);
		v.digits = 5;
		for (p += 6; scan_digit(*p); p++)
			;
		return *p ? bad : one(&v);
	}
	if (digits != 8 && digits != 14)
		return bad;
	take_int(take_int(take_int(p, 4, &a), 2, &b), 2, &c);
	if (digits == 14) {
		int32_t hour, minute;

		take_int(take_int(p + 8, 2, &hour), 2, &minute);
		return p[14] || hour > 24 || minute > 59 ? bad
		       : sure(a, 4, b, c);
	}
	if (is_time(p + 8))
		t = sure(a, 4, b, c);
	if (t.form == DATE_BAD && p[8] == '\0') {
		take_int(take_int(take_int(p, 2, &a), 2, &b), 4, &c);
		t = either((struct part[]){ { a, 2 }, { b, 2 }, { c, 4 } });
	}
	return t;
}

/* Nothing but zeros, or nothing but nines, where digits stand: 00/00/0000. */
static bool
is_filler(const char *p)
{
	char digit = '\0';

	for (; *p; p++) {
		if (!scan_digit(*p)) {
			if (!strchr("/-. :t", *p))
				return false;
			continue;
		}
		if ((*p != '0' && *p != '9') || (digit && *p != digit))
			return false;
		digit = *p;
	}
	return digit != '\0';
}

static struct date_text
parse(const char *s)
{
	ptrdiff_t digits = (ptrdiff_t)strspn(s, "0123456789");
	struct parts p;

	if (digits >= 8 || (digits == 5 && s[5] == '.'))
		return compact(s, digits);
	if (!split(s, &p))
		return bad;
	if (p.n == 3)
		return is_time(p.rest) ? three(&p) : bad;
	if (*p.rest)
		return bad;
	struct date_text t = p.n == 2 ? two(&p)
	                   : p.v[0].digits ? one(&p.v[0]) : bad;
	if (t.form != DATE_BAD)
		t.grain = p.n == 2 ? DATE_OF_MONTH
		        : p.v[0].digits == 4 ? DATE_OF_YEAR : DATE_OF_DAY;
	return t;
}

/* n digits at p, or -1. */
static int32_t
fixed(const char *p, int n)
{
	int32_t v = 0;

	for (int i = 0; i < n; i++) {
		if (!scan_digit(p[i]))
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

/*
 * The forms nearly every cell has, 03/31/2026 and 2026-03-31, without the work
 * that others need; DATE_BAD if it is any other, and then nothing is known.
 */
static struct date_text
plain(struct str s)
{
	int32_t a, b, c;

	if (s.len == 10 && s.s[2] == '/' && s.s[5] == '/') {
		a = fixed(s.s, 2);
		b = fixed(s.s + 3, 2);
		c = fixed(s.s + 6, 4);
		if (a >= 0 && b >= 0 && c >= 0)
			return either((struct part[]){ { a, 2 }, { b, 2 },
			                               { c, 4 } });
	} else if (s.len == 10 && s.s[4] == '-' && s.s[7] == '-') {
		a = fixed(s.s, 4);
		b = fixed(s.s + 5, 2);
		c = fixed(s.s + 8, 2);
		if (a >= 0 && b >= 0 && c >= 0)
			return sure(a, 4, b, c);
	}
	return bad;
}

struct date_text
date_parse(struct str cell)
{
	struct scan sc;
	struct date_text t = plain(cell);

	if (t.form != DATE_BAD)
		return t;
	if (!scan_fold(&sc, cell))
		return bad;
	enum value_state state = scan_state(&sc);
	if (state != VALUE_OK)
		return state == VALUE_EMPTY ? none : bad;
	t = parse(sc.s);
	return t.form == DATE_BAD && is_filler(sc.s) ? none : t;
}

void
date_order_add(struct date_order *o, const struct date_text *t)
{
	if (t->form != DATE_EITHER || t->a == t->b)
		return;
	if (t->a > 12)
		o->first_over_12++;
	else if (t->b > 12)
		o->second_over_12++;
	else
		o->either++;
}

bool
date_order_day_first(const struct date_order *o)
{
	return o->first_over_12 > 0 && o->second_over_12 == 0;
}

/* The latest century in which a day exists and is not after `pivot`. */
static date
in_century(int32_t yy, int32_t m, int32_t d, date pivot)
{
	for (int32_t y = 2100 + yy; y >= 1900; y -= 100) {
		date x = date_of(y, m, d);

		if (x != DATE_NONE && x <= pivot)
			return x;
	}
	return DATE_NONE;
}

date
date_decide(const struct date_text *t, bool day_first, date pivot)
{
	int32_t a = t->a, b = t->b;

	if (t->form == DATE_SURE && !t->two_digits)
		return t->sure;
	if (t->form == DATE_SURE) {
		struct ymd c = date_ymd(t->sure);

		return in_century(c.year % 100, c.month, c.day, pivot);
	}
	if (t->form != DATE_EITHER)
		return DATE_NONE;
	for (int turn = 0; turn < 2; turn++, day_first = !day_first) {
		int32_t m = day_first ? b : a, d = day_first ? a : b;
		date x = t->two_digits ? in_century(t->year, m, d, pivot)
		                       : date_of(t->year, m, d);

		if (x != DATE_NONE)
			return x;
	}
	return DATE_NONE;
}
