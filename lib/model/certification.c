/* SPDX-License-Identifier: MIT */
#include "model/certification.h"

const char *const unit_category_words[UNITS_N] = {
	"all", "administrative", "clinical", "general"
};

const char *const cert_status_words[CERT_N] = {
	[CERT_ACTIVE] = "active",
	[CERT_EXPIRING_30] = "expiring within 30 days",
	[CERT_EXPIRING_60] = "expiring within 60 days",
	[CERT_EXPIRING_90] = "expiring within 90 days",
	[CERT_LIFETIME] = "lifetime",
	[CERT_GRACE] = "expired, in grace",
	[CERT_REINSTATABLE] = "lapsed, reinstatable",
	[CERT_RETEST] = "lapsed, retest",
	[CERT_LAPSED] = "lapsed",
	[CERT_PENDING] = "pending",
	[CERT_UNKNOWN] = "unknown, no date",
};

const char *const units_state_words[UNITS_STATES] = {
	[UNITS_NONE] = "", [UNITS_UNKNOWN] = "unknown",
	[UNITS_ON_TRACK] = "on track", [UNITS_BEHIND] = "behind",
	[UNITS_MISSED] = "missed",
};

const char *const eligible_words[ELIGIBLE_N] = {
	[ELIGIBLE_YES] = "may sit", [ELIGIBLE_UNKNOWN] = "unknown",
	[ELIGIBLE_NO] = "no",
};

const char *const cert_action_words[ACTION_N] = {
	[ACTION_NONE] = "", [ACTION_RENEW] = "renew",
	[ACTION_RENEW_IN_GRACE] = "renew in grace",
	[ACTION_REINSTATE] = "reinstate", [ACTION_RETEST] = "retest",
	[ACTION_ASK] = "ask the issuer",
};

const struct cert_rule *
cert_rule(const struct cert_model *m, struct str name)
{
	const struct cert_rule *r = m->credentials.v;

	for (ptrdiff_t i = 0; i < m->credentials.n; i++)
		if (str_eq_nocase(r[i].name.s, name))
			return &r[i];
	return NULL;
}

bool
cert_listed(const struct yaml_strs *list, struct str name)
{
	for (ptrdiff_t i = 0; i < list->n; i++)
		if (str_eq_nocase(list->v[i].s, name))
			return true;
	return false;
}

bool
cert_is_current(enum cert_status s)
{
	return s <= CERT_LIFETIME;
}

bool
cert_has_ended(enum cert_status s)
{
	return s >= CERT_GRACE && s <= CERT_LAPSED;
}

date
cert_derive(const struct cert_rule *rule, date issued)
{
	if (!rule || rule->validity.months == 0 || issued == DATE_NONE)
		return DATE_NONE;
	date d = date_add_months(issued, (int32_t)rule->validity.months);

	return d != DATE_NONE && rule->validity.month_end ? date_month_end(d)
	                                                  : d;
}

/* So many days after its last one. */
static enum cert_status
after_expiry(const struct cert_rule *rule, int32_t days)
{
	if (!rule)
		return CERT_LAPSED;
	if (days <= rule->lapse.grace_days)
		return CERT_GRACE;
	if (days <= rule->lapse.reinstate_days ||
	    rule->lapse.then == THEN_REINSTATE)
		return CERT_REINSTATABLE;
	return rule->lapse.then == THEN_RETEST ? CERT_RETEST : CERT_LAPSED;
}

static enum cert_status
by_days(const struct cert_rule *rule, int32_t left)
{
	if (left < 0)
		return after_expiry(rule, -left);
	return left <= 30 ? CERT_EXPIRING_30
	     : left <= 60 ? CERT_EXPIRING_60
	     : left <= 90 ? CERT_EXPIRING_90 : CERT_ACTIVE;
}

/* Whether a credential without an expiry never ends. */
static bool
is_for_life(const struct cert_rule *rule, const struct cert_facts *f)
{
	if (f->expires != DATE_NONE)
		return false;
	return f->said == SAID_LIFETIME ||
	       (rule && !f->bad_expiry && f->issued != DATE_NONE &&
	        rule->lifetime.issued_before != DATE_NONE &&
	        f->issued < rule->lifetime.issued_before &&
	        f->said != SAID_ENDED);
}

/* The day from which the present period runs. */
static date
runs_from(const struct cert_facts *f)
{
	return f->renewed > f->issued ? f->renewed : f->issued;
}

/* Whether a number begins with the letters of provisional ones, and those
 * only: "P12", not "PH12". */
static bool
is_provisional(const struct cert_rule *rule, struct str number)
{
	struct str p = rule ? rule->provisional.letters.s : STR("");

	if (p.len == 0 || number.len <= p.len ||
	    !str_eq_nocase((struct str){ number.s, p.len }, p))
		return false;
	char next = number.s[p.len];

	return !(next >= 'A' && next <= 'Z') && !(next >= 'a' && next <= 'z');
}

/* Applied for, provisional, or issued on a day to come. */
static bool
is_pending(const struct cert_rule *rule, const struct cert_facts *f,
           date as_of)
{
	date end = f->expires != DATE_NONE ? f->expires
	                                   : cert_derive(rule, runs_from(f));

	if (f->issued != DATE_NONE && f->issued > as_of)
		return true;
	if (f->said == SAID_PENDING)
		return !f->said_by_status || f->expires == DATE_NONE;
	return is_provisional(rule, f->number) &&
	       (end == DATE_NONE || end >= as_of);
}

