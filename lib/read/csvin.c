/* SPDX-License-Identifier: MIT */
/* Stretches of clean lines, and records rewritten, through libcsv. */
#include "read/records_int.h"

#include "base/utf8.h"

#include <csv.h>
#include <stdlib.h>

enum { PARSER_BLOCK = 4096 };         /* what libcsv's buffer grows by */

/* ---- what libcsv calls ---- */

static void
on_cell(void *s, size_t len, void *ctx)
{
	struct csvin *c = ctx;
	char *to = c->text_at;
	struct str *cell = c->cell_at;

	if (cell == c->row_end) {
		c->lost++;
		return;
	}
	if (len <= TEXT_SLACK)        /* most are: a copy without a call */
		memcpy(to, s, TEXT_SLACK);
	else
		memcpy(to, s, len);
	cell->s = to;
	cell->len = (ptrdiff_t)len;
	c->text_at = to + len;
	c->cell_at = cell + 1;
}

static void
on_row(int end, void *ctx)
{
	struct csvin *c = ctx;

	(void)end;
	while (c->filled < c->n && c->rec[c->filled].what != RECORD_CELLS)
		c->filled++;
	if (c->filled < c->n) {
		struct record *r = &c->rec[c->filled++];
		r->kept = (int32_t)(c->cell_at - c->row_cell);
		r->n = r->kept + c->lost;
		r->cell = c->row_cell;
	}
	csvin_begin_row(c);
}

static void
no_cell(void *s, size_t len, void *ctx)
{
	(void)s, (void)len, (void)ctx;
}

static void
no_row(int end, void *ctx)
{
	(void)end, (void)ctx;
}

/* Behind libcsv's buffer there are bytes that on_cell may read too many. */
static void *
grow_buffer(void *p, size_t n)
{
	return realloc(p, n + TEXT_SLACK);
}

static int
never_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

/* ---- feeding libcsv ---- */

static void
parse(struct csvin *c, const char *p, ptrdiff_t n)
{
	if (csv_parse(c->parser, p, (size_t)n, on_cell, on_row, c) !=
	    (size_t)n)
		c->mem->oom(c->mem->ctx, (size_t)n);
}

/* libcsv and quotes.c agree on what is clean; should they ever not, the parser
 * is reset and the rest of these records counts as damaged. */
static void
settle(struct csvin *c)
{
	for (; c->filled < c->n; c->filled++) {
		struct record *r = &c->rec[c->filled];

		if (r->what != RECORD_CELLS)
			continue;
		r->what = RECORD_DAMAGED;
		csv_fini(c->parser, no_cell, no_row, NULL);
		csvin_begin_row(c);
	}
}

/* What stands between some bytes and valid text. */
struct care {
	bool invalid, c1;
};

static struct care
care_for(const struct csvin *c, const char *p, ptrdiff_t n)
{
	struct str s = { p, n };
	struct care x = { 0 };

	s = str_skip(s, encoding_ascii(s));
	if (!s.len)
		return x;
	x.invalid = c->bytes->encoding.utf8 && utf8_valid(s) != s.len;
	x.c1 = !x.invalid && encoding_has_c1(s);
	return x;
}

static bool
needs_care(struct care x)
{
	return x.invalid || x.c1;
}

/* Write one record as valid text into c->recoded. */
static ptrdiff_t
recode(struct csvin *c, struct record *r, struct care x, const char *p,
       ptrdiff_t n)
{
	struct sbuf *b = &c->recoded;
	struct str s = { p, n };
	int64_t bad = 0;

	b->n = 0;
	sbuf_fill(b, 0, 3 * n);
	if (x.invalid)
		n = encoding_from_1252(s, b->v, &bad);
	else
		n = encoding_mend_c1(s, b->v);
	r->recoded = x.invalid;
	r->mended = x.c1;
	r->bad += (int32_t)bad;
	return n;
}

static void
feed_record(struct csvin *c, struct record *r, const char *p, ptrdiff_t n)
{
	struct care x = care_for(c, p, n);

	if (needs_care(x)) {
		n = recode(c, r, x, p, n);
		p = c->recoded.v;
	}
	parse(c, p, n);
	parse(c, "\n", 1);
}

