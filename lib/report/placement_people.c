/* SPDX-License-Identifier: MIT */
/*
 * The placement report's tables of graduates: what an auditor asks for.  Rows
 * are made when they are drawn.
 */
#include "report/placement_int.h"

/* Which graduates a table has, and what it says of them. */
struct graduates_table {
	const struct place_build *b;
	const uint32_t *which;        /* [n], indices of graduates         */
	const struct flagged *text;   /* [n] beside each, or NULL          */
};

static struct cell
name_cell(const struct place_build *b, enum vocabulary v, uint32_t id)
{
	return cell_text(roster_name(b->in->school->roster, v, id));
}

struct str
box_category(struct arena *mem, int box, int outcome)
{
	if (box == BOX_EXCLUDED || box == BOX_POSITIVE)
		return str_fmt(mem, "%s, %s", box_words[box],
		               outcome_info[outcome].words);
	return str_of(box_words[box]);
}

/* What a record has to show for itself. */
static struct str
evidence_words(const struct place_build *b, const struct placement *p)
{
	if (!b->a->has_evidence)
		return STR("evidence not in file");
	return p->verdict.lacks_evidence ? STR("lacking") : STR("");
}

static const struct build_column backup_columns[] = {
	{ "id", "Id", CELL_TEXT }, { "name", "Name", CELL_TEXT },
	{ "school", "School", CELL_TEXT }, { "campus", "Campus", CELL_TEXT },
	{ "program", "Program", CELL_TEXT }, { "degree", "Degree", CELL_TEXT },
	{ "cohort", "Cohort", CELL_TEXT }, { "rule", "Rule", CELL_TEXT },
	{ "category", "Category", CELL_TEXT },
	{ "outcome", "Outcome", CELL_TEXT },
	{ "reason", "Reason", CELL_TEXT },
	{ "decided_by", "Field decided by", CELL_TEXT },
	{ "status", "Status as written", CELL_TEXT },
	{ "employer", "Employer", CELL_TEXT },
	{ "title", "Job title", CELL_TEXT },
	{ "graduated", "Graduated", CELL_DATE },
	{ "placed", "Placed", CELL_DATE },
	{ "days", "Days to the job", CELL_COUNT },
	{ "verified", "Verified", CELL_DATE },
	{ "verification", "Verification", CELL_TEXT },
	{ "documentation", "Documentation", CELL_TEXT },
	{ "evidence", "Evidence", CELL_TEXT },
	{ "note", "Note", CELL_TEXT },
	{ "file", "File", CELL_TEXT }, { "line", "Line", CELL_COUNT },
};

enum { BACKUP_COLUMNS = sizeof backup_columns / sizeof *backup_columns };

static struct cell *
put_who(const struct place_build *b, const struct graduate *g,
        const struct placement *p, struct cell *c, struct arena *scratch)
{
	const struct school *s = b->in->school;

	*c++ = cell_text(graduate_raw(s, g, F_PERSON_ID));
	*c++ = cell_text(graduate_name(s, scratch, g));
	*c++ = name_cell(b, V_SCHOOL, g->school);
	*c++ = name_cell(b, V_CAMPUS, g->campus);
	*c++ = name_cell(b, V_PROGRAM, g->program);
	*c++ = name_cell(b, V_DEGREE, g->degree);
	*c++ = cell_text(cohort_name(scratch, &p->cohort));
	*c++ = cell_text(p->pack->name.s);
	*c++ = cell_text(box_category(scratch, p->verdict.box, p->outcome));
	*c++ = cell_text(str_of(outcome_info[p->outcome].words));
	*c++ = cell_text(str_of(why_words[p->verdict.why]));
	*c++ = cell_text(p->outcome <= OUTCOME_SELF_EMPLOYED ||
	                 p->decided != DECIDED_STATUS
	                 ? str_of(decided_words[p->decided]) : STR(""));
	return c;
}

