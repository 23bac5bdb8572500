/* SPDX-License-Identifier: MIT */
#include "norm/scan.h"

/* What a word says about an amount. */
enum mean {
	SAYS_NOTHING,
	SAYS_BASIS,           /* .value: enum pay_basis                    */
	SAYS_UNITS,           /* likewise, but only after "per" or a number
	                         of times: "2080 hours" is no hourly pay   */
	SAYS_CURRENCY,        /* .value: index in currencies               */
	SAYS_PER,
	SAYS_OPEN,            /* one end of a range                        */
	SAYS_ABOUT,
	SAYS_TO,              /* between the ends of a range               */
	SAYS_THOUSAND,
	SAYS_TWO,             /* with week                                 */
	SAYS_TWICE,           /* with month                                */
};

enum currency {
	NO_CURRENCY, USD, AUD, BRL, CAD, CHF, CNY, CZK, DKK, EUR, GBP, HKD,
	HUF, ILS, INR, JPY, KRW, MXN, NOK, NZD, PHP, PLN, SEK, SGD, ZAR,
	A_DOLLAR,             /* a dollar sign: USD if nothing else is said */
};

static const char codes[][4] = {
	"", "USD", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR",
	"GBP", "HKD", "HUF", "ILS", "INR", "JPY", "KRW", "MXN", "NOK", "NZD",
	"PHP", "PLN", "SEK", "SGD", "ZAR", "USD",
};

