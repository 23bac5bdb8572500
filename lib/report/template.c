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

void
template_wrong(struct diags *d, struct str file, struct yaml_str at,
      const char *fmt, ...)
{
	struct sbuf b = { .mem = d->mem };
	struct pos pos = { file, at.line, at.line, at.column };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&b, fmt, ap);
	va_end(ap);
	diag_add(d, DIAG_YAML_VALUE, pos, STR(""), at.s, "%s",
	         sbuf_str(&b).s);
}

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
			template_wrong(d, t->file, b->in.v[i],
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

static void
check_block(const struct template *t, const struct template_block *b,
            struct diags *d)
{
	struct yaml_str here = { STR(""), (int32_t)b->at.line, b->at.column };
	int kinds = (b->heading.s.len > 0) + (b->paragraph.s.len > 0) +
	            (b->warning.s.len > 0) + (b->figures.n > 0) +
	            (b->table.s.len > 0) + (b->part.s.len > 0);

	if (kinds != 1)
		template_wrong(d, t->file, here, "a block is exactly one of "
		               "heading, paragraph, warning, figures, table "
		               "and part");
	if (!b->table.s.len && (b->columns.n || b->text.n || b->bar.s.len))
		template_wrong(d, t->file, here, "columns, text and bar are "
		               "for blocks with a table");
	if (b->rows < 0)
		template_wrong(d, t->file, here, "rows must not be below 0");
	if (!sheet_name_ok(b->sheet.s))
		template_wrong(d, t->file, b->sheet, "the name of a sheet has "
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

struct str
template_report(const struct template *t)
{
	return t->report.s;
}
