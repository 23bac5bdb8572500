/* SPDX-License-Identifier: MIT */
/*
 * The skills of people, in staff rows and in skills files.
 */
#include "roster/resolve.h"

#include <stdlib.h>
#include <string.h>

uint32_t
person_of_row(const struct resolve *rz, uint32_t row, ptrdiff_t *next)
{
	const struct roster *r = rz->roster;

	while (*next < r->n && r->v[*next].row < row)
		++*next;
	return *next < r->n && r->v[*next].row == row ? (uint32_t)*next + 1 : 0;
}

/* A value's names to a person's, which end at *at; with no `out` they are only
 * counted there. */
static inline void
put_names(struct memo *skills, uint32_t raw, uint32_t *at, uint32_t *out)
{
	struct answers a = memo_all(skills, raw);

	for (ptrdiff_t k = 0; out && k < a.n; k++)
		out[*at + k] = a.v[k].name;
	*at += (uint32_t)a.n;
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

/* The people after the one with `last` (index + 1) up to `who` have their first
 * name at `at`. */
static void
begin_people(uint32_t *first, uint32_t last, uint32_t who, uint32_t at)
{
	for (uint32_t i = last; i < who; i++)
		first[i] = at;
}

/*
 * The links stand in the order of people: one walk does, which sorts a
 * person's names as soon as the next person's begin.
 */
static uint32_t *
skills_in_order(struct resolve *rz, uint32_t *first)
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
			if (who != last) {
				from += sort_unique(out.v + from, to - from);
				to = from;
				begin_people(first, last, who, from);
			}
			last = who;
			out.n = to;
			VEC_ROOM(r->mem, &out, memo_all(skills, raw[i]).n);
			put_names(skills, raw[i], &to, out.v);
		}
	}
	from += sort_unique(out.v + from, to - from);
	begin_people(first, last, (uint32_t)r->n + 1, from);
	return out.v;
}

/* The links and the staff rows in any order: people's names are counted first,
 * then each is put where its person's are. */
static uint32_t *
skills_anyhow(struct resolve *rz, uint32_t *first)
{
	struct roster *r = rz->roster;
	uint32_t total = 0, from = 0, kept = 0;

	put_all(rz, first, NULL);
	for (ptrdiff_t i = 1; i <= r->n; i++) {
		uint32_t n = first[i];

		first[i] = total;
		total += n;
	}
	uint32_t *skills = NEW(r->mem, total, uint32_t);
	put_all(rz, first, skills);
	for (ptrdiff_t i = 1; i <= r->n; i++) {
		uint32_t to = first[i];
		uint32_t n = sort_unique(skills + from, to - from);

		memmove(skills + kept, skills + from, n * sizeof *skills);
		from = to;
		first[i] = kept += n;
	}
	return skills;
}

void
resolve_skills(struct resolve *rz)
{
	struct roster *r = rz->roster;
	bool own = rz->staff->skills.n > 0;
	uint32_t *first = NEW(r->mem, r->n + 1, uint32_t);

	r->has_skills = rz->links[K_SKILLS].n > 0 || own;
	r->skills = rz->in_order[K_SKILLS] && !own
		? skills_in_order(rz, first) : skills_anyhow(rz, first);
	r->first_skill = first;
	r->n_skills = first[r->n];
}