static const struct scan_word words[] = {
	{ "a", SAYS_PER, 0 }, { "about", SAYS_ABOUT, 0 },
	{ "an", SAYS_PER, 0 }, { "and", SAYS_TO, 0 },
	{ "annual", SAYS_BASIS, BASIS_YEAR },
	{ "annually", SAYS_BASIS, BASIS_YEAR },
	{ "annum", SAYS_BASIS, BASIS_YEAR },
	{ "approx", SAYS_ABOUT, 0 }, { "approximately", SAYS_ABOUT, 0 },
	{ "around", SAYS_ABOUT, 0 }, { "at", SAYS_NOTHING, 0 },
	{ "aud", SAYS_CURRENCY, AUD }, { "base", SAYS_NOTHING, 0 },
	{ "between", SAYS_NOTHING, 0 }, { "bi", SAYS_TWO, 0 },
	{ "biweek", SAYS_BASIS, BASIS_BIWEEK },
	{ "biweekly", SAYS_BASIS, BASIS_BIWEEK },
	{ "brl", SAYS_CURRENCY, BRL }, { "ca", SAYS_ABOUT, 0 },
	{ "cad", SAYS_CURRENCY, CAD }, { "chf", SAYS_CURRENCY, CHF },
	{ "circa", SAYS_ABOUT, 0 }, { "cny", SAYS_CURRENCY, CNY },
	{ "czk", SAYS_CURRENCY, CZK }, { "daily", SAYS_BASIS, BASIS_DAY },
	{ "day", SAYS_BASIS, BASIS_DAY }, { "days", SAYS_UNITS, BASIS_DAY },
	{ "diem", SAYS_BASIS, BASIS_DAY }, { "dkk", SAYS_CURRENCY, DKK },
	{ "dollar", SAYS_CURRENCY, A_DOLLAR },
	{ "dollars", SAYS_CURRENCY, A_DOLLAR }, { "each", SAYS_PER, 0 },
	{ "eur", SAYS_CURRENCY, EUR }, { "euro", SAYS_CURRENCY, EUR },
	{ "euros", SAYS_CURRENCY, EUR }, { "every", SAYS_PER, 0 },
	{ "fortnight", SAYS_BASIS, BASIS_BIWEEK },
	{ "fortnightly", SAYS_BASIS, BASIS_BIWEEK },
	{ "from", SAYS_OPEN, 0 }, { "gbp", SAYS_CURRENCY, GBP },
	{ "gross", SAYS_NOTHING, 0 }, { "h", SAYS_BASIS, BASIS_HOUR },
	{ "half", SAYS_TWICE, 0 }, { "hkd", SAYS_CURRENCY, HKD },
	{ "hour", SAYS_BASIS, BASIS_HOUR },
	{ "hourly", SAYS_BASIS, BASIS_HOUR },
	{ "hours", SAYS_UNITS, BASIS_HOUR }, { "hr", SAYS_BASIS, BASIS_HOUR },
	{ "hrly", SAYS_BASIS, BASIS_HOUR }, { "hrs", SAYS_UNITS, BASIS_HOUR },
	{ "huf", SAYS_CURRENCY, HUF }, { "ils", SAYS_CURRENCY, ILS },
	{ "inr", SAYS_CURRENCY, INR }, { "jpy", SAYS_CURRENCY, JPY },
	{ "k", SAYS_THOUSAND, 0 }, { "krw", SAYS_CURRENCY, KRW },
	{ "mo", SAYS_BASIS, BASIS_MONTH }, { "month", SAYS_BASIS, BASIS_MONTH },
	{ "monthly", SAYS_BASIS, BASIS_MONTH },
	{ "months", SAYS_UNITS, BASIS_MONTH },
	{ "mth", SAYS_BASIS, BASIS_MONTH }, { "mxn", SAYS_CURRENCY, MXN },
	{ "nok", SAYS_CURRENCY, NOK }, { "nzd", SAYS_CURRENCY, NZD },
	{ "of", SAYS_NOTHING, 0 }, { "over", SAYS_OPEN, 0 },
	{ "p", SAYS_PER, 0 }, { "pa", SAYS_BASIS, BASIS_YEAR },
	{ "pay", SAYS_NOTHING, 0 }, { "pcm", SAYS_BASIS, BASIS_MONTH },
	{ "per", SAYS_PER, 0 }, { "ph", SAYS_BASIS, BASIS_HOUR },
	{ "php", SAYS_CURRENCY, PHP }, { "pln", SAYS_CURRENCY, PLN },
	{ "plus", SAYS_OPEN, 0 }, { "pm", SAYS_BASIS, BASIS_MONTH },
	{ "pounds", SAYS_CURRENCY, GBP }, { "pw", SAYS_BASIS, BASIS_WEEK },
	{ "rate", SAYS_NOTHING, 0 }, { "salary", SAYS_NOTHING, 0 },
	{ "sek", SAYS_CURRENCY, SEK }, { "semi", SAYS_TWICE, 0 },
	{ "semimonthly", SAYS_BASIS, BASIS_SEMIMONTH },
	{ "sgd", SAYS_CURRENCY, SGD }, { "starting", SAYS_OPEN, 0 },
	{ "to", SAYS_TO, 0 }, { "twice", SAYS_TWICE, 0 },
	{ "two", SAYS_TWO, 0 }, { "up", SAYS_OPEN, 0 },
	{ "usd", SAYS_CURRENCY, USD }, { "wage", SAYS_NOTHING, 0 },
	{ "week", SAYS_BASIS, BASIS_WEEK },
	{ "weekly", SAYS_BASIS, BASIS_WEEK },
	{ "weeks", SAYS_UNITS, BASIS_WEEK }, { "wk", SAYS_BASIS, BASIS_WEEK },
	{ "wkly", SAYS_BASIS, BASIS_WEEK }, { "wks", SAYS_UNITS, BASIS_WEEK },
	{ "year", SAYS_BASIS, BASIS_YEAR },
	{ "yearly", SAYS_BASIS, BASIS_YEAR },
	{ "years", SAYS_UNITS, BASIS_YEAR },
	{ "yr", SAYS_BASIS, BASIS_YEAR }, { "yrs", SAYS_UNITS, BASIS_YEAR },
	{ "zar", SAYS_CURRENCY, ZAR },
};

/* Letters that say whose dollar: "C$", "US$". */
static const struct scan_word dollars[] = {
	{ "a", 0, AUD }, { "au", 0, AUD }, { "c", 0, CAD }, { "ca", 0, CAD },
	{ "hk", 0, HKD }, { "nz", 0, NZD }, { "r", 0, BRL }, { "s", 0, SGD },
	{ "us", 0, USD },
};

