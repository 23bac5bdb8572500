/* SPDX-License-Identifier: MIT */
/*
 * The pay report while it is built: parts are gathered, then a template
 * chooses among them.  For pay*.c only.
 */
#ifndef MUSTER_REPORT_PAY_INT_H
#define MUSTER_REPORT_PAY_INT_H

#include "report/pay.h"

/* The blocks that one part stands for. */
struct pay_blocks { VEC(struct block); };

struct pay_build {
	struct arena *mem;
	const struct pay_report *in;
	const struct pay_model *model;
	struct str unit;              /* "$", "EUR"                        */
	struct { VEC(struct doc_figure); } figures;
	struct { VEC(struct doc_part_table); } tables;
	struct { VEC(struct doc_part_blocks); } blocks;
	struct document *doc;
};

/* Pay a year as an hourly rate by the model's hours. */
int64_t pay_hourly(const struct pay_build *, money annual);

/* The zone of a ratio, for colouring. */
enum zone pay_zone(int64_t ratio_e9);

/* A column title in which "$" stands for the model's currency. */
struct str pay_title(const struct pay_build *, const char *title);

/* Offer a table; the title is what people call it. */
void pay_offer(struct pay_build *, const struct doc_table *,
               const char *title, enum doc_audience);

/* Offer a figure; the note is formatted text, "" for none. */
__attribute__((format(printf, 6, 7)))
void pay_figure(struct pay_build *, const char *key, const char *title,
                struct cell, int64_t people, const char *note, ...);

/* The tables of groups, zones, credentials and unpriced titles. */
void pay_group_tables(struct pay_build *);

/* The tables of people: staff, below range ..., and the rejected rows. */
void pay_people_tables(struct pay_build *);

/* The table of values that no rule knows; how many there are. */
int64_t pay_unknown_table(struct pay_build *);

/* Warnings, ledger, joins, findings, decisions. */
void pay_account(struct pay_build *);

/* The model and the method. */
void pay_method(struct pay_build *);

/* "-7 %" of basis points, with its sign: "+10 %". */
struct str pay_percent(struct arena *, int64_t bp, bool sign);

/* "out of scope" of "out_of_scope", or "Out of scope". */
struct str pay_words(struct arena *, const char *name, bool capital);

/* A block of lines "label: text", drawn by text only unless changed. */
struct block pay_list(struct str title);

/* Add a line to it. */
__attribute__((format(printf, 4, 5)))
void pay_line(struct pay_build *, struct block *list, struct str label,
              const char *fmt, ...);

/* Offer blocks under a key. */
void pay_part(struct pay_build *, const char *key, const struct pay_blocks *);

#endif
