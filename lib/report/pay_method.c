/* SPDX-License-Identifier: MIT */
/*
 * How the pay report's figures come about: the model, the rules of arithmetic
 * and the definitions.
 */
#include "report/pay_int.h"

/* "over 20 years", "5 to under 10 years". */
static struct str
years_words(struct arena *mem, const struct band *band, ptrdiff_t i)
{
	struct cell from = { .kind = CELL_NUMBER, .n = band[i].from_e4 };
	struct cell to = { .kind = CELL_NUMBER };
	bool over = i > 0 && band[i - 1].through_e4 == band[i].from_e4 &&
	            band[i].from_e4;
	struct str low = cell_str(mem, &from, false);

	if (!band[i].below_e4 && !band[i].through_e4)
		return str_fmt(mem, over ? "over %.*s years"
		                         : "%.*s years and more", FMT(low));
	to.n = band[i].through_e4 ? band[i].through_e4 : band[i].below_e4;
	const char *under = band[i].through_e4 ? "" : "under ";
	struct str high = cell_str(mem, &to, false);

	if (!band[i].from_e4)
		return band[i].through_e4
			? str_fmt(mem, "up to %.*s years", FMT(high))
			: str_fmt(mem, "under %.*s years", FMT(high));
	return str_fmt(mem, "%s%.*s to %s%.*s years", over ? "over " : "",
	               FMT(low), under, FMT(high));
}

const char *
pay_doubt(const struct adjustment *a)
{
	return a->assumed ? "assumed" : a->ceiling ? "a ceiling" : "";
}

struct str
pay_band_words(struct arena *mem, const struct pay_model *m, struct str name)
{
	const struct band *band = m->bands.v;

	for (ptrdiff_t i = 0; i < m->bands.n; i++)
		if (str_eq_nocase(band[i].name.s, name))
			return years_words(mem, band, i);
	return STR("");
}

/* Percentages of an occupation as a sentence, and as rows of a table. */
static void
adjustments(struct pay_build *b, const struct occupation *o,
            const struct yaml_list *list, bool bands, struct sbuf *words,
            struct doc_table *t)
{
	const struct adjustment *a = list->v;

	for (ptrdiff_t i = 0; i < list->n; i++) {
		struct cell *c = t->cell + t->n_row++ * t->n_col;
		const char *d = pay_doubt(&a[i]);
		struct str years = bands ? pay_band_words(b->part.mem,
			b->model, a[i].name.s) : STR("");

		sbuf_fmt(words, "%s%.*s", i ? "; " : "", FMT(a[i].name.s));
		if (years.len)
			sbuf_fmt(words, " (%.*s)", FMT(years));
		sbuf_fmt(words, " %.*s",
		         FMT(build_percent(b->part.mem, a[i].bp, true)));
		if (*d)
			sbuf_fmt(words, ", %s", d);
		c[0] = cell_text(o->name.s);
		c[1] = cell_text(bands ? STR("experience") : STR("skill"));
		c[2] = cell_text(a[i].name.s);
		c[3] = cell_text(years);
		c[4] = cell_of(CELL_PERCENT, a[i].bp);
		c[5] = cell_text(str_of(d));
		c[6] = cell_text(a[i].source.s);
		c[7] = cell_text(a[i].confidence.s);
		c[8] = cell_text(a[i].note.s);
	}
}

/* What stands before an amount: "$", "EUR ". */
static const char *
amount_sign(const struct pay_build *b)
{
	return str_eq(b->part.unit, STR("$")) ? "$"
		: str_fmt(b->part.mem, "%.*s ", FMT(b->part.unit)).s;
}

static struct str
hourly_words(const struct pay_build *b, int64_t e4)
{
	struct cell c = { .kind = CELL_HOURLY, .n = e4 };

	return str_fmt(b->part.mem, "%s%.*s", amount_sign(b),
	               FMT(cell_str(b->part.mem, &c, false)));
}

