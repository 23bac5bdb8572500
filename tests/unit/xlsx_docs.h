/* SPDX-License-Identifier: MIT */
/*
 * Hand-made documents for the workbook's tests, and a plain account of what
 * must be found in the workbooks, for readers that know nothing of the
 * renderer (tests/xlsx/check.py).
 */
#ifndef XLSX_DOCS_H
#define XLSX_DOCS_H

#include "blocks.h"
#include "roster/person.h"

#include <stdio.h>

/* Append a text block. */
static inline void
add_text(struct document *d, enum block_kind kind, const char *sheet,
         const char *text)
{
	struct block *b = open_block(d, kind);

	b->sheet = str_of(sheet);
	b->text = str_of(text);
}

/* Append a table with a header, all cells empty. */
static inline struct doc_table *
add_table(struct document *d, const char *sheet, const char *title,
          const struct doc_column *col, ptrdiff_t n_col, ptrdiff_t n_row)
{
	struct block *b = open_block(d, BLOCK_TABLE);

	b->sheet = str_of(sheet);
	b->title = str_of(title);
	b->table = doc_table_new(d->mem, str_of(title), col, n_col, n_row);
	return b->table;
}

/* A cell of a table, to be set. */
static inline struct cell *
at(struct doc_table *t, ptrdiff_t row, ptrdiff_t col)
{
	return &t->cell[row * t->n_col + col];
}

/* Numbers that look random and are the same everywhere. */
static inline int64_t
draw(uint64_t *state, int64_t from, int64_t to)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return from + (int64_t)((*state >> 33) % (uint64_t)(to - from + 1));
}

static inline enum zone
zone_of(int64_t ratio_e9)
{
	return ratio_e9 < 800000000 ? ZONE_BELOW
	     : ratio_e9 < 900000000 ? ZONE_LOW
	     : ratio_e9 <= 1100000000 ? ZONE_WITHIN
	     : ratio_e9 <= 1200000000 ? ZONE_HIGH : ZONE_ABOVE;
}

static inline void
pay_figures(struct document *d)
{
	static const struct {
		const char *title, *note;
		enum cell_kind kind;
		int64_t n;
	} row[] = {
		{ "Headcount", "", CELL_COUNT, 1296 },
		{ "With a benchmark", "80 occupations have no price in the model",
		  CELL_COUNT, 1216 },
		{ "Mean pay an hour", "", CELL_HOURLY, 146134 },
		{ "Median pay an hour", "half are paid less", CELL_HOURLY,
		  144700 },
		{ "Compa-ratio", "sum of pay over sum of benchmarks", CELL_RATIO,
		  1007240000 },
		{ "Below the range", "paid less than 80 % of their benchmark",
		  CELL_COUNT, 31 },
		{ "Share certified", "", CELL_PERCENT, 9354 },
		{ "Full-time equivalents", "", CELL_NUMBER, 12345000 },
		{ "Cost to bring everyone to the minimum", "a year, at each "
		  "person's hours; on-costs such as payroll tax and employer "
		  "contributions come on top of this and are not estimated "
		  "here, because they differ by state and by plan", CELL_MONEY,
		  123450000 },
		{ "Newest hire", "", CELL_DATE, 20700 },
		{ "Median ratio of night staff", "nobody", CELL_NONE, 0 },
	};
	ptrdiff_t n = sizeof row / sizeof *row;
	struct block *b = open_block(d, BLOCK_FIGURES);

	b->sheet = STR("Summary");
	b->title = STR("Key figures");
	b->figure = NEW(d->mem, n, struct doc_figure);
	b->n_figure = n;
	b->note = STR("Pay is full-time pay; part-timers are counted at their "
	              "full-time rate.");
	for (ptrdiff_t i = 0; i < n; i++)
		b->figure[i] = (struct doc_figure){
			.title = str_of(row[i].title),
			.note = str_of(row[i].note),
			.value = { .kind = (uint8_t)row[i].kind, .n = row[i].n },
		};
}

