/* SPDX-License-Identifier: MIT */
/*
 * The page about a person while it is built; for explain*.c only.
 */
#ifndef MUSTER_REPORT_EXPLAIN_INT_H
#define MUSTER_REPORT_EXPLAIN_INT_H

#include "report/explain.h"

struct explain_column {
	const char *key, *title;
	enum cell_kind kind;
	bool text;                    /* drawn by the text renderer        */
};

/* Append a block, of the page's sheet and for those who may see people. */
void explain_block(struct explain *, struct build_blocks *, struct block);

/* An empty table of such columns. */
struct doc_table *explain_table(struct explain *, const char *key,
                                const struct explain_column *, ptrdiff_t n,
                                ptrdiff_t n_row);

/* "staff.csv:17" */
struct str explain_place(const struct explain *, int32_t file, int64_t line);

/* "Line 17" */
struct str explain_line(const struct explain *, int64_t line);

/* Whether the row in such a file and line is watched. */
bool explain_watches(const struct explain *, int32_t file, int64_t line);

/* Whether a watched row is a graduate's that is of another cohort than the one
 * asked for. */
bool explain_outside(const struct explained *, const struct watched_row *);

/* The rows of the id and their cells, for people. */
void explain_put_rows(struct explain *, struct build_blocks *);

/* The same as tables, for programs. */
void explain_put_tables(struct explain *, struct build_blocks *);

/* The part about pay while it is built. */
struct explain_pay {
	struct explain *x;
	struct arena *mem;
	const struct roster *r;
	const struct pricing *pricing;
	const struct pay_model *m;
	const struct person *p;
	struct step step[PAY_STEPS_MAX];
	ptrdiff_t n_step;
	struct doc_figure *figure;    /* [EXPLAIN_FIGURES], for programs   */
	ptrdiff_t n_figure;
};

enum { EXPLAIN_FIGURES = 48 };

/* A figure that programs get; people read it in a sentence. */
void explain_tell(struct explain_pay *, const char *key, struct cell);

/* v x 10^-places for arithmetic: no thousands marks, no needless zeros, at
 * least `least` places. */
struct str explain_number(const struct explain_pay *, int64_t v, int places,
                          int least);

/* An amount of money for arithmetic: 2 to 4 places. */
struct str explain_amount(const struct explain_pay *, money);

/* Pay a year as an hourly rate by the model's hours. */
int64_t explain_hourly(const struct explain_pay *, money annual);

/* " (models/x.yaml:31)", of the model's file; "" for a default. */
struct str explain_at_line(const struct explain_pay *, int32_t line);

/* Each skill considered, and what was chosen. */
void explain_skills(struct explain_pay *, const struct occupation *);

/* The steps of the benchmark, and the sum that they are. */
void explain_steps(struct explain_pay *);

#endif
