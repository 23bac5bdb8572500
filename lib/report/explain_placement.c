/* SPDX-License-Identifier: MIT */
/*
 * A graduate's placement: what the words and the title came to, the evidence,
 * cohort and window by the pack, the box, and whether every other pack counts
 * it as well.
 */
#include "report/explain_int.h"
#include "report/placement_int.h"

#include "roster/staff.h"

struct place_page {
	struct explain *x;
	struct arena *mem;
	const struct placement_analysis *a;
	struct { VEC(uint32_t); } who;        /* graduates that are watched */
};

static struct str
name_of(const struct place_page *g, enum vocabulary v, uint32_t id)
{
	struct str s = roster_name(g->a->school->roster, v, id);

	return s.len ? s : STR("not said");
}

static struct str
day(const struct place_page *g, date d)
{
	return d == DATE_NONE ? STR("not said") : date_str(g->mem, d);
}

static const char *
yes_no(bool is)
{
	return is ? "yes" : "no";
}

/* "2024-25"; a graduate without the pack's date is of none. */
static struct str
cohort_by(const struct place_page *g, uint32_t i,
          const struct placement_pack *p)
{
	struct cohort c = cohort_of(p, placement_cohort_day(g->a->school,
		&g->a->school->v[i], p));
	struct str name = cohort_name(g->mem, &c);

	return name.len ? name : STR("none");
}

/* Why this pack: asked for, the program's own, or the default. */
static const char *
choice_words(const struct place_page *g, const struct placement *p)
{
	return g->a->options.pack ? "as set for all"
	     : p->own_pack ? "the program's accreditor"
	     : "the program names no accreditor that has a rule";
}

/* Until when a placement counts, and whether that day has come. */
static struct str
window_words(const struct place_page *g, const struct placement_verdict *v)
{
	if (v->closes == DATE_NONE)
		return STR("none");
	return str_fmt(g->mem, "to %.*s, %s on %.*s", FMT(day(g, v->closes)),
	               v->open ? "still open" : "closed",
	               FMT(day(g, g->a->options.as_of)));
}

static void
put_evidence(const struct place_page *g, const struct graduate *who,
             const struct placement *p, struct block *list)
{
	const struct school *s = g->a->school;
	struct build *b = &g->x->part;
	static const enum field of[] = { F_VERIFICATION, F_DOCUMENTATION };

	build_line(b, list, STR("Verified"), "%.*s",
	           FMT(day(g, who->verified)));
	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		struct str raw = graduate_raw(s, who, of[i]);

		if (raw.len)
			build_line(b, list, build_words(g->mem,
				field_info[of[i]].name, true), "%.*s",
				FMT(raw));
	}
	build_line(b, list, STR("Evidence"), "%s; %s",
	           !g->a->has_evidence ? "the files have no column of it"
	           : p->verdict.lacks_evidence ? "lacking" : "nothing lacks",
	           g->a->need_evidence ? "required" : "not required");
}

/* What decided the outcome. */
static struct str
outcome_words(const struct place_page *g, const struct graduate *who,
              const struct placement *p)
{
	const char *words = outcome_info[p->outcome].words;

	if (p->decided == DECIDED_TITLE)
		return str_fmt(g->mem, "%s, by the job title: %.*s", words,
		               FMT(name_of(g, V_OCCUPATION, who->occupation)));
	if (p->decided == DECIDED_STATUS && who->said == SAID_BLANK)
		return str_fmt(g->mem, "%s: %s", words,
			graduate_raw(g->a->school, who, F_PLACEMENT_STATUS).len
			? "no rule knows what is said" : "nothing is said");
	return str_fmt(g->mem, "%s, by the %s", words,
	               decided_words[p->decided]);
}

