/* SPDX-License-Identifier: MIT */
#include "norm/pairs.h"

#include <stdbool.h>
#include <string.h>

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static uint64_t
pair(unsigned char a, unsigned char b)
{
	return (uint64_t)1 << ((a * 37u + b * 11u + (b >> 4)) & 63);
}

uint64_t
pairs_of(struct str text)
{
	uint64_t all = 0;
	unsigned char before = 0, any = 0;

	for (ptrdiff_t i = 0; i < text.len; i++) {
		unsigned char c = lower(text.s[i]);

		all |= pair(before, c);
		any |= c;
		before = c;
	}
	return any & 0x80 ? UINT64_MAX : all;
}

/* A pattern while it is read. */
struct reading {
	struct str rest;
	int depth;                    /* of groups; what is in one may be one
	                                 of several, or optional: not needed */
	unsigned char before, last;   /* of the literal that is being read,
	                                 0: none; the last may turn out not to
	                                 be needed                         */
	uint64_t needed;
};

/* The literal ends. */
static void
end(struct reading *r)
{
	if (r->before && r->last)
		r->needed |= pair(r->before, r->last);
	r->before = r->last = 0;
}

static void
literal(struct reading *r, unsigned char c)
{
	if (r->before && r->last)
		r->needed |= pair(r->before, r->last);
	r->before = r->last;
	r->last = c;
}

/* What has been read may be there or not, or several times. */
static bool
repeated(struct reading *r, char how)
{
	ptrdiff_t to = how == '{' ? str_find(r->rest, STR("}")) : -1;

	if (how == '{' && to < 0)
		return false;
	r->rest = str_skip(r->rest, to + 1);
	if (how != '+')
		r->last = 0;
	end(r);
	return true;
}

/* Of escapes only classes and the edges of words are known. */
static bool
escape(struct reading *r)
{
	char c = r->rest.len ? *r->rest.s : '\0';
	bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	            (c >= 'A' && c <= 'Z');

	end(r);
	if (c == '\0' || (word && !strchr("bBdDsSwW", c)))
		return false;
	r->rest = str_skip(r->rest, 1);
	return true;
}

/* A class of characters, after its '['. */
static bool
class(struct reading *r)
{
	end(r);
	if (r->rest.len && *r->rest.s == '^')
		r->rest = str_skip(r->rest, 1);
	for (bool first = true; r->rest.len; first = false) {
		char c = *r->rest.s;

		r->rest = str_skip(r->rest, 1);
		if (c == ']')
			return !first;
		if (c == '[' || (c == '\\' && !escape(r)))
			return false;
	}
	return false;
}

/* A group that sets no option and refers to nothing, after its '('. */
static bool
group(struct reading *r)
{
	const char *s = r->rest.s;

	end(r);
	r->depth++;
	if (r->rest.len && *s == '*')
		return false;
	return r->rest.len < 2 || *s != '?' || strchr(":=!<>|", s[1]);
}

/* One more thing of the pattern; false: it is not known what it needs. */
static bool
next(struct reading *r)
{
	char c = *r->rest.s;

	r->rest = str_skip(r->rest, 1);
	switch (c) {
	case '\\':
		return escape(r);
	case '[':
		return class(r);
	case '(':
		return group(r);
	case ')':
		end(r);
		return r->depth-- > 0;
	case '|':
		return r->depth > 0;
	case '?': case '*': case '+': case '{':
		return repeated(r, c);
	case '.': case '^': case '$':
		end(r);
		return true;
	default:
		if (r->depth > 0 || c < ' ' || c > '~')
			end(r);
		else
			literal(r, lower(c));
		return true;
	}
}

uint64_t
pairs_needed(struct str pattern)
{
	struct reading r = { .rest = pattern };

	while (r.rest.len)
		if (!next(&r))
			return 0;
	end(&r);
	return r.depth == 0 ? r.needed : 0;
}
