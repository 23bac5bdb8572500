/* SPDX-License-Identifier: MIT */
/*
 * What follows from the shown sums (suppress.h says what and why).
 *
 * The shown sets are rows of a matrix with a column a person.  Brought to
 * reduced echelon form it gives both the changes that leave all sums as they
 * are (its kernel, from which one is drawn) and, for a set that no such
 * change moves, the shown sets it is made of: one of these has to go.
 */
#include "analyse/suppress_audit.h"

static void
take_shown(struct audit *a)
{
	struct suppress *s = a->s;

	a->shown = NEW(a->mem, s->sets.n, uint32_t);
	a->at = NEW(a->mem, s->sets.n, int32_t);
	for (ptrdiff_t i = 0; i < s->sets.n; i++) {
		const struct figure_set *f = &s->sets.v[i];

		a->at[i] = -1;
		if (family_of(s, f->measure) != a->family)
			continue;
		a->weighed |= audit_is_weighed(a, (uint32_t)i);
		if (!f->people)
			continue;
		a->n_hidden += f->state == HIDDEN;
		if (!is_shown(f))
			continue;
		a->at[i] = (int32_t)a->n;
		a->shown[a->n++] = (uint32_t)i;
	}
}

uint64_t
audit_weight(const struct audit *a, const struct membership *who, uint32_t set)
{
	const struct population *p = a->s->people;
	int measure = a->s->sets.v[set].measure;
	uint64_t *weight = &who->weight[measure];

	if (!(p->weighs >> measure & 1))
		return 1;
	if (!*weight) /* an inverse is dear, and the same in every set */
		*weight = p->weight(p->ctx, who->person, measure);
	return *weight;
}

/* A person is a column; of those not of the basis the change is drawn. */
static void
put_person(void *ctx, const struct membership *who)
{
	struct audit *a = ctx;
	uint64_t drawn = mod_drawn((uint64_t)who->place);
	ptrdiff_t n = 0;

	for (ptrdiff_t k = 0; k < who->n; k++)
		if (a->at[who->v[k]] >= 0)
			a->term[n++] = (struct term){
				(uint32_t)a->at[who->v[k]], a->weighed
				? audit_weight(a, who, who->v[k]) : 1 };
	a->change[who->place] = drawn;
	equations_take(&a->shows, who->place, a->term, n, drawn);
	if (a->family > 0)
		audit_count_pairs(a, who);
}

/* The change of the basis; somebody there whom it does not move is known. */
static void
settle_basis(struct audit *a)
{
	const uint64_t *change = equations_change(&a->shows);

	for (int32_t i = 0; i < a->n; i++) {
		ptrdiff_t place = a->shows.pivot[i];

		if (place < 0)
			continue;
		a->basis[place] = i + 1;
		a->change[place] = change[i];
		if (!change[i] && place > a->alone)
			a->alone = place;
	}
}

void
audit_note(struct audit *a, enum leak_kind kind, ptrdiff_t x, ptrdiff_t y,
           int table, int measure)
{
	if (a->n_leak < LEAKS_MOST)
		a->leak[a->n_leak++] = (struct leak){ kind, x, y, table,
			measure, NEW(a->mem, a->n, uint64_t) };
}

/* Number the tables whose groups do not overlap, by measure. */
static void
number_halves(struct audit *a)
{
	const struct suppress *s = a->s;
	int n_measure = s->people->n_measure;
	int32_t *number = NEW(a->mem, s->overlap.n * n_measure, int32_t);

	a->half = NEW(a->mem, s->sets.n, int32_t);
	for (ptrdiff_t i = 0; i < s->sets.n; i++) {
		const struct figure_set *f = &s->sets.v[i];

		a->half[i] = -1;
		if (f->table < 0 || s->overlap.v[f->table] ||
		    family_of(s, f->measure) != a->family)
			continue;
		int32_t *at = &number[f->table * n_measure + f->measure];

		if (!*at)
			*at = ++a->n_half;
		a->half[i] = *at - 1;
	}
	a->in_shown = NEW(a->mem, a->n_half, ptrdiff_t);
	a->in_other = NEW(a->mem, a->n_half, ptrdiff_t);
	a->left = NEW(a->mem, a->n_half * a->n, struct left);
	a->has = NEW(a->mem, a->n_half, uint8_t);
	a->spare = NEW(a->mem, a->n_half, int64_t);
	a->found = NEW(a->mem, a->n_half, bool);
	for (ptrdiff_t i = 0; i < s->sets.n; i++)
		if (a->half[i] >= 0)
			a->has[a->half[i]] = s->sets.v[i].measure;
}

void
audit_place(struct audit *a, const struct membership *who)
{
	for (ptrdiff_t k = 0; k < who->n; k++) {
		const struct figure_set *f = &a->s->sets.v[who->v[k]];
		int32_t half = a->half[who->v[k]];

		if (half < 0)
			continue;
		(is_shown(f) ? a->in_shown : a->in_other)[half] =
			who->person + 1;
		a->spare[half] = f->people - 1;
	}
}

bool
audit_is_left(const struct audit *a, const struct membership *who, int32_t half)
{
	return who->measures >> a->has[half] & 1 &&
	       a->in_shown[half] != who->person + 1 &&
	       (a->family > 0 || a->in_other[half] == who->person + 1);
}

static inline void
add_to(struct part *p, uint64_t moved)
{
	p->people++;
	p->moved = mod_add(p->moved, moved);
}

