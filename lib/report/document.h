/* SPDX-License-Identifier: MIT */
/*
 * The report document: one neutral description of a report, which the text,
 * workbook and JSON renderers all draw.
 *
 * A document is a list of blocks in reading order.  Every block says which
 * sheet of the workbook it stands on, which renderers draw it, and whether it
 * is aggregate or person-level; document_for(edition) is the only gate that
 * takes person-level blocks away, and renderers see only what it returns.
 *
 * A cell is a value, typed and not yet rounded, plus optionally an expression
 * for renderers that can show one.
 *
 * Texts (subject, headings, paragraphs, warnings, notes) may name figures as
 * {{key}}; {{key|one|many}} is the first word where the figure is 1, else the
 * second.  document_for() fills them in, so that a figure it hides is hidden
 * in sentences, too.
 */
#ifndef MUSTER_REPORT_DOCUMENT_H
#define MUSTER_REPORT_DOCUMENT_H

#include "analyse/suppress.h"
#include "base/date.h"
#include "base/money.h"
#include "base/vec.h"
#include "report/expr.h"

enum cell_kind {
	CELL_NONE,    /* no figure: a dash, an empty cell, null; .n is 1
	                 where document_for() hid one: a star in text, or
	                 .s, "<10"                                         */
	CELL_TEXT,    /* .s                                                */
	CELL_COUNT,   /* .n, a whole number                                */
	CELL_MONEY,   /* .n ten-thousandths; shown with 2 places, in text
	                 whole units                                       */
	CELL_HOURLY,  /* .n ten-thousandths an hour; JSON 4 places, shown 2 */
	CELL_RATIO,   /* .n 10^-9; JSON 5 places, shown 2 in text, 3 sheet  */
	CELL_RATE,    /* .n 10^-9; JSON 5 places, shown as a percentage with
	                 1 place: a rate that is tested before it is rounded */
	CELL_PERCENT, /* .n basis points; shown with 1 place               */
	CELL_NUMBER,  /* .n ten-thousandths; shown with up to 4 places      */
	CELL_DATE,    /* .n a date                                         */
	CELL_BOOL,    /* .n                                                */
};

struct cell {
	uint8_t kind;                 /* enum cell_kind                    */
	uint8_t zone;                 /* enum zone for colouring, or 0     */
	int64_t n;
	struct str s;
	const struct expr *expr;      /* how it follows from others, or NULL */
};

enum column_mark {
	COL_TAIL = 1,                 /* P10, P90: needs twice as many people */
	COL_ZONED = 2,                /* ratios, or words for them, coloured
	                                 by their zone                     */
	COL_WORKING = 4,              /* for formulas, not for reading: the
	                                 workbook folds it away            */
	COL_HEADS = 16,               /* counts, hidden where there are few
	                                 people in shareable editions only  */
	COL_LENGTH = 8,               /* amounts told apart at a glance by a
	                                 bar in each cell                  */
};

struct doc_column {
	struct str key;               /* "mean_hourly": JSON, templates    */
	struct str title;             /* "Mean $/h"                        */
	enum cell_kind kind;
	bool in_text;                 /* drawn by the text renderer        */
	const int64_t *people;        /* [n_row], how many people are behind
	                                 each figure: it is hidden when they
	                                 are too few.  NULL: shows no pay  */
	unsigned marks;               /* of enum column_mark               */
};

/* The sets of people of a column's figures (suppress.h), where the document
 * has a population. */
struct doc_sets {
	const uint32_t *set;          /* [n_row], 0: none; or NULL         */
	const uint32_t *also;         /* a second one that it tells of, too;
	                                 likewise                          */
};

/*
 * Rows of cells.  Aggregate tables are made whole: cell[row * n_col + col].
 * Tables of people are made a row at a time, so that a million people need no
 * billion bytes: cell is NULL and `row` writes cells[n_col] (zeroed before),
 * text of them in the scratch arena.  Renderers read rows through
 * doc_table_row().
 */
