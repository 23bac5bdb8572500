/* SPDX-License-Identifier: MIT */
/*
 * Who graduated, whose row counts, and what it says.
 */
#include "roster/school_int.h"

/* The meaning of a name by its place in a list of words; 0: none of them. */
static int
word_at(const struct memo *m, uint32_t name, const char *const *words, int n)
{
	if (!memo_known(m, name))
		return 0;
	for (int i = 1; i < n; i++)
		if (str_eq(intern_str(&m->names, name), str_of(words[i])))
			return i;
	return 0;
}

static const char *const student_words[STUDENT_N] = {
	[STUDENT_UNKNOWN] = "", [STUDENT_GRADUATED] = "graduated",
	[STUDENT_COMPLETER] = "completer", [STUDENT_ENROLLED] = "enrolled",
	[STUDENT_LEAVE] = "leave", [STUDENT_RE_ENTRY] = "re_entry",
	[STUDENT_TRANSFERRED] = "transferred",
	[STUDENT_WITHDRAWN] = "withdrawn",
};

static const char *const result_words[] = {
	"", "pass", "fail", "pending", "no_show"
};

static uint32_t
raw_of(const struct school_work *w, ptrdiff_t row, enum field f)
{
	return staff_raw(w->rz->staff, row, f);
}

enum student
student_of(struct resolve *rz, ptrdiff_t row)
{
	uint32_t raw = staff_raw(rz->staff, row, F_STUDENT_STATUS);
	uint32_t name = pool_name(rz->pool, L_STUDENT, raw);

	return (enum student)word_at(&rz->pool->memo[L_STUDENT], name,
	                             student_words, STUDENT_N);
}

/* What a placement text says, by one of the two columns it may stand in. */
static uint8_t
placement_of(struct pool *p, enum lookup l, uint32_t raw)
{
	uint32_t name = pool_known(p, l, raw);
	struct str s = intern_str(&p->memo[l].names, name);
	enum outcome o = outcome_named(s);

	return name == 0 ? SAID_BLANK
	     : o != OUTCOME_NONE ? (uint8_t)o
	     : str_eq(s, STR("placed")) ? SAID_PLACED : SAID_EMPLOYED;
}

static uint8_t
answer_of(struct pool *p, enum lookup l, uint32_t raw)
{
	static const char *const words[] = { "", "no", "yes" };

	return (uint8_t)word_at(&p->memo[l], pool_name(p, l, raw), words, 3);
}

/* The same where any other text is a yes: "employer's letter". */
static uint8_t
given(const struct school_work *w, ptrdiff_t row, enum field f)
{
	struct pool *p = w->rz->pool;
	uint32_t raw = raw_of(w, row, f);
	uint8_t a = answer_of(p, L_ANSWER, raw);

	return a || pool_name(p, L_ANSWER, raw) == 0 ? a : ANSWER_YES;
}

/* Whether a row without a status word has a graduation behind it. */
static bool
has_graduated(struct school_work *w, ptrdiff_t row)
{
	if (!staff_has(w->rz->staff, row, F_GRADUATION_DATE))
		return true;
	/* 00/00/0000 is none; an unreadable one is a graduation, and said */
	return pool_date(w->rz->pool, raw_of(w, row, F_GRADUATION_DATE))
	       ->form != DATE_EMPTY;
}

/* Whether a row is of somebody who graduated or completed. */
static bool
enters(struct school_work *w, ptrdiff_t row)
{
	struct resolve *rz = w->rz;
	uint32_t raw = raw_of(w, row, F_STUDENT_STATUS);
	enum student s = student_of(rz, row);

	if (s == STUDENT_GRADUATED || s == STUDENT_COMPLETER)
		return true;
	if (s != STUDENT_UNKNOWN)
		return false;
	if (pool_name(rz->pool, L_STUDENT, raw) == 0)
		return has_graduated(w, row);
	if (placement_of(rz->pool, L_STATUS_PLACEMENT, raw) != SAID_BLANK) {
		w->school->status_placed = true;
		return true;
	}
	row_find(rz, DIAG_STUDENT_UNKNOWN, row, F_STUDENT_STATUS,
	         pool_str(rz->pool, F_STUDENT_STATUS, raw),
	         "expected a word like Graduated, Withdrawn or Enrolled");
	return has_graduated(w, row);
}

