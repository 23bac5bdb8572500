/* SPDX-License-Identifier: MIT */
/* The text renderer: whole pages, compared line by line. */
#include "report/render.h"

#include "base/utf8.h"
#include "blocks.h"
#include "mem.h"
#include "unit.h"

static struct document *
new_document(struct arena *a, const char *subject)
{
	struct document *d = document_new(a, STR("pay"));

	d->subject = str_of(subject);
	d->version = STR("1.0");
	d->as_of = date_of(2026, 10, 31);
	return d;
}

static struct block *
add(struct document *d, enum block_kind kind, const char *text)
{
	struct block *b = open_block(d, kind);

	b->formats = IN_TEXT;
	b->text = str_of(text);
	return b;
}

static struct str
page(const struct document *d, int64_t min_group)
{
	return render_text(d->mem, document_for(d,
		(struct edition){ .min_group = min_group }, IN_TEXT));
}

/* The page is what is wanted, between the subject and the last lines. */
static void
same_body(const struct document *d, int64_t min_group, const char *want,
          const char *why)
{
	struct str got = page(d, min_group);
	struct str tail = STR("\n----------------------------------------"
	                      "----------------------------------------\n"
	                      "muster 1.0, as of 2026-10-31\n");

	OK(str_starts(got, STR("S\n")) && str_ends(got, tail),
	   "%s: first and last lines:\n%.*s", why, FMT(got));
	got = str_skip(got, 2);
	got.len -= tail.len;
	OK(str_eq(got, str_of(want)), "%s:\n%.*s", why, FMT(got));
}

static void
subjects(void)
{
	static const struct {
		const char *subject, *want;
	} row[] = {
		{ "PAY BENCHMARK 2026-10 - 57 staff - 2 rejects",
		  "PAY BENCHMARK 2026-10 - 57 staff - 2 rejects" },
		{ "eighty columns exactly - 34567890123456789012345678901234567"
		  "89012345678901234 - 9",
		  "eighty columns exactly - 34567890123456789012345678901234567"
		  "89012345678901234" },
		{ "PAY BENCHMARK 2026-10 - 1,234,567 staff - compa-ratio 0.64 - "
		  "12,345 below range - 2 rejects",
		  "PAY BENCHMARK 2026-10 - 1,234,567 staff - compa-ratio 0.64 - "
		  "12,345 below range" },
		{ "a subject without pieces that goes on and on until it is "
		  "longer than any line may be",
		  "a subject without pieces that goes on and on until it is "
		  "longer than any line.." },
		{ "two\nlines\x1b[2J", "two\\x0Alines\\x1B[2J" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str all = page(new_document(&a, row[i].subject), 0);
		struct str got = str_cut(&all, '\n');

		OK(str_eq(got, str_of(row[i].want)), "%.*s", FMT(got));
	}
	arena_free(&a);
}

static void
paragraphs_and_warnings(void)
{
	struct arena a = mem_arena();
	struct document *d = new_document(&a, "S");

	add(d, BLOCK_WARNING, "Two people are paid under the pay floor, the "
	    "lowest lawful pay by the model.");
	add(d, BLOCK_WARNING, "BENCHMARK OUT OF DATE");
	add(d, BLOCK_HEADING, "Pay in October");
	add(d, BLOCK_PARAGRAPH, "A path that is longer than a line is broken: "
	    "/var/exports/0123456789/0123456789/0123456789/0123456789/"
	    "0123456789/0123456789/0123456789/staff.csv is  one.");
	add(d, BLOCK_PARAGRAPH, "");
	same_body(d, 0,
		"\n"
		"! Two people are paid under the pay floor, the lowest lawful "
		"pay by the model.\n"
		"! BENCHMARK OUT OF DATE\n"
		"\n"
		"Pay in October\n"
		"==============\n"
		"\n"
		"A path that is longer than a line is broken:\n"
		"/var/exports/0123456789/0123456789/0123456789/0123456789/"
		"0123456789/0123456789/0\n"
		"123456789/staff.csv is one.\n", "paragraphs");
	arena_free(&a);
}

#define RULE_79 \
	"----------------------------------------" \
	"---------------------------------------\n"
#define RULE "-" RULE_79

static void
figures(void)
{
	struct arena a = mem_arena();
	struct document *d = new_document(&a, "S");
	struct block *b = add(d, BLOCK_FIGURES, "");
	struct doc_figure f[] = {
		{ .title = STR("Headcount"),
		  .value = cell_of(CELL_COUNT, 1296) },
		{ .title = STR("Cost"), .people = 1296,
		  .value = cell_of(CELL_MONEY, 987654000),
		  .note = STR("0.4 % of payroll; 3 people, and a note that is "
		              "too long for one line") },
		{ .title = STR("Compa-ratio"), .people = 3,
		  .value = cell_of(CELL_RATIO, 1007240000) },
		{ .title = STR("No figure"), .value = { .kind = CELL_NONE } },
		{ .title = STR("Source"), .value = cell_text(
		  STR("a page on the web, without a date, that says what "
		      "people of this occupation earn")) },
		{ .title = STR("A label that has no room in its own column"),
		  .value = cell_text(STR("text")) },
	};

	b->title = STR("Key figures");
	b->figure = f;
	b->n_figure = ROWS(f);
	same_body(d, 5,
		"\n"
		"KEY FIGURES\n"
		RULE
		"Headcount                            1,296\n"
		"Cost                                98,765   0.4 % of payr"
		"oll; 3 people, and a\n"
		"                                             note that is "
		"too long for one line\n"
		"Compa-ratio                              *\n"
		"No figure                                -\n"
		"Source                          a page on the web, without"
		" a date, that says\n"
		"                                what people of this occupa"
		"tion earn\n"
		"A label that has no room in its own column\n"
		"                                text\n"
		"* not shown: fewer than 5 people, or a figure that would g"
		"ive such a group away\n", "figures");
	arena_free(&a);
}

static struct doc_table *
sites(struct arena *a)
{
	static const struct {
		const char *name;
		int64_t people, hourly, ratio;
	} row[] = {
		{ "North Clinic", 1200, 146130, 1007240000 },
		{ "A name that is far too long for the column it stands in",
		  40, 136200, 995000000 },
		{ "\xE6\x9D\xB1\xE4\xBA\xAC Clinic", 39, 150000, 900000000 },
		{ "Caf\xC3\xA9\x1b[31m", 7, 130000, 800000000 },
		{ "South", 6, 120000, 790000000 },
		{ "(blank)", 5, 121000, MONEY_NONE },
	};
	const struct doc_column col[] = {
		{ STR("group"), STR("Site"), CELL_TEXT, true, NULL, 0 },
		{ STR("headcount"), STR("People"), CELL_COUNT, true, NULL, 0 },
		{ STR("hidden"), STR("Hidden"), CELL_COUNT, false, NULL, 0 },
		{ STR("mean_hourly"), STR("Mean $/h"), CELL_HOURLY, true,
		  NULL, 0 },
		{ STR("compa_ratio"), STR("Compa-ratio"), CELL_RATIO, true,
		  NULL, 0 },
	};
	struct doc_table *t = doc_table_new(a, STR("site"), col, ROWS(col),
	                                    ROWS(row));

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct cell *c = t->cell + i * ROWS(col);

		c[0] = cell_text(str_of(row[i].name));
		c[1] = cell_of(CELL_COUNT, row[i].people);
		c[3] = cell_of(CELL_HOURLY, row[i].hourly);
		c[4] = cell_of(CELL_RATIO, row[i].ratio);
	}
	t->last_rows = 1;
	return t;
}

