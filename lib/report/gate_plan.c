/* SPDX-License-Identifier: MIT */
/*
 * Which figures an edition prints, of which people: the question to cell
 * suppression.
 */
#include "report/gate.h"

/* Someone's formats: all of a shareable edition are to be safe together. */
static unsigned
formats_of(struct edition e)
{
	return e.shareable ? IN_TEXT | IN_XLSX | IN_JSON : IN_TEXT;
}

/* Whether a text shows a row, or only counts it. */
static bool
is_row_shown(const struct doc_table *t, ptrdiff_t row)
{
	return !t->key_row_limit || row < t->key_row_limit ||
	       row >= t->n_row - t->last_rows;
}

static void
ask_table(struct suppress *s, const struct doc_table *t, bool text_only)
{
	int table = suppress_table(s, t->overlap);

	for (ptrdiff_t c = 0; t->sets && c < t->n_col; c++)
		for (ptrdiff_t r = 0; t->sets[c].set && r < t->n_row; r++) {
			bool shown = !text_only || (t->col[c].in_text &&
			                            is_row_shown(t, r));

			suppress_cell(s, t->sets[c].set[r], table, shown
			              ? SUPPRESS_PRINTED : SUPPRESS_UNPRINTED);
		}
}

/* How many people a whole report is about is no secret of theirs. */
static void
ask_figures(struct suppress *s, const struct population *p,
            const struct doc_figure *f, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (f[i].set)
			suppress_cell(s, f[i].set, -1,
			              f[i].set == population_set(p, 0, 0)
			              ? SUPPRESS_KNOWN : SUPPRESS_PRINTED);
}

static struct suppress *
decided(const struct document *d, struct edition e)
{
	struct suppress *s = suppress_new(d->mem, d->people,
		(struct suppress_rule){
			.least = e.min_group, .dominance_bp = e.dominance_bp,
			.heads = e.shareable, .apart = !e.shareable,
			.primary_only = e.primary_only,
		});

	ask_figures(s, d->people, d->offered, d->n_offered);
	for (ptrdiff_t i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.v[i];

		if (b->audience == AUDIENCE_AGGREGATE &&
		    b->kind == BLOCK_TABLE && b->formats & formats_of(e))
			ask_table(s, b->table, !e.shareable);
	}
	suppress_decide(s);
	return s;
}

static bool
same_edition(struct edition a, struct edition b)
{
	return a.shareable == b.shareable && a.min_group == b.min_group &&
	       a.dominance_bp == b.dominance_bp &&
	       a.primary_only == b.primary_only;
}

const struct suppress *
gate_plan(const struct document *d, struct edition e)
{
	struct plan *p = d->plan;

	if (!d->people)
		return NULL;
	if (!p->made || !same_edition(p->edition, e))
		*p = (struct plan){ true, e, decided(d, e) };
	return p->sets;
}