static void
add_left(struct audit *a, const struct membership *who, uint64_t moved)
{
	audit_place(a, who);
	for (int32_t h = 0; h < a->n_half; h++) {
		struct left *left = a->left + h * a->n;

		if (!audit_is_left(a, who, h))
			continue;
		for (ptrdiff_t k = 0; k < who->n; k++) {
			int32_t i = a->at[who->v[k]];

			if (i < 0 || audit_is_weighed(a, who->v[k]))
				continue;
			add_to(&left[i].part, moved);
			left[i].spare += a->spare[h];
		}
	}
}

ptrdiff_t
audit_class(struct audit *a, uint64_t weight)
{
	ptrdiff_t i = 0;

	while (i < a->weights.n && a->weights.v[i] != weight)
		i++;
	if (i < a->weights.n || i == CLASSES)
		return i < CLASSES ? i : CLASSES - 1;
	*VEC_PUSH(a->mem, &a->weights) = weight;
	return i;
}

static void
add_classes(struct audit *a, const struct membership *who, uint64_t moved)
{
	for (ptrdiff_t k = 0; k < who->n; k++)
		if (a->node[who->v[k]] >= 0 && audit_is_weighed(a, who->v[k]))
			add_to(&a->class[a->node[who->v[k]] * CLASSES +
			       audit_class(a, audit_weight(a, who, who->v[k]))],
			       moved);
}

static void
move_person(void *ctx, const struct membership *who)
{
	struct audit *a = ctx;
	uint64_t moved = a->change[who->place];

	for (ptrdiff_t k = 0; k < who->n && a->n_hidden; k++) {
		uint32_t i = who->v[k];

		if (a->s->sets.v[i].state == HIDDEN)
			a->moved[i] = mod_add(a->moved[i], mod_mul(
				moved, audit_weight(a, who, i)));
	}
	add_left(a, who, moved);
	if (a->family > 0)
		audit_move_pairs(a, who, moved);
	if (a->class)
		add_classes(a, who, moved);
}

static void
find_sets(struct audit *a)
{
	for (ptrdiff_t i = 0; i < a->s->sets.n; i++) {
		const struct figure_set *f = &a->s->sets.v[i];

		if (family_of(a->s, f->measure) == a->family &&
		    f->people && !a->moved[i] && f->state == HIDDEN)
			audit_note(a, LEAK_SET, i, 0, f->table, f->measure);
	}
}

static void
find_left(struct audit *a)
{
	for (ptrdiff_t x = 0; x < a->s->sets.n; x++) {
		const struct figure_set *f = &a->s->sets.v[x];
		int32_t half = a->half[x];

		if (half < 0 || a->found[half])
			continue;
		a->found[half] = true;
		for (ptrdiff_t i = 0; i < a->n; i++) {
			const struct left *l = &a->left[half * a->n + i];
			const struct part *p = &l->part;

			if (p->people && !p->moved &&
			    (audit_is_few(a, p->people) || (!a->family && !l->spare)))
				audit_note(a, LEAK_LEFT, i, half, f->table,
				     f->measure);
		}
	}
}

static void
find_classes(struct audit *a)
{
	for (int32_t i = 0; i < a->n_node; i++)
		for (ptrdiff_t c = 0; c < a->weights.n; c++) {
			const struct part *p = &a->class[i * CLASSES + c];

			if (audit_is_few(a, p->people) && !p->moved)
				audit_note(a, LEAK_CLASS, a->compared[i], c, -1, -1);
		}
}

static void
look(struct audit *a)
{
	const struct suppress *s = a->s;

	a->moved = NEW(a->mem, s->sets.n, uint64_t);
	number_halves(a);
	a->leak = NEW(a->mem, LEAKS_MOST, struct leak);
	suppress_each(s, a->family, a->mem, move_person, a);
	/* what shows in a table is mended there, and then may be no more */
	find_sets(a);
	find_left(a);
	if (a->family > 0 && !a->n_leak)
		audit_find_pairs(a);
	if (a->class && !a->n_leak)
		find_classes(a);
	if (a->family > 0 && !a->n_leak && a->alone >= 0)
		audit_note(a, LEAK_PERSON, a->alone, 0, -1, -1);
}

/*
 * Whether nothing can follow: the only sum shown is that of many people, and no
 * hidden set is of all of them.  It tells of them together, and of nobody else.
 */
static bool
is_all_well(const struct audit *a)
{
	const struct suppress *s = a->s;
	int64_t all = a->n ? s->sets.v[a->shown[0]].people : 0;

	if (a->n > 1 || (a->n && (!a->family || all < s->rule.least)))
		return false;
	for (ptrdiff_t i = 0; i < s->sets.n && a->n; i++)
		if (s->sets.v[i].state == HIDDEN && s->sets.v[i].people == all)
			return false;
	return true;
}

ptrdiff_t
suppress_audit(struct suppress *s, int family, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct audit a = { .s = s, .mem = scratch, .family = family,
		           .alone = -1 };
	ptrdiff_t hidden = 0;

	take_shown(&a);
	if (!is_all_well(&a)) {
		ptrdiff_t most = s->people->most * s->people->n_measure;

		a.shows = equations_new(scratch, a.n);
		a.change = NEW(scratch, s->n_some, uint64_t);
		a.basis = NEW(scratch, s->n_some, int32_t);
		a.term = NEW(scratch, most, struct term);
		a.own = NEW(scratch, most, uint32_t);
		if (family > 0)
			audit_choose_nodes(&a);
		suppress_each(s, family, scratch, put_person, &a);
		settle_basis(&a);
		if (family > 0)
			audit_choose_leads(&a);
		look(&a);
	}
	if (a.n_leak)
		hidden = audit_stop(&a);
	arena_rewind(scratch, mark);
	return hidden;
}
