/* SPDX-License-Identifier: MIT */
/*
 * Every record of an input into its class; data rows to the sink.
 *
 * Most rows are plain (aside_int.h): told by one look, and taken many at a
 * time, made up by other threads perhaps.  The others are compared with the
 * header, with the rules' totals and footers, and with what another table
 * would look like.
 */
#include "read/rows_int.h"

#include "base/utf8.h"

void
rows_count(struct reading *rd, enum row_class class)
{
	struct ledger_file *f = input_ledger(rd->in);

	f->read++;
	f->count[class]++;
}

/* ---- data rows ---- */

/*
 * A row of another width than its header.  The surplus is left out, what is
 * missing is empty; unless the cells then contradict their columns: a delimiter
 * is missing or too many somewhere in the middle, and every cell behind it
 * would be taken for something else.
 */
static bool
check_width(struct reading *rd, const struct record *r)
{
	const struct input *in = rd->in;
	struct diags *diags = in->reader->diags;
	int32_t width = rd->shape->width, n = record_width(r);
	struct str none = { "", 0 };

	if (n <= width && r->n >= rd->width)
		return true;
	rows_flush(rd);               /* findings come in the order of rows */
	if (watch_misfits(&rd->watch, r) >= MISFITS) {
		diag_add(diags, DIAG_ROW_DAMAGED, input_pos(in, r), none,
		         r->cell[0], "%d fields, the header has %d, and they "
		         "do not fit its columns", r->n, width);
		rows_count(rd, ROW_REJECTED);
		return false;
	}
	if (n > width)
		diag_add(diags, DIAG_ROW_LONG, input_pos(in, r), none,
		         r->cell[width], "%d fields, the header has %d", r->n,
		         width);
	else
		diag_add(diags, DIAG_ROW_SHORT, input_pos(in, r), none, none,
		         "%d fields, the header has %d", r->n, rd->width);
	return true;
}

void
rows_flush(struct reading *rd)
{
	if (rd->n)
		rd->sink->rows(rd->sink->ctx, rd->row, rd->n);
	rd->n = 0;
}

void
rows_data(struct reading *rd, const struct record *r)
{
	const struct shape *shape = rd->shape;

	if (rd->table != TABLE_WANTED) {
		watch_row(&rd->watch, r);
		rows_count(rd, ROW_OTHER_TABLE);
		return;
	}
	if (r->n != shape->width && !check_width(rd, r))
		return;
	watch_row(&rd->watch, r);
	if (rd->n == CSVIN_ROWS)
		rows_flush(rd);
	rd->row[rd->n] = record_row(&rd->plain, rd->batch.equals, r,
	                            rd->cell + rd->n * shape->n);
	rd->n++;
	rd->data++;
	input_ledger(rd->in)->read++;
}

/* ---- what a row is ---- */

/* Remember the first cell of a data row, if it is one of a series: an id. */
static void
remember_plain(struct reading *rd, struct str s)
{
	plain_remember(&rd->plain, s);
	for (ptrdiff_t i = 0; i < rd->watch.n_header; i++) {
		const struct record *h = rd->watch.header[i];

		if (h->kept && plain_like(&rd->plain, h->cell[0]))
			rd->plain.series = false;
	}
}

static bool
any_matches(struct regex **regex, ptrdiff_t n, struct regex_scratch *scratch,
            struct str s)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (regex_match(regex[i], scratch, s, 0, NULL, NULL) ==
		    REGEX_YES)
			return true;
	return false;
}

/* By the rules, from the first cell that is not empty. */
static enum row_class
class_by_rules(struct reading *rd, const struct record *r)
{
	const struct rules *rules = rd->in->reader->rules;
	struct regex_scratch *scratch = rd->in->reader->regex;
	int32_t i = 0;

	while (i + 1 < r->kept && !r->cell[i].len)
		i++;
	struct str s = r->cell[i];
	if (rd->plain.len && plain_like(&rd->plain, s))
		return ROW_USED;
	struct arena_mark mark = arena_mark(&rd->scratch);
	struct str clean = utf8_clean(&rd->scratch, s);
	enum row_class class = ROW_USED;
	if (any_matches(rules->total, rules->n_total, scratch, clean))
		class = ROW_TOTAL;
	else if (any_matches(rules->footer, rules->n_footer, scratch, clean))
		class = ROW_FOOTER;
	arena_rewind(&rd->scratch, mark);
	if (class == ROW_USED && i == 0) /* a row without an id is none to go by */
		remember_plain(rd, s);
	return class;
}

/* Cells that are not empty, two at most. */
static int
filled_to_two(const struct record *r)
{
	int n = 0;

	for (int32_t i = 0; i < r->kept && n < 2; i++)
		n += cell_trim(r->cell[i]).len > 0;
	return n;
}

/* ---- the records in order ---- */

