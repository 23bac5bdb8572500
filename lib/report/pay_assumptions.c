/* SPDX-License-Identifier: MIT */
/*
 * The model's values as a table: what everything in the report follows from,
 * each with its name, its source and how far to trust it.
 */
#include "report/pay_int.h"

/* The table while it is filled. */
struct assumptions {
	struct pay_build *b;
	struct doc_table *t;
	struct str *operand;
};

struct str
pay_floor_operand(struct arena *mem, const struct floor_rate *f)
{
	return str_fmt(mem, "floor.%.*s", FMT(f->state.s));
}

/* What can be said of any value; the rest of a row stays empty. */
struct fact {
	struct str of, what, years, operand;
	struct cell value;
	bool not_set;                 /* its operand is no key of --set    */
	const char *doubt;
	struct str source, confidence, note;
};

static void
add(struct assumptions *x, const struct fact *f)
{
	struct cell *c = x->t->cell + x->t->n_row * x->t->n_col;

	c[0] = cell_text(f->of);
	c[1] = cell_text(f->what);
	c[2] = cell_text(f->years);
	c[3] = f->value;
	c[4] = cell_text(f->not_set ? STR("") : f->operand);
	c[5] = cell_text(str_of(f->doubt));
	c[6] = cell_text(f->source);
	c[7] = cell_text(f->confidence);
	c[8] = cell_text(f->note);
	x->operand[x->t->n_row++] = f->operand;
}

static void
add_adjustments(struct assumptions *x, const struct occupation *o,
                const struct yaml_list *list, const char *what, bool bands)
{
	const struct adjustment *a = list->v;
	struct arena *mem = x->b->part.mem;

	for (ptrdiff_t i = 0; i < list->n; i++)
		add(x, &(struct fact){
			.of = o->name.s,
			.what = str_fmt(mem, "%s: %.*s", what, FMT(a[i].name.s)),
			.years = bands ? pay_band_words(mem, x->b->model,
			                                a[i].name.s) : STR(""),
			.operand = a[i].operand,
			.value = cell_of(CELL_PERCENT, a[i].bp),
			.doubt = pay_doubt(&a[i]), .source = a[i].source.s,
			.confidence = a[i].confidence.s, .note = a[i].note.s });
}

static void
add_occupation(struct assumptions *x, const struct occupation *o)
{
	add(x, &(struct fact){
		.of = o->name.s, .operand = o->base_operand,
		.what = build_title(&x->b->part, "Base $/h"),
		.value = cell_of(CELL_HOURLY, o->base_hourly_e4),
		.source = o->source.s, .confidence = o->confidence.s });
	add_adjustments(x, o, &o->experience, "Experience", true);
	add_adjustments(x, o, &o->skills, "Skill", false);
}

/* What holds for all occupations. */
static void
add_common(struct assumptions *x)
{
	const struct pay_model *m = x->b->model;
	const struct fact row[] = {
		{ .what = STR("Hours a year"), .operand = STR("hours_per_year"),
		  .value = cell_of(CELL_NUMBER, m->hours_per_year_e4) },
		{ .what = STR("Several skills"), .operand = STR("combine"),
		  .value = cell_text(str_of(combine_words[m->combine])),
		  .note = STR("highest, sum, capped, compound or none") },
		{ .what = STR("Cap of skill premiums"), .operand = STR("cap"),
		  .value = cell_of(CELL_PERCENT, m->cap_bp),
		  .note = STR("counts where skills are capped") },
		{ .what = STR("Range, minimum"), .operand = STR("range_minimum"),
		  .value = cell_of(CELL_PERCENT, m->minimum_bp),
		  .note = STR("of the benchmark; a grade's own limits stand") },
		{ .what = STR("Range, maximum"), .operand = STR("range_maximum"),
		  .value = cell_of(CELL_PERCENT, m->maximum_bp),
		  .note = STR("of the benchmark; a grade's own limits stand") },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct fact f = row[i];

		f.of = STR("All");
		add(x, &f);
	}
}

