/* SPDX-License-Identifier: MIT */
#include "report/template_int.h"

#include "base/utf8.h"

static const char *const audience_words[] = { "everyone", "person", NULL };

#define AT(T, key) .offset = offsetof(struct T, key)

static const struct yaml_field piece_fields[] = {
	{ "text", YAML_STR, .required = true, AT(subject_piece, text) },
	{ "short", YAML_STR, AT(subject_piece, brief) },
	{ "when", YAML_STR, AT(subject_piece, when) },
	{ "unless", YAML_STR, AT(subject_piece, unless) },
	{ 0 }
};

static const struct yaml_shape piece_shape = {
	"a piece of the subject", sizeof(struct subject_piece), piece_fields,
	offsetof(struct subject_piece, at)
};

static const struct yaml_field block_fields[] = {
	{ "heading", YAML_STR, AT(template_block, heading) },
	{ "paragraph", YAML_STR, AT(template_block, paragraph) },
	{ "warning", YAML_STR, AT(template_block, warning) },
	{ "figures", YAML_STRS, AT(template_block, figures) },
	{ "table", YAML_STR, AT(template_block, table) },
	{ "part", YAML_STR, AT(template_block, part) },
	{ "chart", YAML_STR, AT(template_block, chart) },
	{ "of", YAML_STR, AT(template_block, of) },
	{ "line", YAML_STR, AT(template_block, line) },
	{ "sheet", YAML_STR, AT(template_block, sheet) },
	{ "title", YAML_STR, AT(template_block, title) },
	{ "note", YAML_STR, AT(template_block, note) },
	{ "when", YAML_STR, AT(template_block, when) },
	{ "unless", YAML_STR, AT(template_block, unless) },
	{ "bar", YAML_STR, AT(template_block, bar) },
	{ "columns", YAML_STRS, AT(template_block, columns) },
	{ "text", YAML_STRS, AT(template_block, text) },
	{ "in", YAML_STRS, .fallback = "[text, xlsx]",
	  AT(template_block, in) },
	{ "rows", YAML_INT, .fallback = "15", AT(template_block, rows) },
	{ "tiles", YAML_BOOL, AT(template_block, tiles) },
	{ "apart", YAML_BOOL, AT(template_block, apart) },
	{ "audience", YAML_ENUM, .fallback = "everyone",
	  AT(template_block, audience), .words = audience_words },
	{ 0 }
};

static const struct yaml_shape block_shape = {
	"a block", sizeof(struct template_block), block_fields,
	offsetof(struct template_block, at)
};

static const struct yaml_field template_fields[] = {
	{ "report", YAML_STR, .required = true, AT(template, report) },
	{ "title", YAML_STR, .required = true, AT(template, title) },
	{ "subject", YAML_LIST, .required = true, AT(template, subject),
	  .shape = &piece_shape },
	{ "blocks", YAML_LIST, .required = true, AT(template, blocks),
	  .shape = &block_shape },
	{ "formulas", YAML_INT, .fallback = "20000", AT(template, formulas) },
	{ 0 }
};

static const struct yaml_shape template_shape = {
	"a report template", sizeof(struct template), template_fields, -1
};

static const struct {
	const char *word;
	unsigned format;
} format_words[] = {
	{ "text", IN_TEXT }, { "xlsx", IN_XLSX }, { "json", IN_JSON },
};

unsigned
template_formats(const struct template *t, const struct template_block *b,
           struct diags *d)
{
	unsigned all = 0;

	for (ptrdiff_t i = 0; i < b->in.n; i++) {
		unsigned one = 0;

		for (size_t k = 0; k < 3; k++)
			if (str_eq(b->in.v[i].s, str_of(format_words[k].word)))
				one = format_words[k].format;
		if (!one && d)
			yaml_wrong(d, t->file, &b->in.v[i],
			      "a format is text, xlsx or json");
		all |= one;
	}
	return all;
}

/* What Excel does not allow as the name of a sheet. */
static bool
sheet_name_ok(struct str s)
{
	if (utf8_width(s) > 31 || str_starts(s, STR("'")) ||
	    str_ends(s, STR("'")) || str_eq_nocase(s, STR("History")))
		return false;
	for (ptrdiff_t i = 0; i < s.len; i++)
		if (strchr("[]:*?/\\", s.s[i]))
			return false;
	return true;
}

