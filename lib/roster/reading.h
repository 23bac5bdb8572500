/* SPDX-License-Identifier: MIT */
/*
 * How a cell came to what the run took it for: by which rule, and where that
 * rule stands.
 *
 * Nothing is worked out a second time: the answers are those the vocabularies
 * remember and the decisions the roster took.  The pages that explain a person
 * and the record of changes are made of readings.
 */
#ifndef MUSTER_ROSTER_READING_H
#define MUSTER_ROSTER_READING_H

#include "roster/pool.h"
#include "roster/roster.h"

enum reading_how {
	READ_BLANK,                   /* no value, or a word for none      */
	READ_UNCHANGED,               /* taken as it stands                */
	READ_CHANGED,                 /* taken for something else          */
	READ_UNKNOWN,                 /* nothing knows it, or it cannot be
	                                 read                              */
	READ_N
};

/* "blank" ... for people and programs. */
extern const char *const reading_words[READ_N];

struct reading {
	const char *as;               /* the vocabulary, or the type       */
	struct str canonical;         /* what the run took it for          */
	struct str rule;              /* in words                          */
	int32_t line, column;         /* of the rule, in the rules file; 0:
	                                 the program's own                 */
	enum reading_how how;
};

/* What one cell is read as at most. */
enum { READINGS_MAX = 4 };

/*
 * The readings of a trimmed cell of a field in a file (of the ledger).  The
 * first is the field's own; others are what else the run took from it (a
 * title's level, a location's state), only where there is something.  Returns
 * how many, at least 1.
 */
ptrdiff_t readings_of(const struct roster *, struct arena *, int32_t file,
                      enum field, struct str text,
                      struct reading out[READINGS_MAX]);

/* Whether the texts of a field are names of something, which are one name
 * however they are spelled; a school's programs and employers are. */
bool readings_name(const struct roster *, enum field);

/* The memo that a field's texts are looked up in, or NULL. */
struct memo *reading_memo(struct pool *, enum field);

#endif
