/* SPDX-License-Identifier: MIT */
/*
 * The state of a record reader, which its files share: csvin.c, which feeds
 * libcsv; plain.c, which takes the rows that are a line each; records.c, which
 * finds and judges lines one by one; and parts.c.
 */
#ifndef MUSTER_READ_RECORDS_INT_H
#define MUSTER_READ_RECORDS_INT_H

#include "read/csvin_int.h"

struct csv_parser;                    /* libcsv's */

struct csvin {
	/* What every cell and row moves. */
	struct str *row_end;          /* where the row has CSVIN_CELLS cells, */
	int32_t lost;                 /* and the rest is only counted       */
	struct str *cell_at;          /* where the cells end                */
	struct str *row_cell;         /* where the row being split begins   */
	int64_t line;                 /* number of the next line            */
	struct record *rec;           /* [max_rows]                         */
	ptrdiff_t n;
	struct record *feeding;       /* the one libcsv is to fill, or NULL */

	struct arena *mem;
	struct bytes *bytes;
	struct dialect dialect;
	bool keep_blanks;
	struct csv_parser *parser;

	bool final;                   /* no more bytes will come            */
	int64_t stop;                 /* text offset from which on no record
	                                 is read, or -1                    */
	/* A batch is at most so many records and bytes of the file, but for a
	 * longer record that is alone. */
	ptrdiff_t max_rows, max_text;
	bool skipping;                /* inside a line longer than the window */
	ptrdiff_t pos;                /* of the window's text, used so far  */
	ptrdiff_t searched;           /* of it, known to hold no line end   */
	ptrdiff_t bad_seen, nul_seen; /* of the places in bytes             */

	/* The text up to here was looked at (plain.c). */
	ptrdiff_t looked;
	bool plain;                   /* its lines may be rows              */
	bool never_plain;             /* nor those of any other stretch     */
	int singly;                   /* stretches to be fed line by line   */
	int retries;                  /* others that were tried between     */
	int misses;                   /* lines in a row that were not plain */
	int to_judge;                 /* lines that are not even tried      */

	ptrdiff_t used;               /* bytes of this batch                */
	bool has_equals;              /* among them                         */
	char *text;                   /* of the cells                       */
	ptrdiff_t text_cap;
	struct str *cell;             /* [cell_cap]                         */
	ptrdiff_t cell_cap;
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

/* Begin a batch: there are no records. */
void csvin_begin_batch(struct csvin *);

/* What stands between some bytes and valid text. */
struct care {
	bool invalid, c1;
};

/* Whether a text has to be recoded before libcsv sees it. */
struct care csvin_care(const struct csvin *, struct str);

/* Have libcsv split a record anew, which was pushed, from these bytes. */
void csvin_feed(struct csvin *, struct record *, const char *p, ptrdiff_t n);

/*
 * Have it split these whole lines, so many of them, and add the records.
 * False, and nothing was added, if any of them is not a row by itself with
 * every quote in its place.
 */
bool csvin_feed_plain(struct csvin *, struct str lines, ptrdiff_t n);

/* Room for the cells of a record of n bytes, if it is the batch's first. */
void csvin_room(struct csvin *, ptrdiff_t n);

/* plain.c: add records that are plain lines, at least one; or false. */
bool plain_take(struct csvin *);

#endif
