/* SPDX-License-Identifier: MIT */
/*
 * Retention and completion, from enrolments; what the packs ask of exams.
 * What a formula needs and no file has is said, never estimated.
 */
#include "analyse/placement_int.h"

/* When a student was there: from one day to another, or still. */
struct stay {
	date from, to;                /* to: DATE_NONE while still there   */
	bool re_entry;                /* came back on the first day        */
	bool graduated;               /* on the last one                   */
};

/* The columns without which a formula cannot be computed. */
static const struct needed {
	enum field field;
	const char *name;
} for_enrolment[] = {
	{ F_START_DATE, "start_date" }, { F_END_DATE, "end_date" },
	{ F_RE_ENTRY_DATE, "re_entry_date" },
	{ F_STUDENT_STATUS, "student_status" },
}, for_trigger[] = {
	{ F_TRIGGER_DATE, "trigger_course_date" },
	{ F_STUDENT_STATUS, "student_status" },
}, for_completion[] = {
	{ F_START_DATE, "start_date" }, { F_STUDENT_STATUS, "student_status" },
};

/* "cannot be computed: ...": the first thing that is not there, or "". */
static struct str
missing(const struct placement_work *w, const struct needed *need, size_t n)
{
	if (w->school->enrolments.n == 0)
		return STR("no enrolments file");
	for (size_t i = 0; i < n; i++)
		if (!school_has(w->school, K_ENROLMENTS, need[i].field))
			return str_fmt(w->mem, "column %s", need[i].name);
	return STR("");
}

#define MISSING(w, need) missing(w, need, sizeof need / sizeof *need)

static bool
finished(const struct enrolment *e)
{
	return e->student == STUDENT_GRADUATED ||
	       e->student == STUDENT_COMPLETER;
}

/*
 * The stays of one row, [2]: how many.  A re-entry after the end makes two, of
 * which the second lasts; before it, the first ended on a day not told.
 */
static int
stays_of(const struct enrolment *e, struct stay *out)
{
	bool graduated = e->student == STUDENT_GRADUATED;

	if (e->started == DATE_NONE && e->re_entry == DATE_NONE)
		return 0;
	if (e->re_entry == DATE_NONE) {
		out[0] = (struct stay){ e->started, e->ended,
			                e->student == STUDENT_RE_ENTRY,
			                graduated };
		return 1;
	}
	bool second = e->ended != DATE_NONE && e->ended < e->re_entry;

	out[0] = (struct stay){ e->re_entry, second ? DATE_NONE : e->ended,
		                true, graduated && !second };
	if (!second || e->started == DATE_NONE)
		return 1;
	out[1] = (struct stay){ e->started, e->ended, false, false };
	return 2;
}

/* A student in the counts of a year. */
static void
add_stay(struct retention_year *y, const struct stay *s)
{
	bool ended = s->to != DATE_NONE;

	if (s->from > y->year.last || (ended && s->to < y->year.first))
		return;
	y->beginning += s->from < y->year.first;
	y->new_starts += s->from >= y->year.first && !s->re_entry;
	y->re_entries += s->from >= y->year.first && s->re_entry;
	if (!ended || s->to > y->year.last)
		y->ending++;
	else
		y->graduates += s->graduated;
}

static void
count_year(struct placement_work *w, struct retention_year *y)
{
	const struct school *s = w->school;
	struct stay stay[2];

	for (ptrdiff_t i = 0; i < s->enrolments.n; i++) {
		for (int n = stays_of(&s->enrolments.v[i], stay); n-- > 0;)
			add_stay(y, &stay[n]);
	}
}

/* The first day of the last ten years of a pack, the current one included. */
static date
first_year(const struct placement_pack *p, date as_of)
{
	return date_add_months(cohort_of(p, as_of).first, -108);
}

/* The years of a pack in which somebody was there, the last ten at most. */
static void
retention_years(struct placement_work *w, const struct placement_pack *p)
{
	const struct school *s = w->school;
	struct cohort now = cohort_of(p, w->out->options.as_of);
	date first = now.first;

	for (ptrdiff_t i = 0; i < s->enrolments.n; i++) {
		date d = s->enrolments.v[i].started;

		if (d != DATE_NONE && d < first)
			first = d;
	}
	if (first < first_year(p, w->out->options.as_of))
		first = first_year(p, w->out->options.as_of);
	for (struct cohort c = cohort_of(p, first);;
	     c = cohort_of(p, c.last + 1)) {
		struct retention_year y = { .year = c };

		count_year(w, &y);
		*VEC_PUSH(w->mem, &w->out->retention) = y;
		if (c.first == now.first)
			break;
	}
}

static void
add_measure(struct placement_work *w, const struct placement_pack *p,
            enum threshold t, struct str name, struct rate rate,
            struct str missing)
{
	*VEC_PUSH(w->mem, &w->out->measures) = (struct measure){
		.name = name, .rule = p->name.s, .group = STR(""),
		.rate = rate, .threshold_bp = p->threshold_bp[t],
		.missing = missing };
}

