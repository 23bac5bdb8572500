/* SPDX-License-Identifier: MIT */
/*
 * Values that stand within the text of another one: the expiry and the number
 * of a credential.
 */
#include "norm/scan.h"

static bool
is_digit(char c)
{
	return scan_digit(c);
}

static char
low(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

date
date_period_end(struct str s, date d)
{
	ptrdiff_t group[3] = { 0 }, n = 0;
	bool letters = false;

	s = str_trim(s);
	for (ptrdiff_t i = 0; i < s.len; i++) {
		letters |= scan_letter(low(s.s[i]));
		if (!is_digit(s.s[i]))
			continue;
		if (i == 0 || !is_digit(s.s[i - 1]))
			n++;
		if (n > 2)
			return d;
		group[n - 1]++;
	}
	if (d == DATE_NONE || n == 0)
		return d;
	if (n == 1 && group[0] == 4 && !letters)
		return date_of(date_ymd(d).year, 12, 31);
	if (letters ? n == 1 && date_ymd(d).day == 1
	            : n == 2 && (group[0] == 4 || group[1] == 4))
		return date_month_end(d);
	return d;
}

/* Where a word begins at or after i, not inside another word; or -1. */
static ptrdiff_t
word_from(struct str s, ptrdiff_t i, const char *word)
{
	ptrdiff_t n = (ptrdiff_t)strlen(word);

	for (; i + n <= s.len; i++) {
		ptrdiff_t k = 0;

		while (k < n && low(s.s[i + k]) == word[k])
			k++;
		if (k == n && (i == 0 || !scan_letter(low(s.s[i - 1]))) &&
		    (i + n == s.len || !scan_letter(low(s.s[i + n]))))
			return i;
	}
	return -1;
}

/* Whether what follows a comma belongs to what stands before it. */
static bool
goes_on(struct str s)
{
	static const char *const more[] = {
		"exp", "cert", "valid", "lic", "no", "#"
	};

	if (s.len && s.s[0] == ' ')
		s = str_skip(s, 1);
	if (s.len && is_digit(s.s[0]))
		return true;
	for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
		struct str w = str_of(more[i]);
		struct str head = { s.s, s.len < w.len ? s.len : w.len };

		if (str_eq_nocase(head, w))
			return true;
	}
	return false;
}

struct str
glued_part(struct str s, ptrdiff_t k, ptrdiff_t n)
{
	struct str found = { "", 0 };
	ptrdiff_t from = 0, depth = 0, at = 0;

	if (n == 1)
		return s;
	for (ptrdiff_t i = 0; i <= s.len; i++) {
		char c = i < s.len ? s.s[i] : ';';

		depth += (c == '(') - (c == ')');
		if (!strchr(";|\r\n", c) &&
		    !(c == ',' && depth <= 0 && !goes_on(str_skip(s, i + 1))))
			continue;
		if (at++ == k)
			found = (struct str){ s.s + from, i - from };
		from = i + 1;
	}
	return at == n ? str_trim(found) : (struct str){ "", 0 };
}

/* The longest date that a text begins with, "" if none. */
static struct str
date_at(struct str s)
{
	enum { LEAST = 4, MOST = 20 };

	for (ptrdiff_t n = s.len < MOST ? s.len : MOST; n >= LEAST; n--) {
		struct str d = str_trim((struct str){ s.s, n });

		if (n < s.len && is_digit(s.s[n - 1]) && is_digit(s.s[n]))
			continue;
		while (d.len && strchr(").,;", d.s[d.len - 1]))
			d.len--;
		if (!d.len || !is_digit(d.s[d.len - 1]))
			continue;
		struct date_text t = date_parse(d);

		if (t.form == DATE_SURE || t.form == DATE_EITHER)
			return d;
	}
	return (struct str){ "", 0 };
}

static struct str
expiry_in(struct str s)
{
	static const char *const words[] = {
		"exp", "expires", "expiration", "expiry", "expired",
		"expiring", "valid thru", "valid through", "valid until",
		"valid to", "good thru", "good through", "good until", "until",
		"thru",
	};

	for (size_t w = 0; w < sizeof words / sizeof *words; w++)
		for (ptrdiff_t i = 0;
		     (i = word_from(s, i, words[w])) >= 0; i++) {
			struct str rest = str_skip(s, i +
				(ptrdiff_t)strlen(words[w]));

			while (rest.len && strchr(" .:-=", rest.s[0]))
				rest = str_skip(rest, 1);
			for (int k = 0; k < 2; k++) {
				ptrdiff_t at = word_from(rest, 0,
				                         k ? "on" : "date");

				if (at == 0)
					rest = str_skip(rest, k ? 2 : 4);
				while (rest.len && strchr(" .:-=", rest.s[0]))
					rest = str_skip(rest, 1);
			}
			struct str d = date_at(rest);

			if (d.len)
				return d;
		}
	return (struct str){ "", 0 };
}

/* What follows the first #: letters, digits and dashes with a digit. */
static struct str
number_in(struct str s)
{
	ptrdiff_t at = str_chr(s, '#'), n = 0;
	bool digits = false;

	if (at < 0)
		return (struct str){ "", 0 };
	s = str_trim(str_skip(s, at + 1));
	while (n < s.len && (is_digit(s.s[n]) || scan_letter(low(s.s[n])) ||
	                     s.s[n] == '-'))
		digits |= is_digit(s.s[n++]);
	return (struct str){ s.s, digits ? n : 0 };
}

struct glued
glued_parse(struct str s)
{
	return (struct glued){ expiry_in(s), number_in(s) };
}
