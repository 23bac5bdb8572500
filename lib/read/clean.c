/* SPDX-License-Identifier: MIT */
#include "read/clean.h"

#include "read/dialect_int.h"
#include "read/watch_int.h"

#include <errno.h>

enum { HEAD_RECORDS = 200, HELD = 5 };

/* A pass over one file. */
struct pass {
	struct arena *mem, *result;   /* till the end; of the report       */
	struct str path;
	struct diags *diags;
	const struct clean_sink *sink;
	struct clean_report *report;
	int32_t wanted, table;        /* numbers from 1                    */
	struct watch watch;
	int32_t width;                /* of the header                     */
	int32_t common;               /* of most rows: shorter ones are
	                                 filled up to it                   */

	/* Titles, and behind them perhaps a header: what they are is known
	 * when the next row is. */
	struct record held[HELD];
	ptrdiff_t n_held;
	bool header_held;             /* the last one may be a header ...  */
	bool header_broken;           /* ... and stands after a break      */
	ptrdiff_t below;              /* 1: the last but one, with a row   */
	struct record first;          /* data row of this table            */
	bool has_first;
	bool header_again;            /* the row before was the header     */

	struct str *cell;             /* of the row that goes out          */
	ptrdiff_t cap;
};

static void
count(struct pass *p, enum row_class class, ptrdiff_t n)
{
	p->report->file.read += n;
	p->report->file.count[class] += n;
}

/* The table at hand is the one that is wanted. */
static bool
is_wanted(const struct pass *p)
{
	return p->table == p->wanted;
}

static void
hand_over(struct pass *p, const struct str *cell, int32_t n)
{
	ptrdiff_t fill = p->common < p->width ? p->common : p->width;
	ptrdiff_t width = n > fill ? n : fill;

	if (!is_wanted(p))
		return;
	if (p->cap < width) {
		p->cell = NEW(p->mem, width, struct str);
		p->cap = width;
	}
	for (ptrdiff_t i = 0; i < width; i++)
		p->cell[i] = i < n ? cell_unwrap(cell[i])
		                   : (struct str){ "", 0 };
	p->sink->row(p->sink->ctx, p->cell, width);
}

static void
hand_row(struct pass *p, const struct record *r)
{
	int32_t n = r->kept;

	while (n > p->width && !str_trim(r->cell[n - 1]).len)
		n--;
	hand_over(p, r->cell, n);
	count(p, is_wanted(p) ? ROW_USED : ROW_OTHER_TABLE, 1);
	if (!p->has_first) {
		record_copy(p->mem, r, &p->first);
		p->has_first = true;
	}
	watch_row(&p->watch, r);
}

/* A table begins: its rows as written, and its header as it is to be shown. */
static void
begin_table(struct pass *p, const struct record *const *row, ptrdiff_t n,
            const struct str *cell, ptrdiff_t width)
{
	p->table++;
	p->report->tables = p->table;
	p->width = (int32_t)width;
	p->has_first = false;
	watch_begin(&p->watch, row, n, p->width);
	if (is_wanted(p)) {
		p->report->columns = p->width;
		p->report->file.header_line = n ? row[0]->line : 0;
	}
	if (width && cell) /* a table without a header begins with a row */
		hand_over(p, cell, p->width);
}

/* What is held turns out to be rows of the table. */
static void
release(struct pass *p)
{
	ptrdiff_t n = p->n_held;

	p->n_held = p->below = 0;
	p->header_held = false;
	for (ptrdiff_t i = 0; i < n; i++)
		hand_row(p, &p->held[i]);
}

/* What is held turns out to be no rows. */
static void
drop(struct pass *p, enum row_class class)
{
	count(p, class, p->n_held);
	p->n_held = p->below = 0;
	p->header_held = false;
}

static void
hold(struct pass *p, const struct record *r, bool header)
{
	bool broken = p->watch.broken;

	if (p->n_held == HELD - 1 || p->header_held)
		release(p);
	record_copy(p->mem, r, &p->held[p->n_held++]);
	p->header_held = header;
	p->header_broken = broken;
	p->watch.broken = !header;
}

/* The row below a held one says whether that was a header. */
static bool
confirms_header(const struct pass *p, const struct record *r)
{
	const struct record *h = &p->held[p->n_held - 1 - p->below];

	if (p->below)
		return r->n == h->n;
	if (r->n != h->n || (h->n == p->watch.width && !p->header_broken))
		return false;
	for (int32_t i = 0; i < r->kept && i < h->kept; i++) {
		struct str name = str_trim(h->cell[i]);

		if (name.len && !is_figure(name) &&
		    is_figure(str_trim(r->cell[i])))
			return true;
	}
	return false;
}

