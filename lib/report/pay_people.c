/* SPDX-License-Identifier: MIT */
/*
 * The pay report's lists of people.  Rows are made when they are drawn.
 */
#include "report/pay_int.h"

#include "norm/values.h"

/* What people of a table are outside of. */
enum limit { LIMIT_MINIMUM, LIMIT_MAXIMUM, LIMIT_FLOOR };

/* What a table of people is made from. */
struct people {
	const struct pay_build *b;
	const struct person_line *line;      /* NULL: everyone             */
	enum limit limit;
};

static struct cell
hourly_cell(const struct people *x, money annual)
{
	return cell_of(CELL_HOURLY, pay_hourly(x->b, annual));
}

static struct cell
name_cell(const struct people *x, enum vocabulary v, uint32_t id)
{
	return cell_text(roster_name(x->b->in->roster, v, id));
}

static int64_t
limit_hourly(const struct people *x, const struct person *p)
{
	switch (x->limit) {
	case LIMIT_MINIMUM:
		return pay_hourly(x->b, p->price->minimum);
	case LIMIT_MAXIMUM:
		return pay_hourly(x->b, p->price->maximum);
	default:
		return x->b->in->pricing->floor_e4[p->state];
	}
}

enum { GAP_COLUMNS = 12 };

/* A person outside the range or under the floor. */
static void
gap_row(const void *ctx, ptrdiff_t row, struct cell *c, struct arena *scratch)
{
	const struct people *x = ctx;
	const struct roster *r = x->b->in->roster;
	const struct person_line *l = &x->line[row];
	const struct person *p = &r->v[l->person];
	struct pos at = person_pos(r, p);

	c[0] = cell_text(person_id(r, p));
	c[1] = cell_text(person_name(r, scratch, p));
	c[2] = name_cell(x, V_TITLE, p->title);
	c[3] = name_cell(x, V_SITE, p->site);
	c[4] = hourly_cell(x, p->pay);
	c[5] = cell_of(CELL_HOURLY, limit_hourly(x, p));
	c[6] = hourly_cell(x, l->gap);
	c[7] = cell_of(CELL_NUMBER, p->fte_e4);
	c[8] = cell_of(CELL_MONEY, l->cost);
	c[9] = cell_of(CELL_RATIO, price_ratio(p));
	c[9].zone = p->zone;
	c[10] = cell_text(at.file);
	c[11] = cell_of(CELL_COUNT, at.line);
}

/* Of a list of gaps, largest first, nobody reads more; 30,000 people took as
 * long as all the reading of a million. */
enum { GAPS_MAX = 5000 };

static void
gap_table(struct pay_build *b, const struct person_lines *lines,
          enum limit limit, const char *key, const char *title,
          const char *const heads[3])
{
	struct people *x = NEW(b->part.mem, 1, struct people);
	struct doc_column col[GAP_COLUMNS] = {
		{ STR("id"), STR("Id"), CELL_TEXT, true, NULL, 0 },
		{ STR("name"), STR("Name"), CELL_TEXT, true, NULL, 0 },
		{ STR("title"), STR("Title"), CELL_TEXT, true, NULL, 0 },
		{ STR("site"), STR("Site"), CELL_TEXT, true, NULL, 0 },
		{ STR("hourly"), build_title(&b->part, "Pay $/h"), CELL_HOURLY, true,
		  NULL, 0 },
		{ STR("limit"), build_title(&b->part, heads[0]), CELL_HOURLY, true,
		  NULL, 0 },
		{ STR("gap"), build_title(&b->part, heads[1]), CELL_HOURLY, true,
		  NULL, 0 },
		{ STR("fte"), STR("FTE"), CELL_NUMBER, false, NULL, 0 },
		{ STR("cost"), build_title(&b->part, heads[2]), CELL_MONEY, true,
		  NULL, COL_LENGTH },
		{ STR("compa_ratio"), STR("Compa-ratio"), CELL_RATIO, false,
		  NULL, COL_ZONED },
		{ STR("file"), STR("File"), CELL_TEXT, false, NULL, 0 },
		{ STR("line"), STR("Line"), CELL_COUNT, false, NULL, 0 },
	};
	struct doc_table *t = doc_table_new(b->part.mem, str_of(key), col,
	                                    GAP_COLUMNS, 0);

	*x = (struct people){ .b = b, .line = lines->v, .limit = limit };
	t->row = gap_row;
	t->ctx = x;
	t->n_row = lines->n;
	t->sheet_row_limit = build_very_large(&b->part) ? EXAMPLES_MAX
	                                                 : GAPS_MAX;
	t->totals = true;
	build_offer(&b->part, t, title, AUDIENCE_PERSON);
}

/* A part-timer whose pay gives no hourly rate. */
static void
no_rate_row(const void *ctx, ptrdiff_t row, struct cell *c,
            struct arena *scratch)
{
	const struct people *x = ctx;
	const struct roster *r = x->b->in->roster;
	const struct person *p = &r->v[x->line[row].person];
	struct pos at = person_pos(r, p);

	c[0] = cell_text(person_id(r, p));
	c[1] = cell_text(person_name(r, scratch, p));
	c[2] = name_cell(x, V_TITLE, p->title);
	c[3] = name_cell(x, V_SITE, p->site);
	c[4] = cell_text(person_pay(r, scratch, p));
	c[5] = cell_text(str_of(pay_basis_name[p->basis]));
	c[6] = cell_text(at.file);
	c[7] = cell_of(CELL_COUNT, at.line);
}

static void
no_rate_table(struct pay_build *b)
{
	const struct person_lines *lines = &b->in->analysis->no_rate;
	static const struct doc_column col[] = {
		{ { "id", 2 }, { "Id", 2 }, CELL_TEXT, true, NULL, 0 },
		{ { "name", 4 }, { "Name", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "title", 5 }, { "Title", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "site", 4 }, { "Site", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "pay", 3 }, { "Pay as given", 12 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "basis", 5 }, { "Basis", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "file", 4 }, { "File", 4 }, CELL_TEXT, false, NULL, 0 },
		{ { "line", 4 }, { "Line", 4 }, CELL_COUNT, false, NULL, 0 },
	};
	struct people *x = NEW(b->part.mem, 1, struct people);
	struct doc_table *t = doc_table_new(b->part.mem, STR("no_rate"), col,
	                                    sizeof col / sizeof *col, 0);

	*x = (struct people){ .b = b, .line = lines->v };
	t->row = no_rate_row;
	t->ctx = x;
	t->n_row = lines->n;
	build_offer(&b->part, t, "No hourly rate", AUDIENCE_PERSON);
}

void
pay_people_tables(struct pay_build *b)
{
	const struct pay_analysis *a = b->in->analysis;
	static const char *const under[] = {
		"Minimum $/h", "Gap $/h", "Cost $/year" };
	static const char *const over[] = {
		"Maximum $/h", "Above $/h", "Above $/year" };
	static const char *const floor[] = {
		"Floor $/h", "Gap $/h", "Cost $/year" };

	gap_table(b, &a->below_range, LIMIT_MINIMUM, "below_range",
	          "Below range", under);
	gap_table(b, &a->above_range, LIMIT_MAXIMUM, "above_range",
	          "Above range", over);
	gap_table(b, &a->below_floor, LIMIT_FLOOR, "below_floor",
	          "Under the floor", floor);
	no_rate_table(b);
	pay_staff_table(b);
}