static void
groups(void)
{
	struct arena a = mem_arena();
	struct document *d = new_document(&a, "S");
	struct block *b = add(d, BLOCK_TABLE, "");

	b->title = STR("Site");
	b->table = sites(&a);
	same_body(d, 0,
		"\n"
		"                                                          "
		"         Mean  Compa-\n"
		"SITE                                                     P"
		"eople     $/h   ratio\n"
		RULE_79
		"North Clinic                                              "
		"1,200   14.61    1.01\n"
		"A name that is far too long for the column it stands in   "
		"   40   13.62    1.00\n"
		"\xE6\x9D\xB1\xE4\xBA\xAC Clinic                           "
		"                       39   15.00    0.90\n"
		"Caf\xC3\xA9\\x1B[31m                                      "
		"            7   13.00    0.80\n"
		"South                                                     "
		"    6   12.00    0.79\n"
		"(blank)                                                   "
		"    5   12.10       -\n", "all rows");
	b->table->key_row_limit = 2;
	b->table->col[2].in_text = true;
	b->table->col[2].title = STR("A column with a title of four lines");
	b->note = STR("A note.");
	same_body(d, 0,
		"\n"
		"                                                          "
		"     A\n"
		"                                                          "
		"column    Mean  Compa-\n"
		"SITE                                              People  "
		"with a     $/h   ratio\n"
		RULE
		"North Clinic                                       1,200  "
		"     -   14.61    1.01\n"
		"A name that is far too long for the column it..       40  "
		"     -   13.62    1.00\n"
		"and 3 smaller groups with 52 people\n"
		"(blank)                                                5  "
		"     -   12.10       -\n"
		"A note.\n", "two rows and the rest");
	b->table->overlap = true;
	struct str got = page(d, 0);

	OK(str_find(got, STR("and 3 smaller groups\n")) > 0,
	   "groups that overlap are not added up:\n%.*s", FMT(got));
	b->table->n_row = 1;
	same_body(d, 0, "", "a table of (blank) alone says nothing");
	arena_free(&a);
}

