/* SPDX-License-Identifier: MIT */
/*
 * The credentials report's tables of people.  Rows are made when they are
 * drawn.
 */
#include "report/credentials_int.h"

#include "norm/values.h"

static const char *const flag_words[] = {
	NULL, "rows conflict", "issuer assumed", "other issuer"
};

static struct cell
name_cell(const struct cred_build *b, enum vocabulary v, uint32_t id)
{
	return cell_text(roster_name(b->in->roster, v, id));
}

/* Who it is, in seven cells. */
static struct cell *
put_person(const struct cred_build *b, const struct person *p, struct cell *c,
           struct arena *scratch)
{
	const struct roster *r = b->in->roster;

	*c++ = cell_text(person_id(r, p));
	*c++ = cell_text(person_name(r, scratch, p));
	*c++ = name_cell(b, V_TITLE, p->title);
	*c++ = name_cell(b, V_OCCUPATION, p->occupation);
	*c++ = name_cell(b, V_DEPARTMENT, p->department);
	*c++ = name_cell(b, V_SITE, p->site);
	*c++ = name_cell(b, V_STATE, p->state);
	return c;
}

#define PERSON_COLUMNS \
	{ "id", "Id", CELL_TEXT }, \
	{ "name", "Name", CELL_TEXT }, \
	{ "title", "Title", CELL_TEXT }, \
	{ "occupation", "Occupation", CELL_TEXT }, \
	{ "department", "Department", CELL_TEXT }, \
	{ "site", "Site", CELL_TEXT }, \
	{ "state", "State", CELL_TEXT }

#define PLACE_COLUMNS \
	{ "file", "File", CELL_TEXT }, \
	{ "line", "Line", CELL_COUNT }

static struct cell *
put_place(const struct cred_build *b, int32_t file, int64_t line,
          struct cell *c)
{
	*c++ = cell_text(b->in->ledger->v[file].path);
	*c++ = cell_of(CELL_COUNT, line);
	return c;
}

static struct cell *
put_own_place(const struct cred_build *b, const struct person *p,
              struct cell *c)
{
	struct pos at = person_pos(b->in->roster, p);

	*c++ = cell_text(at.file);
	*c++ = cell_of(CELL_COUNT, at.line);
	return c;
}

static struct cell
units_cell(int64_t e4)
{
	return cell_of(CELL_NUMBER, e4 < 0 ? MONEY_NONE : e4);
}

/* A part of a list in words, after what is there. */
static void
add_words(struct sbuf *s, const char *words)
{
	sbuf_fmt(s, "%s%s", s->n ? "; " : "", words);
}

static struct cell
flags_cell(const struct cert_line *l, struct arena *scratch)
{
	struct sbuf s = { .mem = scratch };

	for (int i = 1; i < 4; i++)
		if (l->flags >> i & 1)
			add_words(&s, flag_words[i]);
	if (l->verdict.derived)
		add_words(&s, "expiry derived");
	if (l->verdict.derived && l->rule->validity.leaves_open.s.len)
		sbuf_fmt(&s, "; %.*s", FMT(l->rule->validity.leaves_open.s));
	if (l->record->flags & RECORD_GLUED)
		add_words(&s, "expiry within the name");
	if (!l->rule)
		add_words(&s, "no rule");
	if (l->history)
		sbuf_fmt(&s, "%s%d older %s", s.n ? "; " : "", l->history,
		         l->history == 1 ? "row" : "rows");
	return cell_text(sbuf_str(&s));
}

/* "clinical 4, general 2": what is still to be earned by category. */
static struct cell
deficit_cell(const struct units_verdict *u, struct arena *scratch)
{
	struct sbuf s = { .mem = scratch };

	for (int k = UNITS_ALL + 1; k < UNITS_N; k++) {
		struct cell n = { .kind = CELL_NUMBER, .n = u->deficit_e4[k] };

		if (u->deficit_e4[k] > 0)
			sbuf_fmt(&s, "%s%s %.*s", s.n ? ", " : "",
			         unit_category_words[k],
			         FMT(cell_str(scratch, &n, false)));
	}
	return cell_text(sbuf_str(&s));
}

