/* SPDX-License-Identifier: MIT */
/* Report templates: what they choose, and where they are wrong. */
#include "report/template.h"

#include "mem.h"
#include "unit.h"

static const struct doc_column columns[] = {
	{ { "group", 5 }, { "Site", 4 }, CELL_TEXT, true, NULL, 0 },
	{ { "headcount", 9 }, { "People", 6 }, CELL_COUNT, true, NULL, 0 },
	{ { "mean_hourly", 11 }, { "Mean", 4 }, CELL_HOURLY, false, NULL, 0 },
};

static void
staff_row(const void *ctx, ptrdiff_t row, struct cell *c,
          struct arena *scratch)
{
	(void)ctx;
	(void)scratch;
	c[0] = cell_text(STR("Jane"));
	c[1] = cell_of(CELL_COUNT, row);
	c[2] = cell_of(CELL_HOURLY, 136200);
}

/* What a small builder offers. */
static struct parts
offer(struct arena *a)
{
	struct doc_figure *f = NEW(a, 4, struct doc_figure);
	struct doc_part_table *t = NEW(a, 2, struct doc_part_table);
	struct doc_part_blocks *p = NEW(a, 1, struct doc_part_blocks);
	struct block *b = NEW(a, 2, struct block);
	struct doc_table *site = doc_table_new(a, STR("site"), columns, 3, 1);
	struct doc_table *staff = doc_table_new(a, STR("staff"), columns, 3, 0);

	f[0] = (struct doc_figure){ .key = STR("headcount"),
		.title = STR("Headcount"), .value = cell_of(CELL_COUNT, 57) };
	f[1] = (struct doc_figure){ .key = STR("rejects"),
		.title = STR("Rejects"), .value = cell_of(CELL_COUNT, 0) };
	f[2] = (struct doc_figure){ .key = STR("what_if"),
		.value = cell_text(STR("")) };
	f[3] = (struct doc_figure){ .key = STR("compa_ratio"),
		.value = cell_of(CELL_RATIO, 1010000000) };
	site->cell[0] = cell_text(STR("North"));
	site->cell[1] = cell_of(CELL_COUNT, 40);
	site->cell[2] = cell_of(CELL_HOURLY, 140000);
	staff->row = staff_row;
	staff->n_row = 3;
	t[0] = (struct doc_part_table){ site, STR("Site"),
		                        AUDIENCE_AGGREGATE };
	t[1] = (struct doc_part_table){ staff, STR("Staff"), AUDIENCE_PERSON };
	b[0] = (struct block){ .kind = BLOCK_WARNING, .text = STR("one"),
		               .formats = IN_TEXT | IN_XLSX };
	b[1] = (struct block){ .kind = BLOCK_WARNING, .text = STR("two"),
		               .formats = IN_TEXT, .sheet = STR("Own") };
	p[0] = (struct doc_part_blocks){ STR("warnings"), b, 2,
		                         AUDIENCE_AGGREGATE };
	return (struct parts){ f, 4, t, 2, p, 1 };
}

#define HEAD "report: pay\ntitle: Pay\nsubject:\n" \
	"  - {text: \"PAY {{headcount}}\"}\nblocks:\n"

/* The document of a template, or NULL; *d gets the findings. */
static struct document *
made(struct arena *a, const char *text, struct diags *d)
{
	struct document *doc = document_new(a, STR("pay"));
	struct parts parts = offer(a);
	struct template *t;

	diags_init(d, a);
	t = template_load(a, STR("t.yaml"), str_of(text), d);
	return t && template_fill(t, &parts, doc, d) ? doc : NULL;
}

