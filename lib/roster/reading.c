/* SPDX-License-Identifier: MIT */
#include "roster/reading.h"

#include "base/utf8.h"
#include "roster/resolve.h"

const char *const reading_words[READ_N] = {
	[READ_BLANK] = "blank", [READ_UNCHANGED] = "unchanged",
	[READ_CHANGED] = "changed", [READ_UNKNOWN] = "unknown",
};

static const char own_name[] = "a name of one's own, kept as first written";
static const char given[] = "kept as it is: anything but a no is a yes";

/*
 * What a field's texts are looked up in: the first line of a field is its own,
 * and every text is looked up there; the others are told where the run asked
 * and a rule knew.
 */
static const struct {
	enum field field;
	enum lookup lookup;
	const char *as;
	const char *kept;             /* what it means that no rule knows a
	                                 text; NULL: it is unknown         */
	bool instead;                 /* a school's: of a text that the field's
	                                 own does not know, the reading    */
} lookups[] = {
	{ F_JOB_TITLE, L_OCCUPATION, "occupation", NULL, false },
	{ F_JOB_TITLE, L_LEVEL, "level", NULL, false },
	{ F_JOB_TITLE, L_TITLE_WORKER, "worker_type", NULL, false },
	{ F_JOB_TITLE, L_TITLE_CREDENTIAL, "credential", NULL, false },
	{ F_DEPARTMENT, L_DEPARTMENT, "department", own_name, false },
	{ F_LOCATION, L_SITE, "site", own_name, false },
	{ F_LOCATION, L_STATE, "state", NULL, false },
	{ F_SITE, L_SITE, "site", own_name, false },
	{ F_SITE, L_STATE, "state", NULL, false },
	{ F_STATE, L_STATE, "state", NULL, false },
	{ F_STATUS, L_STATUS, "employment_status", NULL, false },
	{ F_STATUS, L_WORKER, "worker_type", NULL, false },
	{ F_STATUS, L_SCHEDULE, "full_part_time", NULL, false },
	{ F_WORKER_TYPE, L_WORKER, "worker_type", NULL, false },
	{ F_WORKER_TYPE, L_SCHEDULE, "full_part_time", NULL, false },
	{ F_FULL_PART_TIME, L_SCHEDULE, "full_part_time", NULL, false },
	{ F_FULL_PART_TIME, L_WORKER, "worker_type", NULL, false },
	{ F_PAY_BASIS, L_BASIS, "pay_basis", NULL, false },
	{ F_PAY_FREQUENCY, L_FREQUENCY, "pay_frequency", NULL, false },
	{ F_CURRENCY, L_CURRENCY, "currency", NULL, false },
	{ F_SKILL, L_SKILL, "skill", NULL, false },
	{ F_SKILL, L_CLINICAL_DUTY, "clinical_duty", NULL, false },
	{ F_SKILL, L_ADMINISTRATIVE_DUTY, "administrative_duty", NULL, false },
	{ F_DUTY, L_CLINICAL_DUTY, "clinical_duty", NULL, false },
	{ F_DUTY, L_ADMINISTRATIVE_DUTY, "administrative_duty", NULL, false },
	{ F_CREDENTIAL, L_CREDENTIAL, "credential", NULL, false },
	{ F_CREDENTIAL, L_CLAIM, "credential_claim", NULL, false },
	{ F_CREDENTIAL, L_CREDENTIAL_ISSUER, "issuer", NULL, false },
	{ F_ISSUER, L_ISSUER, "issuer", NULL, false },
	{ F_CREDENTIAL_STATUS, L_CLAIM, "credential_claim",
	  "says nothing beside the dates", false },
	{ F_ACCREDITOR, L_ACCREDITOR, "accreditor", NULL, false },
	{ F_JOB_TITLE, L_RELATED, "related_occupation", NULL, true },
	{ F_SCHOOL, L_SCHOOL, "school", own_name, false },
	{ F_CAMPUS, L_CAMPUS, "campus", own_name, false },
	{ F_PROGRAM, L_PROGRAM, "program", own_name, false },
	{ F_DEGREE, L_DEGREE, "degree", own_name, false },
	{ F_EMPLOYER, L_EMPLOYER, "employer", own_name, false },
	{ F_EXTERNSHIP_SITE, L_EMPLOYER, "employer", own_name, false },
	{ F_STUDENT_STATUS, L_STUDENT, "student_status", NULL, false },
	{ F_STUDENT_STATUS, L_STATUS_PLACEMENT, "placement_status", NULL,
	  true },
	{ F_PLACEMENT_STATUS, L_PLACEMENT, "placement_status", NULL, false },
	{ F_PLACEMENT_REASON, L_PLACEMENT, "placement_status", NULL, false },
	{ F_IN_FIELD, L_ANSWER, "yes_no", NULL, false },
	{ F_VERIFICATION, L_ANSWER, "yes_no", given, false },
	{ F_DOCUMENTATION, L_ANSWER, "yes_no", given, false },
	{ F_EXTERNSHIP_STATUS, L_ANSWER, "yes_no", given, false },
	{ F_EXAM_PREPARATION, L_ANSWER, "yes_no", given, false },
	{ F_PRACTICE_TESTS, L_ANSWER, "yes_no", given, false },
	{ F_INTERVIEW_HELP, L_ANSWER, "yes_no", given, false },
	{ F_RESUME_HELP, L_ANSWER, "yes_no", given, false },
	{ F_EXAM, L_EXAM, "credential", NULL, false },
	{ F_EXAM_RESULT, L_RESULT, "exam_result", NULL, false },
};

