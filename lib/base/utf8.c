/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include "base/vec.h"

#include <utf8proc.h>

enum { ON_STACK = 256, ZERO_WIDTH = 0x200B };

ptrdiff_t
utf8_ascii(struct str s)
{
	const uint64_t high = 0x8080808080808080;
	uint64_t w[4];
	ptrdiff_t i = 0;

	for (; i + 32 <= s.len; i += 32) {
		memcpy(w, s.s + i, 32);
		if ((w[0] | w[1] | w[2] | w[3]) & high)
			break;
	}
	for (; i + 8 <= s.len; i += 8) {
		memcpy(w, s.s + i, 8);
		if (w[0] & high)
			break;
	}
	while (i < s.len && !(s.s[i] & 0x80))
		i++;
	return i;
}

int32_t
utf8_next(struct str *rest)
{
	unsigned char c = (unsigned char)rest->s[0];
	int32_t cp = c;
	ptrdiff_t n = 1;

	if (c >= 0x80) {
		n = utf8proc_iterate((const uint8_t *)rest->s, rest->len, &cp);
		if (n <= 0) {
			n = 1;
			cp = -1;
		}
	}
	*rest = str_skip(*rest, n);
	return cp;
}

/* U+0080 to U+07FF, which most are that are not ASCII. */
static bool
is_letter_of_two(struct str s)
{
	unsigned char c = (unsigned char)s.s[0];

	return c >= 0xC2 && c <= 0xDF && s.len > 1 &&
	       ((unsigned char)s.s[1] & 0xC0) == 0x80;
}

ptrdiff_t
utf8_valid(struct str s)
{
	struct str rest = s;

	for (;;) {
		rest = str_skip(rest, utf8_ascii(rest));
		struct str here = rest;
		if (rest.len == 0)
			return s.len;
		if (is_letter_of_two(rest))
			rest = str_skip(rest, 2);
		else if (utf8_next(&rest) < 0)
			return here.s - s.s;
	}
}

struct str
utf8_mend(struct arena *a, struct str s)
{
	struct sbuf b = { .mem = a };
	ptrdiff_t good = utf8_valid(s);

	if (good == s.len)
		return s;
	for (; s.len; good = utf8_valid(s)) {
		sbuf_put(&b, (struct str){ s.s, good });
		s = str_skip(s, good);
		if (s.len) {
			sbuf_put(&b, STR("\xEF\xBF\xBD")); /* U+FFFD */
			s = str_skip(s, 1);
		}
	}
	return sbuf_str(&b);
}

static ptrdiff_t
width_of(int32_t c)
{
	if (c < 0x7F)
		return c >= 0x20;
	return utf8proc_charwidth(c);
}

ptrdiff_t
utf8_plain(struct str s)
{
	const uint64_t ones = 0x0101010101010101, high = ones << 7;
	ptrdiff_t i = 0;
	uint64_t w;

	for (; i + 8 <= s.len; i += 8) {
		memcpy(&w, s.s + i, 8);
		/* below 0x20 a byte borrows, from 0x7F on it carries */
		if ((w | (w - ones * 0x20) | (w + ones)) & high)
			break;
	}
	while (i < s.len && s.s[i] >= 0x20 && s.s[i] < 0x7F)
		i++;
	return i;
}

ptrdiff_t
utf8_width(struct str s)
{
	ptrdiff_t width = utf8_plain(s);

	s = str_skip(s, width);
	while (s.len)
		width += width_of(utf8_next(&s));
	return width;
}

struct str
utf8_fit(struct str s, ptrdiff_t width)
{
	struct str rest = s;

	while (rest.len) {
		struct str here = rest;

		width -= width_of(utf8_next(&rest));
		if (width < 0) {
			s.len = here.s - s.s;
			break;
		}
	}
	return s;
}

static bool
is_space(int32_t c)
{
	if (c < 0x80)
		return c <= ' ' || c == 0x7F;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
		return true;
	default:
		return false;
	}
}

/* Before decomposition: blanks are spaces, the marks vanish. */
static int32_t
map_clean(int32_t c, void *ctx)
{
	(void)ctx;
	if (c == 0xAE || c == 0xA9 || c == 0x2122) /* (R) (C) (TM) */
		return ZERO_WIDTH;
	return is_space(c) ? ' ' : c;
}

/* For keys also what NFKC would take apart into something unlike itself. */
static int32_t
map_key(int32_t c, void *ctx)
{
	if (c == 0xB4) /* acute accent typed as an apostrophe */
		return '\'';
	return c == 0x2044 ? '/' : map_clean(c, ctx); /* fraction slash */
}

/*
 * The characters of s in the normal form that `options` asks for.  They are
 * in `stack` if they fit there, in the arena otherwise.
 */
