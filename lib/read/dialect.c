/* SPDX-License-Identifier: MIT */
/*
 * Every dialect that could be meant is tried on the sample and gets a score
 * (vote_int.h).  The best score wins; of equal ones the first of the list,
 * commonest first.
 */
#include "read/vote_int.h"

static const struct {
	char c;
	double weight;
} delimiters[] = {
	{ ',', 1.0 }, { ';', 1.0 }, { '\t', 1.0 }, { '|', 1.0 },
	/* Any text has blanks: only a table that is plainly so. */
	{ ' ', 0.6 },
};

static const char quotes[] = { '"', '\'', 0 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
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
			vote_count(scratch, v, &d, s, weight,
			           best_vote->score);
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

	for (int i = 0; i < 3 && !any; i++) {
		const char *p = s->text[i].s, *end = p + s->text[i].len;

		while (!any && (p = memchr(p, '\r', (size_t)(end - p))))
			any = ++p < end && *p != '\n';
	}
	if (!any)
		return false;
	struct vote *v = NEW(scratch, 1, struct vote);
	struct dialect d = *found;
	d.lone_cr = true;
	vote_count(scratch, v, &d, s, 1, 0);
	struct vote *w = NEW(scratch, 1, struct vote);
	vote_count(scratch, w, found, s, 1, 0);
	return v->score > w->score;
}

/* '#' if lines that begin so are not rows of the table. */
static char
comment_char(const struct dialect *d, const struct dialect_sample *s)
{
	const char *p = s->text[0].s, *end = p + s->text[0].len, *next;
	int64_t comments = 0, rows = 0;

	if (str_chr(s->text[0], '#') < 0)
		return 0;
	for (; p < end; p = next) {
		const char *stop = vote_line_end(d, p, end, &next);

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
		best.width = vote->wide;
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

/* Where the last line of a text ends, by a LF or else a CR; 0: nowhere. */
static ptrdiff_t
last_end(struct str s)
{
	const char *end = s.len ? memrchr(s.s, '\n', (size_t)s.len) : NULL;

	if (!end && s.len)
		end = memrchr(s.s, '\r', (size_t)s.len);
	return end ? end + 1 - s.s : 0;
}

/* Whole lines of a piece of a file; `begins`: it begins with one. */
static struct str
whole_lines(struct str s, bool begins, bool ends)
{
	if (!begins) {
		ptrdiff_t nl = str_chr(s, '\n');
		s = nl < 0 ? (struct str){ "", 0 } : str_skip(s, nl + 1);
	}
	if (!ends)
		s.len = last_end(s);
	return s;
}

/* The text at hand, which is to hold a line, even one of a million names. */
static struct str
head_text(struct bytes *b, bool *whole)
{
	while (!last_end(bytes_text(b)) && bytes_more(b))
		;
	*whole = b->eof || (b->seekable && b->taken == b->size);
	return whole_lines(bytes_text(b), true, *whole);
}

struct str
dialect_look(struct arena *mem, struct bytes *b, struct dialect_fixed fixed,
             struct dialect *out)
{
	struct arena scratch = arena_like(mem);
	struct dialect_sample s = { .text = { { "", 0 }, { "", 0 },
	                                      { "", 0 } } };
	int64_t end = b->size - BYTES_SAMPLE;

	s.text[0] = head_text(b, &s.whole);
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
