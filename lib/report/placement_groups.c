/* SPDX-License-Identifier: MIT */
/*
 * The placement report's tables of groups: rules, boxes, groupings, years.
 */
#include "report/placement_int.h"

struct cell *
put_rate(struct cell *c, const struct rate *r, int64_t bp, bool open)
{
	*c++ = cell_of(CELL_COUNT, r->n);
	*c++ = cell_of(CELL_COUNT, r->den);
	*c++ = rate_cell(r->e9);
	*c++ = rate_cell(r->low_e9);
	*c++ = rate_cell(r->high_e9);
	*c++ = threshold_cell(bp);
	*c++ = met_cell(r, bp, open);
	*c++ = cell_text(str_of(met_words(r, bp, open)));
	return c;
}

void
hide_small(struct doc_table *t, ptrdiff_t first, const int64_t *people)
{
	for (ptrdiff_t i = first; i < t->n_col; i++)
		t->col[i].people = people;
}

/* All graduates by each rule in turn. */
static void
rules_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "rule", "Rule", CELL_TEXT }, RATE_COLUMNS,
		{ "filed", "As filed", CELL_TEXT },
		{ "excluded", "Excluded", CELL_COUNT },
		{ "headcount", "Graduates", CELL_COUNT },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_groups *g = &b->a->rules;
	struct doc_table *t = build_table(&b->part, "rules", col, N, g->n);
	int64_t *people = NEW(b->part.mem, g->n, int64_t);

	t->overlap = true;
	for (ptrdiff_t i = 0; i < g->n; i++) {
		struct rate r = placement_rate(&g->v[i].sum);
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(g->v[i].name);
		c = put_rate(c, &r, group_threshold(&g->v[i]), g->v[i].open);
		*c++ = cell_text(filed(b->part.mem, &r,
		                       g->v[i].pack->rounding));
		*c++ = cell_of(CELL_COUNT, g->v[i].sum.box[BOX_EXCLUDED]);
		*c++ = cell_of(CELL_COUNT, g->v[i].sum.graduates);
		people[i] = g->v[i].sum.graduates;
	}
	hide_small(t, 1, people);
	build_offer(&b->part, t, "The same graduates by each rule",
	            AUDIENCE_AGGREGATE);
}

/* The waterfall while it is drawn: what is left below the next box. */
struct fall {
	struct place_build *b;
	struct doc_table *t;
	int64_t left;
};

/* A box that stands on the ground, from which others are taken. */
static void
add_whole(struct fall *f, const char *name, int64_t n)
{
	struct cell *c = f->t->cell + f->t->n_row++ * f->t->n_col;

	c[0] = cell_text(str_of(name));
	c[1] = cell_of(CELL_COUNT, n);
	c[2] = cell_of(CELL_COUNT, 0);
	f->left = n;
}

/* A box that is taken from it. */
static void
add_box(struct fall *f, struct str name, int64_t n)
{
	struct cell *c = f->t->cell + f->t->n_row++ * f->t->n_col;

	f->left -= n;
	c[0] = cell_text(name);
	c[1] = cell_of(CELL_COUNT, n);
	c[2] = cell_of(CELL_COUNT, f->left);
}

/* Lines "Excluded, health": one an outcome that has somebody. */
static void
add_outcomes(struct fall *f, const char *what, const int64_t *n)
{
	for (int o = 0; o < OUTCOME_N; o++)
		if (n[o])
			add_box(f, str_fmt(f->b->part.mem, "%s, %s", what,
			                   outcome_info[o].words), n[o]);
}

/* From the graduates to the placed; the boxes add up. */
static void
waterfall(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Box", CELL_TEXT },
		{ "headcount", "Graduates", CELL_COUNT },
		{ "begins", "Begins at", CELL_COUNT },
	};
	const struct placement_sum *s = &b->a->all.sum;
	struct doc_table *t = build_table(&b->part, "waterfall", col, 3,
	                                  7 + 2 * OUTCOME_N);
	struct fall f = { b, t, 0 };

	t->n_row = 0;
	add_whole(&f, "Graduates", s->graduates);
	add_outcomes(&f, "Excluded", s->excluded);
	add_whole(&f, "Available", s->graduates - s->box[BOX_EXCLUDED]);
	add_box(&f, STR("Placed in field"), s->box[BOX_IN_FIELD]);
	add_box(&f, STR("Related"), s->box[BOX_RELATED]);
	add_outcomes(&f, "Placed", s->positive);
	add_box(&f, STR("Out of field"), s->box[BOX_OUT_OF_FIELD]);
	add_box(&f, STR("Not placed"), s->box[BOX_NOT_PLACED]);
	add_box(&f, STR("Unknown"), s->box[BOX_UNKNOWN]);
	int64_t *people = NEW(b->part.mem, t->n_row, int64_t);
	for (ptrdiff_t i = 0; i < t->n_row; i++)
		people[i] = t->cell[i * t->n_col + 1].n;
	hide_small(t, 1, people);
	build_offer(&b->part, t, "From graduates to placements",
	            AUDIENCE_AGGREGATE);
}

