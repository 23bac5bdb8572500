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

/*
 * Who is paid by a salary in one column, by title: v[start[t]] to
 * v[start[t + 1]] are the pay of its full-timers, from the front, and the
 * indices of its part-timers, from the back.
 */
struct by_title {
	int64_t *v;
	ptrdiff_t *start, *full, *part; /* [n]; full, part: ends of both   */
	ptrdiff_t n, all;             /* titles, people                    */
};

static bool
salaried(const struct person *p, enum field column)
{
	return p->pay_field == column && p->basis != BASIS_HOUR;
}

static struct by_title
group_titles(struct resolve *rz, enum field column,
             const struct salaries *titles, struct arena *mem)
{
	const struct roster *r = rz->roster;
	struct by_title g = {
		.n = titles->n, .start = NEW(mem, titles->n, ptrdiff_t),
		.full = NEW(mem, titles->n, ptrdiff_t),
		.part = NEW(mem, titles->n, ptrdiff_t),
	};

	for (ptrdiff_t t = 0; t < g.n; t++) {
		g.start[t] = g.full[t] = g.all;
		g.part[t] = g.all += titles->v[t];
	}
	g.v = NEW(mem, g.all, int64_t);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		const struct person *p = &r->v[i];

		if (!salaried(p, column))
			continue;
		if (p->flags & PERSON_PART_TIME)
			g.v[--g.part[p->title]] = i;
		else
			g.v[g.full[p->title]++] = p->pay;
	}
	return g;
}

static int64_t
absolute(int64_t v)
{
	return v < 0 ? -v : v;
}

/* What one part-timer is paid beside the full-timers of the same title. */
static void
weigh_person(const struct person *p, money typical, struct evidence *e,
             struct arena *mem)
{
	int64_t ratio = muldiv(p->pay, 10000, typical);

	*VEC_PUSH(mem, &e->ratio) = ratio;
	if (!(p->flags & PERSON_FTE_KNOWN) || p->fte_e4 >= 10000)
		return;
	*VEC_PUSH(mem, &e->off_full) = absolute(ratio - 10000);
	*VEC_PUSH(mem, &e->off_prorated) =
		absolute(muldiv(ratio, 10000, p->fte_e4) - 10000);
}

/* Compare the part-timers of one title with its full-timers. */
static void
weigh_title(const struct roster *r, const struct by_title *g, ptrdiff_t title,
            struct evidence *e, struct arena *mem)
{
	int64_t *full = g->v + g->start[title], *part = g->v + g->part[title];
	ptrdiff_t n_full = g->full[title] - g->start[title];
	ptrdiff_t n_part = (title + 1 < g->n ? g->start[title + 1]
	                    : g->all) - g->part[title];

	e->part_timers += n_part;
	if (n_full == 0 || n_part == 0)
		return;
	money typical = median_of(full, n_full);
	for (ptrdiff_t k = 0; k < n_part; k++) {
		const struct person *p = &r->v[part[k]];

		weigh_person(p, typical, e, mem);
		part[k] = p->pay;
	}
	ptrdiff_t fewer = n_part < n_full ? n_part : n_full;
	if (fewer > e->example_n) {
		e->example = (uint32_t)title;
		e->example_n = fewer;
		e->example_part = median_of(part, n_part);
		e->example_full = typical;
	}
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
apply(struct resolve *rz, enum field column, enum part_time verdict,
      const struct part_timers *part)
{
	for (ptrdiff_t i = 0; i < part->n; i++) {
		struct person *p = &rz->roster->v[part->v[i]];

		if (!salaried(p, column))
			continue;
		if (p->flags & PERSON_FTE_KNOWN) {
			if (verdict == PART_TIME_PRORATED)
				p->pay = muldiv(p->pay, 10000, p->fte_e4);
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
	for (ptrdiff_t i = 0; i < part->n; i++) {
		const struct person *p = &rz->roster->v[part->v[i]];

		if (p->basis == BASIS_HOUR && !(p->flags & PERSON_FTE_KNOWN))
			row_find(rz, DIAG_FTE_ASSUMED, p->row, F_FTE, STR(""),
			         "%s", "");
	}
}

/* One pay column whose salaries are those of `titles`. */
static void
settle_column(struct resolve *rz, enum field column,
              const struct salaries *titles, const struct part_timers *part)
{
	struct arena scratch = arena_like(rz->roster->mem);
	struct evidence e = { .example_part = MONEY_NONE };
	enum part_time verdict = rz->opt->part_time;
	struct by_title g = group_titles(rz, column, titles, &scratch);

	for (ptrdiff_t t = 0; t < g.n; t++)
		weigh_title(rz->roster, &g, t, &e, &scratch);
	if (e.part_timers) {
		bool told = verdict != PART_TIME_AUTO;

		if (!told)
			verdict = judge(&e);
		say_judgement(rz, column, &e, verdict, told);
		apply(rz, column, verdict, part);
	}
	arena_free(&scratch);
}

void
resolve_part_time(struct resolve *rz, const struct tally *tally)
{
	for (int w = 0; w < PAY_WAYS && tally->part_timers.n; w++)
		if (tally->salaries[w].n)
			settle_column(rz, pay_fields[w], &tally->salaries[w],
			              &tally->part_timers);
	warn_hourly(rz, &tally->part_timers);
}
