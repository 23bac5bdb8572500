/* SPDX-License-Identifier: MIT */
/*
 * The skills of people, in staff rows and in skills files.
 */
#include "roster/resolve.h"

#include <stdlib.h>

uint32_t *
people_by_row(const struct resolve *rz, struct arena *mem)
{
	uint32_t *by_row = NEW(mem, rz->staff->n + 1, uint32_t);

	for (ptrdiff_t i = 0; i < rz->roster->n; i++)
		by_row[rz->roster->v[i].row] = (uint32_t)i + 1;
	return by_row;
}

/* Append a value's names to a person, or only count them when out is NULL. */
static void
put_names(struct resolve *rz, uint32_t who, uint32_t raw, uint32_t *out)
{
	struct person *p = &rz->roster->v[who - 1];
	struct answers a = memo_all(&rz->pool->memo[L_SKILL], raw);

	for (ptrdiff_t k = 0; k < a.n; k++) {
		if (a.v[k].name == 0)
			continue;
		if (out)
			out[p->skill + p->n_skill] = a.v[k].name;
		p->n_skill++;
	}
}

static void
each_skill(struct resolve *rz, const uint32_t *by_row, uint32_t *out)
{
	const struct links *l = &rz->links[K_SKILLS];
	const struct own_values *own = &rz->staff->skills;

	for (ptrdiff_t i = 0; i < own->n; i++)
		if (by_row[own->v[i].row])
			put_names(rz, by_row[own->v[i].row], own->v[i].raw,
			          out);
	for (struct link_cursor c = { 0 }; links_next(l, &c);) {
		uint32_t who = rz->owner[link_id(&c)];

		if (who)
			put_names(rz, who, link_at(&c, SKILL_RAW), out);
	}
}

static int
compare_uint32(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Each name once, ascending; a person has a handful, a slip may have more. */
static uint32_t
sort_unique(uint32_t *v, uint32_t n)
{
	uint32_t kept = 0;

	if (n > A_HANDFUL)
		qsort(v, n, sizeof *v, compare_uint32);
	for (uint32_t i = 1; i < n && n <= A_HANDFUL; i++) {
		uint32_t x = v[i], j = i;

		for (; j && v[j - 1] > x; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
	for (uint32_t i = 0; i < n; i++)
		if (i == 0 || v[i] != v[kept - 1])
			v[kept++] = v[i];
	return kept;
}

void
resolve_skills(struct resolve *rz)
{
	struct roster *r = rz->roster;
	struct arena scratch = arena_like(r->mem);
	uint32_t *by_row = people_by_row(rz, &scratch), total = 0;

	r->has_skills = rz->links[K_SKILLS].n > 0 ||
	                rz->staff->skills.n > 0;
	each_skill(rz, by_row, NULL);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		r->v[i].skill = total;
		total += r->v[i].n_skill;
		r->v[i].n_skill = 0;
	}
	uint32_t *skills = NEW(r->mem, total, uint32_t);
	each_skill(rz, by_row, skills);
	for (ptrdiff_t i = 0; i < r->n; i++)
		r->v[i].n_skill = sort_unique(skills + r->v[i].skill,
		                              r->v[i].n_skill);
	r->skills = skills;
	arena_free(&scratch);
}
