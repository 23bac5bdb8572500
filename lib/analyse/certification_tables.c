/* SPDX-License-Identifier: MIT */
/*
 * Groups of people, of credentials and of needs.
 */
#include "analyse/certification_int.h"

#include <stdlib.h>

const char *const cert_table_key[CERT_TABLES] = {
	[CERT_BY_CREDENTIAL] = "credential", [CERT_BY_ISSUER] = "issuer",
	[CERT_BY_SITE] = "site", [CERT_BY_DEPARTMENT] = "department",
	[CERT_BY_OCCUPATION] = "occupation", [CERT_BY_STATE] = "state",
	[CERT_BY_HIRE_YEAR] = "hire_year",
	[CERT_BY_REQUIREMENT] = "requirement",
};

const struct cert_names cert_names[CERT_NAMES] = {
	{ CERT_BY_SITE, V_SITE, offsetof(struct person, site) },
	{ CERT_BY_DEPARTMENT, V_DEPARTMENT,
	  offsetof(struct person, department) },
	{ CERT_BY_OCCUPATION, V_OCCUPATION,
	  offsetof(struct person, occupation) },
	{ CERT_BY_STATE, V_STATE, offsetof(struct person, state) },
};

static void
add_line(struct cert_group *g, const struct cert_line *l)
{
	enum cert_status s = l->verdict.status;

	g->v[G_STATUS + s]++;
	g->v[G_UNITS + l->units.state]++;
	g->v[G_CONFLICTING] += (l->flags & CERT_CONFLICT) != 0;
	g->v[G_ASSUMED] += (l->flags & CERT_ASSUMED) != 0;
	g->v[G_HELD] += s != CERT_PENDING;
	g->v[G_CURRENT] += cert_is_current(s);
	g->v[G_ENDED] += cert_has_ended(s);
	g->v[G_ACTIVE] += s == CERT_ACTIVE;
	g->v[G_LIFETIME] += s == CERT_LIFETIME;
	g->v[G_30] += s == CERT_EXPIRING_30;
	g->v[G_60] += s >= CERT_EXPIRING_30 && s <= CERT_EXPIRING_60;
	g->v[G_90] += s >= CERT_EXPIRING_30 && s <= CERT_EXPIRING_90;
}

static void
add_person(const struct cert_work *w, struct cert_group *g, ptrdiff_t i)
{
	static const uint8_t figure[STANDING_N] = {
		[STANDING_CERTIFIED] = G_CERTIFIED,
		[STANDING_UNKNOWN] = G_UNKNOWN, [STANDING_EXPIRED] = G_EXPIRED,
		[STANDING_PENDING] = G_PENDING, [STANDING_NONE] = G_NONE,
	};
	const struct cert_analysis *a = w->out;
	const struct background *b = &w->roster->background[i];

	g->v[G_HEADCOUNT]++;
	g->v[figure[a->standing[i]]]++;
	g->v[G_CLAIMS] += a->claims_none[i];
	g->v[G_ROLE + a->role[i]]++;
	g->v[G_DUTIES_CLINICAL] += b->clinical;
	g->v[G_DUTIES_ADMINISTRATIVE] += b->administrative;
	if (a->until[i] == DATE_NONE || a->until[i] == INT32_MAX)
		return;
	g->v[G_CERT_30] += a->until[i] - a->as_of <= 30;
	g->v[G_CERT_60] += a->until[i] - a->as_of <= 60;
	g->v[G_CERT_90] += a->until[i] - a->as_of <= 90;
}

static void
add_need(struct cert_group *g, const struct need_line *need)
{
	g->v[G_REQUIRED]++;
	g->v[G_NEED + need->state]++;
}

/* People, or else credentials; a table has one of them. */
static int64_t
size_of(const struct cert_group *g)
{
	return g->v[G_HEADCOUNT] ? g->v[G_HEADCOUNT] : g->v[G_HELD];
}

static int
by_size(const void *a, const void *b)
{
	const struct cert_group *x = a, *y = b;

	if (size_of(x) != size_of(y))
		return size_of(x) < size_of(y) ? 1 : -1;
	return str_cmp(x->name, y->name);
}