struct doc_table {
	struct str key;               /* "department"                      */
	struct doc_column *col;
	ptrdiff_t n_col;
	struct doc_sets *sets;        /* [n_col] or NULL                   */
	struct cell *cell;
	ptrdiff_t n_row;
	void (*row)(const void *ctx, ptrdiff_t row, struct cell *cells,
	            struct arena *scratch);
	const void *ctx;
	ptrdiff_t key_row_limit;      /* text shows at most this many rows
	                                 and counts the rest; 0: all       */
	ptrdiff_t sheet_row_limit;    /* a sheet shows at most this many, and
	                                 says so; 0: all                   */
	ptrdiff_t last_rows;          /* rows at the end that text always
	                                 shows: "(blank)", "All"           */
	bool overlap;                 /* a person may be in several rows   */
	bool by_size;                 /* the largest group first: hidden ones
	                                 go last, by name, so that their
	                                 order says nothing                */
	const bool *unlisted;         /* [n_row] the group's name is a text of
	                                 the exports: not in a shareable
	                                 edition, if it is hidden; or NULL */
	bool raw;                     /* its rows are texts of the exports: a
	                                 shareable edition has those that
	                                 many people have                  */
	bool facts;                   /* its amounts are a model's, of no
	                                 person                            */
	struct str bar;               /* key of a count column drawn as bars
	                                 (text) or a chart (workbook), or "" */
	bool totals;                  /* the workbook adds a SUBTOTAL line
	                                 above the header                  */
	const struct str *operand;    /* [n_row]: what the cell of column
	                                 "value" is called in expressions, ""
	                                 for nothing.  NULL: none has a name */
};

struct doc_figure {                   /* one key figure                    */
	struct str key, title;        /* "headcount", "Headcount"          */
	struct cell value;
	struct str note;              /* small print beside it             */
	int64_t people;               /* behind the figure; hidden when that
	                                 is too few.  0: not of people; an
	                                 amount or a ratio is hidden then  */
	uint32_t set;                 /* of the population, or 0           */
};

enum block_kind {
	BLOCK_HEADING,                /* .text                             */
	BLOCK_PARAGRAPH,              /* .text; figures already filled in  */
	BLOCK_WARNING,                /* .text: stands out in every format */
	BLOCK_FIGURES,                /* .figure[n_figure]                 */
	BLOCK_TABLE,                  /* .table                            */
	BLOCK_CHART,                  /* .chart; only the workbook draws it */
};

/* Charts; the columns of the table that each draws. */
enum chart_kind {
	CHART_BARS,           /* lying bars of one column                  */
	CHART_COLUMNS,        /* standing ones, for months and the like    */
	CHART_RATIOS,         /* lying bars that begin at 1                */
	CHART_RANGE,          /* low, middle, high, and further figures as
	                         lines across: P10, P50, P90, benchmark; the
	                         lower limit, rate and upper limit         */
	CHART_SCATTER,        /* x and y, a dot a row, and a line: the first
	                         two columns of another table              */
	CHART_WATERFALL,      /* lying bars: where each begins, and its
	                         length                                    */
	CHART_N
};

/* "bars" ... in the order of enum chart_kind; ends with NULL. */
extern const char *const chart_words[];

/*
 * A chart of a table that stands in the same workbook, its rows named by the
 * table's first column; it is not drawn where the table, one of the columns or
 * every row is absent.
 */
struct doc_chart {
	enum chart_kind kind;
	struct str table;             /* its key                           */
	const struct str *column;     /* [n_column], keys                  */
	ptrdiff_t n_column;
	struct str line;              /* SCATTER: key of the table of the line,
	                                 or ""                             */
};

/* Nothing is for everybody that nobody has said to be so. */
enum doc_audience { AUDIENCE_PERSON, AUDIENCE_AGGREGATE };

enum doc_format { IN_TEXT = 1, IN_XLSX = 2, IN_JSON = 4 };

struct block {
	enum block_kind kind;
	enum doc_audience audience;
	unsigned formats;             /* of enum doc_format                */
	struct str sheet;             /* workbook: the sheet it stands on  */
	bool apart;                   /* a table for a workbook of its own */
	struct str title;             /* of figures, tables and charts     */
	struct str text;
	struct doc_figure *figure;
	ptrdiff_t n_figure;
	bool tiles;                   /* figures: large, side by side, at the
	                                 top of a workbook's first sheet   */
	struct doc_table *table;
	const struct doc_chart *chart;
	struct str note;              /* small print under it              */
};

/* What the JSON states beside blocks; also on the Method sheet. */
struct doc_rows {                     /* one input file                    */
	struct str file, kind, encoding, delimiter;
	int64_t read;
	const int64_t *count;         /* [n_class]                         */
};

struct doc_reject {
	struct str file, code, field, value, message;
	int64_t line, last_line;
};

struct doc_join {
	struct str kind;
	int64_t rows_matched, rows_unmatched, people_without;
};