static const struct build_column line_columns[] = {
	PERSON_COLUMNS,
	{ "credential", "Credential", CELL_TEXT },
	{ "issuer", "Issuer", CELL_TEXT },
	{ "number", "Number", CELL_TEXT },
	{ "issued", "Issued", CELL_DATE },
	{ "renewed", "Last renewal", CELL_DATE },
	{ "expires", "Expires", CELL_DATE },
	{ "days_left", "Days left", CELL_COUNT },
	{ "status", "Status", CELL_TEXT },
	{ "action", "To do", CELL_TEXT },
	{ "act_by", "By", CELL_DATE },
	{ "units_earned", "Units earned", CELL_NUMBER },
	{ "units_required", "Units required", CELL_NUMBER },
	{ "units_due", "Units due by now", CELL_NUMBER },
	{ "units_deficit", "Units short", CELL_NUMBER },
	{ "units_by_category", "Short by category", CELL_TEXT },
	{ "units", "Units", CELL_TEXT },
	{ "flags", "Flags", CELL_TEXT },
	PLACE_COLUMNS,
};

static void
put_line(const struct cred_build *b, const struct cert_line *l,
         struct cell *c, struct arena *scratch)
{
	const struct roster *r = b->in->roster;
	const struct units_verdict *u = &l->units;
	bool dated = l->verdict.expires != DATE_NONE;
	date by;
	enum cert_action what = cert_to_do(l->rule, &l->verdict, &by);

	c = put_person(b, &r->v[l->person], c, scratch);
	*c++ = name_cell(b, V_CREDENTIAL, l->credential);
	*c++ = name_cell(b, V_ISSUER, l->record->issuer);
	*c++ = cell_text(record_number(r, l->record));
	*c++ = cell_of(CELL_DATE, l->record->issued);
	*c++ = cell_of(CELL_DATE, l->record->renewed);
	*c++ = cell_of(CELL_DATE, l->verdict.expires);
	*c++ = cell_of(CELL_COUNT, dated ? l->verdict.days_left : MONEY_NONE);
	*c++ = cell_text(str_of(cert_status_words[l->verdict.status]));
	*c++ = cell_text(str_of(cert_action_words[what]));
	*c++ = cell_of(CELL_DATE, by);
	*c++ = units_cell(u->earned_e4);
	*c++ = units_cell(u->state == UNITS_NONE ? -1 : u->required_e4);
	*c++ = units_cell(u->due_e4);
	*c++ = units_cell(u->deficit_e4[UNITS_ALL]);
	*c++ = deficit_cell(u, scratch);
	*c++ = cell_text(str_of(units_state_words[u->state]));
	*c++ = flags_cell(l, scratch);
	put_place(b, l->record->file, l->record->line, c);
}

static void
work_row(const void *ctx, ptrdiff_t row, struct cell *c,
         struct arena *scratch)
{
	const struct cred_build *b = ctx;

	put_line(b, b->a->work.v[row], c, scratch);
}

static void
line_row(const void *ctx, ptrdiff_t row, struct cell *c,
         struct arena *scratch)
{
	const struct cred_build *b = ctx;

	put_line(b, &b->a->v[row], c, scratch);
}

static const struct build_column need_columns[] = {
	PERSON_COLUMNS,
	{ "required", "Required, any of", CELL_TEXT },
	{ "basis", "By", CELL_TEXT },
	{ "state_of_need", "Standing", CELL_TEXT },
	{ "credential", "Best held", CELL_TEXT },
	{ "expires", "Expires", CELL_DATE },
	{ "days_left", "Days left", CELL_COUNT },
	PLACE_COLUMNS,
};

/* The needs that are not met for more than 90 days more. */
struct open_needs {
	const struct cred_build *b;
	const struct need_line **v;
};

static void
need_row(const void *ctx, ptrdiff_t row, struct cell *c,
         struct arena *scratch)
{
	const struct open_needs *x = ctx;
	const struct cred_build *b = x->b;
	const struct need_line *n = x->v[row];
	const struct requirement *q = b->a->model->requirements.v;
	const struct person *p = &b->in->roster->v[n->person];
	struct sbuf s = { .mem = scratch };

	q += n->requirement;
	for (ptrdiff_t i = 0; i < q->any_of.n; i++)
		sbuf_fmt(&s, "%s%.*s", i ? ", " : "", FMT(q->any_of.v[i].s));
	c = put_person(b, p, c, scratch);
	*c++ = cell_text(sbuf_str(&s));
	*c++ = cell_text(q->basis == BASIS_LAW ? STR("law") : STR("policy"));
	*c++ = cell_text(str_of(need_words[n->state]));
	if (n->line) {
		c[0] = name_cell(b, V_CREDENTIAL, n->line->credential);
		c[1] = cell_of(CELL_DATE, n->line->verdict.expires);
		if (n->line->verdict.expires != DATE_NONE)
			c[2] = cell_of(CELL_COUNT,
			               n->line->verdict.days_left);
	}
	put_own_place(b, p, c + 3);
}

