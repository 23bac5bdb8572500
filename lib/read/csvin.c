/* SPDX-License-Identifier: MIT */
/* Plain lines, and records one by one, through libcsv. */
#include "read/records_int.h"

#include "base/utf8.h"
#include "read/schema.h"

#include <csv.h>

/*
 * libcsv gathers a cell in a buffer of its own and begins the next one at its
 * front.  Here its buffer is the batch's text, and moves on with every cell:
 * so libcsv itself writes them side by side, and nobody copies them.  (To copy
 * what was written a byte at a time, just now, stalls the processor: it took
 * 0.18 of the time of libcsv alone.)
 */

/* ---- what libcsv calls ---- */

static void
on_cell(void *s, size_t len, void *ctx)
{
	struct csvin *c = ctx;
	struct str *cell = c->cell_at;

	if (cell == c->row_end) {
		c->lost++;
		return;
	}
	cell->s = s;
	cell->len = (ptrdiff_t)len;
	c->cell_at = cell + 1;
	c->parser->entry_buf = (unsigned char *)s + len;
}

/* The row is that of the record being fed; any further one is nobody's. */
static void
on_row(int end, void *ctx)
{
	struct csvin *c = ctx;
	struct record *r = c->feeding;

	(void)end;
	if (r) {
		r->kept = (int32_t)(c->cell_at - c->row_cell);
		r->n = r->kept + c->lost;
		r->cell = c->row_cell;
	}
	c->feeding = NULL;
	csvin_begin_row(c);
}

/* The row is the next line. */
static void
on_plain_row(int end, void *ctx)
{
	struct csvin *c = ctx;
	int32_t kept = (int32_t)(c->cell_at - c->row_cell);

	(void)end;
	c->rec[c->n++] = (struct record){
		.line = c->line, .last_line = c->line, .what = RECORD_CELLS,
		.n = kept + c->lost, .kept = kept, .cell = c->row_cell,
	};
	c->line++;
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

/* The text has room for all that is fed. */
static void *
no_more(void *p, size_t n)
{
	(void)p, (void)n;
	return NULL;
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

/* Forget what the parser holds of a row. */
static void
reset(struct csvin *c)
{
	csv_fini(c->parser, no_cell, no_row, NULL);
	csvin_begin_row(c);
}

void
csvin_begin_batch(struct csvin *c)
{
	c->n = 0;
	c->cell_at = c->cell;
	c->parser->entry_buf = (unsigned char *)c->text;
	c->parser->entry_size = (size_t)c->text_cap;
	csvin_begin_row(c);
}

struct care
csvin_care(const struct csvin *c, struct str s)
{
	struct care x = {
		.invalid = c->bytes->encoding.utf8 && utf8_valid(s) != s.len,
	};

	x.c1 = !x.invalid && encoding_has_c1(s);
	return x;
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

/* libcsv and quotes.c agree on what is clean; should they ever not, the record
 * counts as damaged. */
void
csvin_feed(struct csvin *c, struct record *r, const char *p, ptrdiff_t n)
{
	struct care x = csvin_care(c, (struct str){ p, n });

	if (x.invalid || x.c1) {
		n = recode(c, r, x, p, n);
		p = c->recoded.v;
	}
	c->feeding = r;
	csv_set_opts(c->parser, 0);
	parse(c, p, n);
	parse(c, "\n", 1);
	csv_set_opts(c->parser, CSV_STRICT);
	if (!c->feeding)
		return;
	r->what = RECORD_DAMAGED;
	reset(c);
}

/*
 * No CR but before a LF, so that a row takes one LF at least: as many rows as
 * lines, and each is one.  The parser being strict, every quote is one that
 * quotes_scan finds clean.
 */
bool
csvin_feed_plain(struct csvin *c, struct str lines, ptrdiff_t n)
{
	unsigned char *text_at = c->parser->entry_buf;
	struct str *cell_at = c->cell_at;
	ptrdiff_t was = c->n;
	size_t len = (size_t)lines.len;

	if (csv_parse(c->parser, lines.s, len, on_cell, on_plain_row, c) ==
	    len && c->n == was + n)
		return true;
	if (csv_error(c->parser) == CSV_ENOMEM)
		c->mem->oom(c->mem->ctx, len);
	c->line -= c->n - was;
	c->n = was;
	c->parser->entry_buf = text_at;
	c->cell_at = cell_at;
	reset(c);
	return false;
}

/*
 * Bytes that libcsv may write of n bytes: each is at most three once it is
 * UTF-8, a closing quote and blanks stand there for a while, and a long row is
 * perhaps split twice.
 */
static ptrdiff_t
text_room(const struct csvin *c, ptrdiff_t n)
{
	return 3 * n * (1 + c->dialect.tight) + CELL_SLACK;
}

void
csvin_room(struct csvin *c, ptrdiff_t n)
{
	ptrdiff_t want = text_room(c, n);

	if (c->text_cap >= want || c->n)
		return;
	c->text = arena_grow(c->mem, c->text, c->text_cap, want, 1, 1);
	c->text_cap = want;
	csvin_begin_batch(c);
}

static void
make_parser(struct csvin *c)
{
	const struct dialect *d = &c->dialect;

	c->parser = NEW(c->mem, 1, struct csv_parser);
	if (csv_init(c->parser, CSV_STRICT) != 0)
		c->mem->oom(c->mem->ctx, sizeof *c->parser);
	csv_set_delim(c->parser, (unsigned char)d->delimiter);
	csv_set_quote(c->parser, (unsigned char)d->quote);
	csv_set_realloc_func(c->parser, no_more);
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
		.never_plain = d->lone_cr || (keep_blanks && d->padded),
		.scratch.mem = mem, .recoded.mem = mem,
	};
	c->text_cap = text_room(c, text);
	c->text = NEW_BUFFER(mem, c->text_cap, char);
	c->cell = NEW_BUFFER(mem, c->cell_cap, struct str);
	c->rec = NEW_BUFFER(mem, rows, struct record);
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
