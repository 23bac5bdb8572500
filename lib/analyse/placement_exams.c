/* SPDX-License-Identifier: MIT */
/*
 * Exams: who sat, who passed, and who may not have sat.
 */
#include "analyse/placement_int.h"

#define ANY_EXAM UINT32_MAX

/* What became of one graduate's attempts at one exam, or at any. */
struct exam_result_of {
	bool named, sat, passed, first_known, passed_first;
	int64_t attempts;
};

/*
 * Sum up the attempts of a graduate, which stand as they were sat.  What was
 * first is known where there is one attempt, or all of them have a date.
 */
static struct exam_result_of
result_of(const struct attempt *x, ptrdiff_t n, uint32_t credential,
          date as_of)
{
	struct exam_result_of r = { 0 };
	bool dated = true, first = false;

	for (ptrdiff_t i = 0; i < n; i++) {
		bool pass = x[i].result == RESULT_PASS;

		if (credential != ANY_EXAM && x[i].credential != credential)
			continue;
		r.named = true;
		if ((!pass && x[i].result != RESULT_FAIL) ||
		    (x[i].taken != DATE_NONE && x[i].taken > as_of))
			continue;
		if (r.attempts++ == 0)
			first = pass;
		dated &= x[i].taken != DATE_NONE;
		r.sat = true;
		r.passed |= pass;
	}
	r.first_known = r.attempts == 1 || (r.attempts > 1 && dated);
	r.passed_first = r.first_known && first;
	return r;
}

static void
add_result(struct exam_sum *s, const struct exam_result_of *r)
{
	s->sat += r->sat;
	s->passed += r->passed;
	s->first_known += r->first_known;
	s->passed_first += r->passed_first;
	s->attempts += r->attempts;
}

static const struct exam *
exam_of(const struct cert_model *m, struct str credential)
{
	const struct exam *e = m->exams.v;

	for (ptrdiff_t i = 0; i < m->exams.n; i++)
		if (str_eq_nocase(e[i].credential.s, credential))
			return &e[i];
	return NULL;
}

/* Whether some route to an exam asks for an accreditor, and none for this one;
 * in *opens those that do. */
static bool
closed_to(struct arena *mem, const struct exam *e, struct str accreditor,
          struct str *opens)
{
	const struct exam_route *r = e->routes.v;
	struct sbuf names = { .mem = mem };

	for (ptrdiff_t i = 0; i < e->routes.n; i++) {
		const struct yaml_strs *list = &r[i].accreditors;

		if (cert_listed(list, accreditor))
			return false;
		for (ptrdiff_t k = 0; k < list->n && names.n < 80; k++)
			if (str_find(sbuf_str(&names), list->v[k].s) < 0)
				sbuf_fmt(&names, "%s%.*s", names.n ? ", " : "",
				         FMT(list->v[k].s));
	}
	*opens = sbuf_str(&names);
	return names.n > 0;
}

/* Whether a graduate's program does not open an exam, and no other way is
 * known to be open. */
static bool
is_closed(struct placement_work *w, ptrdiff_t i, struct str credential,
          struct str *why)
{
	const struct graduate *g = &w->school->v[i];
	const struct exam *e = exam_of(w->cert, credential);
	struct str opens, route;
	struct exam_facts f = {
		.accreditor = roster_name(w->school->roster, V_ACCREDITOR,
		                          g->accreditor),
		.graduated = g->graduated, .years_e4 = -1,
		.as_of = w->out->options.as_of,
	};

	if (!e || !f.accreditor.len ||
	    !closed_to(w->mem, e, f.accreditor, &opens) ||
	    exam_judge(w->mem, e, &f, &route) == ELIGIBLE_YES)
		return false;
	*why = str_fmt(w->mem, "%.*s is for programs of %.*s, this one is "
	               "accredited by %.*s", FMT(credential), FMT(opens),
	               FMT(f.accreditor));
	return true;
}

/* The sum of an exam, found or begun. */
static struct exam_sum *
sum_of(struct placement_work *w, uint32_t *where, uint32_t credential)
{
	struct placement_analysis *a = w->out;

	if (where[credential] == 0) {
		struct str name = roster_name(w->school->roster, V_EXAM,
		                              credential);
		*VEC_PUSH(w->mem, &a->exams) = (struct exam_sum){
			.name = name.len ? name : STR("(not named)") };
		where[credential] = (uint32_t)a->exams.n - 1;
	}
	return &a->exams.v[where[credential]];
}

static void
flag_closed(struct placement_work *w, ptrdiff_t i, uint32_t credential,
            struct exam_sum *s)
{
	struct str why, name = roster_name(w->school->roster, V_EXAM,
	                                   credential);

	if (!is_closed(w, i, name, &why))
		return;
	s->closed++;
	*VEC_PUSH(w->mem, &w->out->closed_exams) = (struct flagged){
		(uint32_t)i, why };
}

/* One graduate's attempts [n] in the sums. */
static void
add_graduate(struct placement_work *w, ptrdiff_t i, const struct attempt *x,
             ptrdiff_t n, uint32_t *where)
{
	date as_of = w->out->options.as_of;
	struct exam_result_of any = result_of(x, n, ANY_EXAM, as_of);
	struct placement *p = &w->p[i];

	p->sat = any.sat;
	p->passed = any.passed;
	p->passed_first = any.passed_first;
	if (!p->selected || p->verdict.box == BOX_OUTSIDE)
		return;
	w->out->exams.v[0].graduates++;
	add_result(&w->out->exams.v[0], &any);
	for (ptrdiff_t k = 0; k < n; k++) {
		bool again = false;

		for (ptrdiff_t j = 0; j < k; j++)
			again |= x[j].credential == x[k].credential;
		if (again)
			continue;
		struct exam_sum *s = sum_of(w, where, x[k].credential);
		struct exam_result_of one = result_of(x + k, n - k,
			x[k].credential, as_of);
		add_result(s, &one);
		flag_closed(w, i, x[k].credential, s);
	}
}

void
placement_exams(struct placement_work *w)
{
	const struct school *s = w->school;
	struct placement_analysis *a = w->out;
	uint32_t *where = NEW(&w->tmp, roster_names(s->roster, V_EXAM) + 1,
	                      uint32_t);
	ptrdiff_t k = 0, first;

	*VEC_PUSH(w->mem, &a->exams) = (struct exam_sum){
		.name = STR("Any exam") };
	for (ptrdiff_t i = 0; i < s->n; i++) {
		first = k;
		while (k < s->attempts.n &&
		       s->attempts.v[k].graduate == (uint32_t)i)
			k++;
		add_graduate(w, i, s->attempts.v + first, k - first, where);
	}
	for (ptrdiff_t i = 1; i < a->exams.n; i++) {
		a->exams.v[i].graduates = a->exams.v[0].graduates;
		a->exams.v[0].closed += a->exams.v[i].closed;
	}
}