static const struct build_column unmatched_columns[] = {
	{ "id", "Id", CELL_TEXT },
	{ "credential", "Credential, as written", CELL_TEXT },
	{ "why", "Why", CELL_TEXT },
	PLACE_COLUMNS,
};

static void
unmatched_row(const void *ctx, ptrdiff_t row, struct cell *c,
              struct arena *scratch)
{
	const struct cred_build *b = ctx;
	const struct unmatched *u = &b->in->roster->unmatched.v[row];

	*c++ = cell_text(u->id);
	*c++ = cell_text(u->credential);
	*c++ = cell_text(build_words(scratch, u->why, false));
	put_place(b, u->file, u->line, c);
}

static const struct build_column claim_columns[] = {
	PERSON_COLUMNS,
	{ "claim", "The title claims", CELL_TEXT },
	{ "standing", "On record", CELL_TEXT },
	PLACE_COLUMNS,
};

static void
claim_row(const void *ctx, ptrdiff_t row, struct cell *c,
          struct arena *scratch)
{
	const struct cred_build *b = ctx;
	const struct cert_analysis *a = b->a;
	const struct roster *r = b->in->roster;
	uint32_t i = a->claims.v[row], claim = r->background[i].title_claim;
	const char *standing = standing_words[STANDING_NONE];

	for (ptrdiff_t k = a->first[i]; k < a->first[i + 1]; k++)
		if (a->v[k].credential == claim)
			standing = cert_status_words[a->v[k].verdict.status];
	c = put_person(b, &r->v[i], c, scratch);
	*c++ = name_cell(b, V_CREDENTIAL, claim);
	*c++ = cell_text(str_of(standing));
	put_own_place(b, &r->v[i], c);
}

static const struct build_column candidate_columns[] = {
	PERSON_COLUMNS,
	{ "standing", "On record", CELL_TEXT },
	{ "accreditor", "Program accreditor", CELL_TEXT },
	{ "graduated", "Graduated", CELL_DATE },
	{ "years", "Experience years", CELL_NUMBER },
	{ "may_sit", "May sit", CELL_TEXT },
	{ "unknown", "Not known", CELL_TEXT },
	{ "not_eligible", "Not eligible", CELL_TEXT },
};

static void
candidate_row(const void *ctx, ptrdiff_t row, struct cell *c,
              struct arena *scratch)
{
	const struct cred_build *b = ctx;
	const struct roster *r = b->in->roster;
	const struct exam *e = b->a->model->exams.v;
	uint32_t i = b->a->candidates.v[row];
	struct exam_facts f = cert_exam_facts(r, i, b->a->as_of);
	struct sbuf list[ELIGIBLE_N];

	for (int may = 0; may < ELIGIBLE_N; may++)
		list[may] = (struct sbuf){ .mem = scratch };
	for (ptrdiff_t k = 0; k < b->a->model->exams.n; k++) {
		struct str why;
		struct sbuf *to = &list[exam_judge(scratch, &e[k], &f, &why)];

		sbuf_fmt(to, "%s%.*s", to->n ? ", " : "",
		         FMT(e[k].credential.s));
	}
	c = put_person(b, &r->v[i], c, scratch);
	*c++ = cell_text(str_of(standing_words[b->a->standing[i]]));
	*c++ = cell_text(f.accreditor);
	*c++ = cell_of(CELL_DATE, f.graduated);
	*c++ = units_cell(f.years_e4 < 0 ? -1 : f.years_e4 / 100 * 100);
	for (int may = 0; may < ELIGIBLE_N; may++)
		*c++ = cell_text(sbuf_str(&list[may]));
}

/* A row a candidate and exam. */
static const struct build_column eligibility_columns[] = {
	{ "id", "Id", CELL_TEXT },
	{ "name", "Name", CELL_TEXT },
	{ "exam", "Exam", CELL_TEXT },
	{ "eligible", "Eligible", CELL_TEXT },
	{ "why", "By, or lacking", CELL_TEXT },
};

static void
eligibility_row(const void *ctx, ptrdiff_t row, struct cell *c,
                struct arena *scratch)
{
	const struct cred_build *b = ctx;
	const struct roster *r = b->in->roster;
	ptrdiff_t n = b->a->model->exams.n;
	const struct exam *e = (const struct exam *)b->a->model->exams.v +
	                       row % n;
	uint32_t i = b->a->candidates.v[row / n];
	struct exam_facts f = cert_exam_facts(r, i, b->a->as_of);
	struct str why;
	enum eligible may = exam_judge(scratch, e, &f, &why);

	*c++ = cell_text(person_id(r, &r->v[i]));
	*c++ = cell_text(person_name(r, scratch, &r->v[i]));
	*c++ = cell_text(e->credential.s);
	*c++ = cell_text(str_of(eligible_words[may]));
	*c++ = cell_text(why);
}

