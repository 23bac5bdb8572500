/* SPDX-License-Identifier: MIT */
#include "roster/rates.h"

static void
check_plausible(struct resolve *rz, struct person *p, const struct rate *rate)
{
	const struct roster_options *o = rz->opt;
	bool hourly = rate->basis == BASIS_HOUR;
	int64_t v = hourly ? rate->amount_e4 : rate->annual;
	int64_t low = hourly ? o->hourly_low_e4 : o->annual_low_e4;
	int64_t high = hourly ? o->hourly_high_e4 : o->annual_high_e4;

	if ((low && v < low) || (high && v > high)) {
		p->flags |= PERSON_IMPLAUSIBLE;
		row_find(rz, DIAG_PAY_IMPLAUSIBLE, p->row,
		         (enum field)p->pay_field,
		         pay_shown(rz, p->row, rate->which), "expected "
		         "between %s and %s %s",
		         decimal_str(rz->roster->mem, low, 4, 2, true).s,
		         decimal_str(rz->roster->mem, high, 4, 2, true).s,
		         hourly ? "an hour" : "a year");
	}
}

static int64_t
number_in(struct resolve *rz, ptrdiff_t row, enum field f)
{
	uint32_t raw = staff_raw(rz->staff, row, f);
	struct number_text n;

	if (raw == 0)
		return 0;
	n = number_parse(pool_str(rz->pool, f, raw));
	if (n.state == VALUE_UNREADABLE || (n.state == VALUE_OK && n.e4 < 0))
		row_find(rz, DIAG_HOURS_UNREADABLE, row, f,
		         pool_str(rz->pool, f, raw), "%s", "");
	return n.state == VALUE_OK && n.e4 > 0 ? n.e4 : 0;
}

/*
 * The hours of a full-timer in an hours column, by what most of its rows of
 * 30 hours or more say: 37.5 and 40 are a full week somewhere, 75 and 80 a
 * full fortnight, and headers do not tell them apart.  0: no such row.
 */
static int64_t
full_time_hours(struct resolve *rz, enum field f)
{
	const struct column *c = &rz->staff->column[f];
	struct arena scratch = arena_like(rz->roster->mem);
	ptrdiff_t n = pool_text(rz->pool, f)->n;
	int64_t *count = NEW(&scratch, n, int64_t), best = 0, e4 = 0;

	for (ptrdiff_t i = 0; i < column_rows(c); i++)
		count[column_at(c, i)]++;
	for (ptrdiff_t raw = 1; raw < n; raw++) {
		struct number_text t = number_parse(pool_str(rz->pool, f,
		                                             (uint32_t)raw));

		if (t.state == VALUE_OK && t.e4 >= 300000 &&
		    count[raw] > best) {
			best = count[raw];
			e4 = t.e4;
		}
	}
	arena_free(&scratch);
	return e4;
}

/* The hours columns, by what is full time in each; the year's is told. */
void
tally_hours(struct resolve *rz, struct tally *tally)
{
	tally->full_e4[0] = full_time_hours(rz, F_WEEKLY_HOURS);
	tally->full_e4[1] = full_time_hours(rz, F_PERIOD_HOURS);
	tally->full_e4[2] = rz->opt->hours_e4;
	if (!tally->full_e4[0])
		tally->full_e4[0] = 400000;
	if (!tally->full_e4[1])
		tally->full_e4[1] = 800000;
}

/* Less than one per cent of full time is a slip, not a job; and pay divided
 * by it would be one too. */
enum { FTE_LEAST = 100, FTE_MOST = 20000 };