enum { N_LOOKUPS = sizeof lookups / sizeof *lookups };

struct memo *
reading_memo(struct pool *pool, enum field f)
{
	for (int i = 0; i < N_LOOKUPS; i++)
		if (lookups[i].field == f)
			return &pool->memo[lookups[i].lookup];
	return NULL;
}

/* The rule that gave one answer, in words, and its place. */
static struct str
rule_words(struct arena *mem, const struct memo *m, struct answer a,
           const char *kept, struct reading *out)
{
	const struct rule_set *set = m->set;
	struct yaml_str at = { STR(""), 0, 0 };
	struct str words = STR("kept as it is: no rule knows it");

	if (kept && a.how == HOW_KEPT)
		words = str_of(kept);
	else if (a.how == HOW_EXACT)
		at = set->names.v[a.name - 1];
	else if (a.rule != RULE_NONE)
		at = regex_source(set->pattern[a.rule].regex);
	if (a.how == HOW_EXACT)
		words = STR("exact spelling");
	else if (a.how == HOW_PATTERN)
		words = str_fmt(mem, "pattern %.*s", FMT(at.s));
	else if (a.how == HOW_FAILED)
		words = str_fmt(mem, "kept as it is: the pattern %.*s gave up",
		                FMT(at.s));
	if (!out->line) {
		out->line = at.line;
		out->column = at.column;
	}
	return words;
}

static void
add_once(struct sbuf *b, struct str words)
{
	if (b->n && str_find((struct str){ b->v, b->n }, words) >= 0)
		return;
	sbuf_fmt(b, "%s%.*s", b->n ? "; " : "", FMT(words));
}

/* What the answers of a cell come to. */
static struct reading
looked_up(struct arena *mem, const struct memo *m, struct answers a,
          struct str text, const char *as, const char *kept)
{
	struct reading r = { .as = as, .rule = STR("stands for no value") };
	struct sbuf names = { .mem = mem }, rules = { .mem = mem };
	bool unknown = false;

	if (!kept && (!m->set || m->set->names.n == 0))
		kept = own_name;
	for (ptrdiff_t i = 0; i < a.n; i++) {
		sbuf_fmt(&names, "%s%.*s", i ? "; " : "",
		         FMT(intern_str(&m->names, a.v[i].name)));
		add_once(&rules, rule_words(mem, m, a.v[i], kept, &r));
		unknown |= a.v[i].how == HOW_FAILED ||
		           (!kept && a.v[i].how == HOW_KEPT);
	}
	if (a.n == 0)
		return r;
	r.canonical = sbuf_str(&names);
	r.rule = sbuf_str(&rules);
	r.how = unknown ? READ_UNKNOWN : str_eq(r.canonical, text)
		? READ_UNCHANGED : READ_CHANGED;
	return r;
}

/* Whether a rule knows at least one of the answers. */
static bool
any_known(const struct memo *m, struct answers a)
{
	for (ptrdiff_t i = 0; i < a.n; i++)
		if (a.v[i].how == HOW_EXACT || a.v[i].how == HOW_PATTERN)
			return m->set != NULL;
	return false;
}

static ptrdiff_t
by_vocabulary(const struct roster *r, struct arena *mem, enum field f,
              struct str text, struct reading *out)
{
	struct pool *pool = r->staff->pool;
	uint32_t raw = intern_put(pool_text(pool, f), text);
	ptrdiff_t n = 0;

