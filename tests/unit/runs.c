/* SPDX-License-Identifier: MIT */
/* Several reports of one reading are what each is alone. */
#include "mem.h"
#include "unit.h"

#include "report/render.h"
#include "run/pipeline.h"

/* A second report: pay again, of fewer kinds, under another name. */
static enum st
make_other(struct run *r, const struct run_options *o)
{
	return report_pay.make(r, o);
}

static struct report
other_report(void)
{
	struct report other = report_pay;

	other.name = "other";
	other.kinds = 1u << K_STAFF | 1u << K_EXPERIENCE;
	other.make = make_other;
	return other;
}

struct told {
	int64_t rows;
};

static void
tell(void *ctx, const struct stage *now)
{
	struct told *t = ctx;

	if (now->rows > t->rows)
		t->rows = now->rows;
}

struct made {
	struct arena mem;
	struct runs rs;
	struct told told;
	enum st st;
};

static void
make_runs(struct made *m, const struct report *const *report, ptrdiff_t n)
{
	static const struct str files[] = { { "samples/clinic", 14 } };
	struct run_options o = {
		.file = files, .n_file = 1, .rules = STR("healthcare"),
		.model = STR("clinical-medical-assistant"),
		.template = STR("pay"), .as_of = date_of(2026, 10, 31),
		.max_rejects_bp = 500, .version = STR("1"),
		.progress = { &m->told, tell },
	};

	m->mem = mem_arena();
	m->told = (struct told){ 0 };
	runs_begin(&m->rs, &m->mem, report, n);
	m->st = runs_make(&m->rs, &o);
}

static void
made_end(struct made *m)
{
	runs_end(&m->rs);
	arena_free(&m->mem);
}

static struct str
text_of(struct made *m, ptrdiff_t i, bool json)
{
	const struct edition e = { .min_group = 5 };
	const struct document *d = m->rs.v[i].document;

	return json ? render_json(&m->mem, document_for(d, e, IN_JSON))
	            : render_text(&m->mem, document_for(d, e, IN_TEXT));
}

static void
as_if_alone(void)
{
	const struct report other = other_report();
	const struct report *const orders[][3] = {
		{ &report_pay, &other, NULL }, { &other, &report_pay, NULL },
	};
	const struct report *const ones[] = { &report_pay, &other };

	for (ptrdiff_t o = 0; o < ROWS(orders); o++) {
		struct made both;

		make_runs(&both, orders[o], 2);
		if (!OK(both.st == ST_OK, "both are made: %d", both.st))
			return;
		for (ptrdiff_t i = 0; i < 2; i++) {
			struct made alone;
			const struct report *r = orders[o][i];
			const struct ledger *l = &both.rs.v[i].ledger;

			make_runs(&alone, &r, 1);
			OK(alone.st == ST_OK && ledger_balances(l),
			   "%s balances", r->name);
			OK(str_eq(text_of(&alone, 0, false),
			          text_of(&both, i, false)),
			   "%s: the same text as alone", r->name);
			OK(str_eq(text_of(&alone, 0, true),
			          text_of(&both, i, true)),
			   "%s: the same JSON as alone", r->name);
			if (r == ones[0])
				OK(alone.told.rows == both.told.rows &&
				   both.told.rows == 246, "246 records, read "
				   "once: %lld", (long long)both.told.rows);
			made_end(&alone);
		}
		made_end(&both);
	}
}

static void
one_fails(void)
{
	struct report hungry = other_report();
	const struct report *const two[] = { &report_pay, &hungry };
	struct made m;

	hungry.needs = K_GRADUATES;
	make_runs(&m, two, 2);
	OK(m.st == ST_DATA, "the run stops: %d", m.st);
	OK(m.rs.v[0].st == ST_OK && m.rs.v[1].st == ST_DATA &&
	   m.rs.v[1].diags.count[DIAG_KIND_MISSING] == 1 &&
	   m.rs.v[0].diags.count[DIAG_KIND_MISSING] == 0,
	   "and it is known whose fault it is");
	made_end(&m);
}

const struct unit_test suite_runs[] = {
	TEST(as_if_alone), TEST(one_fails), END
};
