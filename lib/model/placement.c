/* SPDX-License-Identifier: MIT */
#include "model/placement.h"

#include "base/vec.h"

const char *const box_words[BOX_N] = {
	[BOX_IN_FIELD] = "placed in field", [BOX_RELATED] = "related",
	[BOX_POSITIVE] = "placed otherwise",
	[BOX_OUT_OF_FIELD] = "out of field", [BOX_NOT_PLACED] = "not placed",
	[BOX_UNKNOWN] = "unknown", [BOX_EXCLUDED] = "excluded",
	[BOX_OUTSIDE] = "does not enter",
};

const char *const why_words[WHY_N] = {
	[WHY_OUTCOME] = "",
	[WHY_LATE] = "placed after the window",
	[WHY_AFTER_AS_OF] = "placed after the as-of date",
	[WHY_UNVERIFIED] = "not verified",
	[WHY_VERIFIED_EARLY] = "verified too early",
	[WHY_NO_START] = "no start date to count from",
	[WHY_UNDOCUMENTED] = "not documented",
	[WHY_COMPLETER] = "completed without the award",
};

static const outcome_set employed = OUTCOME_BIT(OUTCOME_IN_FIELD) |
	OUTCOME_BIT(OUTCOME_RELATED) | OUTCOME_BIT(OUTCOME_OUT_OF_FIELD) |
	OUTCOME_BIT(OUTCOME_SELF_EMPLOYED);

static bool
listed(const struct yaml_strs *list, struct str name)
{
	for (ptrdiff_t i = 0; i < list->n; i++)
		if (str_eq_nocase(list->v[i].s, name))
			return true;
	return false;
}

const struct placement_pack *
placement_pack(const struct placement_model *m, struct str name)
{
	const struct placement_pack *p = m->packs.v;

	for (ptrdiff_t i = 0; i < m->packs.n; i++)
		if (str_eq_nocase(p[i].name.s, name) ||
		    listed(&p[i].accreditors, name))
			return &p[i];
	return NULL;
}

const struct placement_pack *
placement_default(const struct placement_model *m)
{
	return placement_pack(m, m->fallback.s);
}

/* Whether a name has a word in it, whatever the case. */
static bool
has_word(struct str name, struct str word)
{
	for (; name.len >= word.len; name = str_skip(name, 1))
		if (str_eq_nocase((struct str){ name.s, word.len }, word))
			return true;
	return false;
}

static bool
is_for(const struct field_titles *f, struct str program)
{
	for (ptrdiff_t i = 0; i < f->programs.n; i++)
		if (has_word(program, f->programs.v[i].s))
			return true;
	return f->programs.n == 0;
}

enum outcome
placement_field(const struct placement_model *m, struct str program,
                struct str occupation, struct str related)
{
	const struct field_titles *f = m->fields.v;
	ptrdiff_t i = 0;

	while (i < m->fields.n && !is_for(&f[i], program))
		i++;
	if (i == m->fields.n)
		return OUTCOME_OUT_OF_FIELD;
	if (listed(&f[i].in_field, occupation))
		return OUTCOME_IN_FIELD;
	return listed(&f[i].related, related) ||
	       listed(&f[i].related, occupation) ? OUTCOME_RELATED
	                                         : OUTCOME_OUT_OF_FIELD;
}

struct cohort
cohort_of(const struct placement_pack *p, date day)
{
	if (day == DATE_NONE)
		return (struct cohort){ DATE_NONE, DATE_NONE };
	int32_t year = date_ymd(day).year;
	date first = date_of(year, p->year_month, p->year_day);

	if (day < first)
		first = date_of(year - 1, p->year_month, p->year_day);
	date next = date_add_months(first, 12);

	return (struct cohort){ first, next == DATE_NONE
		? date_of(9999, 12, 31) : next - 1 };
}

/* A number of exactly so many digits, or -1. */
static int32_t
digits(struct str s, ptrdiff_t n)
{
	int32_t v = 0;

	if (s.len != n)
		return -1;
	for (ptrdiff_t i = 0; i < n; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return -1;
		v = v * 10 + (s.s[i] - '0');
	}
	return v;
}

