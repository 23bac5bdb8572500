/* SPDX-License-Identifier: MIT */
#include "roster/rates.h"

#include "base/select.h"

#include <stdlib.h>

/* Amounts from which a unit is contradicted or plain, ten-thousandths. */
#define HOURLY_NEVER (1000 * (int64_t)MONEY_UNIT)
#define YEARLY_PLAIN (10000 * (int64_t)MONEY_UNIT)

int64_t
median_of(int64_t *x, ptrdiff_t n)
{
	select_rank(x, 0, n, (n - 1) / 2);
	if (n % 2 == 0)
		select_least(x, n / 2, n);
	return (int64_t)i128_div_round((i128)x[(n - 1) / 2] + x[n / 2], 2);
}

/*
 * What an amount is for: its own suffix, its column's header, the basis
 * column; then the pay frequency, which only says how often a payroll runs
 * and is believed only between a plain hourly and a plain yearly amount.
 */
static enum pay_basis
basis_of(struct resolve *rz, ptrdiff_t row, int which, struct pay_text t,
         enum basis_from *from)
{
	static const enum pay_basis header_says[PAY_WAYS] = {
		BASIS_YEAR, BASIS_NONE, BASIS_MONTH, BASIS_NONE, BASIS_HOUR
	};
	enum pay_basis b = (enum pay_basis)t.basis;

	*from = BASIS_BY_CELL;
	if (b == BASIS_NONE) {
		*from = BASIS_BY_HEADER;
		b = header_says[which];
	}
	if (b == BASIS_NONE) {
		*from = BASIS_BY_COLUMN;
		b = pool_basis(rz->pool, L_BASIS,
		               staff_raw(rz->staff, row, F_PAY_BASIS));
	}
	if (b != BASIS_NONE)
		return b;
	*from = BASIS_BY_SIZE;
	if (t.amount_e4 < YEARLY_NEVER)
		return BASIS_HOUR;
	if (t.amount_e4 >= YEARLY_PLAIN)
		return BASIS_YEAR;
	*from = BASIS_BY_FREQUENCY;
	return pool_basis(rz->pool, L_FREQUENCY,
	                  staff_raw(rz->staff, row, F_PAY_FREQUENCY));
}

money
annualise(const struct resolve *rz, int64_t amount_e4, enum pay_basis b)
{
	if (b == BASIS_HOUR)
		return muldiv(amount_e4, rz->opt->hours_e4, 10000);
	return amount_e4 * pay_periods[b];
}

/* DIAG_NCODE when the cell gives a rate; else what is wrong with it. */
static enum diag_code
rate_of(struct resolve *rz, ptrdiff_t row, int which, struct rate *out)
{
	struct pay_text t = staff_pay(rz->staff, row, which);

	if (t.state == VALUE_EMPTY)
		return DIAG_PAY_MISSING;
	if (t.state == VALUE_MASKED)
		return DIAG_PAY_MASKED;
	if (t.state != VALUE_OK)
		return DIAG_PAY_UNREADABLE;
	if (t.amount_e4 <= 0)
		return t.amount_e4 ? DIAG_PAY_NEGATIVE : DIAG_PAY_ZERO;
	enum basis_from from;
	enum pay_basis b = basis_of(rz, row, which, t, &from);
	if (b == BASIS_NONE)
		return DIAG_PAY_BASIS_UNKNOWN;
	if (t.amount_e4 > AMOUNT_MAX ||
	    (b == BASIS_HOUR && t.amount_e4 >= HOURLY_NEVER) ||
	    (b == BASIS_YEAR && t.amount_e4 < YEARLY_NEVER))
		return DIAG_PAY_UNIT;
	*out = (struct rate){ annualise(rz, t.amount_e4, b), t.amount_e4, b,
		              which, from };
	return DIAG_NCODE;
}

void
rates_begin(struct resolve *rz)
{
	const struct staff *st = rz->staff;

	rz->ways = NEW(rz->stage, st->file_fields.n, uint8_t);
	for (ptrdiff_t file = 0; file < st->file_fields.n; file++)
		for (int w = 0; w < PAY_WAYS; w++)
			if (st->file_fields.v[file] >> pay_fields[w] & 1)
				rz->ways[file] |= (uint8_t)(1 << w);
}

/* The pay columns that the file of a row has: a bit each, of PAY_WAYS. */
static unsigned
ways_of(const struct resolve *rz, ptrdiff_t row)
{
	return rz->ways[rz->staff->v[row].file];
}

enum diag_code
choose_rate(struct resolve *rz, ptrdiff_t row, struct rate *out)
{
	enum diag_code wrong = DIAG_PAY_MISSING, c;

	out->which = -1;
	for (unsigned left = ways_of(rz, row); left; left &= left - 1) {
		int w = __builtin_ctz(left);

		c = rate_of(rz, row, w, out);
		if (c == DIAG_NCODE)
			return c;
		if (out->which < 0 || wrong == DIAG_PAY_MISSING) {
			wrong = c;
			out->which = w;
		}
		if (c != DIAG_PAY_MISSING && c != DIAG_PAY_ZERO)
			break;
	}
	return wrong;
}

void
compare_columns(struct resolve *rz, ptrdiff_t row, const struct rate *rate,
                struct tally *tally)
{
	unsigned later = ways_of(rz, row) >> rate->which >> 1;

