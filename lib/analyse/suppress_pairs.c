/* SPDX-License-Identifier: MIT */
/*
 * What sets have in common, two and two, and what one has more than the other.
 *
 * A person is in some hundred pairs of sets, nearly all of which have many
 * people.  So people are only counted by pair, and what the change adds up to
 * is found for those sets alone that have few in common, or few more, with
 * any other.
 */
#include "analyse/suppress_audit.h"

void
audit_choose_nodes(struct audit *a)
{
	const struct suppress *s = a->s;
	ptrdiff_t n = 0, square;

	for (ptrdiff_t i = 0; i < s->sets.n; i++)
		n += family_of(s, s->sets.v[i].measure) == a->family;
	a->node = NEW(a->mem, s->sets.n, int32_t);
	a->compared = NEW(a->mem, n, uint32_t);
	a->plain = NEW(a->mem, s->sets.n, int32_t);
	for (ptrdiff_t i = 0; i < s->sets.n; i++) {
		bool is = family_of(s, s->sets.v[i].measure) == a->family &&
		          (n <= NODES || a->at[i] >= 0);

		a->node[i] = is ? a->n_node : -1;
		a->plain[i] = audit_is_weighed(a, (uint32_t)i) ? -1
		                                               : a->node[i];
		if (is)
			a->compared[a->n_node++] = (uint32_t)i;
	}
	square = (ptrdiff_t)a->n_node * a->n_node;
	a->whole = NEW(a->mem, a->n_node, uint32_t);
	a->both = NEW(a->mem, square, uint32_t);
	if (a->weighed)
		a->class = NEW(a->mem, (ptrdiff_t)a->n_node * CLASSES,
		               struct part);
}

/* The sets compared that somebody is in; returns how many. */
static ptrdiff_t
own_nodes(struct audit *a, const struct membership *who)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t k = 0; k < who->n; k++) {
		int32_t x = a->plain[who->v[k]];

		a->own[n] = (uint32_t)x;
		n += x >= 0;
	}
	return n;
}

void
audit_count_pairs(struct audit *a, const struct membership *who)
{
	ptrdiff_t n = own_nodes(a, who);

	for (ptrdiff_t k = 0; k < n; k++) {
		uint32_t *with = a->both + (ptrdiff_t)a->own[k] * a->n_node;

		a->whole[a->own[k]]++;
		for (ptrdiff_t l = 0; l < k; l++)
			with[a->own[l]]++;
	}
}

/* Of two sets the one that leads where they have few in common. */
static int32_t
leader(const struct audit *a, int32_t x, int32_t y)
{
	return a->whole[x] <= a->whole[y] ? x : y;
}

void
audit_choose_leads(struct audit *a)
{
	ptrdiff_t n = a->n_node;

	a->lead = NEW(a->mem, n, bool);
	a->moved_whole = NEW(a->mem, n, uint64_t);
	a->moved_both = NEW(a->mem, n * n, uint64_t);
	for (int32_t x = 0; x < n; x++)
		for (int32_t y = x + 1; y < n; y++) {
			uint32_t both = a->both[x * n + y] + a->both[y * n + x];

			a->both[x * n + y] = a->both[y * n + x] = both;
			a->lead[leader(a, x, y)] |= audit_is_few(a, both);
			a->lead[x] |= both &&
				audit_is_few(a, (int64_t)a->whole[x] - both);
			a->lead[y] |= both &&
				audit_is_few(a, (int64_t)a->whole[y] - both);
		}
	for (int32_t x = 0; x < n; x++)
		a->any_lead |= a->lead[x];
}

void
audit_move_pairs(struct audit *a, const struct membership *who, uint64_t moved)
{
	ptrdiff_t n = a->any_lead ? own_nodes(a, who) : 0;

	for (ptrdiff_t k = 0; k < n; k++) {
		uint32_t x = a->own[k];
		uint64_t *with = a->moved_both + (ptrdiff_t)x * a->n_node;

		if (!a->lead[x])
			continue;
		a->moved_whole[x] = mod_add(a->moved_whole[x], moved);
		for (ptrdiff_t l = 0; l < n; l++)
			with[a->own[l]] = mod_add(with[a->own[l]], moved);
	}
}

/* Note what x has more than y, if these are few and known. */
static void
find_more(struct audit *a, int32_t x, int32_t y)
{
	ptrdiff_t xy = (ptrdiff_t)x * a->n_node + y;

	if (audit_is_few(a, (int64_t)a->whole[x] - a->both[xy]) &&
	    a->moved_whole[x] == a->moved_both[xy])
		audit_note(a, LEAK_MORE, a->compared[x], a->compared[y], -1,
		           -1);
}

void
audit_find_pairs(struct audit *a)
{
	ptrdiff_t n = a->n_node;

	for (int32_t x = 0; x < n; x++)
		for (int32_t y = x + 1; y < n; y++) {
			int32_t lead = leader(a, x, y);
			uint32_t both = a->both[x * n + y];

			if (!both)
				continue;
			if (audit_is_few(a, both) &&
			    !a->moved_both[lead * n + (lead == x ? y : x)])
				audit_note(a, LEAK_SHARED, a->compared[x],
				           a->compared[y], -1, -1);
			find_more(a, x, y);
			find_more(a, y, x);
		}
}
