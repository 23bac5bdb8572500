/* SPDX-License-Identifier: MIT */
/*
 * The skills considered and the steps of a benchmark, with their arithmetic.
 */
#include "report/explain_int.h"

void
explain_tell(struct explain_pay *g, const char *key, struct cell value)
{
	g->figure[g->n_figure++] = (struct doc_figure){
		.key = str_of(key), .value = value,
		.title = build_words(g->mem, key, true) };
}

struct str
explain_number(const struct explain_pay *g, int64_t v, int places, int least)
{
	int shown = places;

	for (int64_t x = v; shown > least && x % 10 == 0; x /= 10)
		shown--;
	return decimal_str(g->mem, v, places, shown, false);
}

struct str
explain_amount(const struct explain_pay *g, money v)
{
	return explain_number(g, v, 4, 2);
}

int64_t
explain_hourly(const struct explain_pay *g, money annual)
{
	return annual == MONEY_NONE ? MONEY_NONE
		: muldiv(annual, 10000, g->m->hours_per_year_e4);
}

struct str
explain_at_line(const struct explain_pay *g, int32_t line)
{
	if (line < 0)
		return STR(" (what-if)");
	return line == 0 ? STR("") : str_fmt(g->mem, " (%.*s:%d)",
	                                     FMT(g->m->file), line);
}

/* Whether a premium is among the steps. */
static bool
in_steps(const struct explain_pay *g, const struct adjustment *a)
{
	for (ptrdiff_t i = 0; i < g->n_step; i++)
		if (g->step[i].of == a)
			return true;
	return false;
}

static const char *const combine_meaning[] = {
	[COMBINE_HIGHEST] = "the highest premium held counts",
	[COMBINE_SUM] = "all premiums held are added",
	[COMBINE_CAPPED] = "premiums are added up to the cap",
	[COMBINE_COMPOUND] = "percentages are multiplied",
	[COMBINE_NONE] = "premiums do not count",
};

void
explain_skills(struct explain_pay *g, const struct occupation *o)
{
	static const struct explain_column col[] = {
		{ "skill", "Skill", CELL_TEXT, false },
		{ "premium", "Premium", CELL_PERCENT, false },
		{ "chosen", "Chosen", CELL_BOOL, false },
		{ "line", "Line", CELL_COUNT, false },
	};
	int32_t at = g->pricing->occupation[g->p->occupation];
	struct block list = build_list(STR("Skills considered"));
	struct own_skills own = person_skills(g->r, g->p);
	struct doc_table *t = explain_table(g->x, "skills", col, 4, own.n);

	for (uint32_t i = 0; i < own.n; i++) {
		uint32_t id = own.v[i];
		int32_t k = g->pricing->skill[at][id];
		const struct adjustment *a = k < 0 ? NULL
			: (const struct adjustment *)o->skills.v + k;
		struct str name = roster_name(g->r, V_SKILL, id);
		struct cell *c = t->cell + i * 4;

		c[0] = cell_text(name);
		c[2] = cell_of(CELL_BOOL, a && in_steps(g, a));
		if (!a) {
			build_line(&g->x->part, &list, name,
			           "no premium in the model");
			continue;
		}
		c[1] = cell_of(CELL_PERCENT, a->bp);
		c[3] = cell_of(CELL_COUNT, a->name.line);
		build_line(&g->x->part, &list, name, "%.*s, %s%.*s",
		           FMT(build_percent(g->mem, a->bp, true)),
		           in_steps(g, a) ? "chosen" : "not chosen",
		           FMT(explain_at_line(g, a->name.line)));
	}
	if (own.n == 0)
		build_line(&g->x->part, &list, STR("None"), "no row of skills "
		           "counts for this id");
	build_line(&g->x->part, &list, STR("Combination"), "%s: %s",
	           combine_words[g->m->combine],
	           combine_meaning[g->m->combine]);
	explain_tell(g, "combine", cell_text(str_of(combine_words[g->m->combine])));
	explain_block(g->x, &g->x->body, list);
	explain_block(g->x, &g->x->body, (struct block){
		.kind = BLOCK_TABLE, .formats = IN_JSON | IN_XLSX,
		.title = STR("Skills considered"), .table = t });
}

static const char *const op_words[] = {
	[STEP_BASE] = "base", [STEP_HOURS] = "hours", [STEP_ADD] = "add",
	[STEP_CAP] = "cap", [STEP_APPLY] = "apply", [STEP_TIMES] = "times",
	[STEP_ROUND] = "round",
};

