/* SPDX-License-Identifier: MIT */
/*
 * Who may sit an exam.
 */
#include "model/certification.h"

/* A route being tried: how it stands, and what it lacks. */
struct attempt {
	const struct exam_facts *facts;
	enum eligible so_far;
	struct sbuf lacks;
};

/* A condition that does not hold, or about which nothing is known. */
__attribute__((format(printf, 3, 4)))
static void
lack(struct attempt *t, enum eligible how, const char *fmt, ...)
{
	va_list ap;

	if (t->lacks.n)
		sbuf_put(&t->lacks, STR(", "));
	va_start(ap, fmt);
	sbuf_vfmt(&t->lacks, fmt, ap);
	va_end(ap);
	if (how > t->so_far)
		t->so_far = how;
}

static struct str
any_of(struct arena *mem, const struct yaml_strs *list)
{
	struct sbuf b = { .mem = mem };

	for (ptrdiff_t i = 0; i < list->n; i++)
		sbuf_fmt(&b, "%s%.*s", i ? " or " : "", FMT(list->v[i].s));
	return sbuf_str(&b);
}

static void
try_program(struct attempt *t, const struct exam_route *r)
{
	struct str by = t->facts->accreditor;

	if (r->accreditors.n == 0 || cert_listed(&r->accreditors, by))
		return;
	struct str want = any_of(t->lacks.mem, &r->accreditors);

	if (by.len == 0)
		lack(t, ELIGIBLE_UNKNOWN, "program accreditor unknown");
	else
		lack(t, ELIGIBLE_NO, "program accredited by %.*s, not %.*s",
		     FMT(by), FMT(want));
}

static void
try_graduation(struct attempt *t, const struct exam_route *r)
{
	date done = t->facts->graduated, now = t->facts->as_of;

	if (!r->graduated && !r->within_days)
		return;
	if (done == DATE_NONE) {
		lack(t, ELIGIBLE_UNKNOWN, "graduation date unknown");
		return;
	}
	if (r->graduated && done > now)
		lack(t, ELIGIBLE_NO, "not yet graduated");
	else if (r->graduated && r->within_months &&
	         date_add_months(done, (int32_t)r->within_months) < now)
		lack(t, ELIGIBLE_NO, "graduated more than %lld months ago",
		     (long long)r->within_months);
	if (r->within_days && (done <= now || done - now > r->within_days))
		lack(t, ELIGIBLE_NO, "no graduation within %lld days",
		     (long long)r->within_days);
}

static void
try_experience(struct attempt *t, const struct exam_route *r)
{
	int64_t have = t->facts->years_e4, need = r->years_e4;
	struct str years = decimal_str(t->lacks.mem, need, 4,
	                               need % 10000 ? 1 : 0, false);

	if (need == 0 || have >= need)
		return;
	if (have < 0)
		lack(t, ELIGIBLE_UNKNOWN, "years of experience unknown");
	else
		lack(t, t->facts->at_least ? ELIGIBLE_UNKNOWN : ELIGIBLE_NO,
		     "%s%.*s year%s of experience", t->facts->at_least
		     ? "not certainly " : "less than ", FMT(years),
		     need == 10000 ? "" : "s");
}

/* Routes that fail for the same reasons. */
struct failing {
	struct sbuf routes;
	struct str lacks;
};

/* Add a route that fails to those listed. */
static ptrdiff_t
list_failing(struct arena *mem, struct failing *v, ptrdiff_t n,
             struct str route, struct str lacks)
{
	ptrdiff_t i = 0;

	while (i < n && !str_eq(v[i].lacks, lacks))
		i++;
	if (i == n)
		v[n++] = (struct failing){ { .mem = mem }, lacks };
	sbuf_fmt(&v[i].routes, "%s%.*s", v[i].routes.n ? ", " : "",
	         FMT(route));
	return n;
}

enum eligible
exam_judge(struct arena *mem, const struct exam *e, const struct exam_facts *f,
           struct str *why)
{
	const struct exam_route *r = e->routes.v;
	struct failing *fail = NEW(mem, e->routes.n, struct failing);
	struct sbuf all = { .mem = mem };
	enum eligible best = ELIGIBLE_NO;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < e->routes.n; i++) {
		struct attempt t = { f, ELIGIBLE_YES, { .mem = mem } };

		try_program(&t, &r[i]);
		try_graduation(&t, &r[i]);
		try_experience(&t, &r[i]);
		if (r[i].besides.s.len)
			lack(&t, ELIGIBLE_UNKNOWN, "not in the files: %.*s",
			     FMT(r[i].besides.s));
		if (t.so_far == ELIGIBLE_YES) {
			*why = r[i].given.s.len == 0 ? r[i].route.s
				: str_fmt(mem, "%.*s, given %.*s",
				          FMT(r[i].route.s),
				          FMT(r[i].given.s));
			return ELIGIBLE_YES;
		}
		if (t.so_far < best)
			best = t.so_far;
		n = list_failing(mem, fail, n, r[i].route.s,
		                 sbuf_str(&t.lacks));
	}
	for (ptrdiff_t i = 0; i < n; i++)
		sbuf_fmt(&all, "%s%.*s: %.*s", i ? "; " : "",
		         FMT(sbuf_str(&fail[i].routes)), FMT(fail[i].lacks));
	*why = sbuf_str(&all);
	return best;
}
