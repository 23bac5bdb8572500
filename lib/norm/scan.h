/* SPDX-License-Identifier: MIT */
/*
 * Reading one cell: what the typed parsers of values.h share.  Private to
 * this room.
 *
 * A cell is first folded into a short ASCII text on the stack that ends with
 * a NUL: lower case, white space of any script one blank, none at the ends,
 * dashes of any script '-'.  Parsers then walk a pointer over it; the NUL is
 * no digit, letter or mark, so it ends every loop.
 */
#ifndef MUSTER_NORM_SCAN_H
#define MUSTER_NORM_SCAN_H

#include "norm/values.h"

/* No form of any value is longer; what is longer is not a value. */
enum { SCAN_MAX = 63 };

/* Characters beyond ASCII that mean something in a value. */
enum scan_mark {
	SCAN_POUND = 1, SCAN_EURO, SCAN_YEN, SCAN_RUPEE,
	SCAN_QUARTER, SCAN_HALF, SCAN_THREE_QUARTERS,
	SCAN_OTHER = 0x7F,    /* any other: no form has it              */
};

struct scan {
	char s[SCAN_MAX + 1];
	int32_t n;
};

/*
 * Fold a cell; false if it is longer than any value.  The wrappings that
 * keep Excel from touching a cell, ="..." and a leading ', are taken off.
 */
bool scan_fold(struct scan *, struct str);

/*
 * VALUE_EMPTY or VALUE_MASKED where the cell is one of the usual words or
 * signs for that, VALUE_OK where there is something to read.
 */
enum value_state scan_state(const struct scan *);

/* A decimal number as written: v x 10^-scale, v >= 0. */
struct scan_number {
	int64_t v;
	int32_t scale;
	enum says_mark mark;
};

/* What a single point or comma before exactly three digits is. */
enum scan_mark_rule {
	MARK_BY_ITSELF,       /* a point decimal, a comma thousands        */
	MARK_COMMA,           /* the other way round                       */
	MARK_DECIMAL,         /* either is decimal: no thousands here      */
};

/*
 * Read a number with its thousands marks (comma, point, apostrophe, blank) at
 * p; which mark is the decimal one is told in values.h, pay_parse, but for
 * what the rule says.  Returns where it ends, or NULL if there is no number or
 * its marks make no sense.  Of decimals those that fit 18 digits are kept.
 */
const char *scan_number(const char *p, enum scan_mark_rule,
                        struct scan_number *);

/*
 * The number in ten-thousandths, rounded once, halves away from zero; false
 * if that is more than MONEY_MAX.
 */
bool scan_e4(struct scan_number, int64_t *out);

/* The number x factor, rounded likewise; false if it does not fit `max`. */
bool scan_times(struct scan_number, int64_t factor, int64_t max,
                int64_t *out);

/* A word, and what it means to the parser whose table this is. */
struct scan_word {
	char word[14];
	uint8_t mean, value;
};

/*
 * The word at p: its letters, full stops after them left out ("p.a." is
 * "pa").  *end is where it ends.  NULL if the table, which is in order, does
 * not have it.
 */
const struct scan_word *scan_word(const char *p, const char **end,
                                  const struct scan_word *table, int n);

/* Whether c is a digit, or a small letter, of ASCII. */
static inline bool
scan_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
scan_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Whether a number begins at p: "5" or ".5". */
static inline bool
scan_starts_number(const char *p)
{
	return scan_digit(*p) || (*p == '.' && scan_digit(p[1]));
}

/* p after its blanks. */
static inline const char *
scan_skip(const char *p)
{
	while (*p == ' ')
		p++;
	return p;
}

#endif
