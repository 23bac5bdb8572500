/* SPDX-License-Identifier: MIT */
/*
 * The one style of the workbook: dark blue for what leads, hairlines between
 * rows, colour only where a figure is out of its range.  Red against blue is
 * told apart by the colour-blind; the marks and the bold print by a printer
 * without colour.
 */
#include "report/xlsx_int.h"

#include "base/utf8.h"

#include <stdio.h>
#include <xlsxwriter.h>

enum {
	NAVY = 0x1F3A5F, INK = 0x1A1A1A, GREY = 0x5F6875, LINE = 0xD5DBE2,
	HEAD_PAPER = 0xE6ECF3, TOTAL_PAPER = 0xF5F7FA,
	WARN_INK = 0x7A3B00, WARN_PAPER = 0xFFF3D9, WARN_LINE = 0xE0A030,
	LINK_INK = 0x1D5FA8, INPUT_INK = 0x0B4FA3, INPUT_PAPER = 0xFFFBE6,
	SPAN = 104, /* characters that text across the columns may take */
};

/* Sizes are in points; `line` is the border at the foot, 0 for none. */
static const struct look {
	uint8_t size, bold, wrap, align, valign, line, indent;
	int ink, paper, line_ink;
} looks[LOOK_N] = {
#define L LXW_ALIGN_LEFT
#define R LXW_ALIGN_RIGHT
#define T LXW_ALIGN_VERTICAL_TOP
#define M LXW_ALIGN_VERTICAL_CENTER
#define THIN LXW_BORDER_THIN
	[LOOK_TITLE]      = { 18, 1, 1, L, M, 0, 0, NAVY, 0, 0 },
	[LOOK_TILE]       = { 20, 1, 0, L, M, THIN, 1, NAVY, TOTAL_PAPER,
	                      NAVY },
	[LOOK_TILE_LABEL] = {  9, 0, 0, L, M, 0, 1, GREY, TOTAL_PAPER, 0 },
	[LOOK_SUBJECT]    = { 11, 0, 1, L, T, 0, 0, INK, 0, 0 },
	[LOOK_SMALL]      = {  9, 0, 1, L, T, 0, 0, GREY, 0, 0 },
	[LOOK_WARNING]    = { 11, 1, 1, L, M, THIN, 1, WARN_INK, WARN_PAPER,
	                      WARN_LINE },
	[LOOK_HEADING]    = { 13, 1, 1, L, M, 0, 0, NAVY, 0, 0 },
	[LOOK_TEXT]       = { 11, 0, 1, L, T, 0, 0, INK, 0, 0 },
	[LOOK_LABEL]      = { 11, 0, 1, L, M, THIN, 0, INK, 0, LINE },
	[LOOK_FIGURE]     = { 11, 1, 0, R, M, THIN, 0, INK, 0, LINE },
	[LOOK_WORDS]      = { 11, 0, 1, L, M, THIN, 0, INK, 0, LINE },
	[LOOK_NOTE]       = {  9, 0, 1, L, M, THIN, 1, GREY, 0, LINE },
	[LOOK_LINK]       = { 11, 0, 0, L, M, THIN, 0, LINK_INK, 0, LINE },
	[LOOK_HEAD]       = { 11, 1, 1, L, M, LXW_BORDER_MEDIUM, 0, NAVY,
	                      HEAD_PAPER, NAVY },
	[LOOK_HEAD_RIGHT] = { 11, 1, 1, R, M, LXW_BORDER_MEDIUM, 0, NAVY,
	                      HEAD_PAPER, NAVY },
	[LOOK_CELL]       = { 11, 0, 0, L, M, THIN, 0, INK, 0, LINE },
	[LOOK_CELL_WRAP]  = { 11, 0, 1, L, M, THIN, 0, INK, 0, LINE },
	[LOOK_CELL_LONG]  = { 11, 0, 1, L, T, THIN, 0, INK, 0, LINE },
	[LOOK_CELL_RIGHT] = { 11, 0, 0, R, M, THIN, 0, INK, 0, LINE },
	[LOOK_INPUT]      = { 11, 0, 0, R, M, THIN, 0, INPUT_INK, INPUT_PAPER,
	                      LINE },
	[LOOK_ALL]        = { 11, 1, 0, L, M, THIN, 0, NAVY, TOTAL_PAPER,
	                      NAVY },
	[LOOK_ALL_RIGHT]  = { 11, 1, 0, R, M, THIN, 0, NAVY, TOTAL_PAPER,
	                      NAVY },
	[LOOK_TOTAL]      = { 11, 1, 0, R, M, 0, 0, NAVY, TOTAL_PAPER, 0 },
	[LOOK_TOTAL_LABEL] = { 9, 0, 0, L, M, 0, 0, GREY, TOTAL_PAPER, 0 },
#undef L
#undef R
#undef T
#undef M
#undef THIN
};

