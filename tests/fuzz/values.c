/* SPDX-License-Identifier: MIT */
/*
 * Each line of the input is a cell, given to every parser of values.h: what
 * they answer keeps within what the header promises, and neither blanks around
 * a cell nor the case of its letters change it.
 */
#include "norm/values.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool fact)
{
	if (!fact)
		abort();
}

static void
check_amount(struct pay_text p)
{
	must(p.state <= VALUE_UNREADABLE && p.basis < BASIS_N);
	must(p.amount_e4 >= -MONEY_MAX && p.amount_e4 <= MONEY_MAX);
	must(p.state == VALUE_OK || (p.amount_e4 == 0 && p.basis == BASIS_NONE));
	must(p.currency[0] ? p.currency[2] && !p.currency[3] : true);
}

static void
check_pay(struct str s, struct str same)
{
	struct pay_text p = pay_parse(s), q = pay_parse(same);
	char out[PAY_WRITTEN];

	check_amount(p);
	check_amount(pay_parse_comma(s));
	must(p.amount_e4 == q.amount_e4 && p.state == q.state &&
	     p.basis == q.basis && p.flags == q.flags && p.mark == q.mark &&
	     memcmp(p.currency, q.currency, sizeof p.currency) == 0);
	while (s.len && s.s[s.len - 1] == ' ')
		s.len--;
	must(!p.places || str_eq(s, (struct str){ out, pay_write(p, out) }));
}

static void
check_years(struct str s, struct str same)
{
	struct years_text y = years_parse(s), z = years_parse(same);

	must(y.state <= VALUE_UNREADABLE);
	must(y.millimonths >= 0 && y.millimonths <= 10000 * YEAR_MILLIMONTHS);
	must((y.since != DATE_NONE) == ((y.flags & YEARS_SINCE) != 0));
	must(y.state == VALUE_OK || (y.millimonths == 0 && y.flags == 0));
	must(y.millimonths == z.millimonths && y.since == z.since &&
	     y.state == z.state && y.flags == z.flags);
}

static void
check_date(struct str s, struct str same)
{
	struct date_text t = date_parse(s), u = date_parse(same);
	date last = date_of(2026, 10, 31);
	struct date_order o = { 0, 0, 0 };

	must(t.form <= DATE_EITHER && t.form == u.form && t.sure == u.sure &&
	     t.a == u.a && t.b == u.b && t.year == u.year);
	date_order_add(&o, &t);
	for (int day_first = 0; day_first < 2; day_first++) {
		date x = date_decide(&t, day_first, last);

		if (t.form < DATE_SURE) {
			must(x == DATE_NONE);
			continue;
		}
		must(x != DATE_NONE || t.two_digits);
		if (x == DATE_NONE)
			continue;
		struct ymd c = date_ymd(x);

		must(c.year >= 1850 && c.year <= 2199);
		must(!t.two_digits || x <= last);
		must(t.form == DATE_SURE || c.day == t.a || c.day == t.b);
	}
}

static void
check_cell(struct str s)
{
	char around[300];
	struct str same = s;

	if (s.len + 3 < (ptrdiff_t)sizeof around) {
		around[0] = around[s.len + 1] = ' ';
		around[s.len + 2] = '\t';
		for (ptrdiff_t i = 0; i < s.len; i++) {
			char c = s.s[i];

			around[i + 1] = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
		}
		same = (struct str){ around, s.len + 3 };
	}
	check_pay(s, same);
	check_years(s, same);
	check_date(s, same);
	struct share_text share = share_parse(s);
	must(share.state == VALUE_OK ? share.e4 > 0 && share.e4 <= 20000
	                             : share.e4 == 0);
	must(share_parse(same).e4 == share.e4);
	struct number_text n = number_parse(s);
	must(n.e4 >= -MONEY_MAX && n.e4 <= MONEY_MAX);
	must(n.state == VALUE_OK || n.e4 == 0);
	must(number_parse(same).e4 == n.e4);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, (ptrdiff_t)size };

	if (size == 0)
		rest.s = "";
	while (rest.s)
		check_cell(str_cut(&rest, '\n'));
	return 0;
}
