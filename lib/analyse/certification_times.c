/* SPDX-License-Identifier: MIT */
/*
 * What ends when: the calendar, the forecast and the work list.
 */
#include "analyse/certification_int.h"

#include <stdlib.h>

static date
month_start(date d)
{
	struct ymd c = date_ymd(d);

	return date_of(c.year, c.month, 1);
}

/* The months from the as-of date's on. */
static void
calendar(struct cert_work *w)
{
	struct cert_analysis *a = w->out;
	struct ymd now = date_ymd(a->as_of);

	for (int i = 0; i < CALENDAR_MONTHS; i++)
		a->calendar[i].month = date_add_months(month_start(a->as_of),
		                                       i);
	for (ptrdiff_t i = 0; i < a->n; i++) {
		const struct cert_line *l = &a->v[i];

		if (!cert_is_current(l->verdict.status) ||
		    l->verdict.status == CERT_LIFETIME)
			continue;
		struct ymd end = date_ymd(l->verdict.expires);
		int32_t m = (end.year - now.year) * 12 + end.month - now.month;

		if (m >= CALENDAR_MONTHS) {
			a->later++;
			continue;
		}
		a->calendar[m].ending++;
		a->calendar[m].recognised +=
			(l->flags & CERT_RECOGNISED) != 0;
	}
}

static void
forecast(struct cert_work *w)
{
	struct cert_analysis *a = w->out;

	for (int k = 0; k < FORECAST_POINTS; k++)
		a->forecast[k].day = date_add_months(a->as_of, k);
	for (ptrdiff_t i = 0; i < w->roster->n; i++)
		for (int k = 0; k < FORECAST_POINTS &&
		     a->until[i] != DATE_NONE &&
		     a->until[i] >= a->forecast[k].day; k++)
			a->forecast[k].certified++;
}

/* Fewest days left first; what ended on no day known last. */
static int
by_days_left(const void *a, const void *b)
{
	const struct cert_line *x = *(const struct cert_line *const *)a;
	const struct cert_line *y = *(const struct cert_line *const *)b;
	bool no_x = x->verdict.expires == DATE_NONE;
	bool no_y = y->verdict.expires == DATE_NONE;

	if (no_x != no_y)
		return no_x ? 1 : -1;
	if (!no_x && x->verdict.days_left != y->verdict.days_left)
		return x->verdict.days_left < y->verdict.days_left ? -1 : 1;
	return x < y ? -1 : x > y;
}

static void
work_list(struct cert_work *w)
{
	struct cert_analysis *a = w->out;

	for (ptrdiff_t i = 0; i < a->n; i++) {
		enum cert_status s = a->v[i].verdict.status;

		if (cert_has_ended(s) || (cert_is_current(s) &&
		    s != CERT_ACTIVE && s != CERT_LIFETIME))
			*VEC_PUSH(w->mem, &a->work) = &a->v[i];
	}
	if (a->work.n)
		qsort(a->work.v, (size_t)a->work.n, sizeof *a->work.v,
		      by_days_left);
}

void
cert_times(struct cert_work *w)
{
	calendar(w);
	forecast(w);
	work_list(w);
}
