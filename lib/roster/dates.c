/* SPDX-License-Identifier: MIT */
#include "roster/resolve.h"

static struct date_order *
order_of(const struct resolve *rz, int32_t file, enum field f)
{
	return &rz->order[(ptrdiff_t)file * FIELD_N + f];
}

/* Which dates a column of nothing but NN/NN/YYYY was read as. */
static void
say_order(struct resolve *rz, int32_t file, enum field f)
{
	const struct date_order *o = order_of(rz, file, f);
	bool day_first = date_order_day_first(o);
	bool sure = o->first_over_12 || o->second_over_12;

	if (o->either + o->first_over_12 + o->second_over_12 == 0 ||
	    (sure && !day_first && !o->first_over_12))
		return; /* nothing to decide, or nothing surprising */
	struct str path = rz->ledger->v[file].path;
	struct str name = str_of(field_info[f].name);
	struct pos at = { .file = path };

	diag_add(rz->diags, DIAG_DATE_ORDER, at, name, STR(""),
	         "%s first%s: %lld values could be either",
	         day_first ? "day" : "month", sure ? "" : " (assumed)",
	         (long long)o->either);
	decide(rz->roster, "Day and month order",
	       day_first ? STR("day first") : STR("month first"),
	       o->either + o->first_over_12 + o->second_over_12,
	       !sure || (o->first_over_12 && o->second_over_12),
	       "%.*s, %.*s: the first number is over 12 in %lld values, "
	       "the second in %lld, neither in %lld%s", FMT(path), FMT(name),
	       (long long)o->first_over_12, (long long)o->second_over_12,
	       (long long)o->either, sure ? "" : "; month first is assumed");
}

/*
 * Which count of a column's evidence a text adds to, by raw id: all texts are
 * parsed once, and the millions of cells that bear them only look it up.
 */
struct evidence {
	uint8_t *of;                  /* enum evident                      */
	bool any;                     /* of a text that could be either    */
};

enum evident { SAYS_NOTHING, FIRST_OVER_12, SECOND_OVER_12, COULD_BE_EITHER };

static struct evidence
evidence_new(struct resolve *rz, struct arena *mem)
{
	ptrdiff_t n = pool_text(rz->pool, F_HIRE_DATE)->n;
	struct evidence e = { .of = NEW(mem, n, uint8_t) };

	for (ptrdiff_t raw = 1; raw < n; raw++) {
		struct date_order o = { 0 };

		date_order_add(&o, pool_date(rz->pool, (uint32_t)raw));
		e.of[raw] = o.first_over_12 ? FIRST_OVER_12
			: o.second_over_12 ? SECOND_OVER_12
			: o.either ? COULD_BE_EITHER : SAYS_NOTHING;
		e.any |= e.of[raw] != SAYS_NOTHING;
	}
	return e;
}

static void
see(const struct evidence *e, const uint32_t *raw, ptrdiff_t n,
    struct date_order *o)
{
	int64_t count[COULD_BE_EITHER + 1] = { 0 };

	for (ptrdiff_t i = 0; i < n; i++)
		count[e->of[raw[i]]]++;
	o->first_over_12 += count[FIRST_OVER_12];
	o->second_over_12 += count[SECOND_OVER_12];
	o->either += count[COULD_BE_EITHER];
}

static void
see_links(struct resolve *rz, const struct evidence *e, const struct links *l,
          ptrdiff_t which, enum field f)
{
	uint32_t raw[LINK_BLOCK];

	for (struct link_block b = { 0 }; links_block(l, &b);) {
		block_read(&b, which, raw);
		see(e, raw, b.n, order_of(rz, b.file, f));
	}
}

static void
see_table(struct resolve *rz, const struct evidence *e, const struct staff *st)
{
	uint32_t raw[STAFF_BLOCK];

	for (int f = 0; f < FIELD_N; f++) {
		const struct column *c = &st->column[f];

		if (field_info[f].type != FIELD_DATE || column_rows(c) == 0)
			continue;
		for (struct staff_block b = { 0 }; staff_block(st, &b);) {
			column_read(c, b.first, b.n, raw);
			see(e, raw, b.n, order_of(rz, b.file, (enum field)f));
		}
	}
}

