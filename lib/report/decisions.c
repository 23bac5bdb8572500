/* SPDX-License-Identifier: MIT */
/*
 * The decisions a run took: those of the roster, of how the files were read,
 * and of the report itself, each with what it concerns.
 */
#include "report/build.h"

#include "roster/staff.h"

const char *
build_delimiter(struct str d)
{
	static const struct {
		char sign;
		const char *word;
	} words[] = { { ',', "comma" }, { ';', "semicolon" },
	              { '\t', "tab" }, { '|', "pipe" }, { ' ', "blank" } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (d.len == 1 && d.s[0] == words[i].sign)
			return words[i].word;
	return "";
}

void
build_decide(struct build *b, const char *what, struct str chosen,
             int64_t count, const char *why, ...)
{
	struct sbuf text = { .mem = b->mem };
	va_list ap;

	va_start(ap, why);
	sbuf_vfmt(&text, why, ap);
	va_end(ap);
	*VEC_PUSH(b->mem, &b->decisions) = (struct decision){
		str_of(what), chosen, sbuf_str(&text), count, false };
}

/* What is not as it is everywhere: encodings, delimiters. */
static void
files(struct build *b)
{
	for (ptrdiff_t i = 0; i < b->ledger->n; i++) {
		const struct ledger_file *f = &b->ledger->v[i];

		if (f->kind == KIND_NONE || f->read == 0)
			continue;
		if (f->encoding.len && !str_eq(f->encoding, STR("UTF-8")))
			build_decide(b, "Encoding", f->encoding, f->read,
			             "%.*s, by its bytes",
			             FMT(f->path));
		if (!str_eq(f->delimiter, STR(",")))
			build_decide(b, "Delimiter",
			             str_of(build_delimiter(f->delimiter)),
			             f->read, "%.*s, by looking at it",
			             FMT(f->path));
	}
}

#define COLUMNS_OF "Columns of "

/* Which header is which field, and what nobody reads. */
static void
columns(struct build *b)
{
	const struct staff *st = b->roster->staff;
	int64_t unused = b->diags->count[DIAG_COLUMN_UNUSED], n = 0;
	struct sbuf s = { .mem = b->mem };

	for (int f = 0; st && f < FIELD_N; f++) {
		if (!(st->fields >> f & 1))
			continue;
		sbuf_fmt(&s, "%s%.*s is %s", n++ ? "; " : "",
		         FMT(st->header[f]), field_info[f].name);
	}
	if (n)
		build_decide(b, str_fmt(b->mem, COLUMNS_OF "%s",
			kind_info[b->roster->kind].name).s,
			STR("by their headers"), n, "%s", sbuf_str(&s).s);
	if (unused)
		build_decide(b, "Columns not read", STR("no rule knows them"),
		             unused, "muster check lists them");
}

static void
put(struct build *b, struct doc_table *t, struct block *list,
    const struct decision *d)
{
	struct cell *c = t->cell + t->n_row++ * t->n_col;

	c[0] = cell_text(d->what);
	c[1] = cell_text(d->chosen);
	c[2] = cell_of(CELL_COUNT, d->count);
	c[3] = cell_text(d->why);
	if (!str_starts(d->what, STR(COLUMNS_OF))) /* too long for a mail */
		build_line(b, list, d->what, "%.*s (%.*s): %.*s",
		           FMT(d->chosen),
		           FMT(decimal_str(b->mem, d->count, 0, 0, true)),
		           FMT(d->why));
}

void
build_decisions(struct build *b)
{
	static const struct doc_column col[] = {
		{ { "what", 4 }, { "Question", 8 }, CELL_TEXT, true, NULL, 0 },
		{ { "chosen", 6 }, { "Decided", 7 }, CELL_TEXT, true, NULL, 0 },
		{ { "count", 5 }, { "Concerns", 8 }, CELL_COUNT, true,
		  NULL, 0 },
		{ { "why", 3 }, { "Evidence", 8 }, CELL_TEXT, true, NULL, 0 },
	};
	const struct roster *r = b->roster;
	struct build_blocks part = { 0 };
	struct block list = build_list(STR("Decisions"));

	files(b);
	columns(b);
	struct doc_table *t = doc_table_new(b->mem, STR("decisions"), col, 4,
		r->decisions.n + b->decisions.n);
	t->n_row = 0;
	for (ptrdiff_t i = 0; i < r->decisions.n; i++)
		put(b, t, &list, &r->decisions.v[i]);
	for (ptrdiff_t i = 0; i < b->decisions.n; i++)
		put(b, t, &list, &b->decisions.v[i]);
	build_offer(b, t, "Decisions", AUDIENCE_AGGREGATE);
	*VEC_PUSH(b->mem, &part) = list;
	build_part(b, "decision_lines", &part, AUDIENCE_AGGREGATE);
}
