/* SPDX-License-Identifier: MIT */
/*
 * How the placement report's figures come about: every pack with its source
 * and confidence, and the definitions.
 */
#include "report/placement_int.h"

static struct str
joined(struct place_build *b, const struct yaml_strs *list)
{
	struct sbuf s = { .mem = b->part.mem };

	for (ptrdiff_t i = 0; i < list->n; i++) {
		enum outcome o = outcome_named(list->v[i].s);

		sbuf_fmt(&s, "%s%s", i ? ", " : "", outcome_info[o].words);
	}
	return s.n ? sbuf_str(&s) : STR("none");
}

/* By which day a graduate belongs to a cohort, and until when it is open. */
struct str
pack_dates(struct arena *mem, const struct placement_pack *p)
{
	static const char *const day[] = {
		[COHORT_GRADUATION] = "graduation",
		[COHORT_START] = "start of the program",
		[COHORT_SCHEDULED] = "scheduled graduation",
	};
	struct sbuf s = { .mem = mem };

	sbuf_fmt(&s, "by %s, year from %.*s", day[p->cohort],
	         FMT(p->year_text.s));
	if (p->window_months)
		sbuf_fmt(&s, ", placed within %lld months",
		         (long long)p->window_months);
	if (p->cut_month)
		sbuf_fmt(&s, ", placed by %.*s of the year after",
		         FMT(p->cut_off_text.s));
	if (p->verified_after_days)
		sbuf_fmt(&s, ", verified %lld days after the start or later",
		         (long long)p->verified_after_days);
	return sbuf_str(&s);
}

static struct str
threshold_words(struct place_build *b, const struct placement_pack *p)
{
	static const char *const of[THRESHOLD_N] = {
		"placement", "retention", "completion", "exam participation",
		"exam passing"
	};
	struct sbuf s = { .mem = b->part.mem };

	for (int i = 0; i < THRESHOLD_N; i++)
		if (p->threshold_bp[i])
			sbuf_fmt(&s, "%s%s %.*s", s.n ? ", " : "", of[i],
			         FMT(build_percent(b->part.mem,
			                           p->threshold_bp[i],
			                           false)));
	return s.n ? sbuf_str(&s) : STR("none");
}

static void
packs_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "rule", "Rule", CELL_TEXT }, { "title", "Body", CELL_TEXT },
		{ "placed", "Placed", CELL_TEXT },
		{ "excluded", "Out of the denominator", CELL_TEXT },
		{ "completers", "Of completers", CELL_TEXT },
		{ "cohort", "Cohort and window", CELL_TEXT },
		{ "thresholds", "Thresholds", CELL_TEXT },
		{ "effective", "In force since", CELL_TEXT },
		{ "confidence", "Confidence", CELL_TEXT },
		{ "source", "Source", CELL_TEXT }, { "note", "Note", CELL_TEXT },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_model *m = b->a->model;
	const struct placement_pack *p = m->packs.v;
	struct doc_table *t = build_table(&b->part, "packs", col, N,
	                                  m->packs.n);

	for (ptrdiff_t i = 0; i < m->packs.n; i++, p++) {
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(p->name.s);
		*c++ = cell_text(p->title.s);
		*c++ = cell_text(joined(b, &p->placed_names));
		*c++ = cell_text(joined(b, &p->excluded_names));
		*c++ = cell_text(p->completers
			? joined(b, &p->completer_names)
			: STR("they do not enter"));
		*c++ = cell_text(pack_dates(b->part.mem, p));
		*c++ = cell_text(threshold_words(b, p));
		*c++ = cell_text(p->from.effective == DATE_NONE
			? STR("unknown")
			: date_str(b->part.mem, p->from.effective));
		*c++ = cell_text(p->from.confidence.s);
		*c++ = cell_text(p->from.source.s);
		*c++ = cell_text(p->from.note.s);
	}
	build_offer(&b->part, t, "Rules, not verified at source",
	            AUDIENCE_AGGREGATE);
}

