/* SPDX-License-Identifier: MIT */
/*
 * Findings: what was wrong with the data, and what the run did about it.
 *
 * Two questions, two mechanisms.  "Did the call work?" is an enum st (or a
 * bool).  "What was wrong with the data?" is a struct diag appended to a
 * struct diags; the run goes on.  Nothing here prints: the program does.
 */
#ifndef MUSTER_BASE_DIAG_H
#define MUSTER_BASE_DIAG_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

/* How a call ended.  The values are the program's exit statuses. */
enum st {
	ST_OK = 0,
	ST_DATA = 1,    /* the data broke a limit; a DATA finding says which */
	ST_CONFIG = 2,  /* usage, rules, model, template                     */
	ST_IO = 3,      /* cannot read or write                              */
	ST_LOCKED = 4,  /* another run holds the folder                      */
	ST_BUG = 70,    /* our own: a ledger that does not balance           */
};

#define MUST_CHECK __attribute__((warn_unused_result))

enum severity { SEV_NOTE, SEV_WARN, SEV_REJECT, SEV_DATA, SEV_CONFIG, SEV_IO };

enum diag_code {
#define DIAG(code, severity, meaning, does, mend) DIAG_##code,
#include "base/diag.def"
#undef DIAG
	DIAG_NCODE
};

struct diag_info {
	const char *name;             /* "PAY_UNREADABLE"                  */
	enum severity severity;
	const char *meaning;          /* "pay that is not an amount"       */
	const char *does;             /* "the person is left out of ..."   */
	const char *mend;             /* "write it like 13.62"             */
};

/* The list's line of a code. */
extern const struct diag_info diag_info[DIAG_NCODE];

/* The code of a name, whatever the case of its letters; DIAG_NCODE when there
 * is no such one. */
enum diag_code diag_named(struct str name);

/* "reject": the word for a severity in reports and messages. */
extern const char *const severity_name[];

/* A place in a file; 0 and empty mean "not known". */
struct pos {
	struct str file;              /* as the user named it              */
	int64_t line, last_line;      /* physical lines, from 1            */
	int32_t column;               /* field number (CSV) or column (YAML) */
};

/* Where byte `at` of a text stands; its column counts characters. */
struct pos pos_of_byte(struct str file, struct str text, ptrdiff_t at);

struct diag {
	enum diag_code code;
	struct pos at;
	struct str field;             /* "pay"; may be empty               */
	struct str value;             /* what was found; may be empty      */
	struct str msg;               /* what was expected and done        */
};

/*
 * The findings of a run, or of one part of it.  Rejects are all kept up to
 * DIAG_KEEP_REJECTS; of every other code the first DIAG_KEEP_OTHERS.  Counts
 * are exact in any case.
 */
enum { DIAG_KEEP_REJECTS = 200000, DIAG_KEEP_OTHERS = 1000 };

struct diags {
	struct arena *mem;            /* owns the copies                   */
	VEC(struct diag);             /* in the order they were made       */
	int64_t count[DIAG_NCODE];
};

/* No findings yet; messages are copied into the arena. */
void diags_init(struct diags *, struct arena *);

/*
 * Record one finding.  `field` and `value` are copied (a value of more than
 * 200 bytes is cut and marked "..."; what looks like a Social Security number
 * is masked).  The message says what was expected and
 * what was done where the list's own sentence is not enough; it may be "".
 * Never prints, never fails.
 */
__attribute__((format(printf, 6, 7)))
void diag_add(struct diags *, enum diag_code, struct pos, struct str field,
              struct str value, const char *fmt, ...);

/* Whether a further finding of a code would be kept, and not only counted. */
bool diag_kept(const struct diags *, enum diag_code);

/* Count n further findings of a code without keeping them. */
void diag_count(struct diags *, enum diag_code, int64_t n);

/*
 * Append the findings of a part that was read beside others; called in input
 * order, so that the result does not depend on the number of threads.
 */
void diags_append(struct diags *, const struct diags *part);

/* How many findings of a severity there are. */
int64_t diags_of(const struct diags *, enum severity);

/*
 * The line shown to people, without a newline:
 *   staff.csv:118: pay: PAY_UNREADABLE: pay that is not an amount: found
 *   "see note"; the person is left out of this report
 * Control characters are escaped, so hostile data cannot steer a terminal.
 */
struct str diag_line(struct arena *, const struct diag *);

/*
 * Text with controls, characters that reorder a line and invalid bytes written
 * as \xNN; at most `max` (3 or more) bytes, "..." included where it is cut.
 */
struct str diag_escape(struct arena *, struct str, ptrdiff_t max);

#endif
