/* SPDX-License-Identifier: MIT */
/*
 * How a person's pay, benchmark and range came about.
 *
 * Every line of arithmetic can be worked out as it stands: numbers without
 * thousands marks, "x" for times.
 */
#include "report/explain_int.h"

#include "norm/values.h"
#include "roster/reading.h"
#include "roster/staff.h"

static int
pay_way(const struct person *p)
{
	for (int w = 0; w < PAY_FIELDS; w++)
		if (pay_fields[w] == (enum field)p->pay_field)
			return w;
	return 0;
}

static const char *const basis_words[] = {
	[BASIS_BY_CELL] = "the amount itself says so",
	[BASIS_BY_HEADER] = "by the column's header",
	[BASIS_BY_COLUMN] = "by the column of pay bases",
	[BASIS_BY_FREQUENCY] = "by the pay frequency",
	[BASIS_BY_SIZE] = "assumed: nothing says it, judged by its size",
};

static const char *const basis_keys[] = {
	[BASIS_BY_CELL] = "cell", [BASIS_BY_HEADER] = "header",
	[BASIS_BY_COLUMN] = "column", [BASIS_BY_FREQUENCY] = "frequency",
	[BASIS_BY_SIZE] = "assumed",
};

/* The cell of pay as it was written. */
static struct str
pay_written(const struct explain_pay *g)
{
	const struct staff_row *row = &g->r->staff->v[g->p->row];
	const struct watch *w = &g->x->watch;

	for (ptrdiff_t i = 0; i < w->n; i++)
		if (w->v[i].kind == K_STAFF && w->v[i].file == row->file &&
		    w->v[i].line == row->line)
			return watched_text(&w->v[i],
			                    (enum field)g->p->pay_field);
	return STR("");
}

/* The FTE of the row that pays, whatever other jobs add to the person's. */
static int32_t
own_fte(const struct explain_pay *g)
{
	struct share_text s = share_parse(person_raw(g->r, g->p, F_FTE));

	return s.state == VALUE_OK ? s.e4 : g->p->fte_e4;
}

/* The amount a year as the cell states it. */
static money
as_stated(const struct explain_pay *g, int64_t amount_e4)
{
	enum pay_basis b = (enum pay_basis)g->p->basis;

	return b == BASIS_HOUR ? muldiv(amount_e4, g->m->hours_per_year_e4,
	                                10000) : amount_e4 * pay_periods[b];
}

static void
put_rate(struct explain_pay *g, struct block *list)
{
	const struct person *p = g->p;
	int way = pay_way(p);
	struct pay_text t = staff_pay(g->r->staff, p->row, way);
	money year = as_stated(g, t.amount_e4);
	enum pay_basis b = (enum pay_basis)p->basis;
	struct str times = b == BASIS_HOUR
		? explain_number(g, g->m->hours_per_year_e4, 4, 0)
		: str_fmt(g->mem, "%d", pay_periods[b]);

	build_line(&g->x->part, list, STR("Column"), "%.*s (%s): \"%.*s\"",
	           FMT(g->r->staff->header[p->pay_field]),
	           field_info[p->pay_field].name,
	           FMT(pay_written(g)));
	build_line(&g->x->part, list, STR("Basis"), "%s: %s",
	           pay_basis_name[b], basis_words[p->basis_from]);
	build_line(&g->x->part, list, STR("A year"), "%.*s x %.*s = %.*s",
	           FMT(explain_amount(g, t.amount_e4)), FMT(times),
	           FMT(explain_amount(g, year)));
	explain_tell(g, "pay_written", cell_text(pay_written(g)));
	explain_tell(g, "pay_field", cell_text(str_of(field_info[p->pay_field].name)));
	explain_tell(g, "pay_amount", cell_of(CELL_NUMBER, t.amount_e4));
	explain_tell(g, "pay_basis", cell_text(str_of(pay_basis_name[b])));
	explain_tell(g, "pay_basis_from", cell_text(str_of(basis_keys[p->basis_from])));
	explain_tell(g, "pay_times", b == BASIS_HOUR
	     ? cell_of(CELL_NUMBER, g->m->hours_per_year_e4)
	     : cell_of(CELL_COUNT, pay_periods[b]));
	explain_tell(g, "pay_as_stated", cell_of(CELL_MONEY, year));
	explain_tell(g, "prorated", cell_of(CELL_BOOL, p->pay != MONEY_NONE &&
	                            p->pay != year));
	if (p->pay == MONEY_NONE)
		build_line(&g->x->part, list, STR("Full time"), "part-time "
		           "without FTE or hours: no full-time rate");
	else if (p->pay != year)
		build_line(&g->x->part, list, STR("Full time"), "%.*s / %.*s = "
		           "%.*s: this column's part-time pay is prorated",
		           FMT(explain_amount(g, year)),
		           FMT(explain_number(g, own_fte(g), 4, 1)),
		           FMT(explain_amount(g, p->pay)));
	else
		build_line(&g->x->part, list, STR("Full time"),
		           b != BASIS_HOUR && p->flags & PERSON_PART_TIME
		           ? "as it stands: this column's part-time pay is "
		           "stated in full" : "as it stands");
}

