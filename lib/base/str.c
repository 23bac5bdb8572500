/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include "base/vec.h"

#include <stdio.h>

int
str_cmp(struct str a, struct str b)
{
	ptrdiff_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.s, b.s, (size_t)n) : 0;

	return c ? c : (a.len > b.len) - (a.len < b.len);
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (ptrdiff_t i = 0; i < a.len; i++)
		if (lower(a.s[i]) != lower(b.s[i]))
			return false;
	return true;
}

bool
str_starts(struct str s, struct str with)
{
	return s.len >= with.len &&
	       str_eq((struct str){ s.s, with.len }, with);
}

bool
str_ends(struct str s, struct str with)
{
	return s.len >= with.len && str_eq(str_skip(s, s.len - with.len), with);
}

struct str
str_skip(struct str s, ptrdiff_t n)
{
	if (n > s.len)
		n = s.len;
	return (struct str){ n ? s.s + n : s.s, s.len - n };
}

struct str
str_trim_ends(struct str s)
{
	while (s.len && str_blank(s.s[0]))
		s = str_skip(s, 1);
	while (s.len && str_blank(s.s[s.len - 1]))
		s.len--;
	return s;
}

ptrdiff_t
str_find(struct str s, struct str what)
{
	if (what.len == 0)
		return 0;
	const char *p = s.len < what.len ? NULL
		: memmem(s.s, (size_t)s.len, what.s, (size_t)what.len);
	return p ? p - s.s : -1;
}

ptrdiff_t
str_chr(struct str s, char c)
{
	const char *p = s.len ? memchr(s.s, c, (size_t)s.len) : NULL;

	return p ? p - s.s : -1;
}

struct str
str_cut(struct str *rest, char c)
{
	ptrdiff_t at = str_chr(*rest, c);
	struct str head = *rest;

	if (at < 0) {
		*rest = (struct str){ NULL, 0 };
		return head;
	}
	head.len = at;
	*rest = str_skip(*rest, at + 1);
	return head;
}

struct str
str_dup(struct arena *a, struct str s)
{
	char *p = NEW(a, s.len + 1, char);

	if (s.len)
		memcpy(p, s.s, (size_t)s.len);
	return (struct str){ p, s.len };
}

const char *
str_z(struct arena *a, struct str s)
{
	return str_dup(a, s).s;
}

struct str
str_fmt(struct arena *a, const char *fmt, ...)
{
	struct sbuf b = { .mem = a };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&b, fmt, ap);
	va_end(ap);
	return sbuf_str(&b);
}

void
sbuf_put(struct sbuf *b, struct str s)
{
	if (s.len == 0)
		return;
	VEC_ROOM(b->mem, b, s.len + 1);
	memcpy(b->v + b->n, s.s, (size_t)s.len);
	b->n += s.len;
}

void
sbuf_fill(struct sbuf *b, char c, ptrdiff_t count)
{
	if (count <= 0)
		return;
	VEC_ROOM(b->mem, b, count + 1);
	memset(b->v + b->n, c, (size_t)count);
	b->n += count;
}

void
sbuf_vfmt(struct sbuf *b, const char *fmt, va_list ap)
{
	char small[256]; /* most texts fit, and are made once */
	va_list again;

	va_copy(again, ap);
	int want = vsnprintf(small, sizeof small, fmt, again);
	va_end(again);
	if (want < 0)
		return;
	VEC_ROOM(b->mem, b, want + 1);
	if ((size_t)want < sizeof small)
		memcpy(b->v + b->n, small, (size_t)want + 1);
	else
		vsnprintf(b->v + b->n, (size_t)want + 1, fmt, ap);
	b->n += want;
}

void
sbuf_fmt(struct sbuf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(b, fmt, ap);
	va_end(ap);
}

struct str
sbuf_str(struct sbuf *b)
{
	VEC_ROOM(b->mem, b, 1);
	b->v[b->n] = '\0';
	return (struct str){ b->v, b->n };
}