static struct cell *
put_job(const struct place_build *b, const struct graduate *g,
        const struct placement *p, struct cell *c)
{
	const struct school *s = b->in->school;
	bool days = g->placed != DATE_NONE && g->graduated != DATE_NONE;
	struct str status = graduate_raw(s, g, F_PLACEMENT_STATUS);

	*c++ = cell_text(status.len ? status
	                            : graduate_raw(s, g, F_STUDENT_STATUS));
	*c++ = cell_text(graduate_raw(s, g, F_EMPLOYER));
	*c++ = cell_text(graduate_raw(s, g, F_JOB_TITLE));
	*c++ = cell_of(CELL_DATE, g->graduated);
	*c++ = cell_of(CELL_DATE, g->placed);
	*c++ = cell_of(CELL_COUNT, days ? g->placed - g->graduated
	                                : MONEY_NONE);
	*c++ = cell_of(CELL_DATE, g->verified);
	*c++ = cell_text(graduate_raw(s, g, F_VERIFICATION));
	*c++ = cell_text(graduate_raw(s, g, F_DOCUMENTATION));
	*c++ = cell_text(evidence_words(b, p));
	return c;
}

static struct str
note_of(const struct placement *p, const struct flagged *text)
{
	return text ? text->text
		: p->verdict.before ? STR("placed before graduation")
		: p->contradicts ? STR("the title is of another field")
		: p->verdict.open ? STR("window still open") : STR("");
}

static void
backup_row(const void *ctx, ptrdiff_t row, struct cell *c,
             struct arena *scratch)
{
	const struct graduates_table *t = ctx;
	const struct graduate *g = &t->b->in->school->v[t->which[row]];
	const struct placement *p = &t->b->a->v[t->which[row]];
	struct pos at = graduate_pos(t->b->in->school, g);

	c = put_who(t->b, g, p, c, scratch);
	c = put_job(t->b, g, p, c);
	*c++ = cell_text(note_of(p, t->text ? &t->text[row] : NULL));
	*c++ = cell_text(at.file);
	*c++ = cell_of(CELL_COUNT, at.line);
}

static void
offer_graduates(struct place_build *b, const char *key, const char *title,
                const uint32_t *which, const struct flagged *text, ptrdiff_t n)
{
	struct graduates_table *g = NEW(b->part.mem, 1,
	                                struct graduates_table);
	struct doc_table *t = build_table(&b->part, key, backup_columns,
	                                  BACKUP_COLUMNS, 0);

	*g = (struct graduates_table){ b, which, text };
	t->row = backup_row;
	t->ctx = g;
	t->n_row = n;
	build_offer(&b->part, t, title, AUDIENCE_PERSON);
}

static bool
is_anybody(const struct placement *p)
{
	(void)p;
	return true;
}

static bool
is_lacking(const struct placement *p)
{
	return p->verdict.lacks_evidence;
}

static bool
is_before(const struct placement *p)
{
	return p->verdict.before;
}

static bool
is_late(const struct placement *p)
{
	return p->verdict.why == WHY_LATE || p->verdict.why == WHY_AFTER_AS_OF;
}

static bool
is_contradicting(const struct placement *p)
{
	return p->contradicts;
}

void
place_people_tables(struct place_build *b)
{
	static const struct {
		const char *key, *title;
		bool (*of)(const struct placement *);
	} list[] = {
		{ "backup", "Backup: every graduate", is_anybody },
		{ "lacking", "Records that lack evidence", is_lacking },
		{ "before", "Placed before graduation: they count",
		  is_before },
		{ "late", "Placed too late: they do not count", is_late },
		{ "contradicting", "In field by the status, not by the title",
		  is_contradicting },
	};
	const struct placement_analysis *a = b->a;
	const struct flagged *x = a->closed_exams.v;
	uint32_t *closed = NEW(b->part.mem, a->closed_exams.n, uint32_t);

	for (size_t k = 0; k < sizeof list / sizeof *list; k++) {
		struct { VEC(uint32_t); } who = { 0 };

		for (ptrdiff_t i = 0; i < a->school->n; i++)
			if (a->v[i].selected && list[k].of(&a->v[i]))
				*VEC_PUSH(b->part.mem, &who) = (uint32_t)i;
		offer_graduates(b, list[k].key, list[k].title, who.v, NULL,
		                who.n);
	}
	for (ptrdiff_t i = 0; i < a->closed_exams.n; i++)
		closed[i] = x[i].graduate;
	offer_graduates(b, "closed", "Exams not open to the program", closed,
	                x, a->closed_exams.n);
}
