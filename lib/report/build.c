/* SPDX-License-Identifier: MIT */
#include "report/build.h"

struct str
build_title(const struct build *b, const char *title)
{
	struct str s = str_of(title);
	ptrdiff_t at = str_chr(s, '$');

	if (at < 0 || str_eq(b->unit, STR("$")))
		return s;
	return str_fmt(b->mem, "%.*s%.*s%s", (int)at, title, FMT(b->unit),
	               title + at + 1);
}

struct str
build_percent(struct arena *mem, int64_t bp, bool sign)
{
	int places = bp % 100 == 0 ? 0 : bp % 10 == 0 ? 1 : 2;

	struct str s = decimal_str(mem, bp, 2, places, true);

	return str_fmt(mem, "%s%.*s %%", sign && bp > 0 ? "+" : "", FMT(s));
}

struct str
build_words(struct arena *mem, const char *name, bool capital)
{
	struct str s = str_of(name);
	char *c = NEW(mem, s.len + 1, char);

	for (ptrdiff_t i = 0; i < s.len; i++)
		c[i] = (char)(name[i] == '_' ? ' ' : name[i]);
	if (capital && *c >= 'a' && *c <= 'z')
		*c = (char)(*c - ('a' - 'A'));
	return (struct str){ c, s.len };
}

struct doc_table *
build_table(struct build *b, const char *key,
            const struct build_column *column, ptrdiff_t n, ptrdiff_t n_row)
{
	struct doc_column *col = NEW(b->mem, n, struct doc_column);

	for (ptrdiff_t i = 0; i < n; i++)
		col[i] = (struct doc_column){
			.key = str_of(column[i].key),
			.title = build_title(b, column[i].title),
			.kind = column[i].kind, .in_text = true };
	return doc_table_new(b->mem, str_of(key), col, n, n_row);
}

void
build_offer(struct build *b, const struct doc_table *t, const char *title,
          enum doc_audience audience)
{
	*VEC_PUSH(b->mem, &b->tables) = (struct doc_part_table){
		t, str_of(title), audience };
}

void
build_model(struct build *b, const struct build_model *m)
{
	const struct {
		const char *key;
		struct cell value;
	} fact[] = {
		{ "name", cell_text(m->name) },
		{ "title", cell_text(m->title) },
		{ "source", cell_text(m->source) },
		{ "effective", cell_of(CELL_DATE, m->effective) },
		{ "verified_at_source", cell_of(CELL_BOOL, false) },
		{ "what_if", m->what_if.len ? cell_text(m->what_if)
		             : cell_of(CELL_NONE, 0) },
	};

	for (size_t i = 0; i < sizeof fact / sizeof *fact; i++)
		*VEC_PUSH(b->mem, &b->doc->model) = (struct doc_figure){
			.key = str_of(fact[i].key),
			.title = build_words(b->mem, fact[i].key, true),
			.value = fact[i].value };
}

void
build_part(struct build *b, const char *key, const struct build_blocks *part,
           enum doc_audience audience)
{
	*VEC_PUSH(b->mem, &b->blocks) = (struct doc_part_blocks){
		str_of(key), part->v, part->n, audience };
}

struct block
build_list(struct str title)
{
	return (struct block){ .kind = BLOCK_FIGURES, .formats = IN_TEXT,
		               .title = title };
}

void
build_line(struct build *b, struct block *list, struct str label,
         const char *fmt, ...)
{
	struct sbuf s = { .mem = b->mem };
	struct doc_figure *more = NEW(b->mem, list->n_figure + 1,
	                              struct doc_figure);
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&s, fmt, ap);
	va_end(ap);
	if (list->n_figure)
		memcpy(more, list->figure,
		       (size_t)list->n_figure * sizeof *more);
	more[list->n_figure++] = (struct doc_figure){
		.key = STR(""), .title = label,
		.value = cell_text(sbuf_str(&s)) };
	list->figure = more;
}

struct block
build_method(struct build *b, struct str name, struct str title,
             struct str file, struct str source)
{
	struct block method = build_list(STR("The method"));

	build_line(b, &method, STR("Model"), "%.*s: %.*s (%.*s)", FMT(name),
	           FMT(title), FMT(file));
	build_line(b, &method, STR("Source"), "%.*s", FMT(source));
	return method;
}

void
build_method_end(struct build *b, struct block *method,
                 const struct yaml_strs *notes)
{
	struct build_blocks part = { 0 };

	for (ptrdiff_t i = 0; i < notes->n; i++)
		build_line(b, method, i ? STR("") : STR("Notes"), "%.*s",
		           FMT(notes->v[i].s));
	method->formats = IN_TEXT | IN_XLSX;
	*VEC_PUSH(b->mem, &part) = *method;
	build_part(b, "method", &part, AUDIENCE_AGGREGATE);
}

void
build_figure(struct build *b, const char *key, const char *title,
           struct cell value, int64_t people, const char *note, ...)
{
	struct sbuf s = { .mem = b->mem };
	va_list ap;

	va_start(ap, note);
	sbuf_vfmt(&s, note, ap);
	va_end(ap);
	*VEC_PUSH(b->mem, &b->figures) = (struct doc_figure){
		.key = str_of(key), .title = build_title(b, title),
		.value = value, .note = sbuf_str(&s), .people = people };
}

void
build_text(struct build *b, const char *key, const char *title,
            struct str s)
{
	build_figure(b, key, title, cell_text(s), 0, "%s", "");
}

void
build_count(struct build *b, const char *key, const char *title,
             int64_t n, const char *note)
{
	build_figure(b, key, title, cell_of(CELL_COUNT, n), 0, "%s", note);
}

void
build_flag(struct build *b, const char *key, const char *title, bool is)
{
	build_figure(b, key, title, cell_of(CELL_BOOL, is), 0, "%s", "");
}

static const char *const months[] = {
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
};

struct str
build_month(struct arena *mem, date day)
{
	struct ymd d = date_ymd(day);

	return str_fmt(mem, "%s %d", months[d.month - 1], d.year);
}

void
build_subject(struct build *b)
{
	struct ledger_file sum = ledger_sum(b->ledger, KIND_NONE);
	date day = b->doc->as_of;
	struct str as_of = date_str(b->mem, day);

	build_text(b, "month", "Month", (struct str){ as_of.s, 7 });
	build_text(b, "month_name", "Month", build_month(b->mem, day));
	build_text(b, "organisation", "Organisation", b->doc->organisation);
	build_flag(b, "large", "Too many people for a sheet",
	           b->roster->n > SHEET_PEOPLE_MAX);
	build_flag(b, "very_large", "Too many people for a workbook",
	           build_very_large(b));
	build_figure(b, "as_of", "As of", cell_of(CELL_DATE, day), 0, "%s",
	             "");
	build_figure(b, "newest", "Newest date in the data",
	             cell_of(CELL_DATE, b->roster->newest), 0, "%s", "");
	build_count(b, "rejects", "Rejected rows", sum.count[ROW_REJECTED] +
	            sum.count[ROW_CONFLICT], "with conflicts; not in the "
	            "figures");
}

bool
build_fill(struct build *b, const struct template *t, struct diags *out)
{
	struct parts parts = {
		b->figures.v, b->figures.n, b->tables.v, b->tables.n,
		b->blocks.v, b->blocks.n,
	};

	return template_fill(t, &parts, b->doc, out);
}
