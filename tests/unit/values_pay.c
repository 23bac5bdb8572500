/* SPDX-License-Identifier: MIT */
/* Amounts of money as people and systems write them. */
#include "norm/values.h"

#include "mem.h"
#include "unit.h"

#include <string.h>

struct row {
	const char *cell;
	int64_t e4;           /* ten-thousandths                           */
	enum pay_basis basis;
	const char *currency;
	uint8_t flags;
};

static void
check(const struct row *row, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		struct pay_text p = pay_parse(str_of(row[i].cell));

		OK(p.state == VALUE_OK && p.amount_e4 == row[i].e4 &&
		   p.basis == row[i].basis && p.flags == row[i].flags &&
		   strcmp(p.currency, row[i].currency) == 0,
		   "\"%s\": state %d, %lld, basis %d, \"%s\", flags %d",
		   row[i].cell, p.state, (long long)p.amount_e4, p.basis,
		   p.currency, p.flags);
	}
}

/* One form a row. */
static void
amounts(void)
{
	static const struct row row[] = {
		{ "13.62", 136200, BASIS_NONE, "", 0 },
		{ "$13.62", 136200, BASIS_NONE, "USD", 0 },
		{ "54600", 546000000, BASIS_NONE, "", 0 },
		{ "55,000", 550000000, BASIS_NONE, "", 0 },
		{ "$11,310.00 ", 113100000, BASIS_NONE, "USD", 0 },
		{ "$69222.18", 692221800, BASIS_NONE, "USD", 0 },
		{ "$-12.00", -120000, BASIS_NONE, "USD", 0 },
		{ "-$12.00", -120000, BASIS_NONE, "USD", 0 },
		{ "28,329.60", 283296000, BASIS_NONE, "", 0 },
		{ "1,008,439.00", 10084390000, BASIS_NONE, "", 0 },
		{ "28 329,60", 283296000, BASIS_NONE, "", 0 },
		{ "28'329.60", 283296000, BASIS_NONE, "", 0 },
		{ "1.133,18", 11331800, BASIS_NONE, "", 0 },
		{ "28.329.600,5", 283296005000, BASIS_NONE, "", 0 },
		{ "12,34,567", 12345670000, BASIS_NONE, "", 0 },
		{ "(500.00)", -5000000, BASIS_NONE, "", 0 },
		{ "($500.00)", -5000000, BASIS_NONE, "USD", 0 },
		{ "500.00-", -5000000, BASIS_NONE, "", 0 },
		{ "500.00- USD", -5000000, BASIS_NONE, "USD", 0 },
		{ "+13.62", 136200, BASIS_NONE, "", 0 },
		{ ".50", 5000, BASIS_NONE, "", 0 },
		{ "5.", 50000, BASIS_NONE, "", 0 },
		{ "0", 0, BASIS_NONE, "", 0 },
		{ "$0.00", 0, BASIS_NONE, "USD", 0 },
		{ "5000/-", 50000000, BASIS_NONE, "", 0 },
		{ "=\"13.62\"", 136200, BASIS_NONE, "", 0 },
		{ "'13.62", 136200, BASIS_NONE, "", 0 },
		{ " \t13.62\xC2\xA0", 136200, BASIS_NONE, "", 0 },
		{ "28\xE2\x80\xAF" "329,60", 283296000, BASIS_NONE, "", 0 },
		{ "\xE2\x88\x92" "5", -50000, BASIS_NONE, "", 0 },
	};

	check(row, ROWS(row));
}

static void
currencies(void)
{
	static const struct row row[] = {
		{ "USD 13.62", 136200, BASIS_NONE, "USD", 0 },
		{ "15.00 USD", 150000, BASIS_NONE, "USD", 0 },
		{ "US$15", 150000, BASIS_NONE, "USD", 0 },
		{ "C$15", 150000, BASIS_NONE, "CAD", 0 },
		{ "$15 CAD", 150000, BASIS_NONE, "CAD", 0 },
		{ "15$", 150000, BASIS_NONE, "USD", 0 },
		{ "15 dollars", 150000, BASIS_NONE, "USD", 0 },
		{ "\xC2\xA3" "435,430.00", 4354300000, BASIS_NONE, "GBP", 0 },
		{ "28.329,60 \xE2\x82\xAC", 283296000, BASIS_NONE, "EUR", 0 },
		{ "eur 5", 50000, BASIS_NONE, "EUR", 0 },
	};

	check(row, ROWS(row));
}

