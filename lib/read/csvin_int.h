/* SPDX-License-Identifier: MIT */
/*
 * Records of a CSV text, in batches, from a window of bytes.
 *
 * The only file that includes csv.h is csvin.c.  libcsv splits, most lines in
 * stretches that nobody looks at line by line (plain.c); here is what it does
 * not do: say where a record stands, see blank lines, survive a stray quote.
 * Every physical line belongs to exactly one record, and every record is
 * reported once, in order, whatever it is.  A reader owns all its state, so
 * that parts of a file could be read side by side, each with its own window
 * and the line it begins at.
 *
 * A record that is still open after CSVIN_OPEN_LINES lines or CSVIN_OPEN_BYTES
 * bytes is taken back: its first line is judged alone, and reading resumes on
 * the next one.  Real tables have longer ones (a job posting of 231 lines), so
 * a record may go on to CSVIN_OPEN_SURE lines if no line in it would be a row
 * of the table by itself, and it must then have the table's number of fields
 * when it closes.
 */
#ifndef MUSTER_READ_CSVIN_INT_H
#define MUSTER_READ_CSVIN_INT_H

#include "base/vec.h"
#include "read/bytes_int.h"
#include "read/quotes_int.h"

enum {
	CSVIN_ROWS = 256,             /* of a batch                        */
	CSVIN_TEXT = 64 << 10,        /* bytes of a batch, but for one record */
	CSVIN_OPEN_LINES = 100,       /* a record may span                 */
	CSVIN_OPEN_SURE = 1000,       /* one that fits the table for certain */
	CSVIN_OPEN_BYTES = 1 << 20,   /* either                            */
	CSVIN_CELLS = 16384,          /* kept of a record: Excel's columns */
};

enum record_what {
	RECORD_CELLS,
	RECORD_BLANK,                 /* a line of nothing, or of blanks   */
	RECORD_COMMENT,
	RECORD_DAMAGED,               /* not told apart; see raw           */
};

struct record {
	int64_t line, last_line;      /* physical, from 1                  */
	enum record_what what;
	bool repaired;                /* a quote was amiss                 */
	bool recoded;                 /* not UTF-8: read as Windows-1252   */
	bool mended;                  /* had controls for such characters  */
	int32_t nuls;                 /* NUL bytes left out                */
	int32_t bad;                  /* bytes replaced by U+FFFD          */
	int32_t n;                    /* cells the record has              */
	int32_t kept;                 /* cells there are: at most CSVIN_CELLS */
	const struct str *cell;       /* [kept], their text side by side   */
	struct str raw;               /* the record's bytes, where the reader
	                                 looked at it closely (not CELLS: at
	                                 most 200); else empty              */
};

/* A batch: valid until the next one. */
struct batch {
	const struct record *v;
	ptrdiff_t n;
	bool equals;                  /* cells may be written ="00123"     */
};

struct csvin;                         /* a reader of records */

/*
 * A reader that goes on from where the window stands, which is the beginning
 * of line number `line`.  With keep_blanks, blanks around unquoted text are
 * text (slower: libcsv then calls a function for every byte).
 */
struct csvin *csvin_new(struct arena *, struct bytes *, const struct dialect *,
                        bool keep_blanks, int64_t line);

/* The next records; false at the end (bytes.error says whether it failed). */
bool csvin_next(struct csvin *, struct batch *);

/*
 * A new table began, whose rows have this many fields.  The batch's records
 * from the index `from` on are taken back: they come again in the next batch,
 * judged by the new width.
 */
void csvin_width(struct csvin *, int32_t width, ptrdiff_t from);

/*
 * ---- parts of a file (parts.c) ----
 *
 * A reader whose batches are of up to so many rows and bytes; it begins at
 * line 1.
 */
struct csvin *csvin_sized(struct arena *, struct bytes *,
                          const struct dialect *, bool keep_blanks,
                          ptrdiff_t rows, ptrdiff_t text);

/* Begin anew where the window stands now, at line 1. */
void csvin_restart(struct csvin *, int32_t width);

/* Read no record that begins at this text offset or behind it; -1: all. */
void csvin_stop(struct csvin *, int64_t at);

/* The last batch begins at this line: give its records their numbers. */
void csvin_renumber(struct csvin *, int64_t line);

/* Whether record_notes has something to say of a record. */
static inline bool
record_is_noted(const struct record *r)
{
	return r->repaired || r->recoded || r->mended || r->bad || r->nuls ||
	       r->n > r->kept || r->what == RECORD_DAMAGED;
}

/*
 * The findings about how a record was written: ROW_DAMAGED if it is of a table
 * that is wanted, ROW_REPAIRED, ROW_CUT, ENCODING_..., NUL_BYTE.
 */
void record_notes(struct diags *, struct str path, const struct record *,
                  bool wanted);

/* A cell without blanks at both ends, those as well that do not break a line
 * (U+00A0): some programs write them for an empty cell. */
static inline struct str
cell_trim(struct str s)
{
	const struct str fixed = { "\xC2\xA0", 2 };

	for (s = str_trim(s); str_starts(s, fixed); s = str_trim(s))
		s = str_skip(s, 2);
	for (; str_ends(s, fixed); s = str_trim(s))
		s.len -= 2;
	return s;
}

/* Excel's way of keeping leading zeros, ="00123", without it. */
static inline struct str
cell_unwrap(struct str s)
{
	if (s.len >= 3 && s.s[0] == '=' && s.s[1] == '"' &&
	    s.s[s.len - 1] == '"')
		return (struct str){ s.s + 2, s.len - 3 };
	return s;
}

#endif