static inline void
group_table(struct document *d, const char *sheet, const char *title,
            const char *const *group, ptrdiff_t n, uint64_t seed)
{
	static const struct doc_column col[] = {
		{ .title = { "Group", 5 }, .kind = CELL_TEXT },
		{ .key = { "headcount", 9 }, .title = { "Headcount", 9 },
		  .kind = CELL_COUNT },
		{ .title = { "Mean $ an hour", 14 }, .kind = CELL_HOURLY },
		{ .title = { "P25 $ an hour", 13 }, .kind = CELL_HOURLY },
		{ .title = { "Median $ an hour", 16 }, .kind = CELL_HOURLY },
		{ .title = { "P75 $ an hour", 13 }, .kind = CELL_HOURLY },
		{ .title = { "Compa-ratio", 11 }, .kind = CELL_RATIO },
		{ .title = { "Below range", 11 }, .kind = CELL_PERCENT },
	};
	struct doc_table *t = add_table(d, sheet, title, col, 8, n);

	t->bar = STR("headcount");
	t->last_rows = 1;
	for (ptrdiff_t i = 0; i < n; i++) {
		int64_t mid = draw(&seed, 130000, 180000);
		int64_t ratio = draw(&seed, 760, 1240) * 1000000;

		*at(t, i, 0) = cell_text(str_of(group[i]));
		*at(t, i, 1) = cell_of(CELL_COUNT, draw(&seed, 4, 240));
		*at(t, i, 2) = cell_of(CELL_HOURLY, mid + 333);
		*at(t, i, 3) = cell_of(CELL_HOURLY, mid - 9000);
		*at(t, i, 4) = cell_of(CELL_HOURLY, mid);
		*at(t, i, 5) = cell_of(CELL_HOURLY, mid + 11250);
		*at(t, i, 6) = cell_of(CELL_RATIO, ratio);
		at(t, i, 6)->zone = (uint8_t)zone_of(ratio);
		*at(t, i, 7) = cell_of(CELL_PERCENT, draw(&seed, 0, 2500));
	}
	for (ptrdiff_t i = 2; n > 3 && i < 8; i++)
		*at(t, 3, i) = (struct cell){ .kind = CELL_NONE, .n = 1 };
}

static inline void
people_row(const void *ctx, ptrdiff_t row, struct cell *c,
           struct arena *scratch)
{
	static const char *const site[] = { "Main Street", "Northgate",
		"\xC3\x89vreux Clinic", "Harbor" };
	uint64_t seed = (uint64_t)row * 977 + *(const uint64_t *)ctx;
	int64_t pay = draw(&seed, 210000000, 460000000);
	int64_t benchmark = draw(&seed, 260000000, 360000000);
	int64_t ratio = (int64_t)((i128)pay * 1000000000 / benchmark);

	c[0] = cell_text(str_fmt(scratch, "%05d", (int)row + 1));
	c[1] = cell_text(str_fmt(scratch, "Person %d, First", (int)row));
	c[2] = cell_text(STR("Clinical Medical Assistant"));
	c[3] = cell_text(str_of(site[draw(&seed, 0, 3)]));
	c[4] = cell_of(CELL_DATE, draw(&seed, 15000, 20700));
	c[5] = cell_of(CELL_NUMBER, draw(&seed, 1, 4) * 2500);
	c[6] = cell_of(CELL_BOOL, draw(&seed, 0, 1));
	c[7] = cell_of(CELL_HOURLY, pay / 2080);
	c[8] = cell_of(CELL_MONEY, pay);
	c[9] = cell_of(CELL_MONEY, benchmark);
	c[10] = cell_of(CELL_RATIO, ratio);
	c[10].zone = (uint8_t)zone_of(ratio);
	c[11] = cell_of(CELL_MONEY, pay < benchmark ? benchmark - pay
	                                            : MONEY_NONE);
	c[12] = cell_text(row % 17 ? STR("") : STR("Pay was given as a range; "
		"its middle was used. Experience is that since hire, which is a "
		"lower bound."));
}