static void
take_before_table(struct reading *rd, const struct record *r)
{
	const struct input *in = rd->in;
	bool header = in->shape && r->line >= in->header_line &&
	              r->last_line <= in->header_last;

	rows_count(rd, header ? ROW_HEADER : ROW_PREAMBLE);
	if (header && r->last_line == in->header_last)
		rows_begin_table(rd, in->shape, in->header_row,
		                 in->n_header_row);
}

static void
take_cells(struct reading *rd, const struct record *r)
{
	int filled = filled_to_two(r);

	if (!filled) {
		rows_count(rd, ROW_BLANK);
		rd->watch.broken = true;
	} else if (rd->table == TABLE_NONE) {
		take_before_table(rd, r);
	} else if (watch_is_header(&rd->watch, r)) {
		rows_settle(rd, ROW_PREAMBLE);
		rd->table = rd->known;
		rows_count(rd, ROW_HEADER);
	} else if (filled == 1 && rd->table != TABLE_STRANGE &&
	           class_by_rules(rd, r) == ROW_TOTAL) {
		rows_count(rd, ROW_TOTAL);
	} else if (!rows_other_table(rd, r, filled == 1)) {
		enum row_class class = class_by_rules(rd, r);

		rows_settle(rd, ROW_USED);
		if (class != ROW_USED)
			rows_count(rd, class);
		else
			rows_data(rd, r);
	}
}

/* Lines that cannot be told apart: what they are depends on where. */
static const enum row_class damaged_class[] = {
	[TABLE_NONE] = ROW_PREAMBLE,
	[TABLE_WANTED] = ROW_REJECTED,
	[TABLE_UNWANTED] = ROW_OTHER_TABLE,
	[TABLE_STRANGE] = ROW_OTHER_TABLE,
};

static void
take_record(struct reading *rd, const struct record *r)
{
	if (record_is_noted(r)) {
		rows_flush(rd);       /* findings come in the order of rows */
		record_notes(rd->in->reader->diags, rd->in->path, r,
		             rd->table == TABLE_WANTED);
	}
	switch (r->what) {
	case RECORD_CELLS:
		take_cells(rd, r);
		break;
	case RECORD_BLANK:
		rows_count(rd, ROW_BLANK);
		rd->watch.broken = true;
		break;
	case RECORD_COMMENT:
		rows_count(rd, ROW_COMMENT);
		break;
	case RECORD_DAMAGED:
		rows_settle(rd, ROW_USED);
		rows_count(rd, damaged_class[rd->table]);
		break;
	}
}

/* Whether plain rows are nothing but data at the moment. */
static bool
takes_plain(const struct reading *rd)
{
	return rd->plain.series && !rd->n_pending && !rd->has_strange &&
	       rd->table >= TABLE_WANTED && rd->table <= TABLE_UNWANTED;
}

/* Take the plain rows that come next, made up already; how many. */
static ptrdiff_t
take_aside(struct reading *rd)
{
	struct aside *a = rd->aside;
	const struct plain_run *run = a->runs.v + a->next;

	if (a->next == a->runs.n || run->record != rd->taken)
		return 0;
	struct row *row = a->rows.v + run->row;
	int64_t before = rd->batch.v[run->record].line - row->line;
	for (ptrdiff_t i = 0; i < run->n; i++) {
		row[i].line += before;
		row[i].last_line += before;
	}
	rows_flush(rd);
	rd->sink->desks->take(rd->sink->ctx, a->desk, run->n);
	a->next++;
	return run->n;
}

/* Take the plain rows that come next, as rows are taken; how many. */
static ptrdiff_t
take_in_order(struct reading *rd)
{
	bool wanted = rd->table == TABLE_WANTED;
	ptrdiff_t n;

	if (rd->n == CSVIN_ROWS)
		rows_flush(rd);
	n = plain_rows(&rd->plain, &rd->batch, rd->taken, CSVIN_ROWS - rd->n,
	               rd->row + rd->n, rd->cell + rd->n * rd->shape->n);
	for (ptrdiff_t i = 0; i < n && rd->watch.rows < WATCH_ROWS; i++)
		watch_row(&rd->watch, &rd->batch.v[rd->taken + i]);
	rd->n += wanted ? n : 0;
	return n;
}

/* Take the plain rows that come next; false: the next one is not. */
static bool
take_plain(struct reading *rd)
{
	struct ledger_file *f = input_ledger(rd->in);
	ptrdiff_t n;

	if (!takes_plain(rd)) {
		rd->aside = NULL; /* the rows made up are not for certain */
		return false;
	}
	if (rd->aside && (rd->watch.rows < WATCH_ROWS ||
	                  !plain_same(&rd->plain, rd->aside->plain)))
		rd->aside = NULL;
	n = rd->aside ? take_aside(rd) : take_in_order(rd);
	if (!n)
		return false;
	rd->watch.broken = false;
	rd->taken += n;
	f->read += n;
	if (rd->table == TABLE_WANTED)
		rd->data += n;
	else
		f->count[ROW_OTHER_TABLE] += n;
	return true;
}