/* Column, basis, a year, full time: what the person is paid. */
static void
put_pay(struct explain_pay *g)
{
	struct block list = build_list(STR("Pay"));
	const struct person *p = g->p;

	put_rate(g, &list);
	if (p->pay != MONEY_NONE)
		build_line(&g->x->part, &list, STR("Pay"), "%.*s a year, %.*s "
		           "an hour full time", FMT(explain_amount(g, p->pay)),
		           FMT(explain_amount(g, explain_hourly(g, p->pay))));
	build_line(&g->x->part, &list, STR("FTE"), "%.*s%s",
	           FMT(explain_number(g, p->fte_e4, 4, 1)),
	           p->flags & PERSON_FTE_KNOWN ? "" : ", assumed: nothing "
	           "says it");
	explain_tell(g, "pay_annual", cell_of(CELL_MONEY, p->pay));
	explain_tell(g, "pay_hourly", cell_of(CELL_HOURLY, explain_hourly(g, p->pay)));
	explain_tell(g, "fte", cell_of(CELL_NUMBER, p->fte_e4));
	explain_tell(g, "fte_known", cell_of(CELL_BOOL,
	                             (p->flags & PERSON_FTE_KNOWN) != 0));
	explain_block(g->x, &g->x->body, list);
}

/* What one job held adds to experience. */
static void
put_job(struct explain_pay *g, const struct watched_row *w, struct block *list)
{
	static const enum field cells[] = { F_JOB_TITLE, F_START_DATE,
		F_END_DATE };
	struct reading r[3][READINGS_MAX];
	struct str occupation = roster_name(g->r, V_OCCUPATION,
	                                    g->p->occupation);

	for (int i = 0; i < 3; i++)
		readings_of(g->r, g->mem, w->file, cells[i],
		            watched_text(w, cells[i]), r[i]);
	bool same = str_eq(r[0]->canonical, occupation);
	bool dated = r[1]->how != READ_BLANK && r[1]->how != READ_UNKNOWN;
	build_line(&g->x->part, list, explain_line(g->x, w->line),
	           "%.*s, %.*s to %.*s: %s", FMT(r[0]->canonical),
	           FMT(dated ? r[1]->canonical : STR("?")),
	           FMT(r[2]->canonical.len ? r[2]->canonical : STR("now")),
	           !same ? "another occupation, not counted"
	           : dated ? "counted" : "without a start, not counted");
}

static const char *const source_words[] = {
	[EXPERIENCE_NONE] = "unknown: no band, no adjustment",
	[EXPERIENCE_JOBS] = "jobs held in the same occupation, overlaps once",
	[EXPERIENCE_COLUMN] = "the staff file's column",
	[EXPERIENCE_TENURE] = "time since hire, a lower bound",
};

static const char *const source_keys[] = {
	[EXPERIENCE_NONE] = "", [EXPERIENCE_JOBS] = "jobs",
	[EXPERIENCE_COLUMN] = "column", [EXPERIENCE_TENURE] = "tenure",
};

static struct str
band_words(const struct explain_pay *g)
{
	const struct band *b = (const struct band *)g->m->bands.v + g->p->band;
	struct sbuf s = { .mem = g->mem };

	sbuf_fmt(&s, "%.*s: from %.*s", FMT(b->name.s),
	         FMT(explain_number(g, b->from_e4, 4, 0)));
	if (b->below_e4)
		sbuf_fmt(&s, " to below %.*s", FMT(explain_number(g, b->below_e4, 4, 0)));
	if (b->through_e4)
		sbuf_fmt(&s, " through %.*s", FMT(explain_number(g, b->through_e4, 4, 0)));
	sbuf_fmt(&s, " years%.*s", FMT(explain_at_line(g, b->name.line)));
	return sbuf_str(&s);
}

