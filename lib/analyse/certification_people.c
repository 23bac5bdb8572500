/* SPDX-License-Identifier: MIT */
/*
 * People by what they hold: how they stand, what their job needs, which exams
 * they may sit.
 */
#include "analyse/certification_int.h"

static enum standing
standing_by(enum cert_status s)
{
	return cert_is_current(s) ? STANDING_CERTIFIED
	     : s == CERT_UNKNOWN ? STANDING_UNKNOWN
	     : s == CERT_PENDING ? STANDING_PENDING : STANDING_EXPIRED;
}

/* The last day of a line that is current; for life: the largest date. */
static date
until_of(const struct cert_line *l)
{
	return !cert_is_current(l->verdict.status) ? DATE_NONE
	     : l->verdict.status == CERT_LIFETIME ? INT32_MAX
	     : l->verdict.expires;
}

static enum duty_role
role_of(const struct background *b)
{
	return b->clinical && b->administrative ? ROLE_BOTH
	     : b->clinical ? ROLE_CLINICAL
	     : b->administrative ? ROLE_ADMINISTRATIVE : ROLE_NONE;
}

static enum need_state
need_by(enum cert_status s)
{
	static const uint8_t state[CERT_N] = {
		[CERT_ACTIVE] = NEED_CURRENT, [CERT_LIFETIME] = NEED_CURRENT,
		[CERT_EXPIRING_30] = NEED_EXPIRING,
		[CERT_EXPIRING_60] = NEED_EXPIRING,
		[CERT_EXPIRING_90] = NEED_EXPIRING,
		[CERT_GRACE] = NEED_EXPIRED, [CERT_REINSTATABLE] = NEED_EXPIRED,
		[CERT_RETEST] = NEED_EXPIRED, [CERT_LAPSED] = NEED_EXPIRED,
		[CERT_PENDING] = NEED_PENDING, [CERT_UNKNOWN] = NEED_UNKNOWN,
	};

	return (enum need_state)state[s];
}

static bool
applies(const struct cert_work *w, const struct requirement *q,
        const struct person *p)
{
	return str_eq_nocase(q->occupation.s, roster_name(w->roster,
	                     V_OCCUPATION, p->occupation)) &&
	       (q->state.s.len == 0 || str_eq_nocase(q->state.s,
	        roster_name(w->roster, V_STATE, p->state)));
}

/* The best that a person has of what a requirement asks for. */
static struct need_line
need_of(const struct cert_work *w, ptrdiff_t i, int32_t which)
{
	const struct cert_analysis *a = w->out;
	const struct requirement *q = w->model->requirements.v;
	struct need_line need = { (uint32_t)i, which, NEED_MISSING, NULL };

	for (ptrdiff_t k = a->first[i]; k < a->first[i + 1]; k++) {
		const struct cert_line *l = &a->v[k];
		enum need_state s = need_by(l->verdict.status);
		struct str name = roster_name(w->roster, V_CREDENTIAL,
		                              l->credential);

		if (l->flags & CERT_OTHER_ISSUER || s >= need.state ||
		    !cert_listed(&q[which].any_of, name))
			continue;
		need.state = (uint8_t)s;
		need.line = l;
	}
	return need;
}

/* A person's needs; how the one furthest from met stands. */
static uint8_t
add_needs(struct cert_work *w, ptrdiff_t i)
{
	const struct requirement *q = w->model->requirements.v;
	uint8_t worst = NEED_N;

	for (int32_t k = 0; k < w->model->requirements.n; k++) {
		if (!applies(w, &q[k], &w->roster->v[i]))
			continue;
		struct need_line need = need_of(w, i, k);

		*VEC_PUSH(w->mem, &w->out->needs) = need;
		if (worst == NEED_N || need.state > worst)
			worst = need.state;
	}
	return worst;
}

struct exam_facts
cert_exam_facts(const struct roster *r, ptrdiff_t i, date as_of)
{
	const struct background *b = &r->background[i];
	const struct person *p = &r->v[i];

	return (struct exam_facts){
		.accreditor = roster_name(r, V_ACCREDITOR, b->accreditor),
		.graduated = b->graduated,
		.years_e4 = p->experience < 0 ? -1
			: muldiv(p->experience, 10000, 12000),
		.at_least = p->experience_source == EXPERIENCE_TENURE ||
		            p->flags & PERSON_PLUS,
		.as_of = as_of,
	};
}

/* Exams are for candidates who are not certified. */
static void
add_candidate(struct cert_work *w, ptrdiff_t i)
{
	const struct exam *e = w->model->exams.v;
	struct cert_analysis *a = w->out;
	struct exam_facts f = cert_exam_facts(w->roster, i, a->as_of);
	struct arena_mark mark = arena_mark(&w->tmp);
	struct str why;

	if (a->standing[i] == STANDING_CERTIFIED ||
	    !cert_listed(&w->model->candidates, roster_name(w->roster,
	     V_OCCUPATION, w->roster->v[i].occupation)))
		return;
	*VEC_PUSH(w->mem, &a->candidates) = (uint32_t)i;
	for (ptrdiff_t k = 0; k < w->model->exams.n; k++)
		a->exams.v[k].v[exam_judge(&w->tmp, &e[k], &f, &why)]++;
	arena_rewind(&w->tmp, mark);
}

/* Whether a person's title claims what is not current. */
static bool
claims_none(const struct cert_work *w, ptrdiff_t i)
{
	const struct cert_analysis *a = w->out;
	uint32_t claim = w->roster->background[i].title_claim;

	if (claim == 0 || w->recognised[claim])
		return claim && a->standing[i] != STANDING_CERTIFIED;
	for (ptrdiff_t k = a->first[i]; k < a->first[i + 1]; k++)
		if (a->v[k].credential == claim &&
		    !(a->v[k].flags & CERT_OTHER_ISSUER) &&
		    cert_is_current(a->v[k].verdict.status))
			return false;
	return true;
}

void
cert_people(struct cert_work *w)
{
	const struct roster *r = w->roster;
	const struct exam *e = w->model->exams.v;
	struct cert_analysis *a = w->out;
	uint8_t *standing = NEW(w->mem, r->n, uint8_t);
	uint8_t *role = NEW(w->mem, r->n, uint8_t);
	date *until = NEW(w->mem, r->n, date);
	bool *claims = NEW(w->mem, r->n, bool);
	uint8_t *worst = NEW(w->mem, r->n, uint8_t);

	a->standing = standing;
	a->role = role;
	a->until = until;
	a->claims_none = claims;
	a->worst = worst;
	for (ptrdiff_t k = 0; k < w->model->exams.n; k++)
		*VEC_PUSH(w->mem, &a->exams) =
			(struct exam_count){ .exam = &e[k] };
	for (ptrdiff_t i = 0; i < r->n; i++) {
		standing[i] = STANDING_NONE;
		until[i] = DATE_NONE;
		role[i] = (uint8_t)role_of(&r->background[i]);
		for (ptrdiff_t k = a->first[i]; k < a->first[i + 1]; k++) {
			const struct cert_line *l = &a->v[k];
			uint8_t s = (uint8_t)standing_by(l->verdict.status);

			if (!(l->flags & CERT_RECOGNISED))
				continue;
			standing[i] = s < standing[i] ? s : standing[i];
			until[i] = until_of(l) > until[i] ? until_of(l)
			                                  : until[i];
		}
		claims[i] = claims_none(w, i);
		if (claims[i])
			*VEC_PUSH(w->mem, &a->claims) = (uint32_t)i;
		worst[i] = add_needs(w, i);
		add_candidate(w, i);
	}
}