void
csvin_flush(struct csvin *c)
{
	const char *t = bytes_text(c->bytes).s;
	const char *p = t + c->from;
	ptrdiff_t n = c->to - c->from;

	if (!n)
		return;
	if (!needs_care(care_for(c, p, n))) {
		parse(c, p, n);
		if (p[n - 1] != '\n' && p[n - 1] != '\r')
			parse(c, "\n", 1);
	} else {
		for (ptrdiff_t i = c->waiting; i < c->n; i++) {
			ptrdiff_t end = i + 1 < c->n ? c->begin[i + 1] : c->to;

			if (c->rec[i].what == RECORD_CELLS)
				feed_record(c, &c->rec[i], t + c->begin[i],
				            end - c->begin[i]);
		}
	}
	settle(c);
	c->from = c->to = 0;
}

void
csvin_feed(struct csvin *c, struct record *r, const char *p, ptrdiff_t n)
{
	feed_record(c, r, p, n);
	settle(c);
}

void
csvin_refeed(struct csvin *c, ptrdiff_t i, const char *p, ptrdiff_t n)
{
	ptrdiff_t filled = c->filled;

	c->filled = i;
	feed_record(c, &c->rec[i], p, n);
	c->filled = filled;
}

/* Bytes of the cells of n bytes: each is at most three once it is UTF-8. */
static ptrdiff_t
text_room(const struct csvin *c, ptrdiff_t n)
{
	return 3 * n + c->max_rows + TEXT_SLACK;
}

void
csvin_room(struct csvin *c, ptrdiff_t n)
{
	ptrdiff_t want = text_room(c, n);

	if (c->text_cap >= want || c->n)
		return;
	c->text = arena_grow(c->mem, c->text, c->text_cap, want, 1, 1);
	c->text_at = c->text;
	c->text_cap = want;
}

static void
make_parser(struct csvin *c)
{
	const struct dialect *d = &c->dialect;

	c->parser = NEW(c->mem, 1, struct csv_parser);
	if (csv_init(c->parser, 0) != 0)
		c->mem->oom(c->mem->ctx, sizeof *c->parser);
	csv_set_delim(c->parser, (unsigned char)d->delimiter);
	csv_set_quote(c->parser, (unsigned char)d->quote);
	csv_set_blk_size(c->parser, PARSER_BLOCK);
	csv_set_realloc_func(c->parser, grow_buffer);
	if (c->keep_blanks)
		csv_set_space_func(c->parser, never_space);
}

struct csvin *
csvin_sized(struct arena *mem, struct bytes *bytes, const struct dialect *d,
            bool keep_blanks, ptrdiff_t rows, ptrdiff_t text)
{
	struct csvin *c = NEW(mem, 1, struct csvin);

	*c = (struct csvin){
		.mem = mem, .bytes = bytes, .dialect = *d, .line = 1,
		.keep_blanks = keep_blanks, .stop = -1,
		.max_rows = rows, .max_text = text,
		.cell_cap = text + rows + CSVIN_CELLS,
		.scratch.mem = mem, .recoded.mem = mem,
	};
	c->text_cap = text_room(c, text);
	c->text = NEW(mem, c->text_cap, char);
	c->cell = NEW(mem, c->cell_cap, struct str);
	c->begin = NEW(mem, rows, ptrdiff_t);
	c->rec = NEW(mem, rows, struct record);
	make_parser(c);
	return c;
}

struct csvin *
csvin_new(struct arena *mem, struct bytes *bytes, const struct dialect *d,
          bool keep_blanks, int64_t line)
{
	struct csvin *c = csvin_sized(mem, bytes, d, keep_blanks, CSVIN_ROWS,
	                              CSVIN_TEXT);

	c->line = line;
	return c;
}

void
csvin_restart(struct csvin *c, int32_t width)
{
	c->dialect.width = width;
	c->line = 1;
	c->final = c->skipping = false;
	c->pos = c->searched = 0;
	c->bad_seen = c->nul_seen = 0;
	c->n = 0;
}

void
csvin_stop(struct csvin *c, int64_t at)
{
	c->stop = at;
}

void
csvin_renumber(struct csvin *c, int64_t line)
{
	int64_t more = line - (c->n ? c->rec[0].line : c->line);

	for (ptrdiff_t i = 0; i < c->n; i++) {
		c->rec[i].line += more;
		c->rec[i].last_line += more;
	}
	c->line += more;
}

void
csvin_free(struct csvin *c)
{
	if (c)
		csv_free(c->parser);
}
