/* SPDX-License-Identifier: MIT */
#include "analyse/certification_int.h"

const char *const standing_words[STANDING_N] = {
	[STANDING_CERTIFIED] = "certified", [STANDING_UNKNOWN] = "unknown",
	[STANDING_EXPIRED] = "expired", [STANDING_PENDING] = "pending",
	[STANDING_NONE] = "none",
};

const char *const role_words[ROLE_N] = {
	[ROLE_NONE] = "", [ROLE_CLINICAL] = "clinical",
	[ROLE_ADMINISTRATIVE] = "administrative", [ROLE_BOTH] = "both",
};

const char *const need_words[NEED_N] = {
	[NEED_CURRENT] = "current", [NEED_EXPIRING] = "expiring",
	[NEED_EXPIRED] = "expired", [NEED_UNKNOWN] = "unknown",
	[NEED_PENDING] = "pending", [NEED_MISSING] = "missing",
};

/* The model's rules by the ids that people's credentials bear. */
static void
find_rules(struct cert_work *w)
{
	ptrdiff_t n = roster_names(w->roster, V_CREDENTIAL);

	w->rule = NEW(&w->tmp, n + 1, const struct cert_rule *);
	w->recognised = NEW(&w->tmp, n + 1, bool);
	for (ptrdiff_t id = 1; id < n; id++) {
		struct str name = roster_name(w->roster, V_CREDENTIAL,
		                              (uint32_t)id);

		w->rule[id] = cert_rule(w->model, name);
		w->recognised[id] = cert_listed(
			&w->model->recognised.credentials, name);
	}
}

static struct cert_facts
facts_of(const struct cert_work *w, const struct record *r)
{
	static const uint8_t said[CRED_N + 1] = {
		[CRED_PENDING] = SAID_PENDING, [CRED_EXPIRED] = SAID_ENDED,
		[CRED_LIFETIME] = SAID_LIFETIME,
	};

	return (struct cert_facts){
		.issued = r->issued, .expires = r->expires,
		.renewed = r->renewed,
		.bad_expiry = (r->flags & RECORD_BAD_EXPIRY) != 0,
		.said = (enum cert_said)said[r->said],
		.said_by_status = (r->flags & RECORD_BY_STATUS) != 0,
		.number = record_number(w->roster, r),
	};
}

/* Whether the row's issuer is one that the rule names. */
static bool
issues(const struct cert_work *w, const struct cert_rule *rule,
       const struct record *r)
{
	return rule && r->issuer && cert_listed(&rule->issuers,
		roster_name(w->roster, V_ISSUER, r->issuer));
}

/* Whether the row's issuer, which the rules know, is another than the rule's:
 * said of the row's only credential. */
static bool
other_issues(const struct cert_work *w, const struct cert_rule *rule,
             const struct record *r)
{
	return rule && rule->issuers.n && !issues(w, rule, r) &&
	       r->flags & RECORD_ONE &&
	       roster_known(w->roster, V_ISSUER, r->issuer);
}

/* A name without the board behind it: "CCMA" of "CCMA (NHA)". */
static struct str
letters_of(struct str name)
{
	ptrdiff_t end = str_find(name, STR(" ("));

	return end < 0 ? name : (struct str){ name.s, end };
}

/* The credential a row means: of those called by the letters of the row's
 * name, that of the row's board ("CCMA" by CCBMA, "CMA" by NHA). */
static uint32_t
meant(const struct cert_work *w, const struct record *r)
{
	const struct cert_rule *rule = w->rule[r->credential];
	ptrdiff_t n = roster_names(w->roster, V_CREDENTIAL);

	if (!other_issues(w, rule, r))
		return r->credential;
	struct str letters = letters_of(rule->name.s);

	for (ptrdiff_t id = 1; id < n; id++)
		if (issues(w, w->rule[id], r) &&
		    (str_eq_nocase(letters_of(w->rule[id]->name.s), letters) ||
		     cert_listed(&w->rule[id]->also, letters)))
			return (uint32_t)id;
	return r->credential;
}

static uint8_t
flags_of(const struct cert_work *w, uint32_t credential,
         const struct record *r)
{
	const struct cert_rule *rule = w->rule[credential];
	bool other = other_issues(w, rule, r);
	uint8_t flags = other ? CERT_OTHER_ISSUER : 0;

	if (!other && rule && rule->shared_name && !issues(w, rule, r))
		flags |= CERT_ASSUMED;
	if (!other && w->recognised[credential])
		flags |= CERT_RECOGNISED;
	return flags;
}

/* For life first, then by date, then without a date, then applied for. */
static int
rank(const struct cert_line *l)
{
	return l->verdict.status == CERT_LIFETIME ? 0
	     : l->verdict.status == CERT_PENDING ? 3
	     : l->verdict.expires != DATE_NONE ? 1 : 2;
}

static bool
comes_before(const struct cert_line *x, const struct cert_line *y)
{
	if (rank(x) != rank(y))
		return rank(x) < rank(y);
	return x->verdict.expires > y->verdict.expires;
}