/* Every figure of a row is of the graduates of its group. */
static struct doc_sets *
group_sets(struct place_build *b, const struct placement_groups *g,
           ptrdiff_t n_col)
{
	struct doc_sets *sets = NEW(b->part.mem, n_col, struct doc_sets);
	uint32_t *set = NEW(b->part.mem, g->n, uint32_t);

	for (ptrdiff_t r = 0; r < g->n; r++)
		set[r] = population_set(&b->a->people, g->v[r].number, 0);
	for (ptrdiff_t i = 1; i < n_col; i++)
		sets[i].set = set;
	return sets;
}

/* What a grouping or years taken together say of each group. */
static void
groups_table(struct place_build *b, const struct placement_groups *g,
             const char *key, const char *title, const char *column,
             bool overlap)
{
	const struct build_column col[] = {
		{ "group", column, CELL_TEXT },
		{ "headcount", "Graduates", CELL_COUNT }, RATE_COLUMNS,
		{ "excluded", "Excluded", CELL_COUNT },
		{ "in_field", "In field", CELL_COUNT },
		{ "related", "Related", CELL_COUNT },
		{ "positive", "Otherwise", CELL_COUNT },
		{ "out_of_field", "Out of field", CELL_COUNT },
		{ "not_placed", "Not placed", CELL_COUNT },
		{ "unknown", "Unknown", CELL_COUNT },
		{ "rule", "Rule", CELL_TEXT },
	};
	enum { N = sizeof col / sizeof *col };
	static const enum box box[] = {
		BOX_EXCLUDED, BOX_IN_FIELD, BOX_RELATED, BOX_POSITIVE,
		BOX_OUT_OF_FIELD, BOX_NOT_PLACED, BOX_UNKNOWN
	};
	struct doc_table *t = build_table(&b->part, key, col, N, g->n);
	int64_t *people = NEW(b->part.mem, g->n, int64_t);

	t->overlap = overlap;
	t->last_rows = g->n_last;
	for (ptrdiff_t i = 0; i < g->n; i++) {
		const struct placement_group *x = &g->v[i];
		struct rate r = placement_rate(&x->sum);
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(x->name);
		*c++ = cell_of(CELL_COUNT, x->sum.graduates);
		c = put_rate(c, &r, group_threshold(x), x->open);
		for (size_t k = 0; k < sizeof box / sizeof *box; k++)
			*c++ = cell_of(CELL_COUNT, x->sum.box[box[k]]);
		*c++ = cell_text(group_rule(x));
		people[i] = x->sum.graduates;
	}
	hide_small(t, 1, people);
	t->sets = group_sets(b, g, N);
	build_offer(&b->part, t, title, AUDIENCE_AGGREGATE);
}

void
place_group_tables(struct place_build *b)
{
	static const struct { const char *title, *column; } of[] = {
		[PLACED_BY_SCHOOL] = { "Schools", "School" },
		[PLACED_BY_PROGRAM] = { "Programs", "Program" },
		[PLACED_BY_DEGREE] = { "Degrees", "Degree" },
		[PLACED_BY_CAMPUS] = { "Campuses", "Campus" },
		[PLACED_BY_COHORT] = { "Cohorts", "Cohort" },
		[PLACED_BY_CREDENTIAL] = { "Credentials", "Credential" },
		[PLACED_BY_ACCREDITOR] = { "Accreditors", "Accreditor" },
	};

	rules_table(b);
	waterfall(b);
	for (int i = 0; i < PLACEMENT_TABLES; i++)
		groups_table(b, &b->a->table[i], placement_table_key[i],
		             of[i].title, of[i].column,
		             i == PLACED_BY_CREDENTIAL);
	groups_table(b, &b->a->pooled, "pooled", "Years taken together",
	             "Years", true);
}