static void
put_graduate(const struct place_page *g, uint32_t i)
{
	const struct graduate *who = &g->a->school->v[i];
	const struct placement *p = &g->a->v[i];
	const struct staff_row *row = graduate_row(g->a->school, who);
	int box = p->verdict.box;
	struct build *b = &g->x->part;
	struct block list = build_list(name_of(g, V_PROGRAM, who->program));

	build_line(b, &list, STR("Row"), "%.*s",
	           FMT(explain_place(g->x, row->file, row->line)));
	build_line(b, &list, STR("Rule"), "%.*s: %s (%.*s:%d, %.*s)",
	           FMT(p->pack->name.s), choice_words(g, p),
	           FMT(g->a->model->file), p->pack->name.line,
	           FMT(p->pack->from.source.s));
	build_line(b, &list, STR("Its dates"), "%.*s",
	           FMT(pack_dates(g->mem, p->pack)));
	build_line(b, &list, STR("Graduated"), "%.*s",
	           FMT(day(g, who->graduated)));
	build_line(b, &list, STR("Cohort"), "%.*s%s",
	           FMT(cohort_by(g, i, p->pack)), p->selected ? ""
	           : ": not of the one asked for, in no figure");
	build_line(b, &list, STR("Window"), "%.*s",
	           FMT(window_words(g, &p->verdict)));
	build_line(b, &list, STR("Placed"), "%.*s%s", FMT(day(g, who->placed)),
	           p->verdict.before ? ", before graduation: counts" : "");
	put_evidence(g, who, p, &list);
	build_line(b, &list, STR("Outcome"), "%.*s%s",
	           FMT(outcome_words(g, who, p)), p->contradicts
	           ? "; the title is of another field" : "");
	build_line(b, &list, STR("Box"), "%.*s%s%s",
	           FMT(box_category(g->mem, box, p->outcome)),
	           p->verdict.why == WHY_OUTCOME ? "" : ": ",
	           p->verdict.why == WHY_OUTCOME ? ""
	           : why_words[p->verdict.why]);
	build_line(b, &list, STR("Counts"), "numerator %s, denominator %s",
	           yes_no(p->selected && box_placed(box)),
	           yes_no(p->selected && box_available(box)));
	explain_block(g->x, &g->x->body, list);
}

/* The same graduate by every pack, for people. */
static void
put_packs(const struct place_page *g, uint32_t i)
{
	const struct placement_pack *pack = g->a->model->packs.v;
	struct block list = build_list(STR("By every rule"));

	for (ptrdiff_t k = 0; k < g->a->model->packs.n; k++) {
		struct placement_verdict v = placement_by(g->a, i, &pack[k]);

		build_line(&g->x->part, &list, pack[k].name.s,
		           "numerator %s, denominator %s: %.*s%s%s; cohort "
		           "%.*s", yes_no(g->a->v[i].selected && box_placed(v.box)),
		           yes_no(g->a->v[i].selected &&
		                  box_available(v.box)),
		           FMT(box_category(g->mem, v.box, g->a->v[i].outcome)),
		           v.why == WHY_OUTCOME ? "" : ", ",
		           v.why == WHY_OUTCOME ? "" : why_words[v.why],
		           FMT(cohort_by(g, i, &pack[k])));
	}
	explain_block(g->x, &g->x->body, list);
}

enum { P_FILE, P_LINE, P_PROGRAM, P_RULE, P_OWN, P_COHORT, P_CLOSES, P_OPEN,
       P_OUTCOME, P_DECIDED, P_BOX, P_CATEGORY, P_REASON, P_NUMERATOR,
       P_DENOMINATOR, P_LACKS, P_MODEL, P_MODEL_LINE, P_N };

static void
pack_row(const struct place_page *g, uint32_t i,
         const struct placement_pack *pack, struct cell *c)
{
	const struct school *s = g->a->school;
	const struct placement *p = &g->a->v[i];
	struct placement_verdict v = placement_by(g->a, i, pack);
	struct pos at = graduate_pos(s, &s->v[i]);

	c[P_FILE] = cell_text(at.file);
	c[P_LINE] = cell_of(CELL_COUNT, at.line);
	c[P_PROGRAM] = cell_text(roster_name(s->roster, V_PROGRAM,
	                                     s->v[i].program));
	c[P_RULE] = cell_text(pack->name.s);
	c[P_OWN] = cell_of(CELL_BOOL, pack == p->pack);
	c[P_COHORT] = cell_text(cohort_by(g, i, pack));
	c[P_CLOSES] = cell_of(CELL_DATE, v.closes);
	c[P_OPEN] = cell_of(CELL_BOOL, v.open);
	c[P_OUTCOME] = cell_text(str_of(outcome_info[p->outcome].words));
	c[P_DECIDED] = cell_text(str_of(decided_words[p->decided]));
	c[P_BOX] = cell_text(str_of(box_words[v.box]));
	c[P_CATEGORY] = cell_text(box_category(g->mem, v.box, p->outcome));
	c[P_REASON] = cell_text(str_of(why_words[v.why]));
	c[P_NUMERATOR] = cell_of(CELL_BOOL, p->selected && box_placed(v.box));
	c[P_DENOMINATOR] = cell_of(CELL_BOOL,
	                           p->selected && box_available(v.box));
	c[P_LACKS] = cell_of(CELL_BOOL, v.lacks_evidence);
	c[P_MODEL] = cell_text(g->a->model->file);
	c[P_MODEL_LINE] = cell_of(CELL_COUNT, pack->name.line);
}