/* "Base", or "Base of Phlebotomist" where there are several occupations. */
static struct str
of_occupation(const struct pay_build *b, const char *what,
              const struct occupation *o)
{
	if (b->model->occupations.n == 1)
		return str_of(what);
	return str_fmt(b->part.mem, "%s, %.*s", what, FMT(o->name.s));
}

static void
occupation_lines(struct pay_build *b, struct block *list,
                 const struct occupation *o, struct doc_table *t)
{
	struct sbuf bands = { .mem = b->part.mem }, skills = { .mem = b->part.mem };
	struct sbuf base = { .mem = b->part.mem };

	adjustments(b, o, &o->experience, true, &bands, t);
	adjustments(b, o, &o->skills, false, &skills, t);
	sbuf_fmt(&base, "%.*s an hour: %.*s",
	         FMT(hourly_words(b, o->base_hourly_e4)), FMT(o->name.s));
	if (o->annual_as_published_e4)
		sbuf_fmt(&base, "; %s%.*s a year as published, not used",
		         amount_sign(b),
		         FMT(decimal_str(b->part.mem, o->annual_as_published_e4, 4,
		                         0, true)));
	if (o->source.s.len)
		sbuf_fmt(&base, "; %.*s", FMT(o->source.s));
	build_line(&b->part, list, of_occupation(b, "Base", o), "%s", sbuf_str(&base).s);
	build_line(&b->part, list, of_occupation(b, "Experience", o), "%s",
	         bands.n ? sbuf_str(&bands).s : "no adjustment");
	build_line(&b->part, list, of_occupation(b, "Skill premiums", o), "%s",
	         skills.n ? sbuf_str(&skills).s : "none");
}

static struct str
effective_words(const struct pay_build *b)
{
	const struct pay_model *m = b->model;

	if (m->effective != DATE_NONE)
		return date_str(b->part.mem, m->effective);
	if (m->estimated == DATE_NONE)
		return STR("unknown");
	return str_fmt(b->part.mem, "unknown, about %d",
	               date_ymd(m->estimated).year);
}

static struct str
floor_words(struct pay_build *b, struct doc_table *t)
{
	const struct floor_rate *f = b->model->floors.v;
	struct sbuf s = { .mem = b->part.mem };

	for (ptrdiff_t i = 0; i < b->model->floors.n; i++) {
		struct cell *c = t->cell + t->n_row++ * t->n_col;

		sbuf_fmt(&s, "%s%.*s %.*s", i ? "; " : "", FMT(f[i].state.s),
		         FMT(hourly_words(b, f[i].hourly_e4)));
		c[0] = cell_text(f[i].state.s);
		c[1] = cell_of(CELL_HOURLY, f[i].hourly_e4);
		c[2] = cell_of(CELL_DATE, f[i].effective);
		c[3] = cell_text(f[i].source.s);
		c[4] = cell_text(f[i].confidence.s);
	}
	return s.n ? sbuf_str(&s) : STR("none");
}

/* What `combine` means, said as the sum that it is. */
static const char *const combine_meaning[] = {
	[COMBINE_HIGHEST] = "the highest skill premium held counts: base x (1 "
		"+ experience + skill)",
	[COMBINE_SUM] = "all skill premiums held are added: base x (1 + "
		"experience + skills)",
	[COMBINE_CAPPED] = "skill premiums are added up to a cap: base x (1 + "
		"experience + skills)",
	[COMBINE_COMPOUND] = "percentages are multiplied: base x (1 + "
		"experience) x (1 + skill) x ...",
	[COMBINE_NONE] = "skill premiums do not count: base x (1 + experience)",
};

