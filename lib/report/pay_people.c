/* SPDX-License-Identifier: MIT */
/*
 * The pay report's tables of people.  Rows are made when they are drawn.
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
		return pay_hourly(x->b, p->minimum);
	case LIMIT_MAXIMUM:
		return pay_hourly(x->b, p->maximum);
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

	(void)scratch;
	c[0] = cell_text(person_id(r, p));
	c[1] = cell_text(person_name(r, p));
	c[2] = name_cell(x, V_TITLE, p->title);
	c[3] = name_cell(x, V_SITE, p->site);
	c[4] = hourly_cell(x, p->pay);
	c[5] = cell_of(CELL_HOURLY, limit_hourly(x, p));
	c[6] = hourly_cell(x, l->gap);
	c[7] = cell_of(CELL_NUMBER, p->fte_e4);
	c[8] = cell_of(CELL_MONEY, l->cost);
	c[9] = cell_of(CELL_RATIO, p->ratio_e9);
	c[9].zone = p->zone;
	c[10] = cell_text(at.file);
	c[11] = cell_of(CELL_COUNT, at.line);
}

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
		  NULL, 0 },
		{ STR("compa_ratio"), STR("Compa-ratio"), CELL_RATIO, false,
		  NULL, 0 },
		{ STR("file"), STR("File"), CELL_TEXT, false, NULL, 0 },
		{ STR("line"), STR("Line"), CELL_COUNT, false, NULL, 0 },
	};
	struct doc_table *t = doc_table_new(b->part.mem, str_of(key), col,
	                                    GAP_COLUMNS, 0);

	*x = (struct people){ .b = b, .line = lines->v, .limit = limit };
	t->row = gap_row;
	t->ctx = x;
	t->n_row = lines->n;
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

	(void)scratch;
	c[0] = cell_text(person_id(r, p));
	c[1] = cell_text(person_name(r, p));
	c[2] = name_cell(x, V_TITLE, p->title);
	c[3] = name_cell(x, V_SITE, p->site);
	c[4] = cell_text(person_pay(r, p));
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

/* What else is to be known about a person, in words. */
static const struct {
	unsigned flag;
	const char *word;
} flag_words[] = {
	{ PERSON_BELOW_FLOOR, "under the pay floor" },
	{ PERSON_NO_RATE, "no hourly rate" },
	{ PERSON_IMPLAUSIBLE, "implausible pay" },
	{ PERSON_PAY_RANGE, "pay given as a range" },
	{ PERSON_ASSUMED_BAND, "assumed band" },
	{ PERSON_PLUS, "experience \"more than\"" },
	{ PERSON_ON_LEAVE, "on leave" },
	{ PERSON_GRADE, "grade range" },
	{ PERSON_CLAIMS, "title claims a credential" },
	{ PERSON_CERTIFIED, "certified" },
};

static const char *const source_words[] = {
	[EXPERIENCE_NONE] = "", [EXPERIENCE_JOBS] = "jobs held",
	[EXPERIENCE_COLUMN] = "column", [EXPERIENCE_TENURE] = "tenure",
};

static const char *const state_words[CRED_N] = {
	[CRED_ACTIVE] = "", [CRED_EXPIRING_90] = " (ends within 90 days)",
	[CRED_LIFETIME] = " (lifetime)", [CRED_EXPIRED] = " (expired)",
	[CRED_PENDING] = " (pending)", [CRED_UNKNOWN] = " (no date)",
};

static void
add_words(struct sbuf *s, struct str words)
{
	sbuf_fmt(s, "%s%.*s", s->n ? "; " : "", FMT(words));
}

static struct cell
flags_cell(const struct person *p, struct arena *scratch)
{
	struct sbuf s = { .mem = scratch };

	for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++)
		if (p->flags & flag_words[i].flag)
			add_words(&s, str_of(flag_words[i].word));
	return cell_text(sbuf_str(&s));
}

static struct cell
skills_cell(const struct people *x, const struct person *p,
            struct arena *scratch)
{
	const struct roster *r = x->b->in->roster;
	struct sbuf s = { .mem = scratch };

	for (uint32_t i = 0; i < p->n_skill; i++)
		add_words(&s, roster_name(r, V_SKILL, r->skills[p->skill + i]));
	return cell_text(sbuf_str(&s));
}

static struct cell
credentials_cell(const struct people *x, const struct person *p,
                 struct arena *scratch)
{
	const struct roster *r = x->b->in->roster;
	struct sbuf s = { .mem = scratch };

	for (uint32_t i = 0; i < p->n_credential; i++) {
		const struct held *h = &r->credentials[p->credential + i];

		add_words(&s, roster_name(r, V_CREDENTIAL, h->credential));
		sbuf_put(&s, str_of(state_words[h->state]));
	}
	return cell_text(sbuf_str(&s));
}

static struct cell
premium_cell(const struct people *x, const struct person *p,
             struct arena *scratch)
{
	const struct pricing *pr = x->b->in->pricing;
	int32_t o = pr->occupation[p->occupation];

	if (o < 0 || p->premium < 0)
		return cell_text(STR(""));
	const struct occupation *occ = pr->model->occupations.v;
	const struct adjustment *a = occ[o].skills.v;

	a += p->premium;
	return cell_text(str_fmt(scratch, "%.*s %.*s", FMT(a->name.s),
	                         FMT(build_percent(scratch, a->bp, true))));
}

static struct cell
band_cell(const struct people *x, const struct person *p)
{
	const struct band *band = x->b->model->bands.v;

	return cell_text(p->band < 0 ? STR("") : band[p->band].name.s);
}

static const char *
schedule(const struct person *p)
{
	return p->flags & PERSON_PRN ? "per diem"
	     : p->flags & PERSON_PART_TIME ? "part-time" : "full-time";
}

