/* SPDX-License-Identifier: MIT */
/*
 * What a dialect that could be meant makes of a sample.  The score is the
 * share of rows that agree on a number of fields, squared, times how much of a
 * table that is (1 - 1/fields), times the share of cells that look like cells,
 * times how rarely a quote is amiss.
 */
#ifndef MUSTER_READ_VOTE_INT_H
#define MUSTER_READ_VOTE_INT_H

#include "read/dialect_int.h"

enum { WIDTHS = 512 };                /* wider rows are counted together   */

/* What one candidate makes of the sample. */
struct vote {
	int64_t rows[WIDTHS];         /* by number of fields               */
	int64_t first[WIDTHS], last[WIDTHS]; /* of these, counted from 0   */
	int64_t mended[WIDTHS];       /* rows with quotes amiss, repaired  */
	int64_t n, odd, quoted;       /* rows; quotes amiss, in place      */
	int64_t doubled;              /* quotes in quoted text             */
	int64_t cells, strange;       /* looked at; not like a cell        */
	int64_t spaced, tight;        /* delimiters with and without one
	                                 blank behind them                 */
	int32_t width;                /* of most rows; 0: there are none   */
	int32_t wide;                 /* of the first one of WIDTHS or more */
	double score;
};

/*
 * Count what the dialect makes of the sample; the score is times `weight`.
 * Once it is certain to stay below `least` the rest is not counted, and the
 * score is 0.
 */
void vote_count(struct arena *, struct vote *, const struct dialect *,
                const struct dialect_sample *, double weight, double least);

/* Where the line at p ends, without its terminator; *next is where the next
 * one begins. */
const char *vote_line_end(const struct dialect *, const char *p,
                          const char *end, const char **next);

#endif
