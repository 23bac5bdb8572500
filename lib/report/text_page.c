/* SPDX-License-Identifier: MIT */
#include "report/text_page.h"

/*
 * The length of a character that must not be shown as it is, at the start of
 * valid text; 0 if it may.  C1 controls steer terminals as escape does; line
 * separators and changes of direction would let data rearrange the page.
 */
static ptrdiff_t
unwanted(struct str s)
{
	const unsigned char *c = (const unsigned char *)s.s;

	if (c[0] < 0x20 || c[0] == 0x7F)
		return 1;
	if (s.len >= 2 && c[0] == 0xC2 && c[1] < 0xA0)
		return 2;
	if (s.len >= 3 && c[0] == 0xE2 &&
	    ((c[1] == 0x80 && (c[2] == 0x8E || c[2] == 0x8F ||
	                       (c[2] >= 0xA8 && c[2] <= 0xAE))) ||
	     (c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9)))
		return 3;
	return 0;
}

/* How much of the text may be shown as it is; *bad: then come so many bytes
 * that may not. */
static ptrdiff_t
showable(struct str s, ptrdiff_t *bad)
{
	ptrdiff_t good = utf8_valid(s), i = 0;

	*bad = 0;
	for (; i < good; i++)
		if ((*bad = unwanted((struct str){ s.s + i, good - i })))
			break;
	if (i == good && good < s.len)
		*bad = 1;
	return i;
}

struct str
page_clean(struct page *p, struct str s)
{
	struct sbuf b = { .mem = p->mem };
	ptrdiff_t bad, n = showable(s, &bad);

	if (!bad)
		return s;
	while (s.len) {
		n = showable(s, &bad);
		sbuf_put(&b, (struct str){ s.s, n });
		for (ptrdiff_t i = n; i < n + bad; i++)
			sbuf_fmt(&b, "\\x%02X", (unsigned char)s.s[i]);
		s = str_skip(s, n + bad);
	}
	return sbuf_str(&b);
}

struct str
page_cut(struct page *p, struct str s, ptrdiff_t width)
{
	if (utf8_width(s) <= width)
		return s;
	if (width < 4)
		return utf8_fit(s, width);
	return str_fmt(p->mem, "%.*s..",
	               FMT(str_trim(utf8_fit(s, width - 2))));
}

struct str
page_capitals(struct page *p, struct str s)
{
	char *c = NEW(p->mem, s.len + 1, char);

	for (ptrdiff_t i = 0; i < s.len; i++)
		c[i] = (char)(s.s[i] >= 'a' && s.s[i] <= 'z'
		              ? s.s[i] - ('a' - 'A') : s.s[i]);
	return (struct str){ c, s.len };
}

struct str
page_cell(struct page *p, const struct cell *c)
{
	if (c->kind == CELL_NONE && c->n && !p->stars)
		p->stars = 1;
	return page_clean(p, cell_str(p->mem, c, false));
}

void
page_put(struct page *p, struct str s)
{
	sbuf_put(&p->out, s);
}

void
page_gap(struct page *p, ptrdiff_t n)
{
	sbuf_fill(&p->out, ' ', n);
}

void
page_left(struct page *p, struct str s, ptrdiff_t width)
{
	s = page_cut(p, s, width);
	page_put(p, s);
	page_gap(p, width - utf8_width(s));
}

void
page_right(struct page *p, struct str s, ptrdiff_t width)
{
	s = page_cut(p, s, width);
	page_gap(p, width - utf8_width(s));
	page_put(p, s);
}

void
page_end(struct page *p)
{
	while (p->out.n && p->out.v[p->out.n - 1] == ' ')
		p->out.n--;
	sbuf_put(&p->out, STR("\n"));
}

void
page_line(struct page *p, struct str s)
{
	page_put(p, s);
	page_end(p);
}

void
page_rule(struct page *p, char sign, ptrdiff_t n)
{
	sbuf_fill(&p->out, sign, n);
	page_end(p);
}

/* The next word of the text, at most a line's room of it. */
static struct str
next_word(struct str *rest, ptrdiff_t room)
{
	struct str word, fits;
	ptrdiff_t n;

	*rest = str_trim(*rest);
	n = str_chr(*rest, ' ');
	word = (struct str){ rest->s, n < 0 ? rest->len : n };
	fits = utf8_fit(word, room);
	if (fits.len)         /* else one character is wider than the room */
		word = fits;
	*rest = str_skip(*rest, word.len);
	return word;
}

/* Words from column `at` on; further lines begin at `rest`. */
static void
wrap(struct page *p, struct str text, ptrdiff_t at, ptrdiff_t rest)
{
	struct str s = page_clean(p, text);
	ptrdiff_t start = at;

	for (;;) {
		struct str word = next_word(&s, PAGE_WIDTH - rest);
		ptrdiff_t w = utf8_width(word), gap = at > start;

		if (!word.len)
			break;
		if (at + gap + w > PAGE_WIDTH && at > rest) {
			page_end(p);
			page_gap(p, rest);
			at = start = rest;
			gap = 0;
		}
		page_gap(p, gap);
		page_put(p, word);
		at += gap + w;
	}
	page_end(p);
}

void
page_wrap(struct page *p, struct str text, ptrdiff_t first, ptrdiff_t rest)
{
	page_gap(p, first);
	wrap(p, text, first, rest);
}

void
page_wrap_on(struct page *p, struct str text, ptrdiff_t at)
{
	wrap(p, text, at, at);
}