/* What was seen so far, from the left. */
struct seen {
	enum scan_mark_rule rule;
	struct scan_number number[2];
	bool thousand[2];
	int n;                /* numbers                                   */
	bool minus;
	bool range;           /* a word or dash that may join two numbers  */
	bool dash;            /* a dash was the last thing after a number  */
	bool per, open, about;
	int8_t paren;         /* 0 none; 1 opened before the number; 2 after
	                         it; -1 closed                             */
	uint8_t times;        /* SAYS_TWO or SAYS_TWICE                    */
	uint8_t basis, currency;
};

static bool
see_currency(struct seen *s, uint8_t c)
{
	if (s->currency == c || (c == A_DOLLAR && s->currency))
		return true;
	if (s->currency && s->currency != A_DOLLAR)
		return false;
	s->currency = c;
	return true;
}

/* A basis, with what "bi" or "twice" before it makes of it. */
static bool
see_basis(struct seen *s, uint8_t basis)
{
	if (s->times == SAYS_TWO)
		basis = basis == BASIS_WEEK ? BASIS_BIWEEK : BASIS_NONE;
	else if (s->times == SAYS_TWICE)
		basis = basis == BASIS_MONTH ? BASIS_SEMIMONTH : BASIS_NONE;
	s->times = 0;
	if (basis == BASIS_NONE || (s->basis && s->basis != basis))
		return false;
	s->basis = basis;
	return true;
}

static bool
see_word(struct seen *s, const struct scan_word *w)
{
	s->dash = s->dash && w->mean == SAYS_CURRENCY;
	switch ((enum mean)w->mean) {
	case SAYS_NOTHING:
		return true;
	case SAYS_UNITS:
		return (s->per || s->times) && see_basis(s, w->value);
	case SAYS_BASIS:
		return see_basis(s, w->value);
	case SAYS_CURRENCY:
		return see_currency(s, w->value);
	case SAYS_PER:
		s->per = true;
		return true;
	case SAYS_OPEN:
		s->open = true;
		return true;
	case SAYS_ABOUT:
		s->about = true;
		return true;
	case SAYS_TO:
		s->range = s->n == 1;
		return s->n == 1 || s->open; /* "up to 15" */
	case SAYS_THOUSAND:
		if (s->n == 0 || s->thousand[s->n - 1])
			return false;
		s->thousand[s->n - 1] = s->about = true;
		return true;
	case SAYS_TWO:
	case SAYS_TWICE:
		s->times = w->mean;
		return true;
	}
	return false;
}

/* A power of ten after a number: Excel's 5.54E+04. */
static const char *
take_exponent(const char *p, struct scan_number *x, bool *about)
{
	const char *q = p + 1;
	bool minus = *q == '-';
	int32_t e = 0;

	if (*p != 'e')
		return p;
	q += *q == '-' || *q == '+';
	if (!scan_digit(*q))
		return p;
	for (; scan_digit(*q); q++)
		if (e < 100)
			e = e * 10 + (*q - '0');
	x->scale += minus ? e : -e;
	*about = true;
	return q;
}

static const char *
take_number(struct seen *s, const char *p)
{
	struct scan_number *x = &s->number[s->n];

	if (s->n == 2 || (s->n == 1 && !s->range && !s->dash) || s->times)
		return NULL;
	s->n++;
	s->dash = false;
	p = scan_number(p, s->rule, x);
	return p ? take_exponent(p, x, &s->about) : NULL;
}

static const char *
take_word(struct seen *s, const char *p)
{
	const char *end;
	const struct scan_word *w =
		scan_word(p, &end, words, sizeof words / sizeof *words);

	if (*end == '$') {
		w = scan_word(p, &end, dollars,
		              sizeof dollars / sizeof *dollars);
		return w && see_currency(s, w->value) ? end + 1 : NULL;
	}
	return w && see_word(s, w) ? end : NULL;
}

/*
 * A dash: the sign before a number; between two it makes a range; at the end
 * it is a sign again; between words it says nothing.  `first`: nothing stands
 * before it.
 */
static bool
take_dash(struct seen *s, bool first, char next)
{
	if (s->n == 2)
		return scan_letter(next);
	if (s->n == 1) {
		s->dash = true;
		return true;
	}
	if (next == ' ' && !first)
		return true;
	if (scan_letter(next) && s->times)
		return true;
	bool again = s->minus;
	s->minus = true;
	return !again;
}

