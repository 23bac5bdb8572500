/* SPDX-License-Identifier: MIT */
/* The JSON renderer: the layout of the manual, key by key. */
#include "report/render.h"

#include "blocks.h"
#include "mem.h"
#include "unit.h"

static void
add_rows(struct document *d)
{
	static const char *const classes[] = { "used", "rejected" };
	static const int64_t counts[] = { 96, 2 }, none[] = { 0, 0 };

	d->class_name = classes;
	d->n_class = 2;
	*VEC_PUSH(d->mem, &d->inputs) = (struct doc_rows){
		STR("staff.csv"), STR("staff"), STR("UTF-8"), STR(","), 98,
		counts };
	*VEC_PUSH(d->mem, &d->inputs) = (struct doc_rows){
		STR("notes.txt"), STR(""), STR("UTF-8"), STR("\t"), 0,
		none };
	*VEC_PUSH(d->mem, &d->joins) = (struct doc_join){
		STR("skills"), 290, 3, 9 };
	*VEC_PUSH(d->mem, &d->rejects) = (struct doc_reject){
		.file = STR("staff.csv"), .line = 17, .last_line = 18,
		.code = STR("PAY_UNREADABLE"), .field = STR("pay"),
		.value = STR("see \"note\""), .message = STR("not shown") };
}

static void
add_blocks(struct document *d)
{
	static const int64_t people[] = { 40, 41, 3 };
	const struct doc_column col[] = {
		{ STR("group"), STR("Band"), CELL_TEXT, true, NULL, 0 },
		{ STR("headcount"), STR("People"), CELL_COUNT, true, NULL, 0 },
		{ STR("mean_hourly"), STR("Mean"), CELL_HOURLY, false, people,
		  0 },
	};
	struct doc_figure *f = NEW(d->mem, 4, struct doc_figure);
	struct block *b = open_block(d, BLOCK_FIGURES);

	f[0] = (struct doc_figure){ .key = STR("headcount"),
		                    .value = cell_of(CELL_COUNT, 96) };
	f[1] = (struct doc_figure){ .key = STR("cost_to_minimum"),
		.value = cell_of(CELL_MONEY, 12345049), .people = 80 };
	f[2] = (struct doc_figure){ .key = STR("compa_ratio"),
		.value = cell_of(CELL_RATIO, 1007244999), .people = 4 };
	f[3] = (struct doc_figure){ .key = STR("newest"),
		.value = cell_of(CELL_DATE, DATE_NONE) };
	b->formats = IN_JSON;
	b->figure = f;
	b->n_figure = 4;
	b = open_block(d, BLOCK_TABLE);
	b->formats = IN_JSON;
	b->table = doc_table_new(d->mem, STR("experience"), col, 3, 3);
	for (ptrdiff_t i = 0; i < 3; i++) {
		struct cell *c = b->table->cell + i * 3;

		c[0] = cell_text(i ? STR("Mid") : STR("Entry"));
		c[1] = cell_of(CELL_COUNT, people[i]);
		c[2] = cell_of(CELL_HOURLY, 146130 + i);
	}
	b->table->n_row = 2;
	b = open_block(d, BLOCK_WARNING);
	b->formats = IN_JSON;
	b->text = STR("old");
}

static struct document *
sample(struct arena *a)
{
	struct document *d = document_new(a, STR("pay"));

	d->as_of = date_of(2026, 10, 31);
	d->version = STR("1.0");
	d->subject = STR("S");
	*VEC_PUSH(a, &d->model) = (struct doc_figure){
		.key = STR("name"), .value = cell_text(STR("m")) };
	*VEC_PUSH(a, &d->model) = (struct doc_figure){
		.key = STR("out_of_date"), .value = cell_of(CELL_BOOL, 1) };
	add_rows(d);
	add_blocks(d);
	return d;
}

