/* SPDX-License-Identifier: MIT */
#include "report/xlsx_int.h"

#include <xlsxwriter.h>

/* Is this block drawn on that sheet? */
static bool
stands_on(struct xlsx_book *b, const struct block *x,
          const struct xlsx_sheet *s)
{
	return &b->sheets.v[xlsx_sheet_of(b, x)] == s;
}

/* More rows than a block with the shortest table can take. */
static ptrdiff_t
rows_needed(const struct block *x)
{
	return 60 + x->n_figure + (x->text.len + x->note.len) / 500;
}

/* "As of 2026-10-31", after what is known of whose report it is. */
static struct str
as_of_line(struct xlsx_book *b, struct str before, struct str after)
{
	static const char dot[] = "  \xC2\xB7  "; /* a middle dot */
	struct sbuf line = { .mem = b->mem };

	if (before.len)
		sbuf_fmt(&line, "%.*s%s", FMT(before), dot);
	if (b->doc->as_of != DATE_NONE)
		sbuf_fmt(&line, "as of %s%s", date_str(b->mem,
		         b->doc->as_of).s, after.len ? dot : "");
	sbuf_put(&line, after);
	return sbuf_str(&line);
}

/* Small print that ends a row; where there is none its line is drawn. */
static void
put_note(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t col,
         struct str note)
{
	if (str_trim(note).len)
		xlsx_put_span(b, s, col, LOOK_NOTE, note);
	else
		*VEC_PUSH(b->mem, &s->spans) = (struct xlsx_span){
			.row = s->row++, .col = col, .look = LOOK_NOTE,
			.text = STR(""),
		};
}

/* The list of the other sheets, each a link and what stands there. */
static void
draw_links(struct xlsx_book *b, struct xlsx_sheet *s)
{
	if (b->sheets.n < 2)
		return;
	xlsx_put_span(b, s, 0, LOOK_HEADING, STR("In this workbook"));
	for (ptrdiff_t i = 1; i < b->sheets.n; i++) {
		const struct xlsx_sheet *to = &b->sheets.v[i];

		xlsx_put_link(b, s, s->row, 0, to);
		xlsx_widen(b, s, 0, (ptrdiff_t)to->name.len + 1);
		put_note(b, s, 1, str_eq(to->about, to->asked) ? STR("")
		                                               : to->about);
	}
	s->row++;
}

static struct str
figure_formula(struct xlsx_book *b, const struct cell *c)
{
	return c->expr ? xlsx_formula(b, NULL, NULL, 0, c->expr, NULL) : STR("");
}

/* A figure's value and small print; a value in words takes their place. */
static void
draw_value(struct xlsx_book *b, struct xlsx_sheet *s,
           const struct doc_figure *f)
{
	const struct cell *c = &f->value;
	ptrdiff_t row = s->row, width = xlsx_cell_width(c);

	if (c->kind == CELL_TEXT && str_trim(c->s).len) {
		xlsx_put_span(b, s, 1, LOOK_WORDS, f->note.len
			? str_fmt(b->mem, "%.*s  (%.*s)", FMT(c->s),
			          FMT(f->note)) : c->s);
		return;
	}
	if (c->kind == CELL_NONE)
		xlsx_put_text(b, s, row, 1, LOOK_FIGURE,
		              c->n ? STR("*") : STR("\xE2\x80\x93"));
	else
		xlsx_put_cell(b, s, row, 1, LOOK_FIGURE,
		              xlsx_num_of(c, xlsx_places(c)), c,
		              figure_formula(b, c));
	xlsx_widen(b, s, 1, width + 4);
	put_note(b, s, 2, f->note);
}

/* Label, value and small print, a row a figure. */
static void
draw_figures(struct xlsx_book *b, struct xlsx_sheet *s, const struct block *x)
{
	for (ptrdiff_t i = 0; i < x->n_figure; i++) {
		const struct doc_figure *f = &x->figure[i];
		ptrdiff_t row = s->row;

		xlsx_put_text(b, s, row, 0, LOOK_LABEL, f->title);
		xlsx_widen(b, s, 0, xlsx_cell_width(&(struct cell){
			.kind = CELL_TEXT, .s = f->title }) + 2);
		draw_value(b, s, f);
	}
	s->row++;
}