static void
faults(void)
{
	static const struct {
		const char *why, *text;
		int line;
		const char *says;
	} row[] = {
		{ "no such key", HEAD "  - {haeding: x}\n", 6, "heading" },
		{ "no kind", HEAD "  - {sheet: x}\n", 6, "exactly one" },
		{ "two kinds", HEAD "  - {heading: x, table: site}\n", 6,
		  "exactly one" },
		{ "no such format", HEAD "  - {heading: x, in: [pdf]}\n", 6,
		  "text, xlsx or json" },
		{ "a sheet Excel refuses",
		  HEAD "  - {heading: x, sheet: a/b}\n", 6, "31 characters" },
		{ "a sheet with a name too long", HEAD "  - heading: x\n"
		  "    sheet: 01234567890123456789012345678901\n", 7,
		  "31 characters" },
		{ "columns of no table",
		  HEAD "  - {heading: x, columns: [group]}\n", 6, "table" },
		{ "fewer than no rows", HEAD "  - {table: site, rows: -1}\n",
		  6, "below 0" },
		{ "no such figure", HEAD "  - {figures: [headcont]}\n", 6,
		  "headcount" },
		{ "no such figure in a text",
		  HEAD "  - paragraph: \"{{headcont}} people\"\n", 6,
		  "headcount" },
		{ "a figure that does not end",
		  HEAD "  - paragraph: \"{{headcount} people\"\n", 6,
		  "without }}" },
		{ "no such figure in a block that is not there",
		  HEAD "  - {figures: [headcont], when: rejects}\n", 6,
		  "headcount" },
		{ "no such figure after when",
		  HEAD "  - {heading: x, when: reject}\n", 6, "rejects" },
		{ "no such table", HEAD "  - {table: sites}\n", 6, "site" },
		{ "no such table and none near",
		  HEAD "  - {table: something}\n", 6, "no such table" },
		{ "no such column",
		  HEAD "  - {table: site, columns: [group, mean]}\n", 6,
		  "no such column" },
		{ "a text column that is not chosen",
		  HEAD "  - {table: site, columns: [group], text: [headcount]}"
		  "\n", 6, "no such column" },
		{ "no such bar", HEAD "  - {table: site, bar: people}\n", 6,
		  "no such column" },
		{ "no such chart", HEAD "  - {chart: pie, of: site, "
		  "columns: [headcount]}\n", 6, "bars, columns" },
		{ "a chart of nothing", HEAD "  - {chart: bars, "
		  "columns: [headcount]}\n", 6, "\"of\"" },
		{ "a chart of no table of the report", HEAD "  - {chart: bars, "
		  "of: sites, columns: [headcount]}\n", 6, "site" },
		{ "a chart of no such column", HEAD "  - {chart: bars, "
		  "of: site, columns: [headcont]}\n", 6, "headcount" },
		{ "a chart of too many columns", HEAD "  - {chart: bars, "
		  "of: site, columns: [headcount, mean_hourly]}\n", 6,
		  "one column" },
		{ "a chart of too few", HEAD "  - {chart: range, of: site, "
		  "columns: [headcount, mean_hourly]}\n", 6,
		  "three or four columns" },
		{ "bars with a line", HEAD "  - {chart: bars, of: site, "
		  "columns: [headcount], line: site}\n", 6, "scatter" },
		{ "of without a chart", HEAD "  - {table: site, of: site}\n",
		  6, "with a chart" },
		{ "tiles of a table", HEAD "  - {table: site, tiles: yes}\n",
		  6, "tiles" },
		{ "no such part", HEAD "  - {part: warning}\n", 6,
		  "warnings" },
		{ "the subject names no figure", "report: pay\ntitle: x\n"
		  "subject:\n  - {text: \"{{staff}}\"}\n"
		  "blocks: [{heading: x}]\n", 4,
		  "no such figure" },
		{ "no blocks", "report: pay\ntitle: x\n"
		  "subject: [{text: x}]\nblocks: []\n", 4, "blocks" },
	};
	struct arena a = mem_arena();
	struct diags d;

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct document *doc = made(&a, row[i].text, &d);

		OK(!doc, "%s: accepted", row[i].why);
		if (!OK(d.n > 0, "%s: no finding", row[i].why))
			continue;
		struct str says = str_fmt(&a, "%.*s %.*s", FMT(d.v[0].value),
		                          FMT(d.v[0].msg));

		OK(d.v[0].at.line == row[i].line, "%s: line %d", row[i].why,
		   (int)d.v[0].at.line);
		OK(str_find(says, str_of(row[i].says)) >= 0, "%s: %.*s",
		   row[i].why, FMT(says));
		OK(str_eq(d.v[0].at.file, STR("t.yaml")), "%s: %.*s",
		   row[i].why, FMT(d.v[0].at.file));
	}
	arena_free(&a);
}

