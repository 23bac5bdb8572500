/* SPDX-License-Identifier: MIT */
#include "norm/scan.h"

#include "base/utf8.h"

#include <endian.h>

/* What a character beyond ASCII stands for in a value; 0: nothing at all. */
static char
fold_char(int32_t c)
{
	static const struct { int32_t from, to; char as; } map[] = {
		{ 0x00A0, 0x00A0, ' ' }, { 0x00A3, 0x00A3, SCAN_POUND },
		{ 0x00A5, 0x00A5, SCAN_YEN }, { 0x00AD, 0x00AD, 0 },
		{ 0x00B4, 0x00B4, '\'' }, { 0x00BC, 0x00BC, SCAN_QUARTER },
		{ 0x00BD, 0x00BD, SCAN_HALF },
		{ 0x00BE, 0x00BE, SCAN_THREE_QUARTERS },
		{ 0x2000, 0x200A, ' ' }, { 0x200B, 0x200F, 0 },
		{ 0x2010, 0x2015, '-' }, { 0x2018, 0x2019, '\'' },
		{ 0x201C, 0x201D, '"' }, { 0x2022, 0x2022, '*' },
		{ 0x202F, 0x202F, ' ' }, { 0x2044, 0x2044, '/' },
		{ 0x2060, 0x2060, 0 }, { 0x20AC, 0x20AC, SCAN_EURO },
		{ 0x20B9, 0x20B9, SCAN_RUPEE }, { 0x2212, 0x2212, '-' },
		{ 0x2264, 0x2264, '<' }, { 0x2265, 0x2265, '>' },
		{ 0x2588, 0x2588, '*' }, { 0x25CF, 0x25CF, '*' },
		{ 0x3000, 0x3000, ' ' }, { 0xFEFF, 0xFEFF, 0 },
	};

	for (size_t i = 0; i < sizeof map / sizeof *map; i++)
		if (c >= map[i].from && c <= map[i].to)
			return map[i].as;
	return SCAN_OTHER;
}

static char
fold_ascii(char c)
{
	if (c > ' ')
		return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	return c == ' ' || (c >= '\t' && c <= '\r') ? ' ' : SCAN_OTHER;
}

/* Without ="...", "..." and a leading apostrophe. */
static struct str
unwrap(struct str s)
{
	s = str_trim(s);
	if (s.len >= 3 && s.s[0] == '=' && s.s[1] == '"')
		s = str_skip(s, 1);
	if (s.len >= 2 && s.s[0] == '"' && s.s[s.len - 1] == '"')
		s = (struct str){ s.s + 1, s.len - 2 };
	else if (s.len && s.s[0] == '\'')
		s = str_skip(s, 1);
	return s;
}

bool
scan_fold(struct scan *sc, struct str s)
{
	int32_t n = 0;
	bool gap = false;

	if (s.len && (s.s[0] == '=' || s.s[0] == '"' || s.s[0] == '\'' ||
	              (unsigned char)s.s[0] <= ' '))
		s = unwrap(s);
	while (s.len) {
		char c = s.s[0];

		if (c & 0x80) {
			c = fold_char(utf8_next(&s));
			if (!c)
				continue;
		} else {
			c = fold_ascii(c);
			s.s++;
			s.len--;
		}
		if (c == ' ') {
			gap = n > 0;
			continue;
		}
		if (n + gap >= SCAN_MAX)
			return false;
		if (gap)
			sc->s[n++] = ' ';
		gap = false;
		sc->s[n++] = c;
	}
	sc->s[n] = '\0';
	sc->n = n;
	return true;
}

/* Stars, crosses and the like where an amount would stand: "$**,***.**". */
static bool
is_masked(const char *p)
{
	int32_t stars = 0, crosses = 0;

	for (; *p; p++) {
		if (*p == '*' || *p == '#')
			stars++;
		else if (*p == 'x')
			crosses++;
		else if (!strchr("$\1\2\3\4.,-/ ", *p))
			return false;
	}
	return stars || crosses > 1;
}

