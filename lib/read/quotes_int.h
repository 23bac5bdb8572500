/* SPDX-License-Identifier: MIT */
/*
 * Where the quotes of a line open and close.
 *
 * libcsv never says that a quote is amiss: a quoted field that is not closed,
 * or closed and followed by text, runs on to the next quote that happens to
 * stand before a delimiter, over any number of lines.  So a line that is not
 * plain (plain.c) is judged here first (memchr from quote to quote), and libcsv
 * is fed only what it will split at the same places.  Lines that are amiss are
 * rewritten, in the way that gives the table's number of fields, or rejected.
 */
#ifndef MUSTER_READ_QUOTES_INT_H
#define MUSTER_READ_QUOTES_INT_H

#include "base/str.h"

#include <stdint.h>

/* How a file writes its table. */
struct dialect {
	char delimiter;
	char quote;                   /* 0: none                           */
	char comment;                 /* 0: no comment lines               */
	bool backslash;               /* \" is a quote inside quotes       */
	bool lone_cr;                 /* a CR alone ends a line            */
	bool padded;                  /* ", ": one blank after a delimiter */
	bool tight;                   /* "," never has one: "Good, Ann" is
	                                 text that lacks its quotes        */
	bool sep_line;                /* the first line is sep=;           */
	int32_t width;                /* fields of most rows; 0: unknown   */
};

enum line_state {
	LINE_CLEAN,                   /* whole; libcsv splits it alike     */
	LINE_REWRITE,                 /* whole, but libcsv needs it rewritten */
	LINE_OPEN,                    /* ends inside a quoted field        */
	LINE_ODD,                     /* a quote where none may be         */
};

/* A scan that may go on over several lines. */
struct quotes {
	bool keep_blanks;             /* as the parser that will be fed    */
	bool tolerant;                /* quotes that are amiss are text    */
	bool quoted;                  /* inside a quoted field             */
	bool rewrite;                 /* seen so far                       */
	int32_t quoted_fields;        /* properly opened and closed        */
	int32_t stray;                /* quotes in plain text              */
	int32_t doubled;              /* in quoted text                    */
};

/*
 * Scan one line [p, end), without its terminator.  LINE_OPEN: call again
 * with the next line and the same scan.
 */
enum line_state quotes_scan(struct quotes *, const struct dialect *,
                          const char *p, const char *end);

/* How a quote that is amiss is read. */
enum repair {
	REPAIR_NONE,                  /* every quote is where it should be */
	REPAIR_INNER,                 /* inside quotes, one that does not
	                                 stand before a delimiter is text  */
	REPAIR_BLANK,                 /* a delimiter before a blank is text */
	REPAIR_OPENING,               /* one that is not closed properly is
	                                 text, and so is its field         */
};

/*
 * Write a record [p, end) (no terminator at its end) so that libcsv splits it
 * as `how` says.  Result: the number of fields, or -1 if it ends inside a
 * quoted field.  *out gets at most 2 x (end - p) + 2 bytes more a field.
 */
ptrdiff_t quotes_rewrite(const struct dialect *, bool keep_blanks,
                       enum repair how, const char *p, const char *end,
                       struct sbuf *out);

/* The fields of a record that quotes_scan found whole. */
ptrdiff_t quotes_fields(const struct dialect *, const char *p, const char *end);

/* Whether a byte is a blank that libcsv skips. */
static inline bool
is_blank(const struct dialect *d, char c)
{
	return (c == ' ' || c == '\t') && c != d->delimiter;
}

#endif