/*
 * The row below what may be a header: does a table begin?  Where no break
 * stands before it, two rows must say so: a row cut in two looks like a narrow
 * table, and what follows would be lost.  True if the row is held.
 */
static bool
settle_header(struct pass *p, const struct record *r)
{
	ptrdiff_t below = p->below;

	if (!p->header_held || !confirms_header(p, r))
		return false;
	if (!below && !p->header_broken) {
		record_copy(p->mem, r, &p->held[p->n_held++]);
		p->below = 1;
		return true;
	}
	struct record *row = NEW(p->mem, 1, struct record);
	const struct record *const rows[] = { row };
	struct record first = p->held[p->n_held - 1];
	p->n_held -= below;
	*row = p->held[--p->n_held];
	count(p, ROW_HEADER, 1);
	drop(p, ROW_PREAMBLE);        /* its titles are not rows of a table */
	begin_table(p, rows, 1, row->cell, row->kept);
	if (below)
		hand_row(p, &first);
	return false;
}

static void
take_cells(struct pass *p, const struct record *r)
{
	bool again = p->header_again;

	p->header_again = false;
	if (!record_filled(r)) {
		count(p, ROW_BLANK, 1);
		p->watch.broken = true;
		return;
	}
	if (settle_header(p, r))
		return;
	if (watch_is_header(&p->watch, r)) {
		if (!p->header_held)
			drop(p, ROW_PREAMBLE); /* titles of a page */
		release(p);
		count(p, ROW_HEADER, 1);
		p->header_again = true;
		return;
	}
	/* The header and the first row again: the table was pasted twice. */
	if (again && p->has_first && same_cells(r, &p->first))
		begin_table(p, p->watch.header, p->watch.n_header,
		            p->watch.header[0]->cell,
		            p->watch.header[0]->kept);
	if (p->width > 1 && p->watch.broken && record_filled(r) == 1) {
		hold(p, r, false);
		return;
	}
	if (p->width > 1 && watch_other_header(&p->watch, r)) {
		hold(p, r, true);
		return;
	}
	release(p);
	hand_row(p, r);
}

static void
take_record(struct pass *p, const struct record *r)
{
	if (record_is_noted(r))
		record_notes(p->diags, p->path, r, is_wanted(p));
	switch (r->what) {
	case RECORD_BLANK:
		count(p, ROW_BLANK, 1);
		p->watch.broken = true;
		break;
	case RECORD_COMMENT:
		count(p, ROW_COMMENT, 1);
		break;
	case RECORD_DAMAGED:
		count(p, is_wanted(p) ? ROW_REJECTED : ROW_OTHER_TABLE, 1);
		break;
	case RECORD_CELLS:
		take_cells(p, r);
		break;
	}
}

/* Where the first table stands, physical lines. */
struct place {
	int64_t header, header_last;  /* 0: it has none                    */
	int64_t from;                 /* its first row                     */
};

/* The first table begins, if there is anything at all. */
static struct place
find_table(struct pass *p, const struct dialect *d, const struct head *head)
{
	struct header h = header_guess(p->mem, head, d->width);
	const struct record *row[HEADER_ROWS];
	struct place at = { .from = INT64_MAX };
	bool any = false;

	for (ptrdiff_t i = 0; i < head->n; i++)
		any |= head->v[i].what == RECORD_DAMAGED ||
		       (head->v[i].what == RECORD_CELLS &&
		        record_filled(&head->v[i]));
	if (!any)
		return at;
	for (ptrdiff_t i = 0; i < h.n; i++)
		row[i] = &head->v[h.first + i];
	if (h.n) {
		at = (struct place){ row[0]->line, row[h.n - 1]->last_line,
		                     row[h.n - 1]->last_line + 1 };
		begin_table(p, row, h.n, h.cell, h.width);
	} else {
		at.from = h.first < head->n ? head->v[h.first].line : 1;
		p->report->no_header = true;
		begin_table(p, row, 0, NULL, d->width);
	}
	return at;
}