/* The steps as one sum: "13.62 x 2080 x (1 - 0.07 + 0.1)". */
static struct str
arithmetic(const struct explain_pay *g)
{
	struct sbuf b = { .mem = g->mem }, share = { .mem = g->mem };

	for (ptrdiff_t i = 0; i < g->n_step; i++) {
		const struct step *s = &g->step[i];
		int64_t size = s->value < 0 ? -s->value : s->value;

		switch (s->op) {
		case STEP_BASE:
			sbuf_put(&b, explain_amount(g, s->value));
			break;
		case STEP_HOURS:
			sbuf_fmt(&b, " x %.*s", FMT(explain_number(g, s->value, 4, 0)));
			break;
		case STEP_ADD:
			sbuf_fmt(&share, " %c %.*s", s->value < 0 ? '-' : '+',
			         FMT(explain_number(g, size, 4, 0)));
			break;
		case STEP_CAP: {
			struct str sum = str_dup(g->mem, sbuf_str(&share));

			share.n = 0;
			sbuf_fmt(&share, " + min(%.*s, 0%.*s)",
			         FMT(explain_number(g, s->value, 4, 0)), FMT(sum));
			break;
		}
		case STEP_APPLY:
			sbuf_fmt(&b, " x (1%.*s)", FMT(sbuf_str(&share)));
			share.n = 0;
			break;
		case STEP_TIMES:
			sbuf_fmt(&b, " x %.*s",
			         FMT(explain_number(g, 10000 + s->value, 4, 0)));
			break;
		case STEP_HIGHEST:    /* of open steps only */
		case STEP_ROUND:
			break;
		}
	}
	return sbuf_str(&b);
}

/* What a step has come to: an hour, then a year. */
static money
so_far(const struct explain_pay *g, ptrdiff_t i)
{
	enum step_op op = g->step[i].op;

	return op == STEP_ADD || op == STEP_CAP ? MONEY_NONE
		: steps_value(g->step, i + 1);
}

void
explain_steps(struct explain_pay *g)
{
	static const struct explain_column col[] = {
		{ "step", "Step", CELL_COUNT, false },
		{ "op", "Operation", CELL_TEXT, false },
		{ "operand", "Operand", CELL_TEXT, false },
		{ "value", "Value", CELL_NUMBER, false },
		{ "result", "So far", CELL_MONEY, false },
		{ "words", "In words", CELL_TEXT, false },
		{ "file", "Model", CELL_TEXT, false },
		{ "line", "Line", CELL_COUNT, false },
	};
	enum { N = sizeof col / sizeof *col };
	struct block list = build_list(STR("Benchmark"));
	struct doc_table *t = explain_table(g->x, "steps", col, N, g->n_step);

	for (ptrdiff_t i = 0; i < g->n_step; i++) {
		const struct step *s = &g->step[i];
		struct cell *c = t->cell + i * N;
		struct str words = step_str(g->mem, g->m, s);
		money v = so_far(g, i);

		build_line(&g->x->part, &list, str_fmt(g->mem, "Step %td", i + 1),
		           "%.*s%s%.*s", FMT(words), v == MONEY_NONE ||
		           s->op == STEP_BASE ? "" : " = ",
		           FMT(v == MONEY_NONE || s->op == STEP_BASE
		               ? STR("") : explain_number(g, v, 4, 4)));
		c[0] = cell_of(CELL_COUNT, i + 1);
		c[1] = cell_text(str_of(op_words[s->op]));
		c[2] = cell_text(s->operand);
		if (s->op != STEP_APPLY && s->op != STEP_ROUND)
			c[3] = cell_of(CELL_NUMBER, s->value);
		c[4] = cell_of(CELL_NUMBER, v);
		c[5] = cell_text(words);
		if (s->line > 0) {
			c[6] = cell_text(g->m->file);
			c[7] = cell_of(CELL_COUNT, s->line);
		}
	}
	struct str sum = str_fmt(g->mem, "%.*s = %.*s", FMT(arithmetic(g)),
	                         FMT(explain_number(g, g->p->price->benchmark, 4, 4)));
	build_line(&g->x->part, &list, STR("Benchmark"), "%.*s", FMT(sum));
	build_line(&g->x->part, &list, STR("An hour"), "%.*s / %.*s = %.*s",
	           FMT(explain_number(g, g->p->price->benchmark, 4, 4)),
	           FMT(explain_number(g, g->m->hours_per_year_e4, 4, 0)),
	           FMT(explain_number(g, explain_hourly(g, g->p->price->benchmark), 4, 4)));
	explain_tell(g, "arithmetic", cell_text(sum));
	explain_tell(g, "base_hourly", cell_of(CELL_HOURLY, g->step[0].value));
	explain_tell(g, "benchmark_annual", cell_of(CELL_NUMBER, g->p->price->benchmark));
	explain_tell(g, "benchmark_hourly", cell_of(CELL_HOURLY,
	                                    explain_hourly(g, g->p->price->benchmark)));
	explain_tell(g, "benchmark_experience_annual", cell_of(CELL_NUMBER,
		g->p->price->benchmark_experience));
	explain_block(g->x, &g->x->body, list);
	explain_block(g->x, &g->x->body, (struct block){
		.kind = BLOCK_TABLE, .formats = IN_JSON | IN_XLSX,
		.title = STR("Steps"), .table = t });
}

