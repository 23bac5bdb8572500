/* SPDX-License-Identifier: MIT */
#include "analyse/order.h"
#include "analyse/pay_int.h"

#include <stdlib.h>

enum { AGE_MAX_MONTHS = 24 };

/* The median ratio of a benchmark that fits its data, 10^-9. */
enum { MEDIAN_LEAST = 700000000, MEDIAN_MOST = 1300000000 };

const char *const pay_table_key[PAY_TABLES] = {
	[PAY_BY_EXPERIENCE] = "experience", [PAY_BY_OCCUPATION] = "occupation",
	[PAY_BY_TITLE] = "title", [PAY_BY_DEPARTMENT] = "department",
	[PAY_BY_SITE] = "site", [PAY_BY_STATE] = "state",
	[PAY_BY_SKILL] = "skill", [PAY_BY_CREDENTIAL] = "credential",
	[PAY_BY_LEVEL] = "level", [PAY_BY_SCHEDULE] = "schedule",
};

static const char *const schedule_name[SCHEDULES] = {
	"Full-time", "Part-time", "Per diem"
};

/* How a credential group is called, by the state of those in it. */
static const char *const holding_suffix[HELD_N] = {
	"", ", expired", ", pending", ", no date"
};

struct str
pay_credential_group(struct arena *mem, struct str name,
                     enum credential_state state)
{
	const char *suffix = holding_suffix[holding_of[state]];

	return *suffix ? str_fmt(mem, "%.*s%s", FMT(name), suffix) : name;
}

/* The parts of a table, in order. */
enum part { PART_LARGEST, PART_NOT_VALID, PART_OTHER, PART_BLANK };

/* A row of a table before it has its place: which part, then which group. */
struct placed {
	enum part part;
	struct group group;
};

static int
in_order(const void *a, const void *b)
{
	const struct placed *x = *(const struct placed *const *)a;
	const struct placed *y = *(const struct placed *const *)b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->group.headcount != y->group.headcount)
		return x->group.headcount > y->group.headcount ? -1 : 1;
	return str_cmp(x->group.name, y->group.name);
}

/* A name of a vocabulary that the rules list, or what stood in its place. */
static struct str
listed(const struct work *w, enum vocabulary v, uint32_t id, bool *unlisted)
{
	const struct memo *m = w->roster->names[v];

	*unlisted = id && m->set && m->set->names.n && !memo_known(m, id);
	return roster_name(w->roster, v, id);
}

/* What a place of a table is called, and the part it stands in. */
static struct str
name_of(const struct work *w, enum pay_table t, uint32_t place,
        enum part *part, bool *unlisted)
{
	uint32_t key = place_key(&w->places[t], place);

	*part = PART_LARGEST;
	*unlisted = false;
	if (place == w->places[t].other) {
		*part = PART_OTHER;
		return places_other(w->mem, &w->places[t]);
	}
	if (t == PAY_BY_SCHEDULE)
		return str_of(schedule_name[key]);
	if (t == PAY_BY_CREDENTIAL) {
		uint32_t h = key / w->n_credentials;
		struct str name = listed(w, V_CREDENTIAL,
		                         key % w->n_credentials, unlisted);

		if (h == HELD_VALID)
			return name;
		*part = PART_NOT_VALID;
		return str_fmt(w->mem, "%.*s%s", FMT(name),
		               holding_suffix[h]);
	}
	if (key)
		return listed(w, work_names(t), key, unlisted);
	*part = PART_BLANK;
	return STR("(blank)");
}

static void
fill_table(struct work *w, enum pay_table t)
{
	struct pay_groups *out = &w->out->table[t];
	const struct tally *sum = w->sum + w->first[t];
	ptrdiff_t n = 0;
	bool named = false;

	for (uint32_t k = 0; k < w->places[t].n; k++)
		n += tally_people(&sum[k]) > 0;
	struct placed *row = NEW(&w->tmp, n, struct placed);
	const struct placed **at = NEW(&w->tmp, n, const struct placed *);

	n = 0;
	for (uint32_t k = 0; k < w->places[t].n; k++) {
		if (tally_people(&sum[k]) == 0)
			continue;
		bool unlisted;
		struct str name = name_of(w, t, k, &row[n].part, &unlisted);

		row[n].group = work_group(w, w->first[t] + k, name);
		row[n].group.unlisted = unlisted;
		named |= k > 0 || t == PAY_BY_SCHEDULE;
		at[n] = &row[n];
		n++;
	}
	if (!named)
		return;
	qsort(at, (size_t)n, sizeof *at, in_order);
	VEC_ROOM(w->mem, out, n);
	for (ptrdiff_t i = 0; i < n; i++) {
		out->v[out->n++] = at[i]->group;
		out->n_last += at[i]->part >= PART_OTHER;
	}
}