/* A record before the first row of the first table, or where there is none. */
static void
take_before(struct pass *p, const struct place *at, const struct record *r)
{
	enum row_class class = ROW_PREAMBLE;

	if (r->what == RECORD_COMMENT)
		class = ROW_COMMENT;
	else if (r->what == RECORD_BLANK || (r->what == RECORD_CELLS &&
	                                     !record_filled(r)))
		class = ROW_BLANK;
	else if (r->what == RECORD_DAMAGED && !p->table)
		class = ROW_REJECTED;
	else if (at->header && r->line >= at->header)
		class = ROW_HEADER;
	count(p, class, 1);
	if (record_is_noted(r))
		record_notes(p->diags, p->path, r, class == ROW_REJECTED);
}

static void
read_rows(struct pass *p, struct bytes *bytes, const struct dialect *d,
          const struct head *head)
{
	struct place at;
	struct batch b;

	p->common = d->width;
	at = find_table(p, d, head);
	struct csvin *c = csvin_new(p->mem, bytes, d, true, 1);
	while (csvin_next(c, &b))
		for (ptrdiff_t i = 0; i < b.n; i++)
			if (b.v[i].line >= at.from)
				take_record(p, &b.v[i]);
			else
				take_before(p, &at, &b.v[i]);
	/* Single cells behind the last row are no rows but footers. */
	if (!p->header_held)
		drop(p, ROW_FOOTER);
	release(p);
}

static enum st
refuse(struct pass *p, enum diag_code code, struct str value, const char *msg,
       enum st st)
{
	diag_add(p->diags, code, (struct pos){ .file = p->path }, STR(""),
	         value, "%s", msg);
	return st;
}

static enum st
read_file(struct pass *p, struct bytes *bytes, const struct clean_options *o)
{
	enum bytes_verdict verdict;
	const char *what = "";
	struct dialect d;
	struct head *head = NEW(p->mem, 1, struct head);

	if (!bytes_open(bytes, p->mem, p->path))
		return refuse(p, DIAG_FILE_OPEN, STR(""),
		              strerrordesc_np(errno), ST_IO);
	if (!bytes_look(bytes, o->fixed.encoding, &verdict, &what))
		return refuse(p, DIAG_OPTION_BAD, o->fixed.encoding,
		              "no such encoding", ST_CONFIG);
	if (verdict == BYTES_BINARY)
		return refuse(p, DIAG_FILE_BINARY, STR(""), what, ST_CONFIG);
	p->report->file.encoding = str_dup(p->result, str_of(
		bytes->encoding.name));
	if (verdict == BYTES_EMPTY)
		return ST_OK;
	struct str text = dialect_look(p->mem, bytes,
		(struct dialect_fixed){ o->fixed.delimiter, o->fixed.quote },
		&d);
	p->report->file.delimiter = str_dup(p->result, (struct str){
		&d.delimiter, 1 });
	p->report->quote = d.quote;
	p->report->comment = d.comment;
	p->report->backslash = d.backslash;
	p->report->lone_cr = d.lone_cr;
	head_read(p->mem, text, &d, true, HEAD_RECORDS, head);
	if (d.sep_line && head->n) {  /* no row of the table */
		head->v++;
		head->n--;
	}
	read_rows(p, bytes, &d, head);
	if (p->wanted > 1 && p->wanted > p->table)
		return refuse(p, DIAG_OPTION_BAD, STR(""),
		              str_fmt(p->mem, "--table %d: the file has %d",
		                      p->wanted, p->table).s, ST_CONFIG);
	return ST_OK;
}

enum st
clean_file(struct arena *mem, struct str path, const struct clean_options *o,
           const struct clean_sink *sink, struct clean_report *report,
           struct diags *diags)
{
	struct arena own = arena_like(mem);
	struct bytes bytes = { .fd = -1 };
	struct pass *p = NEW(&own, 1, struct pass);
	const struct ledger ledger = { .v = &report->file, .n = 1 };

	*report = (struct clean_report){ .file = {
		.path = path, .kind = KIND_NONE, .encoding = STR("UTF-8"),
		.delimiter = STR(","), .hash = STR(""),
	} };
	p->mem = &own;
	p->result = mem;
	p->path = path;
	p->diags = diags;
	p->sink = sink;
	p->report = report;
	p->wanted = o->table < 1 ? 1 : o->table;
	enum st st = read_file(p, &bytes, o);
	if (st == ST_OK && bytes.error)
		st = refuse(p, DIAG_FILE_OPEN, STR(""),
		            strerrordesc_np(bytes.error), ST_IO);
	report->file.bytes = bytes.taken;
	if (st == ST_OK && !ledger_balances(&ledger))
		st = ST_BUG;
	bytes_close(&bytes);
	arena_free(&own);
	return st;
}
