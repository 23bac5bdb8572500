/* SPDX-License-Identifier: MIT */
/*
 * Every dialect that could be meant is tried on the sample and gets a score:
 * the share of rows that agree on a number of fields, squared, times how much
 * of a table that is (1 - 1/fields), times the share of cells that look like
 * cells, times how rarely a quote is amiss.  The best score wins; of equal
 * ones the first of the list, commonest first.
 */
#include "read/dialect_int.h"

#include "read/csvin_int.h"

enum {
	WIDTHS = 512,                 /* wider rows are counted together   */
	LOOKED_AT = 4000,             /* cells judged a candidate          */
	TABLE_ROWS = 5,               /* at least, to be a table before another */
};

static const struct {
	char c;
	double weight;
} delimiters[] = {
	{ ',', 1.0 }, { ';', 1.0 }, { '\t', 1.0 }, { '|', 1.0 },
	/* Any text has blanks: only a table that is plainly so. */
	{ ' ', 0.6 },
};

/* Weight of having no quotes at all. */
#define NO_QUOTE 0.9

static const char quotes[] = { '"', '\'', 0 };

/* What one candidate makes of the sample. */
struct vote {
	int64_t rows[WIDTHS];         /* by number of fields               */
	int64_t first[WIDTHS], last[WIDTHS]; /* of these, counted from 0   */
	int64_t mended[WIDTHS];       /* rows with quotes amiss, repaired  */
	int64_t n, odd, quoted;       /* rows; quotes amiss, in place      */
	int64_t doubled;              /* quotes in quoted text             */
	int64_t cells, strange;       /* looked at; not like a cell        */
	int64_t spaced, tight;        /* delimiters with and without one
	                                 blank behind them                 */
	int32_t width;
	double score;
};

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

	if (n >= WIDTHS)
		n = WIDTHS - 1;
	if (!v->rows[n]++)
		v->first[n] = v->n;
	v->last[n] = v->n++;
	if (v->cells < LOOKED_AT)
		look_at_cells(v, d, p, end);
}

/* The line at p, without its terminator; *next is where the next one is. */
static const char *
line_end(const struct dialect *d, const char *p, const char *end,
         const char **next)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p));
	const char *stop = nl ? nl : end;
	const char *cr = d->lone_cr ? memchr(p, '\r', (size_t)(stop - p)) : NULL;

	if (cr) {
		*next = cr + 1 + (cr + 1 == nl);
		return cr;
	}
	*next = nl ? nl + 1 : end;
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

static void
count_text(struct vote *v, const struct dialect *d, struct str text,
           struct sbuf *scratch)
{
	const char *end = text.s + text.len, *next;

	for (const char *p = text.s; p < end; p = next) {
		struct quotes s = { 0 };
		const char *stop = line_end(d, p, end, &next);
		const char *last = stop, *after = next;
		enum line_state st;

		if (stop == p)
			continue;
		st = quotes_scan(&s, d, p, stop);
		for (int i = 1; st == LINE_OPEN && i < CSVIN_OPEN_SURE &&
		     after < end; i++) {
			const char *q = after;
			last = line_end(d, q, end, &after);
			st = quotes_scan(&s, d, q, last);
		}
		v->quoted += s.quoted_fields;
		v->doubled += s.doubled;
		if (st == LINE_ODD || st == LINE_OPEN) {
			count_odd(v, d, p, stop, scratch);
			continue;
		}
		count_row(v, d, p, last);
		next = after;
	}
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
	double strange = v->cells ? (double)v->strange / (double)v->cells : 0;
	double odd = (double)v->odd / (double)(v->odd + v->quoted + v->n);

	v->score = agree * agree * (1 - 1 / w) * (1 - strange) * (1 - odd) *
	           weight;
	if (!d->quote)                /* a few stray quotes are repaired */
		v->score *= NO_QUOTE;
}

static bool
occurs(const struct dialect_sample *s, const char *what)
{
	for (int i = 0; i < 3; i++)
		if (str_chr(s->text[i], what[0]) >= 0 &&
		    str_find(s->text[i], str_of(what)) >= 0)
			return true;
	return false;
}

