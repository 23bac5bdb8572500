/* SPDX-License-Identifier: MIT */
#include "report/text_page.h"

/*
 * The subject in one line: in fewer words where it has no room, and then as
 * many of its pieces as fit, the first ones first; the figures say the rest.
 */
static void
put_subject(struct page *p, const struct document *d)
{
	struct str s = page_clean(p, d->subject);

	if (utf8_width(s) > PAGE_WIDTH && d->subject_short.len)
		s = page_clean(p, d->subject_short);
	while (utf8_width(s) > PAGE_WIDTH) {
		ptrdiff_t cut = s.len - 1;

		while (cut > 0 && !str_starts(str_skip(s, cut), STR(" - ")))
			cut--;
		if (cut <= 0) {
			s = page_cut(p, s, PAGE_WIDTH);
			break;
		}
		s.len = cut;
	}
	page_line(p, s);
}

/* A title over a rule. */
static void
put_caption(struct page *p, struct str title)
{
	if (!title.len)
		return;
	page_wrap(p, page_capitals(p, title), 0, 0);
	page_rule(p, '-', PAGE_WIDTH);
}

/* What the stars mean, once, under the first block that shows one. */
static void
put_legend(struct page *p)
{
	if (p->stars != 1)
		return;
	p->stars = 2;
	page_wrap(p, str_fmt(p->mem, "* not shown: fewer than %lld people, or "
	                     "a figure that would give such a group away",
	                     (long long)p->doc->edition.min_group), 0, 2);
}

static void
put_note(struct page *p, struct str note)
{
	if (note.len)
		page_wrap(p, note, 0, 0);
}

enum {
	LABEL_LEAST = 24, LABEL_MAX = 30, LABEL_GAP = 2,
	VALUE_LEAST = 10, NOTE_GAP = 3
};

/* The columns of a block of figures. */
struct figure_plan {
	ptrdiff_t label, value;
};

static struct figure_plan
plan_figures(struct page *p, const struct block *b)
{
	struct figure_plan plan = { 0, 0 };

	for (ptrdiff_t i = 0; i < b->n_figure; i++) {
		const struct doc_figure *f = &b->figure[i];
		struct str title = page_clean(p, f->title);
		ptrdiff_t w = utf8_width(title);

		if (w > plan.label)
			plan.label = w;
		if (f->value.kind == CELL_TEXT)
			continue;
		w = utf8_width(page_cell(p, &f->value));
		if (w > plan.value)
			plan.value = w;
	}
	/* blocks of numbers stand at the same columns, one under another */
	if (plan.value && plan.value < VALUE_LEAST)
		plan.value = VALUE_LEAST;
	if (plan.value && plan.label < LABEL_LEAST)
		plan.label = LABEL_LEAST;
	if (plan.label > LABEL_MAX)
		plan.label = LABEL_MAX;
	return plan;
}

/* "Headcount        96   80 with a benchmark", the note wrapped. */
static void
put_figure(struct page *p, const struct doc_figure *f, struct figure_plan plan)
{
	struct str title = page_clean(p, f->title);
	ptrdiff_t at = plan.label + LABEL_GAP;
	struct str text = f->note;

	if (utf8_width(title) > plan.label) {
		page_wrap(p, title, 0, 2);
		title = STR("");
	}
	page_left(p, title, plan.label);
	page_gap(p, LABEL_GAP);
	if (f->value.kind == CELL_TEXT) {
		text = f->value.s;
		if (f->note.len)
			text = str_fmt(p->mem, "%.*s (%.*s)", FMT(text),
			               FMT(f->note));
	} else {
		page_right(p, page_cell(p, &f->value), plan.value);
		at += plan.value;
		if (text.len) {
			page_gap(p, NOTE_GAP);
			at += NOTE_GAP;
		}
	}
	if (text.len)
		page_wrap_on(p, text, at);
	else
		page_end(p);
}

static void
put_figures(struct page *p, const struct block *b)
{
	struct figure_plan plan = plan_figures(p, b);

	put_caption(p, b->title);
	for (ptrdiff_t i = 0; i < b->n_figure; i++)
		put_figure(p, &b->figure[i], plan);
	put_legend(p);
	put_note(p, b->note);
}

static void
put_heading(struct page *p, struct str text)
{
	struct str s = page_clean(p, text);
	ptrdiff_t w = utf8_width(s);

	page_wrap(p, s, 0, 0);
	page_rule(p, '=', w < PAGE_WIDTH ? w : PAGE_WIDTH);
}

static void
put_block(struct page *p, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		put_heading(p, b->text);
		break;
	case BLOCK_PARAGRAPH:
		page_wrap(p, b->text, 0, 0);
		break;
	case BLOCK_WARNING:
		page_put(p, STR("! "));
		page_wrap_on(p, b->text, 2);
		break;
	case BLOCK_FIGURES:
		put_figures(p, b);
		break;
	case BLOCK_TABLE:
		page_table(p, b);
		put_legend(p);
		put_note(p, b->note);
		break;
	case BLOCK_CHART:             /* the workbook's */
		break;
	}
}

/* Whether the block has nothing to say: no figure, no row with a name. */
static bool
is_empty(const struct block *b)
{
	if (b->kind == BLOCK_FIGURES)
		return b->n_figure == 0;
	if (b->kind == BLOCK_TABLE)
		return b->table->n_row <= b->table->last_rows;
	return b->text.len == 0;
}

struct str
render_text(struct arena *mem, const struct document *d)
{
	struct page p = { .mem = mem, .doc = d, .out = { .mem = mem },
		          .scratch = arena_like(mem) };
	enum block_kind last = BLOCK_HEADING;

	put_subject(&p, d);
	for (ptrdiff_t i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.v[i];

		if (is_empty(b))
			continue;
		if (b->kind != BLOCK_WARNING || last != b->kind)
			page_end(&p);
		put_block(&p, b);
		last = b->kind;
	}
	page_end(&p);
	page_rule(&p, '-', PAGE_WIDTH);
	page_wrap(&p, str_fmt(mem, "muster %.*s, as of %.*s",
	                      FMT(d->version), FMT(date_str(mem, d->as_of))),
	          0, 0);
	arena_free(&p.scratch);
	return sbuf_str(&p.out);
}