/* The same for text: what each rule says, its source behind it. */
static void
pack_lines(struct place_build *b)
{
	const struct placement_model *m = b->a->model;
	const struct placement_pack *p = m->packs.v;
	struct build_blocks part = { 0 };
	struct block list = build_list(STR("Rules, not verified at source"));

	for (ptrdiff_t i = 0; i < m->packs.n; i++, p++) {
		build_line(&b->part, &list, p->name.s, "placed: %.*s; out of "
		           "the denominator: %.*s; %.*s; thresholds: %.*s "
		           "[%.*s; confidence %.*s]",
		           FMT(joined(b, &p->placed_names)),
		           FMT(joined(b, &p->excluded_names)),
		           FMT(pack_dates(b->part.mem, p)), FMT(threshold_words(b, p)),
		           FMT(p->from.source.s), FMT(p->from.confidence.s));
	}
	*VEC_PUSH(b->part.mem, &part) = list;
	build_part(&b->part, "pack_lines", &part, AUDIENCE_AGGREGATE);
}

static void
definitions(struct place_build *b, struct block *list)
{
	static const struct { const char *label, *text; } line[] = {
		{ "Who enters", "who graduated, or completed where the rule "
		  "counts that; enrolled and withdrawn never. A graduate and a "
		  "program count once." },
		{ "Rate", "placed of those available: graduates less what the "
		  "rule excludes. Every graduate is in exactly one box." },
		{ "Unknown", "stays in the denominator, not placed" },
		{ "Field", "by the in-field column, else by the words of the "
		  "status, else by the job title; the backup says which. "
		  "\"Placed\" without a title is in field, \"employed\" "
		  "without one is unknown." },
		{ "Not stated", "health is not permanent, a further school is "
		  "another owner's" },
		{ "Interval", "Wilson score, 95 %; it says how much a small "
		  "group may be chance, and does not change the standing" },
		{ "Standing", "met or missed by the unrounded rate: 69.5 % "
		  "misses 70 %. Provisional while placements may still come." },
		{ "Evidence", "where the files have verification or "
		  "documentation columns, a job without verification, or "
		  "verified too early, is not placed, and an exclusion "
		  "without a document is in the denominator; "
		  "--require-evidence=no counts them" },
		{ "Years together", "sums over sums, not means of rates" },
		{ "Retention", "(ending + graduates) / (beginning + new starts "
		  "+ re-entries) of a year; by trigger course: of those who "
		  "began it in a year, who is there or finished" },
		{ "Completion", "graduates (and completers where they count) of "
		  "those who started and are no longer enrolled" },
		{ "Exams", "participation: takers of graduates; passing: "
		  "passed of takers, any attempt; first attempts where their "
		  "order is known" },
		{ "Externships", "hired where the employer is the site, by "
		  "name" },
		{ "Help", "an association, not a cause: who took help may "
		  "differ otherwise, too" },
	};

	for (size_t i = 0; i < sizeof line / sizeof *line; i++)
		build_line(&b->part, list, str_of(line[i].label), "%s",
		           line[i].text);
	build_line(&b->part, list, STR("Entry level"), "%.*s: %.*s",
	           FMT(b->in->pay->name.s), FMT(b->in->pay->title.s));
	if (b->in->what_if.len)
		build_line(&b->part, list, STR("Settings"), "%.*s",
		           FMT(b->in->what_if));
	if (b->in->rules.len)
		build_line(&b->part, list, STR("Rules"), "%.*s",
		           FMT(b->in->rules));
}

void
place_method(struct place_build *b)
{
	const struct placement_model *m = b->a->model;
	struct block method = build_method(&b->part, m->name.s, m->title.s,
	                                   m->file, m->source.s);

	definitions(b, &method);
	build_method_end(&b->part, &method, &m->notes);
	packs_table(b);
	pack_lines(b);
}
