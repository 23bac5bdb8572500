/* SPDX-License-Identifier: MIT */
/*
 * Is a part-timer's salary stated in full or prorated?  Exports do either and
 * none says which.  Part-timers are compared with full-timers of the same
 * title: where their median stands near 1 pay is stated in full, where it
 * stands near their FTE (or, with the FTE unknown, well under 1) it is
 * prorated.  Decided once a pay column; hourly pay needs no decision.
 */
#include "roster/rates.h"

enum { EXAMPLE_MIN = 10 }; /* people on each side before pay is quoted      */
enum { UNDER_FULL = 8000 }; /* ratio e4 under which unknown FTE is prorated */

struct evidence {
	struct { VEC(int64_t); } ratio;       /* e4: pay / full-timers'     */
	struct { VEC(int64_t); } off_full;    /* |ratio - 1|, FTE known     */
	struct { VEC(int64_t); } off_prorated;/* |ratio / fte - 1|          */
	int64_t part_timers;
	uint32_t example;                     /* the title best compared    */
	int64_t example_n;                    /* the fewer of its two sides */
	money example_part, example_full;
};

/* The salaries of one column, by title. */
struct by_title {
	ptrdiff_t n;                  /* titles                            */
	ptrdiff_t *start, *end;       /* [n] of the full-timers' pay in v;
	                                 nobody's where there is no
	                                 part-timer to compare             */
	int64_t *v;
	ptrdiff_t *part;              /* [n] part-timers                   */
	money *typical;               /* [n] the full-timers' median       */
};

/* Room for all titles, and who of them has part-timers. */
static struct by_title
titles_new(int way, const struct tally *tally, struct arena *mem)
{
	const struct salaries *titles = &tally->salaries[way];
	ptrdiff_t n = titles->n, all = 0;
	struct by_title g = {
		.n = n, .start = NEW(mem, n, ptrdiff_t),
		.end = NEW(mem, n, ptrdiff_t), .part = NEW(mem, n, ptrdiff_t),
		.typical = NEW(mem, n, money),
	};

	for (ptrdiff_t i = 0; i < tally->part_timers.n; i++)
		if (tally->part_timers.v[i].salary == way)
			g.part[tally->part_timers.v[i].title]++;
	for (ptrdiff_t t = 0; t < n; t++) {
		g.start[t] = g.end[t] = all;
		if (g.part[t])
			all += titles->v[t] - g.part[t];
	}
	g.v = NEW(mem, all, int64_t);
	return g;
}

/* What the full-timers of the titles of part-timers are paid. */
static void
find_typical(const struct roster *r, enum field column, struct by_title *g)
{
	for (ptrdiff_t i = 0; i < r->n; i++) {
		const struct person *p = &r->v[i];

		if (p->pay_field == column && p->basis != BASIS_HOUR &&
		    !(p->flags & PERSON_PART_TIME) && g->part[p->title])
			g->v[g->end[p->title]++] = p->pay;
	}
	for (ptrdiff_t t = 0; t < g->n; t++)
		if (g->end[t] > g->start[t])
			g->typical[t] = median_of(g->v + g->start[t],
			                          g->end[t] - g->start[t]);
}

static int64_t
absolute(int64_t v)
{
	return v < 0 ? -v : v;
}

/* What one part-timer is paid beside the full-timers of the same title. */
static void
weigh_person(const struct part_timer *p, money typical, struct evidence *e,
             struct arena *mem)
{
	int64_t ratio = muldiv(p->pay, 10000, typical);

	*VEC_PUSH(mem, &e->ratio) = ratio;
	if (!p->fte_e4 || p->fte_e4 >= 10000)
		return;
	*VEC_PUSH(mem, &e->off_full) = absolute(ratio - 10000);
	*VEC_PUSH(mem, &e->off_prorated) =
		absolute(muldiv(ratio, 10000, p->fte_e4) - 10000);
}

/* The title whose two sides are best to compare: the fewer are the most. */
static void
find_example(const struct by_title *g, struct evidence *e)
{
	for (ptrdiff_t t = 0; t < g->n; t++) {
		ptrdiff_t full = g->end[t] - g->start[t], part = g->part[t];
		ptrdiff_t fewer = part < full ? part : full;

		if (fewer <= e->example_n)
			continue;
		e->example = (uint32_t)t;
		e->example_n = fewer;
		e->example_full = g->typical[t];
	}
}

/* Compare the part-timers of a column with the full-timers. */
static void
weigh(int way, const struct part_timers *part, const struct by_title *g,
      struct evidence *e, struct arena *mem)
{
	struct { VEC(int64_t); } example = { 0 };

	find_example(g, e);
	for (ptrdiff_t i = 0; i < part->n; i++) {
		const struct part_timer *p = &part->v[i];

		if (p->salary != way)
			continue;
		e->part_timers++;
		if (g->end[p->title] > g->start[p->title])
			weigh_person(p, g->typical[p->title], e, mem);
		if (e->example_n && p->title == e->example)
			*VEC_PUSH(mem, &example) = p->pay;
	}
	if (example.n)
		e->example_part = median_of(example.v, example.n);
}