int32_t
row_fte(struct resolve *rz, ptrdiff_t row, const struct tally *tally)
{
	static const enum field hours[] = {
		F_WEEKLY_HOURS, F_PERIOD_HOURS, F_ANNUAL_HOURS
	};
	uint32_t raw = staff_raw(rz->staff, row, F_FTE);
	struct share_text s = *pool_share(rz->pool, raw);

	if (s.state == VALUE_OK && s.e4 >= FTE_LEAST)
		return s.e4;
	if (s.state == VALUE_OK || s.state == VALUE_UNREADABLE)
		row_find(rz, DIAG_FTE_UNREADABLE, row, F_FTE,
		         pool_str(rz->pool, F_FTE, raw), "%s", "");
	for (size_t k = 0; k < sizeof hours / sizeof *hours; k++) {
		if (!tally->full_e4[k]) /* nobody said how long a year is */
			continue;
		int64_t fte = muldiv(number_in(rz, row, hours[k]), 10000,
		                     tally->full_e4[k]);

		if (fte >= FTE_LEAST && fte <= FTE_MOST)
			return (int32_t)fte;
	}
	return 0;
}

/* The FTE of the person's main job; sets PERSON_FTE_KNOWN. */
static void
take_fte(struct resolve *rz, struct person *p, const struct tally *tally)
{
	int32_t fte = row_fte(rz, p->row, tally);

	p->fte_e4 = fte ? fte : 10000;
	if (fte)
		p->flags |= PERSON_FTE_KNOWN;
	if (fte && fte < 10000)
		p->flags |= PERSON_PART_TIME;
}

/*
 * The FTE of further jobs, once it is settled what the main one pays: a
 * prorated salary is prorated by its own FTE.
 */
static void
add_further_jobs(struct resolve *rz)
{
	for (ptrdiff_t i = 0; rz->extra_fte && i < rz->roster->n; i++) {
		struct person *p = &rz->roster->v[i];

		p->fte_e4 += rz->extra_fte[p->row];
		if (p->fte_e4 >= 10000 && rz->extra_fte[p->row] > 0)
			p->flags &= (uint16_t)~PERSON_PART_TIME;
	}
}

#define GRADE_FIELDS (FIELD_BIT(F_GRADE_MINIMUM) | \
                      FIELD_BIT(F_GRADE_MIDPOINT) | FIELD_BIT(F_GRADE_MAXIMUM))

/* The grade's limits, if the export has them. */
static void
take_grade(struct resolve *rz, struct person *p)
{
	money limit[3];

	if (!(rz->staff->fields & GRADE_FIELDS))
		return;
	for (int k = 0; k < 3; k++) {
		struct pay_text t = staff_pay(rz->staff, p->row,
		                              PAY_FIRST_GRADE + k);

		limit[k] = MONEY_NONE;
		if (t.state == VALUE_OK && t.amount_e4 > 0 &&
		    t.amount_e4 <= AMOUNT_MAX)
			limit[k] = annualise(rz, t.amount_e4,
				t.basis != BASIS_NONE ? (enum pay_basis)t.basis :
				t.amount_e4 < YEARLY_NEVER ? BASIS_HOUR
				                           : BASIS_YEAR);
		else if (t.state == VALUE_UNREADABLE)
			row_find(rz, DIAG_GRADE_UNREADABLE, p->row,
			         pay_fields[PAY_FIRST_GRADE + k],
			         pay_shown(rz, p->row, PAY_FIRST_GRADE + k),
			         "%s", "");
	}
	if (limit[0] == MONEY_NONE || limit[2] == MONEY_NONE ||
	    limit[0] > limit[2])
		return;
	struct price grade = no_price;
	grade.minimum = limit[0];
	grade.maximum = limit[2];
	grade.midpoint = limit[1] != MONEY_NONE ? limit[1]
		: (money)i128_div_round((i128)limit[0] + limit[2], 2);
	p->price = prices_share(&rz->roster->grades, &grade);
	p->flags |= PERSON_GRADE;
	rz->roster->has_grades = true;
}

/* A block of rows, by the columns that everybody has something from. */
struct block {
	struct staff_block of;
	uint32_t title[STAFF_BLOCK], department[STAFF_BLOCK],
	         place[STAFF_BLOCK], site[STAFF_BLOCK], state[STAFF_BLOCK],
	         hired[STAFF_BLOCK];
	const date *hired_on;         /* by raw id                         */
};

