/* SPDX-License-Identifier: MIT */
#include "report/template_int.h"

#include "base/utf8.h"

/* A template being filled. */
struct fill {
	const struct template *t;
	const struct parts *parts;
	struct document *doc;
	struct diags *diags;
	struct str sheet;             /* of the block before */
};

/* Names that could have been meant, at a fixed distance from each other. */
struct names {
	const struct str *first;
	ptrdiff_t n;
	size_t stride;
};

static struct str
name_at(struct names all, ptrdiff_t i)
{
	struct str s;

	memcpy(&s, (const char *)all.first + (size_t)i * all.stride, sizeof s);
	return s;
}

/* The index of a name, or -1 with a finding that says the nearest. */
static ptrdiff_t
find_name(const struct fill *f, struct yaml_str want, struct str name,
          const char *what, struct names all)
{
	struct str near = STR("");
	ptrdiff_t best = 4;

	for (ptrdiff_t i = 0; i < all.n; i++) {
		struct str s = name_at(all, i);

		if (str_eq(s, name))
			return i;
		ptrdiff_t far = utf8_distance(f->doc->mem, name, s, best - 1);
		if (far < best) {
			best = far;
			near = s;
		}
	}
	want.s = name;
	if (near.len)
		yaml_wrong(f->diags, f->t->file, &want, "this report has "
		           "no such %s; did you mean \"%.*s\"?", what,
		           FMT(near));
	else
		yaml_wrong(f->diags, f->t->file, &want, "this report has "
		           "no such %s", what);
	return -1;
}

#define NAMES(array, count, member) \
	((struct names){ (count) ? &(array)->member : NULL, (count), \
	                 sizeof *(array) })

static const struct doc_figure *
find_figure(const struct fill *f, struct yaml_str want, struct str name)
{
	const struct parts *p = f->parts;
	ptrdiff_t i = find_name(f, want, name, "figure",
	                        NAMES(p->figure, p->n_figure, key));

	return i < 0 ? NULL : &p->figure[i];
}

/* Look for figures that a text names and nobody offers. */
static void
check_text(const struct fill *f, struct yaml_str text)
{
	struct str s = text.s;
	ptrdiff_t open, close;

	while ((open = str_find(s, STR("{{"))) >= 0) {
		s = str_skip(s, open + 2);
		close = str_find(s, STR("}}"));
		struct str key = { s.s, close < 0 ? s.len : close };

		key = str_trim(str_cut(&key, '|'));
		if (close < 0) {
			yaml_wrong(f->diags, f->t->file, &text,
			           "{{ without }}");
			return;
		}
		find_figure(f, text, key);
		s = str_skip(s, close + 2);
	}
}

static bool
is_set(const struct doc_figure *f)
{
	return f->value.kind == CELL_TEXT ? f->value.s.len > 0
	     : f->value.kind != CELL_NONE && f->value.n != 0;
}

/* Whether `when` and `unless` let a block be there. */
static bool
wanted(const struct fill *f, struct yaml_str when, struct yaml_str unless)
{
	const struct doc_figure *yes = NULL, *no = NULL;

	if (when.s.len)
		yes = find_figure(f, when, when.s);
	if (unless.s.len)
		no = find_figure(f, unless, unless.s);
	return (!yes || is_set(yes)) && (!no || !is_set(no));
}

static struct names
columns_of(const struct doc_table *t)
{
	return NAMES(t->col, t->n_col, key);
}

/* A table with only some columns of another one, in another order. */
struct chosen {
	const struct doc_table *from;
	const ptrdiff_t *col;         /* of `from`                         */
	ptrdiff_t n_col;
};

static void
chosen_row(const void *ctx, ptrdiff_t row, struct cell *cells,
           struct arena *scratch)
{
	const struct chosen *c = ctx;
	struct cell *buf = NEW(scratch, c->from->n_col, struct cell);
	const struct cell *all = doc_table_row(c->from, row, buf, scratch);

	for (ptrdiff_t i = 0; i < c->n_col; i++)
		cells[i] = all[c->col[i]];
}

static void
choose_columns(const struct fill *f, const struct template_block *b,
               struct doc_table *t)
{
	struct arena *mem = f->doc->mem;
	ptrdiff_t n = b->columns.n, *index = NEW(mem, n, ptrdiff_t);
	struct doc_table *from = NEW(mem, 1, struct doc_table);
	struct chosen *c = NEW(mem, 1, struct chosen);

