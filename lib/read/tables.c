/* SPDX-License-Identifier: MIT */
/*
 * More than one table in a file, and what stands between and behind them.
 *
 * A wrong guess here would hide rows, so a row counts as another table's only
 * if its header is recognised by the rules; or if it stands behind a break,
 * has names where the table has figures, is not as wide or contradicts two
 * columns, and the next row does not fit the table either.  Rows that fit are
 * data again.
 */
#include "read/rows_int.h"

void
rows_begin_table(struct reading *rd, const struct shape *shape,
                 const struct record *const *header, ptrdiff_t n)
{
	rows_flush(rd);
	rd->shape = shape;
	rd->known = rd->sink->table(rd->sink->ctx, shape) ? TABLE_WANTED
	                                                 : TABLE_UNWANTED;
	rd->table = rd->known;
	rd->plain = (struct plain){
		.shape = shape, .width = shape->width, .in_order = true,
		.hashed = shape->kind == K_STAFF || shape->kind == K_GRADUATES,
	};
	rd->cell = NEW(rd->mem, CSVIN_ROWS * shape->n, struct str);
	for (rd->width = shape->width; rd->width > 0 &&
	     !shape->header[rd->width - 1].len; rd->width--)
		;
	for (ptrdiff_t i = 0; i < shape->n; i++)
		rd->plain.in_order &= shape->col[i].cell == i;
	watch_begin(&rd->watch, header, n, shape->width);
}

void
rows_settle(struct reading *rd, enum row_class class)
{
	ptrdiff_t n = rd->n_pending;
	bool strange = rd->has_strange;

	if (!n && !strange)
		return;
	rd->n_pending = 0;
	rd->has_strange = false;
	for (ptrdiff_t i = 0; i < n + strange; i++) {
		const struct record *r = i < n ? &rd->pending[i]
		                               : &rd->strange;
		if (class == ROW_USED)
			rows_data(rd, r);
		else
			rows_count(rd, class);
	}
	rows_flush(rd);               /* the rows stand in this arena */
	arena_free(&rd->held);
}

/* Whether a row has a figure where the table at hand has one, and nothing
 * else against it. */
static bool
fits(const struct reading *rd, const struct record *r)
{
	int32_t probe = rd->watch.probe;

	return probe >= 0 && probe < r->kept && is_figure(r->cell[probe]) &&
	       watch_misfits(&rd->watch, r) < MISFITS;
}

/* The header of a table of a known kind: it begins. */
static bool
known_header(struct reading *rd, const struct record *r)
{
	struct input *in = rd->in;
	struct reader *reader = in->reader;

	if (rd->tried >= TRIED)
		return false;
	rd->tried++;
	struct arena_mark mark = arena_mark(&rd->scratch);
	struct recognised is = schema_recognise(reader->rules, reader->regex,
		&rd->scratch, r->cell, r->kept);
	arena_rewind(&rd->scratch, mark);
	if (is.kind == KIND_NONE || is.rival != KIND_NONE)
		return false;
	rows_settle(rd, ROW_PREAMBLE);
	rows_flush(rd);
	struct record *header = NEW(rd->mem, 1, struct record);
	const struct record *const rows[] = { header };
	record_copy(rd->mem, r, header);
	struct shape *s = schema_shape(reader->mem, reader->rules,
		reader->regex, is.kind, r->cell, r->kept, NULL,
		input_pos(in, r), reader->diags);
	s->file = in->file;
	rows_count(rd, ROW_HEADER);
	csvin_width(rd->csv, r->n, rd->taken);
	rd->batch.n = rd->taken;
	rows_begin_table(rd, s, rows, 1);
	return true;
}

/* A row of one cell that is no figure: perhaps a footer or a page's title. */
static bool
hold_lone(struct reading *rd, const struct record *r)
{
	int32_t i = 0;

	if (rd->shape->width < 3)
		return false;
	while (i < r->kept && !str_trim(r->cell[i]).len)
		i++;
	if (i == r->kept || is_figure(r->cell[i]))
		return false;
	if (rd->n_pending == PENDING)
		rows_settle(rd, ROW_USED);
	record_copy(&rd->held, r, &rd->pending[rd->n_pending++]);
	rd->watch.broken = true;
	return true;
}

bool
rows_other_table(struct reading *rd, const struct record *r, bool lone)
{
	bool broken = rd->watch.broken;

	if (rd->has_strange) {
		if (fits(rd, r)) {
			rows_settle(rd, ROW_USED);
		} else {
			rows_settle(rd, ROW_OTHER_TABLE);
			rd->table = TABLE_STRANGE;
		}
	}
	if (rd->table == TABLE_STRANGE && fits(rd, r) &&
	    record_width(r) == rd->width)
		rd->table = rd->known;
	if (lone && rd->table != TABLE_STRANGE)
		return hold_lone(rd, r);
	if (watch_other_header(&rd->watch, r)) {
		if (known_header(rd, r))
			return true;
		if (broken && rd->watch.probe >= 0 &&
		    rd->table != TABLE_STRANGE &&
		    (record_width(r) != rd->width ||
		     watch_misfits(&rd->watch, r) >= MISFITS)) {
			record_copy(&rd->held, r, &rd->strange);
			rd->has_strange = true;
			return true;
		}
	}
	if (rd->table != TABLE_STRANGE)
		return false;
	rows_count(rd, ROW_OTHER_TABLE);
	return true;
}