static struct doc_table *
percent_table(struct pay_build *b)
{
	static const struct doc_column col[] = {
		{ { "occupation", 10 }, { "Occupation", 10 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "for", 3 }, { "For", 3 }, CELL_TEXT, true, NULL, 0 },
		{ { "name", 4 }, { "Name", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "years", 5 }, { "Years", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "percent", 7 }, { "Of the base", 11 }, CELL_PERCENT, true,
		  NULL, 0 },
		{ { "doubt", 5 }, { "Certainty", 9 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "source", 6 }, { "Source", 6 }, CELL_TEXT, false, NULL, 0 },
		{ { "confidence", 10 }, { "Confidence", 10 }, CELL_TEXT, false,
		  NULL, 0 },
		{ { "note", 4 }, { "Note", 4 }, CELL_TEXT, false, NULL, 0 },
	};
	const struct occupation *o = b->model->occupations.v;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < b->model->occupations.n; i++)
		n += o[i].experience.n + o[i].skills.n;
	struct doc_table *t = doc_table_new(b->part.mem, STR("percentages"), col,
	                                    sizeof col / sizeof *col, n);

	t->facts = true;
	t->n_row = 0;
	return t;
}

static struct doc_table *
floor_table(struct pay_build *b)
{
	struct doc_column col[] = {
		{ STR("state"), STR("State"), CELL_TEXT, true, NULL, 0 },
		{ STR("hourly"), build_title(&b->part, "Floor $/h"), CELL_HOURLY, true,
		  NULL, 0 },
		{ STR("effective"), STR("Since"), CELL_DATE, true, NULL, 0 },
		{ STR("source"), STR("Source"), CELL_TEXT, false, NULL, 0 },
		{ STR("confidence"), STR("Confidence"), CELL_TEXT, false, NULL,
		  0 },
	};
	struct doc_table *t = doc_table_new(b->part.mem, STR("floors"), col, 5,
	                                    b->model->floors.n);

	t->facts = true;
	t->n_row = 0;
	return t;
}

static void
model_lines(struct pay_build *b, struct block *list)
{
	const struct pay_model *m = b->model;
	const struct occupation *o = m->occupations.v;
	struct doc_table *percent = percent_table(b), *floors = floor_table(b);

	build_line(&b->part, list, STR("Model"), "%.*s: %.*s (%.*s)", FMT(m->name.s),
	         FMT(m->title.s), FMT(m->file));
	if (b->in->what_if.len)
		build_line(&b->part, list, STR("What-if"), "%.*s: not the model as it "
		         "stands", FMT(b->in->what_if));
	build_line(&b->part, list, STR("Source"), "%.*s", FMT(m->source.s));
	build_line(&b->part, list, STR("Effective"), "%.*s", FMT(effective_words(b)));
	for (ptrdiff_t i = 0; i < m->occupations.n; i++)
		occupation_lines(b, list, o + i, percent);
	build_line(&b->part, list, STR("Several skills"), "%s: %s%s",
	         combine_words[m->combine], combine_meaning[m->combine],
	         m->combine != COMBINE_CAPPED ? ""
	         : str_fmt(b->part.mem, "; the cap is %.*s",
	                   FMT(build_percent(b->part.mem, m->cap_bp, false))).s);
	build_line(&b->part, list, STR("Hours a year"), "%.*s",
	         FMT(cell_str(b->part.mem, &(struct cell){ .kind = CELL_NUMBER,
	                      .n = m->hours_per_year_e4 }, false)));
	struct str floor = floor_words(b, floors);

	build_line(&b->part, list, STR("Pay floors"), "%.*s an hour", FMT(floor));
	build_offer(&b->part, percent, "Percentages of the model", AUDIENCE_AGGREGATE);
	build_offer(&b->part, floors, "Pay floors", AUDIENCE_AGGREGATE);
}