static int
by_name(const void *a, const void *b)
{
	const struct cert_group *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

/* Of very many credentials or boards, the smallest are one group, too. */
static void
join_smallest(struct cert_work *w, struct cert_groups *g)
{
	ptrdiff_t named = g->n - g->n_last;
	const struct places left = { .left = named - GROUPS_MOST };
	struct cert_group *rest = g->v + GROUPS_MOST;

	if (named <= GROUPS_MOST)
		return;
	rest->name = places_other(w->mem, &left);
	for (ptrdiff_t i = GROUPS_MOST + 1; i < named; i++)
		for (int k = 0; k < G_N; k++)
			rest->v[k] += g->v[i].v[k];
	for (ptrdiff_t i = 0; i < g->n_last; i++)
		rest[1 + i] = g->v[named + i];
	g->n_last++;
	g->n = GROUPS_MOST + g->n_last;
}

/* Keep the groups that have somebody, in order; last are those of the names
 * that have none of their own (other, after them in g), and of no name. */
static void
settle(struct cert_work *w, enum cert_table t, const struct cert_group *g,
       ptrdiff_t n, int64_t other)
{
	struct cert_groups *out = &w->out->table[t];

	for (ptrdiff_t k = 1; k <= n; k++) {
		ptrdiff_t i = k % n;
		const struct cert_group *x = &g[i];

		if (x->v[G_HEADCOUNT] + x->v[G_HELD] + x->v[G_REQUIRED] +
		    x->v[G_STATUS + CERT_PENDING] == 0)
			continue;
		*VEC_PUSH(w->mem, out) = *x;
		out->v[out->n - 1].number = w->base[t] + (uint32_t)i;
		if (i == 0) {
			out->v[out->n - 1].name = STR("(blank)");
			out->n_last++;
		} else if (i == other) {
			out->n_last++;
		}
	}
	if (out->n - out->n_last > 1 && t != CERT_BY_REQUIREMENT)
		qsort(out->v, (size_t)(out->n - out->n_last), sizeof *out->v,
		      t == CERT_BY_HIRE_YEAR ? by_name : by_size);
	join_smallest(w, out);
}

/* People by a name that they bear; the others of very many stand before
 * those without one. */
static void
by_vocabulary(struct cert_work *w, const struct cert_names *names)
{
	const struct places *p = &w->places[names->table];
	const struct person *who = w->roster->v;
	const struct need_line *need = w->out->needs.v;
	struct cert_group *g = NEW(&w->tmp, p->n + 1, struct cert_group);

	for (uint32_t i = 0; i < p->n; i++)
		g[i].name = i == p->other ? places_other(w->mem, p)
			: roster_name(w->roster, names->names, place_key(p, i));
	for (ptrdiff_t i = 0; i < w->roster->n; i++)
		add_person(w, &g[cert_place(p, names, &who[i])], i);
	for (ptrdiff_t i = 0; i < w->out->needs.n; i++)
		add_need(&g[cert_place(p, names, &who[need[i].person])],
		         &need[i]);
	settle(w, names->table, g, p->n > 0 ? p->n : 1, p->other);
}

static void
by_hire_year(struct cert_work *w)
{
	struct cert_group *g = NEW(&w->tmp, YEARS, struct cert_group);
	const struct need_line *need = w->out->needs.v;

	for (ptrdiff_t i = 0; i < w->roster->n; i++) {
		int32_t y = cert_hire_year(w->roster, i);

		if (y && !g[y].name.len)
			g[y].name = str_fmt(w->mem, "%d", y + YEARS_FROM);
		add_person(w, &g[y], i);
	}
	for (ptrdiff_t i = 0; i < w->out->needs.n; i++)
		add_need(&g[cert_hire_year(w->roster, need[i].person)], &need[i]);
	settle(w, CERT_BY_HIRE_YEAR, g, YEARS, PLACE_NONE);
}

/* Lines by credential; what another board has issued stands apart. */
static void
by_credential(struct cert_work *w)
{
	ptrdiff_t n = roster_names(w->roster, V_CREDENTIAL);
	struct cert_group *g = NEW(&w->tmp, 2 * n + 1, struct cert_group);
	const struct cert_analysis *a = w->out;

	for (ptrdiff_t i = 0; i < n; i++) {
		g[i].name = roster_name(w->roster, V_CREDENTIAL, (uint32_t)i);
		g[i + n].name = STR("");
	}
	for (ptrdiff_t i = 0; i < a->n; i++) {
		bool other = a->v[i].flags & CERT_OTHER_ISSUER;
		struct cert_group *x = &g[a->v[i].credential + (other ? n : 0)];

		if (x->name.len == 0)
			x->name = str_fmt(w->mem, "%.*s, other issuer",
				FMT(g[a->v[i].credential].name));
		add_line(x, &a->v[i]);
	}
	settle(w, CERT_BY_CREDENTIAL, g, 2 * n > 0 ? 2 * n : 1, PLACE_NONE);
}

/* The board: as the row says it, else the only one of the model's rule. */
static struct str
issuer_of(const struct cert_work *w, const struct cert_line *l)
{
	if (l->record->issuer)
		return roster_name(w->roster, V_ISSUER, l->record->issuer);
	return l->rule && l->rule->issuers.n == 1 ? l->rule->issuers.v[0].s
	                                          : STR("");
}

static void
by_issuer(struct cert_work *w)
{
	const struct cert_analysis *a = w->out;
	struct intern names;
	struct { VEC(struct cert_group); } g = { 0 };

	intern_init(&names, &w->tmp);
	*VEC_PUSH(&w->tmp, &g) = (struct cert_group){ .name = STR("") };
	for (ptrdiff_t i = 0; i < a->n; i++) {
		uint32_t id = intern_put(&names, issuer_of(w, &a->v[i]));

		if (g.n == (ptrdiff_t)id)
			*VEC_PUSH(&w->tmp, &g) = (struct cert_group){
				.name = str_dup(w->mem,
				                intern_str(&names, id)) };
		add_line(&g.v[id], &a->v[i]);
	}
	settle(w, CERT_BY_ISSUER, g.v, g.n, PLACE_NONE);
}

/* "Clinical Medical Assistant (WA)". */
static struct str
requirement_name(struct arena *mem, const struct requirement *q)
{
	return q->state.s.len == 0 ? q->occupation.s
		: str_fmt(mem, "%.*s (%.*s)", FMT(q->occupation.s),
		          FMT(q->state.s));
}

static void
by_requirement(struct cert_work *w)
{
	const struct requirement *q = w->model->requirements.v;
	const struct need_line *need = w->out->needs.v;
	ptrdiff_t n = w->model->requirements.n;
	struct cert_group *g = NEW(&w->tmp, n + 1, struct cert_group);

	for (ptrdiff_t i = 0; i < n; i++)
		g[i + 1].name = requirement_name(w->mem, &q[i]);
	for (ptrdiff_t i = 0; i < w->out->needs.n; i++)
		add_need(&g[need[i].requirement + 1], &need[i]);
	settle(w, CERT_BY_REQUIREMENT, g, n + 1, PLACE_NONE);
}

static void
sum_all(struct cert_work *w)
{
	struct cert_analysis *a = w->out;

	for (ptrdiff_t i = 0; i < w->roster->n; i++)
		add_person(w, &a->all, i);
	for (ptrdiff_t i = 0; i < a->n; i++)
		add_line(&a->all, &a->v[i]);
	for (ptrdiff_t i = 0; i < a->needs.n; i++)
		add_need(&a->all, &a->needs.v[i]);
}

void
cert_tables(struct cert_work *w)
{
	sum_all(w);
	for (int i = 0; i < CERT_NAMES; i++)
		by_vocabulary(w, &cert_names[i]);
	by_hire_year(w);
	by_credential(w);
	by_issuer(w);
	by_requirement(w);
}