static void
try_dialect(struct arena *mem, struct vote *v, const struct dialect *d,
            const struct dialect_sample *s, double weight)
{
	struct sbuf scratch = { .mem = mem };

	*v = (struct vote){ 0 };
	for (int i = 0; i < 3; i++)
		count_text(v, d, s->text[i], &scratch);
	score(v, d, weight);
}

/* Quotes and escapes for one delimiter; the best goes to *best. */
static void
try_quotes(struct arena *scratch, const struct dialect_sample *s,
           struct dialect_fixed fixed, struct dialect d, double weight,
           struct dialect *best, struct vote *best_vote)
{
	struct vote *v = NEW(scratch, 1, struct vote);

	for (size_t i = 0; i < sizeof quotes; i++) {
		char q = quotes[i];
		char z[3] = { '\\', q, 0 };

		if (fixed.quote && q != (fixed.quote == QUOTE_NONE ? 0 : fixed.quote))
			continue;
		if (i > 0 && !fixed.quote &&
		    !occurs(s, q ? (char[2]){ q, 0 } : "\""))
			continue;
		for (int b = 0; b < 2; b++) {
			if (b && (!q || !(occurs(s, z) || occurs(s, "\\'"))))
				continue;
			d.quote = q;
			d.backslash = b;
			try_dialect(scratch, v, &d, s, weight);
			/* A quote nobody uses properly explains nothing. */
			if (q == '\'' && !v->quoted)
				continue;
			/* An escape that explains as much is meant, unless
			 * quotes are doubled. */
			if (v->score > best_vote->score ||
			    (b && v->score > 0 && !v->doubled && best->quote == q &&
			     best->delimiter == d.delimiter &&
			     v->score >= best_vote->score)) {
				*best = d;
				*best_vote = *v;
			}
		}
	}
}

/* A byte that can stand between cells: no part of a word or of a character. */
static bool
is_delimiter(char c)
{
	return !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !is_digit(c) &&
	       !(c & 0x80) && c != '"' && c != '\'' && c != '\r' && c != '\n';
}

/* "sep=;" as the first line, as Excel writes and reads it; or 0. */
static char
sep_line(struct str text)
{
	ptrdiff_t cr = str_chr(text, '\r'), lf = str_chr(text, '\n');
	struct str line = { text.s, lf < 0 ? text.len : lf };

	if (cr >= 0 && cr < line.len)
		line.len = cr;
	if (line.len && line.s[0] == '"')
		line = str_skip(line, 1);
	if (line.len < 5 || !is_delimiter(line.s[4]) ||
	    !str_eq_nocase((struct str){ line.s, 4 }, STR("sep=")))
		return 0;
	/* A program that filled it up may have put delimiters behind it. */
	for (ptrdiff_t i = 5; i < line.len; i++)
		if (line.s[i] != line.s[4] && line.s[i] != '"' && line.s[i] != ' ')
			return 0;
	return line.s[4];
}

/*
 * Whether a CR alone ends lines: surely if there is no LF; beside LFs only if
 * it does so outside quotes and the rows agree better for it.
 */
static bool
lone_cr(struct arena *scratch, const struct dialect_sample *s,
        const struct dialect *found)
{
	bool any = false;

	for (int i = 0; i < 3; i++) {
		struct str t = s->text[i];
		for (ptrdiff_t at; (at = str_chr(t, '\r')) >= 0; ) {
			t = str_skip(t, at + 1);
			any |= t.len && t.s[0] != '\n';
		}
	}
	if (!any)
		return false;
	struct vote *v = NEW(scratch, 1, struct vote);
	struct dialect d = *found;
	d.lone_cr = true;
	try_dialect(scratch, v, &d, s, 1);
	struct vote *w = NEW(scratch, 1, struct vote);
	try_dialect(scratch, w, found, s, 1);
	return v->score > w->score;
}

