/* SPDX-License-Identifier: MIT */
#include "report/xlsx_int.h"

#include "base/utf8.h"

#include <xlsxwriter.h>

/* Days from 1899-12-30, where Excel counts from, to 1970-01-01; its calendar
 * is wrong before 1900-03-01, day 61. */
enum { EXCEL_EPOCH = 25569, EXCEL_FIRST = 61 };

void
xlsx_must(struct xlsx_book *b, unsigned err)
{
	if (err && !b->err)
		b->err = err;
}

/* The row exists from now on; xlsx_check counts them. */
static void
touch(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row)
{
	s->last_touched = row;
	while (s->touched.n <= row / 8)
		*VEC_PUSH(b->mem, &s->touched) = 0;
	uint8_t *bits = &s->touched.v[row / 8], bit = (uint8_t)(1 << row % 8);
	if (!(*bits & bit))
		s->n_row++;
	*bits |= bit;
}

/* One more cell; false when there is nothing to write to. */
static bool
begin(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row, ptrdiff_t n)
{
	if (b->err)
		return false;
	if (row != s->last_touched || s->n_row == 0)
		touch(b, s, row);
	s->n_cell += n;
	return true;
}

/*
 * The format for a text.  "@" keeps "=1+1" a text when somebody edits the
 * cell; but some Excels show such a cell as #### from 256 characters on.
 */
static struct lxw_format *
text_format(struct xlsx_book *b, enum xlsx_look look, struct str text,
            enum zone zone)
{
	return xlsx_format(b, look, text.len < 256 ? NUM_TEXT : NUM_GENERAL,
	                   zone);
}

static void
put_safe(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
         ptrdiff_t col, enum xlsx_look look, struct str safe, enum zone zone)
{
	if (begin(b, s, row, 1))
		xlsx_must(b, worksheet_write_string(s->ws, (lxw_row_t)row,
			(lxw_col_t)col, safe.s,
			text_format(b, look, safe, zone)));
}

/* Most texts are safe and short: they need only be terminated. */
static void
put_string(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
           ptrdiff_t col, enum xlsx_look look, struct str text, enum zone zone)
{
	char small[128];

	if (text.len < (ptrdiff_t)sizeof small && xlsx_is_safe(text)) {
		memcpy(small, text.len ? text.s : "", (size_t)text.len);
		small[text.len] = '\0';
		text.s = small;
		put_safe(b, s, row, col, look, text, zone);
		return;
	}
	struct arena_mark m = arena_mark(b->scratch);
	put_safe(b, s, row, col, look, xlsx_text(b->scratch, text), zone);
	arena_rewind(b->scratch, m);
}

void
xlsx_put_text(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
              ptrdiff_t col, enum xlsx_look look, struct str text)
{
	put_string(b, s, row, col, look, text, ZONE_NONE);
}

void
xlsx_put_blank(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
               ptrdiff_t col, enum xlsx_look look)
{
	if (begin(b, s, row, 1))
		xlsx_must(b, worksheet_write_blank(s->ws, (lxw_row_t)row,
			(lxw_col_t)col,
			xlsx_format(b, look, NUM_GENERAL, ZONE_NONE)));
}

/* A decimal has one nearest double: a quotient of two exact ones finds it. */
double
xlsx_value(const struct cell *c)
{
	static const double scale[] = {
		[CELL_COUNT] = 1, [CELL_MONEY] = 1e4, [CELL_HOURLY] = 1e4,
		[CELL_RATIO] = 1e9, [CELL_PERCENT] = 1e4,
		[CELL_RATE] = 1e9, [CELL_NUMBER] = 1e4,
	};

	if (c->kind == CELL_DATE)
		return (double)(c->n + EXCEL_EPOCH);
	return (double)c->n / scale[c->kind];
}

/* A formula that comes to a text.  Not in the format of texts, which would
 * turn it into one when somebody edits the cell. */
static void
put_text_formula(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
                 ptrdiff_t col, enum xlsx_look look, const char *formula,
                 struct str value)
{
	struct str safe = xlsx_text(b->scratch, value);

	if (begin(b, s, row, 1))
		xlsx_must(b, worksheet_write_formula_str(s->ws, (lxw_row_t)row,
			(lxw_col_t)col, formula,
			xlsx_format(b, look, NUM_GENERAL, ZONE_NONE), safe.s));
}

void
xlsx_put_cell(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
              ptrdiff_t col, enum xlsx_look look, enum xlsx_num num,
              const struct cell *c, struct str formula)
{
	enum zone zone = c->zone < ZONE_N ? (enum zone)c->zone : ZONE_NONE;

	if (c->kind == CELL_NONE && c->n == 0) {
		xlsx_put_blank(b, s, row, col, look);
		return;
	}
	struct arena_mark m = arena_mark(b->scratch);
	if (formula.len && c->kind == CELL_TEXT)
		put_text_formula(b, s, row, col, look, formula.s, c->s);
	else if (formula.len && c->kind != CELL_NONE)
		xlsx_put_formula(b, s, row, col, look, num, formula.s,
		                 xlsx_value(c));
	else if (c->kind == CELL_NONE || c->kind == CELL_TEXT ||
	         c->kind == CELL_BOOL ||
	         (c->kind == CELL_DATE && c->n + EXCEL_EPOCH < EXCEL_FIRST))
		put_string(b, s, row, col, look, cell_str(b->scratch, c, true),
		           zone);
	else if (begin(b, s, row, 1))
		xlsx_must(b, worksheet_write_number(s->ws, (lxw_row_t)row,
			(lxw_col_t)col, xlsx_value(c),
			xlsx_format(b, look, num, zone)));
	arena_rewind(b->scratch, m);
}

