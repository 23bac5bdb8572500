/* SPDX-License-Identifier: MIT */
/*
 * One table of a dirty file, all its cells, as they are written: for printing
 * it as clean CSV.  Knows no rules: structure is judged by looks alone.
 */
#ifndef MUSTER_READ_CLEAN_H
#define MUSTER_READ_CLEAN_H

#include "read/input.h"

struct clean_options {
	struct dialect_options fixed;
	int32_t table;                /* which table of the file; 0, 1: first */
};

/* Who takes the rows: the header first, if there is one, then the others in
 * file order. */
struct clean_sink {
	void *ctx;
	/* Cells are valid UTF-8, blanks around them kept; for the call only. */
	void (*row)(void *ctx, const struct str *cell, ptrdiff_t n);
};

/*
 * What was found and done, for messages.  The ledger's line counts rows handed
 * over as used, lines left out as rejected (a ROW_DAMAGED finding each); what
 * adds up others is a row here.
 */
struct clean_report {
	struct ledger_file file;
	char quote, comment;          /* 0: none                              */
	bool backslash;               /* \" is a quote inside quotes          */
	bool lone_cr;                 /* a CR alone ends a line               */
	bool no_header;             /* the table has none: it begins with a row */
	int32_t columns;              /* of the table                         */
	int32_t tables;               /* that the file has                    */
};

/*
 * Read table number options->table of a file ("-": standard input).
 *
 *   rows     as wide as most rows of the file, or wider where there is more;
 *            blank rows, headers repeated on every page and their titles are
 *            left out
 *   header   several rows are joined column by column, with a blank
 *   result   ST_OK, also for an empty file (no rows); ST_CONFIG after a
 *            finding FILE_BINARY or OPTION_BAD (no such encoding or table);
 *            ST_IO after FILE_OPEN; ST_BUG if the ledger does not balance
 */
enum st clean_file(struct arena *, struct str path,
                   const struct clean_options *, const struct clean_sink *,
                   struct clean_report *, struct diags *) MUST_CHECK;

#endif
