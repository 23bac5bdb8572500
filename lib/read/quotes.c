/* SPDX-License-Identifier: MIT */
#include "read/quotes_int.h"

static const char *
find(const char *p, const char *end, char c)
{
	return p < end ? memchr(p, c, (size_t)(end - p)) : NULL;
}

static const char *
skip_blanks(const struct dialect *d, const char *p, const char *end)
{
	while (p < end && is_blank(d, *p))
		p++;
	return p;
}

/*
 * Whether the quote at q begins a field, given that [p, q) holds no quote
 * that opens one and p is a delimiter or the beginning of the record.  An
 * equals sign before it is Excel's way of writing text: ="00123".
 */
static bool
opens(struct quotes *s, const struct dialect *d, const char *p, const char *q,
      bool first)
{
	const char *b = q;

	if (b > p && b[-1] == '=' &&
	    (b - 1 == p ? first : b[-2] == d->delimiter)) {
		s->rewrite = true;
		return true;
	}
	while (b > p && is_blank(d, b[-1]))
		b--;
	if (b > p ? b[-1] != d->delimiter : !first)
		return false;
	s->rewrite |= s->keep_blanks && b != q;
	return true;
}

/* The number of backslashes that end at q, not before p. */
static bool
escaped(const char *p, const char *q)
{
	const char *b = q;

	while (b > p && b[-1] == '\\')
		b--;
	return (q - b) & 1;
}

enum line_state
quotes_scan(struct quotes *s, const struct dialect *d, const char *p,
          const char *end)
{
	bool first = true;            /* p is where the record begins */

	if (!d->quote)
		return s->rewrite ? LINE_REWRITE : LINE_CLEAN;
	s->rewrite |= d->backslash && find(p, end, '\\');
	for (const char *q; (q = find(p, end, d->quote)); ) {
		if (!s->quoted) {
			s->quoted = opens(s, d, p, q, first);
			s->stray += !s->quoted;
			first = false;
			p = q + 1;
			continue;
		}
		if (d->backslash && escaped(p, q)) {
			s->rewrite = true;
			p = q + 1;
			continue;
		}
		if (q + 1 < end && q[1] == d->quote) {
			s->doubled++;
			p = q + 2;
			continue;
		}
		p = skip_blanks(d, q + 1, end);
		if (p < end && *p != d->delimiter) {
			if (!s->tolerant)
				return LINE_ODD;
			p = q + 1;
			continue;
		}
		s->rewrite |= s->keep_blanks && p != q + 1;
		s->quoted = false;
		s->quoted_fields++;
		first = false;
	}
	if (s->quoted)
		return LINE_OPEN;
	return s->rewrite ? LINE_REWRITE : LINE_CLEAN;
}

/*
 * The delimiter that ends a field without quotes around it, or NULL.  With
 * `blank`, one before a blank does not.
 */
static const char *
plain_end(const struct dialect *d, bool blank, const char *p, const char *end)
{
	const char *q = p, *stop;

	while ((stop = find(q, end, d->delimiter)) &&
	       ((d->backslash && escaped(p, stop)) ||
	        (blank && stop + 1 < end && stop[1] == ' ')))
		q = stop + 1;
	return stop;
}

/* Whether a backslash at p takes the meaning from the byte behind it. */
static bool
escapes(const struct dialect *d, const char *p, const char *end)
{
	return d->backslash && *p == '\\' && p + 1 < end &&
	       (p[1] == d->quote || p[1] == '\\' || p[1] == '\'' ||
	        p[1] == d->delimiter);
}

static void
put_quoted_byte(const struct dialect *d, struct sbuf *out, char c)
{
	if (c == d->quote)
		sbuf_fill(out, c, 1);
	sbuf_fill(out, c, 1);
}

/*
 * Copy a quoted field whose opening quote stands before p, its inner quotes
 * doubled.  With `inner`, a quote that is neither doubled nor before a
 * delimiter is text; otherwise the field is not closed properly.  Returns the
 * place behind the blanks that follow it; NULL: not closed properly.
 */
