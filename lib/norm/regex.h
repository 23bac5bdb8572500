/* SPDX-License-Identifier: MIT */
/*
 * Patterns: PCRE2, compiled once, JIT for those that are used much.  The only
 * file that includes pcre2.h is regex.c.
 *
 * Patterns are caseless (a pattern may switch that off with (?-i)), know
 * Unicode, and are matched on valid UTF-8 only: text is checked once, when it
 * is read.  Every match has a match, depth and heap limit and an own JIT
 * stack; when a limit is hit the answer is REGEX_FAILED, which callers count
 * as a rule error and never take for "no match".
 */
#ifndef MUSTER_NORM_REGEX_H
#define MUSTER_NORM_REGEX_H

#include "base/yaml.h"

struct regex; /* one compiled pattern */

enum regex_answer { REGEX_NO, REGEX_YES, REGEX_FAILED };

/* Where a match, or a group of it, stands in the subject; from < 0: unset. */
struct regex_span {
	ptrdiff_t from, to;
};

/*
 * What a thread needs to match: JIT stack, limits, room for groups.  One a
 * thread; patterns themselves are shared.
 */
struct regex_scratch;

/* A new one; the arena's handler is called when memory runs out. */
struct regex_scratch *regex_scratch_new(struct arena *);

/* Release one; NULL is allowed. */
void regex_scratch_free(struct regex_scratch *);

/*
 * Compile a pattern.  NULL, with a PATTERN_BAD finding at the pattern's place
 * in `file` that says which character of it is wrong, when it does not compile
 * or is empty.  \C, a byte of a character, is not allowed.  The compiled code
 * is PCRE2's memory: release it with regex_free.
 */
struct regex *regex_new(struct arena *, struct str file, struct yaml_str,
                        struct diags *);

/* Release one; NULL is allowed. */
void regex_free(struct regex *);

/*
 * Compile to machine code (once): a pattern that will see hundreds of values.
 * 700 patterns cost 17 ms, three times what a small run takes otherwise.  Not
 * while another thread matches it.
 */
void regex_warm(struct regex *);

/*
 * Match from byte `start` on.  *span, if not NULL, gets the whole match, and
 * *group the first group of the pattern; both are left alone unless the answer
 * is YES.  Subjects of more than 10,000 bytes are cut there, and "$" does not
 * match at the cut.
 */
enum regex_answer regex_match(const struct regex *, struct regex_scratch *,
                              struct str subject, ptrdiff_t start,
                              struct regex_span *span,
                              struct regex_span *group);

/* Whether a text of such pairs (pairs.h) can match at all: to be asked before
 * regex_match where there are many patterns. */
bool regex_can_match(const struct regex *, uint64_t pairs);

/* The pattern as it was written, and its place. */
struct yaml_str regex_source(const struct regex *);

#endif
