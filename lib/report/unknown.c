/* SPDX-License-Identifier: MIT */
/*
 * Values that no rule knows, by field and frequency, with the nearest name.
 */
#include "report/build.h"
#include "report/suggest.h"

#include "base/top.h"
#include "base/utf8.h"

#include <stdlib.h>

/* So many values are listed: each costs a comparison with every name there
 * is.  The name that was meant is looked for only so often. */
enum { VALUES_MOST = 5000, NEAREST_MOST = 500 };

struct unknown {
	const struct rule_set *set;
	struct str value, near;       /* near: the name that was meant     */
	int64_t people;
	bool open;                    /* of a vocabulary of the employer's */
};

struct unknowns {
	struct top own, rules;        /* of vocabularies of the employer's, of
	                                 which none is listed but where a name
	                                 was meant; of the others          */
	int64_t n, people;            /* of the others, all there are; and
	                                 what they count together          */
};

/*
 * Vocabularies in which an employer has names of its own, that no rule need
 * know: they are listed only where a known name may have been meant.
 */
static const bool is_open[V_N] = {
	[V_TITLE] = true, [V_DEPARTMENT] = true, [V_SITE] = true,
};

/* The names that people carry once, and those they carry several of. */
static uint32_t
name_of(const struct person *p, enum vocabulary v)
{
	switch (v) {
	case V_OCCUPATION:
		return p->occupation;
	case V_LEVEL:
		return p->level;
	case V_TITLE:
		return p->title;
	case V_DEPARTMENT:
		return p->department;
	case V_SITE:
		return p->site;
	case V_STATE:
		return p->state;
	default:
		return 0;
	}
}

/* How many people carry each name of a vocabulary. */
static void
count_names(const struct roster *r, enum vocabulary v, int64_t *count)
{
	for (ptrdiff_t i = 0; i < r->n && v != V_SKILL; i++)
		count[name_of(&r->v[i], v)]++;
	for (ptrdiff_t i = 0; i < r->n_skills && v == V_SKILL; i++)
		count[r->skills[i]]++;
	for (ptrdiff_t i = 0; i < r->n_credentials; i++) {
		if (v == V_CREDENTIAL)
			count[r->credentials[i].credential]++;
		if (v == V_ISSUER)
			count[r->credentials[i].issuer]++;
	}
}

/* The name that may have been meant: at most a third is different. */
static struct str
near_name(struct arena *mem, const struct unknown *u)
{
	struct str near = rules_nearest(u->set, mem, u->value);
	struct str a = utf8_key(mem, near), b = utf8_key(mem, u->value);
	ptrdiff_t most = (a.len > b.len ? a.len : b.len) / 3;

	return utf8_distance(mem, a, b, most) <= most ? near : STR("");
}

static int
by_people(const void *a, const void *b)
{
	const struct unknown *x = a, *y = b;
	int c;

	if (x->people != y->people)
		return x->people < y->people ? 1 : -1;
	c = str_cmp(x->set->field, y->set->field);
	return c ? c : str_cmp(x->value, y->value);
}

/* All values of a vocabulary that people carry and the rules do not know. */
static void
gather(const struct build *b, struct arena *tmp, enum vocabulary v,
       struct unknowns *all)
{
	const struct roster *r = b->roster;
	const struct memo *m = r->names[v];
	ptrdiff_t n = roster_names(r, v);

	if (!m->set || m->set->names.n == 0)
		return;               /* nothing is known: all names are free */
	if (n <= m->set->names.n + 1)
		return;               /* all names are known */
	const int64_t *count = r->carried[v];

	if (!count) {
		int64_t *people = NEW(tmp, n + 1, int64_t);

		count_names(r, v, people);
		count = people;
	}
	for (ptrdiff_t i = 1; i < n; i++) {
		if (!count[i] || memo_known(m, (uint32_t)i))
			continue;
		top_offer(is_open[v] ? &all->own : &all->rules,
		          &(struct unknown){
			.set = m->set, .people = count[i], .open = is_open[v],
			.value = roster_name(r, v, (uint32_t)i) });
		all->n += !is_open[v];
		all->people += is_open[v] ? 0 : count[i];
	}
}

