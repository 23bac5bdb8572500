/* SPDX-License-Identifier: MIT */
/*
 * The pay report from figures made by hand: what its pages say first, what
 * its JSON is laid out like, what it says of a shareable edition.
 */
#include "report/pay.h"

#include "base/embed.h"
#include "mem.h"
#include "report/render.h"
#include "unit.h"

/* Everything a report is made of. */
struct fixture {
	struct arena a;
	struct diags diags;
	struct ledger ledger;
	struct memo names;
	struct intern raw;
	struct roster roster;
	struct pay_analysis analysis;
	struct pricing pricing;
	struct pay_report report;
};

static struct str
embedded(const char *path)
{
	for (size_t i = 0; i < n_embedded_files; i++)
		if (strcmp(embedded_files[i].path, path) == 0)
			return (struct str){ embedded_files[i].text,
				(ptrdiff_t)embedded_files[i].len };
	OK(false, "%s is not compiled in", path);
	return STR("");
}

/* A group of people paid near 14.61, and two of those below range. */
static struct group
group_of(const char *name, int64_t n)
{
	return (struct group){
		.name = str_of(name), .headcount = n, .paid = n,
		.benchmarked = n, .fte_e4 = n * 10000,
		.mean_hourly_e4 = 146130, .p10_hourly_e4 = 120000,
		.p25_hourly_e4 = 130000, .p50_hourly_e4 = 144700,
		.p75_hourly_e4 = 150000, .p90_hourly_e4 = 160000,
		.mean_benchmark_e4 = 145080,
		.mean_benchmark_experience_e4 = 140000,
		.compa_ratio_e9 = 1007240000,
		.mean_compa_ratio_e9 = 1009650000,
		.market_ratio_e9 = 1007240000, .below_range = 2,
		.above_range = 1, .cost_to_minimum = 12345000,
		.cost_to_benchmark = 987654000, .over_maximum = 0,
		.payroll = 17000000000,
	};
}

static void
add_files(struct fixture *f)
{
	struct ledger_file *l = VEC_PUSH(&f->a, &f->ledger);

	*l = (struct ledger_file){ .path = STR("staff.csv"), .kind = K_STAFF,
		.encoding = STR("UTF-8"), .delimiter = STR(","), .read = 61 };
	l->count[ROW_USED] = 57;
	l->count[ROW_REJECTED] = 1;
	l->count[ROW_CONFLICT] = 1;
	l->count[ROW_BLANK] = l->count[ROW_HEADER] = 1;
	diag_add(&f->diags, DIAG_PAY_UNREADABLE,
	         (struct pos){ STR("staff.csv"), 17, 17, 3 }, STR("pay"),
	         STR("see note"), "%s", "");
}

static void
add_tables(struct fixture *f)
{
	for (int i = 0; i < PAY_TABLES; i++) {
		*VEC_PUSH(&f->a, &f->analysis.table[i]) = group_of("Large", 40);
		*VEC_PUSH(&f->a, &f->analysis.table[i]) = group_of("Mid", 14);
		*VEC_PUSH(&f->a, &f->analysis.table[i]) = group_of("Small", 3);
	}
	*VEC_PUSH(&f->a, &f->analysis.certified) = (struct certified_line){
		STR("All"), 0, 0, 50, 7, 146000, 140000, 1010000000, 990000000,
		429 };
}

static void
start(struct fixture *f)
{
	*f = (struct fixture){ .a = mem_arena() };
	diags_init(&f->diags, &f->a);
	f->ledger.mem = &f->a;
	intern_init(&f->raw, &f->a);
	memo_init(&f->names, &f->a, NULL, &f->raw, NULL);
	f->roster = (struct roster){ .mem = &f->a, .has_skills = true,
		.has_ids = true, .newest = date_of(2026, 9, 30) };
	for (int v = 0; v < V_N; v++)
		f->roster.names[v] = &f->names;
	f->roster.join[K_SKILLS] = (struct join_count){
		.kind = K_SKILLS, .present = true, .rows_matched = 290,
		.rows_unmatched = 3, .people_without = 9 };
	f->analysis.all = group_of("All", 57);
	f->analysis.all.below_range = 3;
	f->analysis.certified_people = 50;
	add_tables(f);
	add_files(f);
	f->pricing.model = pay_model_load(&f->a, STR("m.yaml"),
		embedded("models/clinical-medical-assistant.yaml"), &f->diags);
	f->report = (struct pay_report){
		.roster = &f->roster, .analysis = &f->analysis,
		.pricing = &f->pricing, .ledger = &f->ledger,
		.diags = &f->diags, .as_of = date_of(2026, 10, 31),
		.version = STR("1.0"),
		.template = template_load(&f->a, STR("pay.yaml"),
			embedded("reports/pay.yaml"), &f->diags) };
}

