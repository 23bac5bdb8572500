/* SPDX-License-Identifier: MIT */
/*
 * The rules file: which header is which field, which spelling is which name.
 *
 *     rules: healthcare
 *     kinds:                      # what recognises a file: any set suffices
 *       - kind: skills
 *         signature: [[person_id, skill]]
 *     columns:                    # first match wins, in file order
 *       - field: person_id
 *         kinds: [staff, skills]  # optional: only in files of these kinds
 *         match: ['^(employee|emp|worker) ?(id|no|number|code)$', '^ee code$']
 *     values:
 *       - field: skill            # a vocabulary; not always a column's name
 *         split: '[;|]'           # optional: several values a cell
 *         empty: ['^none$']       # optional: cells that hold no value
 *         names:
 *           - name: Wound Care
 *             same:  [wound dressing, WCC]   # exact, as utf8_key
 *             match: ['\bwound\b']           # on utf8_clean text
 *             except: ['\bno\b']
 *     total: ['^(grand )?total']  # first cells of rows that only add up
 *     footer: ['^end of report']
 *
 * A name is always an exact spelling of itself.  A value is looked up as
 * bytes (the memo's business), then by key among the exact spellings, then,
 * where the vocabulary has `split` and the pattern is found, part by part,
 * else against the patterns, names in order, patterns in order; the first
 * that matches without one of its name's `except` matching wins.
 */
#ifndef MUSTER_NORM_RULES_H
#define MUSTER_NORM_RULES_H

#include "base/intern.h"
#include "norm/field.h"
#include "norm/regex.h"

struct rule_pattern {             /* one pattern of a name              */
	struct regex *regex;
	uint32_t name;                /* index in rule_set.names            */
	uint32_t except, n_except;    /* into rule_set.except               */
};

/* A vocabulary: the names of one value field, and how spellings find them. */
struct rule_set {
	struct str field;             /* "skill"                            */
	struct yaml_strs names;       /* [n], in file order                 */
	struct intern exact;          /* keys of exact spellings ...        */
	const uint32_t *exact_name;   /* ... and the name each stands for,
	                                 an index in names                  */
	const struct yaml_str *exact_at;  /* each as written, with its place */
	struct rule_pattern *pattern;
	ptrdiff_t n_pattern;
	struct regex **except;        /* of all patterns                    */
	ptrdiff_t n_except;
	struct regex *split;          /* or NULL                            */
	struct regex **empty;
	ptrdiff_t n_empty;
};

struct rule_column {              /* one header pattern                 */
	enum field field;
	uint32_t kinds;               /* bit set of enum kind               */
	struct regex *regex;
};

struct rule_kind {
	enum kind kind;
	struct yaml_list signature;   /* of struct rule_signature           */
};

struct rule_signature {           /* enough to recognise a kind         */
	field_set fields;             /* all of these must be there          */
};

struct rules {
	struct str file, name;
	struct rule_kind *kind;
	ptrdiff_t n_kind;
	struct rule_column *column;
	ptrdiff_t n_column;
	struct rule_set *set;
	ptrdiff_t n_set;
	struct regex **total, **footer;
	ptrdiff_t n_total, n_footer;
};

/*
 * Read a rules file.  NULL, with findings (YAML_*, PATTERN_BAD), when it is
 * wrong: an unknown field or kind, an exact spelling that two names claim (both
 * places are named).  `values`, a vocabulary and a name may each be there
 * several times: what is said later is added.
 */
struct rules *rules_load(struct arena *, struct str file, struct str text,
                         struct diags *);

struct rules_text {
	struct str file, text;
};

/*
 * The same on top of other rules: a file without `kinds` and `columns` has
 * those of the base, and adds its vocabularies before the base's.  What it
 * says of a spelling holds, whatever the base says.  What is of the base has no
 * places (line 0).
 */
struct rules *rules_load_on(struct arena *, struct str file, struct str text,
                            const struct rules_text *base, struct diags *);

/* Release the compiled patterns; the rest is the arena's. */
void rules_free(struct rules *);

/* The vocabulary of a name, or NULL. */
const struct rule_set *rules_set(const struct rules *, struct str field);

/*
 * The field of a header cell in a file of `kind`: the first column rule that
 * matches its header key, else its bare key; FIELD_NONE if none does.  For
 * KIND_NONE only rules for every kind count.  A pattern that fails is passed
 * over: a header is short, and a column not found is reported anyway.
 */
enum field rules_column(const struct rules *, enum kind,
                        struct regex_scratch *, struct arena *scratch,
                        struct str header);

/* The same in a file of each kind, in one pass: by_kind[KIND_N + 1], of which
 * the last is not used. */
void rules_columns(const struct rules *, struct regex_scratch *,
                   struct arena *, struct str header, enum field *by_kind);

/*
 * The known name with the spelling nearest to an unknown value, if it differs
 * in no more than a third of its characters; "" otherwise.
 */
struct str rules_nearest(const struct rule_set *, struct arena *scratch,
                         struct str value);

#endif
