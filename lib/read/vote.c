/* SPDX-License-Identifier: MIT */
#include "read/vote_int.h"

#include "read/csvin_int.h"

enum {
	LOOKED_AT = 4000,             /* cells judged a candidate          */
	BEGINNING = 256 << 10,        /* bytes counted of the first text, if
	                                 there are others                  */
	TABLE_ROWS = 5,               /* at least, to be a table before another */
};

/* Weight of having no quotes at all. */
#define NO_QUOTE 0.9

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Quotes that the dialect does not explain: half a pair; single ones; and
 * any at the edge of a cell if there are no quotes at all: in "Good, Ann"
 * every row has one field more, and agrees with all others.
 */
static bool
has_strange_quotes(struct str s, char quote)
{
	bool begins = s.len && s.s[0] == '"';
	bool ends = s.len && s.s[s.len - 1] == '"';

	if (begins != ends || (!quote && begins))
		return true;
	return quote != '\'' && s.len > 1 &&
	       (s.s[0] == '\'' || s.s[s.len - 1] == '\'');
}

/*
 * A cell that was not cut where it should have been: with strange quotes, or
 * with another delimiter without a blank behind it, unless it is a number like
 * 1,234 or 1,5.
 */
static bool
is_strange(struct str cell, const struct dialect *d)
{
	bool number = true;

	cell = str_trim(cell);
	if (has_strange_quotes(cell, d->quote))
		return true;
	for (ptrdiff_t i = 0; i < cell.len; i++) {
		char c = cell.s[i];
		number &= is_digit(c) || c == '.' || c == ',' || c == '-' ||
		          c == '+' || c == ' ' || c == '%' || c == '$';
	}
	for (ptrdiff_t i = 0; i < cell.len; i++) {
		char c = cell.s[i];
		bool last = i + 1 == cell.len;

		if (c == d->delimiter)
			continue;
		if (c == '\t' || c == '|')
			return true;
		if (c == ';' && !last && cell.s[i + 1] != ' ')
			return true;
		if (c == ',' && !last && cell.s[i + 1] != ' ' && !number)
			return true;
	}
	return false;
}

static void
look_at_cells(struct vote *v, const struct dialect *d, const char *p,
              const char *end)
{
	while (v->cells < LOOKED_AT && p <= end) {
		const char *q = p < end ? memchr(p, d->delimiter,
		                                 (size_t)(end - p)) : NULL;
		bool quoted = p < end && (*p == d->quote ||
		              (*p == ' ' && p + 1 < end && p[1] == d->quote));

		if (q && q + 2 < end && d->delimiter != ' ') {
			v->spaced += q[1] == ' ' && q[2] != ' ';
			v->tight += q[1] != ' ' && q[1] != d->delimiter;
		}
		if (quoted && d->quote)
			return;       /* the rest of the row is not cut here */
		struct str cell = { p, (q ? q : end) - p };
		v->cells++;
		v->strange += is_strange(cell, d);
		if (!q)
			return;
		p = q + 1;
	}
}

static void
count_row(struct vote *v, const struct dialect *d, const char *p,
          const char *end)
{
	ptrdiff_t n = quotes_fields(d, p, end);

	if (n >= WIDTHS - 1) {
		if (!v->wide)
			v->wide = (int32_t)n;
		n = WIDTHS - 1;
	}
	if (!v->rows[n]++)
		v->first[n] = v->n;
	v->last[n] = v->n++;
	if (v->cells < LOOKED_AT)
		look_at_cells(v, d, p, end);
}

const char *
vote_line_end(const struct dialect *d, const char *p, const char *end,
         const char **next)
{
	const char *stop = p;

	if (d->lone_cr) {
		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		*next = stop + (stop < end);
		if (stop + 1 < end && *stop == '\r' && stop[1] == '\n')
			++*next;
		return stop;
	}
	stop = memchr(p, '\n', (size_t)(end - p));
	*next = stop ? stop + 1 : end;
	if (!stop)
		stop = end;
	return stop > p && stop[-1] == '\r' ? stop - 1 : stop;
}