/* The Staff sheet's columns; the order is that of staff_row's cells. */
static const struct {
	const char *key, *title;
	enum cell_kind kind;
} staff_columns[] = {
	{ "id", "Id", CELL_TEXT },
	{ "name", "Name", CELL_TEXT },
	{ "title", "Title", CELL_TEXT },
	{ "occupation", "Occupation", CELL_TEXT },
	{ "level", "Level", CELL_TEXT },
	{ "department", "Department", CELL_TEXT },
	{ "site", "Site", CELL_TEXT },
	{ "state", "State", CELL_TEXT },
	{ "status", "Status", CELL_TEXT },
	{ "schedule", "Schedule", CELL_TEXT },
	{ "fte", "FTE", CELL_NUMBER },
	{ "hired", "Hired", CELL_DATE },
	{ "experience", "Experience years", CELL_NUMBER },
	{ "experience_source", "Experience from", CELL_TEXT },
	{ "band", "Band", CELL_TEXT },
	{ "skills", "Skills", CELL_TEXT },
	{ "credentials", "Credentials", CELL_TEXT },
	{ "basis", "Pay basis", CELL_TEXT },
	{ "hourly", "Pay $/h", CELL_HOURLY },
	{ "annual", "Full-time pay $/year", CELL_MONEY },
	{ "benchmark", "Benchmark $/h", CELL_HOURLY },
	{ "benchmark_experience", "Experience-only benchmark $/h",
	  CELL_HOURLY },
	{ "premium", "Premium used", CELL_TEXT },
	{ "minimum", "Minimum $/h", CELL_HOURLY },
	{ "midpoint", "Midpoint $/h", CELL_HOURLY },
	{ "maximum", "Maximum $/h", CELL_HOURLY },
	{ "compa_ratio", "Compa-ratio", CELL_RATIO },
	{ "market_ratio", "Market ratio", CELL_RATIO },
	{ "zone", "Zone", CELL_TEXT },
	{ "flags", "Flags", CELL_TEXT },
	{ "file", "File", CELL_TEXT },
	{ "line", "Line", CELL_COUNT },
};

/* Who somebody is: the first seventeen cells. */
static struct cell *
put_person(const struct people *x, const struct person *p, struct cell *c,
           struct arena *scratch)
{
	const struct roster *r = x->b->in->roster;
	int64_t years = p->experience < 0 ? MONEY_NONE
		: muldiv(p->experience, 100, YEAR_MILLIMONTHS) * 100;

	*c++ = cell_text(person_id(r, p));
	*c++ = cell_text(person_name(r, p));
	*c++ = name_cell(x, V_TITLE, p->title);
	*c++ = name_cell(x, V_OCCUPATION, p->occupation);
	*c++ = name_cell(x, V_LEVEL, p->level);
	*c++ = name_cell(x, V_DEPARTMENT, p->department);
	*c++ = name_cell(x, V_SITE, p->site);
	*c++ = name_cell(x, V_STATE, p->state);
	*c++ = cell_text(person_raw(r, p, F_STATUS));
	*c++ = cell_text(str_of(schedule(p)));
	*c++ = cell_of(CELL_NUMBER, p->fte_e4);
	*c++ = cell_of(CELL_DATE, p->hired);
	*c++ = cell_of(CELL_NUMBER, years);
	*c++ = cell_text(str_of(source_words[p->experience_source]));
	*c++ = band_cell(x, p);
	*c++ = skills_cell(x, p, scratch);
	*c++ = credentials_cell(x, p, scratch);
	return c;
}

static void
staff_row(const void *ctx, ptrdiff_t row, struct cell *c,
          struct arena *scratch)
{
	const struct people *x = ctx;
	const struct roster *r = x->b->in->roster;
	const struct person *p = &r->v[row];
	struct pos at = person_pos(r, p);

	c = put_person(x, p, c, scratch);
	*c++ = cell_text(str_of(pay_basis_name[p->basis]));
	*c++ = hourly_cell(x, p->pay);
	*c++ = cell_of(CELL_MONEY, p->pay);
	*c++ = hourly_cell(x, p->benchmark);
	*c++ = hourly_cell(x, p->benchmark_experience);
	*c++ = premium_cell(x, p, scratch);
	*c++ = hourly_cell(x, p->minimum);
	*c++ = hourly_cell(x, p->midpoint);
	*c++ = hourly_cell(x, p->maximum);
	*c = cell_of(CELL_RATIO, p->ratio_e9);
	c++->zone = p->zone;
	*c++ = cell_of(CELL_RATIO, p->market_e9);
	*c = cell_text(str_of(zone_words[p->zone]));
	c++->zone = p->zone;
	*c++ = flags_cell(p, scratch);
	*c++ = cell_text(at.file);
	*c++ = cell_of(CELL_COUNT, at.line);
}

static void
staff_table(struct pay_build *b)
{
	enum { N = sizeof staff_columns / sizeof *staff_columns };
	struct people *x = NEW(b->part.mem, 1, struct people);
	struct doc_column col[N];

	for (ptrdiff_t i = 0; i < N; i++)
		col[i] = (struct doc_column){
			.key = str_of(staff_columns[i].key),
			.title = build_title(&b->part, staff_columns[i].title),
			.kind = staff_columns[i].kind, .in_text = i < 3 };
	struct doc_table *t = doc_table_new(b->part.mem, STR("staff"), col, N, 0);

	*x = (struct people){ .b = b };
	t->row = staff_row;
	t->ctx = x;
	t->n_row = b->in->roster->n;
	build_offer(&b->part, t, "Staff", AUDIENCE_PERSON);
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
	staff_table(b);
}
