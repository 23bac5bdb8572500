/* SPDX-License-Identifier: MIT */
/*
 * How long has somebody done this work?  The jobs held say it best, then the
 * staff file's column; time since hire stands in only where neither is there,
 * and is a lower bound.
 */
#include "roster/resolve.h"

#include <stdlib.h>

/* Longer than a working life; one real payroll has 63 years of service. */
enum { EXPERIENCE_MAX = 75 * YEAR_MILLIMONTHS };

struct period {
	uint32_t person;
	date from, to;                /* to is the day after the last      */
};

struct periods { VEC(struct period); };

/* Length by the calendar: whole months, and the rest as a share of one. */
static int32_t
length_of(date from, date to)
{
	int32_t months = date_months_between(from, to);
	date mark = date_add_months(from, months);
	struct ymd c = date_ymd(mark);

	if (to <= from)
		return 0;
	return months * 1000 +
	       (to - mark) * 1000 / date_month_days(c.year, c.month);
}

static int
compare_periods(const void *a, const void *b)
{
	const struct period *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Take a length as the person's experience, unless nobody can have it. */
static void
set_experience(struct resolve *rz, struct person *p, int32_t length,
               enum experience_source source, struct str text)
{
	if (length > EXPERIENCE_MAX) {
		row_find(rz, DIAG_EXPERIENCE_IMPLAUSIBLE, p->row, F_EXPERIENCE, text,
		         "%d years", length / YEAR_MILLIMONTHS);
		return;
	}
	p->experience = length;
	p->experience_source = (uint8_t)source;
}

/*
 * The union of a person's periods, overlaps once.  p[0] begins earliest;
 * returns how many of them are this person's.
 */
static ptrdiff_t
add_union(struct resolve *rz, const struct period *p, ptrdiff_t n)
{
	struct person *who = &rz->roster->v[p[0].person];
	date from = p[0].from, to = p[0].to;
	int32_t sum = 0;
	ptrdiff_t i = 1;

	for (; i < n && p[i].person == p[0].person; i++) {
		if (p[i].from <= to) {
			to = p[i].to > to ? p[i].to : to;
			continue;
		}
		sum += length_of(from, to);
		from = p[i].from;
		to = p[i].to;
	}
	set_experience(rz, who, sum + length_of(from, to), EXPERIENCE_JOBS,
	               STR(""));
	return i;
}

/* An end given as a month or a year is the last day of it. */
static date
last_day(struct resolve *rz, uint32_t end, date to)
{
	switch (to == DATE_NONE ? DATE_OF_DAY
	                        : pool_date(rz->pool, end)->grain) {
	case DATE_OF_MONTH: return date_month_end(to);
	case DATE_OF_YEAR:  return date_add_months(to, 12) - 1;
	default:            return to;
	}
}

bool
says_still_held(struct str s)
{
	static const char *const words[] = {
		"present", "current", "now", "today", "ongoing", "to date",
	};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (str_eq_nocase(s, str_of(words[k])))
			return true;
	return false;
}

/* An end that is empty, or a word for it: the job is still held. */
static bool
still_held(struct resolve *rz, uint32_t end)
{
	return pool_date(rz->pool, end)->form == DATE_EMPTY ||
	       says_still_held(pool_str(rz->pool, F_END_DATE, end));
}

/* A job's period if it counts: same occupation, and dates that make sense. */
static bool
job_period(struct resolve *rz, const struct link_cursor *job,
           struct period *out)
{
	uint32_t id = link_id(job), who = rz->owner[id];
	uint32_t end = link_at(job, JOB_END), line = link_at(job, JOB_LINE);
	int32_t file = job->file;

	if (id == 0 || who == 0)
		return false;
	const struct person *p = &rz->roster->v[who - 1];
	if (pool_name(rz->pool, L_OCCUPATION, link_at(job, JOB_TITLE)) != p->occupation)
		return false;
	date now = rz->opt->as_of;
	date from = resolve_date(rz, file, F_START_DATE, link_at(job, JOB_START), now);
	date to = last_day(rz, end,
	                   resolve_date(rz, file, F_END_DATE, end, now));

	if (to > now || (to == DATE_NONE && still_held(rz, end)))
		to = now;
	if (from == DATE_NONE || to == DATE_NONE || from > to) {
		struct pos at = { .file = rz->ledger->v[file].path,
			          .line = line,
			          .last_line = line };

		diag_add(rz->diags, DIAG_JOB_DATES, at, STR("start_date"),
		         pool_str(rz->pool, F_START_DATE, link_at(job, JOB_START)),
		         "expected a start date, and an end after it "
		         "or none");
		return false;
	}
	*out = (struct period){ who - 1, from, to + 1 };
	return true;
}

/* Everybody's jobs in their own occupation. */
static void
from_jobs(struct resolve *rz)
{
	const struct links *jobs = &rz->links[K_EXPERIENCE];
	struct arena scratch = arena_like(rz->roster->mem);
	struct periods p = { 0 };
	struct period one;

	for (struct link_cursor c = { 0 }; links_next(jobs, &c);)
		if (job_period(rz, &c, &one))
			*VEC_PUSH(&scratch, &p) = one;
	if (p.n)
		qsort(p.v, (size_t)p.n, sizeof *p.v, compare_periods);
	for (ptrdiff_t i = 0; i < p.n;)
		i += add_union(rz, p.v + i, p.n - i);
	arena_free(&scratch);
}

static void
from_column(struct resolve *rz, struct person *p)
{
	uint32_t raw = staff_raw(rz->staff, p->row, F_EXPERIENCE);
	struct years_text y = *pool_years(rz->pool, raw);
	struct str text = pool_str(rz->pool, F_EXPERIENCE, raw);

	if (raw == 0 || y.state == VALUE_EMPTY)
		return;
	if (y.state == VALUE_OK && y.flags & YEARS_SINCE)
		y.millimonths = length_of(y.since, rz->opt->as_of);
	if (y.state != VALUE_OK) {
		row_find(rz, DIAG_EXPERIENCE_UNREADABLE, p->row, F_EXPERIENCE, text,
		         "expected years such as 7.5 or 7y 6m");
		return;
	}
	if (y.flags & YEARS_RANGE)
		row_find(rz, DIAG_EXPERIENCE_RANGE, p->row, F_EXPERIENCE, text, "%s", "");
	set_experience(rz, p, y.millimonths, EXPERIENCE_COLUMN, text);
	if (y.flags & YEARS_PLUS)
		p->flags |= PERSON_PLUS;
}

static void
from_tenure(struct resolve *rz, struct person *p)
{
	date first = resolve_date(rz, rz->staff->v[p->row].file,
	                          F_ORIGINAL_HIRE,
	                          staff_raw(rz->staff, p->row, F_ORIGINAL_HIRE),
	                          rz->opt->as_of);

	if (first == DATE_NONE || (p->hired != DATE_NONE && p->hired < first))
		first = p->hired;
	if (first == DATE_NONE || first > rz->opt->as_of)
		return;
	set_experience(rz, p, length_of(first, rz->opt->as_of),
	               EXPERIENCE_TENURE, STR(""));
}

void
resolve_experience(struct resolve *rz)
{
	struct roster *r = rz->roster;
	bool column = rz->staff->fields >> F_EXPERIENCE & 1;
	bool jobs = rz->links[K_EXPERIENCE].files.n > 0;
	int64_t by[4] = { 0 };

	if (jobs)
		from_jobs(rz);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		struct person *p = &r->v[i];

		if (p->experience_source == EXPERIENCE_NONE && column)
			from_column(rz, p);
		else if (p->experience_source == EXPERIENCE_NONE)
			from_tenure(rz, p);
		by[p->experience_source]++;
	}
	if (by[EXPERIENCE_JOBS])
		decide(r, "Experience", STR("jobs held"), by[EXPERIENCE_JOBS],
		       false, "Jobs in the same occupation, overlaps once");
	if (by[EXPERIENCE_COLUMN])
		decide(r, "Experience", rz->staff->header[F_EXPERIENCE],
		       by[EXPERIENCE_COLUMN], false, "The staff file's column");
	r->tenure_based = by[EXPERIENCE_TENURE] > 0;
	if (r->tenure_based) {
		decide(r, "Experience", STR("tenure"), by[EXPERIENCE_TENURE],
		       true, "No experience column: time since hire, a lower "
		       "bound");
		diag_add(rz->diags, DIAG_TENURE_PROXY, (struct pos){ 0 },
		         STR("experience"), STR(""), "%s", "");
	}
}