/* A row with a quote amiss: what it would be if it were repaired. */
static void
count_odd(struct vote *v, const struct dialect *d, const char *p,
          const char *end, struct sbuf *scratch)
{
	static const enum repair how[] = { REPAIR_INNER, REPAIR_OPENING };

	v->odd++;
	for (int i = 0; i < 2; i++) {
		scratch->n = 0;
		ptrdiff_t n = quotes_rewrite(d, false, how[i], p, end, scratch);
		if (n > 0 && n < WIDTHS)
			v->mended[n]++;
	}
}

static double
strangeness(const struct vote *v)
{
	return v->cells ? (double)v->strange / (double)v->cells : 0;
}

/*
 * The score will be no more than this: each of its factors is at most one, and
 * how strange cells are is known once enough of them were looked at.
 */
static double
limit(const struct vote *v, const struct dialect *d, double weight)
{
	double like = v->cells < LOOKED_AT ? 1 : 1 - strangeness(v);

	return like * weight * (d->quote ? 1 : NO_QUOTE);
}

/* Count the record at p; where the next one is. */
static const char *
count_record(struct vote *v, const struct dialect *d, const char *p,
             const char *end, struct sbuf *scratch)
{
	struct quotes s = { 0 };
	const char *next, *stop = vote_line_end(d, p, end, &next);
	const char *last = stop, *after = next;
	enum line_state st;

	if (stop == p)
		return next;
	st = quotes_scan(&s, d, p, stop);
	for (int i = 1; st == LINE_OPEN && i < CSVIN_OPEN_SURE && after < end;
	     i++) {
		const char *q = after;
		last = vote_line_end(d, q, end, &after);
		st = quotes_scan(&s, d, q, last);
	}
	v->quoted += s.quoted_fields;
	v->doubled += s.doubled;
	if (st == LINE_ODD || st == LINE_OPEN) {
		count_odd(v, d, p, stop, scratch);
		return next;
	}
	count_row(v, d, p, last);
	return after;
}

static void
decide_width(struct vote *v)
{
	int64_t best = 0;

	for (int32_t w = 1; w < WIDTHS; w++)
		if (v->rows[w] >= best && v->rows[w]) {
			best = v->rows[w];
			v->width = w;
		}
	/* Of two tables one below the other, the first. */
	for (int32_t w = 2; v->width && w < WIDTHS; w++)
		if (v->rows[w] * 2 >= best && v->rows[w] >= TABLE_ROWS &&
		    v->last[w] < v->first[v->width])
			v->width = w;
	/* A title or list around a table does not make it one column. */
	for (int32_t w = 2; v->width == 1 && w < WIDTHS; w++)
		if (v->rows[w] * 2 >= best)
			v->width = w;
}

static void
score(struct vote *v, const struct dialect *d, double weight)
{
	decide_width(v);
	if (!v->width)
		return;
	double rows = (double)(v->n + v->odd);
	double mended = (double)v->mended[v->width];
	if (mended > (double)v->odd)
		mended = (double)v->odd;
	double agree = ((double)v->rows[v->width] + mended / 2) / rows;
	double w = (double)v->width;
	double odd = (double)v->odd / (double)(v->odd + v->quoted + v->n);

	v->score = agree * agree * (1 - 1 / w) * (1 - strangeness(v)) *
	           (1 - odd) * weight;
	if (!d->quote)                /* a few stray quotes are repaired */
		v->score *= NO_QUOTE;
}

void
vote_count(struct arena *mem, struct vote *v, const struct dialect *d,
           const struct dialect_sample *s, double weight, double least)
{
	struct sbuf scratch = { .mem = mem };

	*v = (struct vote){ 0 };
	for (int i = 0; i < 3; i++) {
		const char *p = s->text[i].s, *end = p + s->text[i].len;
		const char *stop = i == 0 && s->text[1].len &&
		                   end - p > BEGINNING ? p + BEGINNING : end;

		while (p < stop) {
			if (limit(v, d, weight) < least)
				return;
			p = count_record(v, d, p, end, &scratch);
		}
	}
	score(v, d, weight);
}
