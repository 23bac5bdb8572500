/* SPDX-License-Identifier: MIT */
/*
 * The gate between a document and its renderers: what an edition may see.
 */
#include "report/document.h"

struct gate {
	struct arena *mem;
	struct edition edition;
	int64_t min_group;    /* hide what has fewer people behind it; 0: no */
	bool people;          /* people may be shown                         */
};

static bool
is_pay(enum cell_kind kind)
{
	return kind == CELL_MONEY || kind == CELL_HOURLY || kind == CELL_RATIO;
}

/* What is not there need not be hidden. */
static void
hide(struct cell *c)
{
	if (c->kind != CELL_NONE)
		*c = (struct cell){ .kind = CELL_NONE, .n = 1 };
}

/* Whether a row's figure in a column has to go for the row's own sake. */
static bool
too_few(const struct gate *g, const struct doc_column *col, ptrdiff_t row)
{
	int64_t least = col->marks & COL_TAIL ? 2 * g->min_group : g->min_group;

	return col->people[row] > 0 && col->people[row] < least;
}

/* The smallest row that is still shown, or -1. */
static ptrdiff_t
smallest_shown(const struct doc_column *col, const bool *hidden,
               ptrdiff_t n_row)
{
	ptrdiff_t found = -1;

	for (ptrdiff_t r = 0; r < n_row; r++)
		if (!hidden[r] && col->people[r] > 0 &&
		    (found < 0 || col->people[r] < col->people[found]))
			found = r;
	return found;
}

/*
 * Hide the column's figures of small groups; and more of them, smallest
 * first, while the hidden could be had as the total less what is shown.
 */
static void
hide_column(const struct gate *g, struct doc_table *t, ptrdiff_t c)
{
	const struct doc_column *col = &t->col[c];
	bool *hidden = NEW(g->mem, t->n_row, bool);
	int64_t people = 0;
	ptrdiff_t n = 0, more;

	for (ptrdiff_t r = 0; r < t->n_row; r++)
		if (too_few(g, col, r)) {
			hidden[r] = true;
			people += col->people[r];
			n++;
		}
	while (n && !t->overlap && (n == 1 || people < g->min_group) &&
	       (more = smallest_shown(col, hidden, t->n_row)) >= 0) {
		hidden[more] = true;
		people += col->people[more];
		n++;
	}
	for (ptrdiff_t r = 0; r < t->n_row; r++)
		if (hidden[r])
			hide(&t->cell[r * t->n_col + c]);
}

/* Pay of nobody knows how many. */
static void
hide_undeclared(struct doc_table *t, ptrdiff_t c)
{
	for (ptrdiff_t r = 0; r < t->n_row; r++)
		if (is_pay(t->cell[r * t->n_col + c].kind))
			hide(&t->cell[r * t->n_col + c]);
}

static struct doc_table *
gate_table(const struct gate *g, const struct doc_table *from)
{
	struct doc_table *t = NEW(g->mem, 1, struct doc_table);

	*t = *from;
	if (t->row || !g->min_group)
		return t;
	t->cell = NEW(g->mem, t->n_row * t->n_col, struct cell);
	memcpy(t->cell, from->cell,
	       (size_t)(t->n_row * t->n_col) * sizeof *t->cell);
	for (ptrdiff_t c = 0; c < t->n_col; c++)
		if (t->col[c].people)
			hide_column(g, t, c);
		else if (!t->facts)
			hide_undeclared(t, c);
	for (ptrdiff_t i = 0; i < t->n_row * t->n_col; i++)
		if (g->edition.shareable)
			t->cell[i].expr = NULL;
	return t;
}

static struct doc_figure *
gate_figures(const struct gate *g, const struct doc_figure *from, ptrdiff_t n)
{
	struct doc_figure *f = NEW(g->mem, n, struct doc_figure);

	for (ptrdiff_t i = 0; i < n; i++) {
		f[i] = from[i];
		if (f[i].people < g->min_group &&
		    (f[i].people > 0 || is_pay(f[i].value.kind)))
			hide(&f[i].value);
		if (g->edition.shareable)
			f[i].value.expr = NULL;
	}
	return f;
}

/* Texts are filled from the figures that passed the gate. */
static struct str
filled(const struct document *d, struct str text)
{
	return doc_fill(d->mem, text, d->offered, d->n_offered);
}

static void
gate_block(const struct gate *g, struct document *d, const struct block *from)
{
	struct block b = *from;

	if (b.kind == BLOCK_FIGURES)
		b.figure = gate_figures(g, b.figure, b.n_figure);
	if (b.kind == BLOCK_TABLE)
		b.table = gate_table(g, b.table);
	for (ptrdiff_t i = 0; i < b.n_figure; i++)
		b.figure[i].note = filled(d, b.figure[i].note);
	b.title = filled(d, b.title);
	b.text = filled(d, b.text);
	b.note = filled(d, b.note);
	*VEC_PUSH(d->mem, &d->blocks) = b;
}

static void
gate_rejects(const struct gate *g, struct document *d,
             const struct document *from)
{
	d->rejects.v = NEW(d->mem, from->rejects.n, struct doc_reject);
	d->rejects.cap = from->rejects.n;
	for (ptrdiff_t i = 0; i < from->rejects.n; i++) {
		d->rejects.v[i] = from->rejects.v[i];
		if (!g->people)
			d->rejects.v[i].value = d->rejects.v[i].message =
				STR("");
	}
}

struct document *
document_for(const struct document *from, struct edition e, enum doc_format f)
{
	struct document *d = NEW(from->mem, 1, struct document);
	struct gate g = {
		.mem = from->mem, .edition = e,
		.min_group = e.shareable || f == IN_TEXT ? e.min_group : 0,
		.people = !e.shareable && (f != IN_TEXT || e.people_in_text),
	};

	*d = *from;
	d->edition = e;
	d->offered = gate_figures(&g, from->offered, from->n_offered);
	d->subject = filled(d, from->subject);
	d->subject_short = filled(d, from->subject_short);
	d->title = filled(d, from->title);
	d->blocks.v = NULL;
	d->blocks.n = d->blocks.cap = 0;
	for (ptrdiff_t i = 0; i < from->blocks.n; i++) {
		const struct block *b = &from->blocks.v[i];

		if ((b->formats & (unsigned)f) &&
		    (g.people || b->audience == AUDIENCE_AGGREGATE))
			gate_block(&g, d, b);
	}
	gate_rejects(&g, d, from);
	return d;
}