/* The next block, in order. */
static bool
next_block(struct resolve *rz, struct block *b)
{
	const struct column *c = rz->staff->column;

	if (!staff_block(rz->staff, &b->of))
		return false;
	column_read(&c[F_JOB_TITLE], b->of.first, b->of.n, b->title);
	column_read(&c[F_DEPARTMENT], b->of.first, b->of.n, b->department);
	column_read(&c[F_LOCATION], b->of.first, b->of.n, b->place);
	column_read(&c[F_SITE], b->of.first, b->of.n, b->site);
	column_read(&c[F_STATE], b->of.first, b->of.n, b->state);
	column_read(&c[F_HIRE_DATE], b->of.first, b->of.n, b->hired);
	b->hired_on = resolve_column(rz, b->of.file, F_HIRE_DATE, DATE_PAST);
	return true;
}

static void
take_names(struct resolve *rz, struct person *p, const struct block *b,
           ptrdiff_t i)
{
	uint32_t title = b->title[i], place = b->place[i], site = b->site[i];
	uint32_t state = b->state[i];

	p->title = pool_name(rz->pool, L_TITLE, title);
	p->occupation = pool_name(rz->pool, L_OCCUPATION, title);
	p->level = pool_known(rz->pool, L_LEVEL, title);
	p->department = pool_name(rz->pool, L_DEPARTMENT, b->department[i]);
	p->site = pool_name(rz->pool, L_SITE, site ? site : place);
	p->state = state ? pool_name(rz->pool, L_STATE, state)
	                 : pool_known(rz->pool, L_STATE, place ? place : site);
}

static void
take_hired(struct resolve *rz, struct person *p, date hired)
{
	p->hired = hired;
	if (hired == DATE_NONE) /* unreadable, perhaps */
		(void)row_date(rz, p->row, F_HIRE_DATE, rz->opt->as_of);
	note_date(rz, hired);
}

/* The person of the i-th row of a block. */
static struct person *
add_person(struct resolve *rz, const struct block *b, ptrdiff_t i,
           const struct tally *tally)
{
	struct person *p = VEC_PUSH(rz->roster->mem, rz->roster);
	ptrdiff_t row = b->of.first + i;

	*p = (struct person){
		.row = (uint32_t)row, .pay = MONEY_NONE,
		.flags = resolve_flags(rz, row),
		.experience = -1, .band = -1, .price = &no_price,
	};
	take_hired(rz, p, b->hired_on[b->hired[i]]);
	take_fte(rz, p, tally);
	take_names(rz, p, b, i);
	if (rz->staff->v[row].id)
		rz->owner[rz->staff->v[row].id] = (uint32_t)rz->roster->n;
	return p;
}

/* Who is paid by a salary, and who is a part-timer. */
static void
tally_person(struct resolve *rz, const struct person *p,
             const struct rate *rate, struct tally *tally)
{
	struct salaries *s = &tally->salaries[rate->which];
	bool hourly = rate->basis == BASIS_HOUR;

	if (p->flags & PERSON_PART_TIME)
		*VEC_PUSH(tally->mem, &tally->part_timers) = (struct part_timer){
			.pay = p->pay, .title = p->title,
			.person = (uint32_t)rz->roster->n - 1,
			.fte_e4 = p->flags & PERSON_FTE_KNOWN ? p->fte_e4 : 0,
			.salary = (int8_t)(hourly ? -1 : rate->which),
		};
	if (hourly)
		return;
	while (s->n <= (ptrdiff_t)p->title)
		*VEC_PUSH(tally->mem, s) = 0;
	s->v[p->title]++;
}

/* What a person is paid, by the rate found. */
static void
take_pay(struct resolve *rz, struct person *p, const struct rate *rate)
{
	p->pay = rate->annual;
	p->basis = (uint8_t)rate->basis;
	p->basis_from = (uint8_t)rate->from;
	p->pay_field = (uint8_t)pay_fields[rate->which];
	if (staff_pay(rz->staff, p->row, rate->which).flags & PAY_WAS_RANGE) {
		p->flags |= PERSON_PAY_RANGE;
		row_find(rz, DIAG_PAY_RANGE, p->row, (enum field)p->pay_field,
		         pay_shown(rz, p->row, rate->which), "%s", "");
	}
	take_grade(rz, p);
	check_plausible(rz, p, rate);
}