static inline void
people_table(struct document *d, ptrdiff_t n)
{
	static const uint64_t seed = 42;
	static const struct doc_column col[] = {
		{ .title = { "ID", 2 }, .kind = CELL_TEXT },
		{ .title = { "Name", 4 }, .kind = CELL_TEXT },
		{ .title = { "Occupation", 10 }, .kind = CELL_TEXT },
		{ .title = { "Site", 4 }, .kind = CELL_TEXT },
		{ .title = { "Hired", 5 }, .kind = CELL_DATE },
		{ .title = { "FTE", 3 }, .kind = CELL_NUMBER },
		{ .title = { "Certified", 9 }, .kind = CELL_BOOL },
		{ .title = { "Pay $ an hour", 13 }, .kind = CELL_HOURLY },
		{ .title = { "Pay a year", 10 }, .kind = CELL_MONEY },
		{ .title = { "Benchmark a year", 16 }, .kind = CELL_MONEY },
		{ .title = { "Compa-ratio", 11 }, .kind = CELL_RATIO },
		{ .title = { "Cost to benchmark", 17 }, .kind = CELL_MONEY },
		{ .title = { "Remarks", 7 }, .kind = CELL_TEXT },
	};
	struct block *b = open_block(d, BLOCK_TABLE);
	struct doc_table *t = NEW(d->mem, 1, struct doc_table);

	*t = (struct doc_table){ .n_col = 13, .n_row = n, .row = people_row,
		.ctx = &seed, .totals = true };
	t->col = NEW(d->mem, 13, struct doc_column);
	memcpy(t->col, col, sizeof col);
	b->sheet = STR("People");
	b->title = STR("Everyone with their benchmark");
	b->note = STR("A row a person. The benchmark is base x (1 + experience "
	              "+ skill); the Method sheet has the figures.");
	b->audience = AUDIENCE_PERSON;
	b->table = t;
}

/* A report as they are: what pictures are taken of. */
static inline struct document *
doc_pay(struct arena *mem)
{
	static const char *const bands[] = { "Entry", "1 to 4 years",
		"5 to 9 years", "10 to 19 years", "20 years and more", "All" };
	static const char *const sites[] = { "Main Street", "Northgate",
		"\xC3\x89vreux Clinic", "Harbor", "(blank)", "All" };
	struct document *d = document_new(mem, STR("pay"));

	d->title = STR("Pay benchmark");
	d->subject = STR("PAY BENCHMARK 2026-10 - 1,296 staff - compa-ratio 1.01 - "
	                 "31 below the range - 12,345 to bring them to it");
	d->organisation = STR("Lakeside Community Clinics");
	d->version = STR("0.1.0");
	d->as_of = date_of(2026, 10, 31);
	d->edition.min_group = 5;
	add_text(d, BLOCK_HEADING, "Summary", "Where pay stands");
	add_text(d, BLOCK_PARAGRAPH, "Summary", "Of 1,296 people 1,216 have a "
		"benchmark. As a whole they are paid what the market pays; 31 of "
		"them are below the range, most at Northgate and most in their "
		"first four years. Bringing them to the minimum of the range costs "
		"12,345 a year, which is 0.03 % of payroll.");
	pay_figures(d);
	add_text(d, BLOCK_WARNING, "Summary", "BENCHMARK OUT OF DATE: the model "
		"is of about 2010; name a newer one with --model.");
	add_text(d, BLOCK_WARNING, "Summary",
	         "3 rows were rejected: see the sheet Rows.");
	group_table(d, "Summary", "By experience", bands, 6, 7);
	group_table(d, "Experience", "Pay by experience", bands, 6, 7);
	group_table(d, "Sites", "Pay by site", sites, 6, 11);
	group_table(d, "Sites", "Pay by site, certified", sites, 6, 12);
	people_table(d, 60);
	add_text(d, BLOCK_HEADING, "Method", "How the figures came about");
	add_text(d, BLOCK_PARAGRAPH, "Method", "Percentiles are type 7, Excel's "
		"PERCENTILE.INC.\nA group's compa-ratio is the sum of pay over the "
		"sum of benchmarks of those who have one.");
	return d;
}