/* Draw a block; `titled` when its title is the sheet's own already. */
static void
draw_block(struct xlsx_book *b, struct xlsx_sheet *s, const struct block *x,
           bool titled, ptrdiff_t reserve)
{
	if (x->kind != BLOCK_CHART)
		s->n_chart = 0;
	switch (x->kind) {
	case BLOCK_HEADING:
		if (!titled)
			xlsx_put_span(b, s, 0, LOOK_HEADING, x->text);
		return;
	case BLOCK_PARAGRAPH:
		xlsx_put_span(b, s, 0, LOOK_TEXT, x->text);
		s->row++;
		return;
	case BLOCK_WARNING:
		xlsx_put_span(b, s, 0, LOOK_WARNING, x->text);
		s->row++;
		return;
	case BLOCK_FIGURES:
		if (!titled)
			xlsx_put_span(b, s, 0, LOOK_HEADING, x->title);
		draw_figures(b, s, x);
		break;
	case BLOCK_TABLE:
		if (!titled)
			xlsx_put_span(b, s, 0, LOOK_HEADING, x->title);
		xlsx_draw_table(b, s, x, reserve);
		return;
	case BLOCK_CHART:
		xlsx_place_chart(b, s, x);
		return;
	}
	if (x->note.len) {
		s->row--; /* right below the figures */
		xlsx_put_span(b, s, 0, LOOK_SMALL, x->note);
		s->row++;
	}
}

/* A tile takes two columns, as a row of figures has a label's width and then
 * narrow ones. */
enum { TILES = 5, TILE_COLUMNS = 2 };

static void
draw_tiles(struct xlsx_book *b, struct xlsx_sheet *s, const struct block *x)
{
	ptrdiff_t col = 0;

	for (ptrdiff_t i = 0; i < x->n_figure && i < TILES; i++) {
		const struct doc_figure *f = &x->figure[i];
		ptrdiff_t last = i ? col + TILE_COLUMNS - 1 : 0;

		xlsx_put_across(b, s, s->row, col, last, LOOK_TILE_LABEL,
		                f->title);
		xlsx_put_tile(b, s, s->row + 1, col, last, &f->value,
		              figure_formula(b, &f->value));
		col = last + 1;
	}
	xlsx_put_height(b, s, s->row + 1, xlsx_height(LOOK_TILE, 1) + 6);
	s->row += 3;
}

/* Warnings come first on the Summary, wherever the report has them. */
static bool
draw_warnings(struct xlsx_book *b, struct xlsx_sheet *s)
{
	ptrdiff_t before = s->row;

	for (ptrdiff_t i = 0; i < b->doc->blocks.n; i++) {
		const struct block *x = &b->doc->blocks.v[i];

		if (x->kind == BLOCK_WARNING && stands_on(b, x, s))
			xlsx_put_span(b, s, 0, LOOK_WARNING, x->text);
	}
	return s->row > before;
}

static void
draw_summary_head(struct xlsx_book *b, struct xlsx_sheet *s)
{
	const struct document *d = b->doc;

	xlsx_put_span(b, s, 0, LOOK_TITLE, d->title.len ? d->title : d->report);
	xlsx_put_span(b, s, 0, LOOK_SMALL,
	              as_of_line(b, d->organisation, d->version.len
		? str_fmt(b->mem, "muster %.*s", FMT(d->version)) : STR("")));
	xlsx_put_span(b, s, 0, LOOK_SUBJECT, d->subject);
	s->row++;
	for (ptrdiff_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].tiles && stands_on(b, &d->blocks.v[i], s))
			draw_tiles(b, s, &d->blocks.v[i]);
	if (draw_warnings(b, s))
		s->row++;
}