	for (int i = 0; i < N_LOOKUPS && n < READINGS_MAX; i++) {
		struct memo *m = &pool->memo[lookups[i].lookup];
		struct answers a = { 0 };

		if (lookups[i].field != f ||
		    (lookups[i].instead && r->kind != K_GRADUATES))
			continue;
		if (n == 0)
			a = memo_all(m, raw);
		else if (!memo_asked(m, raw, &a) || !any_known(m, a))
			continue;
		struct reading one = looked_up(mem, m, a, text, lookups[i].as,
		                             lookups[i].kept);
		if (n && lookups[i].instead && out->how == READ_UNKNOWN)
			*out = one;
		else
			out[n++] = one;
	}
	return n;
}

bool
readings_name(const struct roster *r, enum field f)
{
	return field_info[f].type == FIELD_TEXT && r->kind == K_GRADUATES &&
	       reading_memo(r->staff->pool, f) != NULL;
}

/* A number as people write it: 15.5, 28329.6. */
static struct str
number_words(struct arena *mem, int64_t v, int places)
{
	int shown = places;

	for (int64_t x = v; shown > 0 && x % 10 == 0; x /= 10)
		shown--;
	return decimal_str(mem, v, places, shown, false);
}

/* Whether a number stands there with nothing to take away. */
static bool
is_plain(struct str s)
{
	ptrdiff_t points = 0, digits = 0;

	for (ptrdiff_t i = 0; i < s.len; i++) {
		points += s.s[i] == '.';
		digits += s.s[i] >= '0' && s.s[i] <= '9';
	}
	return digits > 0 && points <= 1 && digits + points == s.len;
}

/* The reading of a number, in 10^-places, that a parser made of a text. */
static struct reading
number_reading(struct arena *mem, enum value_state state, struct str text,
               int64_t v, int places, struct str rule)
{
	struct reading r = { .canonical = STR("") };

	if (state == VALUE_EMPTY) {
		r.rule = STR("stands for no value");
	} else if (state != VALUE_OK) {
		r.how = READ_UNKNOWN;
		r.rule = state == VALUE_MASKED ? STR("hidden by the exporting "
			"system") : STR("not to be read");
	} else {
		int64_t same;

		r.canonical = number_words(mem, v, places);
		r.rule = rule;
		r.how = is_plain(text) && decimal_parse(text, places, &same) &&
			same == v ? READ_UNCHANGED : READ_CHANGED;
	}
	return r;
}

static struct str
pay_rule(struct arena *mem, struct pay_text t)
{
	struct sbuf b = { .mem = mem };

	sbuf_put(&b, STR("amount")); /* without a format: there are many */
	if (t.currency[0]) {
		sbuf_put(&b, STR(", in "));
		sbuf_put(&b, str_of(t.currency));
	}
	if (t.basis != BASIS_NONE) {
		sbuf_put(&b, STR(", per "));
		sbuf_put(&b, str_of(pay_basis_name[t.basis]));
		sbuf_put(&b, STR(" by the cell itself"));
	}
	if (t.flags & PAY_WAS_RANGE)
		sbuf_put(&b, STR(", the middle of a range"));
	if (t.flags & PAY_WAS_ROUNDED)
		sbuf_put(&b, STR(", rounded as written"));
	return sbuf_str(&b);
}

static struct str
years_rule(struct years_text t)
{
	return t.flags & YEARS_RANGE ? STR("years, the middle of a range")
	     : t.flags & YEARS_LESS ? STR("years, the middle from 0")
	     : t.flags & YEARS_PLUS ? STR("years, more than this")
	     : t.flags & YEARS_WORD ? STR("a word for no experience")
	                            : STR("years");
}

static struct reading
years_reading(struct arena *mem, struct str text)
{
	struct years_text t = years_parse(text);

	if (t.state == VALUE_OK && t.flags & YEARS_SINCE)
		return (struct reading){ .how = READ_CHANGED,
			.canonical = str_fmt(mem, "since %.*s",
			                     FMT(date_str(mem, t.since))),
			.rule = STR("time since that date") };
	return number_reading(mem, t.state, text,
		(int64_t)i128_div_round((i128)t.millimonths * 10000,
		                        YEAR_MILLIMONTHS), 4, years_rule(t));
}

/* The latest date that a two-digit year of a field may mean. */
static date
last_date(const struct roster *r, enum field f)
{
	return f == F_EXPIRY_DATE ? date_add_months(r->as_of, EXPIRY_AHEAD_MONTHS)
	     : f == F_SCHEDULED_DATE
	       ? date_add_months(r->as_of, SCHEDULED_MONTHS) : r->as_of;
}

/* "present" where a job ends, "never" where a credential expires, "yes" where
 * a placement was verified. */
static struct reading
word_for_date(const struct roster *r, enum field f, struct str text,
              struct reading out)
{
	struct pool *pool = r->staff->pool;
	uint32_t id;