void
xlsx_put_formula(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
                 ptrdiff_t col, enum xlsx_look look, enum xlsx_num num,
                 const char *formula, double value)
{
	if (begin(b, s, row, 1))
		xlsx_must(b, worksheet_write_formula_num(s->ws, (lxw_row_t)row,
			(lxw_col_t)col, formula,
			xlsx_format(b, look, num, ZONE_NONE), value));
}

void
xlsx_put_link(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
              ptrdiff_t col, const struct xlsx_sheet *to)
{
	struct arena_mark m = arena_mark(b->scratch);
	struct str url = str_fmt(b->scratch, "internal:'%s'!A1", to->name.s);
	struct lxw_format *f = xlsx_format(b, LOOK_LINK, NUM_TEXT, ZONE_NONE);

	if (begin(b, s, row, 1))
		xlsx_must(b, worksheet_write_url_opt(s->ws, (lxw_row_t)row,
			(lxw_col_t)col, url.s, f, to->name.s, NULL));
	arena_rewind(b->scratch, m);
}

void
xlsx_put_across(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
                ptrdiff_t first, ptrdiff_t last, enum xlsx_look look,
                struct str text)
{
	if (first == last) {
		xlsx_put_text(b, s, row, first, look, text);
		return;
	}
	struct arena_mark m = arena_mark(b->scratch);
	struct str safe = xlsx_text(b->scratch, text);

	if (begin(b, s, row, last - first + 1))
		xlsx_must(b, worksheet_merge_range(s->ws, (lxw_row_t)row,
			(lxw_col_t)first, (lxw_row_t)row, (lxw_col_t)last,
			safe.s, text_format(b, look, safe, ZONE_NONE)));
	arena_rewind(b->scratch, m);
}

void
xlsx_put_tile(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
              ptrdiff_t first, ptrdiff_t last, const struct cell *c,
              struct str formula)
{
	bool number = c->kind >= CELL_COUNT && c->kind <= CELL_NUMBER;

	if (!number || first == last) {
		xlsx_put_across(b, s, row, first, last, LOOK_TILE,
		                cell_str(b->mem, c, true));
		return;
	}
	struct lxw_format *f = xlsx_format(b, LOOK_TILE, xlsx_num_of(c,
		xlsx_places(c)), ZONE_NONE);

	if (begin(b, s, row, last - first + 1))
		xlsx_must(b, worksheet_merge_range(s->ws, (lxw_row_t)row,
			(lxw_col_t)first, (lxw_row_t)row, (lxw_col_t)last, "",
			f));
	if (!b->err) /* in place of the first of them */
		xlsx_must(b, formula.len
			? worksheet_write_formula_num(s->ws, (lxw_row_t)row,
				(lxw_col_t)first, formula.s, f, xlsx_value(c))
			: worksheet_write_number(s->ws, (lxw_row_t)row,
				(lxw_col_t)first, xlsx_value(c), f));
}

void
xlsx_put_height(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t row,
                double points)
{
	if (begin(b, s, row, 0))
		xlsx_must(b, worksheet_set_row(s->ws, (lxw_row_t)row, points,
		                               NULL));
}

/* The most lines that a row is made high enough for, and their length. */
enum { LINES = 20, LINE_WIDTH = 100, LINES_BYTES = LINES * LINE_WIDTH * 4 };

/* The beginning of a text that takes at most LINES lines, whole words. */
static struct str
first_lines(struct str s)
{
	struct str part = s;

	if (part.len > LINES_BYTES)
		part.len = LINES_BYTES;
	while (part.len < s.len || xlsx_lines(part, LINE_WIDTH) > LINES) {
		struct str less = { s.s, part.len * 9 / 10 };

		part.len = less.len;
		while (part.len && part.s[part.len - 1] != ' ' &&
		       part.s[part.len - 1] != '\n')
			part.len--;
		if (part.len == 0) /* one endless word */
			part.len = utf8_valid(less);
		if (part.len == 0)
			part.len = less.len > 0 ? less.len : 1;
		if (xlsx_lines(part, LINE_WIDTH) <= LINES)
			break;
	}
	return part;
}

void
xlsx_put_span(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t col,
              enum xlsx_look look, struct str text)
{
	struct str rest = str_trim(utf8_mend(b->mem, text));

	while (rest.len) {
		struct str part = first_lines(rest);

		rest = str_trim(str_skip(rest, part.len));
		*VEC_PUSH(b->mem, &s->spans) = (struct xlsx_span){
			.row = s->row++, .col = col, .look = look,
			.text = str_trim(part),
		};
	}
}