	*from = *t;
	*c = (struct chosen){ from, index, n };
	for (ptrdiff_t i = 0; i < n; i++) {
		index[i] = find_name(f, b->columns.v[i], b->columns.v[i].s,
		                     "column", columns_of(from));
		if (index[i] < 0)
			return;
	}
	t->n_col = n;
	t->col = NEW(mem, n, struct doc_column);
	t->sets = from->sets ? NEW(mem, n, struct doc_sets) : NULL;
	for (ptrdiff_t i = 0; i < n; i++) {
		t->col[i] = from->col[index[i]];
		if (t->sets)
			t->sets[i] = from->sets[index[i]];
	}
	if (from->row) {
		t->row = chosen_row;
		t->ctx = c;
		return;
	}
	t->cell = NEW(mem, t->n_row * n, struct cell);
	for (ptrdiff_t r = 0; r < t->n_row; r++)
		chosen_row(c, r, t->cell + r * n, mem);
}

static struct doc_table *
fill_table(const struct fill *f, const struct template_block *b,
           const struct doc_table *from)
{
	struct doc_table *t = NEW(f->doc->mem, 1, struct doc_table);
	struct doc_column *col = NEW(f->doc->mem, from->n_col,
	                             struct doc_column);

	*t = *from;
	memcpy(col, from->col, (size_t)from->n_col * sizeof *col);
	t->col = col;
	t->key_row_limit = (ptrdiff_t)b->rows;
	if (b->columns.n)
		choose_columns(f, b, t);
	for (ptrdiff_t i = 0; b->text.n && i < t->n_col; i++)
		t->col[i].in_text = false;
	for (ptrdiff_t i = 0; i < b->text.n; i++) {
		ptrdiff_t c = find_name(f, b->text.v[i], b->text.v[i].s,
		                        "column", columns_of(t));

		if (c >= 0)
			t->col[c].in_text = true;
	}
	if (b->bar.s.len &&
	    find_name(f, b->bar, b->bar.s, "column", columns_of(t)) >= 0)
		t->bar = b->bar.s;
	return t;
}

/* A block of the template, before what its kind adds to it. */
static struct block *
start_block(struct fill *f, const struct template_block *b,
            enum block_kind kind)
{
	struct block *to = document_block(f->doc, kind);

	to->audience = b->audience ? AUDIENCE_PERSON : AUDIENCE_AGGREGATE;
	to->formats = template_formats(f->t, b, NULL);
	to->sheet = f->sheet;
	to->title = b->title.s;
	to->note = b->note.s;
	return to;
}

/* Aggregate only where both say so. */
static enum doc_audience
stricter(enum doc_audience a, enum doc_audience b)
{
	return a == AUDIENCE_AGGREGATE ? b : a;
}

static void
add_text(struct fill *f, const struct template_block *b)
{
	enum block_kind kind = b->heading.s.len ? BLOCK_HEADING
	                     : b->warning.s.len ? BLOCK_WARNING
	                     : BLOCK_PARAGRAPH;
	struct yaml_str text = b->heading.s.len ? b->heading
	                     : b->warning.s.len ? b->warning : b->paragraph;

	start_block(f, b, kind)->text = text.s;
}

static void
add_figures(struct fill *f, const struct template_block *b)
{
	struct doc_figure *v = NEW(f->doc->mem, b->figures.n,
	                           struct doc_figure);
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < b->figures.n; i++) {
		struct yaml_str name = b->figures.v[i];
		const struct doc_figure *one = find_figure(f, name, name.s);

		if (one)
			v[n++] = *one;
	}
	struct block *to = start_block(f, b, BLOCK_FIGURES);

	to->figure = v;
	to->n_figure = n;
	to->tiles = b->tiles;
}

static const struct doc_part_table *
find_table(const struct fill *f, struct yaml_str want)
{
	const struct parts *p = f->parts;
	struct str *key = NEW(f->doc->mem, p->n_table, struct str);

	for (ptrdiff_t i = 0; i < p->n_table; i++)
		key[i] = p->table[i].table->key;
	ptrdiff_t i = find_name(f, want, want.s, "table",
	                        (struct names){ key, p->n_table, sizeof *key });
	return i < 0 ? NULL : &p->table[i];
}