	if (f == F_END_DATE && says_still_held(text)) {
		out.canonical = STR("now");
	} else if (f == F_EXPIRY_DATE) {
		id = intern_put(pool_text(pool, F_CREDENTIAL), text);
		if (pool_is(pool, WORD_LIFETIME, id))
			out.canonical = STR("lifetime");
	} else if (f == F_VERIFIED_DATE) {
		id = intern_put(pool_text(pool, f), text);
		out.canonical = intern_str(&pool->memo[L_DATE_ANSWER].names,
			pool_known(pool, L_DATE_ANSWER, id));
	}
	if (out.canonical.len) {
		out.how = str_eq(out.canonical, text) ? READ_UNCHANGED
		                                      : READ_CHANGED;
		out.rule = STR("a word for it");
	}
	return out;
}

/* A text of a date field, as parsed before if it was. */
static struct date_text
parsed_date(const struct roster *r, enum field f, struct str text)
{
	struct pool *pool = r->staff->pool;
	uint32_t raw = intern_find(pool_text(pool, f), text);

	return raw == INTERN_NONE ? date_parse(text) : *pool_date(pool, raw);
}

/* How the day and the month of a column were told apart. */
static struct str
order_rule(const struct date_order *order)
{
	bool day_first = date_order_day_first(order);

	if (order->first_over_12 || order->second_over_12)
		return day_first ? STR("date, day first in this column")
		                 : STR("date, month first in this column");
	return STR("date, month first in this column (assumed)");
}

static struct reading
date_reading(const struct roster *r, struct arena *mem, int32_t file,
             enum field f, struct str text)
{
	const struct date_order *order = &r->order[file * (ptrdiff_t)FIELD_N +
	                                           f];
	struct date_text t = parsed_date(r, f, text);
	date d = date_decide(&t, date_order_day_first(order), last_date(r, f));
	struct reading out = { .rule = STR("stands for no date") };

	if (t.form == DATE_EMPTY)
		return out;
	if (f == F_EXPIRY_DATE)
		d = date_period_end(text, d);
	out.how = READ_UNKNOWN;
	out.rule = STR("no date that exists");
	if (d == DATE_NONE)
		return word_for_date(r, f, text, out);
	out.canonical = date_str(mem, d);
	out.how = str_eq(out.canonical, text) ? READ_UNCHANGED : READ_CHANGED;
	out.rule = t.form == DATE_SURE ? STR("date") : order_rule(order);
	return out;
}

/* Whether the decimal mark of a pay column was settled to be the comma. */
static bool
is_comma(const struct staff *st, int32_t file, enum field f)
{
	return file < st->comma.n && st->comma.v[file] >> f & 1;
}

ptrdiff_t
readings_of(const struct roster *r, struct arena *mem, int32_t file,
            enum field f, struct str text, struct reading out[READINGS_MAX])
{
	static const char *const as[] = {
		[FIELD_TEXT] = "text", [FIELD_ID] = "id", [FIELD_PAY] = "pay",
		[FIELD_DATE] = "date", [FIELD_YEARS] = "years",
		[FIELD_SHARE] = "share", [FIELD_NUMBER] = "number",
		[FIELD_VALUE] = "value", [FIELD_VALUES] = "value",
	};
	enum field_type type = field_info[f].type;
	struct share_text share;
	struct number_text number;
	struct pay_text pay;

	*out = (struct reading){ .canonical = text, .rule = STR("as it is"),
		                 .how = READ_UNCHANGED };
	if (text.len == 0)
		*out = (struct reading){ .rule = STR("empty") };
	else if (type == FIELD_VALUE || type == FIELD_VALUES ||
	         readings_name(r, f)) {
		ptrdiff_t n = by_vocabulary(r, mem, f, text, out);

		if (n)
			return n;
	} else if (type == FIELD_PAY) {
		pay = is_comma(r->staff, file, f) ? pay_parse_comma(text)
		                                  : pay_parse(text);
		*out = number_reading(mem, pay.state, text, pay.amount_e4, 4,
		                      pay_rule(mem, pay));
	} else if (type == FIELD_SHARE) {
		share = share_parse(text);
		*out = number_reading(mem, share.state, text, share.e4, 4,
		                      STR("share of full time"));
	} else if (type == FIELD_NUMBER) {
		number = number_parse(text);
		*out = number_reading(mem, number.state, text, number.e4, 4,
		                      STR("number"));
	} else if (type == FIELD_YEARS) {
		*out = years_reading(mem, text);
	} else if (type == FIELD_DATE) {
		*out = date_reading(r, mem, file, f, text);
	}
	out->as = as[type];
	return 1;
}