/*
 * What is listed, most frequent first, with the names meant: [n].  What is not
 * among the first of its own kind is not among the first of both, either.
 */
static struct unknown *
sift(struct arena *mem, struct unknowns *all, ptrdiff_t *n)
{
	const struct unknown *own = top_settle(&all->own);
	const struct unknown *rules = top_settle(&all->rules);
	ptrdiff_t both = all->own.n + all->rules.n, kept = 0;
	struct unknown *v = NEW(mem, both + 1, struct unknown);

	memcpy(v, own, (size_t)all->own.n * sizeof *v);
	memcpy(v + all->own.n, rules, (size_t)all->rules.n * sizeof *v);
	qsort(v, (size_t)both, sizeof *v, by_people);
	for (ptrdiff_t i = 0; i < both; i++) {
		struct unknown *u = &v[i];

		all->people -= u->open ? 0 : u->people;
		if (i < NEAREST_MOST)
			u->near = near_name(mem, u);
		if (!u->open || u->near.len)
			v[kept++] = *u;
	}
	*n = kept;
	return v;
}

/* One row for all that are not listed. */
static void
put_others(struct arena *mem, struct doc_table *t, int64_t n, int64_t people)
{
	struct cell *c = t->cell + (t->n_row - 1) * t->n_col;

	for (ptrdiff_t i = 0; i < t->n_col; i++)
		c[i] = cell_text(STR(""));
	c[0] = cell_text(str_fmt(mem, "(%.*s other values)",
	                         FMT(decimal_str(mem, n, 0, 0, true))));
	c[3] = cell_of(CELL_COUNT, people);
	t->last_rows = 1;
}

int64_t
build_unknown(struct build *b)
{
	struct doc_column col[] = {
		{ { "group", 5 }, { "Value", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "field", 5 }, { "Field", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "nearest", 7 }, { "Nearest name", 12 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "headcount", 9 }, { "People", 6 }, CELL_COUNT, true,
		  NULL, 0 },
		{ { "rule", 4 }, { "Line for the rules", 18 }, CELL_TEXT, false,
		  NULL, 0 },
	};
	enum { N = sizeof col / sizeof *col };
	struct arena tmp = arena_like(b->mem);
	struct unknowns all = {
		.own = top_new(&tmp, NEAREST_MOST, sizeof(struct unknown),
		               by_people),
		.rules = top_new(&tmp, VALUES_MOST, sizeof(struct unknown),
		                 by_people) };
	ptrdiff_t n;

	for (int v = 0; v < V_N; v++)
		gather(b, &tmp, (enum vocabulary)v, &all);
	const struct unknown *u = sift(b->mem, &all, &n);
	int64_t left = all.n - all.rules.n;
	int64_t *people = NEW(b->mem, n + 1, int64_t);

	col[3].people = people;
	people[n] = all.people;
	struct doc_table *t = doc_table_new(b->mem, STR("unknown"), col, N,
	                                    n + (left > 0));

	t->overlap = t->raw = true;
	for (ptrdiff_t i = 0; i < n; i++) {
		struct cell *c = t->cell + i * N;

		c[0] = cell_text(u[i].value);
		c[1] = cell_text(u[i].set->field);
		c[2] = cell_text(u[i].near);
		c[3] = cell_of(CELL_COUNT, u[i].people);
		c[4] = cell_text(suggest_line(b->mem, u[i].set, u[i].value));
		people[i] = u[i].people;
	}
	if (left)
		put_others(b->mem, t, left, all.people);
	build_offer(b, t, "Values no rule knows", AUDIENCE_AGGREGATE);
	arena_free(&tmp);
	return n + left;
}