static bool
take_paren(struct seen *s, char c)
{
	if (c == '(') {
		if (s->paren > 0)
			return false;
		s->paren = s->n ? 2 : 1;
		return true;
	}
	if (s->paren <= 0)
		return false;
	if (s->paren == 1 && s->n) {
		if (s->minus || s->n == 2 || s->basis)
			return false; /* (500.00), but not (13.62/hr) */
		s->minus = true;
	}
	s->paren = -1;
	return true;
}

/* One thing at p; where it ends, or NULL if no amount has it there. */
static const char *
take(struct seen *s, const char *p, const char *start)
{
	if (scan_starts_number(p))
		return take_number(s, p);
	if (scan_letter(*p))
		return take_word(s, p);
	switch (*p) {
	case ' ':
	case ':':
		return p + 1;
	case '$':
		return see_currency(s, A_DOLLAR) ? p + 1 : NULL;
	case SCAN_POUND:
		return see_currency(s, GBP) ? p + 1 : NULL;
	case SCAN_EURO:
		return see_currency(s, EUR) ? p + 1 : NULL;
	case SCAN_YEN:
		return see_currency(s, JPY) ? p + 1 : NULL;
	case SCAN_RUPEE:
		return see_currency(s, INR) ? p + 1 : NULL;
	case '-':
		return take_dash(s, p == start, p[1]) ? p + 1 : NULL;
	case '/':
		s->per = true;
		if (p[1] == '-') /* "5000/-": no paise */
			return p + 2;
		return s->n ? p + 1 : NULL;
	case '(':
	case ')':
		return take_paren(s, *p) ? p + 1 : NULL;
	case '+':
		s->open |= s->n > 0;
		return p + 1;
	case '<':
	case '>':
		s->open = true;
		return p + 1;
	case '~':
		s->about = true;
		return p + 1;
	case ',':
		return s->n ? p + 1 : NULL;
	default:
		return NULL;
	}
}

/* The amount of what was seen; false if it does not add up. */
static bool
amount(struct seen *s, int64_t *out)
{
	int64_t v[2] = { 0, 0 };

	if (s->paren > 0 || s->times || (s->n == 2 && s->minus) ||
	    (s->dash && s->minus))
		return false;
	if (s->n == 2 && s->thousand[1] && !s->thousand[0]) {
		/* 28-30K; but 28,000-30K says it once for each */
		if (!scan_e4(s->number[0], &v[0]))
			return false;
		s->thousand[0] = v[0] < 1000 * (int64_t)MONEY_UNIT;
	}
	for (int i = 0; i < s->n; i++) {
		s->number[i].scale -= s->thousand[i] ? 3 : 0;
		if (!scan_e4(s->number[i], &v[i]))
			return false;
	}
	if (s->n == 2) {
		/* ends more than tenfold apart are no range of pay */
		if (v[0] > v[1] || v[1] > 10 * v[0])
			return false;
		v[0] = (v[0] + v[1] + 1) / 2;
	}
	*out = s->minus || s->dash ? -v[0] : v[0];
	return true;
}

/* What an amount without a comma for a decimal mark says of its column. */
static unsigned
plain_says(ptrdiff_t whole, int decimals, int commas, bool zero)
{
	bool open = commas + (decimals > 0) == 1 &&
	            (commas ? !decimals : decimals == 3 && whole <= 3 && !zero);

	return open ? SAYS_EITHER
	            : commas || decimals ? SAYS_POINT : SAYS_NO_MARK;
}

/*
 * The forms nearly every cell has, $28,329.60, 28330 and 13.62/hr, without the
 * work that others need; false if it is any other, and then nothing is known.
 */
