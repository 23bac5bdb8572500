/* SPDX-License-Identifier: MIT */
/*
 * The placement model: cohorts and windows by the calendar, a verdict a row,
 * and what a model may not say.
 */
#include "unit.h"

#include "mem.h"
#include "model/placement.h"
#include "run/shipped.h"

static const struct placement_model *
shipped(struct arena *a, struct diags *d)
{
	struct str file, text = STR("");

	diags_init(d, a);
	OK(shipped_text(a, "models", STR("placement"), &file, &text, d) ==
	   ST_OK, "the shipped model is there");
	return placement_model_load(a, file, text, d);
}

static date
day(const char *iso)
{
	return *iso ? date_iso(str_of(iso)) : DATE_NONE;
}

static void
names(void)
{
	static const struct { const char *name, *first, *last; } row[] = {
		{ "2025", "2025-01-01", "2025-12-31" },
		{ "2024-25", "2024-07-01", "2025-06-30" },
		{ "2024-2025", "2024-07-01", "2025-06-30" },
		{ "1999-00", "1999-07-01", "2000-06-30" },
		{ "2024-26", "", "" }, { "2024-2026", "", "" },
		{ "2024-24", "", "" }, { "24-25", "", "" }, { "", "", "" },
		{ "2024-", "", "" }, { "-25", "", "" }, { "2024-25-26", "", "" },
		{ "spring", "", "" }, { "2024/25", "", "" }, { "0025", "", "" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct cohort c = { DATE_NONE, DATE_NONE };
		bool ok = cohort_named(str_of(row[i].name), &c);

		OK(ok == (*row[i].first != 0) && c.first == day(row[i].first) &&
		   c.last == day(row[i].last), "\"%s\"", row[i].name);
	}
}

static void
cohorts(void)
{
	static const struct {
		const char *pack, *day, *name, *closes;
	} row[] = {
		{ "ABHES", "2025-06-30", "2024-25", "2025-06-30" },
		{ "ABHES", "2025-07-01", "2025-26", "2026-06-30" },
		{ "CAAHEP", "2025-12-31", "2025", "2025-12-31" },
		{ "NACCAS", "2024-01-01", "2024", "2025-11-30" },
		{ "NACCAS", "2024-12-31", "2024", "2025-11-30" },
		{ "Minnesota", "2025-06-30", "2024-25", "2026-06-30" },
		{ "BPPE", "2025-06-30", "2025", "2026-06-30" },
		{ "ABHES", "9999-12-31", "9999", "9999-12-31" },
	};
	struct arena a = mem_arena();
	struct diags d;
	const struct placement_model *m = shipped(&a, &d);

	for (ptrdiff_t i = 0; m && i < ROWS(row); i++) {
		const struct placement_pack *p = placement_pack(m,
			str_of(row[i].pack));
		struct cohort c = cohort_of(p, day(row[i].day));

		OK(str_eq(cohort_name(&a, &c), str_of(row[i].name)) &&
		   cohort_closes(p, &c) == day(row[i].closes), "%s %s: %s, %s",
		   row[i].pack, row[i].day, cohort_name(&a, &c).s,
		   date_str(&a, cohort_closes(p, &c)).s);
	}
	arena_free(&a);
}

enum { COMPLETED = 1, UNDATED = 2, PAPER = 4, STRICT = 8 };

static void
verdicts(void)
{
	static const struct {
		const char *why, *pack;
		enum outcome outcome;
		int how;
		const char *graduated, *placed, *verified;
		enum box box;
		enum why because;
		bool open, before;
	} row[] = {
		{ "in field", "ABHES", OUTCOME_IN_FIELD, 0, "2025-03-01",
		  "2025-04-01", "", BOX_IN_FIELD, 0, 0, 0 },
		{ "before graduation it counts", "ABHES", OUTCOME_RELATED, 0,
		  "2025-03-01", "2025-02-28", "", BOX_RELATED, 0, 0, 1 },
		{ "on the day it is not before", "ABHES", OUTCOME_RELATED, 0,
		  "2025-03-01", "2025-03-01", "", BOX_RELATED, 0, 0, 0 },
		{ "on the as-of date", "ABHES", OUTCOME_IN_FIELD, 0,
		  "2025-03-01", "2026-10-31", "", BOX_IN_FIELD, 0, 0, 0 },
		{ "the day after", "ABHES", OUTCOME_IN_FIELD, 0, "2025-03-01",
		  "2026-11-01", "", BOX_NOT_PLACED, WHY_AFTER_AS_OF, 0, 0 },
		{ "the last day of twelve months", "Minnesota",
		  OUTCOME_IN_FIELD, 0, "2024-02-29", "2025-02-28", "",
		  BOX_IN_FIELD, 0, 0, 0 },
		{ "the day after", "Minnesota", OUTCOME_IN_FIELD, 0,
		  "2024-02-29", "2025-03-01", "", BOX_NOT_PLACED, WHY_LATE,
		  0, 0 },
		{ "six months of August end in February", "BPPE",
		  OUTCOME_IN_FIELD, 0, "2024-08-31", "2025-02-28", "",
		  BOX_IN_FIELD, 0, 0, 0 },
		{ "open on the day before it ends", "Minnesota",
		  OUTCOME_SEEKING, 0, "2025-11-01", "", "", BOX_NOT_PLACED, 0,
		  1, 0 },
		{ "closed on its last day", "Minnesota", OUTCOME_SEEKING, 0,
		  "2025-10-31", "", "", BOX_NOT_PLACED, 0, 0, 0 },
		{ "by the cut-off", "NACCAS", OUTCOME_IN_FIELD, 0,
		  "2024-12-31", "2025-11-30", "", BOX_IN_FIELD, 0, 0, 0 },
		{ "after the cut-off", "NACCAS", OUTCOME_IN_FIELD, 0,
		  "2024-12-31", "2025-12-01", "", BOX_NOT_PLACED, WHY_LATE,
		  0, 0 },
		{ "verified on the 15th day", "ABHES", OUTCOME_IN_FIELD,
		  STRICT, "2025-03-01", "2025-04-01", "2025-04-16",
		  BOX_IN_FIELD, 0, 0, 0 },
		{ "on the 14th", "ABHES", OUTCOME_IN_FIELD, STRICT,
		  "2025-03-01", "2025-04-01", "2025-04-15", BOX_NOT_PLACED,
		  WHY_VERIFIED_EARLY, 0, 0 },
		{ "where no days are asked for", "COE", OUTCOME_IN_FIELD,
		  STRICT, "2025-03-01", "2025-04-01", "2025-04-01",
		  BOX_IN_FIELD, 0, 0, 0 },
		{ "not verified", "COE", OUTCOME_IN_FIELD, STRICT,
		  "2025-03-01", "2025-04-01", "", BOX_NOT_PLACED,
		  WHY_UNVERIFIED, 0, 0 },
		{ "to be verified", "COE", OUTCOME_IN_FIELD, STRICT,
		  "2025-03-01", "2025-04-01", "2026-11-01", BOX_NOT_PLACED,
		  WHY_UNVERIFIED, 0, 0 },
		{ "verified on a day not said", "ABHES", OUTCOME_IN_FIELD,
		  STRICT | UNDATED, "2025-03-01", "2025-04-01", "",
		  BOX_IN_FIELD, 0, 0, 0 },
		{ "no start to count from", "ABHES", OUTCOME_IN_FIELD, STRICT,
		  "2025-03-01", "", "2025-05-01", BOX_NOT_PLACED,
		  WHY_NO_START, 0, 0 },
		{ "excluded", "ABHES", OUTCOME_MILITARY, STRICT | PAPER,
		  "2025-03-01", "", "", BOX_EXCLUDED, 0, 0, 0 },
		{ "not documented", "ABHES", OUTCOME_MILITARY, STRICT,
		  "2025-03-01", "", "", BOX_NOT_PLACED, WHY_UNDOCUMENTED,
		  0, 0 },
		{ "positive by another rule", "MAERB", OUTCOME_MILITARY, 0,
		  "2025-03-01", "", "", BOX_POSITIVE, 0, 0, 0 },
		{ "health that may pass", "NACCAS", OUTCOME_HEALTH, 0,
		  "2025-03-01", "", "", BOX_NOT_PLACED, 0, 1, 0 },
		{ "health that does not", "NACCAS", OUTCOME_HEALTH_PERMANENT,
		  0, "2025-03-01", "", "", BOX_EXCLUDED, 0, 1, 0 },
		{ "out of field", "ABHES", OUTCOME_OUT_OF_FIELD, 0,
		  "2025-03-01", "2025-04-01", "", BOX_OUT_OF_FIELD, 0, 0, 0 },
		{ "unknown stays", "ABHES", OUTCOME_UNKNOWN, 0, "2025-03-01",
		  "", "", BOX_UNKNOWN, 0, 0, 0 },
		{ "completers do not enter", "ABHES", OUTCOME_IN_FIELD,
		  COMPLETED, "2025-03-01", "", "", BOX_OUTSIDE, WHY_COMPLETER,
		  0, 0 },
		{ "or do, in field", "COE", OUTCOME_IN_FIELD, COMPLETED,
		  "2025-03-01", "", "", BOX_IN_FIELD, 0, 0, 0 },
		{ "but not in further education", "COE",
		  OUTCOME_CONTINUING_ED, COMPLETED, "2025-03-01", "", "",
		  BOX_NOT_PLACED, 0, 0, 0 },
	};
	struct arena a = mem_arena();
	struct diags d;
	const struct placement_model *m = shipped(&a, &d);

	for (ptrdiff_t i = 0; m && i < ROWS(row); i++) {
		struct placement_facts f = {
			.outcome = row[i].outcome,
			.completer = row[i].how & COMPLETED,
			.graduated = day(row[i].graduated),
			.cohort_day = day(row[i].graduated),
			.placed = day(row[i].placed),
			.verified = day(row[i].verified),
			.verified_undated = row[i].how & UNDATED,
			.documented = row[i].how & PAPER,
			.need_evidence = row[i].how & STRICT,
			.starts_known = true, .as_of = day("2026-10-31"),
		};
		struct placement_verdict v = placement_judge(
			placement_pack(m, str_of(row[i].pack)), &f);

		OK(v.box == row[i].box && v.why == row[i].because &&
		   v.open == row[i].open && v.before == row[i].before,
		   "%s, %s: %s, %s", row[i].pack, row[i].why,
		   box_words[v.box], why_words[v.why]);
	}
	arena_free(&a);
}

static void
thresholds(void)
{
	OK(!threshold_met(139, 200, 7000) && threshold_met(140, 200, 7000) &&
	   threshold_met(7, 10, 7000) && !threshold_met(6999999, 10000000,
	   7000), "tested before it is rounded");
}

static void
fields(void)
{
	struct arena a = mem_arena();
	struct diags d;
	const struct placement_model *m = shipped(&a, &d);
	struct str ma = STR("Clinical Medical Assistant");
	struct str phleb = STR("Phlebotomist");

	OK(placement_field(m, STR("MA Diploma"), ma, STR("")) ==
	   OUTCOME_IN_FIELD &&
	   placement_field(m, STR("MA Diploma"), phleb, phleb) ==
	   OUTCOME_RELATED &&
	   placement_field(m, STR("PHLEBOTOMY Technician"), phleb, phleb) ==
	   OUTCOME_IN_FIELD &&
	   placement_field(m, STR(""), STR("Barista"), STR("")) ==
	   OUTCOME_OUT_OF_FIELD, "by program and title");
	OK(placement_pack(m, STR("maerb")) == placement_pack(m,
	   STR("CAAHEP/MAERB")) && placement_pack(m, STR("ACCET")) == NULL,
	   "packs by name and accreditor");
	arena_free(&a);
}

#define HEAD "model: m\nsource: s\neffective: unknown\ndefault: A\n" \
	"fields: [{in_field: [X], source: s, confidence: low}]\npacks:\n"
#define PACK(more) "  - {name: A, placed: [in_field], year: 07-01, " \
	"source: s, confidence: low" more "}\n"

static void
wrong(void)
{
	static const struct { const char *why, *text; bool ok; } row[] = {
		{ "the least", HEAD PACK(""), true },
		{ "no outcome", HEAD PACK(", excluded: [holiday]"), false },
		{ "both", HEAD PACK(", excluded: [in_field]"), false },
		{ "completers more", HEAD PACK(", completers: [related]"),
		  false },
		{ "no such day", HEAD "  - {name: A, placed: [in_field], year: "
		  "02-30, source: s, confidence: low}\n", false },
		{ "no day", HEAD "  - {name: A, placed: [in_field], year: '', "
		  "source: s, confidence: low}\n", false },
		{ "twice", HEAD PACK("") PACK(""), false },
		{ "default", HEAD "  - {name: B, placed: [in_field], year: "
		  "07-01, source: s, confidence: low}\n", false },
		{ "trust", HEAD "  - {name: A, placed: [in_field], year: "
		  "07-01, source: s, confidence: sure}\n", false },
		{ "over", HEAD PACK(", threshold: 101%"), false },
		{ "window", HEAD PACK(", window_months: 121"), false },
		{ "cut-off", HEAD PACK(", cut_off: november"), false },
		{ "cohort", HEAD PACK(", cohort: birth"), false },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct arena a = mem_arena();
		struct diags d;

		diags_init(&d, &a);
		OK((placement_model_load(&a, STR("m.yaml"), str_of(row[i].text),
		    &d) != NULL) == row[i].ok && (d.n == 0) == row[i].ok,
		   "%s: %td findings", row[i].why, d.n);
		arena_free(&a);
	}
}

const struct unit_test suite_placement_model[] = {
	TEST(names), TEST(cohorts), TEST(verdicts), TEST(thresholds),
	TEST(fields), TEST(wrong), END,
};