	for (; later; later &= later - 1) {
		int w = rate->which + 1 + __builtin_ctz(later);
		struct rate r;

		if (rate_of(rz, row, w, &r) != DIAG_NCODE)
			continue;
		tally->both[w]++;
		*VEC_PUSH(tally->mem, &tally->chosen[w]) = rate->annual;
		*VEC_PUSH(tally->mem, &tally->other[w]) = r.annual;
		if (llabs(rate->annual - r.annual) * 100 > rate->annual)
			tally->differ[w]++;
	}
}

/* Whether a pay cell says the model's currency, or none. */
static bool
says_ours(const struct resolve *rz, const char currency[4])
{
	struct str ours = rz->opt->currency;
	int i = 0;

	while (i < 4 && currency[i] && i < ours.len && currency[i] == ours.s[i])
		i++;
	return !currency[0] || (i == ours.len && (i == 4 || !currency[i]));
}

bool
currency_is_ours(struct resolve *rz, ptrdiff_t row, int which)
{
	uint32_t raw = staff_raw(rz->staff, row, F_CURRENCY);
	struct pay_text t = staff_pay(rz->staff, row, which < 0 ? 0 : which);
	bool known = true;

	if (!raw && says_ours(rz, t.currency))
		return true;
	struct str found = str_of(t.currency);
	if (raw) {
		uint32_t name = pool_name(rz->pool, L_CURRENCY, raw);

		known = pool_known(rz->pool, L_CURRENCY, raw) != 0;
		if (name)
			found = intern_str(&rz->pool->memo[L_CURRENCY].names,
			                   name);
	}
	if (found.len == 0 || str_eq(found, rz->opt->currency))
		return true;
	row_find(rz, known ? DIAG_CURRENCY_OTHER : DIAG_CURRENCY_UNKNOWN, row,
	         F_CURRENCY, found, "expected %.*s", FMT(rz->opt->currency));
	return false;
}

struct str
pay_shown(const struct resolve *rz, ptrdiff_t row, int which)
{
	return which < 0 ? STR("") : staff_pay_text(rz->staff, rz->roster->mem,
	                                            row, which);
}

void
reject_pay(struct resolve *rz, ptrdiff_t row, enum diag_code code, int which)
{
	enum field f = which < 0 ? F_PAY : pay_fields[which];
	struct str basis = code == DIAG_PAY_BASIS_UNKNOWN
		? pool_str(rz->pool, F_PAY_BASIS,
		           staff_raw(rz->staff, row, F_PAY_BASIS)) : STR("");
	const char *expected =
		code == DIAG_PAY_UNIT ? "expected less than 1,000 an hour, or "
			"at least 200 a year" :
		code == DIAG_PAY_BASIS_UNKNOWN ? "expected a basis such as "
			"Hourly or Annual beside it" :
		"expected an amount such as 13.62 or $28,329.60";

	rz->staff->v[row].class = ROW_REJECTED;
	row_find(rz, code, row, f, pay_shown(rz, row, which), "%s%s%s",
	         expected, basis.len ? ", not " : "", basis.s);
}

static struct str
header_of(const struct resolve *rz, int which)
{
	return rz->staff->header[pay_fields[which]];
}

void
say_rates(struct resolve *rz, struct tally *t)
{
	struct roster *r = rz->roster;
	int columns = 0;

	for (int w = 0; w < PAY_WAYS; w++)
		columns += (int)(rz->staff->fields >> pay_fields[w] & 1);
	for (int w = 0; w < PAY_WAYS; w++)
		if (t->used[w])
			decide(r, "Pay column", header_of(rz, w), t->used[w],
			       columns > 1, columns > 1 ? "The first of %d "
			       "pay columns that holds an amount" :
			       "The only column that holds pay", columns);
	for (int b = 0; b < BASIS_N; b++) {
		if (!t->assumed[b])
			continue;
		decide(r, "Pay basis assumed", str_of(pay_basis_name[b]),
		       t->assumed[b], true, "Nothing beside them says what "
		       "these amounts are for: judged by their size");
		diag_add(rz->diags, DIAG_PAY_BASIS_ASSUMED, (struct pos){ 0 },
		         STR("pay_basis"), STR(""), "%lld of the amounts taken "
		         "as pay a %s", (long long)t->assumed[b],
		         pay_basis_name[b]);
	}
	for (int w = 0; w < PAY_WAYS; w++) {
		if (t->differ[w] * 100 <= t->both[w])
			continue;
		money a = median_of(t->chosen[w].v, t->chosen[w].n);
		money b = median_of(t->other[w].v, t->other[w].n);
		const char *ours = decimal_str(r->mem, muldiv(a, 10000,
			rz->opt->hours_e4), 4, 2, true).s;
		const char *theirs = decimal_str(r->mem, muldiv(b, 10000,
			rz->opt->hours_e4), 4, 2, true).s;

		decide(r, "Pay columns disagree", header_of(rz, w),
		       t->differ[w], true, "Not used; %lld of %lld people "
		       "differ by over 1 %%: median %s an hour as used, %s by "
		       "this column", (long long)t->differ[w],
		       (long long)t->both[w], ours, theirs);
		diag_add(rz->diags, DIAG_PAY_COLUMNS_DISAGREE,
		         (struct pos){ 0 }, str_of(
		         field_info[pay_fields[w]].name), header_of(rz, w),
		         "median %s an hour as used, %s by this column",
		         ours, theirs);
	}
}
