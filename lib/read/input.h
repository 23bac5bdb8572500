/* SPDX-License-Identifier: MIT */
/*
 * Inputs: a file looked at, then read row by row.
 *
 *     look  = what the first bytes say: encoding, dialect, where the header
 *             is, what kind of table it heads
 *     rows  = every record, in batches, to a sink
 *
 * libcsv splits (csvin.c is the only file that includes csv.h); everything
 * that guards it is ours: line numbers, blank lines, runaway quotes, ragged
 * rows, encodings.  The reader counts what is not data in the ledger itself
 * (ledger.h says which classes); each data row goes to the sink exactly once,
 * and the sink's owner classes it.
 */
#ifndef MUSTER_READ_INPUT_H
#define MUSTER_READ_INPUT_H

#include "read/schema.h"

/* The quote of a table without quotes; no text has this character. */
#define QUOTE_NONE '\x01'

/* What a user may fix instead of letting the reader look. */
struct dialect_options {
	char delimiter;               /* 0: found by looking               */
	char quote;                   /* 0: found; QUOTE_NONE: none        */
	struct str encoding;          /* empty: found                      */
};

/*
 * A data row.  Cells are valid UTF-8, unquoted, trimmed of blanks around
 * unquoted text, and live for the call only.  cell[i] belongs to
 * shape->col[i]; missing cells of a short row are empty.  CELL_SLACK
 * bytes behind the end of each may be read, whatever they are.
 */
struct row {
	int64_t line, last_line;      /* physical, from 1                  */
	uint64_t hash;                /* of all cells of the record        */
	const struct str *cell;       /* [shape->n]                        */
};

/*
 * What a sink can do to rows before it is known which rows come before them:
 * several threads do so side by side, each at a desk of its own, and the
 * reader's thread then has the rows taken in file order.
 */
struct sink_desks {
	void *(*open)(void *ctx, struct arena *);
	/* n rows of a table that began; they live until they are taken.  What
	 * was made up before and not taken is forgotten. */
	void (*make_up)(void *desk, const struct shape *, const struct row *,
	                ptrdiff_t n);
	/* The next n rows made up there are the next rows of the table that
	 * began last. */
	void (*take)(void *ctx, void *desk, ptrdiff_t n);
	void (*close)(void *desk);
};

/* Who takes the rows. */
struct sink {
	void *ctx;
	/*
	 * A table begins.  False: its rows are not wanted (the reader then
	 * counts them as other_table).  The shape lives as long as the
	 * reader's arena.
	 */
	bool (*table)(void *ctx, const struct shape *);
	/* n rows of the table that began last, in file order. */
	void (*rows)(void *ctx, const struct row *, ptrdiff_t n);
	const struct sink_desks *desks; /* NULL: rows only come in order   */
};

/* How far a run is. */
struct stage {
	const char *what;             /* "reading"                         */
	int64_t bytes, total;         /* read of so many; total 0: unknown */
	int64_t rows;                 /* records read                      */
};

/* Who is told, often, how far the run is; tell may be NULL. */
struct progress {
	void *ctx;
	void (*tell)(void *ctx, const struct stage *);
};

/* Tell, if anybody wants to know. */
static inline void
progress_tell(const struct progress *p, const struct stage *now)
{
	if (p->tell)
		p->tell(p->ctx, now);
}

/* What every input of a run shares. */
struct reader {
	struct arena *mem;            /* shapes, paths, dialects           */
	const struct rules *rules;
	struct regex_scratch *regex;
	struct dialect_options fixed;
	struct ledger *ledger;
	struct diags *diags;
	struct progress progress;
	struct stage stage;           /* kept by input_rows                */
	int jobs;                     /* threads that may read a file; 0: 1 */
	ptrdiff_t part_bytes;         /* of a file, for each; 0: as usual  */
};

struct input;                         /* an open file                      */

/*
 * Open a file ("-": standard input), look at its beginning (up to 1 MiB),
 * decide encoding, dialect, header and kind, and add a line to the ledger.
 * A regular file is then closed until input_rows, so that a run may have more
 * inputs than a process may have open files.
 *
 *   result   NULL after a finding: FILE_OPEN, FILE_BINARY, FILE_UNKNOWN or
 *            FILE_AMBIGUOUS; *st says which exit status that is.
 *   in_folder  the file was found in a folder, not named: no kind is then
 *            a FILE_SKIPPED note, and the input is to be closed unread.
 *   an empty file: kind KIND_NONE, a FILE_EMPTY finding.
 */
struct input *input_open(struct reader *, struct str path, bool in_folder,
                         enum st *st);

/* The kind of its (first) table, KIND_NONE if there is none. */
enum kind input_kind(const struct input *);

/* Its first table's shape, or NULL. */
const struct shape *input_shape(const struct input *);

/* Its index in the ledger. */
int32_t input_file(const struct input *);

/*
 * Read everything, hand it to the sink, and close the file.  ST_IO after a
 * FILE_OPEN finding when a read fails or the file is not the one that was
 * looked at; nothing else stops it.
 */
enum st input_rows(struct input *, const struct sink *) MUST_CHECK;

/* A record of a file, asked for again. */
struct excerpt {
	int64_t line, last_line;      /* as its row or finding says        */
	struct str text;              /* as it stands there, in UTF-8,
	                                 without the end of its last line;
	                                 at most EXCERPT_MAX bytes         */
};

enum { EXCERPT_MAX = 64 << 10 };

/*
 * Read a file that was read once more, for the text of some of its records:
 * v[n], in order, none twice.  False, and texts are missing, if it cannot be
 * read twice (standard input, a pipe), is gone or changed.
 */
bool input_excerpts(struct input *, struct arena *, struct excerpt *v,
                    ptrdiff_t n);

/* Close it and free its memory, if input_rows has not; NULL is fine. */
void input_close(struct input *);

struct input_paths { VEC(struct str); };

/*
 * The files a FILE argument stands for: itself, or of a folder its *.csv,
 * *.tsv and *.txt by name (bytewise order).  False after FILE_OPEN.
 */
bool input_paths_add(struct arena *, struct str arg, struct input_paths *,
                     bool *is_folder, struct diags *);

#endif