static void
bars(void)
{
	struct arena a = mem_arena();
	struct document *d = new_document(&a, "S");
	struct block *b = add(d, BLOCK_TABLE, "");

	b->title = STR("Where people stand");
	b->table = sites(&a);
	b->table->n_row = 5;
	b->table->last_rows = 0;
	b->table->col[3].in_text = b->table->col[4].in_text = false;
	b->table->cell[5].s = STR("East");
	b->table->cell[15].s = STR("West");
	b->table->bar = STR("headcount");
	same_body(d, 0,
		"\n"
		"WHERE PEOPLE STAND\n"
		"Site          People\n"
		RULE
		"North Clinic   1,200  ####################################"
		"####\n"
		"East              40  #\n"
		"\xE6\x9D\xB1\xE4\xBA\xAC Clinic       39  #\n"
		"West               7  #\n"
		"South              6  #\n", "bars");
	arena_free(&a);
}

/* A million rows that are never in memory together. */
static void
person_row(const void *ctx, ptrdiff_t row, struct cell *c,
           struct arena *scratch)
{
	(void)ctx;
	c[0] = cell_text(str_fmt(scratch, "E%06td", row));
	c[1] = cell_text(STR("Somebody with a very long name indeed"));
	c[2] = cell_text(STR("Medical Assistant, Certified, Lead, Float"));
	c[3] = cell_of(CELL_HOURLY, 136200);
}

static void
people(void)
{
	struct arena a = mem_arena();
	struct document *d = new_document(&a, "S");
	struct block *b = add(d, BLOCK_TABLE, "");
	const struct doc_column col[] = {
		{ STR("id"), STR("Id"), CELL_TEXT, true, NULL, 0 },
		{ STR("name"), STR("Name"), CELL_TEXT, true, NULL, 0 },
		{ STR("title"), STR("Title"), CELL_TEXT, true, NULL, 0 },
		{ STR("hourly"), STR("Pay $/h"), CELL_HOURLY, true, NULL, 0 },
	};

	b->title = STR("Below range");
	b->table = doc_table_new(&a, STR("below_range"), col, ROWS(col), 0);
	b->table->row = person_row;
	b->table->n_row = 1000000;
	b->table->key_row_limit = 2;
	same_body(d, 0,
		"\n"
		"BELOW RANGE\n"
		"                                                          "
		"                   Pay\n"
		"Id       Name                            Title            "
		"                   $/h\n"
		RULE
		"E000000  Somebody with a very long na..  Medical Assistant"
		", Certified,..   13.62\n"
		"E000001  Somebody with a very long na..  Medical Assistant"
		", Certified,..   13.62\n"
		"and 999,998 more\n", "people");
	arena_free(&a);
}

/* Whatever stands in it, no line is wider than the page or ends blank. */
static void
never_too_wide(void)
{
	struct arena a = mem_arena();
	struct document *d = new_document(&a, "S");
	struct doc_column col[20];
	enum { N = ROWS(col) };

	for (ptrdiff_t i = 0; i < N; i++)
		col[i] = (struct doc_column){
			.key = str_fmt(&a, "k%td", i),
			.title = STR("\xE6\x9D\xB1\xE4\xBA\xAC\xE6\x9D\xB1 and "
			             "Unbreakablelongwordinatitle"),
			.kind = i % 3 ? CELL_MONEY : CELL_TEXT,
			.in_text = true };
	for (ptrdiff_t n = 1; n <= N; n++) {
		struct block *b = add(d, BLOCK_TABLE, "");

		b->title = STR("A title of a table that is too long for the "
		               "page and has to be broken into two lines");
		b->table = doc_table_new(&a, STR("t"), col, n, 2);
		for (ptrdiff_t i = 0; i < 2 * n; i++)
			b->table->cell[i] = i % n % 3
				? cell_of(CELL_MONEY, INT64_MAX)
				: cell_text(STR("\xE6\x9D\xB1\xE4\xBA\xAC\xE6"
				"\x9D\xB1\xE4\xBA\xAC\xE6\x9D\xB1\xE4\xBA\xAC"
				"\xE6\x9D\xB1\xE4\xBA\xAC\xE6\x9D\xB1\xE4\xBA"
				"\xAC\xE6\x9D\xB1\xE4\xBA\xAC\xE6\x9D\xB1\xE4"
				"\xBA\xAC 0123456789 0123456789 0123456789 "
				"\xFF\xC2\x9B\xE2\x80\xAE"));
	}
	struct str all = page(d, 0);

	while (all.len) {
		struct str line = str_cut(&all, '\n');

		OK(utf8_valid(line) == line.len, "not UTF-8: %.*s", FMT(line));
		OK(utf8_width(line) <= 80, "%td columns: %.*s",
		   utf8_width(line), FMT(line));
		OK(!str_ends(line, STR(" ")), "ends blank: %.*s", FMT(line));
	}
	arena_free(&a);
}

const struct unit_test suite_text[] = {
	TEST(subjects), TEST(paragraphs_and_warnings), TEST(figures),
	TEST(groups), TEST(bars), TEST(people), TEST(never_too_wide), END,
};
