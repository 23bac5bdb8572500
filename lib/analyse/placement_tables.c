/* SPDX-License-Identifier: MIT */
/*
 * Groups of graduates, and years taken together.
 */
#include "analyse/placement_int.h"
#include "analyse/places.h"

#include <stdlib.h>

const char *const placement_table_key[PLACEMENT_TABLES] = {
	[PLACED_BY_SCHOOL] = "school", [PLACED_BY_PROGRAM] = "program",
	[PLACED_BY_DEGREE] = "degree", [PLACED_BY_CAMPUS] = "campus",
	[PLACED_BY_COHORT] = "cohort", [PLACED_BY_CREDENTIAL] = "credential",
	[PLACED_BY_ACCREDITOR] = "accreditor",
};

/* Groups by name, in order of first sight. */
struct by_name {
	struct intern names;          /* id 0: the blank one               */
	struct placement_groups groups; /* by id                           */
	struct str other;             /* the name of the group of all others,
	                                 of very many; or ""               */
};

static void
begin(struct placement_work *w, struct by_name *b)
{
	*b = (struct by_name){ 0 };
	intern_init(&b->names, &w->tmp);
	*VEC_PUSH(&w->tmp, &b->groups) = (struct placement_group){
		.name = STR("(blank)") };
}

static struct placement_group *
group(struct placement_work *w, struct by_name *b, struct str name)
{
	uint32_t id = intern_put(&b->names, name);

	while (b->groups.n <= (ptrdiff_t)id)
		*VEC_PUSH(&w->tmp, &b->groups) = (struct placement_group){
			.name = str_dup(w->mem, name) };
	return &b->groups.v[id];
}

static int
by_size(const void *a, const void *b)
{
	const struct placement_group *x = a, *y = b;

	if (x->sum.graduates != y->sum.graduates)
		return x->sum.graduates < y->sum.graduates ? 1 : -1;
	return str_cmp(x->name, y->name);
}

