/* SPDX-License-Identifier: MIT */
/*
 * What the files of the workbook renderer share; nobody else includes this.
 *
 *   xlsx.c        plans the sheets, opens and closes the file
 *   xlsx_draw.c   draws blocks, top to bottom
 *   xlsx_table.c  draws tables and their charts
 *   xlsx_put.c    writes single cells and counts them
 *   xlsx_style.c  the one style: looks, number formats, widths
 *   xlsx_dress.c  lays colours, bars and filters over tables
 *   xlsx_chart.c  draws charts
 *   xlsx_expr.c   writes expressions as formulas
 *   xlsx_names.c  names that formulas refer to, and where tables stand
 *   xlsx_text.c   makes text and sheet names safe
 *   xlsx_check.c  reads the finished file back
 *
 * libxlsxwriter is told nothing that it would have to refuse: text, names and
 * sizes are made safe first, so an error of its own is one of memory or disk.
 */
#ifndef MUSTER_REPORT_XLSX_INT_H
#define MUSTER_REPORT_XLSX_INT_H

#include "base/intern.h"
#include "report/document.h"
#include "roster/person.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

enum {
	XLSX_ROWS = 1048576,      /* rows a sheet can hold                 */
	XLSX_COLS = 16384,
	XLSX_CELL = 32767,        /* UTF-16 units a cell can hold          */
	XLSX_NAME = 31,           /* UTF-16 units a sheet's name can have  */
	XLSX_FORMULA = 8000,      /* bytes of a formula: Excel takes 8,192 */
	XLSX_WIDE = 60,           /* columns are at most so many characters */
	XLSX_SHARED = 34,         /* ... by the texts of stacked tables    */
	XLSX_PAGE = 260,          /* ... a page, before letters are too small */
	XLSX_NARROW = 8,          /* ... and at least so many              */
	XLSX_ROW_PIXELS = 22,     /* height of a row where nothing is said */
	XLSX_PATTERNS = 32,       /* formulas of a column that are kept    */
};

/* The looks a cell can have; xlsx_style.c says what each is like. */
enum xlsx_look {
	LOOK_TITLE, LOOK_TILE, LOOK_TILE_LABEL, LOOK_SUBJECT, LOOK_SMALL,
	LOOK_WARNING, LOOK_HEADING, LOOK_TEXT, LOOK_LABEL, LOOK_FIGURE,
	LOOK_WORDS, LOOK_NOTE, LOOK_LINK, LOOK_HEAD, LOOK_HEAD_RIGHT,
	LOOK_INPUT, LOOK_CELL, LOOK_CELL_WRAP, LOOK_CELL_LONG, LOOK_CELL_RIGHT,
	LOOK_ALL, LOOK_ALL_RIGHT, LOOK_TOTAL, LOOK_TOTAL_LABEL,
	LOOK_N
};

/* How a number is shown. */
enum xlsx_num {
	NUM_TEXT, NUM_GENERAL, NUM_0, NUM_1, NUM_2, NUM_3, NUM_4,
	NUM_PERCENT, NUM_DATE,
	NUM_N
};

/* Text across the columns of a sheet, drawn when their widths are known. */
struct xlsx_span {
	ptrdiff_t row, col;
	enum xlsx_look look;
	struct str text;
};

struct xlsx_sheet {
	struct str asked;             /* as the blocks call it             */
	struct str name;              /* made safe, unique, terminated     */
	struct str about;             /* what stands on it, for the Summary */
	struct lxw_worksheet *ws;
	ptrdiff_t row;                /* the next free one                 */
	ptrdiff_t n_table;            /* how many tables it is to hold ... */
	ptrdiff_t n_table_row;        /* and how many rows they have       */
	bool people;                  /* one is made a row at a time       */
	ptrdiff_t n_chart;            /* drawn without anything between    */
	ptrdiff_t chart_row;          /* where the last of them begins     */
	const struct doc_table *table; /* the first of them                */
	struct { VEC(int16_t); } width;          /* of columns, characters */
	struct { VEC(struct xlsx_span); } spans;
	struct { VEC(uint8_t); } touched;        /* a bit a row            */
	ptrdiff_t last_touched;       /* a row whose bit is set, if any is */
	int64_t n_row, n_cell;        /* rows touched, cells written       */
};

/* Where a table's rows stand, for the formulas that refer to them. */
struct xlsx_place {
	const struct doc_table *table;
	const struct xlsx_sheet *sheet;
	ptrdiff_t first, last;        /* rows of the sheet                 */
	bool all;                     /* the last is that of all others    */
};

/*
 * Formulas of a column as they were written: in a table of people there are few
 * expressions, each in thousands of rows, that differ in the number of the row.
 */
struct xlsx_pattern {
	const struct expr *of;
	struct str text;              /* NUL stands for the number         */
};