static void
every_fault_is_found(void)
{
	struct arena a = mem_arena();
	struct diags d;

	OK(!made(&a, HEAD "  - {figures: [a, headcount, b]}\n"
	         "  - {table: c}\n", &d), "accepted");
	OK(d.n == 3, "%td findings", d.n);
	arena_free(&a);
}

static void
what_is_chosen(void)
{
	struct arena a = mem_arena();
	struct diags d;
	struct document *doc = made(&a, HEAD
		"  - {heading: Pay, sheet: First}\n"
		"  - {warning: What-if, when: what_if}\n"
		"  - {paragraph: Read this, unless: what_if, in: text}\n"
		"  - {figures: [compa_ratio, headcount], title: Key}\n"
		"  - {table: site, sheet: Sites, rows: 3, bar: headcount,\n"
		"     columns: [mean_hourly, headcount], text: mean_hourly,\n"
		"     in: [text, xlsx, json], note: \"{{headcount}} in all\"}\n"
		"  - {part: warnings, in: [text]}\n"
		"  - {table: staff, columns: [headcount]}\n"
		"  - {heading: Secret, audience: person}\n", &d);

	if (!OK(doc != NULL && d.n == 0, "%td findings", d.n)) {
		arena_free(&a);
		return;
	}
	const struct block *b = doc->blocks.v;

	OK(doc->blocks.n == 8, "%td blocks", doc->blocks.n);
	OK(str_eq(doc->title, STR("Pay")), "the title");
	OK(str_eq(doc->subject, STR("PAY {{headcount}}")), "%.*s",
	   FMT(doc->subject));
	OK(b[0].kind == BLOCK_HEADING && str_eq(b[0].sheet, STR("First")) &&
	   b[0].formats == (IN_TEXT | IN_XLSX), "the heading");
	OK(b[1].kind == BLOCK_PARAGRAPH && b[1].formats == IN_TEXT &&
	   str_eq(b[1].sheet, STR("First")), "the paragraph");
	OK(b[2].n_figure == 2 && b[2].figure[1].value.n == 57,
	   "figures in the order of the template");
	const struct doc_table *t = b[3].table;

	OK(str_eq(b[3].title, STR("Site")), "the builder's title");
	OK(t->n_col == 2 && t->n_row == 1 && t->cell[0].n == 140000 &&
	   t->cell[1].n == 40, "columns in the order of the template");
	OK(t->col[0].in_text && !t->col[1].in_text, "columns in text");
	OK(t->key_row_limit == 3 && str_eq(t->bar, STR("headcount")),
	   "rows and bar");
	OK(b[4].kind == BLOCK_WARNING && b[4].formats == IN_TEXT &&
	   str_eq(b[4].sheet, STR("Sites")) &&
	   str_eq(b[5].sheet, STR("Own")), "the part's blocks");
	OK(b[6].audience == AUDIENCE_PERSON && b[6].table->key_row_limit == 15,
	   "a table of people stays one");
	struct cell buf[1];
	struct arena scratch = arena_like(&a);

	OK(doc_table_row(b[6].table, 2, buf, &scratch)[0].n == 2,
	   "columns of rows made when drawn");
	OK(b[7].audience == AUDIENCE_PERSON, "said to be of people");
	struct document *seen = document_for(doc, (struct edition){ 0 },
	                                     IN_TEXT);

	OK(seen->blocks.n == 6 && str_eq(seen->subject, STR("PAY 57")) &&
	   str_eq(seen->blocks.v[3].note, STR("57 in all")),
	   "%td blocks, \"%.*s\"", seen->blocks.n, FMT(seen->subject));
	arena_free(&scratch);
	arena_free(&a);
}

const struct unit_test suite_template[] = {
	TEST(faults), TEST(every_fault_is_found), TEST(what_is_chosen), END,
};
