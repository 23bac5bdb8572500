/* SPDX-License-Identifier: MIT */
/*
 * Most text is plain: a record a line, every quote where one may be.  libcsv,
 * being strict, says itself of a stretch of such lines that it is plain: it
 * makes as many rows of it as it has line ends, and no quote stops it.  Here
 * is looked for what it does not see, in one pass over bytes that the cache
 * holds; the lines it is stopped by are judged one by one (records.c).
 */
#include "read/records_int.h"

enum {
	STRETCH = 16 << 10,           /* bytes looked at, then split       */
	BLOCK = 240,                  /* looked at without a branch        */
	SINGLY = 64,                  /* stretches, 1 MB, fed line by line
	                                 after one that was not plain ...  */
	SINGLY_MOST = 1 << 20,        /* ... doubled after each, up to this */
	MISSES = 4,                   /* double the lines not tried each   */
};

/* What some text has. */
enum { HAS_LONE_CR = 1, HAS_EQUALS = 2, HAS_HIGH = 0x80 };

struct seen {
	unsigned char has, lines;
};

/* Look at a block, and whether a LF follows it; the compiler does so 16 bytes
 * at a time. */
static struct seen
look_at(const char *p)
{
	unsigned char has = 0, lines = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = (unsigned char)p[i];

		has |= (unsigned char)((c & HAS_HIGH) |
			((c == '\r') & (p[i + 1] != '\n')) | (c == '=') << 1);
		lines = (unsigned char)(lines + (c == '\n'));
	}
	return (struct seen){ has, lines };
}

/* The last bytes of a stretch, whose last is a LF. */
static struct seen
look_at_rest(struct str s)
{
	char block[BLOCK + 1];

	memset(block, ' ', sizeof block);
	memcpy(block, s.s, (size_t)s.len);
	return look_at(block);
}

/* A stretch of whole lines, looked at. */
struct stretch {
	struct str text;
	ptrdiff_t lines;
	unsigned has;
};

/* Up to the last line end. */
static struct str
whole_lines(struct str s)
{
	const char *nl = s.len > 0 ? memrchr(s.s, '\n', (size_t)s.len) : NULL;

	return (struct str){ s.s, nl ? nl + 1 - s.s : 0 };
}

/* Look at lines from the beginning of a text on: as many as that has, or, but
 * for those of one block, as a batch has room for. */
static struct stretch
look(struct str text, ptrdiff_t room)
{
	struct stretch x = { .text = whole_lines(text) };
	ptrdiff_t n = 0;

	while (n < x.text.len) {
		bool rest = x.text.len - n <= BLOCK;
		struct seen b = rest ? look_at_rest(str_skip(x.text, n))
		                     : look_at(x.text.s + n);

		if (n && x.lines + b.lines > room)
			break;
		x.lines += b.lines;
		x.has |= b.has;
		n += rest ? x.text.len - n : BLOCK;
	}
	if (n < x.text.len)
		x.text = whole_lines((struct str){ x.text.s, n });
	return x;
}

/* A byte that was left out or replaced stands before a place of the text. */
static bool
has_place(const struct places *p, ptrdiff_t seen, int64_t end)
{
	return seen < p->n && seen < BYTES_PLACES && p->at[seen] < end;
}

/* Whether every line may be fed as it is, but for marks and comments. */
static bool
may_be_plain(const struct csvin *c, const struct stretch *x)
{
	const struct bytes *b = c->bytes;
	int64_t end = csvin_at(c) + x->text.len;

	if ((x->has & HAS_LONE_CR) || !x->text.len ||
	    (c->dialect.backslash && str_chr(x->text, '\\') >= 0) ||
	    has_place(&b->bad, c->bad_seen, end) ||
	    has_place(&b->nul, c->nul_seen, end))
		return false;
	if (!(x->has & HAS_HIGH))
		return true;
	struct care care = csvin_care(c, x->text);
	return !care.invalid && !care.c1;
}

/*
 * Add lines one by one, up to one that has to be judged.  Where one after the
 * other is no row by itself, most are not tried before they are judged.
 */
static ptrdiff_t
take_singly(struct csvin *c, struct str s)
{
	const char *p = s.s, *end = s.s + s.len;

	while (p < end && c->n < c->max_rows) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		struct str line = { p, nl + 1 - p };

		if (*p == '\n' || *p == '\r' || *p == '\xEF' ||
		    *p == c->dialect.comment)
			break;
		if (!csvin_feed_plain(c, line, 1)) {
			c->misses = p == s.s ? c->misses + (c->misses < MISSES)
			                     : 1;
			c->to_judge = 1 << (c->misses - 1);
			break;
		}
		p = nl + 1;
	}
	return p - s.s;
}

/* The next stretch: add all of it, or line by line as far as that goes. */
static ptrdiff_t
take_stretch(struct csvin *c, const struct stretch *x)
{
	bool whole = !c->singly && !c->dialect.comment &&
	             x->lines <= c->max_rows - c->n &&
	             (!(x->has & HAS_HIGH) || str_chr(x->text, '\xEF') < 0);

	c->singly -= c->singly > 0;
	if (whole && csvin_feed_plain(c, x->text, x->lines))
		return x->text.len;
	if (whole) {
		c->singly = SINGLY << c->retries;
		c->retries += c->singly < SINGLY_MOST;
	}
	return take_singly(c, x->text);
}

static ptrdiff_t
least(ptrdiff_t a, ptrdiff_t b)
{
	return a < b ? a : b;
}

bool
plain_take(struct csvin *c)
{
	struct str t = str_skip(bytes_text(c->bytes), c->pos);
	struct stretch x;
	ptrdiff_t n;

	if (c->never_plain || (c->pos < c->looked && !c->plain))
		return false;
	if (c->to_judge) {
		c->to_judge--;
		return false;
	}
	if (c->pos < c->looked) {
		t.len = c->looked - c->pos;
		n = take_singly(c, t);
	} else {
		t.len = least(t.len, least(STRETCH, c->max_text - c->used));
		if (c->stop >= 0)
			t.len = least(t.len, (ptrdiff_t)(c->stop - csvin_at(c)));
		x = look(t, c->max_rows - c->n);
		c->looked = c->pos + x.text.len;
		c->has_equals |= (x.has & HAS_EQUALS) != 0;
		c->plain = may_be_plain(c, &x);
		n = c->plain ? take_stretch(c, &x) : 0;
	}
	if (!n) {
		c->to_judge -= c->to_judge > 0;
		return false;
	}
	c->pos += n;
	c->used += n;
	c->searched = 0;
	return true;
}
