/* SPDX-License-Identifier: MIT */
#include "norm/rules_int.h"

struct names { VEC(struct yaml_name); };
struct sets { VEC(struct yaml_set); };

static struct yaml_strs
join_strs(struct arena *mem, struct yaml_strs a, struct yaml_strs b)
{
	struct yaml_str *v = NEW(mem, a.n + b.n, struct yaml_str);

	if (a.n)
		memcpy(v, a.v, (size_t)a.n * sizeof *v);
	if (b.n)
		memcpy(v + a.n, b.v, (size_t)b.n * sizeof *v);
	return (struct yaml_strs){ v, a.n + b.n };
}

/* The same texts without their places, which are in another file. */
static struct yaml_strs
placeless(struct arena *mem, struct yaml_strs s)
{
	struct yaml_str *v = NEW(mem, s.n, struct yaml_str);

	for (ptrdiff_t i = 0; i < s.n; i++)
		v[i].s = s.v[i].s;
	return (struct yaml_strs){ v, s.n };
}

static void
add_name(struct arena *mem, struct names *to, struct yaml_name n)
{
	for (ptrdiff_t i = 0; i < to->n; i++) {
		struct yaml_name *x = &to->v[i];

		if (!str_eq(x->name.s, n.name.s))
			continue;
		x->same = join_strs(mem, x->same, n.same);
		x->match = join_strs(mem, x->match, n.match);
		x->except = join_strs(mem, x->except, n.except);
		return;
	}
	*VEC_PUSH(mem, to) = n;
}

/* The set of that field, begun if there is none. */
static struct yaml_set *
set_of(struct arena *mem, struct sets *to, const struct yaml_set *s)
{
	for (ptrdiff_t i = 0; i < to->n; i++)
		if (str_eq(to->v[i].field.s, s->field.s))
			return &to->v[i];
	return memset(VEC_PUSH(mem, to), 0, sizeof *s);
}

static void
add_set(struct arena *mem, struct sets *to, const struct yaml_set *s,
        bool places)
{
	struct yaml_set *x = set_of(mem, to, s);
	const struct yaml_name *n = s->names.v;
	struct names names = { 0 };

	for (ptrdiff_t i = 0; i < x->names.n; i++)
		*VEC_PUSH(mem, &names) = ((struct yaml_name *)x->names.v)[i];
	for (ptrdiff_t i = 0; i < s->names.n; i++)
		add_name(mem, &names, places ? n[i] : (struct yaml_name){
			{ n[i].name.s, 0, 0 }, placeless(mem, n[i].same),
			placeless(mem, n[i].match),
			placeless(mem, n[i].except) });
	x->names = (struct yaml_list){ names.v, names.n };
	x->empty = join_strs(mem, x->empty, places ? s->empty
	                     : placeless(mem, s->empty));
	if (!x->field.s.len)
		x->field = s->field;
	if (!x->split.s.len)
		x->split = s->split;
}

struct yaml_list
rules_join(struct arena *mem, struct yaml_list own, struct yaml_list base)
{
	const struct yaml_set *o = own.v, *b = base.v;
	struct sets sets = { 0 };

	for (ptrdiff_t i = 0; i < own.n; i++)
		add_set(mem, &sets, &o[i], true);
	for (ptrdiff_t i = 0; i < base.n; i++)
		add_set(mem, &sets, &b[i], false);
	return (struct yaml_list){ sets.v, sets.n };
}