static void
bases(void)
{
	static const struct row row[] = {
		{ "13.62/hr", 136200, BASIS_HOUR, "", 0 },
		{ "$13.62 / hour", 136200, BASIS_HOUR, "USD", 0 },
		{ "13.62 per hour", 136200, BASIS_HOUR, "", 0 },
		{ "$20 an hour", 200000, BASIS_HOUR, "USD", 0 },
		{ "13.62 hourly", 136200, BASIS_HOUR, "", 0 },
		{ "13.62 (hourly)", 136200, BASIS_HOUR, "", 0 },
		{ "Hourly: $13.62", 136200, BASIS_HOUR, "USD", 0 },
		{ "Hourly - 13.62", 136200, BASIS_HOUR, "", 0 },
		{ "13.62 p/h", 136200, BASIS_HOUR, "", 0 },
		{ "13.62/hrs.", 136200, BASIS_HOUR, "", 0 },
		{ "110 per diem", 1100000, BASIS_DAY, "", 0 },
		{ "110/day", 1100000, BASIS_DAY, "", 0 },
		{ "545 weekly", 5450000, BASIS_WEEK, "", 0 },
		{ "1,133.18 bi-weekly", 11331800, BASIS_BIWEEK, "", 0 },
		{ "1,133.18 Biweekly", 11331800, BASIS_BIWEEK, "", 0 },
		{ "1133.18 every two weeks", 11331800, BASIS_BIWEEK, "", 0 },
		{ "1,180.40 semi-monthly", 11804000, BASIS_SEMIMONTH, "", 0 },
		{ "1180.4 twice a month", 11804000, BASIS_SEMIMONTH, "", 0 },
		{ "2,360.80 / month", 23608000, BASIS_MONTH, "", 0 },
		{ "2360.80/mo.", 23608000, BASIS_MONTH, "", 0 },
		{ "28329.60 p.a.", 283296000, BASIS_YEAR, "", 0 },
		{ "28,329.60 per annum", 283296000, BASIS_YEAR, "", 0 },
		{ "$28,329.60/yr", 283296000, BASIS_YEAR, "USD", 0 },
		{ "28330 annually", 283300000, BASIS_YEAR, "", 0 },
		{ "28330 base salary per year", 283300000, BASIS_YEAR, "", 0 },
	};

	check(row, ROWS(row));
}

static void
ranges_and_roundings(void)
{
	static const struct row row[] = {
		{ "13.62 - 15.00", 143100, BASIS_NONE, "", PAY_WAS_RANGE },
		{ "13.62-15", 143100, BASIS_NONE, "", PAY_WAS_RANGE },
		{ "$13 to $15 per hour", 140000, BASIS_HOUR, "USD",
		  PAY_WAS_RANGE },
		{ "USD 13 - USD 15", 140000, BASIS_NONE, "USD", PAY_WAS_RANGE },
		{ "between 13 and 16", 145000, BASIS_NONE, "", PAY_WAS_RANGE },
		{ "13\xE2\x80\x93" "15", 140000, BASIS_NONE, "", PAY_WAS_RANGE },
		{ "165,000 - 169,999", 1674995000, BASIS_NONE, "",
		  PAY_WAS_RANGE },
		{ "0.0001-0.0002", 2, BASIS_NONE, "", PAY_WAS_RANGE },
		{ "From $20.00 per hour", 200000, BASIS_HOUR, "USD",
		  PAY_WAS_RANGE },
		{ "up to 15", 150000, BASIS_NONE, "", PAY_WAS_RANGE },
		{ "$50,000+", 500000000, BASIS_NONE, "USD", PAY_WAS_RANGE },
		{ "$28.3K", 283000000, BASIS_NONE, "USD", PAY_WAS_ROUNDED },
		{ "29.6K", 296000000, BASIS_NONE, "", PAY_WAS_ROUNDED },
		{ "28 k", 280000000, BASIS_NONE, "", PAY_WAS_ROUNDED },
		{ "28-30K", 290000000, BASIS_NONE, "",
		  PAY_WAS_RANGE | PAY_WAS_ROUNDED },
		{ "28,000-30K", 290000000, BASIS_NONE, "",
		  PAY_WAS_RANGE | PAY_WAS_ROUNDED },
		{ "~ 30000", 300000000, BASIS_NONE, "", PAY_WAS_ROUNDED },
		{ "2.83E+04", 283000000, BASIS_NONE, "", PAY_WAS_ROUNDED },
		/* decimals beyond four: floats in exports */
		{ "69222.179999999993", 692221800, BASIS_NONE, "", 0 },
		{ "13.00005", 130001, BASIS_NONE, "", 0 },
		{ "-13.00005", -130001, BASIS_NONE, "", 0 },
		{ "13.00004999999", 130000, BASIS_NONE, "", 0 },
	};

	check(row, ROWS(row));
}