/* A chart of people's figures is for those who may see the people. */
static void
add_chart(struct fill *f, const struct template_block *b)
{
	const struct doc_part_table *part = find_table(f, b->of);
	const struct doc_part_table *line = b->line.s.len
		? find_table(f, b->line) : NULL;
	struct doc_chart *c = NEW(f->doc->mem, 1, struct doc_chart);
	struct str *column = NEW(f->doc->mem, b->columns.n, struct str);

	if (!part)
		return;
	for (ptrdiff_t i = 0; i < b->columns.n; i++) {
		column[i] = b->columns.v[i].s;
		find_name(f, b->columns.v[i], column[i], "column",
		          columns_of(part->table));
	}
	*c = (struct doc_chart){
		.kind = (enum chart_kind)template_chart(b),
		.table = part->table->key, .column = column,
		.n_column = b->columns.n,
		.line = line ? line->table->key : STR(""),
	};
	struct block *to = start_block(f, b, BLOCK_CHART);

	if (part->audience == AUDIENCE_PERSON)
		to->audience = AUDIENCE_PERSON;
	if (!to->title.len)
		to->title = part->title;
	to->formats &= IN_XLSX;
	to->chart = c;
}

static void
add_table(struct fill *f, const struct template_block *b)
{
	const struct doc_part_table *part = find_table(f, b->table);

	if (!part)
		return;
	struct block *to = start_block(f, b, BLOCK_TABLE);

	to->audience = stricter(to->audience, part->audience);
	if (!to->title.len)
		to->title = part->title;
	to->table = fill_table(f, b, part->table);
	to->apart = b->apart;
	if (b->apart)
		to->formats &= IN_XLSX;
}

static void
add_part(struct fill *f, const struct template_block *b)
{
	const struct parts *p = f->parts;
	ptrdiff_t i = find_name(f, b->part, b->part.s, "part",
	                        NAMES(p->blocks, p->n_blocks, key));

	for (ptrdiff_t k = 0; i >= 0 && k < p->blocks[i].n; k++) {
		const struct block *from = &p->blocks[i].block[k];
		struct block *to = start_block(f, b, from->kind);
		struct block head = *to;

		*to = *from;
		to->formats &= head.formats;
		to->audience = stricter(head.audience, p->blocks[i].audience);
		if (!to->sheet.len)
			to->sheet = head.sheet;
		if (head.title.len && k == 0)
			to->title = head.title;
	}
}

static void
fill_block(struct fill *f, const struct template_block *b)
{
	if (b->sheet.s.len)
		f->sheet = b->sheet.s;
	check_text(f, b->heading);
	check_text(f, b->paragraph);
	check_text(f, b->warning);
	check_text(f, b->title);
	check_text(f, b->note);
	bool there = wanted(f, b->when, b->unless);
	ptrdiff_t before = f->doc->blocks.n;

	if (b->figures.n)
		add_figures(f, b);
	else if (b->table.s.len)
		add_table(f, b);
	else if (b->chart.s.len)
		add_chart(f, b);
	else if (b->part.s.len)
		add_part(f, b);
	else
		add_text(f, b);
	if (!there)           /* made all the same: its names were checked */
		f->doc->blocks.n = before;
}

static void
fill_subject(struct fill *f)
{
	const struct subject_piece *p = f->t->subject.v;
	struct sbuf all = { .mem = f->doc->mem }, brief = all;

	for (ptrdiff_t i = 0; i < f->t->subject.n; i++) {
		const struct yaml_str *least = p[i].brief.s.len ? &p[i].brief
		                                                : &p[i].text;

		check_text(f, p[i].text);
		check_text(f, p[i].brief);
		if (!wanted(f, p[i].when, p[i].unless))
			continue;
		sbuf_fmt(&all, "%s%.*s", all.n ? " - " : "",
		         FMT(p[i].text.s));
		sbuf_fmt(&brief, "%s%.*s", brief.n ? " - " : "",
		         FMT(least->s));
	}
	f->doc->subject = sbuf_str(&all);
	f->doc->subject_short = sbuf_str(&brief);
}

bool
template_fill(const struct template *t, const struct parts *parts,
              struct document *doc, struct diags *d)
{
	struct fill f = { t, parts, doc, d, STR("Summary") };
	int64_t before = d->count[DIAG_YAML_VALUE];
	const struct template_block *b = t->blocks.v;

	doc->title = t->title.s;
	doc->offered = parts->figure;
	doc->n_offered = parts->n_figure;
	check_text(&f, t->title);
	fill_subject(&f);
	for (ptrdiff_t i = 0; i < t->blocks.n; i++)
		fill_block(&f, b + i);
	return d->count[DIAG_YAML_VALUE] == before;
}
