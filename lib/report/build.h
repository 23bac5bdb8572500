/* SPDX-License-Identifier: MIT */
/*
 * A report while it is built, whatever it is about: parts are gathered, then a
 * template chooses among them.  What every report has (its subject, the
 * ledger, joins, findings, decisions, unknown values, rejects) is made here.
 */
#ifndef MUSTER_REPORT_BUILD_H
#define MUSTER_REPORT_BUILD_H

#include "read/ledger.h"
#include "report/template.h"
#include "roster/roster.h"

/*
 * A sheet of so many people takes 90 MB to make, and is not read by people; a
 * workbook of so many takes half a minute to make, and as long to open (of a
 * million: 255 MB, a minute and more, six times the rest of the run).
 */
enum { SHEET_PEOPLE_MAX = 50000, BOOK_PEOPLE_MAX = 250000 };

/* Its lists are then of examples: a sheet shows so many rows, and says of how
 * many. */
enum { EXAMPLES_MAX = 1000 };

/* The blocks that one part stands for. */
struct build_blocks { VEC(struct block); };

struct build {
	struct arena *mem;
	const struct roster *roster;
	const struct ledger *ledger;
	const struct diags *diags;    /* the run's findings                */
	struct str unit;              /* of money: "$", "EUR"              */
	const char *joined;           /* "Joined to graduates"; NULL: to staff */
	struct { VEC(struct doc_figure); } figures;
	struct { VEC(struct doc_part_table); } tables;
	struct { VEC(struct doc_part_blocks); } blocks;
	struct { VEC(struct decision); } decisions; /* beside the roster's */
	struct document *doc;         /* with its dates set                */
};

/* Whether people are too many for a workbook. */
static inline bool
build_very_large(const struct build *b)
{
	return b->roster->n > BOOK_PEOPLE_MAX;
}

/* A column title in which "$" stands for the unit of money. */
struct str build_title(const struct build *, const char *title);

/* A column of a table: its key in JSON and templates, and its title. */
struct build_column {
	const char *key, *title;
	enum cell_kind kind;
};

/* A table of n such columns and n_row rows, all in the text; to be filled in
 * and offered. */
struct doc_table *build_table(struct build *, const char *key,
                              const struct build_column *, ptrdiff_t n,
                              ptrdiff_t n_row);

/* Offer a table; the title is what people call it. */
void build_offer(struct build *, const struct doc_table *, const char *title,
                 enum doc_audience);

/* Offer a figure; the note is formatted text, "" for none. */
__attribute__((format(printf, 6, 7)))
void build_figure(struct build *, const char *key, const char *title,
                  struct cell, int64_t people, const char *note, ...);

/* Offer a text as a figure. */
void build_text(struct build *, const char *key, const char *title,
                struct str);

/* Offer a count. */
void build_count(struct build *, const char *key, const char *title, int64_t n,
                 const char *note);

/* Offer a yes or no. */
void build_flag(struct build *, const char *key, const char *title, bool is);

/* Offer blocks under a key. */
void build_part(struct build *, const char *key, const struct build_blocks *,
                enum doc_audience);

/* A block of lines "label: text", drawn by text only unless changed. */
struct block build_list(struct str title);

/* Add a line to it. */
__attribute__((format(printf, 4, 5)))
void build_line(struct build *, struct block *list, struct str label,
                const char *fmt, ...);

/* A model of rules that nobody has verified at their source. */
struct build_model {
	struct str name, title, source;
	date effective;               /* DATE_NONE: unknown                */
	struct str what_if;           /* settings, or ""                   */
};

/* State it in the JSON. */
void build_model(struct build *, const struct build_model *);

/* The list "The method", begun with what model it is and where from. */
struct block build_method(struct build *, struct str name, struct str title,
                          struct str file, struct str source);

/* End it with the model's notes, and offer it as "method". */
void build_method_end(struct build *, struct block *method,
                      const struct yaml_strs *notes);

/* "-7 %" of basis points, with its sign: "+10 %". */
struct str build_percent(struct arena *, int64_t bp, bool sign);

/* "out of scope" of "out_of_scope", or "Out of scope". */
struct str build_words(struct arena *, const char *name, bool capital);

/* "October 2026". */
struct str build_month(struct arena *, date);

/* The figures of every report: month, organisation, dates, rejects, size. */
void build_subject(struct build *);

/* Warnings, ledger, joins, findings, decisions, rejected rows. */
void build_account(struct build *);

/* Record a decision of the report, before build_account(): what was decided
 * how, how many people, rows or lines it concerns, and why. */
__attribute__((format(printf, 5, 6)))
void build_decide(struct build *, const char *what, struct str chosen,
                  int64_t count, const char *why, ...);

/* All decisions, as a table and as lines. */
void build_decisions(struct build *);

/* "comma" of ",": the word for a delimiter. */
const char *build_delimiter(struct str);

/* The record of changes: cells by field, and what became what. */
void build_changes(struct build *);

/* The table of values that no rule knows; how many there are. */
int64_t build_unknown(struct build *);

/* Fill the document from the template; false as template_fill. */
bool build_fill(struct build *, const struct template *, struct diags *);

#endif
