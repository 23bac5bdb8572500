/* SPDX-License-Identifier: MIT */
/*
 * Text as people see it: characters, case, width.  The only file that
 * includes utf8proc.h is utf8.c.
 */
#ifndef MUSTER_BASE_UTF8_H
#define MUSTER_BASE_UTF8_H

#include "base/str.h"

#include <stdint.h>

/* Length of the longest prefix of printable ASCII, of which every byte is a
 * column wide and no writer of text has to change any. */
ptrdiff_t utf8_plain(struct str s);

/* Length of the longest prefix of ASCII. */
ptrdiff_t utf8_ascii(struct str s);

/* Length of the longest valid UTF-8 prefix; s.len when all of it is valid. */
ptrdiff_t utf8_valid(struct str s);

/*
 * The first character of *rest (not empty), which is cut off; -1 where its
 * bytes are not UTF-8, and then one byte is cut off.
 */
int32_t utf8_next(struct str *rest);

/* Every byte that is not part of valid UTF-8 as U+FFFD; often s itself. */
struct str utf8_mend(struct arena *, struct str s);

/*
 * Columns of a terminal that the text takes: 2 for wide East Asian and emoji,
 * 0 for combining and control characters.  s must be valid.
 */
ptrdiff_t utf8_width(struct str s);

/* The longest prefix of whole characters that takes at most `width` columns. */
struct str utf8_fit(struct str s, ptrdiff_t width);

/*
 * Text to match patterns on: NFC, every run of white space (NBSP, tab,
 * newline ...) one space, trimmed; zero-width characters, the byte-order mark
 * and the marks (R), (TM), (C) removed.  Case and punctuation stay.
 * Returns s itself when nothing had to change.
 */
struct str utf8_clean(struct arena *, struct str s);

/*
 * The key under which spellings are the same: utf8_clean, then NFKC case
 * folding; full stops and apostrophes vanish ("C.M.A." is "cma"), every other
 * run of punctuation or blanks except & + # % / becomes one space; "/" stays
 * as it is without blanks around it.  "Wound-care" and "wound  care" are one.
 */
struct str utf8_key(struct arena *, struct str s);

/*
 * The key of a column header: words are also cut where the case changes
 * ("AnnualSalary", "hourlyPayRate", "Employee_ID"), "*" and quotes vanish,
 * then as utf8_key.  A suffix in brackets is kept: see utf8_key_bare.
 */
struct str utf8_header_key(struct arena *, struct str s);

/* The same without suffixes in (), [] or {}: "Salary (monthly)": "salary". */
struct str utf8_header_bare(struct arena *, struct str s);

/*
 * Distance between two keys: the least number of characters inserted, deleted,
 * replaced or swapped with their neighbour; stops at `limit` and returns
 * limit + 1.  For "nearest known name".
 */
ptrdiff_t utf8_distance(struct arena *scratch, struct str a, struct str b,
                        ptrdiff_t limit);

/* The version of utf8proc, for those who ask what a file was made with. */
const char *utf8_library(void);

#endif
