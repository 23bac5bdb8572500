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

/* How many names each person has: at[index + 1]. */
static void
count_names(struct resolve *rz, uint32_t *at)
{
	struct memo *skills = &rz->pool->memo[L_SKILL];
	const struct own_values *own = &rz->staff->skills;
	uint32_t id[LINK_BLOCK], raw[LINK_BLOCK];
	ptrdiff_t next = 0;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		uint32_t who = person_of_row(rz, own->v[i].row, &next);

		if (who)
			at[who] += (uint32_t)memo_all(skills, own->v[i].raw).n;
	}
	for (struct link_block b = { 0 };
	     links_block(&rz->links[K_SKILLS], &b);) {
		block_read(&b, 0, id);
		block_read(&b, SKILL_RAW, raw);
		for (ptrdiff_t i = 0; i < b.n; i++) {
			uint32_t who = rz->owner[id[i] & ~LINK_MORE];

			if (who)
				at[who] += (uint32_t)memo_all(skills, raw[i]).n;
		}
	}
}

/* Append a value's names to a person's, which end at *at. */
static inline void
put_names(struct memo *skills, uint32_t raw, uint32_t *at, uint32_t *out)
{
	struct answers a = memo_all(skills, raw);

	for (ptrdiff_t k = 0; k < a.n; k++)
		out[(*at)++] = a.v[k].name;
}

/* Everybody's names, from where at[index + 1] says to where it says then. */
static void
put_all(struct resolve *rz, uint32_t *at, uint32_t *out)
{
	struct memo *skills = &rz->pool->memo[L_SKILL];
	const struct own_values *own = &rz->staff->skills;
	uint32_t id[LINK_BLOCK], raw[LINK_BLOCK];
	ptrdiff_t next = 0;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		uint32_t who = person_of_row(rz, own->v[i].row, &next);

		if (who)
			put_names(skills, own->v[i].raw, &at[who], out);
	}
	for (struct link_block b = { 0 };
	     links_block(&rz->links[K_SKILLS], &b);) {
		block_read(&b, 0, id);
		block_read(&b, SKILL_RAW, raw);
		for (ptrdiff_t i = 0; i < b.n; i++) {
			uint32_t who = rz->owner[id[i] & ~LINK_MORE];

			if (who)
				put_names(skills, raw[i], &at[who], out);
		}
	}
}

static int
compare_uint32(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/*
 * Each name once, ascending; a person has a handful, a slip may have more.
 * The handful is sorted without a branch on its values: nobody could guess it.
 */
static uint32_t
sort_unique(uint32_t *v, uint32_t n)
{
	uint32_t kept = 0;

	if (n > A_HANDFUL)
		qsort(v, n, sizeof *v, compare_uint32);
	for (uint32_t i = 1; i < n && n <= A_HANDFUL; i++)
		for (uint32_t j = i; j; j--) {
			uint32_t a = v[j - 1], b = v[j];

			v[j - 1] = a < b ? a : b;
			v[j] = a < b ? b : a;
		}
	for (uint32_t i = 0; i < n; i++)
		if (i == 0 || v[i] != v[kept - 1])
			v[kept++] = v[i];
	return kept;
}

/* The names a person has from `from` to `to` of v; returns where the next one's
 * may begin. */
static uint32_t
settle_person(struct person *p, uint32_t *v, uint32_t from, uint32_t to)
{
	p->skill = from;
	p->n_skill = sort_unique(v + from, to - from);
	return from + p->n_skill;
}

/*
 * The links stand in the order of people: one walk does, which sorts a
 * person's names as soon as the next person's begin.
 */
static const uint32_t *
skills_in_order(struct resolve *rz)
{
	struct roster *r = rz->roster;
	const struct links *l = &rz->links[K_SKILLS];
	struct memo *skills = &rz->pool->memo[L_SKILL];
	uint32_t id[LINK_BLOCK], raw[LINK_BLOCK], last = 0, from = 0, to = 0;
	struct { VEC(uint32_t); } out = { 0 };

	VEC_ROOM(r->mem, &out, l->n + 1); /* mostly a row is a name */
	for (struct link_block b = { 0 }; links_block(l, &b);) {
		block_read(&b, 0, id);
		block_read(&b, SKILL_RAW, raw);
		for (ptrdiff_t i = 0; i < b.n; i++) {
			uint32_t who = rz->owner[id[i] & ~LINK_MORE];

			if (!who)
				continue;
			if (who != last && last)
				to = from = settle_person(&r->v[last - 1],
				                          out.v, from, to);
			last = who;
			out.n = to;
			VEC_ROOM(r->mem, &out, memo_all(skills, raw[i]).n);
			put_names(skills, raw[i], &to, out.v);
		}
	}
	if (last)
		settle_person(&r->v[last - 1], out.v, from, to);
	return out.v;
}

/* The links and the staff rows in any order: people's names are counted first,
 * then each is put where its person's are. */
static const uint32_t *
skills_anyhow(struct resolve *rz)
{
	struct roster *r = rz->roster;
	struct arena scratch = arena_like(r->mem);
	uint32_t *at = NEW(&scratch, r->n + 1, uint32_t);
	uint32_t total = 0, from = 0;

	count_names(rz, at);
	for (ptrdiff_t i = 1; i <= r->n; i++) {
		uint32_t n = at[i];

		at[i] = total;
		total += n;
	}
	uint32_t *skills = NEW(r->mem, total, uint32_t);
	put_all(rz, at, skills);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		settle_person(&r->v[i], skills, from, at[i + 1]);
		from = at[i + 1];
	}
	arena_free(&scratch);
	return skills;
}

void
resolve_skills(struct resolve *rz)
{
	bool own = rz->staff->skills.n > 0;

	rz->roster->has_skills = rz->links[K_SKILLS].n > 0 || own;
	rz->roster->skills = rz->in_order[K_SKILLS] && !own
		? skills_in_order(rz) : skills_anyhow(rz);
}
