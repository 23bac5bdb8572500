/* SPDX-License-Identifier: MIT */
/*
 * The ledger: where every record of every input went.
 *
 * `read` counts the records the reader found, whatever they are; every one of
 * them is then counted in exactly one class, by the reader (blank, comment,
 * preamble, header, footer, total, other_table, and rejected when a row cannot
 * be told apart into fields) or by the roster (all others).  When the sum of
 * the classes is not `read`, that is our own bug and the program says so.
 */
#ifndef MUSTER_READ_LEDGER_H
#define MUSTER_READ_LEDGER_H

#include "base/diag.h"
#include "norm/field.h"

enum row_class {
#define CLASS(symbol, name, meaning) ROW_##symbol,
#include "read/class.def"
#undef CLASS
	ROW_NCLASS
};

struct class_info {
	const char *name, *meaning;
};

/* The list's line of a class. */
extern const struct class_info class_info[ROW_NCLASS];

/* One input file, as it was read. */
struct ledger_file {
	struct str path;              /* as the user named it             */
	enum kind kind;               /* KIND_NONE: listed and skipped    */
	struct str encoding;          /* "UTF-8", "UTF-16LE" ...          */
	struct str delimiter;         /* "," ";" "\t" "|" " "             */
	int64_t header_line;          /* 0: none                          */
	int64_t bytes;
	struct str hash;              /* of the bytes as they were read
	                                 (base/hash.h); "": not read whole */
	int64_t read;
	int64_t count[ROW_NCLASS];
};

struct ledger {
	struct arena *mem;
	VEC(struct ledger_file);
};

/* Data rows of a file: used, rejected, duplicate, conflict, superseded,
 * out_of_scope and unmatched together. */
int64_t ledger_data_rows(const struct ledger_file *);

/* The same as far as the reader knows, before the roster classed them. */
int64_t ledger_rows_read(const struct ledger_file *);

/* The sum over the files of a kind; KIND_NONE: over all files. */
struct ledger_file ledger_sum(const struct ledger *, enum kind);

/* Whether `read` is the sum of the classes, for every file. */
bool ledger_balances(const struct ledger *);

#endif