/* Only the rate that counts on the as-of date has a name. */
static void
add_floors(struct assumptions *x)
{
	const struct pay_model *m = x->b->model;
	const struct floor_rate *f = m->floors.v;
	struct arena *mem = x->b->part.mem;

	for (ptrdiff_t i = 0; i < m->floors.n; i++) {
		bool counts = pay_floor_rate(m, f[i].state.s) == &f[i];

		add(x, &(struct fact){
			.of = STR("All"),
			.what = str_fmt(mem, "Pay floor: %.*s%s",
			                FMT(f[i].state.s), counts ? ""
			                : ", of another time"),
			.years = f[i].effective == DATE_NONE ? STR("")
				: str_fmt(mem, "since %.*s",
				FMT(date_str(mem, f[i].effective))),
			.operand = counts ? pay_floor_operand(mem, &f[i])
			                  : STR(""),
			.not_set = true,
			.value = cell_of(CELL_HOURLY, f[i].hourly_e4),
			.source = f[i].source.s,
			.confidence = f[i].confidence.s });
	}
}

/* The first occupation's benchmark by experience, the ends of each band. */
static void
line_point(struct doc_table *t, struct pay_build *b, int64_t years_e4,
           const struct adjustment *a)
{
	struct arena *mem = b->part.mem;
	const struct occupation *o = b->model->occupations.v;
	struct cell *c = t->cell + t->n_row++ * t->n_col;
	int64_t bp = 10000 + (a ? a->bp : 0);
	const struct expr *share = expr_number(mem, 1, 0);

	if (a)
		share = EXPR(mem, EXPR_PLUS, share, expr_name(mem, a->operand));
	c[0] = cell_of(CELL_NUMBER, years_e4);
	c[1] = cell_of(CELL_HOURLY, muldiv(o->base_hourly_e4, bp, 10000));
	if (!b->live)
		return;
	c[1].expr = expr_round(mem, EXPR_ROUND, EXPR(mem, EXPR_TIMES,
		expr_name(mem, o->base_operand), share), 4);
}

enum { LAST_BAND_YEARS = 10 };        /* drawn of the one without an end */

static void
model_line(struct pay_build *b)
{
	const struct pay_model *m = b->model;
	const struct band *band = m->bands.v;
	const struct occupation *o = m->occupations.v;
	struct doc_column col[] = {
		{ STR("years"), STR("Experience years"), CELL_NUMBER, true,
		  NULL, 0 },
		{ STR("benchmark"), build_title(&b->part,
		  "Benchmark by experience $/h"), CELL_HOURLY, true, NULL, 0 },
	};
	struct doc_table *t = doc_table_new(b->part.mem, STR("model_line"), col,
	                                    2, 2 * m->bands.n);

	t->n_row = 0;
	for (int i = 0; i < m->bands.n; i++) {
		int64_t end = band[i].through_e4 ? band[i].through_e4
			: band[i].below_e4 ? band[i].below_e4
			: band[i].from_e4 + LAST_BAND_YEARS * 10000;
		const struct adjustment *a = pay_experience(m, 0, i);

		line_point(t, b, band[i].from_e4, a);
		line_point(t, b, end, a);
	}
	build_offer(&b->part, t, str_fmt(b->part.mem, "Benchmark by experience, "
		"%.*s", FMT(o->name.s)).s, AUDIENCE_AGGREGATE);
}

void
pay_assumptions(struct pay_build *b)
{
	static const struct doc_column col[] = {
		{ { "occupation", 10 }, { "Occupation", 10 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "what", 4 }, { "Assumption", 10 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "years", 5 }, { "Holds", 5 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "value", 5 }, { "Value", 5 }, CELL_NUMBER, true,
		  NULL, 0 },
		{ { "key", 3 }, { "Key of --set", 12 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "doubt", 5 }, { "Certainty", 9 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "source", 6 }, { "Source", 6 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "confidence", 10 }, { "Confidence", 10 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "note", 4 }, { "Note", 4 }, CELL_TEXT, true,
		  NULL, 0 },
	};
	const struct occupation *o = b->model->occupations.v;
	ptrdiff_t n = 5 + b->model->floors.n;

	for (ptrdiff_t i = 0; i < b->model->occupations.n; i++)
		n += 1 + o[i].experience.n + o[i].skills.n;
	struct doc_table *t = doc_table_new(b->part.mem, STR("assumptions"),
	                                    col, sizeof col / sizeof *col, n);
	struct assumptions x = { b, t, NEW(b->part.mem, n, struct str) };

	t->n_row = 0;
	t->operand = x.operand;
	for (ptrdiff_t i = 0; i < b->model->occupations.n; i++)
		add_occupation(&x, &o[i]);
	add_common(&x);
	add_floors(&x);
	build_offer(&b->part, t, "The model's values", AUDIENCE_AGGREGATE);
	model_line(b);
}