/* How many columns each kind of chart is made of. */
static const struct {
	int8_t least, most;
	const char *words;
} chart_columns[CHART_N] = {
	[CHART_BARS] = { 1, 1, "one column" },
	[CHART_COLUMNS] = { 1, 1, "one column" },
	[CHART_RATIOS] = { 1, 1, "one column" },
	[CHART_RANGE] = { 3, 4, "three or four columns" },
	[CHART_SCATTER] = { 2, 2, "two columns" },
	[CHART_WATERFALL] = { 2, 2, "two columns" },
};

int
template_chart(const struct template_block *b)
{
	for (int i = 0; chart_words[i]; i++)
		if (str_eq(b->chart.s, str_of(chart_words[i])))
			return i;
	return -1;
}

static void
check_chart(const struct template *t, const struct template_block *b,
            struct yaml_str here, struct diags *d)
{
	int kind = template_chart(b);

	if (!b->chart.s.len) {
		if (b->of.s.len || b->line.s.len)
			yaml_wrong(d, t->file, &here, "of and line are for "
			           "blocks with a chart");
		return;
	}
	if (kind < 0) {
		yaml_wrong(d, t->file, &b->chart, "a chart is bars, columns, "
		           "ratios, range, scatter or waterfall");
		return;
	}
	if (!b->of.s.len)
		yaml_wrong(d, t->file, &here, "a chart says by \"of\" which "
		           "table it draws");
	if (b->columns.n < chart_columns[kind].least ||
	    b->columns.n > chart_columns[kind].most)
		yaml_wrong(d, t->file, &b->chart, "this chart is made of %s",
		           chart_columns[kind].words);
	if (b->line.s.len && kind != CHART_SCATTER)
		yaml_wrong(d, t->file, &b->line, "only a scatter has a line");
}

static void
check_block(const struct template *t, const struct template_block *b,
            struct diags *d)
{
	struct yaml_str here = { STR(""), (int32_t)b->at.line, b->at.column };
	int kinds = (b->heading.s.len > 0) + (b->paragraph.s.len > 0) +
	            (b->warning.s.len > 0) + (b->figures.n > 0) +
	            (b->table.s.len > 0) + (b->part.s.len > 0) +
	            (b->chart.s.len > 0);

	if (kinds != 1)
		yaml_wrong(d, t->file, &here, "a block is exactly one of "
		           "heading, paragraph, warning, figures, table, "
		           "chart and part");
	if (!b->table.s.len && (b->text.n || b->bar.s.len))
		yaml_wrong(d, t->file, &here, "text and bar are for blocks "
		           "with a table");
	if (!b->table.s.len && !b->chart.s.len && b->columns.n)
		yaml_wrong(d, t->file, &here, "columns are for blocks with "
		           "a table or a chart");
	if (b->apart && !b->table.s.len)
		yaml_wrong(d, t->file, &here, "only a table stands apart");
	if (b->tiles && !b->figures.n)
		yaml_wrong(d, t->file, &here, "tiles are for blocks with "
		           "figures");
	check_chart(t, b, here, d);
	if (b->rows < 0)
		yaml_wrong(d, t->file, &here, "rows must not be below 0");
	if (!sheet_name_ok(b->sheet.s))
		yaml_wrong(d, t->file, &b->sheet, "the name of a sheet has "
		           "at most 31 characters and none of "
		           "[ ] : * ? / \\");
	template_formats(t, b, d);
}

struct template *
template_load(struct arena *mem, struct str file, struct str text,
              struct diags *d)
{
	struct template *t = NEW(mem, 1, struct template);
	int64_t before = d->count[DIAG_YAML_VALUE];

	if (!yaml_load(mem, file, text, &template_shape, t, d))
		return NULL;
	t->file = str_dup(mem, file);
	const struct template_block *b = t->blocks.v;

	for (ptrdiff_t i = 0; i < t->blocks.n; i++)
		check_block(t, b + i, d);
	return d->count[DIAG_YAML_VALUE] == before ? t : NULL;
}

int64_t
template_formulas(const struct template *t)
{
	return t->formulas;
}

struct str
template_report(const struct template *t)
{
	return t->report.s;
}