static void
finish(struct reading *rd)
{
	struct input *in = rd->in;
	struct diags *diags = in->reader->diags;
	int64_t bad = in->bytes.bad.n - BYTES_PLACES;
	int64_t nul = in->bytes.nul.n - BYTES_PLACES;

	rows_settle(rd, ROW_FOOTER);
	rows_flush(rd);
	if (bad > 0)
		diag_count(diags, DIAG_ENCODING_BYTE, bad);
	if (nul > 0)
		diag_count(diags, DIAG_NUL_BYTE, nul);
	if (rd->known == TABLE_WANTED && !rd->data)
		diag_add(diags, DIAG_FILE_NO_ROWS,
		         (struct pos){ .file = in->path }, STR(""), STR(""),
		         "%s", "");
	input_ledger(in)->bytes = in->bytes.taken;
	if (in->bytes.eof && !in->bytes.error)
		input_ledger(in)->hash = hash_hex(in->bytes.hash,
		                                  in->reader->ledger->mem);
	arena_free(&rd->held);
	arena_free(&rd->scratch);
}

static void
tell(struct input *in, ptrdiff_t rows)
{
	struct stage now;

	in->reader->stage.rows += rows;
	now = in->reader->stage;
	now.bytes += in->bytes.taken;
	progress_tell(&in->reader->progress, &now);
}

static enum st
unreadable(struct input *in, const char *why)
{
	diag_add(in->reader->diags, DIAG_FILE_OPEN,
	         (struct pos){ .file = in->path }, STR(""), STR(""), "%s", why);
	input_close(in);
	return ST_IO;
}

/* ---- one thread, or several ---- */

/* Parts that are worth a thread. */
enum { PARTS_LEAST = 4 };

static ptrdiff_t
part_bytes(const struct input *in)
{
	ptrdiff_t n = in->reader->part_bytes;

	return n ? n : PARTS_BYTES;
}

/* How many threads a file is worth. */
static int
threads_for(const struct input *in)
{
	int64_t most = in->bytes.size / part_bytes(in) / PARTS_LEAST;

	if (most <= 1 || !parts_possible(&in->bytes, &in->dialect))
		return 1;
	return in->reader->jobs < most ? in->reader->jobs : (int)most;
}

/* Tell the threads what plain rows look like by now, if that is new. */
static void
say_plain(struct reading *rd)
{
	bool any = rd->plain.series && rd->table == TABLE_WANTED;

	if (!rd->sink->desks || (any && rd->said &&
	                         plain_same(rd->said, &rd->plain)))
		return;
	if (any) {
		struct plain *p = NEW(rd->mem, 1, struct plain);

		*p = rd->plain;
		rd->said = p;
	} else {
		rd->said = NULL;
	}
	parts_say(rd->parts, rd->said);
}

/*
 * The next records: those of the first part, which has the header, from one
 * reader, those of the others from several where the file is worth it.
 */
static bool
next_batch(struct reading *rd)
{
	struct input *in = rd->in;
	int threads = threads_for(in);

	if (rd->parts) {
		say_plain(rd);
		return parts_next(rd->parts, &rd->batch, &rd->csv, &rd->aside);
	}
	csvin_stop(in->csv, threads > 1 ? part_bytes(in) : -1);
	rd->csv = in->csv;
	if (csvin_next(in->csv, &rd->batch))
		return true;
	if (threads <= 1 || in->bytes.error)
		return false;
	rd->parts = parts_after(rd->mem, in->csv, threads, part_bytes(in),
	                        rd->sink);
	return next_batch(rd);
}

enum st
input_rows(struct input *in, const struct sink *sink)
{
	struct reading *rd = NEW(&in->mem, 1, struct reading);
	const char *why = bytes_resume(&in->bytes);

	if (why)
		return unreadable(in, why);
	rd->in = in;
	rd->sink = sink;
	rd->mem = &in->mem;
	rd->held = arena_like(&in->mem);
	rd->scratch = arena_like(&in->mem);
	in->csv = csvin_new(&in->mem, &in->bytes, &in->dialect, false, 1);
	while (next_batch(rd)) {
		for (rd->taken = 0; rd->taken < rd->batch.n;)
			if (!take_plain(rd))
				take_record(rd, &rd->batch.v[rd->taken++]);
		rows_flush(rd);
		tell(in, rd->batch.n);
	}
	if (rd->parts)
		parts_end(rd->parts);
	in->reader->stage.bytes += in->bytes.taken;
	finish(rd);
	if (in->bytes.error)
		return unreadable(in, strerrordesc_np(in->bytes.error));
	input_close(in);
	return ST_OK;
}