static int
in_order(const void *a, const void *b)
{
	const struct placement_group *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

/* The groups that have somebody, in order; the others of very many and what
 * has no name are last. */
static void
settle(struct placement_work *w, const struct by_name *b,
       enum placement_table t)
{
	struct placement_groups *out = &w->out->table[t];
	const struct placement_group *g = b->groups.v, *last[2] = { NULL, g };

	for (ptrdiff_t i = 1; i < b->groups.n; i++)
		if (b->other.len && str_eq(g[i].name, b->other))
			last[0] = &g[i];
		else if (g[i].sum.graduates)
			*VEC_PUSH(w->mem, out) = g[i];
	if (out->n > 1)
		qsort(out->v, (size_t)out->n, sizeof *out->v,
		      t == PLACED_BY_COHORT ? in_order : by_size);
	for (int k = 0; k < 2; k++)
		if (last[k] && last[k]->sum.graduates) {
			*VEC_PUSH(w->mem, out) = *last[k];
			out->n_last++;
		}
}

static uint32_t
id_of(const struct graduate *g, size_t member)
{
	return *(const uint32_t *)(const void *)((const char *)g + member);
}

/* Graduates by a name that they bear. */
static void
by_vocabulary(struct placement_work *w, enum placement_table t,
              enum vocabulary v, size_t member)
{
	const struct school *s = w->school;
	uint32_t n = (uint32_t)roster_names(s->roster, v);
	uint32_t *count = NEW(&w->tmp, n + 1, uint32_t);
	struct by_name b;

	for (ptrdiff_t i = 0; i < s->n; i++)
		count[id_of(&s->v[i], member)] += w->p[i].selected;
	struct places places = places_of(&w->tmp, n, count, s->roster, v);

	begin(w, &b);
	if (places.other != PLACE_NONE)
		b.other = places_other(w->mem, &places);
	for (ptrdiff_t i = 0; i < s->n; i++) {
		uint32_t id = id_of(&s->v[i], member);

		if (w->p[i].selected)
			join_group(w, group(w, &b, place_of(&places, id) ==
				places.other ? b.other
				: roster_name(s->roster, v, id)), i);
	}
	settle(w, &b, t);
}

/* By cohort: it is open, too, while its last graduates may still come. */
static void
by_cohort(struct placement_work *w)
{
	struct by_name b;

	begin(w, &b);
	for (ptrdiff_t i = 0; i < w->school->n; i++) {
		const struct placement *p = &w->p[i];
		struct placement_group *g;

		if (!p->selected)
			continue;
		g = group(w, &b, cohort_name(w->mem, &p->cohort));
		join_group(w, g, i);
		g->open |= p->cohort.first != DATE_NONE &&
			w->out->options.as_of <
			cohort_closes(p->pack, &p->cohort);
	}
	settle(w, &b, PLACED_BY_COHORT);
}

/* By the credentials whose exam was sat; who sat several is in several. */
static void
by_credential(struct placement_work *w)
{
	const struct school *s = w->school;
	const struct attempt *x = s->attempts.v;
	ptrdiff_t n = s->attempts.n, k = 0;
	struct by_name b;

	begin(w, &b);
	for (ptrdiff_t i = 0; i < s->n; i++) {
		ptrdiff_t first = k, seen = 0;

		for (; k < n && x[k].graduate == (uint32_t)i; k++) {
			bool again = false;

			for (ptrdiff_t j = first; j < k; j++)
				again |= x[j].credential == x[k].credential;
			if (again || !w->p[i].selected || !x[k].credential)
				continue;
			seen++;
			join_group(w, group(w, &b, roster_name(s->roster,
				V_EXAM, x[k].credential)), i);
		}
		if (!seen && w->p[i].selected)
			join_group(w, &b.groups.v[0], i);
	}
	settle(w, &b, PLACED_BY_CREDENTIAL);
}

static int32_t
year_of(const struct placement *p)
{
	return p->cohort.first == DATE_NONE ? 0
	                                    : date_ymd(p->cohort.first).year;
}

/* The newest cohort that has closed, by the year in which it begins. */
static int32_t
last_closed(const struct placement_work *w)
{
	int32_t last = 0, newest = 0;

	for (ptrdiff_t i = 0; i < w->school->n; i++) {
		const struct placement *p = &w->p[i];
		int32_t year = year_of(p);

		if (!p->selected || year == 0)
			continue;
		newest = year > newest ? year : newest;
		if (year > last && cohort_closes(p->pack, &p->cohort) <=
		                   w->out->options.as_of)
			last = year;
	}
	return last ? last : newest;
}

/* What a year is called: as the cohorts of the one rule that all go by, else
 * by the year in which it begins. */
static struct str
year_name(const struct placement_work *w, int32_t year)
{
	const struct placement_group *all = &w->out->all;
	struct cohort c;

	if (!all->pack || all->mixed)
		return str_fmt(w->mem, "%d", year);
	c = cohort_of(all->pack, date_of(year, all->pack->year_month,
	                                 all->pack->year_day));
	return cohort_name(w->mem, &c);
}

/* A few years up to the last closed one, by program and for all of them. */
static void
pool_years(struct placement_work *w, int32_t last, int32_t years)
{
	const struct school *s = w->school;
	struct str to = year_name(w, last);
	struct placement_group all = { .name = str_fmt(w->mem,
		"%d years to %.*s, all", years, FMT(to)) };
	struct by_name b;

	begin(w, &b);
	for (ptrdiff_t i = 0; i < s->n; i++) {
		const struct placement *p = &w->p[i];
		int32_t year = year_of(p);

		if (!p->selected || year == 0 || year > last ||
		    year <= last - years)
			continue;
		join_group(w, group(w, &b, roster_name(s->roster, V_PROGRAM,
		                                       s->v[i].program)), i);
		join_group(w, &all, i);
	}
	*VEC_PUSH(w->mem, &w->out->pooled) = all;
	if (b.groups.n > 2)
		qsort(b.groups.v + 1, (size_t)(b.groups.n - 1),
		      sizeof *b.groups.v, by_size);
	for (ptrdiff_t i = 1; i < b.groups.n && b.groups.n > 2; i++) {
		struct placement_group *g = &b.groups.v[i];

		g->name = str_fmt(w->mem, "%d years, %.*s", years,
		                  FMT(g->name));
		if (g->sum.graduates)
			*VEC_PUSH(w->mem, &w->out->pooled) = *g;
	}
}

void
placement_tables(struct placement_work *w)
{
	static const struct {
		enum placement_table table;
		enum vocabulary names;
		size_t member;
	} by_name_of[] = {
		{ PLACED_BY_SCHOOL, V_SCHOOL, offsetof(struct graduate,
		                                       school) },
		{ PLACED_BY_PROGRAM, V_PROGRAM, offsetof(struct graduate,
		                                         program) },
		{ PLACED_BY_DEGREE, V_DEGREE, offsetof(struct graduate,
		                                       degree) },
		{ PLACED_BY_CAMPUS, V_CAMPUS, offsetof(struct graduate,
		                                       campus) },
		{ PLACED_BY_ACCREDITOR, V_ACCREDITOR,
		  offsetof(struct graduate, accreditor) },
	};
	int32_t last = last_closed(w);

	for (size_t i = 0; i < sizeof by_name_of / sizeof *by_name_of; i++)
		by_vocabulary(w, by_name_of[i].table, by_name_of[i].names,
		              by_name_of[i].member);
	by_cohort(w);
	by_credential(w);
	if (last == 0)
		return;
	pool_years(w, last, 3);
	pool_years(w, last, 5);
}