/*
 * Figures end two digits before their column does, to stand clear of the next
 * one and below their title, which makes room for the filter's button.  (An
 * indent would do, but LibreOffice forgets it in some rows.)
 */
#define CLEAR "_0_0"

static const char *const num_format[NUM_N] = {
	[NUM_TEXT] = "@", [NUM_GENERAL] = "General",
	[NUM_0] = "#,##0" CLEAR, [NUM_1] = "#,##0.0" CLEAR,
	[NUM_2] = "#,##0.00" CLEAR, [NUM_3] = "#,##0.000" CLEAR,
	[NUM_4] = "#,##0.0000" CLEAR, [NUM_PERCENT] = "0.0%" CLEAR,
	[NUM_DATE] = "yyyy-mm-dd",
};

/* The mark is part of the number's format: the value stays a number. */
static const struct {
	const char *mark;
	int ink, paper;
	bool bold;
} zones[ZONE_N] = {
	[ZONE_BELOW] = { "\xE2\x96\xBC", 0x9B2C1F, 0xF9DEDA, true },
	[ZONE_LOW]   = { NULL,           INK,      0xFDF1EE, false },
	[ZONE_HIGH]  = { NULL,           INK,      0xEDF3FA, false },
	[ZONE_ABOVE] = { "\xE2\x96\xB2", 0x1D4E89, 0xD6E4F5, true },
};

static void
set_zone(struct lxw_format *f, enum xlsx_num num, enum zone zone)
{
	const char *plain = num_format[num];
	char marked[96];

	if (zone == ZONE_NONE || zone == ZONE_WITHIN)
		return;
	format_set_font_color(f, (lxw_color_t)zones[zone].ink);
	format_set_bg_color(f, (lxw_color_t)zones[zone].paper);
	if (zones[zone].bold)
		format_set_bold(f);
	if (zones[zone].mark && num >= NUM_0 && num <= NUM_PERCENT) {
		snprintf(marked, sizeof marked, "\"%s \"%s;\"%s \"-%s",
		         zones[zone].mark, plain, zones[zone].mark, plain);
		format_set_num_format(f, marked);
	}
}

static void
set_look(struct lxw_format *f, const struct look *l)
{
	format_set_font_name(f, "Calibri");
	format_set_font_size(f, l->size);
	format_set_font_color(f, (lxw_color_t)l->ink);
	format_set_align(f, l->align);
	format_set_align(f, l->valign);
	if (l->bold)
		format_set_bold(f);
	if (l->wrap)
		format_set_text_wrap(f);
	if (l->indent)
		format_set_indent(f, l->indent);
	if (l->paper)
		format_set_bg_color(f, (lxw_color_t)l->paper);
	if (l->line) {
		format_set_bottom(f, l->line);
		format_set_bottom_color(f, (lxw_color_t)l->line_ink);
	}
}

struct lxw_format *
xlsx_format_new(struct xlsx_book *b, enum xlsx_look look, enum xlsx_num num,
                enum zone zone)
{
	struct lxw_format **f = &b->look[look][num][zone];