static const struct build_column staff_columns[] = {
	PERSON_COLUMNS,
	{ "hired", "Hired", CELL_DATE },
	{ "standing", "Certification", CELL_TEXT },
	{ "until", "Certified until", CELL_DATE },
	{ "required", "What the job needs", CELL_TEXT },
	{ "role", "Role by duties", CELL_TEXT },
	{ "duties_clinical", "Clinical duties", CELL_COUNT },
	{ "duties_administrative", "Administrative duties", CELL_COUNT },
	{ "credentials", "Credentials", CELL_TEXT },
	PLACE_COLUMNS,
};

static void
staff_row(const void *ctx, ptrdiff_t row, struct cell *c,
          struct arena *scratch)
{
	const struct cred_build *b = ctx;
	const struct cert_analysis *a = b->a;
	const struct roster *r = b->in->roster;
	const struct person *p = &r->v[row];
	struct sbuf s = { .mem = scratch };

	for (ptrdiff_t k = a->first[row]; k < a->first[row + 1]; k++)
		sbuf_fmt(&s, "%s%.*s (%s)", s.n ? "; " : "",
		         FMT(roster_name(r, V_CREDENTIAL, a->v[k].credential)),
		         cert_status_words[a->v[k].verdict.status]);
	c = put_person(b, p, c, scratch);
	*c++ = cell_of(CELL_DATE, p->hired);
	*c++ = cell_text(str_of(standing_words[a->standing[row]]));
	*c++ = a->until[row] == INT32_MAX ? cell_text(STR("for life"))
	                                  : cell_of(CELL_DATE, a->until[row]);
	*c++ = cell_text(a->worst[row] == NEED_N ? STR("")
		: str_of(need_words[a->worst[row]]));
	*c++ = cell_text(str_of(role_words[a->role[row]]));
	*c++ = cell_of(CELL_COUNT, r->background[row].clinical);
	*c++ = cell_of(CELL_COUNT, r->background[row].administrative);
	*c++ = cell_text(sbuf_str(&s));
	put_own_place(b, p, c);
}

/* Needs that are expiring, expired, unknown, pending or missing. */
static struct open_needs *
open_needs(struct cred_build *b, ptrdiff_t *n)
{
	const struct cert_analysis *a = b->a;
	struct open_needs *x = NEW(b->part.mem, 1, struct open_needs);

	x->b = b;
	x->v = NEW(b->part.mem, a->needs.n, const struct need_line *);
	*n = 0;
	for (ptrdiff_t i = 0; i < a->needs.n; i++)
		if (a->needs.v[i].state != NEED_CURRENT)
			x->v[(*n)++] = &a->needs.v[i];
	return x;
}

void
cred_people_tables(struct cred_build *b)
{
	const struct cert_analysis *a = b->a;
	ptrdiff_t n_open;
	struct open_needs *open = open_needs(b, &n_open);
	const struct {
		const char *key, *title;
		const struct build_column *col;
		ptrdiff_t n_col, n_row;
		void (*row)(const void *, ptrdiff_t, struct cell *,
		            struct arena *);
		const void *ctx;
	} table[] = {
#define COLUMNS(c) c, sizeof c / sizeof *c
		{ "work", "Work list", COLUMNS(line_columns), a->work.n,
		  work_row, b },
		{ "records", "Credentials by person", COLUMNS(line_columns),
		  a->n, line_row, b },
		{ "gaps", "Requirements to look at", COLUMNS(need_columns),
		  n_open, need_row, open },
		{ "claims", "Claims, none current", COLUMNS(claim_columns),
		  a->claims.n, claim_row, b },
		{ "candidates", "Exams by person", COLUMNS(candidate_columns),
		  a->candidates.n, candidate_row, b },
		{ "eligibility", "Exams by person: by which route, or what is "
		  "lacking", COLUMNS(eligibility_columns),
		  a->candidates.n * a->model->exams.n, eligibility_row, b },
		{ "unmatched", "Rows of nobody in this report",
		  COLUMNS(unmatched_columns),
		  b->in->roster->unmatched.n, unmatched_row, b },
		{ "staff", "Staff", COLUMNS(staff_columns),
		  b->in->roster->n, staff_row, b },
#undef COLUMNS
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct doc_table *t = build_table(&b->part, table[i].key, table[i].col,
		                                 table[i].n_col, 0);

		t->row = table[i].row;
		t->ctx = table[i].ctx;
		t->n_row = table[i].n_row;
		build_offer(&b->part, t, table[i].title, AUDIENCE_PERSON);
	}
}
