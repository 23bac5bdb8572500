/* SPDX-License-Identifier: MIT */
#include "base/money.h"

bool
decimal_parse(struct str s, int places, int64_t *out)
{
	bool minus = s.len && s.s[0] == '-', point = false, any = false;
	int64_t v = 0;

	for (ptrdiff_t i = s.len && (minus || s.s[0] == '+'); i < s.len; i++) {
		char c = s.s[i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		any = true;
		if (point && places == 0) {
			if (c != '0')
				return false;
			continue;
		}
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, c - '0', &v))
			return false;
		places -= point;
	}
	for (; places > 0; places--)
		if (__builtin_mul_overflow(v, 10, &v))
			return false;
	if (any)
		*out = minus ? -v : v;
	return any;
}

struct str
decimal_str(struct arena *a, int64_t v, int places, int shown, bool commas)
{
	char buf[64];
	int at = sizeof buf, digits = 0;
	int64_t scale = 1;

	for (int i = shown; i < places; i++)
		scale *= 10;
	uint64_t u = (uint64_t)i128_div_round(v < 0 ? -(i128)v : v, scale);
	for (int i = places; i < shown; i++)
		u *= 10;
	bool minus = v < 0 && u != 0;
	do {
		if (shown > 0 && digits == shown)
			buf[--at] = '.';
		else if (commas && digits > shown && (digits - shown) % 3 == 0)
			buf[--at] = ',';
		buf[--at] = (char)('0' + u % 10);
		u /= 10;
		digits++;
	} while (u || digits <= shown);
	if (minus)
		buf[--at] = '-';
	return str_dup(a, (struct str){ buf + at, (ptrdiff_t)sizeof buf - at });
}