/* Find the row's rate; false when it is classed for want of one. */
static bool
find_rate(struct resolve *rz, ptrdiff_t row, struct rate *rate,
          struct tally *tally)
{
	enum diag_code wrong = choose_rate(rz, row, rate);

	if (!currency_is_ours(rz, row, rate->which)) {
		rz->staff->v[row].class = ROW_OUT_OF_SCOPE;
		return false;
	}
	if (wrong != DIAG_NCODE) {
		reject_pay(rz, row, wrong, rate->which);
		return false;
	}
	tally->used[rate->which]++;
	tally->assumed[rate->basis] += rate->from == BASIS_BY_SIZE;
	compare_columns(rz, row, rate, tally);
	return true;
}

/* What is wrong with pay that is written and is no amount; or DIAG_NCODE. */
static enum diag_code
unsound_pay(struct resolve *rz, ptrdiff_t row, int *which)
{
	struct rate rate;
	enum diag_code wrong = choose_rate(rz, row, &rate);

	*which = rate.which;
	return (wrong == DIAG_PAY_MISSING || wrong == DIAG_PAY_UNREADABLE) &&
	       pay_shown(rz, row, rate.which).len > 0 ? wrong : DIAG_NCODE;
}

/* Whether most rows have sound pay: "confidential" throughout tells nothing
 * about a row. */
static bool
most_pay_is_sound(struct resolve *rz)
{
	ptrdiff_t used = 0, unsound = 0;
	int which;

	for (ptrdiff_t row = 0; row < rz->staff->n; row++) {
		if (rz->staff->v[row].class != ROW_USED)
			continue;
		used++;
		unsound += unsound_pay(rz, row, &which) != DIAG_NCODE;
	}
	return unsound * 2 <= used;
}

static void
reject_unsound_pay(struct resolve *rz)
{
	int which;

	if (!most_pay_is_sound(rz))
		return;
	for (ptrdiff_t row = 0; row < rz->staff->n; row++) {
		enum diag_code wrong = unsound_pay(rz, row, &which);

		if (wrong != DIAG_NCODE &&
		    rz->staff->v[row].class == ROW_USED)
			reject_pay(rz, row, wrong, which);
	}
}

/* The people of a block, each with pay if it is asked for. */
static void
add_people(struct resolve *rz, const struct block *b, struct tally *tally)
{
	bool pay = rz->opt->pay == PAY_NEEDED;
	struct rate rate;

	for (ptrdiff_t i = 0; i < b->of.n; i++) {
		ptrdiff_t row = b->of.first + i;

		if (rz->staff->v[row].class != ROW_USED ||
		    (rz->extra_fte && rz->extra_fte[row] < 0) ||
		    (pay && !find_rate(rz, row, &rate, tally)))
			continue;
		struct person *p = add_person(rz, b, i, tally);
		if (!pay)
			continue;
		take_pay(rz, p, &rate);
		tally_person(rz, p, &rate, tally);
	}
}

void
resolve_people(struct resolve *rz)
{
	struct staff *st = rz->staff;
	struct arena scratch = arena_like(rz->roster->mem);
	struct tally tally = { .mem = &scratch };
	struct block b;

	VEC_ROOM(rz->roster->mem, rz->roster, st->n); /* at most so many */
	rates_begin(rz);
	rz->owner = NEW(rz->stage, st->ids.n, uint32_t);
	tally_hours(rz, &tally);
	if (rz->opt->pay == PAY_SOUND)
		reject_unsound_pay(rz);
	for (b.of = (struct staff_block){ 0 }; next_block(rz, &b);)
		add_people(rz, &b, &tally);
	if (rz->opt->pay == PAY_NEEDED) {
		say_rates(rz, &tally);
		resolve_part_time(rz, &tally);
	}
	add_further_jobs(rz);
	arena_free(&scratch);
}
