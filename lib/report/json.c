/* SPDX-License-Identifier: MIT */
/*
 * The document for programs, in the layout of the manual.
 */
#include "base/json.h"

#include "report/render.h"

/* Places a number is rounded to before it is written. */
static const int8_t kept_places[] = {
	[CELL_MONEY] = 2, [CELL_HOURLY] = 4, [CELL_RATIO] = 5,
	[CELL_RATE] = 5, [CELL_PERCENT] = 2, [CELL_NUMBER] = 4,
};

static const int8_t stored_places[] = {
	[CELL_MONEY] = 4, [CELL_HOURLY] = 4, [CELL_RATIO] = 9,
	[CELL_RATE] = 9, [CELL_PERCENT] = 2, [CELL_NUMBER] = 4,
};

static void
put_decimal(struct json in, struct str key, const struct cell *c)
{
	int64_t scale = 1;

	for (int i = kept_places[c->kind]; i < stored_places[c->kind]; i++)
		scale *= 10;
	json_put_decimal(in, key, (int64_t)i128_div_round(c->n, scale),
	                 kept_places[c->kind]);
}

static void
put_cell(struct json in, struct str key, const struct cell *c,
         struct arena *mem)
{
	switch (c->kind) {
	case CELL_NONE:
		json_put_null(in, key);
		break;
	case CELL_TEXT:
		json_put_text(in, key, c->s);
		break;
	case CELL_COUNT:
		json_put_int(in, key, c->n);
		break;
	case CELL_BOOL:
		json_put_bool(in, key, c->n != 0);
		break;
	case CELL_DATE:
		json_put_text(in, key, date_str(mem, (date)c->n));
		break;
	default:
		put_decimal(in, key, c);
	}
}

static void
put_figures(struct json in, const struct doc_figure *f, ptrdiff_t n,
            struct arena *mem)
{
	for (ptrdiff_t i = 0; i < n; i++)
		put_cell(in, f[i].key, &f[i].value, mem);
}

static void
put_inputs(struct json root, const struct document *d)
{
	struct json list = json_put_array(root, STR("inputs"));

	for (ptrdiff_t i = 0; i < d->inputs.n; i++) {
		const struct doc_rows *r = &d->inputs.v[i];
		struct json one = json_put_object(list, JSON_ITEM);

		json_put_text(one, STR("file"), r->file);
		if (r->kind.len)
			json_put_text(one, STR("kind"), r->kind);
		else
			json_put_null(one, STR("kind"));
		json_put_text(one, STR("encoding"), r->encoding);
		json_put_text(one, STR("delimiter"), r->delimiter);
		struct json rows = json_put_object(one, STR("rows"));

		json_put_int(rows, STR("read"), r->read);
		for (ptrdiff_t c = 0; c < d->n_class; c++)
			json_put_int(rows, str_of(d->class_name[c]),
			             r->count[c]);
	}
}

static void
put_joins(struct json root, const struct document *d)
{
	struct json list = json_put_array(root, STR("joins"));

	for (ptrdiff_t i = 0; i < d->joins.n; i++) {
		const struct doc_join *j = &d->joins.v[i];
		struct json one = json_put_object(list, JSON_ITEM);

		json_put_text(one, STR("kind"), j->kind);
		json_put_int(one, STR("rows_matched"), j->rows_matched);
		json_put_int(one, STR("rows_unmatched"), j->rows_unmatched);
		json_put_int(one, STR("people_without"), j->people_without);
	}
}

static void
put_table(struct json tables, const struct doc_table *t, struct arena *mem)
{
	struct json list = json_put_array(tables, t->key);
	struct cell *buf = NEW(mem, t->n_col, struct cell);
	struct arena scratch = arena_like(mem);

	for (ptrdiff_t r = 0; r < t->n_row; r++) {
		struct arena_mark mark = arena_mark(&scratch);
		const struct cell *row = doc_table_row(t, r, buf, &scratch);
		struct json one = json_put_object(list, JSON_ITEM);

		for (ptrdiff_t c = 0; c < t->n_col; c++)
			put_cell(one, t->col[c].key, row + c, &scratch);
		arena_rewind(&scratch, mark);
	}
	arena_free(&scratch);
}

static void
put_blocks(struct json root, const struct document *d, struct arena *mem)
{
	struct json figures = json_put_object(root, STR("figures"));
	struct json tables = json_put_object(root, STR("tables"));

	for (ptrdiff_t i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.v[i];

		if (b->kind == BLOCK_FIGURES)
			put_figures(figures, b->figure, b->n_figure, mem);
		else if (b->kind == BLOCK_TABLE)
			put_table(tables, b->table, mem);
	}
}

/* Rejected rows; what stood in them is null where nobody may see it. */
static void
put_rejects(struct json root, const struct document *d)
{
	struct json list = json_put_array(root, STR("rejects"));

	for (ptrdiff_t i = 0; i < d->rejects.n; i++) {
		const struct doc_reject *r = &d->rejects.v[i];
		struct json one = json_put_object(list, JSON_ITEM);

		json_put_text(one, STR("file"), r->file);
		json_put_int(one, STR("line"), r->line);
		json_put_int(one, STR("last_line"), r->last_line);
		json_put_text(one, STR("code"), r->code);
		json_put_text(one, STR("field"), r->field);
		if (d->edition.shareable)
			json_put_null(one, STR("value"));
		else
			json_put_text(one, STR("value"), r->value);
	}
}

/* Beside the layout: what the other formats say in words. */
static void
put_words(struct json root, const struct document *d)
{
	struct json list;

	json_put_text(root, STR("subject"), d->subject);
	list = json_put_array(root, STR("warnings"));
	for (ptrdiff_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind == BLOCK_WARNING)
			json_put_text(list, JSON_ITEM, d->blocks.v[i].text);
	json_put_text(root, STR("version"), d->version);
}

struct str
render_json(struct arena *mem, const struct document *d)
{
	struct json root = json_new(mem), model;
	struct str text;

	json_put_text(root, STR("report"), d->report);
	json_put_text(root, STR("as_of"), date_str(mem, d->as_of));
	model = json_put_object(root, STR("model"));
	put_figures(model, d->model.v, d->model.n, mem);
	put_inputs(root, d);
	put_joins(root, d);
	put_blocks(root, d, mem);
	put_rejects(root, d);
	if (d->changes)
		put_table(root, d->changes, mem);
	put_words(root, d);
	text = json_dump(root, mem);
	json_free(root);
	return text;
}