/* A graduation after the as-of date has not come yet. */
static bool
graduates_later(struct school_work *w, ptrdiff_t row)
{
	struct resolve *rz = w->rz;
	uint32_t raw = raw_of(w, row, F_GRADUATION_DATE);
	date d = resolve_date(rz, rz->staff->v[row].file, F_GRADUATION_DATE,
	                      raw, rz->opt->as_of);

	if (d == DATE_NONE || d <= rz->opt->as_of)
		return false;
	row_find(rz, DIAG_DATED_LATER, row, F_GRADUATION_DATE,
	         pool_str(rz->pool, F_GRADUATION_DATE, raw), "%s", "");
	return true;
}

/* Whether two rows say the same of everything, but of exams if so asked. */
static bool
same_row(const struct staff *st, ptrdiff_t a, ptrdiff_t b, bool but_exams)
{
	for (int f = 0; f < FIELD_N; f++) {
		bool exam = f == F_EXAM || f == F_EXAM_RESULT ||
		            f == F_EXAM_DATE;

		if ((exam && but_exams) || field_info[f].type == FIELD_PAY)
			continue;
		if (staff_raw(st, a, (enum field)f) !=
		    staff_raw(st, b, (enum field)f))
			return false;
	}
	for (int k = 0; k < PAY_FIELDS; k++) {
		struct pay_text x = staff_pay(st, a, k);
		struct pay_text y = staff_pay(st, b, k);

		if (x.state != y.state || x.amount_e4 != y.amount_e4)
			return false;
	}
	return true;
}

static date
verified_of(struct school_work *w, ptrdiff_t row)
{
	struct resolve *rz = w->rz;

	return resolve_date(rz, rz->staff->v[row].file, F_VERIFIED_DATE,
	                    raw_of(w, row, F_VERIFIED_DATE), rz->opt->as_of);
}

/* Two rows of one graduate of one program: one counts, or both are one. */
static void
settle(struct school_work *w, struct claim *c, ptrdiff_t row)
{
	struct staff *st = w->rz->staff;
	date verified = verified_of(w, row);
	ptrdiff_t loser = row;

	if (same_row(st, c->row, row, false)) {
		struct pos at = row_pos(w->rz, c->row);

		st->v[row].class = ROW_DUPLICATE;
		row_find(w->rz, DIAG_ROW_DUPLICATE, row, F_PERSON_ID,
		         intern_str(&st->ids, st->v[row].id), "the same row "
		         "stands in %.*s:%lld", FMT(at.file),
		         (long long)at.line);
		return;
	}
	if (same_row(st, c->row, row, true))
		return;               /* another exam of the same graduate */
	if (verified > c->verified) { /* DATE_NONE is before every date */
		loser = c->row;
		c->row = row;
		c->verified = verified;
	}
	struct pos at = row_pos(w->rz, c->row);
	st->v[loser].class = ROW_CONFLICT;
	row_find(w->rz, DIAG_GRADUATE_CONFLICT, loser, F_PERSON_ID,
	         intern_str(&st->ids, st->v[loser].id), "%.*s:%lld counts",
	         FMT(at.file), (long long)at.line);
}

/* Claim a row for its id and program; without an id column all are others. */
static void
claim_row(struct school_work *w, struct intern *keys, ptrdiff_t row)
{
	const struct staff *st = w->rz->staff;
	bool known = st->v[row].id != 0;
	uint32_t pair[2] = { st->v[row].id, known ? pool_name(w->rz->pool,
		L_PROGRAM, raw_of(w, row, F_PROGRAM)) : (uint32_t)row };
	uint32_t key = intern_put(keys, (struct str){ (const char *)pair,
	                                              sizeof pair });

	while (w->claims.n <= (ptrdiff_t)key)
		*VEC_PUSH(w->rz->stage, &w->claims) =
			(struct claim){ -1, DATE_NONE, -1 };
	struct claim *c = &w->claims.v[key];
	w->claim_of[row] = key;
	if (c->row >= 0) {
		settle(w, c, row);
		return;
	}
	c->row = row;
	c->verified = verified_of(w, row);
}

static void
class_rows(struct school_work *w)
{
	struct staff *st = w->rz->staff;
	struct intern keys;

	intern_init(&keys, w->rz->stage);
	w->claim_of = NEW(w->rz->stage, st->n + 1, uint32_t);
	for (ptrdiff_t row = 0; row < st->n; row++) {
		st->v[row].class = ROW_USED;
		if (staff_has(st, row, F_PERSON_ID) && st->v[row].id == 0) {
			st->v[row].class = ROW_REJECTED;
			row_find(w->rz, DIAG_ID_MISSING, row, F_PERSON_ID,
			         STR(""), "%s", "");
		} else if (!enters(w, row) || graduates_later(w, row)) {
			st->v[row].class = ROW_OUT_OF_SCOPE;
		} else {
			claim_row(w, &keys, row);
		}
	}
}

