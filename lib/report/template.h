/* SPDX-License-Identifier: MIT */
/*
 * Report templates: which blocks a report has, in which order, on which
 * sheets, under which titles.
 *
 *     report: pay
 *     title: Pay benchmark
 *     subject:                            # joined by " - "
 *       - {text: "PAY BENCHMARK {{month}}"}
 *       - {text: "compa-ratio {{compa_ratio}}",
 *          short: "ratio {{compa_ratio}}"}  # where a line has no room
 *       - {text: "{{rejects}} {{rejects|reject|rejects}}", when: rejects}
 *     blocks:
 *       - {heading: Summary, sheet: Summary}
 *       - {warning: "...", when: below_floor}
 *       - {paragraph: "{{headcount}} people ...", unless: has_skills}
 *       - {figures: [headcount, benchmarked, ...], title: Key figures}
 *       - {table: department, title: Department, sheet: Department, rows: 15,
 *          columns: [group, headcount, ...], text: [group, headcount],
 *          in: [text, xlsx, json]}
 *       - {chart: bars, of: department, columns: [cost_to_benchmark],
 *          title: Cost to the benchmark by department, sheet: Charts}
 *       - {part: ledger}
 *
 * A template only chooses and names; what can be chosen is what the report's
 * builder offers (its parts).  A name that no part has is an error with line
 * and column that says the nearest name.
 *
 *     formulas    beside blocks: the most people whose workbook is formulas,
 *                 20000 where not said: opening it would take too long
 *     sheet       as of the block before, where not said
 *     when        the block is there if this figure is: not zero, not empty;
 *     unless      the other way round
 *     columns     all the table has, where not said; text: those of them the
 *                 text shows (all that fit, where not said)
 *     apart       yes: a table too long to look at, in a second workbook that
 *                 is written as it comes; only where there is a folder
 *     tiles       yes: figures in large print, at most five, at the top of the
 *                 workbook's first sheet
 *     bar         a count column that text draws as bars
 *     chart       bars, columns, ratios, range, scatter or waterfall; see enum
 *                 chart_kind for what columns each takes
 *     of          the table that a chart draws; a block of the same workbook
 *                 must show it
 *     line        the table whose first two columns are a scatter's line
 *     rows        the text shows so many rows and counts the rest; 0: all;
 *                 15 where not said
 *     in          the formats that draw it; text and xlsx where not said
 *     audience    person: only where people may be shown (tables of people
 *                 are so in any case)
 */
#ifndef MUSTER_REPORT_TEMPLATE_H
#define MUSTER_REPORT_TEMPLATE_H

#include "base/yaml.h"
#include "report/document.h"

struct doc_part_table {
	const struct doc_table *table;    /* all columns; known by its key */
	struct str title;
	enum doc_audience audience;
};

/* Blocks that the builder writes itself (warnings, ledger, method).  Their
 * sheet is the template's where they name none, and they are drawn only in
 * formats that both allow. */
struct doc_part_blocks {
	struct str key;
	const struct block *block;
	ptrdiff_t n;
	enum doc_audience audience;   /* whatever the blocks say           */
};

/* What a builder offers. */
struct parts {
	const struct doc_figure *figure;
	ptrdiff_t n_figure;
	const struct doc_part_table *table;
	ptrdiff_t n_table;
	const struct doc_part_blocks *blocks;
	ptrdiff_t n_blocks;
};

struct template;                          /* a loaded report template      */

/*
 * Read a template; NULL with YAML_* findings when it is wrong: a block that is
 * none or several of the kinds above, a sheet name that Excel refuses ...
 */
struct template *template_load(struct arena *, struct str file,
                               struct str text, struct diags *);

/* The most people whose workbook is formulas; of more it holds values. */
int64_t template_formulas(const struct template *);

/* The report it is for: "pay". */
struct str template_report(const struct template *);

/*
 * Fill a document from a template and a builder's parts: title, subject,
 * blocks and what {{key}} stands for.  False, with YAML_VALUE findings at the
 * places in the template, when it names what there is not.
 */
bool template_fill(const struct template *, const struct parts *,
                   struct document *, struct diags *);

#endif