void
see_dates(struct resolve *rz, const struct staff *st)
{
	struct arena scratch = arena_like(rz->stage);
	struct evidence e = evidence_new(rz, &scratch);

	if (e.any)
		see_table(rz, &e, st);
	arena_free(&scratch);
}

void
say_dates(struct resolve *rz)
{
	for (int32_t file = 0; file < rz->ledger->n; file++)
		for (int f = 0; f < FIELD_N; f++)
			say_order(rz, file, (enum field)f);
}

void
resolve_dates(struct resolve *rz)
{
	struct arena scratch = arena_like(rz->stage);
	struct evidence e = evidence_new(rz, &scratch);
	const struct links *held = &rz->links[K_CREDENTIALS];
	const struct links *jobs = &rz->links[K_EXPERIENCE];

	if (e.any) {
		see_table(rz, &e, rz->staff);
		see_links(rz, &e, held, CRED_ISSUED, F_ISSUE_DATE);
		see_links(rz, &e, held, CRED_EXPIRES, F_EXPIRY_DATE);
		if (rz->opt->records)
			see_links(rz, &e, held, CRED_RENEWED, F_LAST_RENEWAL);
		see_links(rz, &e, jobs, JOB_START, F_START_DATE);
		see_links(rz, &e, jobs, JOB_END, F_END_DATE);
	}
	arena_free(&scratch);
	say_dates(rz);
}

/* One text as a date of a role that may lie as far ahead as `last`. */
static date
date_as(struct resolve *rz, uint32_t raw, bool day_first, enum date_role role,
        date last)
{
	const struct date_text *t = pool_date(rz->pool, raw);

	if (t->form != DATE_SURE && t->form != DATE_EITHER)
		return DATE_NONE;
	date d = date_decide(t, day_first, last);
	return role == DATE_PAST || t->form == DATE_EITHER /* has a day */
		? d : date_period_end(pool_str(rz->pool, F_EXPIRY_DATE, raw),
		                      d);
}

const date *
resolve_column(struct resolve *rz, int32_t file, enum field f,
               enum date_role role)
{
	bool day_first = date_order_day_first(order_of(rz, file, f));
	date **dates = &rz->dates[role][day_first], last = rz->opt->as_of;
	ptrdiff_t n = pool_text(rz->pool, f)->n;

	if (*dates)
		return *dates;
	if (role == DATE_EXPIRY)
		last = date_add_months(last, EXPIRY_AHEAD_MONTHS);
	*dates = NEW(rz->stage, n, date);
	for (ptrdiff_t raw = 0; raw < n; raw++)
		(*dates)[raw] = date_as(rz, (uint32_t)raw, day_first, role,
		                        last);
	return *dates;
}

date
resolve_date(const struct resolve *rz, int32_t file, enum field f,
             uint32_t raw, date last)
{
	const struct date_text *t = pool_date(rz->pool, raw);

	if (t->form != DATE_SURE && t->form != DATE_EITHER)
		return DATE_NONE;
	return date_decide(t, date_order_day_first(order_of(rz, file, f)), last);
}

date
dated_row(struct resolve *rz, ptrdiff_t row, enum field f)
{
	uint32_t raw = staff_raw(rz->staff, row, f);

	return raw ? resolve_column(rz, rz->staff->v[row].file, f,
	                            DATE_PAST)[raw] : DATE_NONE;
}

date
row_date(struct resolve *rz, ptrdiff_t row, enum field f, date last)
{
	uint32_t raw = staff_raw(rz->staff, row, f);

	if (pool_date(rz->pool, raw)->form == DATE_BAD)
		row_find(rz, DIAG_DATE_UNREADABLE, row, f, pool_str(rz->pool, f, raw),
		         "expected a date such as 2026-03-31");
	return resolve_date(rz, rz->staff->v[row].file, f, raw, last);
}