static struct document *
built(struct fixture *f)
{
	struct diags d;
	struct document *doc;

	diags_init(&d, &f->a);
	doc = pay_document(&f->a, &f->report, &d);
	for (ptrdiff_t i = 0; i < d.n; i++)
		OK(false, "%s", diag_line(&f->a, &d.v[i]).s);
	return doc;
}

static struct str
text_of(struct fixture *f, struct edition e)
{
	return render_text(&f->a, document_for(built(f), e, IN_TEXT));
}

static void
first_lines(void)
{
	struct fixture f;

	start(&f);
	struct str s = text_of(&f, (struct edition){ .min_group = 5 });

	OK(str_starts(s, STR("PAY BENCHMARK 2026-10 - 57 staff - compa-ratio "
	   "1.01 - 3 below range - 2 rejects\n\nPay against the benchmark, "
	   "October 2026\n")), "%.200s", s.s);

	f.analysis.out_of_date = true;
	f.analysis.out_of_date_why = STR("its date is unknown");
	f.analysis.all.below_floor = 2;
	f.roster.has_skills = false;
	f.roster.tenure_based = true;
	f.report.what_if = STR("base_hourly=14.50");
	*VEC_PUSH(&f.a, &f.roster.decisions) = (struct decision){
		STR("Part-time pay"), STR("prorated"), STR("Median 0.51"), 8,
		true };
	*VEC_PUSH(&f.a, &f.roster.decisions) = (struct decision){
		STR("Minor"), STR("x"), STR("not for page one"), 8, false };
	s = text_of(&f, (struct edition){ .min_group = 5 });
	OK(str_starts(s, STR(
		"BENCHMARK OUT OF DATE (--model) - PAY 2026-10 - 57 staff - "
		"2 under floor\n\n"
		"! 2 people are paid under the pay floor, the lowest lawful "
		"pay by the model.\n  Look at them first.\n"
		"! BENCHMARK OUT OF DATE: its date is unknown. Name a newer "
		"one with --model.\n"
		"! WHAT-IF, not the model as it stands: base_hourly=14.50.\n"
		"! Part-time pay: prorated (8). Median 0.51.\n"
		"\n"
		"Pay against the experience-only benchmark, tenure-based, "
		"October 2026\n")), "%.700s", s.s);
	arena_free(&f.a);

	start(&f);
	f.analysis.all.benchmarked = 0;
	s = text_of(&f, (struct edition){ .min_group = 5 });
	OK(str_starts(s, STR("PAY BENCHMARK 2026-10 - 57 staff - 2 rejects\n\n"
	   "! Nobody has a benchmark: the model clinical-medical-assistant "
	   "prices none of\n")), "%.300s", s.s);
	arena_free(&f.a);
}

/* Whether the keys stand in this order. */
static void
in_order(struct str json, const char *const *key, ptrdiff_t n)
{
	ptrdiff_t from = 0;

	for (ptrdiff_t i = 0; i < n; i++) {
		char want[64];
		ptrdiff_t at;

		snprintf(want, sizeof want, "\"%s\":", key[i]);
		at = str_find(str_skip(json, from), str_of(want));
		OK(at >= 0, "%s does not come after %s", key[i],
		   i ? key[i - 1] : "nothing");
		from += at < 0 ? 0 : at + 1;
	}
}