	if (b->err)
		return NULL;
	*f = workbook_add_format(b->wb);
	if (!*f) {
		xlsx_must(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	set_look(*f, &looks[look]);
	bool right = looks[look].align == LXW_ALIGN_RIGHT;
	if (right && num == NUM_TEXT)
		format_set_num_format(*f, "@" CLEAR);
	else if (right && num == NUM_DATE)
		format_set_num_format(*f, "yyyy-mm-dd" CLEAR);
	else if (num != NUM_GENERAL)
		format_set_num_format(*f, num_format[num]);
	if (look == LOOK_LINK)
		format_set_underline(*f, LXW_UNDERLINE_SINGLE);
	set_zone(*f, num, zone);
	return *f;
}

struct lxw_format *
xlsx_zone_format(struct xlsx_book *b, enum xlsx_num num, enum zone zone)
{
	struct lxw_format **f = &b->over[num][zone];

	if (*f || b->err)
		return *f;
	*f = workbook_add_format(b->wb);
	if (!*f) {
		xlsx_must(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	set_zone(*f, num, zone);
	return *f;
}

enum xlsx_look
xlsx_head_look(enum cell_kind kind)
{
	return kind >= CELL_COUNT && kind <= CELL_NUMBER ? LOOK_HEAD_RIGHT
	                                                 : LOOK_HEAD;
}

int
xlsx_places(const struct cell *c)
{
	int places = 4;

	if (c->kind != CELL_NUMBER)
		return 0;
	for (int64_t n = c->n; places > 0 && n % 10 == 0; n /= 10)
		places--;
	return places;
}

enum xlsx_num
xlsx_num_of(const struct cell *c, int places)
{
	static const uint8_t num[] = {
		[CELL_NONE] = NUM_GENERAL, [CELL_TEXT] = NUM_TEXT,
		[CELL_COUNT] = NUM_0, [CELL_MONEY] = NUM_2,
		[CELL_HOURLY] = NUM_2, [CELL_RATIO] = NUM_3,
		[CELL_PERCENT] = NUM_PERCENT, [CELL_DATE] = NUM_DATE,
		[CELL_RATE] = NUM_PERCENT, [CELL_BOOL] = NUM_TEXT,
	};

	return c->kind == CELL_NUMBER ? (enum xlsx_num)(NUM_0 + places)
	                              : (enum xlsx_num)num[c->kind];
}

/* The widest line of a text. */
static ptrdiff_t
text_width(struct str s)
{
	ptrdiff_t widest = utf8_plain(s);

	if (widest == s.len)
		return widest;
	widest = 0;
	for (struct str rest = s; rest.s;) {
		struct str line = str_cut(&rest, '\n');
		ptrdiff_t w = utf8_valid(line) == line.len ? utf8_width(line)
		                                           : line.len;
		widest = w > widest ? w : widest;
	}
	return widest;
}

ptrdiff_t
xlsx_cell_width(const struct cell *c)
{
	static const struct { int8_t scale, after; } shape[] = {
		[CELL_COUNT] = { 0, 0 }, [CELL_MONEY] = { 4, 3 },
		[CELL_HOURLY] = { 4, 3 }, [CELL_RATIO] = { 9, 4 },
		[CELL_RATE] = { 7, 3 }, [CELL_PERCENT] = { 2, 3 },
		[CELL_NUMBER] = { 4, 0 },
	};
	ptrdiff_t digits = 1;

	switch (c->kind) {
	case CELL_NONE:
		return 1;
	case CELL_TEXT:
		return text_width(c->s);
	case CELL_DATE:
		return 10;
	case CELL_BOOL:
		return 3;
	}
	uint64_t n = c->n < 0 ? -(uint64_t)c->n : (uint64_t)c->n, ten = 10;
	for (int i = 0; i < shape[c->kind].scale; i++)
		ten *= 10;
	for (; n >= ten; ten *= 10)
		digits++;
	ptrdiff_t places = xlsx_places(c);
	return digits + (digits - 1) / 3 + shape[c->kind].after +
	       (places ? places + 1 : 0) + (c->n < 0) +
	       (zones[c->zone].mark ? 2 : 0);
}

void
xlsx_widen_to(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t col,
              ptrdiff_t width)
{
	while (s->width.n <= col)
		*VEC_PUSH(b->mem, &s->width) = XLSX_NARROW;
	if (width > XLSX_WIDE)
		width = XLSX_WIDE;
	if (width > s->width.v[col])
		s->width.v[col] = (int16_t)width;
}

/* A small font takes fewer columns, a bold one more. */
ptrdiff_t
xlsx_letters(enum xlsx_look look, ptrdiff_t width)
{
	return width * 11 * (looks[look].bold ? 95 : 100) /
	       (looks[look].size * 100);
}

/*
 * The width of a word in tenths of a digit, in a font such as Calibri: a
 * letter that is not in the table is as wide as a digit.
 */
static ptrdiff_t
word_width(struct str word)
{
	static const int8_t more[128] = {
#define W(w, a, b, c, d, e) [a] = w, [b] = w, [c] = w, [d] = w, [e] = w
		W(-5, 'i', 'j', 'l', '.', ','), W(-5, ':', ';', '\'', '|', '!'),
		W(-3, 't', 'f', 'r', 'I', '-'), W(-3, '(', ')', '[', ']', '/'),
		W(-1, 'c', 's', 'z', 'J', '?'),
		W(2, 'A', 'B', 'C', 'D', 'E'), W(2, 'F', 'G', 'H', 'K', 'L'),
		W(2, 'N', 'O', 'P', 'Q', 'R'), W(2, 'S', 'T', 'U', 'V', 'X'),
		['Y'] = 2, ['Z'] = 2, ['&'] = 2,
		W(7, 'm', 'w', 'M', 'W', '@'), ['%'] = 7,
#undef W
	};
	ptrdiff_t w = word.len * 10;

	for (ptrdiff_t i = 0; i < word.len; i++) {
		if (word.s[i] & 0x80)
			return text_width(word) * 12;
		w += more[(unsigned char)word.s[i]];
	}
	return w;
}

/* Words longer than a line are broken, as Excel does. */
ptrdiff_t
xlsx_lines(struct str s, ptrdiff_t columns)
{
	ptrdiff_t lines = 0, width = columns * 10, blank = 5;

	for (struct str rest = s; rest.s;) {
		struct str line = str_cut(&rest, '\n');
		ptrdiff_t used = 0;

		lines++;
		for (struct str words = line; words.s;) {
			ptrdiff_t w = word_width(str_cut(&words, ' '));

			if (used && used + blank + w > width) {
				lines++;
				used = 0;
			}
			used += (used ? blank : 0) + w;
			for (; used > width; used -= width)
				lines++;
		}
	}
	return lines;
}

double
xlsx_height(enum xlsx_look look, ptrdiff_t lines)
{
	double pad = look == LOOK_WARNING || look == LOOK_HEADING ? 8
	           : look == LOOK_TITLE ? 6 : 2;
	double height = (double)lines * (looks[look].size * 1.2 + 1.5) + pad;

	return height < 409 ? height : 409; /* the highest row there is */
}

/* The last column of the text that begins at `col`, and the width of all. */
static ptrdiff_t
span_end(const struct xlsx_sheet *s, ptrdiff_t col, ptrdiff_t *width)
{
	ptrdiff_t before = 0, end = col;

	for (ptrdiff_t i = 0; i < col; i++)
		before += i < s->width.n ? s->width.v[i] : 10;
	*width = 0;
	for (ptrdiff_t i = col;; i++) {
		ptrdiff_t w = i < s->width.n ? s->width.v[i] : 10;

		if (i > col && before + *width + w / 2 > SPAN)
			return end;
		*width += w;
		end = i;
	}
}

static void
draw_span(struct xlsx_book *b, struct xlsx_sheet *s, const struct xlsx_span *x)
{
	ptrdiff_t width, end = span_end(s, x->col, &width);
	ptrdiff_t lines = xlsx_lines(x->text, xlsx_letters(x->look, width));

	if (b->streams)       /* nothing can be joined any more: it runs over */
		end = x->col;
	xlsx_put_across(b, s, x->row, x->col, end, x->look, x->text);
	if (x->look != LOOK_NOTE || lines > 1)
		xlsx_put_height(b, s, x->row, xlsx_height(x->look, lines));
}

/* Columns that are for formulas only are folded away, where no other table
 * stands in them. */
static bool
is_folded(const struct xlsx_sheet *s, ptrdiff_t col)
{
	return s->n_table == 1 && col < s->table->n_col &&
	       s->table->col[col].marks & COL_WORKING;
}

/* As few pages side by side as can be read. */
static void
fit_pages(const struct xlsx_sheet *s)
{
	ptrdiff_t width = 0;

	for (ptrdiff_t i = 0; i < s->width.n; i++)
		width += is_folded(s, i) ? 0 : s->width.v[i] + 1;
	worksheet_fit_to_pages(s->ws, (uint16_t)(1 + width / XLSX_PAGE), 0);
	if (width >= XLSX_PAGE)
		worksheet_repeat_columns(s->ws, 0, 0);
}

void
xlsx_draw_spans(struct xlsx_book *b, struct xlsx_sheet *s)
{
	for (ptrdiff_t i = 0; i < s->spans.n; i++)
		draw_span(b, s, &s->spans.v[i]);
	s->spans.n = 0;
}

void
xlsx_finish_columns(struct xlsx_book *b, struct xlsx_sheet *s)
{
	fit_pages(s);
	for (ptrdiff_t i = 0; i < s->width.n; i++) {
		lxw_row_col_options how = {
			.hidden = is_folded(s, i), .level = is_folded(s, i),
			.collapsed = i > 0 && is_folded(s, i - 1) &&
			             !is_folded(s, i),
		};

		xlsx_must(b, worksheet_set_column_opt(s->ws, (lxw_col_t)i,
			(lxw_col_t)i, s->width.v[i] + 0.71, NULL, &how));
	}
	if (s->width.n < 26)
		xlsx_must(b, worksheet_set_column(s->ws, (lxw_col_t)s->width.n,
		                                  25, 10 + 0.71, NULL));
	xlsx_draw_spans(b, s);
}