static void
no_amounts(void)
{
	static const struct { const char *cell; enum value_state want; } row[] = {
		{ "", VALUE_EMPTY }, { "   ", VALUE_EMPTY },
		{ "N/A", VALUE_EMPTY }, { "TBD", VALUE_EMPTY },
		{ "-", VALUE_EMPTY }, { "--", VALUE_EMPTY },
		{ "none", VALUE_EMPTY }, { " NAN ", VALUE_EMPTY },
		{ "null", VALUE_EMPTY }, { "$ -   ", VALUE_EMPTY },
		{ "$", VALUE_EMPTY }, { "\xE2\x80\x94", VALUE_EMPTY },
		{ "***", VALUE_MASKED }, { "#####", VALUE_MASKED },
		{ "xxxx", VALUE_MASKED }, { "ND", VALUE_MASKED },
		{ "$**,***.**", VALUE_MASKED },
		{ "SIXTY THOUSAND", VALUE_UNREADABLE },
		{ "see note", VALUE_UNREADABLE }, { "abc", VALUE_UNREADABLE },
		{ "x", VALUE_UNREADABLE }, { "per hour", VALUE_UNREADABLE },
		{ "13.62.5", VALUE_UNREADABLE },
		{ "1,2,3", VALUE_UNREADABLE },
		{ "1234,567,890", VALUE_UNREADABLE },
		{ "1,133 180", VALUE_UNREADABLE },
		{ "13.62 15.00", VALUE_UNREADABLE },
		{ "15 - 13", VALUE_UNREADABLE },
		{ "555-867530", VALUE_UNREADABLE },
		{ "13-14-15", VALUE_UNREADABLE },
		{ "01/15/2020", VALUE_UNREADABLE },
		{ "2020-01-15", VALUE_UNREADABLE },
		{ "50%", VALUE_UNREADABLE }, { "#N/A 5", VALUE_UNREADABLE },
		{ "2080 hours", VALUE_UNREADABLE },
		{ "13.62/hr 28000/yr", VALUE_UNREADABLE },
		{ "13.62 hourly annual", VALUE_UNREADABLE },
		{ "30 bimonthly", VALUE_UNREADABLE },
		{ "30 bi-monthly", VALUE_UNREADABLE },
		{ "5 EUR USD", VALUE_UNREADABLE },
		{ "(500.00", VALUE_UNREADABLE }, { "500)", VALUE_UNREADABLE },
		{ "(-500)", VALUE_UNREADABLE }, { "--5", VALUE_UNREADABLE },
		{ "-5-", VALUE_UNREADABLE }, { "28kk", VALUE_UNREADABLE },
		{ "=1+1", VALUE_UNREADABLE }, { "5\xFF", VALUE_UNREADABLE },
		{ "5\xE2\x98\x83", VALUE_UNREADABLE },
		{ "1000000000001", VALUE_UNREADABLE },
		{ "1e13", VALUE_UNREADABLE }, { "1e99", VALUE_UNREADABLE },
		{ "99999999999999999999999", VALUE_UNREADABLE },
		{ "13.62 per hour per hour per hour per hour per hour per hour "
		  "per hour", VALUE_UNREADABLE },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct pay_text p = pay_parse(str_of(row[i].cell));

		OK(p.state == row[i].want && p.amount_e4 == 0, "\"%s\": %d, %lld",
		   row[i].cell, p.state, (long long)p.amount_e4);
	}
	OK(pay_parse((struct str){ "1\0002", 3 }).state == VALUE_UNREADABLE,
	   "a NUL inside");
	OK(pay_parse((struct str){ NULL, 0 }).state == VALUE_EMPTY, "no bytes");
	OK(pay_parse(STR("1000000000000")).amount_e4 == MONEY_MAX,
	   "the limit itself");
}

/* Whether a text is more than digits and points. */
static bool
more_than_digits(struct str s)
{
	return (ptrdiff_t)strspn(s.s, "0123456789.") < s.len;
}

/* What decimal_str prints, pay_parse reads. */
static void
printed(void)
{
	static const char *const around[][2] = {
		{ "", "" }, { "$", "" }, { "USD ", "/hr" }, { "", " per year" },
		{ " ", "\t" }, { "", "- " },
	};
	struct arena a = mem_arena();
	uint64_t seed = 88172645463325252;

	for (int i = 0; i < 20000; i++) {
		struct arena_mark m = arena_mark(&a);

		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		int64_t v = (int64_t)(seed >> 1) % (MONEY_MAX + 1);
		v >>= seed % 40; /* small ones too */
		const char *const *w = around[i % ROWS(around)];
		bool minus = w[1][0] == '-';
		struct str n = decimal_str(&a, v, 4, 4, i / 8 % 2);
		struct str s = str_fmt(&a, "%s%.*s%s", w[0], FMT(n), w[1]);
		struct pay_text p = pay_parse(s);

		OK(p.state == VALUE_OK &&
		   p.amount_e4 == (minus ? -v : v), "%.*s: %lld",
		   FMT(s), (long long)p.amount_e4);
		char out[PAY_WRITTEN];
		OK(!p.places || str_eq(s, (struct str){ out,
		   pay_write(p, out) }), "%.*s: written again", FMT(s));
		OK(!p.places || pay_is_marked(p) == more_than_digits(s),
		   "%.*s: marked", FMT(s));
		arena_rewind(&a, m);
	}
	arena_free(&a);
}