static int32_t *
normal(struct arena *a, struct str s, unsigned options,
       int32_t (*map)(int32_t, void *), int32_t *stack, ptrdiff_t *n)
{
	const uint8_t *bytes = (const uint8_t *)s.s;
	int32_t *v = stack;

	options |= UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;
	*n = utf8proc_decompose_custom(bytes, s.len, v, ON_STACK, options, map,
	                               NULL);
	if (*n > ON_STACK) {
		v = NEW(a, *n, int32_t);
		*n = utf8proc_decompose_custom(bytes, s.len, v, *n, options,
		                               map, NULL);
	}
	*n = utf8proc_normalize_utf32(v, *n, options);
	return v;
}

static void
put_char(struct sbuf *b, int32_t c)
{
	uint8_t bytes[4];
	ptrdiff_t n = utf8proc_encode_char(c, bytes);

	sbuf_put(b, (struct str){ (const char *)bytes, n });
}

/* Whether an ASCII text is clean already. */
static bool
is_clean(struct str s)
{
	bool blank = true;

	for (ptrdiff_t i = 0; i < s.len; i++) {
		bool was = blank;

		blank = s.s[i] <= ' ' || s.s[i] == 0x7F;
		if (blank && (was || s.s[i] != ' '))
			return false;
	}
	return !blank || s.len == 0;
}

struct str
utf8_clean(struct arena *a, struct str s)
{
	int32_t stack[ON_STACK];
	ptrdiff_t n;
	bool gap = false;
	struct str whole = s;

	if (utf8_ascii(s) == s.len && is_clean(s))
		return s;
	s = utf8_mend(a, s);
	const int32_t *v = normal(a, s, 0, map_clean, stack, &n);
	struct sbuf b = { .mem = a };

	VEC_ROOM(a, &b, s.len + 1);
	for (ptrdiff_t i = 0; i < n; i++) {
		if (v[i] == ' ') {
			gap = b.n > 0;
			continue;
		}
		sbuf_fill(&b, ' ', gap);
		gap = false;
		put_char(&b, v[i]);
	}
	s = sbuf_str(&b);
	return str_eq(s, whole) ? whole : s;
}

/* What a character is in a key. */
enum role { PART, GAP, GONE, SLASH };

static enum role
role_of(int32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		       c == '&' || c == '+' || c == '#' || c == '%' ? PART
		     : c == '/' ? SLASH
		     : c == '.' || c == '\'' || c == '`' ? GONE : GAP;
	if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2BC ||
	    c == 0x2032)
		return GONE; /* apostrophes and the prime */
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO: case UTF8PROC_CATEGORY_SO:
	case UTF8PROC_CATEGORY_CO: case UTF8PROC_CATEGORY_CN:
		return PART;
	default:
		return GAP;
	}
}

/* Append a folded character to a key; *gap: a blank is due before it. */
static void
key_put(struct sbuf *b, bool *gap, int32_t c)
{
	enum role role = role_of(c);

	if (role == GAP)
		*gap = true;
	if (role == GAP || role == GONE)
		return;
	if (*gap && b->n && role == PART && b->v[b->n - 1] != '/')
		sbuf_fill(b, ' ', 1);
	*gap = false;
	put_char(b, c);
}

struct str
utf8_key(struct arena *a, struct str s)
{
	int32_t stack[ON_STACK];
	ptrdiff_t n;
	bool gap = false;
	struct sbuf b = { .mem = a };

	VEC_ROOM(a, &b, s.len + 1);
	if (utf8_ascii(s) == s.len) {
		for (ptrdiff_t i = 0; i < s.len; i++) {
			char c = s.s[i];

			key_put(&b, &gap, c >= 'A' && c <= 'Z' ? c + 32 : c);
		}
		return sbuf_str(&b);
	}
	const int32_t *v = normal(a, utf8_clean(a, s),
	                          UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, map_key,
	                          stack, &n);
	for (ptrdiff_t i = 0; i < n; i++)
		key_put(&b, &gap, v[i]);
	/* An accent may have met a letter where a full stop vanished. */
	return utf8_clean(a, sbuf_str(&b));
}

/* Upper or lower case letter, digit, or none of them. */
static char
case_of(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LT:
		return 'U';
	case UTF8PROC_CATEGORY_LL:
		return 'l';
	case UTF8PROC_CATEGORY_ND:
		return '9';
	default:
		return ' ';
	}
}

/*
 * Whether a word of a header begins at k[i], by case alone: payRate, FTEHours,
 * 2016Gross; but not the plural of a short form, IDs.  k ends with two ' '.
 */