enum value_state
scan_state(const struct scan *sc)
{
	static const struct { const char *word; enum value_state state; } w[] = {
		{ "", VALUE_EMPTY }, { "-", VALUE_EMPTY }, { "--", VALUE_EMPTY },
		{ "---", VALUE_EMPTY }, { ".", VALUE_EMPTY },
		{ "?", VALUE_EMPTY }, { "n/a", VALUE_EMPTY },
		{ "na", VALUE_EMPTY }, { "n.a.", VALUE_EMPTY },
		{ "n.a", VALUE_EMPTY }, { "#n/a", VALUE_EMPTY },
		{ "#na", VALUE_EMPTY }, { "none", VALUE_EMPTY },
		{ "nil", VALUE_EMPTY }, { "nan", VALUE_EMPTY },
		{ "null", VALUE_EMPTY }, { "(null)", VALUE_EMPTY },
		{ "<null>", VALUE_EMPTY }, { "\\n", VALUE_EMPTY },
		{ "(blank)", VALUE_EMPTY }, { "blank", VALUE_EMPTY },
		{ "nat", VALUE_EMPTY }, { "tbd", VALUE_EMPTY },
		{ "tba", VALUE_EMPTY }, { "t.b.d.", VALUE_EMPTY },
		{ "unknown", VALUE_EMPTY }, { "not available", VALUE_EMPTY },
		{ "not applicable", VALUE_EMPTY },
		{ "nd", VALUE_MASKED }, { "not disclosed", VALUE_MASKED },
		{ "undisclosed", VALUE_MASKED }, { "redacted", VALUE_MASKED },
		{ "confidential", VALUE_MASKED }, { "restricted", VALUE_MASKED },
		{ "withheld", VALUE_MASKED }, { "hidden", VALUE_MASKED },
		{ "masked", VALUE_MASKED }, { "private", VALUE_MASKED },
	};
	const char *s = sc->s;

	if (scan_digit(s[0]) || (s[0] == '$' && scan_digit(s[1])))
		return VALUE_OK;
	for (size_t i = 0; i < sizeof w / sizeof *w; i++)
		if (s[0] == w[i].word[0] && strcmp(s, w[i].word) == 0)
			return w[i].state;
	return is_masked(s) ? VALUE_MASKED : VALUE_OK;
}

/* Whether a blank or apostrophe at p is a thousands mark: three digits. */
static bool
is_gap(const char *p)
{
	return scan_digit(p[1]) && scan_digit(p[2]) && scan_digit(p[3]) &&
	       !scan_digit(p[4]);
}

/*
 * Whether a mark may stand before thousands: three digits behind it, one to
 * three before it, and not "0,500".
 */
static bool
is_open(const char *p, const char *mark, const char *end)
{
	return end - mark == 4 && mark - p <= 3 &&
	       !(*p == '0' && mark - p == 1);
}

/*
 * Where the number that begins at p ends; *dec is its decimal mark, or NULL;
 * *says what that tells about others.  NULL if it has two.
 */
static const char *
number_extent(const char *p, enum scan_mark_rule rule, const char **dec,
              enum says_mark *says)
{
	int32_t points = 0, commas = 0, gaps = 0;
	const char *q, *mark = NULL;

	for (q = p;; q++) {
		if (scan_digit(*q))
			continue;
		if ((*q == '.' || *q == ',') && scan_digit(q[1])) {
			*(*q == '.' ? &points : &commas) += 1;
			mark = q;
		} else if ((*q == ' ' || *q == '\'') && !mark && is_gap(q)) {
			gaps++;
		} else {
			break;
		}
	}
	bool single = points + commas == 1, both = points && commas;
	bool open = single && !gaps && is_open(p, mark, q);
	bool comma = commas && mark && *mark == ',';