static enum part_time
judge(struct evidence *e)
{
	if (e->ratio.n == 0)
		return PART_TIME_AUTO;
	if (e->off_full.n)
		return median_of(e->off_prorated.v, e->off_prorated.n) <
		       median_of(e->off_full.v, e->off_full.n)
			? PART_TIME_PRORATED : PART_TIME_FULL;
	return median_of(e->ratio.v, e->ratio.n) < UNDER_FULL
		? PART_TIME_PRORATED : PART_TIME_FULL;
}

/* The evidence in words; pay is quoted of groups that are not too small. */
static struct str
reason(const struct resolve *rz, struct evidence *e)
{
	struct arena *mem = rz->roster->mem;
	int64_t hours = rz->opt->hours_e4;
	struct sbuf b = { .mem = mem };

	if (e->ratio.n == 0)
		return STR("No full-timer shares a title with a part-timer");
	if (e->ratio.n < EXAMPLE_MIN)
		return str_fmt(mem, "The few part-timers' median is %s the "
		               "full-timers' of the same title",
		               median_of(e->ratio.v, e->ratio.n) < UNDER_FULL
		               ? "well below" : "near or above");
	sbuf_fmt(&b, "The part-timers' median is %s of the full-timers' of the "
	         "same title", decimal_str(mem, median_of(e->ratio.v,
	         e->ratio.n), 4, 2, false).s);
	if (e->example_n >= EXAMPLE_MIN)
		sbuf_fmt(&b, "; %.*s: %s an hour as stated against %s full "
		         "time", FMT(roster_name(rz->roster, V_TITLE,
		                                 e->example)),
		         decimal_str(mem, muldiv(e->example_part, 10000,
		                                 hours), 4, 2, true).s,
		         decimal_str(mem, muldiv(e->example_full, 10000,
		                                 hours), 4, 2, true).s);
	return sbuf_str(&b);
}

static void
say_judgement(struct resolve *rz, enum field column, struct evidence *e,
              enum part_time verdict, bool told)
{
	static const char *const words[] = {
		[PART_TIME_AUTO] = "taken as stated in full",
		[PART_TIME_FULL] = "stated in full",
		[PART_TIME_PRORATED] = "prorated",
	};
	struct str why = told ? STR("As told by part_time") : reason(rz, e);

	decide(rz->roster, "Part-time pay", str_of(words[verdict]),
	       e->part_timers, true, "%.*s (%.*s)", FMT(why),
	       FMT(rz->staff->header[column]));
	diag_add(rz->diags, DIAG_PART_TIME, (struct pos){ 0 },
	         str_of(field_info[column].name), STR(""),
	         "%lld part-timers: %s (%.*s)", (long long)e->part_timers,
	         words[verdict], FMT(why));
}

/* Bring one column's part-timers to their full-time rate. */
static void
apply(struct resolve *rz, int way, enum part_time verdict,
      const struct part_timers *part)
{
	for (ptrdiff_t i = 0; i < part->n; i++) {
		const struct part_timer *x = &part->v[i];
		struct person *p = &rz->roster->v[x->person];

		if (x->salary != way)
			continue;
		if (x->fte_e4) {
			if (verdict == PART_TIME_PRORATED)
				p->pay = muldiv(x->pay, 10000, x->fte_e4);
		} else if (verdict == PART_TIME_FULL) {
			row_find(rz, DIAG_FTE_ASSUMED, p->row, F_FTE, STR(""),
			         "%s", "");
		} else {
			p->pay = MONEY_NONE;
			p->flags |= PERSON_NO_RATE;
			row_find(rz, DIAG_PART_TIME_NO_FTE, p->row, F_FTE, STR(""),
			         "expected an FTE or weekly hours");
		}
	}
}

/* Hourly part-timers have a rate; only their cost needs the FTE. */
static void
warn_hourly(struct resolve *rz, const struct part_timers *part)
{
	for (ptrdiff_t i = 0; i < part->n; i++)
		if (part->v[i].salary < 0 && !part->v[i].fte_e4)
			row_find(rz, DIAG_FTE_ASSUMED,
			         rz->roster->v[part->v[i].person].row, F_FTE,
			         STR(""), "%s", "");
}

/* One pay column. */
static void
settle_column(struct resolve *rz, int way, const struct tally *tally)
{
	struct arena scratch = arena_like(rz->roster->mem);
	struct evidence e = { .example_part = MONEY_NONE };
	enum part_time verdict = rz->opt->part_time;
	struct by_title g = titles_new(way, tally, &scratch);

	find_typical(rz->roster, pay_fields[way], &g);
	weigh(way, &tally->part_timers, &g, &e, &scratch);
	if (e.part_timers) {
		bool told = verdict != PART_TIME_AUTO;

		if (!told)
			verdict = judge(&e);
		say_judgement(rz, pay_fields[way], &e, verdict, told);
		apply(rz, way, verdict, &tally->part_timers);
	}
	arena_free(&scratch);
}

void
resolve_part_time(struct resolve *rz, const struct tally *tally)
{
	for (int w = 0; w < PAY_WAYS && tally->part_timers.n; w++)
		if (tally->salaries[w].n)
			settle_column(rz, w, tally);
	warn_hourly(rz, &tally->part_timers);
}