static void
definition_lines(struct pay_build *b, struct block *list)
{
	const struct pay_model *m = b->model;
	bool grades = b->in->roster->has_grades;

	build_line(&b->part, list, STR("Range"), "synthetic, %.*s to %.*s of the "
	         "benchmark, never below the pay floor%s",
	         FMT(build_percent(b->part.mem, m->minimum_bp, false)),
	         FMT(build_percent(b->part.mem, m->maximum_bp, false)),
	         grades ? "; the grade's own minimum, midpoint and maximum "
	         "where the export has them" : "");
	build_line(&b->part, list, STR("Compa-ratio"), "pay over %s; of a group: sum of "
	         "pay over sum of %s of those who have one, each person once, "
	         "not weighted by FTE. The mean of people's ratios stands "
	         "beside it.",
	         grades ? "the midpoint (the grade's, else the benchmark)"
	                : "the benchmark", grades ? "midpoints" : "benchmarks");
	if (grades)
		build_line(&b->part, list, STR("Market ratio"), "%s",
		         "pay over the benchmark, also where there is a grade");
	build_line(&b->part, list, STR("Headcount and pay"), "%s", "of all people with "
	         "a readable pay in scope; ratios and ranges of those with a "
	         "benchmark");
	build_line(&b->part, list, STR("Percentiles"), "%s",
	         "type 7, as Excel's PERCENTILE.INC");
	build_line(&b->part, list, STR("Costs"), "%s", "the gap to the limit x FTE, a "
	         "year, summed over those below it; nobody's pay is lowered");
	build_line(&b->part, list, STR("Rounding"), "%s", "each figure once, halves "
	         "away from zero; a benchmark to a ten-thousandth a year; "
	         "limits are tested before rounding");
	build_line(&b->part, list, STR("Certification"), "%s", "certified and not "
	         "certified are compared within bands: an association, not "
	         "its cause");
	if (b->in->rules.len)
		build_line(&b->part, list, STR("Rules"), "%.*s", FMT(b->in->rules));
}

void
pay_method(struct pay_build *b)
{
	const struct yaml_str *note = b->model->notes.v;
	struct build_blocks part = { 0 };
	struct block model = build_list(STR("The model"));
	struct block method = build_list(STR("The method"));
	struct block notes = build_list(STR("Notes of the model"));

	model_lines(b, &model);
	definition_lines(b, &method);
	for (ptrdiff_t i = 0; i < b->model->notes.n; i++)
		build_line(&b->part, &notes, str_fmt(b->part.mem, "%td", i + 1), "%.*s",
		         FMT(note[i].s));
	model.formats = method.formats = IN_TEXT | IN_XLSX;
	notes.formats = IN_XLSX;      /* too long for a mail */
	*VEC_PUSH(b->part.mem, &part) = model;
	*VEC_PUSH(b->part.mem, &part) = method;
	*VEC_PUSH(b->part.mem, &part) = notes;
	build_part(&b->part, "method", &part, AUDIENCE_AGGREGATE);
}

/* How many people hold several skills that have a premium. */
static int64_t
with_several(const struct pay_build *b)
{
	const struct roster *r = b->in->roster;
	const struct pricing *pr = b->in->pricing;
	int64_t n = 0;

	for (ptrdiff_t i = 0; i < r->n; i++) {
		const struct person *p = &r->v[i];
		struct own_skills own = person_skills(r, p);
		int32_t o = pr->occupation[p->occupation];
		int held = 0;

		for (uint32_t k = 0; o >= 0 && k < own.n; k++)
			held += pr->skill[o][own.v[k]] >= 0;
		n += held > 1;
	}
	return n;
}

void
pay_decisions(struct pay_build *b)
{
	const struct pay_analysis *a = b->in->analysis;
	const struct group *all = &a->all;

	build_decide(&b->part, "Benchmark date", effective_words(b),
	             all->benchmarked, "%.*s",
	             FMT(a->out_of_date ? a->out_of_date_why
	                 : STR("Current on the as-of date")));
	build_decide(&b->part, "Several skills",
	             str_of(combine_words[b->model->combine]), with_several(b),
	             "%s", combine_meaning[b->model->combine]);
	if (a->assumed_band)
		build_decide(&b->part, "Band assumed", STR("used as it is"),
		             a->assumed_band, "The model's source gives no "
		             "figure for their band of experience");
	build_decide(&b->part, "Percentiles", STR("type 7"), all->paid,
	             "As Excel's PERCENTILE.INC");
}