static const char wanted[] =
	"{\n"
	" \"report\": \"pay\",\n"
	" \"as_of\": \"2026-10-31\",\n"
	" \"model\": {\n"
	"  \"name\": \"m\",\n"
	"  \"out_of_date\": true\n"
	" },\n"
	" \"inputs\": [\n"
	"  {\n"
	"   \"file\": \"staff.csv\",\n"
	"   \"kind\": \"staff\",\n"
	"   \"encoding\": \"UTF-8\",\n"
	"   \"delimiter\": \",\",\n"
	"   \"rows\": {\n"
	"    \"read\": 98,\n"
	"    \"used\": 96,\n"
	"    \"rejected\": 2\n"
	"   }\n"
	"  },\n"
	"  {\n"
	"   \"file\": \"notes.txt\",\n"
	"   \"kind\": null,\n"
	"   \"encoding\": \"UTF-8\",\n"
	"   \"delimiter\": \"\\t\",\n"
	"   \"rows\": {\n"
	"    \"read\": 0,\n"
	"    \"used\": 0,\n"
	"    \"rejected\": 0\n"
	"   }\n"
	"  }\n"
	" ],\n"
	" \"joins\": [\n"
	"  {\n"
	"   \"kind\": \"skills\",\n"
	"   \"rows_matched\": 290,\n"
	"   \"rows_unmatched\": 3,\n"
	"   \"people_without\": 9\n"
	"  }\n"
	" ],\n"
	" \"figures\": {\n"
	"  \"headcount\": 96,\n"
	"  \"cost_to_minimum\": 1234.5,\n"
	"  \"compa_ratio\": 1.00724,\n"
	"  \"newest\": null\n"
	" },\n"
	" \"tables\": {\n"
	"  \"experience\": [\n"
	"   {\n"
	"    \"group\": \"Entry\",\n"
	"    \"headcount\": 40,\n"
	"    \"mean_hourly\": 14.613\n"
	"   },\n"
	"   {\n"
	"    \"group\": \"Mid\",\n"
	"    \"headcount\": 41,\n"
	"    \"mean_hourly\": 14.6131\n"
	"   }\n"
	"  ]\n"
	" },\n"
	" \"rejects\": [\n"
	"  {\n"
	"   \"file\": \"staff.csv\",\n"
	"   \"line\": 17,\n"
	"   \"last_line\": 18,\n"
	"   \"code\": \"PAY_UNREADABLE\",\n"
	"   \"field\": \"pay\",\n"
	"   \"value\": \"see \\\"note\\\"\"\n"
	"  }\n"
	" ],\n"
	" \"subject\": \"S\",\n"
	" \"warnings\": [\n"
	"  \"old\"\n"
	" ],\n"
	" \"version\": \"1.0\"\n"
	"}\n";

static void
layout(void)
{
	struct arena a = mem_arena();
	struct document *d = sample(&a);
	struct edition e = { .min_group = 5 };
	struct str got = render_json(&a, document_for(d, e, IN_JSON));

	OK(str_eq(got, str_of(wanted)), "\n%.*s", FMT(got));
	struct str again = render_json(&a, document_for(d, e, IN_JSON));

	OK(str_eq(got, again), "the same document, other bytes");
	arena_free(&a);
}

static void
shareable(void)
{
	struct arena a = mem_arena();
	struct document *d = sample(&a);

	d->blocks.v[1].table->n_row = 3;
	struct str got = render_json(&a, document_for(d, (struct edition){
		.min_group = 5, .shareable = true }, IN_JSON));

	OK(str_find(got, STR("\"value\": null")) > 0, "a reject's value");
	OK(str_find(got, STR("note")) == str_find(got, STR("notes.txt")),
	   "what a rejected row held is shown");
	OK(str_find(got, STR("\"compa_ratio\": null")) > 0,
	   "the ratio of four people");
	OK(str_find(got, STR("14.613,")) < 0 && str_find(got, STR("14.6132"))
	   < 0, "the mean of three people");
	arena_free(&a);
}

const struct unit_test suite_json_report[] = {
	TEST(layout), TEST(shareable), END,
};
