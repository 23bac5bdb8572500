/* SPDX-License-Identifier: MIT */
#include "norm/sample.h"

/* A pattern being walked; what is not understood makes it bad. */
struct walk {
	struct arena *mem;
	const char *p, *end;
	int depth;
	bool bad;
};

enum { DEPTH_MAX = 40 };

static struct samples alternatives(struct walk *);

static void
add(struct walk *w, struct samples *to, struct str s)
{
	for (ptrdiff_t i = 0; i < to->n; i++)
		if (str_eq(to->v[i], s))
			return;
	if (to->n < SAMPLES_MAX)
		*VEC_PUSH(w->mem, to) = s;
}

static struct samples
one(struct walk *w, struct str s)
{
	struct samples out = { 0 };

	add(w, &out, s);
	return out;
}

/* Every text of a, followed by every one of b. */
static struct samples
joined(struct walk *w, struct samples a, struct samples b)
{
	struct samples out = { 0 };

	for (ptrdiff_t i = 0; i < a.n; i++)
		for (ptrdiff_t k = 0; k < b.n && out.n < SAMPLES_MAX; k++)
			add(w, &out, str_fmt(w->mem, "%.*s%.*s", FMT(a.v[i]),
			                     FMT(b.v[k])));
	return out;
}

static bool
next_is(const struct walk *w, const char *text)
{
	struct str rest = { w->p, w->end - w->p };

	return str_starts(rest, str_of(text));
}

/* What stands for a class of characters by its letter; 0: nothing of text. */
static char
of_escape(struct walk *w, char c)
{
	switch (c) {
	case 'w': case 'D': case 'S':
		return 'a';
	case 'd':
		return '1';
	case 's': case 'W':
		return ' ';
	case 'b': case 'B': case 'A': case 'z': case 'Z': case 'K':
		return 0;
	case 't':
		return '\t';
	default:
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9'))
			w->bad = true; /* \p{..}, \x41, \1 ... */
		return c;
	}
}

/* A character that [^...] lets through: none of those written there. */
static struct str
outside(struct walk *w, struct str body)
{
	static const char tries[] = "x1-. ";

	for (int i = 0; tries[i]; i++)
		if (str_chr(body, tries[i]) < 0)
			return str_fmt(w->mem, "%c", tries[i]);
	w->bad = true;
	return STR("");
}

static struct samples
class(struct walk *w)
{
	bool not = w->p < w->end && *w->p == '^';
	const char *from = w->p += not;
	char c;

	if (w->p < w->end && *w->p == ']')
		w->p++;
	while (w->p < w->end && *w->p != ']')
		w->p += *w->p == '\\' ? 2 : 1;
	struct str body = { from, w->p - from };
	w->bad |= w->p >= w->end || body.len == 0 ||
	          str_find(body, STR("[:")) >= 0;
	w->p++;
	if (w->bad)
		return one(w, STR(""));
	if (not)
		return one(w, outside(w, body));
	if (body.s[0] == '\\') {
		c = of_escape(w, body.s[1]);
		return one(w, str_fmt(w->mem, "%c", c ? c : ' '));
	}
	ptrdiff_t n = 1; /* a whole character */
	while (n < body.len && (body.s[n] & 0xC0) == 0x80)
		n++;
	return one(w, (struct str){ body.s, n });
}

/* After "(": what a group gives; an assertion takes no room. */
static struct samples
group(struct walk *w)
{
	static const char *const assertions[] = { "?=", "?!", "?<=", "?<!" };
	bool takes = true;
	struct samples out;

	for (int i = 0; i < 4; i++)
		takes &= !next_is(w, assertions[i]);
	if (next_is(w, "?")) { /* flags, or what kind of group */
		while (w->p < w->end && !strchr(":=!>)", *w->p))
			w->p++;
		if (w->p < w->end && *w->p == ')') { /* (?-i) */
			w->p++;
			return one(w, STR(""));
		}
		w->p++;
	}
	if (w->p < w->end && *w->p == '*')
		w->bad = true;
	out = alternatives(w);
	w->bad |= w->p >= w->end;
	w->p++; /* ")" */
	return takes ? out : one(w, STR(""));
}

static struct samples
atom(struct walk *w)
{
	const char *from = w->p++;
	char c;

	switch (*from) {
	case '(':
		return group(w);
	case '[':
		return class(w);
	case '.':
		return one(w, STR("x"));
	case '^': case '$':
		return one(w, STR(""));
	case '\\':
		w->bad |= w->p >= w->end;
		c = w->bad ? 0 : of_escape(w, *w->p);
		w->p++;
		return one(w, c ? str_fmt(w->mem, "%c", c) : STR(""));
	}
	while (w->p < w->end && (*w->p & 0xC0) == 0x80)
		w->p++;
	return one(w, (struct str){ from, w->p - from });
}

/* "{2,5}" at p: the least number, and whether it is one at all. */
static bool
counted(struct walk *w, int *least)
{
	const char *p = w->p + 1;
	int n = 0;

	while (p < w->end && *p >= '0' && *p <= '9' && n < 100)
		n = n * 10 + (*p++ - '0');
	if (p == w->p + 1)
		return false;
	while (p < w->end && (*p == ',' || (*p >= '0' && *p <= '9')))
		p++;
	if (p >= w->end || *p != '}')
		return false;
	w->p = p;
	*least = n;
	return true;
}

/* An atom as often as its quantifier wants at least, or not at all. */
static struct samples
repeated(struct walk *w)
{
	struct samples a = atom(w), out;
	int least = 1;

	if (w->p >= w->end)
		return a;
	if (*w->p == '?' || *w->p == '*')
		least = 0;
	else if (*w->p != '+' && (*w->p != '{' || !counted(w, &least)))
		return a;
	w->p++;
	if (w->p < w->end && (*w->p == '?' || *w->p == '+'))
		w->p++; /* lazy, possessive */
	out = a;
	for (int i = 1; i < least && i < 8; i++)
		out = joined(w, out, a);
	if (least == 0)
		add(w, &out, STR(""));
	return out;
}

static struct samples
alternatives(struct walk *w)
{
	struct samples all = { 0 }, now = one(w, STR(""));

	w->bad |= ++w->depth > DEPTH_MAX;
	while (!w->bad && w->p < w->end && *w->p != ')') {
		if (*w->p != '|') {
			now = joined(w, now, repeated(w));
			continue;
		}
		w->p++;
		for (ptrdiff_t i = 0; i < now.n; i++)
			add(w, &all, now.v[i]);
		now = one(w, STR(""));
	}
	for (ptrdiff_t i = 0; i < now.n; i++)
		add(w, &all, now.v[i]);
	w->depth--;
	return all;
}

struct samples
samples_of(struct arena *mem, struct str pattern)
{
	struct walk w = { mem, pattern.s, pattern.s + pattern.len, 0, false };
	struct samples all = alternatives(&w);

	return w.bad || w.p < w.end ? (struct samples){ 0 } : all;
}