static const char *
copy_quoted(const struct dialect *d, bool inner, const char *p,
            const char *end, struct sbuf *out)
{
	sbuf_fill(out, d->quote, 1);
	while (p < end) {
		if (escapes(d, p, end)) {
			put_quoted_byte(d, out, p[1]);
			p += 2;
			continue;
		}
		if (*p != d->quote) {
			const char *q = p;
			while (q < end && *q != d->quote &&
			       !(d->backslash && *q == '\\' && q > p))
				q++;
			sbuf_put(out, (struct str){ p, q - p });
			p = q;
			continue;
		}
		const char *after = skip_blanks(d, p + 1, end);
		if (after == end || *after == d->delimiter) {
			sbuf_fill(out, d->quote, 1);
			return after;
		}
		bool twice = p[1] == d->quote;
		if (!twice && !inner)
			return NULL;
		put_quoted_byte(d, out, *p);
		p += twice ? 2 : 1;
	}
	return NULL;
}

/* Copy a field without quotes around it, up to its delimiter. */
static const char *
copy_plain(const struct dialect *d, bool keep_blanks, bool blank,
           const char *p, const char *end, struct sbuf *out)
{
	const char *stop = plain_end(d, blank, p, end);
	bool special = false;

	if (!stop)
		stop = end;
	struct str s = { p, stop - p };
	while (!keep_blanks && s.len && is_blank(d, s.s[s.len - 1]))
		s.len--;
	for (ptrdiff_t i = 0; i < s.len; i++)
		special |= s.s[i] == d->quote || s.s[i] == '\r' ||
		           s.s[i] == '\n' || s.s[i] == '\\' ||
		           s.s[i] == d->delimiter;
	if (!special) {
		sbuf_put(out, s);
		return stop;
	}
	if (d->quote)
		sbuf_fill(out, d->quote, 1);
	for (ptrdiff_t i = 0; i < s.len; i++)
		if (d->quote)
			put_quoted_byte(d, out,
			                escapes(d, s.s + i, s.s + s.len)
			                ? s.s[++i] : s.s[i]);
		else /* a line end cannot be hidden from libcsv */
			sbuf_fill(out, s.s[i] == '\r' ? ' ' : s.s[i], 1);
	if (d->quote)
		sbuf_fill(out, d->quote, 1);
	return stop;
}

ptrdiff_t
quotes_rewrite(const struct dialect *d, bool keep_blanks, enum repair how,
             const char *p, const char *end, struct sbuf *out)
{
	for (ptrdiff_t n = 1;; n++) {
		const char *q = skip_blanks(d, p, end), *after = NULL;
		ptrdiff_t mark = out->n;
		bool excel = q + 1 < end && *q == '=' && q[1] == d->quote;

		if (excel)
			q++;
		if (d->quote && q < end && *q == d->quote) {
			after = copy_quoted(d, how == REPAIR_INNER, q + 1,
			                    end, out);
			if (!after && how != REPAIR_OPENING)
				return -1;
		}
		if (!after) {
			out->n = mark;
			if (!keep_blanks)
				p = skip_blanks(d, p, end);
			else if (d->padded && n > 1 && p < end && *p == ' ')
				p++;
			after = copy_plain(d, keep_blanks, how == REPAIR_BLANK,
			                   p, end, out);
		}
		if (after == end)
			return n;
		sbuf_fill(out, d->delimiter, 1);
		p = after + 1;
	}
}

ptrdiff_t
quotes_fields(const struct dialect *d, const char *p, const char *end)
{
	ptrdiff_t n = 1;

	for (;;) {
		const char *q = skip_blanks(d, p, end);

		if (q + 1 < end && *q == '=' && q[1] == d->quote)
			q++;
		if (d->quote && q < end && *q == d->quote) {
			/* The closing quote is the first one that is neither
			 * doubled nor escaped. */
			for (p = ++q; (q = find(p, end, d->quote)); ) {
				if (d->backslash && escaped(p, q))
					p = q + 1;
				else if (q + 1 < end && q[1] == d->quote)
					p = q + 2;
				else
					break;
			}
			p = q ? q + 1 : end;
		}
		p = plain_end(d, false, p, end);
		if (!p)
			return n;
		n++;
		p++;
	}
}