struct cert_verdict
cert_judge(const struct cert_rule *rule, const struct cert_facts *f,
           date as_of)
{
	struct cert_verdict v = { CERT_UNKNOWN, f->expires, false, 0 };

	if (v.expires != DATE_NONE)
		v.days_left = v.expires - as_of;
	if (is_pending(rule, f, as_of)) {
		v.status = CERT_PENDING;
		return v;
	}
	if (is_for_life(rule, f)) {
		v.status = CERT_LIFETIME;
		return v;
	}
	if (v.expires == DATE_NONE && !f->bad_expiry) {
		v.expires = cert_derive(rule, runs_from(f));
		v.derived = v.expires != DATE_NONE;
	}
	if (v.expires != DATE_NONE) {
		v.days_left = v.expires - as_of;
		v.status = by_days(rule, v.days_left);
	}
	/* said to have ended: revoked, or ended on a day not told */
	if (f->said == SAID_ENDED && !cert_has_ended(v.status))
		v.status = CERT_LAPSED;
	return v;
}

enum cert_action
cert_to_do(const struct cert_rule *rule, const struct cert_verdict *v, date *by)
{
	static const uint8_t action[CERT_N] = {
		[CERT_EXPIRING_30] = ACTION_RENEW,
		[CERT_EXPIRING_60] = ACTION_RENEW,
		[CERT_EXPIRING_90] = ACTION_RENEW,
		[CERT_GRACE] = ACTION_RENEW_IN_GRACE,
		[CERT_REINSTATABLE] = ACTION_REINSTATE,
		[CERT_RETEST] = ACTION_RETEST, [CERT_LAPSED] = ACTION_ASK,
	};
	enum cert_action what = (enum cert_action)action[v->status];
	int64_t days = 0; /* beyond the expiry */

	if (what == ACTION_RENEW_IN_GRACE)
		days = rule->lapse.grace_days;
	else if (what == ACTION_REINSTATE)
		days = rule->lapse.reinstate_days;
	*by = what == ACTION_RENEW || days ? v->expires + (date)days
	                                   : DATE_NONE;
	return what;
}

date
cert_cycle_start(const struct cert_rule *rule, const struct cert_facts *f,
                 date end, date as_of)
{
	enum { MONTH = 31 }; /* a period may begin within its first month */
	date from = runs_from(f);

	if (from == DATE_NONE || end == DATE_NONE || !rule ||
	    rule->validity.months == 0)
		return from;
	date whole = date_add_months(end, -(int32_t)rule->validity.months);

	return from < whole - MONTH && whole <= as_of ? whole : from;
}

/* The way to renew by units that says how many, or NULL. */
static const struct cert_renewal *
by_units(const struct cert_rule *rule)
{
	const struct cert_renewal *w = rule ? rule->renewal.v : NULL;

	for (ptrdiff_t i = 0; rule && i < rule->renewal.n; i++)
		if (w[i].units_e4[UNITS_ALL] > 0)
			return &w[i];
	return NULL;
}

static int64_t
all_earned(const int32_t earned_e4[UNITS_N])
{
	int64_t sum = 0;

	if (earned_e4[UNITS_ALL] >= 0)
		return earned_e4[UNITS_ALL];
	for (int k = UNITS_ALL + 1; k < UNITS_N; k++) {
		if (earned_e4[k] < 0)
			return -1;
		sum += earned_e4[k];
	}
	return sum;
}

struct units_verdict
cert_units(const struct cert_rule *rule, date start, date end,
           const int32_t earned_e4[UNITS_N], date as_of)
{
	const struct cert_renewal *w = by_units(rule);
	struct units_verdict v = { .state = UNITS_NONE, .start = start,
		                   .earned_e4 = -1, .due_e4 = -1 };
	bool short_of = false;

	for (int k = 0; k < UNITS_N; k++)
		v.deficit_e4[k] = -1;
	v.earned_e4 = all_earned(earned_e4);
	if (!w)
		return v;
	v.required_e4 = w->units_e4[UNITS_ALL];
	for (int k = 0; k < UNITS_N; k++) {
		int64_t have = k == UNITS_ALL ? v.earned_e4 : earned_e4[k];
		int64_t need = w->units_e4[k];

		if (need == 0 || have < 0)
			continue;
		v.deficit_e4[k] = need > have ? need - have : 0;
		short_of |= need > have;
	}
	v.state = UNITS_UNKNOWN;
	if (start == DATE_NONE || end == DATE_NONE || start >= end ||
	    start > as_of)
		return v;
	v.due_e4 = end <= as_of ? v.required_e4
		: muldiv(v.required_e4, as_of - start, end - start);
	if (v.earned_e4 < 0)
		return v;
	if (end < as_of)
		v.state = short_of ? UNITS_MISSED : UNITS_ON_TRACK;
	else
		v.state = (i128)v.earned_e4 * (end - start) >=
		          (i128)v.required_e4 * (as_of - start)
			? UNITS_ON_TRACK : UNITS_BEHIND;
	return v;
}