	*dec = both || (single && (!open || rule == MARK_DECIMAL ||
	                           comma == (rule == MARK_COMMA)))
	       ? mark : NULL;
	if (open)
		*says = SAYS_EITHER;
	else if (mark) /* 1.234,50 and 1.234.567 say comma */
		*says = comma == (*dec != NULL) ? SAYS_COMMA
		                                : SAYS_POINT;
	if (*dec && (comma ? commas : points) > 1)
		return NULL;
	return q;
}

/*
 * Whether the thousands marks from p to end stand where they may: all the
 * same, one to three digits before the first, three between them and at the
 * end; two between commas, as in 12,34,567, which is how India writes it.
 */
static bool
groups_ok(const char *p, const char *end)
{
	char mark = 0;
	ptrdiff_t run = 0, n = 0;

	for (;; p++) {
		if (p < end && scan_digit(*p)) {
			run++;
			continue;
		}
		bool last = p == end;

		if (n == 0 ? run > 3 && !last
		           : run != 3 && !(run == 2 && mark == ',' && !last))
			return false;
		if (last)
			return true;
		if (run == 0 || (mark && mark != *p))
			return false;
		mark = *p;
		run = 0;
		n++;
	}
}

const char *
scan_number(const char *p, enum scan_mark_rule rule, struct scan_number *out)
{
	const int64_t most = 100000000000000000; /* a digit more still fits */
	const char *dec;
	int64_t v = 0;
	int32_t scale = 0;
	enum says_mark says = SAYS_NO_MARK;

	if (!scan_starts_number(p))
		return NULL;
	const char *end = number_extent(p, rule, &dec, &says);
	if (!end || !groups_ok(p, dec ? dec : end))
		return NULL;
	for (const char *q = p; q < end; q++) {
		if (!scan_digit(*q))
			continue;
		bool decimal = dec && q > dec;

		if (v >= most) {
			if (decimal)
				break;
			return NULL;
		}
		v = v * 10 + (*q - '0');
		scale += decimal;
	}
	*out = (struct scan_number){ v, scale, says };
	return end + (*end == '.'); /* "5." */
}

/* 10^n, 0 <= n <= 18. */
static int64_t
power(int32_t n)
{
	int64_t p = 1;

	while (n-- > 0)
		p *= 10;
	return p;
}

bool
scan_times(struct scan_number x, int64_t factor, int64_t max, int64_t *out)
{
	i128 v = (i128)x.v * factor;

	if (x.scale > 18 || x.scale < -18)
		return false;
	if (x.scale >= 0)
		v = i128_div_round(v, power(x.scale));
	else if (v > max)
		return false;
	else
		v *= power(-x.scale);
	if (v > max)
		return false;
	*out = (int64_t)v;
	return true;
}

bool
scan_e4(struct scan_number x, int64_t *out)
{
	/* Nearly every number: no wide division. */
	if (x.scale >= 0 && x.scale <= 4 && x.v <= MONEY_MAX / MONEY_UNIT) {
		*out = x.v * power(4 - x.scale);
		return true;
	}
	return scan_times(x, MONEY_UNIT, MONEY_MAX, out);
}

/* The first eight letters as a number in the order of the alphabet. */
static uint64_t
letters(const char *word)
{
	uint64_t v;

	memcpy(&v, word, sizeof v);
	return be64toh(v);
}

const struct scan_word *
scan_word(const char *p, const char **end, const struct scan_word *table,
          int n)
{
	char word[sizeof table->word] = { 0 };
	size_t len = 0;

	for (; scan_letter(*p) || (*p == '.' && len); p++)
		if (*p != '.' && len < sizeof word)
			word[len++] = *p;
	*end = p;
	if (len == 0 || len == sizeof word)
		return NULL;
	/* a binary search that compilers make without jumps */
	uint64_t key = letters(word);
	while (n > 1) {
		uint64_t mid = letters(table[n / 2].word);

		if (key > mid || (key == mid &&
		                  strcmp(word, table[n / 2].word) >= 0))
			table += n / 2;
		n -= n / 2;
	}
	return strcmp(word, table->word) == 0 ? table : NULL;
}
