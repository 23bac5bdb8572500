/* SPDX-License-Identifier: MIT */
/*
 * What is hidden to end a leak.
 */
#include "analyse/suppress_audit.h"

static bool
is_in(const struct membership *who, ptrdiff_t set)
{
	for (ptrdiff_t k = 0; k < who->n; k++)
		if (who->v[k] == (uint32_t)set)
			return true;
	return false;
}

static bool
is_of_leak(struct audit *a, const struct leak *l,
           const struct membership *who)
{
	switch (l->kind) {
	case LEAK_SET:
		return is_in(who, l->a);
	case LEAK_LEFT:
		return is_in(who, a->shown[l->a]) &&
		       audit_is_left(a, who, (int32_t)l->b);
	case LEAK_SHARED:
		return is_in(who, l->a) && is_in(who, l->b);
	case LEAK_MORE:
		return is_in(who, l->a) && !is_in(who, l->b);
	case LEAK_CLASS:
		return is_in(who, l->a) && audit_class(a, audit_weight(a, who,
			(uint32_t)l->a)) == l->b;
	default:
		return who->place == l->a;
	}
}

/* What is made of shown sets is known by those of the basis. */
static void
gather_leaks(void *ctx, const struct membership *who)
{
	struct audit *a = ctx;
	ptrdiff_t row = a->basis[who->place] - 1;

	if (row < 0)
		return;
	audit_place(a, who);
	for (ptrdiff_t i = 0; i < a->n_leak; i++)
		if (is_of_leak(a, &a->leak[i], who))
			a->leak[i].people[row] = a->leak[i].kind == LEAK_SET
				? audit_weight(a, who, (uint32_t)a->leak[i].a)
				: 1;
}

/* A key figure goes last; one of the leak's own measure goes first, and of
 * these one of its own table; of those of a kind the smallest. */
static bool
goes_before(const struct leak *l, const struct figure_set *x,
            const struct figure_set *y)
{
	int mx = x->measure == l->measure ? -1 : x->measure;
	int my = y->measure == l->measure ? -1 : y->measure;

	if ((x->table < 0) != (y->table < 0))
		return y->table < 0;
	if (mx != my)
		return mx < my;
	if ((x->table == l->table) != (y->table == l->table))
		return x->table == l->table;
	return x->people < y->people;
}

/* Hide a set that a leak is made of, if none has been hidden yet. */
static bool
stop(struct audit *a, const struct leak *l)
{
	const uint64_t *made = equations_make(&a->shows, l->people);
	struct figure_set *best = NULL;

	for (ptrdiff_t i = 0; i < a->n; i++) {
		struct figure_set *f = &a->s->sets.v[a->shown[i]];

		if (!made[i] || f->state == KNOWN)
			continue;
		if (f->state == HIDDEN)
			return false;
		if (!best || goes_before(l, f, best))
			best = f;
	}
	if (best)
		best->state = HIDDEN;
	return best != NULL;
}

ptrdiff_t
audit_stop(struct audit *a)
{
	ptrdiff_t hidden = 0;

	suppress_each(a->s, a->family, a->mem, gather_leaks, a);
	for (ptrdiff_t i = 0; i < a->n_leak; i++)
		hidden += stop(a, &a->leak[i]);
	return hidden;
}