/* An amount of no stated basis is one a year from 10,000 on, and one an hour
 * below 1,000; what is between is not told apart. */
static enum pay_basis
basis_of(const struct pay_text *t, enum field f)
{
	if (t->basis)
		return (enum pay_basis)t->basis;
	if (f != F_PAY)
		return f == F_PAY_HOURLY ? BASIS_HOUR
		     : f == F_PAY_MONTHLY ? BASIS_MONTH : BASIS_YEAR;
	return t->amount_e4 < 1000 * (int64_t)MONEY_UNIT ? BASIS_HOUR
	     : t->amount_e4 >= 10000 * (int64_t)MONEY_UNIT ? BASIS_YEAR
	     : BASIS_NONE;
}

static void
type_pay(struct school_work *w, ptrdiff_t row, struct graduate *g)
{
	const struct staff *st = w->rz->staff;

	g->pay = MONEY_NONE;
	for (int k = 0; k < PAY_FIELDS && g->pay == MONEY_NONE; k++) {
		struct pay_text t = staff_pay(st, row, k);
		enum pay_basis b = basis_of(&t, pay_fields[k]);

		if (t.state != VALUE_OK || t.amount_e4 <= 0 ||
		    b == BASIS_NONE || t.amount_e4 > MONEY_MAX / 3000)
			continue;
		g->pay_hourly = b == BASIS_HOUR;
		g->pay = b == BASIS_HOUR
			? muldiv(t.amount_e4, w->rz->opt->hours_e4, 10000)
			: t.amount_e4 * pay_periods[b];
	}
}

/* What the status, the reason and the other cells say of a placement. */
static uint8_t
said_by(struct school_work *w, ptrdiff_t row)
{
	struct resolve *rz = w->rz;
	struct pool *p = rz->pool;
	uint32_t raw = raw_of(w, row, F_PLACEMENT_STATUS);
	uint8_t said = placement_of(p, L_PLACEMENT, raw);
	uint8_t why = placement_of(p, L_PLACEMENT,
	                           raw_of(w, row, F_PLACEMENT_REASON));
	bool employed = raw_of(w, row, F_EMPLOYER) ||
	                raw_of(w, row, F_JOB_TITLE) ||
	                raw_of(w, row, F_PLACEMENT_DATE);

	if (said == SAID_BLANK && pool_name(p, L_PLACEMENT, raw))
		row_find(rz, DIAG_PLACEMENT_UNKNOWN, row, F_PLACEMENT_STATUS,
		         pool_str(p, F_PLACEMENT_STATUS, raw), "expected "
		         "words like Employed in field or Unemployed");
	else if (said == SAID_BLANK)
		said = placement_of(p, L_STATUS_PLACEMENT,
		                    raw_of(w, row, F_STUDENT_STATUS));
	if ((said == OUTCOME_SEEKING || said == OUTCOME_UNAVAILABLE ||
	     said == SAID_BLANK) && why < OUTCOME_N)
		return why;
	if (said >= SAID_EMPLOYED && said != SAID_BLANK &&
	    why <= OUTCOME_SELF_EMPLOYED)
		return why;                    /* "Placed", "out of field" */
	return said == SAID_BLANK && employed &&
	       pool_name(p, L_PLACEMENT, raw) == 0 ? SAID_EMPLOYED : said;
}

static void
type_names(struct school_work *w, ptrdiff_t row, struct graduate *g)
{
	struct pool *p = w->rz->pool;
	uint32_t title = raw_of(w, row, F_JOB_TITLE);

	g->school = pool_name(p, L_SCHOOL, raw_of(w, row, F_SCHOOL));
	g->campus = pool_name(p, L_CAMPUS, raw_of(w, row, F_CAMPUS));
	g->program = pool_name(p, L_PROGRAM, raw_of(w, row, F_PROGRAM));
	g->degree = pool_name(p, L_DEGREE, raw_of(w, row, F_DEGREE));
	g->accreditor = pool_name(p, L_ACCREDITOR,
	                          raw_of(w, row, F_ACCREDITOR));
	g->employer = pool_name(p, L_EMPLOYER, raw_of(w, row, F_EMPLOYER));
	g->externship = pool_name(p, L_EMPLOYER,
	                          raw_of(w, row, F_EXTERNSHIP_SITE));
	g->occupation = pool_name(p, L_OCCUPATION, title);
	g->related = pool_known(p, L_RELATED, title);
	g->exam = pool_name(p, L_EXAM, raw_of(w, row, F_EXAM));
}