/* Everything that could go wrong with text and names. */
static inline struct document *
doc_hostile(struct arena *mem)
{
	static const struct doc_column col[] = {
		{ .title = { "=1+1", 4 }, .kind = CELL_TEXT },
		{ .title = { "@SUM(A1)\n\"two\" <lines> & more", 30 },
		  .kind = CELL_TEXT },
		{ .title = { "Amount", 6 }, .kind = CELL_MONEY },
	};
	static const char *const text[] = {
		"=1+1", "=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "00123",
		"1E5", "{=A1}", "http://example.org/", "internal:'People'!A1",
		"<b>&amp;</b>", "\"quoted\"", "_x0041_", "_x000D_x", "a_b",
		" leading and trailing ", "two\nlines\r\nthree\rfour",
		"tab\there", "bell\a and \x01 and \x7F and \xC2\x85.",
		"\xF0\x9F\xA9\xBA stethoscope", "e\xCC\x81 combining",
		"\xE7\x9C\x8B\xE8\xAD\xB7\xE5\xB8\xAB", "bad \xFF\xC3 bytes",
		"\xEF\xBF\xBF no character", "\xED\xA0\x80 surrogate", "",
		"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "&P of &N", "]]>", "'",
	};
	static const char *const sheet[] = {
		"a/b:c[1]", "A-B-C(1)", "a\\b:c[1]", "summary", "History",
		"'quoted'", "O'Brien & Sons <1>", "", "???", "\xFF\xFE",
		"A name that is much longer than thirty-one characters, one",
		"A name that is much longer than thirty-one characters, two",
		"\xC3\x89t\xC3\xA9", "\xC3\xA9t\xC3\xA9",
		"\xE7\x9C\x8B\xE8\xAD\xB7\xE5\xB8\xAB\xE7\x9C\x8B\xE8\xAD\xB7"
		"\xE5\xB8\xAB\xE7\x9C\x8B\xE8\xAD\xB7\xE5\xB8\xAB\xE7\x9C\x8B"
		"\xE8\xAD\xB7\xE5\xB8\xAB\xE7\x9C\x8B\xE8\xAD\xB7\xE5\xB8\xAB"
		"\xE7\x9C\x8B\xE8\xAD\xB7\xE5\xB8\xAB\xE7\x9C\x8B\xE8\xAD\xB7"
		"\xE5\xB8\xAB\xE7\x9C\x8B\xE8\xAD\xB7\xE5\xB8\xAB\xE7\x9C\x8B"
		"\xE8\xAD\xB7\xE5\xB8\xAB\xE7\x9C\x8B\xE8\xAD\xB7\xE5\xB8\xAB",
		"\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA"
		"\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA"
		"\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA"
		"\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA\xF0\x9F\xA9\xBA",
		"Sheet1", "R1C1", "_x0041_", "1e5",
	};
	enum { N = sizeof text / sizeof *text, M = sizeof sheet / sizeof *sheet };
	struct document *d = document_new(mem, STR("hostile"));
	struct sbuf title = { .mem = mem };

	for (int i = 0; i < 30; i++)
		sbuf_put(&title, STR("R&D &P \"x\" "));
	d->title = d->organisation = d->subject = sbuf_str(&title);
	d->as_of = date_of(1970, 1, 1); /* 0, which the library takes for now */
	add_text(d, BLOCK_WARNING, "", "=1+1");
	for (ptrdiff_t s = 0; s < M; s++) {
		struct doc_table *t = add_table(d, sheet[s],
			s ? str_fmt(mem, "Table %d", (int)s).s : title.v, col, 3,
			N);

		t->totals = true;
		t->bar = STR("none");
		for (ptrdiff_t i = 0; i < N; i++) {
			*at(t, i, 0) = cell_text(str_of(text[i]));
			*at(t, i, 1) = cell_text(str_fmt(mem, "%d%s", (int)s,
			                                 text[i]));
			*at(t, i, 2) = cell_of(CELL_MONEY, (i + s) * 12345 -
			                                   100000);
		}
	}
	return d;
}