/* A sheet's head is the title of its first block, or else its name. */
static void
draw_head(struct xlsx_book *b, struct xlsx_sheet *s, struct str title)
{
	xlsx_put_span(b, s, 0, LOOK_TITLE, title.len ? title : s->asked);
	xlsx_put_span(b, s, 0, LOOK_SMALL,
	              as_of_line(b, b->doc->title, STR("")));
	s->row++;
}

/* "&" starts a code in headers and footers, which hold 255 bytes. */
static void
put_escaped(struct sbuf *out, struct arena *mem, struct str s)
{
	struct str safe = xlsx_brief(mem, s, 30);

	for (ptrdiff_t i = 0; i < safe.len; i++)
		sbuf_fill(out, safe.s[i], safe.s[i] == '&' ? 2 : 1);
}

static void
set_page(struct xlsx_book *b, struct xlsx_sheet *s)
{
	const struct document *d = b->doc;
	struct sbuf head = { .mem = b->mem }, foot = { .mem = b->mem };

	worksheet_set_landscape(s->ws);
	worksheet_set_paper(s->ws, 1); /* US Letter: the reports are of US pay */
	worksheet_set_margins(s->ws, 0.5, 0.5, 0.75, 0.75);
	worksheet_gridlines(s->ws, LXW_HIDE_ALL_GRIDLINES);
	worksheet_set_default_row(s->ws, XLSX_ROW_PIXELS * 0.75, LXW_FALSE);
	sbuf_put(&head, STR("&L&\"Calibri,Bold\"&9"));
	sbuf_put(&head, STR(" "));
	put_escaped(&head, b->mem, d->title);
	sbuf_put(&head, STR("&R&\"Calibri,Regular\"&9 "));
	put_escaped(&head, b->mem, as_of_line(b, STR(""), STR("")));
	sbuf_put(&foot, STR("&L&\"Calibri,Regular\"&9 "));
	put_escaped(&foot, b->mem, d->organisation);
	sbuf_put(&foot, STR("&C&\"Calibri,Regular\"&9 Page &P of &N"
	                    "&R&\"Calibri,Regular\"&9 &A"));
	xlsx_must(b, worksheet_set_header(s->ws, sbuf_str(&head).s));
	xlsx_must(b, worksheet_set_footer(s->ws, sbuf_str(&foot).s));
	xlsx_must(b, worksheet_ignore_errors(s->ws,
		LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
}

/* The heading or title that a block begins with. */
static struct str
title_of(const struct block *x)
{
	return x->kind == BLOCK_HEADING ? x->text
	     : x->kind == BLOCK_FIGURES || x->kind == BLOCK_TABLE ? x->title
	     : STR("");
}

void
xlsx_draw_sheet(struct xlsx_book *b, struct xlsx_sheet *s)
{
	const struct document *d = b->doc;
	bool summary = s == b->sheets.v && !b->streams, first = true;
	bool linked = !summary;
	ptrdiff_t reserve = 0;

	set_page(b, s);
	if (summary)
		draw_summary_head(b, s);
	for (ptrdiff_t i = 0; i < d->blocks.n; i++)
		if (stands_on(b, &d->blocks.v[i], s))
			reserve += rows_needed(&d->blocks.v[i]);
	for (ptrdiff_t i = 0; i < d->blocks.n && !b->err; i++) {
		const struct block *x = &d->blocks.v[i];

		if (!stands_on(b, x, s))
			continue;
		if (first && !summary)
			draw_head(b, s, title_of(x));
		reserve -= rows_needed(x);
		if (!summary || (x->kind != BLOCK_WARNING && !x->tiles))
			draw_block(b, s, x, first && !summary, reserve);
		first = false;
		if (!linked && x->kind == BLOCK_FIGURES && !x->tiles) {
			draw_links(b, s);
			linked = true;
		}
	}
	if (!linked)
		draw_links(b, s);
	xlsx_finish_columns(b, s);
}
