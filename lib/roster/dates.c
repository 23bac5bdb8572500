/* SPDX-License-Identifier: MIT */
#include "roster/resolve.h"

static struct date_order *
order_of(const struct resolve *rz, int32_t file, enum field f)
{
	return &rz->order[(ptrdiff_t)file * FIELD_N + f];
}

static void
see(struct resolve *rz, int32_t file, enum field f, uint32_t raw)
{
	if (raw)
		date_order_add(order_of(rz, file, f), pool_date(rz->pool, raw));
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

static void
see_links(struct resolve *rz, struct links *l, ptrdiff_t which, enum field f)
{
	for (struct link_cursor c = { 0 }; links_next(l, &c);)
		see(rz, c.file, f, link_at(&c, which));
}

void
see_dates(struct resolve *rz, const struct staff *st)
{
	for (int f = 0; f < FIELD_N; f++) {
		const struct column *c = &st->column[f];

		for (ptrdiff_t i = 0; i < column_rows(c); i++)
			if (field_info[f].type == FIELD_DATE)
				see(rz, st->v[i].file, (enum field)f,
				    column_at(c, i));
	}
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
	see_dates(rz, rz->staff);
	see_links(rz, &rz->links[K_CREDENTIALS], CRED_ISSUED, F_ISSUE_DATE);
	see_links(rz, &rz->links[K_CREDENTIALS], CRED_EXPIRES, F_EXPIRY_DATE);
	if (rz->opt->records)
		see_links(rz, &rz->links[K_CREDENTIALS], CRED_RENEWED,
		          F_LAST_RENEWAL);
	see_links(rz, &rz->links[K_EXPERIENCE], JOB_START, F_START_DATE);
	see_links(rz, &rz->links[K_EXPERIENCE], JOB_END, F_END_DATE);
	say_dates(rz);
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
row_date(struct resolve *rz, ptrdiff_t row, enum field f, date last)
{
	uint32_t raw = staff_raw(rz->staff, row, f);

	if (pool_date(rz->pool, raw)->form == DATE_BAD)
		row_find(rz, DIAG_DATE_UNREADABLE, row, f, pool_str(rz->pool, f, raw),
		         "expected a date such as 2026-03-31");
	return resolve_date(rz, rz->staff->v[row].file, f, raw, last);
}
