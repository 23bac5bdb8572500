/* SPDX-License-Identifier: MIT */
/* Pay models: changing one value for a what-if. */
#include "model/pay_int.h"

enum { WHAT_IF = -1 };        /* the line of a value that no file says */

/* What a change works on: where it stands and why it cannot be. */
struct change {
	struct arena *mem;
	struct pay_model *model;
	struct str value;
	struct str *why;
};

/* The numbers of the whole model. */
static const struct {
	const char *key;
	bool percent;
	enum pay_limit limit;
	size_t offset, text_offset;   /* of an int64_t; of its text, or 0 */
} plain_keys[] = {
	{ "hours_per_year", false, LIMIT_HOURS,
	  offsetof(struct pay_model, hours_per_year_e4),
	  offsetof(struct pay_model, hours_text) },
	{ "cap", true, LIMIT_CAP, offsetof(struct pay_model, cap_bp),
	  offsetof(struct pay_model, cap_text) },
	{ "range_minimum", true, LIMIT_RANGE,
	  offsetof(struct pay_model, minimum_bp), 0 },
	{ "range_maximum", true, LIMIT_RANGE,
	  offsetof(struct pay_model, maximum_bp), 0 },
};

/* The new number, or false with the reason. */
static bool
read_value(const struct change *c, bool percent, enum pay_limit limit,
           int64_t *out)
{
	int64_t v;

	if ((percent ? pay_percent_read : pay_number_read)(c->value, &v) &&
	    pay_limit_ok(limit, v)) {
		*out = v;
		return true;
	}
	*c->why = str_fmt(c->mem, "must be %s", pay_limit_words(limit));
	return false;
}

static struct yaml_str
text_of(const struct change *c)
{
	return (struct yaml_str){ str_dup(c->mem, c->value), WHAT_IF, 0 };
}

static bool
set_plain(const struct change *c, size_t k)
{
	char *m = (char *)c->model;
	int64_t *at = (int64_t *)(void *)(m + plain_keys[k].offset);
	int64_t old = *at;
	const char *fault;

	if (!read_value(c, plain_keys[k].percent, plain_keys[k].limit, at))
		return false;
	if ((fault = pay_range_fault(c->model)) != NULL) {
		*at = old;
		*c->why = str_fmt(c->mem, "the range must have %s", fault);
		return false;
	}
	if (plain_keys[k].text_offset)
		*(struct yaml_str *)(void *)(m + plain_keys[k].text_offset) =
			text_of(c);
	return true;
}

static bool
set_combine(const struct change *c)
{
	struct sbuf b = { .mem = c->mem };

	for (int i = 0; combine_words[i]; i++) {
		if (str_eq(c->value, str_of(combine_words[i]))) {
			c->model->combine = i;
			return true;
		}
		sbuf_fmt(&b, "%s%s", i ? ", " : "", combine_words[i]);
	}
	*c->why = str_fmt(c->mem, "must be one of: %s", sbuf_str(&b).s);
	return false;
}

/* A figure for a band that had none. */
static struct adjustment *
add_experience(const struct change *c, struct occupation *o, struct str name)
{
	ptrdiff_t n = o->experience.n;
	struct adjustment *v = NEW(c->mem, n + 1, struct adjustment);

	if (n)
		memcpy(v, o->experience.v, (size_t)n * sizeof *v);
	v[n].name.s = str_dup(c->mem, name);
	v[n].operand = pay_operand_of(c->mem, c->model, o, "experience.", name);
	o->experience = (struct yaml_list){ v, n + 1 };
	return &v[n];
}

static bool
set_adjustment(const struct change *c, struct occupation *o, struct str name,
               bool of_skill)
{
	struct yaml_list *list = of_skill ? &o->skills : &o->experience;
	struct adjustment *a = list->v, *found = NULL;
	ptrdiff_t band = of_skill ? -1 : pay_band_named(c->model, name);
	int64_t bp;

	for (ptrdiff_t i = 0; i < list->n && !found; i++)
		if (str_eq_nocase(a[i].name.s, name))
			found = &a[i];
	if (!found && band < 0) {
		struct str has = of_skill
			? pay_names_of(c->mem, list, sizeof *a)
			: pay_names_of(c->mem, &c->model->bands,
			           sizeof(struct band));

		*c->why = str_fmt(c->mem, "the model has no such %s; it has: "
		                  "%.*s", of_skill ? "skill" : "band",
		                  FMT(has));
		return false;
	}
	if (!read_value(c, true, LIMIT_ADJUST, &bp))
		return false;
	if (!found)
		found = add_experience(c, o, ((const struct band *)
		                       c->model->bands.v)[band].name.s);
	found->bp = bp;
	found->name.line = WHAT_IF;
	found->assumed = found->ceiling = false;
	return true;
}

/* A figure of one occupation, what is left of the key without its name. */
static bool
set_figure(const struct change *c, struct occupation *o, struct str key,
           bool *known)
{
	*known = true;
	if (str_eq(key, STR("base_hourly"))) {
		if (!read_value(c, false, LIMIT_BASE, &o->base_hourly_e4))
			return false;
		o->base_text = text_of(c);
		return true;
	}
	if (str_starts(key, STR("experience.")))
		return set_adjustment(c, o, str_skip(key, 11), false);
	if (str_starts(key, STR("skill.")))
		return set_adjustment(c, o, str_skip(key, 6), true);
	*known = false;
	return false;
}

bool
pay_model_set(struct arena *mem, struct pay_model *m, struct str key,
              struct str value, bool *known, struct str *why)
{
	struct change c = { mem, m, str_trim(value), why };
	struct occupation *o = m->occupations.v;
	bool done;

	*known = true;
	*why = STR("");
	if (str_eq(key, STR("combine")))
		return set_combine(&c);
	for (size_t k = 0; k < sizeof plain_keys / sizeof *plain_keys; k++)
		if (str_eq(key, str_of(plain_keys[k].key)))
			return set_plain(&c, k);
	done = set_figure(&c, o, key, known);
	for (ptrdiff_t i = 0; !*known && i < m->occupations.n; i++) {
		struct str name = o[i].name.s;

		if (key.len > name.len && key.s[name.len] == '.' &&
		    str_eq_nocase((struct str){ key.s, name.len }, name))
			done = set_figure(&c, &o[i],
			                  str_skip(key, name.len + 1), known);
	}
	return done;
}