static void
type_answers(struct school_work *w, ptrdiff_t row, struct graduate *g)
{
	static const enum field of[SUPPORT_N] = {
		F_EXAM_PREPARATION, F_PRACTICE_TESTS, F_INTERVIEW_HELP,
		F_RESUME_HELP
	};
	struct pool *p = w->rz->pool;
	uint32_t verified = raw_of(w, row, F_VERIFIED_DATE);

	g->in_field = answer_of(p, L_ANSWER, raw_of(w, row, F_IN_FIELD));
	g->documented = given(w, row, F_DOCUMENTATION);
	g->verification = given(w, row, F_VERIFICATION);
	g->externship_done = given(w, row, F_EXTERNSHIP_STATUS);
	for (int i = 0; i < SUPPORT_N; i++)
		g->support[i] = given(w, row, of[i]);
	if (pool_date(p, verified)->form == DATE_BAD)
		g->verification = answer_of(p, L_DATE_ANSWER, verified);
}

static void
type_dates(struct school_work *w, ptrdiff_t row, struct graduate *g)
{
	struct resolve *rz = w->rz;
	date late = date_add_months(rz->opt->as_of, SCHEDULED_MONTHS);

	g->started = row_date(rz, row, F_START_DATE, rz->opt->as_of);
	g->scheduled = row_date(rz, row, F_SCHEDULED_DATE, late);
	g->graduated = row_date(rz, row, F_GRADUATION_DATE, rz->opt->as_of);
	g->placed = row_date(rz, row, F_PLACEMENT_DATE, rz->opt->as_of);
	g->verified = g->verification == ANSWER_NONE ||
	              pool_date(rz->pool, raw_of(w, row, F_VERIFIED_DATE))
	              ->form != DATE_BAD
		? row_date(rz, row, F_VERIFIED_DATE, rz->opt->as_of)
		: DATE_NONE;
}

static struct graduate
type_row(struct school_work *w, ptrdiff_t row)
{
	struct graduate g = {
		.row = (uint32_t)row, .id = w->rz->staff->v[row].id,
		.completer = student_of(w->rz, row) == STUDENT_COMPLETER,
	};

	type_names(w, row, &g);
	type_answers(w, row, &g);
	type_dates(w, row, &g);
	type_pay(w, row, &g);
	g.said = said_by(w, row);
	return g;
}

void
add_attempt(struct school_work *w, uint32_t graduate, ptrdiff_t row)
{
	struct resolve *rz = w->rz;
	const struct staff_row *at = &rz->staff->v[row];
	uint32_t raw = raw_of(w, row, F_EXAM_RESULT);
	uint32_t name = pool_name(rz->pool, L_RESULT, raw);
	uint32_t exam = pool_name(rz->pool, L_EXAM, raw_of(w, row, F_EXAM));
	date taken = row_date(rz, row, F_EXAM_DATE, rz->opt->as_of);

	if (!exam && !name)
		return;
	*VEC_PUSH(rz->roster->mem, &w->school->attempts) = (struct attempt){
		.graduate = graduate, .credential = exam, .taken = taken,
		.result = (uint8_t)word_at(&rz->pool->memo[L_RESULT], name,
		                           result_words, 5),
		.line = at->line, .file = at->file };
}

void
resolve_graduates(struct school_work *w)
{
	const struct staff *st = w->rz->staff;
	struct school *s = w->school;

	class_rows(w);
	for (ptrdiff_t row = 0; row < st->n; row++) {
		struct claim *c = &w->claims.v[w->claim_of[row]];

		if (st->v[row].class != ROW_USED || c->row != row)
			continue;
		c->graduate = s->n;
		*VEC_PUSH(w->rz->roster->mem, s) = type_row(w, row);
	}
	w->first_of_id = NEW(w->rz->stage, st->ids.n + 1, uint32_t);
	w->next_of_id = NEW(w->rz->stage, s->n + 1, uint32_t);
	for (ptrdiff_t i = s->n; i-- > 0;) {
		w->next_of_id[i] = w->first_of_id[s->v[i].id];
		w->first_of_id[s->v[i].id] = (uint32_t)i + 1;
	}
	for (ptrdiff_t row = 0; row < st->n; row++)
		if (st->v[row].class == ROW_USED)
			add_attempt(w, (uint32_t)w->claims.v[w->claim_of[row]]
			            .graduate, row);
}