bool
cohort_named(struct str name, struct cohort *out)
{
	struct str rest = name, from = str_cut(&rest, '-');
	int32_t year = digits(from, 4), next = -1;

	if (year < 1900 || year > 2199)
		return false;
	if (!rest.s) {
		*out = (struct cohort){ date_of(year, 1, 1),
		                        date_of(year, 12, 31) };
		return true;
	}
	next = rest.len == 4 ? digits(rest, 4) % 100 : digits(rest, 2);
	if (next != (year + 1) % 100 ||
	    (rest.len == 4 && digits(rest, 4) != year + 1))
		return false;
	*out = (struct cohort){ date_of(year, 7, 1), date_of(year + 1, 6, 30) };
	return true;
}

struct str
cohort_name(struct arena *mem, const struct cohort *c)
{
	if (c->first == DATE_NONE)
		return STR("");
	int32_t from = date_ymd(c->first).year, to = date_ymd(c->last).year;

	return from == to ? str_fmt(mem, "%d", from)
	                  : str_fmt(mem, "%d-%02d", from, to % 100);
}

date
cohort_closes(const struct placement_pack *p, const struct cohort *c)
{
	if (c->first == DATE_NONE)
		return DATE_NONE;
	if (p->cut_month)
		return date_of(date_ymd(c->last).year + 1, p->cut_month,
		               p->cut_day);
	return date_add_months(c->last, (int32_t)p->window_months);
}

/* The last day on which a graduate's placement counts; DATE_NONE: any. */
static date
window_end(const struct placement_pack *p, const struct placement_facts *f)
{
	if (p->cut_month) {
		struct cohort c = cohort_of(p, f->cohort_day);

		return cohort_closes(p, &c);
	}
	return p->window_months && f->graduated != DATE_NONE
		? date_add_months(f->graduated, (int32_t)p->window_months)
		: DATE_NONE;
}

/* What a job lacks of evidence; WHY_OUTCOME: nothing. */
static enum why
evidence_of(const struct placement_pack *p, const struct placement_facts *f)
{
	bool dated = f->verified != DATE_NONE && f->verified <= f->as_of;

	if (!dated && !f->verified_undated)
		return WHY_UNVERIFIED;
	if (!p->verified_after_days || !dated || !f->starts_known)
		return WHY_OUTCOME;
	if (f->placed == DATE_NONE)
		return WHY_NO_START;
	return f->verified - f->placed < p->verified_after_days
		? WHY_VERIFIED_EARLY : WHY_OUTCOME;
}

static enum why
why_not(const struct placement_pack *p, const struct placement_facts *f,
        date end, struct placement_verdict *v)
{
	bool job = employed >> f->outcome & 1;
	enum why lack = job ? evidence_of(p, f)
	              : f->documented ? WHY_OUTCOME : WHY_UNDOCUMENTED;

	if (job && f->placed != DATE_NONE && f->placed > f->as_of)
		return WHY_AFTER_AS_OF;
	if (job && f->placed != DATE_NONE && end != DATE_NONE &&
	    f->placed > end)
		return WHY_LATE;
	v->lacks_evidence = lack != WHY_OUTCOME;
	return f->need_evidence ? lack : WHY_OUTCOME;
}

struct placement_verdict
placement_judge(const struct placement_pack *p,
                const struct placement_facts *f)
{
	outcome_set bit = OUTCOME_BIT(f->outcome);
	date end = window_end(p, f);
	struct placement_verdict v = {
		.box = BOX_NOT_PLACED, .closes = end,
		.open = end != DATE_NONE && f->as_of < end };

	if (f->completer && !p->completers) {
		v.box = BOX_OUTSIDE;
		v.why = WHY_COMPLETER;
	} else if (p->excluded & bit) {
		v.lacks_evidence = !f->documented;
		if (f->need_evidence && !f->documented)
			v.why = WHY_UNDOCUMENTED;
		else
			v.box = BOX_EXCLUDED;
	} else if ((f->completer ? p->completers : p->placed) & bit) {
		v.why = (uint8_t)why_not(p, f, end, &v);
		if (v.why == WHY_OUTCOME)
			v.box = f->outcome == OUTCOME_IN_FIELD ? BOX_IN_FIELD
			      : f->outcome == OUTCOME_RELATED ? BOX_RELATED
			      : BOX_POSITIVE;
		v.before = v.why == WHY_OUTCOME && employed & bit &&
		           f->placed != DATE_NONE && f->placed < f->graduated;
	} else if (employed & bit) {
		v.box = BOX_OUT_OF_FIELD;
	} else if (f->outcome == OUTCOME_UNKNOWN) {
		v.box = BOX_UNKNOWN;
	}
	return v;
}