/* Who the edition is for. */
struct edition {
	bool shareable;               /* no person-level block in any format */
	bool people_in_text;          /* --people                          */
	int64_t min_group;            /* pay of smaller groups is hidden in
	                                 text and shareable editions; 0:
	                                 nothing is                        */
	int64_t dominance_bp;         /* so is a sum of which one person has
	                                 a larger share; 0: no such rule   */
	bool primary_only;            /* without complementary suppression,
	                                 which page one then says          */
};

struct document {
	struct arena *mem;
	struct str report;            /* "pay"                             */
	struct str title;             /* "Pay benchmark"                   */
	struct str subject;           /* first line of the text            */
	struct str subject_short;     /* the same in fewer words, or ""    */
	struct str organisation;      /* or ""                             */
	struct str version;           /* of the program                    */
	date as_of, newest;
	struct { VEC(struct block); } blocks;
	struct { VEC(struct doc_rows); } inputs;
	struct { VEC(struct doc_join); } joins;
	struct { VEC(struct doc_reject); } rejects;
	/* Which texts became what: of each field the most frequent, and all of
	 * them; without rows where no person may be shown. */
	const struct doc_table *changes, *all_changes;
	const char *const *class_name; /* [n_class], of doc_rows.count     */
	ptrdiff_t n_class;
	const struct doc_figure *offered; /* what {{key}} in texts may name */
	ptrdiff_t n_offered;
	const struct population *people; /* behind the figures, or NULL    */
	struct plan *plan;            /* what is hidden, by the last edition
	                                 asked for; document_for()'s own   */
	bool students;                /* of students: but for pay their figures
	                                 are hidden in shareable editions
	                                 only, and "<10" stands for few    */
	struct edition edition;       /* set by document_for()             */
	struct { VEC(struct doc_figure); } model; /* name, source ... for
	                                 JSON "model" and the Method block */
};

/*
 * The document that an edition may see in one format: blocks of the wrong
 * audience or format are gone, figures of small groups are hidden, rejects
 * carry no values where no person may be shown, texts are filled in.  A new
 * document in the same arena; the old one is untouched.
 *
 * Hidden are, in text and shareable editions, figures of pay with fewer than
 * min_group people behind them (P10 and P90: twice as many), in shareable ones
 * all figures of such a group, its headcount too; and further ones, so that
 * nothing hidden follows from what is shown: suppress.h says how.  It is
 * decided once for all formats of a shareable edition, whichever is asked for;
 * a text that is not shareable is on its own, as the other formats then hide
 * nothing.
 *
 * Tables without sets are taken each for itself: where what one hides could be
 * had by taking the shown rows from the total (one row, or rows of fewer than
 * min_group people together), the next smallest rows are hidden as well.
 */
struct document *document_for(const struct document *, struct edition,
                              enum doc_format);

/* Start an empty document. */
struct document *document_new(struct arena *, struct str report);

/* Append a block of a kind, all else in it zero: it is person-level until it
 * is said not to be.  Valid until the next one. */
struct block *document_block(struct document *, enum block_kind);

/*
 * Say the as-of date and the newest date in the data on page one, and warn
 * there when there are more than three months between them: true then.
 */
bool document_state_dates(struct document *);

/* A cell of text. */
struct cell cell_text(struct str);

/* A cell of a number; of "no figure" for MONEY_NONE and, of a date,
 * DATE_NONE. */
struct cell cell_of(enum cell_kind, int64_t n);

/* A table of n_row rows whose cells are all CELL_NONE; columns are copied. */
struct doc_table *doc_table_new(struct arena *, struct str key,
                                const struct doc_column *, ptrdiff_t n_col,
                                ptrdiff_t n_row);

/*
 * The cells of a row, [n_col]: the table's own, or made now in buf[n_col],
 * their text in the scratch arena (the caller marks and rewinds it).
 */
const struct cell *doc_table_row(const struct doc_table *, ptrdiff_t row,
                                 struct cell *buf, struct arena *scratch);

/* The index of a column by its key, or -1. */
ptrdiff_t doc_table_col(const struct doc_table *, struct str key);

/*
 * The text of a cell as people read it: "14.61", "1.02", "93.5 %", "12,345",
 * "-" for no figure, "*" for a hidden one.  `wide` for the workbook's places,
 * else the text's.
 */
struct str cell_str(struct arena *, const struct cell *, bool wide);

/* A text with its {{figures}} filled in; unknown ones stay as they are. */
struct str doc_fill(struct arena *, struct str text,
                    const struct doc_figure *, ptrdiff_t n);

#endif