/* What a cell says of its column's decimal mark, and the cell by a column that
 * has the comma. */
static void
decimal_marks(void)
{
	static const struct {
		const char *cell;
		enum says_mark says;
		int64_t alone, comma; /* ten-thousandths                   */
	} row[] = {
		{ "13.62", SAYS_POINT, 136200, 136200 },
		{ "13,62", SAYS_COMMA, 136200, 136200 },
		{ "1,133.18", SAYS_POINT, 11331800, 11331800 },
		{ "1.133,18", SAYS_COMMA, 11331800, 11331800 },
		{ "1,133,180", SAYS_POINT, 11331800000, 11331800000 },
		{ "1.133.180", SAYS_COMMA, 11331800000, 11331800000 },
		{ "28 329,60", SAYS_COMMA, 283296000, 283296000 },
		{ "28,330", SAYS_EITHER, 283300000, 283300 },
		{ "28.330", SAYS_EITHER, 283300, 283300000 },
		{ "$28,330", SAYS_EITHER, 283300000, 283300 },
		{ "28.330 EUR", SAYS_EITHER, 283300, 283300000 },
		{ "28.000 - 30.000", SAYS_EITHER, 290000, 290000000 },
		{ "28.000 - 30.000,50", SAYS_COMMA, 0, 290002500 },
		{ "0,500", SAYS_COMMA, 5000, 5000 },
		{ "0.500", SAYS_POINT, 5000, 5000 },
		{ "00.000", SAYS_EITHER, 0, 0 },
		{ "1234.567", SAYS_POINT, 12345670, 12345670 },
		{ "28330", SAYS_NO_MARK, 283300000, 283300000 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct pay_text p = pay_parse(str_of(row[i].cell));
		struct pay_text q = pay_parse_comma(str_of(row[i].cell));

		OK(p.amount_e4 == row[i].alone && (p.mark == row[i].says ||
		   p.state != VALUE_OK), "%s: says %d, %lld", row[i].cell,
		   (int)p.mark, (long long)p.amount_e4);
		OK(q.amount_e4 == row[i].comma && q.mark == row[i].says,
		   "%s by a comma: says %d, %lld", row[i].cell, (int)q.mark,
		   (long long)q.amount_e4);
	}
}

/* What is in a plain form is written as it was; what is not, is not. */
static void
written_again(void)
{
	static const char *const plain[] = {
		"$28,329.60", "28330", "13.62/hr", "$13.6/hr", "0", "0.5",
		"1,000", "1,345,678.1234", "999", "$0.00", "15.1000",
	};
	static const char *const odd[] = {
		"15.", "0015.50", "$ 15", "15,5", "USD 15", "-15", "1e5",
		"15-16", "0,500", "01",
	};
	char out[PAY_WRITTEN];

	for (ptrdiff_t i = 0; i < ROWS(plain); i++) {
		struct pay_text p = pay_parse(str_of(plain[i]));
		struct str s = { out, p.places ? pay_write(p, out) : 0 };

		OK(str_eq(s, str_of(plain[i])), "%s: %.*s", plain[i], FMT(s));
		OK(pay_is_marked(p) == more_than_digits(s), "%s: marked",
		   plain[i]);
	}
	for (ptrdiff_t i = 0; i < ROWS(odd); i++)
		OK(!pay_parse(str_of(odd[i])).places, "%s", odd[i]);
	OK(sizeof(struct pay_text) == 16, "a pay cell is 16 bytes");
}

static void
periods(void)
{
	static const int16_t want[BASIS_N] = { 0, 0, 260, 52, 26, 24, 12, 1 };

	for (int b = 0; b < BASIS_N; b++) {
		OK(pay_periods[b] == want[b], "basis %d: %d a year", b,
		   pay_periods[b]);
		OK(pay_basis_name[b] && pay_basis_name[b][0],
		   "basis %d has a name", b);
	}
}

const struct unit_test suite_values_pay[] = {
	TEST(amounts), TEST(currencies), TEST(bases),
	TEST(ranges_and_roundings), TEST(no_amounts), TEST(printed),
	TEST(decimal_marks), TEST(written_again), TEST(periods), END
};