/* '#' if lines that begin so are not rows of the table. */
static char
comment_char(const struct dialect *d, const struct dialect_sample *s)
{
	const char *p = s->text[0].s, *end = p + s->text[0].len, *next;
	int64_t comments = 0, rows = 0;

	for (; p < end; p = next) {
		const char *stop = line_end(d, p, end, &next);

		if (stop == p || *p != '#')
			continue;
		if (quotes_fields(d, p, stop) == d->width && d->width > 1)
			rows++;
		else
			comments++;
	}
	/* One row may be a header whose first name begins so. */
	return comments && rows <= 1 ? '#' : 0;
}

static bool
has_lf(const struct dialect_sample *s)
{
	return occurs(s, "\n");
}

struct dialect
dialect_find(struct arena *scratch, const struct dialect_sample *sample,
             struct dialect_fixed fixed)
{
	struct dialect_sample s = *sample;
	struct dialect best = { .delimiter = ',', .quote = '"' };
	struct vote *vote = NEW(scratch, 1, struct vote);
	char sep = sep_line(s.text[0]);
	bool cr = !has_lf(&s);

	if (sep) {
		ptrdiff_t at = str_chr(s.text[0], cr ? '\r' : '\n');
		s.text[0] = at < 0 ? (struct str){ "", 0 }
		                   : str_skip(s.text[0], at + 1);
		if (!fixed.delimiter)
			fixed.delimiter = sep;
	}
	if (fixed.delimiter)
		best.delimiter = fixed.delimiter;
	if (fixed.quote)
		best.quote = fixed.quote == QUOTE_NONE ? 0 : fixed.quote;
	best.lone_cr = cr;
	for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++) {
		struct dialect d = { .delimiter = delimiters[i].c,
		                     .lone_cr = cr };
		double weight = delimiters[i].weight;

		if (fixed.delimiter) {
			if (i > 0)
				break;
			d.delimiter = fixed.delimiter;
			weight = 1;
		}
		if (!occurs(&s, (char[2]){ d.delimiter, 0 }))
			continue;
		try_quotes(scratch, &s, fixed, d, weight, &best, vote);
	}
	if (!fixed.delimiter && vote->score < 0.1) {
		best = (struct dialect){ .delimiter = ',', .quote = '"',
		                         .lone_cr = cr };
		vote->width = 1;
	}
	best.sep_line = sep != 0;
	best.width = vote->width ? vote->width : 1;
	if (best.width >= WIDTHS - 1)
		best.width = 0;
	if (!cr && lone_cr(scratch, &s, &best))
		best.lone_cr = true;
	bool visible = best.delimiter != ' ' && best.delimiter != '\t';
	best.padded = visible && vote->spaced >= 8 &&
	              vote->tight * 50 <= vote->spaced;
	best.tight = visible && vote->tight >= 20 &&
	             vote->spaced * 10 <= vote->tight;
	best.comment = comment_char(&best, &s);
	return best;
}

/* Whole lines of a piece of a file; `begins`: it begins with one. */
static struct str
whole_lines(struct str s, bool begins, bool ends)
{
	if (!begins) {
		ptrdiff_t nl = str_chr(s, '\n');
		s = nl < 0 ? (struct str){ "", 0 } : str_skip(s, nl + 1);
	}
	if (!ends) {
		const char *nl = s.len ? memrchr(s.s, '\n', (size_t)s.len) : NULL;
		if (nl)
			s.len = nl + 1 - s.s;
	}
	return s;
}

struct str
dialect_look(struct arena *mem, struct bytes *b, struct dialect_fixed fixed,
             struct dialect *out)
{
	struct arena scratch = arena_like(mem);
	struct dialect_sample s = { .text = { bytes_text(b), { "", 0 },
	                                      { "", 0 } } };
	int64_t end = b->size - BYTES_SAMPLE;

	s.whole = b->eof || (b->seekable && b->taken == b->size);
	s.text[0] = whole_lines(s.text[0], true, s.whole);
	if (!s.whole && b->seekable) {
		s.text[1] = whole_lines(bytes_sample(b, &scratch, b->size / 2),
		                        false, false);
		if (end > b->taken)
			s.text[2] = whole_lines(bytes_sample(b, &scratch, end),
			                        false, true);
	}
	*out = dialect_find(&scratch, &s, fixed);
	arena_free(&scratch);
	return s.text[0];
}
