/* SPDX-License-Identifier: MIT */
/*
 * The skills of people, in staff rows and in skills files.
 */
#include "roster/resolve.h"

#include <stdlib.h>

uint32_t
person_of_row(const struct resolve *rz, uint32_t row, ptrdiff_t *next)
{
	const struct roster *r = rz->roster;

	while (*next < r->n && r->v[*next].row < row)
		++*next;
	return *next < r->n && r->v[*next].row == row ? (uint32_t)*next + 1 : 0;
}

/* Where each person's names go: at[index + 1]. */
struct put {
	uint32_t *at;
	uint32_t *out;                /* NULL: they are only counted       */
};

/* Append a value's names to a person, or count them. */
static inline void
put_names(struct memo *skills, const struct put *to, uint32_t who,
          uint32_t raw)
{
	struct answers a = memo_all(skills, raw);

	for (ptrdiff_t k = 0; to->out && k < a.n; k++)
		to->out[to->at[who] + k] = a.v[k].name;
	to->at[who] += (uint32_t)a.n;
}

static void
each_skill(struct resolve *rz, const struct put *to)
{
	struct memo *skills = &rz->pool->memo[L_SKILL];
	const struct own_values *own = &rz->staff->skills;
	uint32_t id[LINK_BLOCK], raw[LINK_BLOCK];
	ptrdiff_t next = 0;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		uint32_t who = person_of_row(rz, own->v[i].row, &next);

		if (who)
			put_names(skills, to, who, own->v[i].raw);
	}
	for (struct link_block b = { 0 };
	     links_block(&rz->links[K_SKILLS], &b);) {
		block_read(&b, 0, id);
		block_read(&b, SKILL_RAW, raw);
		for (ptrdiff_t i = 0; i < b.n; i++) {
			uint32_t who = rz->owner[id[i] & ~LINK_MORE];

			if (who)
				put_names(skills, to, who, raw[i]);
		}
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
	struct put to = { NEW(&scratch, r->n + 1, uint32_t), NULL };
	uint32_t total = 0, from = 0;

	r->has_skills = rz->links[K_SKILLS].n > 0 ||
	                rz->staff->skills.n > 0;
	each_skill(rz, &to);
	for (ptrdiff_t i = 1; i <= r->n; i++) {
		uint32_t n = to.at[i];

		to.at[i] = total;
		total += n;
	}
	to.out = NEW(r->mem, total, uint32_t);
	each_skill(rz, &to);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		struct person *p = &r->v[i];

		p->skill = from;
		p->n_skill = sort_unique(to.out + from, to.at[i + 1] - from);
		from = to.at[i + 1];
	}
	r->skills = to.out;
	arena_free(&scratch);
}