static bool
word_begins(const char *k, ptrdiff_t i)
{
	if (i == 0 || k[i] != 'U' || k[i - 1] == ' ')
		return false;
	return k[i - 1] == 'l' || (k[i + 1] == 'l' && k[i + 2] == 'l');
}

/* A full stop between words of two letters or more: job.title, not Ph.D. */
static bool
dot_parts(const char *k, ptrdiff_t i)
{
	return i >= 2 && k[i - 1] != ' ' && k[i - 2] != ' ' &&
	       k[i + 1] != ' ' && k[i + 2] != ' ';
}

struct str
utf8_header_key(struct arena *a, struct str s)
{
	int32_t stack[ON_STACK];
	ptrdiff_t n;
	const int32_t *v = normal(a, utf8_mend(a, s), 0, map_clean, stack, &n);
	char *k = NEW(a, n + 2, char);
	struct sbuf b = { .mem = a };

	memset(k, ' ', (size_t)n + 2);
	for (ptrdiff_t i = 0; i < n; i++)
		k[i] = case_of(v[i]);
	for (ptrdiff_t i = 0; i < n; i++) {
		int32_t c = v[i];

		if (c == '*' || c == '"' || (c >= 0x201C && c <= 0x201F))
			continue;
		if (word_begins(k, i) || (c == '.' && dot_parts(k, i)))
			sbuf_fill(&b, ' ', 1);
		put_char(&b, c);
	}
	return utf8_key(a, sbuf_str(&b));
}

/* s without the bracket that ends it, or s itself if none does. */
static struct str
without_bracket(struct str s)
{
	static const char pairs[] = "()[]{}";
	const char *close = s.len ? strchr(pairs, s.s[s.len - 1]) : NULL;
	int depth = 0;

	if (!close || !*close || (close - pairs) % 2 == 0)
		return s;
	for (ptrdiff_t i = s.len - 1; i >= 0; i--) {
		depth += (s.s[i] == *close) - (s.s[i] == close[-1]);
		if (depth == 0)
			return (struct str){ s.s, i };
	}
	return s;
}

struct str
utf8_header_bare(struct arena *a, struct str s)
{
	struct str bare = utf8_clean(a, s), was;

	do {
		was = bare;
		while (bare.len && strchr(" *:.?_-\"", bare.s[bare.len - 1]))
			bare.len--;
		bare = without_bracket(bare);
	} while (bare.len != was.len);
	bare = utf8_header_key(a, bare);
	return bare.len ? bare : utf8_header_key(a, s);
}

/* The characters of a text in an arena. */
static int32_t *
characters(struct arena *a, struct str s, ptrdiff_t *n)
{
	int32_t *v = NEW(a, s.len + 1, int32_t);

	for (*n = 0; s.len; ++*n)
		v[*n] = utf8_next(&s);
	return v;
}

static ptrdiff_t
least(ptrdiff_t a, ptrdiff_t b)
{
	return a < b ? a : b;
}

/*
 * The usual table, three rows of it: d[i][j] for the first i characters of x
 * and the first j of y.  When a whole row is over the limit, so is the end: a
 * swap reaches over one row, but that row's least value is at most one less.
 */
static ptrdiff_t
distance(struct arena *a, const int32_t *x, ptrdiff_t nx, const int32_t *y,
         ptrdiff_t ny, ptrdiff_t limit)
{
	ptrdiff_t *row = NEW(a, 3 * (ny + 1), ptrdiff_t);
	ptrdiff_t *before = row, *above = before + ny + 1, *d = above + ny + 1;

	for (ptrdiff_t j = 0; j <= ny; j++)
		d[j] = j;
	for (ptrdiff_t i = 1; i <= nx; i++) {
		ptrdiff_t *reuse = before, best = i;

		before = above;
		above = d;
		d = reuse;
		d[0] = i;
		for (ptrdiff_t j = 1; j <= ny; j++) {
			d[j] = least(least(above[j], d[j - 1]) + 1,
			             above[j - 1] + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
			    x[i - 2] == y[j - 1])
				d[j] = least(d[j], before[j - 2] + 1);
			best = least(best, d[j]);
		}
		if (best > limit)
			return limit + 1;
	}
	return least(d[ny], limit + 1);
}

ptrdiff_t
utf8_distance(struct arena *scratch, struct str a, struct str b,
              ptrdiff_t limit)
{
	struct arena_mark mark = arena_mark(scratch);
	ptrdiff_t nx, ny, d = limit + 1;
	const int32_t *x = characters(scratch, a, &nx);
	const int32_t *y = characters(scratch, b, &ny);

	if (nx - ny <= limit && ny - nx <= limit)
		d = distance(scratch, x, nx, y, ny, limit);
	arena_rewind(scratch, mark);
	return d;
}

const char *
utf8_library(void)
{
	return utf8proc_version();
}