struct xlsx_patterns {
	VEC(struct xlsx_pattern);
};

/* A chart that has its place and is drawn when every table has. */
struct xlsx_chart {
	const struct doc_chart *what;
	struct str title;
	struct xlsx_sheet *sheet;
	ptrdiff_t row;
	bool right;                   /* beside another one                */
};

struct xlsx_book {
	struct arena *mem;            /* until the file is written         */
	struct arena *scratch;        /* until the row is written          */
	const struct document *doc;
	struct lxw_workbook *wb;
	struct lxw_format *look[LOOK_N][NUM_N][ZONE_N];
	struct lxw_format *over[NUM_N][ZONE_N];
	struct { VEC(struct xlsx_sheet); } sheets;   /* 0: the Summary     */
	bool live;                    /* formulas are written              */
	bool streams;                 /* rows leave memory as they come    */
	struct intern operands, taken; /* what has a name; names taken     */
	struct { VEC(struct str); } names;   /* by id of the operand       */
	struct { VEC(struct xlsx_place); } places;
	struct { VEC(struct xlsx_chart); } charts;
	unsigned err;                 /* the library's first complaint     */
};

/*
 * Text that a workbook can hold, terminated: UTF-8 mended, control characters
 * taken out (a tab is a space, line ends are LF), what looks like an escape
 * of the format ("_x0041_") escaped.  A text too long for a cell is cut, and
 * says at its end that it was.
 */
struct str xlsx_text(struct arena *, struct str);

/* Whether xlsx_text() of it is itself: printable ASCII of a moderate length,
 * nothing in it that could be an escape. */
bool xlsx_is_safe(struct str);

/* At most `units` UTF-16 units of a text made safe, no line ends. */
struct str xlsx_brief(struct arena *, struct str, ptrdiff_t units);

/*
 * A sheet's name after `asked`: at most XLSX_NAME units, none of the
 * characters that Excel refuses, and different but for case from the names of
 * the n sheets and from "History", which Excel keeps for itself.
 */
struct str xlsx_sheet_name(struct arena *, struct str asked,
                           const struct xlsx_sheet *, ptrdiff_t n);

/* Make the format of a look. */
struct lxw_format *xlsx_format_new(struct xlsx_book *, enum xlsx_look,
                                   enum xlsx_num, enum zone);

/* The format of a look, made when first asked for; NULL after an error. */
static inline struct lxw_format *
xlsx_format(struct xlsx_book *b, enum xlsx_look look, enum xlsx_num num,
            enum zone zone)
{
	struct lxw_format *f = b->look[look][num][zone];

	return f ? f : xlsx_format_new(b, look, num, zone);
}

/* What a figure in a zone looks like beside its own look. */
struct lxw_format *xlsx_zone_format(struct xlsx_book *, enum xlsx_num,
                                    enum zone);

/* The look of a column's title. */
enum xlsx_look xlsx_head_look(enum cell_kind);

/* How a cell's number is shown; `places` of a CELL_NUMBER (0 to 4). */
enum xlsx_num xlsx_num_of(const struct cell *, int places);

/* Decimal places that the number of a CELL_NUMBER has, 0 to 4; else 0. */
int xlsx_places(const struct cell *);

/* A cell's number as the workbook holds it; a date is Excel's day number. */
double xlsx_value(const struct cell *);

/* Columns that a cell takes when shown, the widest line of a text. */
ptrdiff_t xlsx_cell_width(const struct cell *);

/* Widen a column of the sheet to `width` characters. */
void xlsx_widen_to(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t col,
                   ptrdiff_t width);

/* The same, where it is not as wide already, as for most cells it is. */
static inline void
xlsx_widen(struct xlsx_book *b, struct xlsx_sheet *s, ptrdiff_t col,
           ptrdiff_t width)
{
	if (col >= s->width.n || width > s->width.v[col])
		xlsx_widen_to(b, s, col, width);
}

/* Columns of the usual size that `width` columns are in a look. */
ptrdiff_t xlsx_letters(enum xlsx_look, ptrdiff_t width);

/* Lines that text takes when wrapped between words, at least 1. */
ptrdiff_t xlsx_lines(struct str, ptrdiff_t columns);

/* The height in points of a row with so many lines in a look. */
double xlsx_height(enum xlsx_look, ptrdiff_t lines);

/* Draw the spans that wait for the widths of columns. */
void xlsx_draw_spans(struct xlsx_book *, struct xlsx_sheet *);

/* Set the widths of the sheet's columns, and draw its spans across them. */
void xlsx_finish_columns(struct xlsx_book *, struct xlsx_sheet *);

/* Keep the first error of the library; `err` may be 0. */
void xlsx_must(struct xlsx_book *, unsigned err);

