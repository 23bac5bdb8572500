/* SPDX-License-Identifier: MIT */
#include "base/mask.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
at(struct str s, ptrdiff_t i)
{
	return i >= 0 && i < s.len ? s.s[i] : '\n';
}

/* Whether s[i ..] is of a shape: 'd' a digit, '-' a dash, blank or point. */
static bool
has_shape(struct str s, ptrdiff_t i, struct str shape)
{
	for (ptrdiff_t k = 0; k < shape.len; k++) {
		char c = at(s, i + k);

		if (shape.s[k] == 'd' ? !is_digit(c)
		                      : c != '-' && c != ' ' && c != '.')
			return false;
	}
	return true;
}

/* A letter, or what makes digits an amount. */
static bool
is_joined(char c, char beyond)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' ||
	       c == '$' || (c & 0x80) || (c == '.' && is_digit(beyond));
}

/* The mask for what begins at i, or nothing. */
static struct str
mask_at(struct str s, ptrdiff_t i)
{
	static const struct str grouped = { "ddd-dd-dddd", 11 };
	static const struct str alone = { "ddddddddd", 9 };

	if (!is_digit(s.s[i]) || is_digit(at(s, i - 1)))
		return STR("");
	if (has_shape(s, i, grouped) && !is_digit(at(s, i + grouped.len)))
		return STR("***-**-****");
	if (has_shape(s, i, alone) && !is_digit(at(s, i + alone.len)) &&
	    !is_joined(at(s, i - 1), at(s, i - 2)) &&
	    !is_joined(at(s, i + alone.len), at(s, i + alone.len + 1)))
		return STR("*********");
	return STR("");
}

struct str
mask_ssn(struct arena *mem, struct str s)
{
	struct sbuf b = { .mem = mem };
	ptrdiff_t from = 0;

	for (ptrdiff_t i = 0; i + 9 <= s.len; i++) {
		struct str mask = mask_at(s, i);

		if (!mask.len)
			continue;
		sbuf_put(&b, (struct str){ s.s + from, i - from });
		sbuf_put(&b, mask);
		from = i + mask.len;
		i = from - 1;
	}
	if (!from)
		return s;
	sbuf_put(&b, str_skip(s, from));
	return sbuf_str(&b);
}