static void
put_experience(struct explain_pay *g)
{
	struct block list = build_list(STR("Experience"));
	const struct person *p = g->p;
	int64_t years = p->experience < 0 ? MONEY_NONE
		: (int64_t)i128_div_round((i128)p->experience * 10000,
		                          YEAR_MILLIMONTHS);

	if (p->experience_source == EXPERIENCE_JOBS)
		for (ptrdiff_t i = 0; i < g->x->watch.n; i++)
			if (g->x->watch.v[i].kind == K_EXPERIENCE)
				put_job(g, &g->x->watch.v[i], &list);
	if (p->experience_source == EXPERIENCE_COLUMN)
		build_line(&g->x->part, &list, STR("Column"), "%.*s: \"%.*s\"",
		           FMT(g->r->staff->header[F_EXPERIENCE]),
		           FMT(person_raw(g->r, p, F_EXPERIENCE)));
	if (p->experience_source == EXPERIENCE_TENURE)
		build_line(&g->x->part, &list, STR("Tenure"), "from %.*s to "
		           "%.*s", FMT(date_str(g->mem, p->hired)),
		           FMT(date_str(g->mem, g->r->as_of)));
	build_line(&g->x->part, &list, STR("Years"), "%.*s%s%s%s",
	           FMT(years == MONEY_NONE ? STR("") : explain_number(g, years, 4, 0)),
	           p->flags & PERSON_PLUS ? " or more" : "",
	           years == MONEY_NONE ? "" : ": ",
	           source_words[p->experience_source]);
	if (p->band >= 0)
		build_line(&g->x->part, &list, STR("Band"), "%.*s",
		           FMT(band_words(g)));
	explain_tell(g, "experience_years", cell_of(CELL_NUMBER, years));
	explain_tell(g, "experience_source", cell_text(str_of(
		source_keys[p->experience_source])));
	explain_tell(g, "experience_band", p->band < 0 ? (struct cell){ 0 } : cell_text(
		((const struct band *)g->m->bands.v)[p->band].name.s));
	explain_block(g->x, &g->x->body, list);
}

static const struct occupation *
occupation_of(const struct explain_pay *g)
{
	int32_t o = g->pricing->occupation[g->p->occupation];

	return o < 0 ? NULL
		: (const struct occupation *)g->m->occupations.v + o;
}

/* "0.98 = 30000.00 / 30612.24" */
static void
put_ratio(struct explain_pay *g, struct block *list, const char *label,
          int64_t ratio_e9, money over, const char *what)
{
	if (ratio_e9 != MONEY_NONE)
		build_line(&g->x->part, list, str_of(label), "%.*s / %.*s = "
		           "%.*s, pay / %s", FMT(explain_amount(g, g->p->pay)),
		           FMT(explain_amount(g, over)), FMT(decimal_str(g->mem,
		           ratio_e9, 9, 5, false)), what);
}

/* How far pay is from a limit, and what that costs at the person's FTE. */
static void
put_gap(struct explain_pay *g, struct block *list, const char *label,
        const char *key, money limit)
{
	if (g->p->pay == MONEY_NONE || limit == MONEY_NONE)
		return;
	money gap = limit < g->p->pay ? 0 : limit - g->p->pay;
	money cost = muldiv(gap, g->p->fte_e4, 10000);
	const char *cost_key = str_fmt(g->mem, "cost_%s", key).s;

	explain_tell(g, str_fmt(g->mem, "gap_%s", key).s, cell_of(CELL_MONEY, gap));
	explain_tell(g, cost_key, cell_of(CELL_MONEY, cost));
	if (gap)
		build_line(&g->x->part, list, str_of(label), "%.*s - %.*s = "
		           "%.*s; x %.*s FTE = %.*s a year",
		           FMT(explain_amount(g, limit)), FMT(explain_amount(g, g->p->pay)),
		           FMT(explain_amount(g, gap)),
		           FMT(explain_number(g, g->p->fte_e4, 4, 1)),
		           FMT(explain_amount(g, cost)));
	else
		build_line(&g->x->part, list, str_of(label), "none");
}

static void
put_limits(struct explain_pay *g, struct block *list)
{
	const struct person *p = g->p;
	money floor = g->pricing->floor[p->state];
	bool grade = p->flags & PERSON_GRADE;
	struct str from = grade ? STR("the grade's") : str_fmt(g->mem,
		"%.*s and %.*s of the benchmark",
		FMT(build_percent(g->mem, g->m->minimum_bp, false)),
		FMT(build_percent(g->mem, g->m->maximum_bp, false)));

	build_line(&g->x->part, list, STR("Range"), "%.*s to %.*s, %.*s%s",
	           FMT(explain_amount(g, p->price->minimum)),
	           FMT(explain_amount(g, p->price->maximum)),
	           FMT(from), p->price->minimum == floor
	           ? ", the minimum raised to the pay floor" : "");
	put_gap(g, list, "Gap to the minimum", "to_minimum", p->price->minimum);
	put_gap(g, list, grade ? "Gap to the midpoint" : "Gap to the benchmark",
	        "to_benchmark", p->price->midpoint);
	explain_tell(g, "range_minimum_annual", cell_of(CELL_NUMBER, p->price->minimum));
	explain_tell(g, "range_maximum_annual", cell_of(CELL_NUMBER, p->price->maximum));
	explain_tell(g, "range_midpoint_annual", cell_of(CELL_NUMBER, p->price->midpoint));
	explain_tell(g, "range_from", cell_text(grade ? STR("grade")
	                                      : STR("synthetic")));
}

