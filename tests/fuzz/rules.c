/* SPDX-License-Identifier: MIT */
/*
 * The input is a rules file, a line of three dashes, and values, one a line:
 * rules that load answer for any value, twice the same, with names that exist.
 */
#include "norm/lint.h"
#include "norm/memo.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

NORETURN static void
oom(void *ctx, size_t want)
{
	(void)ctx;
	(void)want;
	abort();
}

static void
must(bool fact)
{
	if (!fact)
		abort();
}

static void
check_answers(struct memo *m, uint32_t raw)
{
	for (int again = 0; again < 2; again++) {
		struct answers a = memo_all(m, raw);

		for (ptrdiff_t i = 0; i < a.n; i++) {
			bool pattern = a.v[i].how == HOW_PATTERN;

			must(a.v[i].how != HOW_EMPTY && a.v[i].name > 0 &&
			     (ptrdiff_t)a.v[i].name < m->names.n);
			must(!m->set || !pattern ||
			     a.v[i].rule < m->set->n_pattern);
			must(memo_known(m, a.v[i].name) ==
			     (pattern || a.v[i].how == HOW_EXACT));
		}
	}
}

static void
check_values(struct arena *mem, const struct rules *r, struct str values)
{
	struct regex_scratch *scratch = regex_scratch_new(mem);
	struct arena tmp = arena_like(mem);

	for (ptrdiff_t i = -1; i < r->n_set; i++) {
		const struct rule_set *set = i < 0 ? NULL : &r->set[i];
		struct intern raw;
		struct memo m;

		intern_init(&raw, mem);
		memo_init(&m, mem, set, &raw, scratch);
		for (struct str rest = values; rest.s;) {
			struct str v = str_cut(&rest, '\n');

			check_answers(&m, intern_put(&raw, v));
			if (set)
				rules_nearest(set, &tmp, v);
			else
				rules_column(r, K_STAFF, scratch, &tmp, v);
		}
	}
	arena_free(&tmp);
	regex_scratch_free(scratch);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, (ptrdiff_t)size };
	struct str values = { "", 0 };
	struct arena mem;
	struct diags diags;

	if (size == 0)
		return 0;
	ptrdiff_t cut = str_find(text, STR("\n---\n"));
	if (cut >= 0) {
		values = str_skip(text, cut + 5);
		text.len = cut + 1;
	}
	arena_init(&mem, oom, NULL);
	diags_init(&diags, &mem);
	struct rules *r = rules_load(&mem, STR("rules.yaml"), text, &diags);
	must(r ? diags.n == 0 : diags.n > 0);
	for (ptrdiff_t i = 0; i < diags.n; i++)
		diag_line(&mem, &diags.v[i]);
	if (r) {
		struct regex_scratch *scratch = regex_scratch_new(&mem);

		check_values(&mem, r, values);
		rules_lint(&mem, r, scratch, &diags);
		regex_scratch_free(scratch);
		rules_free(r);
	}
	arena_free(&mem);
	return 0;
}