/* The retention of one year, which may not be over yet. */
static void
add_year(struct placement_work *w, const struct placement_pack *p,
         struct rate rate, const struct cohort *year)
{
	struct measures *all = &w->out->measures;

	add_measure(w, p, THRESHOLD_RETENTION, STR("Retention"), rate,
	            STR(""));
	all->v[all->n - 1].group = cohort_name(w->mem, year);
	all->v[all->n - 1].open = year->last > w->out->options.as_of;
}

/* (EE + G) / (BE + NS + RE), a measure a year. */
static void
by_enrolment(struct placement_work *w, const struct placement_pack *p)
{
	struct placement_analysis *a = w->out;
	struct str not = MISSING(w, for_enrolment);

	if (not.len) {
		add_measure(w, p, THRESHOLD_RETENTION, STR("Retention"),
		            rate_of(0, 0), not);
		return;
	}
	a->retention.n = 0;
	retention_years(w, p);
	for (ptrdiff_t i = 0; i < a->retention.n; i++) {
		const struct retention_year *y = &a->retention.v[i];
		int64_t all = y->beginning + y->new_starts + y->re_entries;

		if (all)
			add_year(w, p, rate_of(y->ending + y->graduates, all),
			         &y->year);
	}
}

/* Of those who began the trigger course in a year: still there, or finished. */
static struct rate
kept_of(const struct placement_work *w, const struct cohort *year)
{
	const struct school *s = w->school;
	int64_t began = 0, kept = 0;

	for (ptrdiff_t i = 0; i < s->enrolments.n; i++) {
		const struct enrolment *e = &s->enrolments.v[i];

		if (e->trigger == DATE_NONE || e->trigger < year->first ||
		    e->trigger > year->last ||
		    e->trigger > w->out->options.as_of)
			continue;
		began++;
		kept += finished(e) || e->student == STUDENT_ENROLLED ||
		        e->student == STUDENT_LEAVE ||
		        e->student == STUDENT_RE_ENTRY;
	}
	return rate_of(kept, began);
}

/* A measure a year of those who began the trigger course in it. */
static void
by_trigger(struct placement_work *w, const struct placement_pack *p)
{
	struct placement_analysis *a = w->out;
	struct str not = MISSING(w, for_trigger);
	date as_of = a->options.as_of;
	ptrdiff_t before = a->measures.n;

	for (struct cohort c = cohort_of(p, first_year(p, as_of));
	     not.len == 0; c = cohort_of(p, c.last + 1)) {
		struct rate kept = kept_of(w, &c);

		if (kept.den)
			add_year(w, p, kept, &c);
		if (c.last >= as_of)
			break;
	}
	if (a->measures.n == before)
		add_measure(w, p, THRESHOLD_RETENTION, STR("Retention"),
		            rate_of(0, 0), not.len ? not
		            : STR("nobody began the trigger course in ten years"));
}

/* Of those who started and are no longer there: who finished. */
static void
completion(struct placement_work *w, const struct placement_pack *p)
{
	const struct school *s = w->school;
	struct str not = MISSING(w, for_completion);
	int64_t left = 0, done = 0;

	for (ptrdiff_t i = 0; not.len == 0 && i < s->enrolments.n; i++) {
		const struct enrolment *e = &s->enrolments.v[i];
		bool gone = e->student == STUDENT_WITHDRAWN ||
		            e->student == STUDENT_TRANSFERRED;
		bool counts = e->student == STUDENT_GRADUATED ||
		              (e->student == STUDENT_COMPLETER &&
		               p->completers);

		if (e->started == DATE_NONE || !(gone || finished(e)))
			continue;
		left++;
		done += counts;
	}
	add_measure(w, p, THRESHOLD_COMPLETION, STR("Completion"),
	            rate_of(done, left), not);
}

void
placement_retention(struct placement_work *w)
{
	const struct placement_pack *p = w->model->packs.v;
	const struct exam_sum any = w->out->exams.v[0];
	struct str none = any.attempts ? STR("") : STR("no exam results");

	for (ptrdiff_t i = 0; i < w->model->packs.n; i++) {
		if (p[i].retention == RETENTION_ENROLMENT)
			by_enrolment(w, &p[i]);
		if (p[i].retention == RETENTION_TRIGGER)
			by_trigger(w, &p[i]);
		if (p[i].threshold_bp[THRESHOLD_COMPLETION] ||
		    &p[i] == w->out->all.pack)
			completion(w, &p[i]);
		if (p[i].threshold_bp[THRESHOLD_PARTICIPATION])
			add_measure(w, &p[i], THRESHOLD_PARTICIPATION,
			            STR("Exam participation"),
			            any.attempts ? rate_of(any.sat,
			            any.graduates) : rate_of(0, 0), none);
		if (p[i].threshold_bp[THRESHOLD_PASS])
			add_measure(w, &p[i], THRESHOLD_PASS,
			            STR("Exam passing"),
			            rate_of(any.passed, any.sat), none);
	}
}
