/* SPDX-License-Identifier: MIT */
/*
 * Tables in text.  The columns are as wide as their longest cell; when that is
 * too much for the page, columns of text are cut, the widest first, and then
 * columns are left away from the right.
 */
#include "report/text_page.h"

enum {
	GAP = 2, HEAD_LINES = 3, TEXT_LEAST = 12, NAME_FILL = 36,
	BAR_LEAST = 12, BAR_MOST = 40
};

struct column {
	ptrdiff_t at;                 /* in the table's columns            */
	ptrdiff_t width, least;
	bool text;
	struct str head[HEAD_LINES];  /* lines of the title                */
	ptrdiff_t n_head;
};

struct plan {
	const struct doc_table *t;
	struct column *col;
	ptrdiff_t n, width;
	ptrdiff_t shown;              /* rows from the first on; then the
	                                 table's last rows                 */
	ptrdiff_t bar;                /* the table's column, or -1         */
	int64_t bar_max;
	ptrdiff_t bar_width;
	struct cell *buf;
};

/* Numbers stand at the same place in every table unless they are large. */
static const int8_t least_width[] = {
	[CELL_NONE] = 1, [CELL_TEXT] = 4, [CELL_COUNT] = 6, [CELL_MONEY] = 9,
	[CELL_HOURLY] = 6, [CELL_RATIO] = 6, [CELL_PERCENT] = 7,
	[CELL_RATE] = 7, [CELL_NUMBER] = 6, [CELL_DATE] = 10, [CELL_BOOL] = 3,
};

/* The first piece of a title that is not broken: to a blank, or to the end of
 * "Compa-". */
static struct str
piece(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (s.s[i] == ' ')
			return (struct str){ s.s, i };
		if (s.s[i] == '-' && i > 0 && i + 1 < s.len)
			return (struct str){ s.s, i + 1 };
	}
	return s;
}

static ptrdiff_t
longest_piece(struct str s)
{
	ptrdiff_t most = 0;

	while ((s = str_trim(s)).len) {
		struct str one = piece(s);
		ptrdiff_t w = utf8_width(one);

		if (w > most)
			most = w;
		s = str_skip(s, one.len);
	}
	return most;
}

/* Whether a row is drawn, and not only counted. */
static bool
row_shown(const struct plan *plan, ptrdiff_t r)
{
	return r < plan->shown || r >= plan->t->n_row - plan->t->last_rows;
}

/* Make the columns as wide as the cells that are drawn. */
static void
measure(struct page *p, struct plan *plan)
{
	const struct doc_table *t = plan->t;

	for (ptrdiff_t r = 0; r < t->n_row; r++) {
		if (!row_shown(plan, r)) {
			r = t->n_row - t->last_rows - 1;
			continue;
		}
		struct arena_mark mark = arena_mark(&p->scratch);
		const struct cell *row = doc_table_row(t, r, plan->buf,
		                                       &p->scratch);
		for (ptrdiff_t i = 0; i < plan->n; i++) {
			struct column *c = &plan->col[i];
			struct str s = cell_str(&p->scratch, row + c->at,
			                        false);
			ptrdiff_t w = utf8_width(page_clean(p, s));

			if (w > c->width)
				c->width = w;
		}
		if (plan->bar >= 0 && row[plan->bar].n > plan->bar_max)
			plan->bar_max = row[plan->bar].n;
		arena_rewind(&p->scratch, mark);
	}
}

static ptrdiff_t
total_width(const struct plan *plan)
{
	ptrdiff_t w = (plan->n - 1) * GAP;

	for (ptrdiff_t i = 0; i < plan->n; i++)
		w += plan->col[i].width;
	return w;
}

/* The widest column of text that may still lose something, or NULL. */
static struct column *
widest_text(const struct plan *plan)
{
	struct column *found = NULL;

	for (ptrdiff_t i = 0; i < plan->n; i++) {
		struct column *c = &plan->col[i];

		if (c->text && c->width > c->least &&
		    (!found || c->width > found->width))
			found = c;
	}
	return found;
}

/* Fit the columns into `room`; give some of what is left to the first if it
 * alone is text, so that the numbers of tables stand one under another. */
static void
fit(struct plan *plan, ptrdiff_t room)
{
	struct column *c;
	ptrdiff_t n_text = 0;

	while (plan->n > 1 && total_width(plan) > room) {
		if ((c = widest_text(plan)))
			c->width--;
		else
			plan->n--;
	}
	c = &plan->col[0];
	if (c->width > room)
		c->width = room;
	for (ptrdiff_t i = 0; i < plan->n; i++)
		n_text += plan->col[i].text;
	if (n_text == 1 && c->text && plan->n > 1 && plan->bar < 0 &&
	    c->width < NAME_FILL) {
		ptrdiff_t more = room - total_width(plan);

		c->width += more < NAME_FILL - c->width ? more
		                                        : NAME_FILL - c->width;
	}
	plan->width = total_width(plan);
}

/* Cut a title into lines of the column's width; what is too much is lost. */
static void
break_title(struct page *p, struct column *c, struct str title)
{
	c->n_head = 0;
	while ((title = str_trim(title)).len && c->n_head < HEAD_LINES) {
		struct str line = { title.s, 0 }, rest = title;

		while (rest.len) {
			ptrdiff_t n = rest.len;

			rest = str_trim(rest);
			n = line.len + (n - rest.len) + piece(rest).len;
			if (line.len && utf8_width((struct str){
			                           title.s, n }) > c->width)
				break;
			line.len = n;
			rest = str_skip(title, n);
		}
		title = str_skip(title, line.len);
		c->head[c->n_head++] = page_cut(p, line, c->width);
	}
}

