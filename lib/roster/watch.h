/* SPDX-License-Identifier: MIT */
/*
 * One id watched while a run reads: its rows, as they came.
 *
 * A watch stands before another sink and hands everything on untouched.  Runs
 * that watch nobody have none and pay nothing for it.
 */
#ifndef MUSTER_ROSTER_WATCH_H
#define MUSTER_ROSTER_WATCH_H

#include "read/input.h"

struct watched_cell {
	enum field field;
	int32_t column;               /* of the file, from 1               */
	struct str header, text;      /* text without blanks at its ends   */
};

struct watched_row {
	enum kind kind;
	int32_t file;                 /* in the ledger                     */
	int64_t line, last_line;
	const struct watched_cell *cell;
	ptrdiff_t n;
};

struct watch {
	struct arena *mem;
	struct str id;                /* an id, or "FILE:LINE" of a row of
	                                 staff or graduates: its id from
	                                 then on                           */
	VEC(struct watched_row);      /* in the order read                 */
	struct sink to;
	const struct ledger *ledger;  /* for the names of files            */
	const struct shape *shape;
};

/* The sink that watches and hands on to `to`. */
struct sink watch_sink(struct watch *, const struct ledger *, struct sink to);

/* The text of a row's first cell of a field; "" if there is none. */
struct str watched_text(const struct watched_row *, enum field);

#endif