static struct str
band_name(const struct work *w, ptrdiff_t band)
{
	const struct band *b = w->pricing->model->bands.v;

	return band < w->bands ? b[band].name.s : STR("All");
}

static void
fill_bands(const struct work *w)
{
	struct pay_groups *out = &w->out->table[PAY_BY_EXPERIENCE];
	uint32_t first = w->first[PAY_BY_EXPERIENCE];

	for (ptrdiff_t b = 0; b < w->bands; b++)
		*VEC_PUSH(w->mem, out) = work_group(w, first + (uint32_t)b,
		                               band_name(w, b));
}

static void
fill_certified(const struct work *w)
{
	for (ptrdiff_t b = 0; b <= w->bands; b++) {
		uint32_t g = w->certified + (uint32_t)b * 2;
		struct group with = work_group(w, g + 1, STR(""));
		struct group without = work_group(w, g, STR(""));
		struct certified_line l = {
			.band = band_name(w, b),
			.certified = g + 1, .other = g,
			.n_certified = with.paid, .n_other = without.paid,
			.median_certified_e4 = with.p50_hourly_e4,
			.median_other_e4 = without.p50_hourly_e4,
			.ratio_certified_e9 = with.compa_ratio_e9,
			.ratio_other_e9 = without.compa_ratio_e9,
			.difference_bp = MONEY_NONE,
		};

		if (with.paid && without.paid) {
			i128 x = quantile_e4(work_median(w, g + 1));
			i128 y = quantile_e4(work_median(w, g));

			l.difference_bp = group_figure((x - y) * 10000, y);
		}
		*VEC_PUSH(w->mem, &w->out->certified) = l;
	}
}

/* By gap or by cost, largest first. */
static void
sort_lines(struct work *w, struct person_lines *l, bool by_cost)
{
	struct person_line *copy = NEW(&w->tmp, l->n, struct person_line);
	struct keyed *v = NEW(&w->tmp, l->n, struct keyed);

	for (ptrdiff_t i = 0; i < l->n; i++) {
		copy[i] = l->v[i];
		v[i].key = ~(uint64_t)(by_cost ? copy[i].cost : copy[i].gap);
		v[i].item = (uint32_t)i;
	}
	v = keyed_sort(v, NEW(&w->tmp, l->n, struct keyed), l->n);
	for (ptrdiff_t i = 0; i < l->n; i++)
		l->v[i] = copy[v[i].item];
}

/* Does the benchmark's date, or do its results, speak against it? */
static void
judge_age(struct work *w, date as_of)
{
	struct pay_analysis *a = w->out;
	struct arena *mem = w->mem;
	const struct pay_model *m = w->pricing->model;
	struct sbuf why = { .mem = mem };
	int64_t median = MONEY_NONE;

	if (w->n_market)
		median = quantile_scaled(quantile_inc(w->market, w->n_market,
		                                      5000), 1, 1);
	if (m->effective == DATE_NONE) {
		sbuf_put(&why, STR("its date is unknown"));
		if (m->estimated != DATE_NONE)
			sbuf_fmt(&why, ", about %d",
			         date_ymd(m->estimated).year);
	} else if (date_add_months(m->effective, AGE_MAX_MONTHS) < as_of) {
		sbuf_fmt(&why, "it is of %.*s, over %d months ago",
		         FMT(date_str(mem, m->effective)), AGE_MAX_MONTHS);
	}
	if (median != MONEY_NONE &&
	    (median < MEDIAN_LEAST || median > MEDIAN_MOST))
		sbuf_fmt(&why, "%sthe median of pay to benchmark is outside "
		         "0.7 to 1.3", why.n ? "; " : "");
	a->median_market_e9 = median;
	a->out_of_date = why.n > 0;
	a->out_of_date_why = why.n ? sbuf_str(&why) : STR("");
}

struct pay_analysis *
pay_analyse(struct arena *mem, struct roster *r,
            const struct pricing *pr, date as_of)
{
	struct pay_analysis *a = NEW(mem, 1, struct pay_analysis);
	struct work *w = NEW(mem, 1, struct work);

	*w = (struct work){ .roster = r, .pricing = pr, .out = a, .mem = mem,
		            .tmp = arena_like(mem) };
	work_walk(w);
	work_ranks(w);
	a->all = work_group(w, 0, STR("All"));
	fill_bands(w);
	fill_certified(w);
	for (int t = 0; t < PAY_TABLES; t++)
		if (t != PAY_BY_EXPERIENCE)
			fill_table(w, (enum pay_table)t);
	sort_lines(w, &a->below_range, true);
	sort_lines(w, &a->above_range, false);
	sort_lines(w, &a->below_floor, false);
	judge_age(w, as_of);
	work_population(w);
	arena_free(&w->tmp);
	return a;
}