static struct plan
make_plan(struct page *p, const struct doc_table *t)
{
	struct plan plan = { .t = t, .bar = -1 };
	ptrdiff_t middle = t->n_row - t->last_rows;

	plan.shown = t->key_row_limit && t->key_row_limit < middle
	             ? t->key_row_limit : middle;
	plan.buf = NEW(p->mem, t->n_col, struct cell);
	plan.col = NEW(p->mem, t->n_col, struct column);
	for (ptrdiff_t i = 0; i < t->n_col; i++) {
		if (!t->col[i].in_text)
			continue;
		struct column *c = &plan.col[plan.n++];
		ptrdiff_t word = longest_piece(t->col[i].title);

		c->at = i;
		c->text = t->col[i].kind == CELL_TEXT;
		c->width = least_width[t->col[i].kind];
		if (word > c->width)
			c->width = word;
		c->least = TEXT_LEAST;
	}
	if (t->bar.len)
		plan.bar = doc_table_col(t, t->bar);
	measure(p, &plan);
	fit(&plan, PAGE_WIDTH - (plan.bar < 0 ? 0 : BAR_LEAST + GAP));
	plan.bar_width = PAGE_WIDTH - GAP - plan.width;
	if (plan.bar_width > BAR_MOST)
		plan.bar_width = BAR_MOST;
	for (ptrdiff_t i = 0; i < plan.n; i++)
		break_title(p, &plan.col[i],
		            page_clean(p, t->col[plan.col[i].at].title));
	return plan;
}

static void
put_column(struct page *p, const struct column *c, ptrdiff_t i, struct str s)
{
	page_gap(p, i ? GAP : 0);
	if (c->text)
		page_left(p, s, c->width);
	else
		page_right(p, s, c->width);
}

/* Titles stand on the rule; the table's own is the first column's. */
static void
put_head(struct page *p, struct plan *plan, struct str title)
{
	ptrdiff_t lines = 1;
	struct column *first = &plan->col[0];

	if (title.len && utf8_width(title) <= first->width && first->text) {
		first->n_head = 1;
		first->head[0] = page_capitals(p, title);
	} else if (title.len) {
		page_wrap(p, page_capitals(p, title), 0, 0);
	}
	for (ptrdiff_t i = 0; i < plan->n; i++)
		if (plan->col[i].n_head > lines)
			lines = plan->col[i].n_head;
	for (ptrdiff_t l = 0; l < lines; l++) {
		for (ptrdiff_t i = 0; i < plan->n; i++) {
			const struct column *c = &plan->col[i];
			ptrdiff_t k = l - (lines - c->n_head);

			put_column(p, c, i, k < 0 ? STR("") : c->head[k]);
		}
		page_end(p);
	}
	page_rule(p, '-', plan->bar < 0 && plan->width < PAGE_WIDTH
	                  ? plan->width : PAGE_WIDTH);
}

static void
put_bar(struct page *p, const struct plan *plan, const struct cell *c)
{
	ptrdiff_t n;

	if (plan->bar_max <= 0 || c->kind == CELL_NONE || c->n <= 0)
		return;
	n = (ptrdiff_t)muldiv(c->n, plan->bar_width, plan->bar_max);
	page_gap(p, GAP);
	sbuf_fill(&p->out, '#', n ? n : 1);
}

static void
put_row(struct page *p, const struct plan *plan, ptrdiff_t r)
{
	struct arena_mark mark = arena_mark(&p->scratch);
	const struct cell *row = doc_table_row(plan->t, r, plan->buf,
	                                       &p->scratch);

	for (ptrdiff_t i = 0; i < plan->n; i++)
		put_column(p, &plan->col[i], i,
		           page_cell(p, row + plan->col[i].at));
	if (plan->bar >= 0)
		put_bar(p, plan, row + plan->bar);
	page_end(p);
	arena_rewind(&p->scratch, mark);
}

/* "and 1,234 smaller groups with 2,300 people" */
static void
put_rest(struct page *p, const struct plan *plan, ptrdiff_t from, ptrdiff_t to)
{
	const struct doc_table *t = plan->t;
	ptrdiff_t c = t->row ? -1 : doc_table_col(t, STR("headcount"));
	struct sbuf b = { .mem = p->mem };
	int64_t people = 0;
	bool hidden = false;

	sbuf_fmt(&b, "and %.*s ",
	         FMT(decimal_str(p->mem, to - from, 0, 0, true)));
	if (c < 0) {
		sbuf_put(&b, STR("more"));
		page_line(p, sbuf_str(&b));
		return;
	}
	sbuf_fmt(&b, "smaller group%s", to - from == 1 ? "" : "s");
	for (ptrdiff_t r = from; r < to; r++) {
		const struct cell *x = &t->cell[r * t->n_col + c];

		hidden |= x->kind == CELL_NONE;
		people += x->n;
	}
	if (!t->overlap && !hidden)
		sbuf_fmt(&b, " with %.*s %s",
		         FMT(decimal_str(p->mem, people, 0, 0, true)),
		         people == 1 ? "person" : "people");
	page_line(p, sbuf_str(&b));
}

void
page_table(struct page *p, const struct block *b)
{
	const struct doc_table *t = b->table;
	struct plan plan = make_plan(p, t);
	ptrdiff_t last = t->n_row - t->last_rows;

	if (plan.n == 0)
		return;
	put_head(p, &plan, page_clean(p, b->title));
	for (ptrdiff_t r = 0; r < plan.shown; r++)
		put_row(p, &plan, r);
	if (plan.shown < last)
		put_rest(p, &plan, plan.shown, last);
	for (ptrdiff_t r = last; r < t->n_row; r++)
		put_row(p, &plan, r);
}
