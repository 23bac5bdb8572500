/* SPDX-License-Identifier: MIT */
/*
 * The gate between a document and its renderers: what an edition may see.
 */
#include "report/alias.h"
#include "report/gate.h"

#include <stdlib.h>

struct gate {
	struct arena *mem;
	struct edition edition;
	enum doc_format format;
	int64_t min_group;    /* hide what has fewer people behind it; 0: no */
	struct aliases files; /* other names for them; none: their own       */
	const struct population *population;
	const struct suppress *sets; /* hidden ones; NULL: there are none    */
	bool pay_only;        /* and nothing but pay                         */
	bool small_count;     /* show "<10" where there are few              */
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

/* "<10" in place of a star. */
static void
say_few(const struct gate *g, struct cell *c)
{
	if (c->kind == CELL_NONE && c->n)
		c->s = str_fmt(g->mem, "<%lld", (long long)g->min_group);
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
		if (hidden[r]) {
			hide(&t->cell[r * t->n_col + c]);
			if (g->small_count && col->kind == CELL_COUNT &&
			    too_few(g, col, r))
				say_few(g, &t->cell[r * t->n_col + c]);
		}
}

/* The figures of sets that are hidden, and the tails of small ones. */
static void
hide_sets(const struct gate *g, struct doc_table *t, ptrdiff_t c)
{
	const struct doc_sets *s = &t->sets[c];
	const struct doc_column *col = &t->col[c];

	for (ptrdiff_t r = 0; r < t->n_row; r++)
		if (suppress_hidden(g->sets, s->set[r]) ||
		    (s->also && suppress_hidden(g->sets, s->also[r])) ||
		    (col->marks & COL_TAIL && too_few(g, col, r))) {
			hide(&t->cell[r * t->n_col + c]);
			if (g->small_count && col->kind == CELL_COUNT &&
			    col->people && too_few(g, col, r))
				say_few(g, &t->cell[r * t->n_col + c]);
		}
}

/* Pay of nobody knows how many. */
static void
hide_undeclared(struct doc_table *t, ptrdiff_t c)
{
	for (ptrdiff_t r = 0; r < t->n_row; r++)
		if (is_pay(t->cell[r * t->n_col + c].kind))
			hide(&t->cell[r * t->n_col + c]);
}

static int
by_name(const void *a, const void *b)
{
	return str_cmp((*(const struct cell *const *)a)->s,
	               (*(const struct cell *const *)b)->s);
}

/* Whether a row's headcount is hidden. */
static bool
is_uncounted(const struct gate *g, const struct doc_table *t, ptrdiff_t row)
{
	for (ptrdiff_t c = 0; c < t->n_col; c++) {
		uint32_t set = g->sets && t->sets && t->sets[c].set
			? t->sets[c].set[row] : 0;
		const struct cell *x = &t->cell[row * t->n_col + c];

		if (set && is_heads(g->population, set) &&
		    suppress_hidden(g->sets, set))
			return true;
		if (t->col[c].marks & COL_HEADS)
			return x->kind == CELL_NONE && x->n;
	}
	return false;
}

/* Rows in order of size would tell what is hidden of them.  The text only
 * counts the hidden, as it does the smallest. */
static void
order_hidden(const struct gate *g, struct doc_table *t)
{
	ptrdiff_t n = t->n_row - t->last_rows, shown = 0, hidden = 0;
	const struct cell **last = NEW(g->mem, n, const struct cell *);
	struct cell *to = NEW(g->mem, t->n_row * t->n_col, struct cell);
	size_t size = (size_t)t->n_col * sizeof *to;

	for (ptrdiff_t r = 0; r < n; r++)
		if (is_uncounted(g, t, r)) {
			if (t->unlisted && t->unlisted[r])
				t->cell[r * t->n_col].s = STR("(unlisted)");
			last[hidden++] = t->cell + r * t->n_col;
		} else {
			memcpy(to + shown++ * t->n_col,
			       t->cell + r * t->n_col, size);
		}
	if (hidden)
		qsort(last, (size_t)hidden, sizeof *last, by_name);
	for (ptrdiff_t i = 0; i < hidden; i++)
		memcpy(to + (shown + i) * t->n_col, last[i], size);
	memcpy(to + n * t->n_col, t->cell + n * t->n_col,
	       (size_t)t->last_rows * size);
	t->cell = to;
	if (g->format == IN_TEXT && shown && hidden &&
	    (!t->key_row_limit || shown < t->key_row_limit))
		t->key_row_limit = shown;
}

/* Values without what they are made of and the names of files. */
static void
plain(const struct gate *g, struct cell *c)
{
	if (!g->edition.shareable)
		return;
	c->expr = NULL;
	if (c->kind == CELL_TEXT)
		c->s = alias_text(g->mem, &g->files, c->s);
}

/* Drop texts of the exports that few people have: they may be anything. */
static void
drop_rare(const struct gate *g, struct doc_table *t)
{
	const int64_t *people = NULL;
	ptrdiff_t kept = 0;

	for (ptrdiff_t c = 0; c < t->n_col; c++)
		if (t->col[c].people)
			people = t->col[c].people;
	for (ptrdiff_t r = 0; r < t->n_row; r++)
		if (people && people[r] >= g->min_group)
			memmove(t->cell + kept++ * t->n_col,
			        t->cell + r * t->n_col,
			        (size_t)t->n_col * sizeof *t->cell);
	t->n_row = kept;
	t->last_rows = kept < t->last_rows ? kept : t->last_rows;
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
		if (t->col[c].people && g->pay_only &&
		    !is_pay(t->col[c].kind))
			continue;
		else if (g->sets && t->sets && t->sets[c].set)
			hide_sets(g, t, c);
		else if (t->col[c].marks & COL_HEADS && !g->edition.shareable)
			continue;
		else if (t->col[c].people && !t->raw)
			hide_column(g, t, c);
		else if (!t->facts)
			hide_undeclared(t, c);
	if (g->edition.shareable)
		t->operand = NULL;
	if (t->by_size && g->edition.shareable)
		order_hidden(g, t);
	if (t->raw && g->edition.shareable)
		drop_rare(g, t);
	for (ptrdiff_t i = 0; i < t->n_row * t->n_col; i++)
		plain(g, &t->cell[i]);
	return t;
}

static struct doc_figure *
gate_figures(const struct gate *g, const struct doc_figure *from, ptrdiff_t n)
{
	struct doc_figure *f = NEW(g->mem, n, struct doc_figure);

	for (ptrdiff_t i = 0; i < n; i++) {
		f[i] = from[i];
		if (g->pay_only && !is_pay(f[i].value.kind))
			continue;
		if ((f[i].people < g->min_group &&
		     (f[i].people > 0 || is_pay(f[i].value.kind))) ||
		    (g->sets && f[i].set && suppress_hidden(g->sets, f[i].set)))
			hide(&f[i].value);
		if (g->small_count && from[i].value.kind == CELL_COUNT)
			say_few(g, &f[i].value);
		plain(g, &f[i].value);
		if (g->edition.shareable)
			f[i].title = alias_text(g->mem, &g->files, f[i].title);
	}
	return f;
}

/* Texts are filled from the figures that passed the gate. */
static struct str
filled(const struct gate *g, const struct document *d, struct str text)
{
	text = doc_fill(d->mem, text, d->offered, d->n_offered);
	return g->edition.shareable ? alias_text(g->mem, &g->files, text)
	                            : text;
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
		b.figure[i].note = filled(g, d, b.figure[i].note);
	b.title = filled(g, d, b.title);
	b.text = filled(g, d, b.text);
	b.note = filled(g, d, b.note);
	*VEC_PUSH(d->mem, &d->blocks) = b;
}

static void
gate_rejects(const struct gate *g, struct document *d,
             const struct document *from)
{
	d->rejects.v = NEW(d->mem, from->rejects.n, struct doc_reject);
	d->rejects.cap = from->rejects.n;
	for (ptrdiff_t i = 0; i < from->rejects.n; i++) {
		struct doc_reject *r = &d->rejects.v[i];

		*r = from->rejects.v[i];
		if (!g->people)
			r->value = r->message = STR("");
		if (g->edition.shareable)
			r->file = alias_text(g->mem, &g->files, r->file);
	}
}

/* What is said of the files beside the blocks. */
static void
gate_files(struct gate *g, struct document *d, const struct document *from)
{
	d->inputs.v = NEW(d->mem, from->inputs.n, struct doc_rows);
	d->inputs.cap = from->inputs.n;
	for (ptrdiff_t i = 0; i < from->inputs.n; i++) {
		d->inputs.v[i] = from->inputs.v[i];
		d->inputs.v[i].file = alias_text(g->mem, &g->files,
		                                 from->inputs.v[i].file);
	}
	d->model.v = gate_figures(g, from->model.v, from->model.n);
	d->model.cap = from->model.n;
}

/* The names of files that are not to be seen. */
static void
name_files(struct gate *g, const struct document *from)
{
	for (ptrdiff_t i = 0; i < from->inputs.n; i++)
		alias_input(g->mem, &g->files, from->inputs.v[i].file,
		            from->inputs.v[i].kind);
	for (ptrdiff_t i = 0; i < from->model.n; i++)
		if (str_eq(from->model.v[i].key, STR("file")))
			alias_base(g->mem, &g->files,
			           from->model.v[i].value.s);
}

/* What page one says first of an edition that is not safe. */
static struct block
unsafe(void)
{
	return (struct block){
		.kind = BLOCK_WARNING, .audience = AUDIENCE_AGGREGATE,
		.formats = IN_TEXT | IN_XLSX | IN_JSON,
		.sheet = STR("Summary"),
		.text = STR("PRIMARY SUPPRESSION ONLY: what is hidden can be "
		            "worked out from what is shown.  Not for sharing."),
	};
}

/* Texts as they were written are a person's. */
static const struct doc_table *
gate_changes(const struct gate *g, const struct doc_table *from)
{
	struct doc_table *t;

	if (g->people || !from)
		return from;
	t = NEW(g->mem, 1, struct doc_table);
	*t = *from;
	t->n_row = 0;
	return t;
}

struct document *
document_for(const struct document *from, struct edition e, enum doc_format f)
{
	struct document *d = NEW(from->mem, 1, struct document);
	struct gate g = {
		.mem = from->mem, .edition = e, .format = f,
		.population = from->people,
		.min_group = e.shareable || f == IN_TEXT ? e.min_group : 0,
		.people = !e.shareable && (f != IN_TEXT || e.people_in_text),
		.pay_only = from->students && !e.shareable,
		.small_count = from->students && e.shareable,
	};

	if (g.min_group)
		g.sets = gate_plan(from, e);
	if (e.shareable)
		name_files(&g, from);
	*d = *from;
	d->edition = e;
	if (e.shareable)
		gate_files(&g, d, from);
	d->offered = gate_figures(&g, from->offered, from->n_offered);
	d->subject = filled(&g, d, from->subject);
	d->subject_short = filled(&g, d, from->subject_short);
	d->title = filled(&g, d, from->title);
	d->blocks.v = NULL;
	d->blocks.n = d->blocks.cap = 0;
	if (e.primary_only && g.min_group)
		*VEC_PUSH(d->mem, &d->blocks) = unsafe();
	for (ptrdiff_t i = 0; i < from->blocks.n; i++) {
		const struct block *b = &from->blocks.v[i];

		if ((b->formats & (unsigned)f) &&
		    (g.people || b->audience == AUDIENCE_AGGREGATE))
			gate_block(&g, d, b);
	}
	gate_rejects(&g, d, from);
	d->changes = gate_changes(&g, from->changes);
	d->all_changes = gate_changes(&g, from->all_changes);
	return d;
}