/* Every watched graduate by every pack, for programs. */
static void
put_table(const struct place_page *g)
{
	static const struct explain_column col[P_N] = {
		[P_FILE] = { "file", "File", CELL_TEXT, false },
		[P_LINE] = { "line", "Line", CELL_COUNT, false },
		[P_PROGRAM] = { "program", "Program", CELL_TEXT, false },
		[P_RULE] = { "rule", "Rule", CELL_TEXT, false },
		[P_OWN] = { "own", "Its own rule", CELL_BOOL, false },
		[P_COHORT] = { "cohort", "Cohort", CELL_TEXT, false },
		[P_CLOSES] = { "closes", "Window closes", CELL_DATE, false },
		[P_OPEN] = { "open", "Window open", CELL_BOOL, false },
		[P_OUTCOME] = { "outcome", "Outcome", CELL_TEXT, false },
		[P_DECIDED] = { "decided_by", "Field decided by", CELL_TEXT, false },
		[P_BOX] = { "box", "Box", CELL_TEXT, false },
		[P_CATEGORY] = { "category", "Category", CELL_TEXT, false },
		[P_REASON] = { "reason", "Reason", CELL_TEXT, false },
		[P_NUMERATOR] = { "numerator", "Placed", CELL_BOOL, false },
		[P_DENOMINATOR] = { "denominator", "Available", CELL_BOOL, false },
		[P_LACKS] = { "lacks_evidence", "Lacks evidence", CELL_BOOL, false },
		[P_MODEL] = { "rule_file", "Model", CELL_TEXT, false },
		[P_MODEL_LINE] = { "rule_line", "Line of the rule", CELL_COUNT, false },
	};
	const struct placement_pack *pack = g->a->model->packs.v;
	ptrdiff_t n = g->a->model->packs.n;
	struct doc_table *t = explain_table(g->x, "placement", col, P_N,
	                                    g->who.n * n);

	for (ptrdiff_t k = 0; k < t->n_row; k++)
		pack_row(g, g->who.v[k / n], &pack[k % n], t->cell + k * P_N);
	explain_block(g->x, &g->x->body, (struct block){ .kind = BLOCK_TABLE,
		.formats = IN_JSON | IN_XLSX, .title = STR("By every rule"),
		.table = t });
}

/* The exams of the watched graduates, as they were sat. */
static void
put_exams(const struct place_page *g)
{
	static const char *const results[] = {
		"no result", "passed", "failed", "pending", "did not appear"
	};
	static const struct explain_column col[] = {
		{ "exam", "Exam", CELL_TEXT, false },
		{ "taken", "Taken", CELL_DATE, false },
		{ "result", "Result", CELL_TEXT, false },
		{ "file", "File", CELL_TEXT, false },
		{ "line", "Line", CELL_COUNT, false },
	};
	enum { N = sizeof col / sizeof *col };
	const struct school *s = g->a->school;
	struct block list = build_list(STR("Exams"));
	struct doc_table *t = explain_table(g->x, "exams", col, N,
	                                    s->attempts.n);

	t->n_row = 0;
	for (ptrdiff_t i = 0; i < s->attempts.n; i++) {
		const struct attempt *x = &s->attempts.v[i];
		struct cell *c = t->cell + t->n_row * N;

		if (!explain_watches(g->x, x->file, x->line))
			continue;
		t->n_row++;
		*c++ = cell_text(roster_name(s->roster, V_EXAM, x->credential));
		*c++ = cell_of(CELL_DATE, x->taken);
		*c++ = cell_text(str_of(results[x->result]));
		*c++ = cell_text(g->x->watch.ledger->v[x->file].path);
		*c++ = cell_of(CELL_COUNT, x->line);
		build_line(&g->x->part, &list, name_of(g, V_EXAM,
			x->credential), "%s, %.*s (%.*s)", results[x->result],
			FMT(day(g, x->taken)),
			FMT(explain_place(g->x, x->file, x->line)));
	}
	if (list.n_figure)
		explain_block(g->x, &g->x->body, list);
	explain_block(g->x, &g->x->body, (struct block){ .kind = BLOCK_TABLE,
		.formats = IN_JSON | IN_XLSX, .title = STR("Exams"),
		.table = t });
}

void
explain_placement(struct explain *x, const struct placement_analysis *a)
{
	struct place_page g = { .x = x, .mem = x->part.mem, .a = a };

	for (ptrdiff_t i = 0; i < a->school->n; i++) {
		const struct staff_row *row = graduate_row(a->school,
		                                           &a->school->v[i]);

		if (explain_watches(x, row->file, row->line))
			*VEC_PUSH(g.mem, &g.who) = (uint32_t)i;
	}
	if (g.who.n == 0)
		return;
	explain_block(x, &x->body, (struct block){ .kind = BLOCK_HEADING,
		.formats = IN_TEXT | IN_XLSX, .text = STR("Placement") });
	for (ptrdiff_t k = 0; k < g.who.n; k++) {
		put_graduate(&g, g.who.v[k]);
		put_packs(&g, g.who.v[k]);
	}
	put_exams(&g);
	put_table(&g);
}
