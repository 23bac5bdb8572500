/* SPDX-License-Identifier: MIT */
/*
 * Remembered answers: each distinct raw value is looked up once in a
 * vocabulary, so work grows with distinct values, not with rows.
 *
 * A memo belongs to one vocabulary and one table of raw values (the intern of
 * a column).  Its answer for a raw id is also the provenance: the name, the
 * rule that gave it, and how.
 */
#ifndef MUSTER_NORM_MEMO_H
#define MUSTER_NORM_MEMO_H

#include "norm/rules.h"

enum answer_how {
	HOW_EMPTY,   /* no value in the cell (blank, or the set's `empty`) */
	HOW_EXACT,   /* an exact spelling                                  */
	HOW_PATTERN, /* pattern number `rule` of the set                   */
	HOW_KEPT,    /* no rule knows it: kept as it is                    */
	HOW_FAILED,  /* a pattern hit its limit: kept as it is             */
};

struct answer {
	uint32_t name;               /* id in memo.names                   */
	uint32_t rule;               /* HOW_PATTERN, HOW_FAILED: index in
	                                rule_set.pattern; else RULE_NONE   */
	enum answer_how how;
};

/* HOW_FAILED: it was an `empty` or the `split` pattern that failed. */
#define RULE_NONE UINT32_MAX

struct answers {                     /* of one raw value: n is 0 or 1, more
                                        only where cells are split, and
                                        then no name is there twice        */
	const struct answer *v;
	ptrdiff_t n;
};

/* Where the answers of a raw value are: index + 1, 0 when not yet known; and
 * the name of the first, which is mostly all that is asked. */
struct memo_span {
	uint32_t first, n, name;
};

struct memo {
	const struct rule_set *set;  /* NULL: every value is kept          */
	const struct intern *raw;
	struct regex_scratch *scratch;
	struct arena *mem;
	struct intern names;         /* id 0 is "" (no value); then the
	                                set's names in order, then values
	                                kept, cleaned; spellings that differ
	                                by utf8_key only share an id       */
	struct intern kept_keys;     /* keys of kept values ...            */
	struct { VEC(uint32_t); } kept_name;   /* ... and their ids        */
	struct { VEC(struct answer); } answer; /* all answers              */
	struct { VEC(struct memo_span); } first; /* by raw id              */
	int64_t failed, asked;       /* values on which a pattern failed;
	                                values looked up                   */
};

/* Answers for the values of `raw` by `set`; both outlive the memo. */
void memo_init(struct memo *, struct arena *, const struct rule_set *set,
               const struct intern *raw, struct regex_scratch *);

/*
 * The answers for a raw id; found out now if this is the first time.  They are
 * in memory that moves with the next value asked for.  From a hundred values
 * on, the patterns are compiled to machine code (see regex_warm).
 */
static inline struct answers memo_all(struct memo *, uint32_t raw);

/* The answers for a raw id if they were asked for before; false if not. */
bool memo_asked(const struct memo *, uint32_t raw, struct answers *);

/* The name of the first of them, 0 when there is none. */
static inline uint32_t memo_name(struct memo *, uint32_t raw);

/* Whether a name id is one of the vocabulary's own. */
static inline bool
memo_known(const struct memo *m, uint32_t name)
{
	return m->set && name >= 1 && (ptrdiff_t)name <= m->set->names.n;
}

/* Find the answers for a raw id out and remember them: memo_all's business. */
void memo_find_out(struct memo *, uint32_t raw);

static inline struct answers
memo_all(struct memo *m, uint32_t raw)
{
	if (m->first.n <= (ptrdiff_t)raw || m->first.v[raw].first == 0)
		memo_find_out(m, raw);
	struct memo_span s = m->first.v[raw];
	return (struct answers){ s.n ? m->answer.v + (s.first - 1) : NULL,
		                 s.n };
}

static inline uint32_t
memo_name(struct memo *m, uint32_t raw)
{
	if (m->first.n <= (ptrdiff_t)raw || m->first.v[raw].first == 0)
		memo_find_out(m, raw);
	return m->first.v[raw].name;
}

#endif