/* Tables and figures with nothing in them, figures at their limits. */
static inline struct document *
doc_edges(struct arena *mem)
{
	static const struct doc_column col[] = {
		{ .title = { "Text", 4 }, .kind = CELL_TEXT },
		{ .title = { "Count", 5 }, .kind = CELL_COUNT },
		{ .title = { "Money", 5 }, .kind = CELL_MONEY },
		{ .title = { "Ratio", 5 }, .kind = CELL_RATIO },
		{ .title = { "Number", 6 }, .kind = CELL_NUMBER },
		{ .title = { "Date", 4 }, .kind = CELL_DATE },
	};
	static const int64_t n[] = { 0, 1, -1, 123456789, MONEY_MAX,
		-MONEY_MAX, INT32_MAX, 12345678901234567 };
	struct document *d = document_new(mem, STR("edges"));
	struct sbuf longest = { .mem = mem };

	sbuf_fill(&longest, 'w', 40000);
	d->as_of = DATE_NONE;
	add_table(d, "Empty", "No rows at all", col, 6, 0)->totals = true;
	add_table(d, "Empty", "No columns at all", col, 0, 0);
	open_block(d, BLOCK_FIGURES)->title = STR("No figures");
	add_text(d, BLOCK_PARAGRAPH, "", "");
	add_text(d, BLOCK_PARAGRAPH, "Long", sbuf_str(&longest).s);
	struct doc_table *t = add_table(d, "Limits", "", col, 6, 8);
	t->totals = true;
	for (ptrdiff_t i = 0; i < 8; i++) {
		*at(t, i, 0) = cell_text(i ? STR("x") : sbuf_str(&longest));
		*at(t, i, 1) = cell_of(CELL_COUNT, n[i]);
		*at(t, i, 2) = cell_of(CELL_MONEY, n[i]);
		*at(t, i, 3) = cell_of(CELL_RATIO, n[i]);
		*at(t, i, 4) = cell_of(CELL_NUMBER, n[i]);
		*at(t, i, 5) = cell_of(CELL_DATE, i < 3 ? n[i] - 25508
			: (int64_t)date_of(9999, 12, 31));
	}
	return d;
}

/* One cell for the account: its kind and its value, text in hexadecimal. */
static inline void
tell_cell(FILE *f, const struct cell *c)
{
	static const int64_t scale[] = { [CELL_COUNT] = 1, [CELL_MONEY] = 10000,
		[CELL_HOURLY] = 10000, [CELL_RATIO] = 1000000000,
		[CELL_PERCENT] = 10000, [CELL_NUMBER] = 10000 };

	switch (c->kind) {
	case CELL_NONE:
		fprintf(f, "\t%s", c->n ? "t2a" : "-");
		return;
	case CELL_TEXT:
		fprintf(f, "\tt");
		for (ptrdiff_t i = 0; i < c->s.len; i++)
			fprintf(f, "%02x", (unsigned char)c->s.s[i]);
		return;
	case CELL_BOOL:
		fprintf(f, "\tt%s", c->n ? "796573" : "6e6f");
		return;
	case CELL_DATE:
		fprintf(f, "\td%lld", (long long)c->n);
		return;
	default:
		fprintf(f, "\tn%lld/%lld", (long long)c->n,
		        (long long)scale[c->kind]);
	}
}

/* The account of a document's tables: a line "table", one a row. */
static inline void
tell_document(FILE *f, struct arena *mem, const struct document *d)
{
	for (ptrdiff_t i = 0; i < d->blocks.n; i++) {
		const struct doc_table *t = d->blocks.v[i].table;

		if (!t || t->n_col == 0)
			continue;
		struct cell *buf = NEW(mem, t->n_col, struct cell);
		fprintf(f, "table\t%d", t->totals && t->n_row > 0);
		for (ptrdiff_t c = 0; c < t->n_col; c++)
			tell_cell(f, &(struct cell){ .kind = CELL_TEXT,
				.s = t->col[c].title });
		fprintf(f, "\n");
		for (ptrdiff_t r = 0; r < t->n_row; r++) {
			const struct cell *c = doc_table_row(t, r, buf, mem);

			fprintf(f, "row");
			for (ptrdiff_t k = 0; k < t->n_col; k++)
				tell_cell(f, &c[k]);
			fprintf(f, "\n");
		}
	}
}

#endif
