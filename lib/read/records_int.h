/* SPDX-License-Identifier: MIT */
/*
 * The state of a record reader: what csvin.c, which feeds libcsv, records.c,
 * which finds and judges lines, and parts.c share.
 */
#ifndef MUSTER_READ_RECORDS_INT_H
#define MUSTER_READ_RECORDS_INT_H

#include "read/csvin_int.h"

enum { TEXT_SLACK = 16 };              /* bytes copied at least, for speed */

struct csv_parser;                    /* libcsv's */

struct csvin {
	struct arena *mem;
	struct bytes *bytes;
	struct dialect dialect;
	bool keep_blanks;
	struct csv_parser *parser;

	int64_t line;                 /* number of the next line            */
	bool final;                   /* no more bytes will come            */
	int64_t stop;                 /* text offset from which on no record
	                                 is read, or -1                    */
	/* A batch is at most so many records and bytes of the file, but for a
	 * longer record that is alone. */
	ptrdiff_t max_rows, max_text;
	bool has_cr, has_equals;      /* in the first max_text bytes        */
	bool skipping;                /* inside a line longer than the window */
	ptrdiff_t pos;                /* of the window's text, used so far  */
	ptrdiff_t searched;           /* of it, known to hold no line end   */
	ptrdiff_t bad_seen, nul_seen; /* of the places in bytes             */

	/* Clean lines not fed yet: [from, to) of the window's text. */
	ptrdiff_t from, to;
	ptrdiff_t waiting;            /* rec[waiting ..] stand there        */
	ptrdiff_t *begin;             /* [max_rows]: where each record does */

	struct record *rec;           /* [max_rows]                         */
	ptrdiff_t n, filled;          /* records; of which libcsv is done   */
	ptrdiff_t used;               /* bytes of this batch                */
	char *text, *text_at;         /* of the cells; where it ends        */
	ptrdiff_t text_cap;
	struct str *cell, *cell_at;   /* [cell_cap]; where they end         */
	ptrdiff_t cell_cap;
	struct str *row_cell;         /* where the row being split begins   */
	struct str *row_end;          /* where it has CSVIN_CELLS cells ... */
	int32_t lost;                 /* ... and the rest is only counted   */
	struct sbuf scratch;          /* a record rewritten                 */
	struct sbuf recoded;          /* a record transcoded                */
};

/* The next cell is the first one of a row. */
static inline void
csvin_begin_row(struct csvin *c)
{
	c->row_cell = c->cell_at;
	c->row_end = c->cell_at + CSVIN_CELLS;
	c->lost = 0;
}

/* The text offset behind the records that were read. */
static inline int64_t
csvin_at(const struct csvin *c)
{
	return c->bytes->at + c->pos;
}

/* Feed libcsv the clean lines that wait. */
void csvin_flush(struct csvin *);

/* Feed it one record, the next one that is not filled; nothing waits. */
void csvin_feed(struct csvin *, struct record *, const char *p, ptrdiff_t n);

/* Feed the i-th record of the batch, which libcsv has split, once more. */
void csvin_refeed(struct csvin *, ptrdiff_t i, const char *p, ptrdiff_t n);

/* Room for the cells of a record of n bytes, if it is the batch's first. */
void csvin_room(struct csvin *, ptrdiff_t n);

#endif
