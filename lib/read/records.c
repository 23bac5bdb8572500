/* SPDX-License-Identifier: MIT */
/*
 * Records that are not plain lines (plain.c): their lines are found and judged
 * one by one, and each is fed to libcsv on its own, from a scratch copy where
 * it has to be rewritten.
 */
#include "read/records_int.h"

enum {
	RAW_KEPT = 200,
	SWALLOWED = 2,                /* lines of a field that are rows alone */
};

/* A physical line of the window's text, [beg, end), and the next one. */
struct line {
	ptrdiff_t beg, end, next;
};

/* Without the marks that files appended to another one leave in front. */
static struct str
skip_marks(struct str s)
{
	while (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_skip(s, 3);
	return s;
}

/* A file that was appended to another one begins behind its mark. */
static void
pass_marks(const struct csvin *c, struct line *l)
{
	struct str s = { bytes_text(c->bytes).s + l->beg, l->end - l->beg };

	if (s.len && s.s[0] == '\xEF')
		l->beg = l->end - skip_marks(s).len;
}

/* The byte that ends a line, or NULL. */
static const char *
find_end(const struct csvin *c, const char *p, const char *end)
{
	if (!c->dialect.lone_cr)
		return p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
	while (p < end && *p != '\n' && *p != '\r')
		p++;
	return p < end ? p : NULL;
}

/* Find the line that begins at `from`; false: its end is not in the window. */
static bool
find_line(struct csvin *c, ptrdiff_t from, struct line *l)
{
	struct str t = bytes_text(c->bytes);
	ptrdiff_t at = from < c->searched ? c->searched : from;
	const char *end = t.s + t.len, *stop = find_end(c, t.s + at, end);

	l->beg = from;
	if (stop && *stop == '\r' && stop + 1 == end && !c->final) {
		c->searched = from ? 0 : stop - t.s;
		return false;         /* the next byte may be a LF */
	}
	if (stop) {
		l->end = stop - t.s;
		l->next = l->end + 1;
		if (*stop == '\r')
			l->next += stop + 1 < end && stop[1] == '\n';
		else if (l->end > from && stop[-1] == '\r')
			l->end--;
		c->searched = 0;
		return true;
	}
	if (c->final && skip_marks(str_skip(t, from)).len) {
		l->end = l->next = t.len;
		if (t.s[t.len - 1] == '\r')
			l->end--;
		return true;
	}
	c->searched = from ? 0 : t.len;
	return false;
}

/* More text, if no record of this batch would lose its raw bytes by it. */
static bool
more(struct csvin *c)
{
	if (c->n || c->final)
		return false;
	if (bytes_more(c->bytes))
		return true;
	c->final = c->bytes->eof;
	return c->final;              /* the rest is a line now */
}

/* How many of the kept places are new and before a text offset. */
static int32_t
places_before(const struct places *p, ptrdiff_t *seen, int64_t end)
{
	ptrdiff_t first = *seen;
	while (*seen < p->n && *seen < BYTES_PLACES && p->at[*seen] < end)
		++*seen;
	return (int32_t)(*seen - first);
}

/* Add a record of the lines from l->beg to `end`, whose last is `last`. */
static struct record *
push(struct csvin *c, enum record_what what, const struct line *l,
     ptrdiff_t next, int64_t lines)
{
	struct record *r = &c->rec[c->n];
	const struct bytes *b = c->bytes;

	*r = (struct record){ .line = c->line, .last_line = c->line + lines - 1,
	                      .what = what };
	r->bad = places_before(&b->bad, &c->bad_seen, b->at + next);
	r->nuls = places_before(&b->nul, &c->nul_seen, b->at + next);
	if (next > c->looked)         /* plain.c has not seen all of it */
		c->has_equals |= memchr(bytes_text(b).s + l->beg, '=',
		                        (size_t)(next - l->beg)) != NULL;
	c->n++;
	c->line += lines;
	c->used += next - l->beg;
	c->pos = next;
	return r;
}

static void
set_raw(struct csvin *c, struct record *r, const struct line *l)
{
	ptrdiff_t n = l->end - l->beg;

	r->raw = (struct str){ bytes_text(c->bytes).s + l->beg,
	                       n < RAW_KEPT ? n : RAW_KEPT };
}

/* ---- records that are not one clean line ---- */

/* Rewrite [beg, end) into scratch; the number of fields, or -1. */
static ptrdiff_t
rewrite(struct csvin *c, enum repair how, ptrdiff_t beg, ptrdiff_t end)
{
	const char *t = bytes_text(c->bytes).s;

	c->scratch.n = 0;
	return quotes_rewrite(&c->dialect, c->keep_blanks, how, t + beg, t + end,
	                    &c->scratch);
}

static void
push_rewritten(struct csvin *c, bool repaired, const struct line *first,
               const struct line *last, int64_t lines)
{
	csvin_room(c, c->scratch.n);
	struct record *r = push(c, RECORD_CELLS, first, last->next, lines);
	r->repaired = repaired;
	if (repaired)
		set_raw(c, r, first);
	csvin_feed(c, r, c->scratch.v, c->scratch.n);
}

/* A whole record, clean but for what the scan says. */
static void
push_whole(struct csvin *c, bool rewritten, const struct line *first,
           const struct line *last, int64_t lines)
{
	if (rewritten || (c->keep_blanks && c->dialect.padded)) {
		rewrite(c, REPAIR_NONE, first->beg, last->end);
		push_rewritten(c, false, first, last, lines);
		return;
	}
	csvin_room(c, last->next - first->beg);
	csvin_feed(c, push(c, RECORD_CELLS, first, last->next, lines),
	           bytes_text(c->bytes).s + first->beg, last->end - first->beg);
}

/* A line alone makes as many fields as the table has, all quotes in place. */
static bool
is_row(const struct csvin *c, const struct line *l)
{
	const char *t = bytes_text(c->bytes).s;
	struct quotes s = { 0 };

	return quotes_scan(&s, &c->dialect, t + l->beg, t + l->end) <=
	       LINE_REWRITE && !s.stray &&
	       quotes_fields(&c->dialect, t + l->beg, t + l->end) ==
	       c->dialect.width;
}

/* A CR that ends no line: libcsv must not see it outside quotes. */
static bool
has_text_cr(const struct csvin *c, const struct line *l)
{
	return !c->dialect.lone_cr &&
	       memchr(bytes_text(c->bytes).s + l->beg, '\r',
	              (size_t)(l->end - l->beg));
}

enum gathered { GATHERED_WHOLE, GATHERED_NOT, GATHERED_WAIT };

/*
 * Whether a record of so many lines may go on: one longer than most only if
 * nothing in it looks like a row of its own.
 */
static bool
may_go_on(const struct csvin *c, const struct quotes *s, int64_t lines,
          int64_t rows, ptrdiff_t bytes)
{
	bool sure = c->dialect.width > 1 && !s->tolerant && !rows;

	return bytes <= CSVIN_OPEN_BYTES &&
	       lines < (sure ? CSVIN_OPEN_SURE : CSVIN_OPEN_LINES);
}

/*
 * Whether the record that closed is one: not rows that a quote swallowed, which
 * most lines between its first and last then are by themselves; or the one
 * between and the last.
 */
static bool
is_record(struct csvin *c, const struct line *first,
          const struct line *last, int64_t lines, int64_t rows)
{
	const char *t = bytes_text(c->bytes).s;
	ptrdiff_t width = c->dialect.width;

	if (width > 2 && rows * 2 > lines - 2 && (rows >= SWALLOWED ||
	    (rows && rewrite(c, REPAIR_OPENING, last->beg, last->end) >= width)))
		return false;
	return lines <= CSVIN_OPEN_LINES ||
	       quotes_fields(&c->dialect, t + first->beg, t + last->end) == width;
}

/*
 * Gather the lines of a quoted field that is open at the end of *first.  A
 * tolerant scan takes quotes that are amiss for text, but then no line of the
 * field may look like a row of its own.  On success *last is the last line.
 */
static enum gathered
gather(struct csvin *c, struct quotes *s, const struct line *first,
       struct line *last, int64_t *lines)
{
	int64_t rows = 0;             /* lines that are rows by themselves */

	*last = *first;
	for (*lines = 1; ; ) {
		if (!may_go_on(c, s, *lines, rows, last->next - first->beg))
			return GATHERED_NOT;
		ptrdiff_t next = last->next;
		while (!find_line(c, next, last)) {
			if (c->n)
				return GATHERED_WAIT;
			if (!more(c) || (c->final && next >= bytes_text(c->bytes).len))
				return GATHERED_NOT;
		}
		++*lines;
		rows += is_row(c, last);
		if (s->tolerant && rows)
			return GATHERED_NOT;
		const char *t = bytes_text(c->bytes).s;
		s->rewrite |= has_text_cr(c, last);
		switch (quotes_scan(s, &c->dialect, t + last->beg, t + last->end)) {
		case LINE_OPEN:
			break;
		case LINE_ODD:
			return GATHERED_NOT;
		default:
			if (!is_record(c, first, last, *lines, rows))
				return GATHERED_NOT;
			/* A batch holds no more than max_text. */
			return c->n && c->used + last->next - first->beg >
			       c->max_text ? GATHERED_WAIT : GATHERED_WHOLE;
		}
	}
}

/* Repair a line if that gives the table's number of fields; else reject it. */
static bool
judge(struct csvin *c, const struct line *l)
{
	static const enum repair how[] = { REPAIR_INNER, REPAIR_OPENING };
	ptrdiff_t width = c->dialect.width;
	struct quotes s = { .keep_blanks = c->keep_blanks, .tolerant = true };
	const char *t = bytes_text(c->bytes).s;
	struct line last;
	int64_t lines;

	for (int i = 0; width > 1 && i < 2; i++)
		if (rewrite(c, how[i], l->beg, l->end) == width) {
			push_rewritten(c, true, l, l, 1);
			return true;
		}
	if (width > 1 && quotes_scan(&s, &c->dialect, t + l->beg, t + l->end) ==
	    LINE_OPEN) {
		enum gathered g = gather(c, &s, l, &last, &lines);

		if (g == GATHERED_WAIT)
			return false;
		if (g == GATHERED_WHOLE &&
		    rewrite(c, REPAIR_INNER, l->beg, last.end) == width) {
			push_rewritten(c, true, l, &last, lines);
			return true;
		}
	}
	set_raw(c, push(c, RECORD_DAMAGED, l, l->next, 1), l);
	return true;
}

/* A quoted field is open at the end of the line: take the lines it spans. */
static bool
take_open(struct csvin *c, struct quotes *s, const struct line *l)
{
	struct line last;
	int64_t lines;
	enum gathered g = gather(c, s, l, &last, &lines);

	if (g == GATHERED_WAIT)
		return false;
	if (g == GATHERED_NOT)
		return judge(c, l);
	const char *t = bytes_text(c->bytes).s;
	ptrdiff_t width = c->dialect.width;
	/* Well formed, but of another width, while the first line alone has
	 * the right one with its quote taken for text: an inch mark. */
	if (width > 1 &&
	    quotes_fields(&c->dialect, t + l->beg, t + last.end) != width &&
	    rewrite(c, REPAIR_OPENING, l->beg, l->end) == width)
		push_rewritten(c, true, l, l, 1);
	else
		push_whole(c, s->rewrite, l, &last, lines);
	return true;
}

/* ---- the loop ---- */

static bool
is_blank_line(const struct csvin *c, const char *p, const char *end)
{
	while (!c->keep_blanks && p < end && is_blank(&c->dialect, *p))
		p++;
	return p == end;
}

static bool
is_comment(const struct csvin *c, const char *p, const char *end)
{
	return *p == c->dialect.comment &&
	       (c->dialect.width <= 1 ||
	        quotes_fields(&c->dialect, p, end) != c->dialect.width);
}

/* Add the record that begins with a line; false: its end is not here yet. */
static bool
take_record(struct csvin *c, struct line *l)
{
	struct quotes s = { .keep_blanks = c->keep_blanks };
	const char *t = bytes_text(c->bytes).s;

	pass_marks(c, l);
	const char *p = t + l->beg, *end = t + l->end;
	if (is_blank_line(c, p, end)) {
		push(c, RECORD_BLANK, l, l->next, 1);
		return true;
	}
	if (c->dialect.comment && is_comment(c, p, end)) {
		push(c, RECORD_COMMENT, l, l->next, 1);
		return true;
	}
	s.rewrite = has_text_cr(c, l);
	switch (quotes_scan(&s, &c->dialect, p, end)) {
	case LINE_CLEAN:
	case LINE_REWRITE:
		push_whole(c, s.rewrite, l, l, 1);
		return true;
	case LINE_OPEN:
		return take_open(c, &s, l);
	default:
		return judge(c, l);
	}
}

/* Pass over the rest of a line that was too long; false: not all is here. */
static bool
skip_rest(struct csvin *c)
{
	struct line l;

	for (;;) {
		c->searched = 0;
		if (find_line(c, 0, &l)) {
			bytes_take(c->bytes, l.next);
			c->skipping = false;
			return true;
		}
		bytes_take(c->bytes, bytes_text(c->bytes).len);
		if (!more(c) || c->final)
			return false;
	}
}

/* A line as long as the window: one damaged record, the rest passed over. */
static void
take_too_long(struct csvin *c)
{
	ptrdiff_t len = bytes_text(c->bytes).len;
	struct line l = { 0, len, len };

	set_raw(c, push(c, RECORD_DAMAGED, &l, len, 1), &l);
	c->skipping = true;
	c->searched = 0;
}

/*
 * A row too long because of "Good, Ann" without quotes, where the table has
 * no blanks behind its delimiters: with these taken for text it must have the
 * table's number of fields.
 */
static void
mend_long(struct csvin *c, struct record *r, struct line *l)
{
	int32_t width = c->dialect.width;

	pass_marks(c, l);
	if (l->next - l->beg > CSVIN_TEXT ||
	    c->cell_at + width > c->cell + c->cell_cap ||
	    rewrite(c, REPAIR_BLANK, l->beg, l->end) != width)
		return;
	r->repaired = true;
	set_raw(c, r, l);
	csvin_feed(c, r, c->scratch.v, c->scratch.n);
}

static void
mend_long_rows(struct csvin *c)
{
	struct line l = { 0 };
	int64_t at = c->rec[0].line - 1;

	for (ptrdiff_t i = 0; i < c->n; i++) {
		struct record *r = &c->rec[i];

		if (r->what != RECORD_CELLS || r->n <= c->dialect.width ||
		    r->repaired || r->line != r->last_line)
			continue;
		for (; at < r->line; at++)
			find_line(c, l.next, &l);
		mend_long(c, r, &l);
	}
}

bool
csvin_next(struct csvin *c, struct batch *b)
{
	struct line l;

	bytes_take(c->bytes, c->pos);
	c->pos = c->looked = c->used = 0;
	c->has_equals = false;
	csvin_begin_batch(c);
	*b = (struct batch){ .v = c->rec };
	if (c->skipping && !skip_rest(c))
		return false;
	while (c->n < c->max_rows && (c->stop < 0 || csvin_at(c) < c->stop)) {
		if (plain_take(c))
			continue;
		if (!find_line(c, c->pos, &l)) {
			if (more(c))
				continue;
			if (!c->n && !c->final)
				take_too_long(c);
			break;
		}
		if (c->n && c->used + l.next - l.beg > c->max_text)
			break;
		if (!take_record(c, &l))
			break;
	}
	if (c->dialect.tight && c->dialect.quote && c->dialect.width > 1)
		mend_long_rows(c);
	b->n = c->n;
	b->equals = c->has_equals;
	return c->n > 0;
}

void
csvin_width(struct csvin *c, int32_t width, ptrdiff_t from)
{
	const struct bytes *b = c->bytes;
	struct line l = { 0 };

	c->dialect.width = width;
	if (from >= c->n)
		return;
	for (c->line = c->rec[0].line; c->line < c->rec[from].line; c->line++)
		find_line(c, l.next, &l);
	c->pos = l.next;
	c->final = c->skipping = false;
	c->searched = 0;
	c->bad_seen = c->nul_seen = 0;
	places_before(&b->bad, &c->bad_seen, csvin_at(c));
	places_before(&b->nul, &c->nul_seen, csvin_at(c));
}
