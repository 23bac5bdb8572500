/* SPDX-License-Identifier: MIT */
#include "run/lint.h"

#include "base/embed.h"
#include "model/certification.h"
#include "model/pay.h"
#include "norm/lint.h"
#include "run/shipped.h"

/* A name that a model has for something of a vocabulary. */
struct model_name {
	const char *set;
	struct yaml_str name;
	struct str file;
};

struct model_names {
	struct arena *mem;
	VEC(struct model_name);
};

static void
add(struct model_names *all, const char *set, struct yaml_str name,
    struct str file)
{
	*VEC_PUSH(all->mem, all) = (struct model_name){ set, name, file };
}

static void
add_all(struct model_names *all, const char *set, const struct yaml_strs *s,
        struct str file)
{
	for (ptrdiff_t i = 0; i < s->n; i++)
		add(all, set, s->v[i], file);
}

static void
names_of_pay(struct model_names *all, const struct pay_model *m)
{
	const struct occupation *o = m->occupations.v;

	for (ptrdiff_t i = 0; i < m->occupations.n; i++) {
		const struct adjustment *a = o[i].skills.v;

		add(all, "occupation", o[i].name, m->file);
		for (ptrdiff_t k = 0; k < o[i].skills.n; k++)
			add(all, "skill", a[k].name, m->file);
	}
	add_all(all, "credential", &m->certified, m->file);
}

static void
names_of_certification(struct model_names *all, const struct cert_model *m)
{
	const struct cert_rule *c = m->credentials.v;
	const struct exam *exam = m->exams.v;
	const struct requirement *q = m->requirements.v;

	for (ptrdiff_t i = 0; i < m->credentials.n; i++)
		add(all, "credential", c[i].name, m->file);
	for (ptrdiff_t i = 0; i < m->exams.n; i++)
		add(all, "credential", exam[i].credential, m->file);
	for (ptrdiff_t i = 0; i < m->requirements.n; i++) {
		add(all, "occupation", q[i].occupation, m->file);
		add_all(all, "credential", &q[i].any_of, m->file);
	}
	add_all(all, "occupation", &m->candidates, m->file);
	add_all(all, "credential", &m->recognised.credentials, m->file);
}

/* The names of every shipped model of one of the two kinds. */
static struct model_names
shipped_names(struct arena *mem)
{
	struct model_names all = { .mem = mem };

	for (size_t i = 0; i < n_embedded_files; i++) {
		const struct embedded *e = &embedded_files[i];
		struct str file = str_of(e->path);
		struct str text = { e->text, (ptrdiff_t)e->len };
		struct diags other; /* a model of the other kind */

		if (!str_starts(file, STR("models/")))
			continue;
		diags_init(&other, mem);
		struct pay_model *pay = pay_model_load(mem, file, text, &other);
		struct cert_model *cert = pay ? NULL
			: cert_model_load(mem, file, text, &other);

		if (pay)
			names_of_pay(&all, pay);
		if (cert)
			names_of_certification(&all, cert);
	}
	return all;
}

static bool
makes(const struct rules *r, const struct model_name *n)
{
	const struct rule_set *s = rules_set(r, str_of(n->set));

	for (ptrdiff_t i = 0; s && i < s->names.n; i++)
		if (str_eq_nocase(s->names.v[i].s, n->name.s))
			return true;
	return false;
}

/* Names of models that no rule makes, each once a model. */
static void
find_unmade(const struct rules *r, const struct model_names *all,
            struct diags *d)
{
	for (ptrdiff_t i = 0; i < all->n; i++) {
		const struct model_name *n = &all->v[i];
		bool again = false;

		for (ptrdiff_t k = 0; k < i; k++)
			again |= str_eq(all->v[k].file, n->file) &&
			         str_eq(all->v[k].name.s, n->name.s);
		if (!again && rules_set(r, str_of(n->set)) && !makes(r, n))
			diag_add(d, DIAG_MODEL_NAME, (struct pos){
				.file = n->file, .line = n->name.line,
				.last_line = n->name.line,
				.column = n->name.column }, STR(""),
				n->name.s, "expected a name that the rules "
				"give %s", n->set);
	}
}

/* Names of the rules that no model uses. */
static void
find_unused(const struct rules *r, const struct model_names *all,
            struct diags *d)
{
	static const char *const sets[] = { "occupation", "skill",
		"credential" };

	for (int k = 0; k < 3; k++) {
		const struct rule_set *s = rules_set(r, str_of(sets[k]));

		for (ptrdiff_t i = 0; s && i < s->names.n; i++) {
			struct yaml_str name = s->names.v[i];
			bool used = name.line == 0;

			for (ptrdiff_t n = 0; n < all->n && !used; n++)
				used = strcmp(all->v[n].set, sets[k]) == 0 &&
				       str_eq_nocase(all->v[n].name.s, name.s);
			if (!used)
				diag_add(d, DIAG_NAME_UNUSED, (struct pos){
					.file = r->file, .line = name.line,
					.last_line = name.line,
					.column = name.column }, STR(""),
					name.s, "of %s", sets[k]);
		}
	}
}

enum st
lint_rules(struct arena *mem, struct str name, struct diags *d)
{
	struct rules_text base;
	struct str file, text;
	enum st st = shipped_text(mem, "rules", name, &file, &text, d);
	struct rules *r;

	if (st == ST_OK)
		st = shipped_text(mem, "rules", STR("healthcare"), &base.file,
		                  &base.text, d);
	if (st != ST_OK)
		return st;
	r = rules_load_on(mem, file, text, &base, d);
	if (!r)
		return ST_CONFIG;
	struct regex_scratch *scratch = regex_scratch_new(mem);
	struct model_names all = shipped_names(mem);

	rules_lint(mem, r, scratch, d);
	find_unmade(r, &all, d);
	find_unused(r, &all, d);
	regex_scratch_free(scratch);
	rules_free(r);
	return ST_OK;
}