static void
json_layout(void)
{
	static const char *const top[] = { "report", "as_of", "model",
		"inputs", "file", "kind", "encoding", "delimiter", "rows",
		"read", "used", "rejected", "duplicate", "conflict",
		"superseded", "out_of_scope", "unmatched", "blank", "comment",
		"preamble", "header", "footer", "total", "other_table",
		"joins", "kind", "rows_matched", "rows_unmatched",
		"people_without", "figures", "headcount", "benchmarked",
		"mean_hourly", "median_hourly", "compa_ratio",
		"mean_compa_ratio", "below_range", "above_range",
		"cost_to_minimum", "cost_to_benchmark", "tables",
		"experience", "group", "headcount", "benchmarked",
		"mean_hourly", "p10_hourly", "p25_hourly", "p50_hourly",
		"p75_hourly", "p90_hourly", "mean_benchmark", "compa_ratio",
		"mean_compa_ratio", "below_range", "occupation", "title",
		"department", "site", "state", "skill", "credential",
		"rejects", "file", "line", "last_line", "code", "field",
		"value" };
	static const char *const values[] = {
		"\"as_of\": \"2026-10-31\"", "\"headcount\": 57",
		"\"mean_hourly\": 14.613,", "\"median_hourly\": 14.47,",
		"\"compa_ratio\": 1.00724,", "\"mean_compa_ratio\": 1.00965,",
		"\"cost_to_minimum\": 1234.5,",
		"\"cost_to_benchmark\": 98765.4,", "\"effective\": null",
		"\"code\": \"PAY_UNREADABLE\"", "\"value\": \"see note\"",
		"\"rows_matched\": 290" };
	struct fixture f;

	start(&f);
	struct str json = render_json(&f.a, document_for(built(&f),
		(struct edition){ .min_group = 5 }, IN_JSON));

	in_order(json, top, ROWS(top));
	for (ptrdiff_t i = 0; i < ROWS(values); i++)
		OK(str_find(json, str_of(values[i])) > 0, "no %s", values[i]);
	arena_free(&f.a);
}

/* What nobody may learn from a page that is mailed on. */
static void
safe_to_mail(void)
{
	struct fixture f;

	start(&f);
	struct str s = text_of(&f, (struct edition){ .min_group = 5 });

	OK(str_find(s, STR("see note")) < 0, "what a rejected row held");
	OK(str_find(s, STR("Small                               3       *"))
	   > 0, "the pay of three people");
	OK(str_find(s, STR("* not shown: fewer than 5 people")) > 0,
	   "what the star means");
	OK(str_find(s, STR("staff.csv  61 read = 57 used + 1 rejected + 1 "
	   "conflict + 1 blank + 1 header\n           (staff)\n")) > 0, "the ledger adds up");
	arena_free(&f.a);
}

static void
sheets(void)
{
	static const char *const want[] = { "Summary", "Experience",
		"Occupation", "Title", "Department", "Site", "State", "Skill",
		"Credential", "Below range", "Above range", "Staff",
		"Rejects", "Method" };
	struct fixture f;
	ptrdiff_t n = 0;

	start(&f);
	struct document *d = document_for(built(&f), (struct edition){ 0 },
	                                  IN_XLSX);

	for (ptrdiff_t i = 0; i < d->blocks.n && n < ROWS(want); i++)
		if (str_eq(d->blocks.v[i].sheet, str_of(want[n])))
			n++;
	OK(n == ROWS(want), "no sheet %s, or not in this order",
	   n < ROWS(want) ? want[n] : "");
	d = document_for(built(&f), (struct edition){ .shareable = true },
	                 IN_XLSX);
	for (ptrdiff_t i = 0; i < d->blocks.n; i++)
		OK(!str_eq(d->blocks.v[i].sheet, STR("Staff")) &&
		   !str_eq(d->blocks.v[i].sheet, STR("Rejects")),
		   "a shareable workbook has the sheet %.*s",
		   FMT(d->blocks.v[i].sheet));
	arena_free(&f.a);
}

const struct unit_test suite_pay_report[] = {
	TEST(first_lines), TEST(json_layout), TEST(safe_to_mail),
	TEST(sheets), END,
};