static bool
plain(struct str s, struct pay_text *r)
{
	while (s.len && s.s[s.len - 1] == ' ')
		s.len--;
	bool dollar = s.len && s.s[0] == '$';
	bool hourly = str_ends(s, STR("/hr"));
	const char *first = dollar ? s.s + 1 : s.s, *p = first, *mark = NULL;
	ptrdiff_t n = s.len - dollar - (hourly ? 3 : 0);
	int64_t v = 0;
	int32_t scale = 4, commas = 0;

	if (n <= 0 || n > 14 || !scan_digit(*p))
		return false;
	const char *end = p + n;
	for (; p < end && *p != '.'; p++) {
		if (scan_digit(*p)) {
			v = v * 10 + (*p - '0');
		} else if (*p == ',' && v && (mark ? p - mark == 4
		                                   : p - first <= 3)) {
			mark = p;
			commas++;
		} else {
			return false;
		}
	}
	if (mark && p - mark != 4)
		return false;
	ptrdiff_t whole = p - first;
	bool bare_point = p + 1 == end;
	for (p += p < end; p < end; p++, scale--) {
		if (!scan_digit(*p) || scale == 0)
			return false;
		v = v * 10 + (*p - '0');
	}
	int decimals = 4 - scale;
	for (; scale > 0; scale--)
		v *= 10;
	if (v > MONEY_MAX)
		return false;
	*r = (struct pay_text){
		.amount_e4 = v, .state = VALUE_OK,
		.basis = hourly ? BASIS_HOUR : BASIS_NONE,
		.mark = plain_says(whole, decimals, commas,
		                   *first == '0' && whole == 1) & 3,
		.commas = commas > 0,
	};
	if (!bare_point && (*first != '0' || whole == 1))
		r->places = (unsigned)(decimals + 1) & 7;
	memcpy(r->currency, codes[dollar ? USD : NO_CURRENCY],
	       sizeof r->currency);
	return true;
}

/* An amount of any other form. */
static struct pay_text
parse(struct str cell, enum scan_mark_rule rule)
{
	struct pay_text r = { .state = VALUE_UNREADABLE };
	struct scan sc;
	struct seen s = { .rule = rule };

	if (!scan_fold(&sc, cell))
		return r;
	enum value_state state = scan_state(&sc);
	if (state != VALUE_OK) {
		r.state = (uint8_t)state;
		return r;
	}
	const char *p = sc.s;
	while (p && *p)
		p = take(&s, p, sc.s);
	if (p && s.n == 0 && s.currency && !s.basis)
		r.state = VALUE_EMPTY; /* "$", "$ -" */
	if (!p || s.n == 0 || !amount(&s, &r.amount_e4))
		return r;
	r.state = VALUE_OK;
	r.basis = s.basis;
	r.flags = (uint8_t)((s.n == 2 || s.open ? PAY_WAS_RANGE : 0) |
	                    (s.about ? PAY_WAS_ROUNDED : 0));
	bool second = s.number[0].mark % SAYS_EITHER == SAYS_NO_MARK &&
	              s.number[1].mark;
	r.mark = s.number[second].mark & 3;
	memcpy(r.currency, codes[s.currency], sizeof r.currency);
	return r;
}

struct pay_text
pay_parse(struct str cell)
{
	struct pay_text r;

	return plain(cell, &r) ? r : parse(cell, MARK_BY_ITSELF);
}

struct pay_text
pay_parse_comma(struct str cell)
{
	return parse(cell, MARK_COMMA);
}

ptrdiff_t
pay_write(struct pay_text t, char out[PAY_WRITTEN])
{
	char digits[PAY_WRITTEN], *to = out;
	int64_t whole = t.amount_e4 / MONEY_UNIT;
	int n = 0, unit = MONEY_UNIT;

	do /* the last digit first */
		digits[n++] = (char)('0' + whole % 10);
	while (whole /= 10);
	if (t.currency[0])
		*to++ = '$';
	while (n--) {
		*to++ = digits[n];
		if (n && n % 3 == 0 && t.commas)
			*to++ = ',';
	}
	if (t.places > 1)
		*to++ = '.';
	for (unsigned i = 1; i < t.places; i++) {
		unit /= 10;
		*to++ = (char)('0' + t.amount_e4 / unit % 10);
	}
	if (t.basis == BASIS_HOUR) {
		memcpy(to, "/hr", 3);
		to += 3;
	}
	return to - out;
}

bool
pay_is_marked(struct pay_text t)
{
	return t.currency[0] || t.basis == BASIS_HOUR ||
	       (t.commas && t.amount_e4 >= 1000 * MONEY_UNIT);
}