/* Ratio, zone, range, gaps and the pay floor. */
static void
put_comparison(struct explain_pay *g)
{
	struct block list = build_list(STR("Pay against it"));
	const struct person *p = g->p;
	int64_t floor_e4 = g->pricing->floor_e4[p->state];
	bool grade = p->flags & PERSON_GRADE;

	put_ratio(g, &list, "Compa-ratio", price_ratio(p), p->price->midpoint,
	          grade ? "the grade's midpoint" : "benchmark");
	if (grade)
		put_ratio(g, &list, "Market ratio", price_market(p), p->price->benchmark,
		          "benchmark");
	if (p->zone != ZONE_NONE)
		build_line(&g->x->part, &list, STR("Zone"), "%s",
		           zone_words[p->zone]);
	if (p->price->minimum != MONEY_NONE)
		put_limits(g, &list);
	if (floor_e4)
		build_line(&g->x->part, &list, STR("Pay floor"), "%.*s an hour"
		           "%s", FMT(explain_amount(g, floor_e4)),
		           p->flags & PERSON_BELOW_FLOOR ? ": pay is under it"
		           : "");
	explain_tell(g, "compa_ratio", cell_of(CELL_RATIO, price_ratio(p)));
	explain_tell(g, "market_ratio", cell_of(CELL_RATIO, price_market(p)));
	explain_tell(g, "zone", cell_text(str_of(zone_words[p->zone])));
	explain_tell(g, "pay_floor_hourly", cell_of(CELL_HOURLY, floor_e4));
	explain_tell(g, "below_floor", cell_of(CELL_BOOL,
	                               (p->flags & PERSON_BELOW_FLOOR) != 0));
	explain_block(g->x, &g->x->body, list);
}

static void
put_occupation(struct explain_pay *g, const struct occupation *o)
{
	struct block list = build_list(STR("Occupation"));
	struct str name = roster_name(g->r, V_OCCUPATION, g->p->occupation);

	build_line(&g->x->part, &list, STR("Title"), "\"%.*s\": %.*s",
	           FMT(person_raw(g->r, g->p, F_JOB_TITLE)), FMT(name));
	if (o)
		build_line(&g->x->part, &list, STR("Base"), "%.*s an hour%.*s",
		           FMT(explain_amount(g, o->base_hourly_e4)),
		           FMT(explain_at_line(g, o->base_text.line)));
	else
		build_line(&g->x->part, &list, STR("Base"), "the model %.*s "
		           "does not price this occupation: no benchmark",
		           FMT(g->m->name.s));
	explain_tell(g, "model", cell_text(g->m->name.s));
	explain_tell(g, "model_file", cell_text(g->m->file));
	explain_tell(g, "occupation", cell_text(name));
	explain_block(g->x, &g->x->body, list);
}

void
explain_pay(struct explain *x, const struct roster *r,
            const struct pricing *pricing, ptrdiff_t person)
{
	struct explain_pay *g = NEW(x->part.mem, 1, struct explain_pay);

	*g = (struct explain_pay){
		.x = x, .mem = x->part.mem, .r = r, .pricing = pricing,
		.m = pricing->model, .p = &r->v[person],
		.figure = NEW(x->part.mem, EXPLAIN_FIGURES, struct doc_figure) };
	const struct occupation *o = occupation_of(g);
	g->n_step = price_steps(pricing, r, g->p, g->step);
	explain_block(x, &x->body, (struct block){ .kind = BLOCK_HEADING,
		.formats = IN_TEXT | IN_XLSX, .text = STR("Pay") });
	put_pay(g);
	put_occupation(g, o);
	put_experience(g);
	if (o)
		explain_skills(g, o);
	if (g->n_step)
		explain_steps(g);
	put_comparison(g);
	explain_block(x, &x->body, (struct block){ .kind = BLOCK_FIGURES,
		.formats = IN_XLSX | IN_JSON, .title = STR("Figures of pay"),
		.figure = g->figure, .n_figure = g->n_figure });
}
