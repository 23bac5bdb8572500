/* SPDX-License-Identifier: MIT */
/*
 * The placement report while it is built; for placement*.c only.
 */
#ifndef MUSTER_REPORT_PLACEMENT_INT_H
#define MUSTER_REPORT_PLACEMENT_INT_H

#include "report/build.h"
#include "report/placement.h"

struct place_build {
	struct build part;
	const struct placement_report *in;
	const struct placement_analysis *a;
};

/* A rate in 10^-9, no figure for RATE_NONE. */
struct cell rate_cell(int64_t e9);

/* A threshold, no figure for 0. */
struct cell threshold_cell(int64_t bp);

/* Whether a rate reaches its threshold; no figure while it is provisional,
 * without a threshold or without a rate. */
struct cell met_cell(const struct rate *, int64_t bp, bool open);

/* The same in words: "met", "missed", "provisional", "-". */
const char *met_words(const struct rate *, int64_t bp, bool open);

/* The rate as the pack files it: "85 %". */
struct str filed(struct arena *, const struct rate *, int rounding);

/* The threshold of a group: none where several packs are in it. */
int64_t group_threshold(const struct placement_group *);

/* The name of a group's rule: "own accreditor" where there are several. */
struct str group_rule(const struct placement_group *);

/* What every line of a rate says, in so many cells; where the next one is. */
struct cell *put_rate(struct cell *, const struct rate *, int64_t bp,
                      bool open);

#define RATE_COLUMNS \
	{ "numerator", "Placed", CELL_COUNT }, \
	{ "denominator", "Available", CELL_COUNT }, \
	{ "rate", "Rate", CELL_RATE }, \
	{ "low", "Low", CELL_RATE }, { "high", "High", CELL_RATE }, \
	{ "threshold", "Threshold", CELL_RATE }, \
	{ "met", "Met", CELL_BOOL }, \
	{ "standing", "Standing", CELL_TEXT }

enum { RATE_CELLS = 8 };

/* Figures of few people are hidden in some editions: those of the columns
 * from `first` on, with so many people a row. */
void hide_small(struct doc_table *, ptrdiff_t first, const int64_t *people);

/* How a pack makes cohorts, and until when a placement counts. */
struct str pack_dates(struct arena *, const struct placement_pack *);

/* A box in words, with the outcome that led there. */
struct str box_category(struct arena *, int box, int outcome);

/* The tables of rules, boxes, groups and years. */
void place_group_tables(struct place_build *);

/* The tables of measures, exams, externships, pay and help. */
void place_measure_tables(struct place_build *);

/* The tables of graduates. */
void place_people_tables(struct place_build *);

/* The rules and the method. */
void place_method(struct place_build *);

#endif