static struct cert_line
line_of(const struct cert_work *w, const struct record *r)
{
	uint32_t credential = meant(w, r);
	const struct cert_rule *rule = w->rule[credential];
	struct cert_facts f = facts_of(w, r);

	return (struct cert_line){
		.person = r->person, .credential = credential, .record = r,
		.rule = rule, .flags = flags_of(w, credential, r),
		.verdict = cert_judge(rule, &f, w->out->as_of),
	};
}

struct cert_line
cert_line_alone(struct arena *mem, const struct cert_analysis *a,
                const struct roster *r, const struct record *record)
{
	struct cert_analysis own = { .as_of = a->as_of };
	struct cert_work w = { .mem = mem, .tmp = arena_like(mem),
		               .roster = r, .model = a->model, .out = &own };
	struct cert_line line;

	find_rules(&w);
	line = line_of(&w, record);
	arena_free(&w.tmp);
	return line;
}

/* Whether two rows of one credential say different ends of the same thing. */
static bool
contradict(const struct record *a, const struct record *b)
{
	bool same = (a->number && a->number == b->number) ||
	            (a->issued != DATE_NONE && a->issued == b->issued);

	return same && a->expires != b->expires &&
	       a->expires != DATE_NONE && b->expires != DATE_NONE;
}

/* Whether two lines are of one credential of one board. */
static bool
same_line(const struct cert_line *a, const struct cert_line *b)
{
	return a->credential == b->credential &&
	       (a->flags & CERT_OTHER_ISSUER) ==
	       (b->flags & CERT_OTHER_ISSUER);
}

/* Add a record to the lines of its person, which begin at `first`. */
static void
add_record(struct cert_work *w, ptrdiff_t first, const struct record *r)
{
	struct cert_analysis *a = w->out;
	struct cert_line new = line_of(w, r);
	ptrdiff_t i = first;

	while (i < a->n && !same_line(&a->v[i], &new))
		i++;
	if (i == a->n) {
		*VEC_PUSH(w->mem, a) = new;
		return;
	}
	a->history++;
	new.history = a->v[i].history + 1;
	new.flags |= a->v[i].flags & CERT_CONFLICT;
	a->v[i].history = new.history;
	if (comes_before(&new, &a->v[i]))
		a->v[i] = new;
}

static void
find_conflicts(struct cert_work *w, ptrdiff_t first, const struct record *r,
               ptrdiff_t n)
{
	struct cert_analysis *a = w->out;

	for (ptrdiff_t i = 1; i < n; i++)
		for (ptrdiff_t k = 0; k < i; k++)
			for (ptrdiff_t l = first; l < a->n &&
			     meant(w, &r[i]) == meant(w, &r[k]) &&
			     contradict(&r[i], &r[k]); l++)
				if (a->v[l].credential == meant(w, &r[i]))
					a->v[l].flags |= CERT_CONFLICT;
}

/* Units count while the credential is held, or after it has ended. */
static void
judge_units(struct cert_work *w, struct cert_line *l)
{
	_Static_assert((int)CE_N == (int)UNITS_N, "the same categories");
	const struct cert_verdict *v = &l->verdict;
	const struct record *r = l->record;
	const struct cert_facts f = facts_of(w, r);
	bool asked = v->status != CERT_PENDING && v->status != CERT_LIFETIME;

	l->units = cert_units(asked ? l->rule : NULL,
	                      cert_cycle_start(l->rule, &f, v->expires,
	                                       w->out->as_of),
	                      v->expires, r->ce_e4, w->out->as_of);
}

void
cert_lines(struct cert_work *w)
{
	const struct roster *r = w->roster;
	struct cert_analysis *a = w->out;
	ptrdiff_t *first = NEW(w->mem, r->n + 1, ptrdiff_t);

	for (ptrdiff_t i = 0; i < r->n; i++) {
		const struct record *x = r->record + r->first_record[i];
		ptrdiff_t n = r->first_record[i + 1] - r->first_record[i];

		first[i] = a->n;
		for (ptrdiff_t k = 0; k < n; k++)
			add_record(w, first[i], &x[k]);
		find_conflicts(w, first[i], x, n);
	}
	first[r->n] = a->n;
	a->first = first;
	for (ptrdiff_t i = 0; i < a->n; i++) {
		judge_units(w, &a->v[i]);
		a->derived += a->v[i].verdict.derived;
		a->no_rule += a->v[i].rule == NULL;
	}
}

struct cert_analysis *
cert_analyse(struct arena *mem, const struct roster *r,
             const struct cert_model *m, date as_of)
{
	struct cert_analysis *a = NEW(mem, 1, struct cert_analysis);
	struct cert_work w = { .mem = mem, .tmp = arena_like(mem),
		               .roster = r, .model = m, .out = a };

	a->model = m;
	a->as_of = as_of;
	find_rules(&w);
	cert_lines(&w);
	cert_people(&w);
	cert_number_groups(&w);
	cert_tables(&w);
	cert_times(&w);
	cert_population(&w);
	arena_free(&w.tmp);
	return a;
}
