/* SPDX-License-Identifier: MIT */
/*
 * The pay report's table of everyone.  A row is made when it is drawn.
 */
#include "report/pay_int.h"

#include "norm/values.h"

static struct cell
hourly_cell(const struct pay_build *b, money annual)
{
	return cell_of(CELL_HOURLY, pay_hourly(b, annual));
}

static struct cell
name_cell(const struct pay_build *b, enum vocabulary v, uint32_t id)
{
	return cell_text(roster_name(b->in->roster, v, id));
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
	if (s->n)
		sbuf_put(s, STR("; "));
	sbuf_put(s, words);
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
skills_cell(const struct pay_build *b, const struct person *p,
            struct arena *scratch)
{
	const struct roster *r = b->in->roster;
	struct own_skills own = person_skills(r, p);
	struct sbuf s = { .mem = scratch };

	for (uint32_t i = 0; i < own.n; i++)
		add_words(&s, roster_name(r, V_SKILL, own.v[i]));
	return cell_text(sbuf_str(&s));
}

static struct cell
credentials_cell(const struct pay_build *b, const struct person *p,
                 struct arena *scratch)
{
	const struct roster *r = b->in->roster;
	struct own_credentials own = person_credentials(r, p);
	struct sbuf s = { .mem = scratch };

	for (uint32_t i = 0; i < own.n; i++) {
		const struct held *h = &own.v[i];

		add_words(&s, roster_name(r, V_CREDENTIAL, h->credential));
		sbuf_put(&s, str_of(state_words[h->state]));
	}
	return cell_text(sbuf_str(&s));
}

static struct cell
premium_cell(const struct pay_build *b, const struct person *p,
             struct arena *scratch)
{
	const struct pricing *pr = b->in->pricing;
	int32_t o = pr->occupation[p->occupation];

	if (o < 0 || p->price->premium < 0)
		return cell_text(STR(""));
	const struct occupation *occ = pr->model->occupations.v;
	const struct adjustment *a = occ[o].skills.v;

	a += p->price->premium;
	struct str share = build_percent(scratch, a->bp, true);

	return cell_text(str_fmt(scratch, "%.*s %.*s", FMT(a->name.s),
	                         FMT(share)));
}

/* What all premiums that count add to the base, basis points; without a
 * benchmark none.  Where they multiply it is what is left after experience. */
static int64_t
premium_share(const struct pay_build *b, const struct person *p)
{
	const struct pricing *pr = b->in->pricing;
	struct step step[PAY_STEPS_MAX];
	ptrdiff_t n = price_steps(pr, b->in->roster, p, step);
	i128 experience = 10000, product = 100000000;
	int64_t sum = 0;
	bool times = false;

	if (n == 0)
		return MONEY_NONE;
	for (ptrdiff_t i = 0; i < n; i++) {
		bool skill = step[i].of && step[i].of->of_skill;

		if (step[i].op == STEP_CAP && sum > step[i].value)
			sum = step[i].value;
		else if (step[i].op == STEP_TIMES && skill)
			product = i128_div_round(product * (10000 +
				step[i].value), 10000), times = true;
		else if (step[i].op == STEP_TIMES)
			experience += step[i].value;
		else if (skill)
			sum += step[i].value;
	}
	return times ? (int64_t)i128_div_round((product - 100000000) *
		experience, 100000000) : sum;
}

/* What it costs to bring one amount to another, for so much of a job. */
static struct cell
cost_cell(bool counted, const struct person *p, money from, money to)
{
	if (!counted)
		return cell_of(CELL_NONE, 0);
	return cell_of(CELL_MONEY, from < to ? muldiv(to - from, p->fte_e4,
	                                              10000) : 0);
}

/* One more in a list that a spreadsheet can look into. */
static void
list_word(struct sbuf *s, struct str word)
{
	if (s->n == 0)
		sbuf_put(s, STR(EXPR_BAR));
	sbuf_put(s, word);
	sbuf_put(s, STR(EXPR_BAR));
}

static struct cell
band_cell(const struct pay_build *b, const struct person *p)
{
	const struct band *band = b->model->bands.v;

	return cell_text(p->band < 0 ? STR("") : band[p->band].name.s);
}

static const char *
schedule(const struct person *p)
{
	return p->flags & PERSON_PRN ? "Per diem"
	     : p->flags & PERSON_PART_TIME ? "Part-time" : "Full-time";
}

/* Who somebody is: the first seventeen cells. */
static struct cell *
put_person(const struct pay_build *b, const struct person *p, struct cell *c,
           struct arena *scratch)
{
	const struct roster *r = b->in->roster;
	int64_t years = p->experience < 0 ? MONEY_NONE
		: muldiv(p->experience, 100, YEAR_MILLIMONTHS) * 100;

	*c++ = cell_text(person_id(r, p));
	*c++ = cell_text(person_name(r, scratch, p));
	*c++ = name_cell(b, V_TITLE, p->title);
	*c++ = name_cell(b, V_OCCUPATION, p->occupation);
	*c++ = name_cell(b, V_LEVEL, p->level);
	*c++ = name_cell(b, V_DEPARTMENT, p->department);
	*c++ = name_cell(b, V_SITE, p->site);
	*c++ = name_cell(b, V_STATE, p->state);
	*c++ = cell_text(person_raw(r, p, F_STATUS));
	*c++ = cell_text(str_of(schedule(p)));
	*c++ = cell_of(CELL_NUMBER, p->fte_e4);
	*c++ = cell_of(CELL_DATE, p->hired);
	*c++ = cell_of(CELL_NUMBER, years);
	*c++ = cell_text(str_of(source_words[p->experience_source]));
	*c++ = band_cell(b, p);
	*c++ = skills_cell(b, p, scratch);
	*c++ = credentials_cell(b, p, scratch);
	return c;
}

/* What the person is paid, and how that compares: the next eighteen. */
static struct cell *
put_pay(const struct pay_build *b, const struct person *p, struct cell *c,
        struct arena *scratch)
{
	bool counted = price_ratio(p) != MONEY_NONE;

	*c++ = cell_text(str_of(pay_basis_name[p->basis]));
	*c++ = hourly_cell(b, p->pay);
	*c++ = cell_of(CELL_MONEY, p->pay);
	*c++ = hourly_cell(b, p->price->benchmark);
	*c++ = hourly_cell(b, p->price->benchmark_experience);
	*c++ = premium_cell(b, p, scratch);
	*c++ = cell_of(CELL_PERCENT, premium_share(b, p));
	*c++ = hourly_cell(b, p->price->minimum);
	*c++ = hourly_cell(b, p->price->midpoint);
	*c++ = hourly_cell(b, p->price->maximum);
	*c = cell_of(CELL_RATIO, price_ratio(p));
	c++->zone = p->zone;
	*c++ = cell_of(CELL_RATIO, price_market(p));
	*c = cell_text(str_of(zone_words[p->zone]));
	c++->zone = p->zone;
	*c++ = cell_of(CELL_MONEY, counted ? p->pay - p->price->midpoint : MONEY_NONE);
	*c++ = cell_text(str_of(!counted ? "" : p->pay < p->price->minimum ? "below"
	                        : p->pay > p->price->maximum ? "above" : "within"));
	*c++ = cost_cell(counted, p, p->pay, p->price->minimum);
	*c++ = cost_cell(counted, p, p->pay, p->price->midpoint);
	*c++ = cost_cell(counted, p, p->price->maximum, p->pay);
	return c;
}

/* What formulas are made over: the last nine. */
static void
put_workings(const struct pay_build *b, const struct person *p, struct cell *c,
             struct arena *scratch)
{
	const struct roster *r = b->in->roster;
	int64_t floor = b->in->pricing->floor_e4[p->state];
	bool paid = p->pay != MONEY_NONE, certified =
		(p->flags & PERSON_CERTIFIED) != 0;
	struct own_skills skill = person_skills(r, p);
	struct own_credentials held = person_credentials(r, p);
	struct sbuf skills = { .mem = scratch }, credentials = skills;

	for (uint32_t i = 0; i < skill.n; i++)
		list_word(&skills, roster_name(r, V_SKILL, skill.v[i]));
	for (uint32_t i = 0; i < held.n; i++) {
		const struct held *h = &held.v[i];

		list_word(&credentials, pay_credential_group(scratch,
			roster_name(r, V_CREDENTIAL, h->credential),
			(enum credential_state)h->state));
	}
	*c++ = cell_of(CELL_MONEY, p->price->benchmark);
	*c++ = cell_of(CELL_MONEY, p->price->minimum);
	*c++ = cell_of(CELL_MONEY, p->price->midpoint);
	*c++ = cell_of(CELL_MONEY, p->price->maximum);
	*c++ = cell_of(CELL_HOURLY, floor ? floor : MONEY_NONE);
	*c++ = cell_text(!floor || !paid ? STR("")
	                 : p->flags & PERSON_BELOW_FLOOR ? STR("no")
	                                                 : STR("yes"));
	*c++ = cell_text(certified ? STR("yes") : STR("no"));
	*c++ = cell_text(sbuf_str(&skills));
	*c = cell_text(sbuf_str(&credentials));
}

/* Put beside the cells how they follow; what is empty follows from nothing. */
static void
put_formulas(const struct pay_build *b, const struct person *p, struct cell *c,
             struct arena *scratch)
{
	struct pay_formula f = { b, p, scratch };

	for (ptrdiff_t i = 0; i < PAY_STAFF_COLUMNS; i++)
		if (pay_staff_columns[i].formula && c[i].kind != CELL_NONE &&
		    (c[i].kind != CELL_TEXT || c[i].s.len))
			c[i].expr = pay_staff_columns[i].formula(&f);
}

static void
staff_row(const void *ctx, ptrdiff_t row, struct cell *cells,
          struct arena *scratch)
{
	const struct pay_build *b = ctx;
	const struct roster *r = b->in->roster;
	const struct person *p = &r->v[row];
	struct pos at = person_pos(r, p);
	struct cell *c = put_person(b, p, cells, scratch);

	c = put_pay(b, p, c, scratch);
	*c++ = flags_cell(p, scratch);
	*c++ = cell_text(at.file);
	*c++ = cell_of(CELL_COUNT, at.line);
	put_workings(b, p, c, scratch);
	if (b->live)
		put_formulas(b, p, cells, scratch);
}

void
pay_staff_table(struct pay_build *b)
{
	struct doc_column col[PAY_STAFF_COLUMNS];
	bool working = false;

	for (ptrdiff_t i = 0; i < PAY_STAFF_COLUMNS; i++) {
		struct str key = str_of(pay_staff_columns[i].key);

		working |= str_eq(key, STR("benchmark_annual"));
		col[i] = (struct doc_column){
			.key = key,
			.title = build_title(&b->part, pay_staff_columns[i].title),
			.kind = pay_staff_columns[i].kind, .in_text = i < 3,
			.marks = (working ? COL_WORKING : 0) |
			         (str_eq(key, STR("compa_ratio")) ||
			          str_eq(key, STR("zone")) ? COL_ZONED : 0) };
	}
	struct doc_table *t = doc_table_new(b->part.mem, STR("staff"), col,
	                                    PAY_STAFF_COLUMNS, 0);

	t->row = staff_row;
	t->ctx = b;
	t->n_row = b->in->roster->n;
	t->totals = true;
	build_offer(&b->part, t, "Staff", AUDIENCE_PERSON);
}
