/* SPDX-License-Identifier: MIT */
/*
 * A loaded report template.  For template.c and template_fill.c only.
 */
#ifndef MUSTER_REPORT_TEMPLATE_INT_H
#define MUSTER_REPORT_TEMPLATE_INT_H

#include "report/template.h"

/* A block as the file has it; exactly one of the first seven is there. */
struct template_block {
	struct yaml_str heading, paragraph, warning, table, part, chart;
	struct yaml_strs figures;
	struct yaml_str of, line;     /* of a chart */
	struct yaml_str sheet, title, note, when, unless, bar;
	struct yaml_strs columns, text, in;
	int64_t rows;
	int audience;
	bool tiles, apart;
	struct pos at;
};

struct subject_piece {
	struct yaml_str text, brief, when, unless;
	struct pos at;
};

struct template {
	struct str file;
	struct yaml_str report, title;
	struct yaml_list subject;     /* of struct subject_piece */
	struct yaml_list blocks;      /* of struct template_block */
	int64_t formulas;
};

/* The kind of a block's chart (enum chart_kind), or -1. */
int template_chart(const struct template_block *);

/* The formats a block names, of enum doc_format; unknown ones are findings
 * unless diags is NULL. */
unsigned template_formats(const struct template *,
                          const struct template_block *, struct diags *);

#endif