/*
 * A name that every spreadsheet takes: the prefix ("ekg1" alone would be a
 * cell), then letters, digits and "_" of ASCII; different from those taken
 * before, whatever the case of the letters.
 */
struct str xlsx_fresh_name(struct xlsx_book *, const char *prefix, struct str);

/* Give the value of the model that an operand is a defined name. */
void xlsx_name(struct xlsx_book *, struct str operand);

/* The name it has, or "". */
struct str xlsx_name_of(const struct xlsx_book *, struct str operand);

/* Say in which cell it stands. */
void xlsx_define(struct xlsx_book *, struct str operand,
                 const struct xlsx_sheet *, ptrdiff_t row, ptrdiff_t col);

/* Where a table stands, all of its rows, or NULL: not yet or never. */
const struct xlsx_place *xlsx_place_of(const struct xlsx_book *,
                                       struct str table);

/*
 * An expression as a formula, in the scratch arena: "=ROUND(A1*B1,4)".  `here`
 * and `cells` are the table and the cells of the row it stands in, or NULL;
 * `row` is that of the sheet.  `known`, or NULL, is what formulas of the same
 * column came to before, and grows.  "" when the workbook has values only, or
 * no place for something that the expression names.
 */
struct str xlsx_formula(struct xlsx_book *, const struct xlsx_place *here,
                        const struct cell *cells, ptrdiff_t row,
                        const struct expr *, struct xlsx_patterns *known);

/* Write one cell: text; a cell of the document, by a formula that has its
 * value unless that is ""; nothing but its look. */
void xlsx_put_text(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                   ptrdiff_t col, enum xlsx_look, struct str);
/* " */
void xlsx_put_cell(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                   ptrdiff_t col, enum xlsx_look, enum xlsx_num,
                   const struct cell *, struct str formula);
/* " */
void xlsx_put_blank(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                    ptrdiff_t col, enum xlsx_look);

/* Write a formula together with its value, so that it is never shown as 0. */
void xlsx_put_formula(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                      ptrdiff_t col, enum xlsx_look, enum xlsx_num,
                      const char *formula, double value);

/* Write a link to the top of another sheet. */
void xlsx_put_link(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                   ptrdiff_t col, const struct xlsx_sheet *to);

/* Write text into the cells first..last of a row, made one. */
void xlsx_put_across(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                     ptrdiff_t first, ptrdiff_t last, enum xlsx_look,
                     struct str);

/* Write a figure into the cells first..last of a row, made one. */
void xlsx_put_tile(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                   ptrdiff_t first, ptrdiff_t last, const struct cell *,
                   struct str formula);

/* Give a row a height in points. */
void xlsx_put_height(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t row,
                     double points);

/* Put text on the next row or rows, from a column across the others. */
void xlsx_put_span(struct xlsx_book *, struct xlsx_sheet *, ptrdiff_t col,
                   enum xlsx_look, struct str);

/* Draw all of a sheet: its head, its blocks, its widths. */
void xlsx_draw_sheet(struct xlsx_book *, struct xlsx_sheet *);

/* The index of the sheet that a block stands on; made when it is not there. */
ptrdiff_t xlsx_sheet_of(struct xlsx_book *, const struct block *);

/*
 * Draw a block's table from the sheet's next row on; `reserve` rows at the
 * foot of the sheet are for the blocks after it.
 */
void xlsx_draw_table(struct xlsx_book *, struct xlsx_sheet *,
                     const struct block *, ptrdiff_t reserve);

/* Colours and bars of a table's columns, which follow their figures. */
void xlsx_lay_formats(struct xlsx_book *, const struct xlsx_place *,
                      ptrdiff_t n_col);

/* Only take what the model could have for a value of it. */
void xlsx_guard_value(struct xlsx_book *, const struct xlsx_sheet *,
                      ptrdiff_t row, ptrdiff_t col, const struct cell *);

/* A filter over a table's rows; of people, a table as spreadsheets have them,
 * without a row of totals. */
void xlsx_lay_filter(struct xlsx_book *, const struct xlsx_place *,
                     ptrdiff_t n_col);

/* Give a block's chart the next place on its sheet, two side by side; nothing
 * happens where the document does not have what it draws. */
void xlsx_place_chart(struct xlsx_book *, struct xlsx_sheet *,
                      const struct block *);

/* Draw all charts that have places. */
void xlsx_draw_charts(struct xlsx_book *);

/*
 * Read a finished workbook back.  Every part must inflate to the size and the
 * CRC that the file states and be well-formed XML that ends with its root
 * element; every sheet must hold the rows and cells that were written.
 * (A full temporary folder gives a file that no ZIP tool faults and that ends
 * in the middle of a sheet.)  False with *why in the arena otherwise.
 */
bool xlsx_check(struct arena *, const char *path, const struct xlsx_sheet *,
                ptrdiff_t n_sheet, struct str *why);

#endif
