/* SPDX-License-Identifier: MIT */
/* The report document: cells as text, figures in sentences, and the gate. */
#include "report/document.h"

#include "blocks.h"
#include "mem.h"
#include "unit.h"

static void
cells_as_text(void)
{
	static const struct {
		enum cell_kind kind;
		int64_t n;
		const char *text, *wide;
	} row[] = {
		{ CELL_NONE, 0, "-", "-" },
		{ CELL_NONE, 1, "*", "*" },
		{ CELL_COUNT, 12345, "12,345", "12,345" },
		{ CELL_COUNT, -3, "-3", "-3" },
		{ CELL_MONEY, 283296000, "28,330", "28,329.60" },
		{ CELL_MONEY, 5000, "1", "0.50" },
		{ CELL_MONEY, 4999, "0", "0.50" },
		{ CELL_HOURLY, 136250, "13.63", "13.63" },
		{ CELL_HOURLY, 136249, "13.62", "13.62" },
		{ CELL_RATIO, 1007240000, "1.01", "1.007" },
		{ CELL_RATIO, 995000000, "1.00", "0.995" },
		{ CELL_PERCENT, 9350, "93.5 %", "93.5 %" },
		{ CELL_PERCENT, -75, "-0.8 %", "-0.8 %" },
		{ CELL_RATE, 852941176, "85.3 %", "85.3 %" },
		{ CELL_RATE, 1000000000, "100.0 %", "100.0 %" },
		{ CELL_NUMBER, 20800000, "2,080", "2,080" },
		{ CELL_NUMBER, 5125, "0.5125", "0.5125" },
		{ CELL_NUMBER, 0, "0", "0" },
		{ CELL_BOOL, 1, "yes", "yes" },
		{ CELL_BOOL, 0, "no", "no" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct cell c = { .kind = (uint8_t)row[i].kind,
			          .n = row[i].n };
		struct str got = cell_str(&a, &c, false);

		OK(str_eq(got, str_of(row[i].text)), "row %td: %.*s", i,
		   FMT(got));
		got = cell_str(&a, &c, true);
		OK(str_eq(got, str_of(row[i].wide)), "row %td, wide: %.*s", i,
		   FMT(got));
	}
	struct cell day = cell_of(CELL_DATE, date_of(2026, 10, 31));

	OK(str_eq(cell_str(&a, &day, false), STR("2026-10-31")), "a date");
	OK(cell_of(CELL_DATE, DATE_NONE).kind == CELL_NONE, "no date");
	OK(cell_of(CELL_MONEY, MONEY_NONE).kind == CELL_NONE, "no money");
	arena_free(&a);
}

static void
figures_in_sentences(void)
{
	const struct doc_figure f[] = {
		{ .key = STR("n"), .value = cell_of(CELL_COUNT, 1) },
		{ .key = STR("many"), .value = cell_of(CELL_COUNT, 1200) },
		{ .key = STR("ratio"), .value = cell_of(CELL_RATIO,
		                                        1010000000) },
		{ .key = STR("gone"), .value = { .kind = CELL_NONE, .n = 1 } },
		{ .key = STR("none"), .value = cell_text(STR("")) },
		{ .key = STR("trap"), .value = cell_text(STR("{{n}}")) },
	};
	static const struct {
		const char *text, *want;
	} row[] = {
		{ "no figure", "no figure" },
		{ "{{n}} {{n|person is|people are}}", "1 person is" },
		{ "{{many}} {{many|person is|people are}}",
		  "1,200 people are" },
		{ "{{ratio|one|more}}", "more" },
		{ "ratio {{ ratio }}.", "ratio 1.01." },
		{ "{{gone}} of {{n}}", "* of 1" },
		{ "{{none}}x", "x" },
		{ "{{none}}", "" },
		{ "{{unknown}} stays", "{{unknown}} stays" },
		{ "{{n", "{{n" },
		{ "a}} {{n}} {{", "a}} 1 {{" },
		{ "{{trap}}", "{{n}}" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = doc_fill(&a, str_of(row[i].text), f, ROWS(f));

		OK(str_eq(got, str_of(row[i].want)), "%s: %.*s", row[i].text,
		   FMT(got));
	}
	arena_free(&a);
}

/* A table of groups with a headcount and a mean; people are behind it. */
static struct doc_table *
groups(struct arena *a, const int64_t *people, ptrdiff_t n, bool tail)
{
	struct doc_column col[] = {
		{ STR("group"), STR("Group"), CELL_TEXT, true, NULL, false },
		{ STR("headcount"), STR("People"), CELL_COUNT, true, NULL,
		  false },
		{ STR("mean"), STR("Mean"), CELL_HOURLY, true, people, tail },
	};
	struct doc_table *t = doc_table_new(a, STR("site"), col, 3, n);

	for (ptrdiff_t i = 0; i < n; i++) {
		t->cell[i * 3] = cell_text(STR("x"));
		t->cell[i * 3 + 1] = cell_of(CELL_COUNT, people[i]);
		if (people[i])
			t->cell[i * 3 + 2] = cell_of(CELL_HOURLY, 140000 + i);
	}
	return t;
}

/* "10 7*" of groups of ten and seven people, the second hidden. */
static struct str
hidden(struct arena *a, const struct doc_table *t)
{
	struct sbuf s = { .mem = a };

	for (ptrdiff_t i = 0; i < t->n_row; i++) {
		const struct cell *c = t->cell + i * 3;

		sbuf_fmt(&s, "%s%d%s", i ? " " : "", (int)c[1].n,
		         c[2].kind != CELL_NONE ? "" : c[2].n ? "*" : "-");
	}
	return sbuf_str(&s);
}

static void
small_groups_are_hidden(void)
{
	static const struct {
		const char *why;
		int64_t people[5];
		ptrdiff_t n;
		bool overlap, tail;
		const char *want;
	} row[] = {
		{ "none is small", { 10, 7, 5 }, 3, 0, 0, "10 7 5" },
		{ "five are enough, four are not, three more neither",
		  { 10, 5, 4, 3 }, 4, 0, 0, "10 5 4* 3*" },
		{ "one alone is the total less the rest: the next goes, too",
		  { 10, 7, 4 }, 3, 0, 0, "10 7* 4*" },
		{ "two of one person each are a total of two people",
		  { 10, 7, 1, 1 }, 4, 0, 0, "10 7* 1* 1*" },
		{ "two and three are five", { 10, 7, 3, 2 }, 4, 0, 0,
		  "10 7 3* 2*" },
		{ "nobody behind it is no figure, not a hidden one",
		  { 10, 7, 0 }, 3, 0, 0, "10 7 0-" },
		{ "groups that overlap add up to nothing",
		  { 10, 7, 4 }, 3, 1, 0, "10 7 4*" },
		{ "a tenth percentile needs ten", { 30, 12, 9, 5 }, 4, 0, 1,
		  "30 12 9* 5*" },
		{ "everyone is in one small group", { 4 }, 1, 0, 0, "4*" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct document *d = document_new(&a, STR("pay"));
		struct block *b = open_block(d, BLOCK_TABLE);
		struct edition e = { .min_group = 5 };

		b->formats = IN_TEXT | IN_XLSX | IN_JSON;
		b->table = groups(&a, row[i].people, row[i].n, row[i].tail);
		b->table->overlap = row[i].overlap;
		struct str before = hidden(&a, b->table);
		struct str got = hidden(&a, document_for(d, e, IN_TEXT)
		                        ->blocks.v[0].table);

		OK(str_eq(got, str_of(row[i].want)), "%s: %.*s", row[i].why,
		   FMT(got));
		got = hidden(&a, document_for(d, e, IN_XLSX)
		             ->blocks.v[0].table);
		OK(str_eq(got, before), "%s: the workbook: %.*s", row[i].why,
		   FMT(got));
		e.shareable = true;
		got = hidden(&a, document_for(d, e, IN_XLSX)
		             ->blocks.v[0].table);
		OK(str_eq(got, str_of(row[i].want)), "%s: shareable: %.*s",
		   row[i].why, FMT(got));
		OK(str_eq(hidden(&a, d->blocks.v[0].table), before),
		   "%s: the document itself has changed", row[i].why);
	}
	arena_free(&a);
}

static void
small_figures_are_hidden_in_sentences(void)
{
	struct arena a = mem_arena();
	struct document *d = document_new(&a, STR("pay"));
	const struct doc_figure f[] = {
		{ .key = STR("ratio"), .people = 4,
		  .value = cell_of(CELL_RATIO, 900000000) },
		{ .key = STR("mean"), .people = 5,
		  .value = cell_of(CELL_HOURLY, 136200) },
	};
	struct block *b = open_block(d, BLOCK_PARAGRAPH);

	b->formats = IN_TEXT;
	b->text = STR("mean {{mean}}, ratio {{ratio}}");
	d->subject = STR("ratio {{ratio}}");
	d->offered = f;
	d->n_offered = ROWS(f);
	struct document *t = document_for(
		d, (struct edition){ .min_group = 5 }, IN_TEXT);

	OK(str_eq(t->blocks.v[0].text, STR("mean 13.62, ratio *")), "%.*s",
	   FMT(t->blocks.v[0].text));
	OK(str_eq(t->subject, STR("ratio *")), "%.*s", FMT(t->subject));
	t = document_for(d, (struct edition){ .min_group = 0 }, IN_TEXT);
	OK(str_eq(t->subject, STR("ratio 0.90")), "%.*s", FMT(t->subject));
	arena_free(&a);
}

static void
who_may_see_what(void)
{
	static const struct {
		enum doc_format format;
		bool shareable, people;
		bool person_block, value;
	} row[] = {
		{ IN_TEXT, false, false, false, false },
		{ IN_TEXT, false, true, true, true },
		{ IN_TEXT, true, true, false, false },
		{ IN_XLSX, false, false, true, true },
		{ IN_XLSX, true, false, false, false },
		{ IN_JSON, false, false, true, true },
		{ IN_JSON, true, true, false, false },
	};
	struct arena a = mem_arena();
	struct document *d = document_new(&a, STR("pay"));
	struct block *b = open_block(d, BLOCK_PARAGRAPH);

	b->formats = IN_TEXT | IN_XLSX | IN_JSON;
	b->text = STR("everyone");
	b = open_block(d, BLOCK_PARAGRAPH);
	b->formats = IN_TEXT | IN_XLSX | IN_JSON;
	b->audience = AUDIENCE_PERSON;
	b->text = STR("Jane Doe earns 13.62");
	*VEC_PUSH(&a, &d->rejects) = (struct doc_reject){
		.file = STR("staff.csv"), .line = 17,
		.code = STR("PAY_UNREADABLE"), .value = STR("see Jane"),
		.message = STR("found see Jane") };
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct document *got = document_for(d, (struct edition){
			.shareable = row[i].shareable,
			.people_in_text = row[i].people }, row[i].format);
		const struct doc_reject *r = got->rejects.v;

		OK((got->blocks.n == 2) == row[i].person_block,
		   "row %td: %td blocks", i, got->blocks.n);
		OK((r->value.len > 0) == row[i].value &&
		   (r->message.len > 0) == row[i].value, "row %td: \"%.*s\"",
		   i, FMT(r->value));
		OK(r->line == 17, "row %td: where it stands is kept", i);
	}
	arena_free(&a);
}

/* What nobody has said is for everybody, is not. */
static void
nothing_passes_unsaid(void)
{
	static const struct doc_column col[] = {
		{ { "group", 5 }, { "Site", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "mean", 4 }, { "Mean", 4 }, CELL_HOURLY, true, NULL, 0 },
	};
	const struct doc_figure f[] = {
		{ .key = STR("mean"), .value = cell_of(CELL_HOURLY, 136200) },
		{ .key = STR("n"), .value = cell_of(CELL_COUNT, 57) },
	};
	struct arena a = mem_arena();
	struct document *d = document_new(&a, STR("pay"));

	document_block(d, BLOCK_PARAGRAPH)->formats = IN_TEXT;
	for (int facts = 0; facts < 2; facts++) {
		struct block *b = open_block(d, BLOCK_TABLE);

		b->formats = IN_TEXT;
		b->table = doc_table_new(&a, STR("site"), col, 2, 1);
		b->table->facts = facts;
		b->table->cell[1] = cell_of(CELL_HOURLY, 136200);
	}
	d->offered = f;
	d->n_offered = ROWS(f);
	d->subject = STR("{{n}} {{mean}}");
	d = document_for(d, (struct edition){ .min_group = 5 }, IN_TEXT);
	if (OK(d->blocks.n == 2, "a block without an audience: %td",
	       d->blocks.n)) {
		OK(d->blocks.v[0].table->cell[1].kind == CELL_NONE,
		   "pay of nobody knows how many");
		OK(d->blocks.v[1].table->cell[1].n == 136200,
		   "a fact of the model");
	}
	OK(str_eq(d->subject, STR("57 *")), "%.*s", FMT(d->subject));
	arena_free(&a);
}

static void
blocks_of_a_format(void)
{
	struct arena a = mem_arena();
	struct document *d = document_new(&a, STR("pay"));

	open_block(d, BLOCK_HEADING)->formats = IN_TEXT;
	open_block(d, BLOCK_WARNING)->formats = IN_TEXT | IN_JSON;
	open_block(d, BLOCK_PARAGRAPH)->formats = IN_XLSX;
	struct document *t = document_for(d, (struct edition){ 0 }, IN_JSON);

	OK(t->blocks.n == 1 && t->blocks.v[0].kind == BLOCK_WARNING,
	   "%td blocks", t->blocks.n);
	OK(d->blocks.n == 3, "the document itself keeps its blocks");
	arena_free(&a);
}

static void
one_row(const void *ctx, ptrdiff_t row, struct cell *c, struct arena *scratch)
{
	c[0] = cell_text(str_fmt(scratch, "%s %td", (const char *)ctx, row));
}

static void
rows_made_when_drawn(void)
{
	struct arena a = mem_arena(), scratch = arena_like(&a);
	static const struct doc_column col[] = {
		{ { "id", 2 }, { "Id", 2 }, CELL_TEXT, true, NULL, false },
		{ { "pay", 3 }, { "Pay", 3 }, CELL_MONEY, true, NULL, false },
	};
	struct doc_table *t = doc_table_new(&a, STR("staff"), col, 2, 0);
	struct cell buf[2] = { { .kind = CELL_BOOL }, { .kind = CELL_BOOL } };

	t->row = one_row;
	t->ctx = "person";
	t->n_row = 1000000;
	const struct cell *c = doc_table_row(t, 999999, buf, &scratch);

	OK(str_eq(c[0].s, STR("person 999999")), "%.*s", FMT(c[0].s));
	OK(c[1].kind == CELL_NONE, "cells that a row leaves out are none");
	OK(doc_table_col(t, STR("pay")) == 1, "column pay");
	OK(doc_table_col(t, STR("none")) == -1, "no such column");
	arena_free(&scratch);
	arena_free(&a);
}

const struct unit_test suite_document[] = {
	TEST(cells_as_text), TEST(figures_in_sentences),
	TEST(small_groups_are_hidden),
	TEST(small_figures_are_hidden_in_sentences), TEST(who_may_see_what),
	TEST(nothing_passes_unsaid),
	TEST(blocks_of_a_format), TEST(rows_made_when_drawn), END,
};
