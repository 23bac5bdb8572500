/* SPDX-License-Identifier: MIT */
#include "read/schema.h"

#include "base/utf8.h"

static bool
has_signature(const struct rules *rules, enum kind kind, field_set fields)
{
	for (ptrdiff_t k = 0; k < rules->n_kind; k++) {
		const struct rule_kind *rk = &rules->kind[k];
		const struct rule_signature *sig = rk->signature.v;

		if (rk->kind != kind)
			continue;
		for (ptrdiff_t i = 0; i < rk->signature.n; i++)
			if (sig[i].fields &&
			    (sig[i].fields & ~fields) == 0)
				return true;
	}
	return false;
}

struct recognised
schema_recognise(const struct rules *rules, struct regex_scratch *regex,
                 struct arena *scratch, const struct str *cell, ptrdiff_t n)
{
	struct recognised best = { .kind = KIND_NONE, .rival = KIND_NONE };
	field_set fields[KIND_N] = { 0 };
	ptrdiff_t columns[KIND_N] = { 0 }, most = 0;
	enum field f[KIND_N + 1];

	for (ptrdiff_t i = 0; i < n; i++) {
		if (!cell[i].len)
			continue;
		rules_columns(rules, regex, scratch, cell[i], f);
		for (int k = 0; k < KIND_N; k++) {
			if (f[k] == FIELD_NONE)
				continue;
			fields[k] |= FIELD_BIT(f[k]);
			columns[k]++;
		}
	}
	for (int k = 0; k < KIND_N; k++) {
		if (!has_signature(rules, (enum kind)k, fields[k]))
			continue;
		if (columns[k] > most) {
			best = (struct recognised){ (enum kind)k, KIND_NONE,
			                            fields[k] };
			most = columns[k];
		} else if (columns[k] == most) {
			best.rival = (enum kind)k;
		}
	}
	return best;
}

/* Whether several columns may hold the field. */
static bool
is_list(enum field f)
{
	return field_info[f].type == FIELD_VALUES;
}

/* The column of the shape that already holds a field, or NULL. */
static struct shape_column *
column_of(struct shape_column *col, ptrdiff_t n, enum field f)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (col[i].field == f)
			return &col[i];
	return NULL;
}

struct shape *
schema_shape(struct arena *mem, const struct rules *rules,
             struct regex_scratch *regex, enum kind kind,
             const struct str *cell, ptrdiff_t n, const int64_t *filled,
             struct pos at, struct diags *diags)
{
	struct arena scratch = arena_like(mem);
	struct shape *s = NEW(mem, 1, struct shape);
	struct str *header = NEW(mem, n, struct str);
	struct shape_column *col = NEW(mem, n, struct shape_column);

	for (ptrdiff_t i = 0; i < n; i++) {
		struct arena_mark mark = arena_mark(&scratch);
		enum field f = cell[i].len
			? rules_column(rules, kind, regex, &scratch, cell[i])
			: FIELD_NONE;
		arena_rewind(&scratch, mark);

		header[i] = str_dup(mem, cell[i]);
		at.column = (int32_t)i + 1;
		if (f == FIELD_NONE) {
			if (cell[i].len)
				diag_add(diags, DIAG_COLUMN_UNUSED, at,
				         STR(""), cell[i], "%s", "");
			continue;
		}
		struct shape_column *old = is_list(f)
			? NULL : column_of(col, s->n, f);
		if (!old) {
			col[s->n++] = (struct shape_column){
				f, (int32_t)i, header[i]
			};
			continue;
		}
		bool better = filled && filled[i] > filled[old->cell];
		struct str kept = better ? header[i] : old->header;
		diag_add(diags, DIAG_COLUMN_TWICE, at,
		         str_of(field_info[f].name), cell[i],
		         "columns %d (%.*s) and %d (%.*s); used: %.*s",
		         old->cell + 1, FMT(old->header), (int)i + 1,
		         FMT(header[i]), FMT(kept));
		if (better) {
			old->cell = (int32_t)i;
			old->header = header[i];
		}
	}
	arena_free(&scratch);
	s->kind = kind;
	s->header_line = at.line;
	s->width = (int32_t)n;
	s->header = header;
	s->col = col;
	return s;
}

ptrdiff_t
shape_find(const struct shape *s, enum field f)
{
	for (ptrdiff_t i = 0; i < s->n; i++)
		if (s->col[i].field == f)
			return i;
	return -1;
}

int
shape_width(const struct shape *s, enum field f)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < s->n; i++)
		n += s->col[i].field == f;
	return n;
}

/* "job_title" as people write it: "Job Title". */
static struct str
title(struct arena *mem, const char *name)
{
	struct str s = str_dup(mem, str_of(name));
	char *p = (char *)s.s;

	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (p[i] == '_')
			p[i] = ' ';
		else if ((i == 0 || p[i - 1] == ' ') && p[i] >= 'a' &&
		         p[i] <= 'z')
			p[i] = (char)(p[i] - 'a' + 'A');
	}
	return s;
}

static bool
is_used(const struct shape *s, ptrdiff_t cell)
{
	for (ptrdiff_t i = 0; i < s->n; i++)
		if (s->col[i].cell == cell)
			return true;
	return false;
}

struct str
schema_nearest(struct arena *mem, const struct shape *s, enum field f)
{
	enum { NAMED = 3 };
	struct { ptrdiff_t cell, distance; } best[NAMED];
	ptrdiff_t n = 0;
	struct arena scratch = arena_like(mem);
	struct str want = utf8_key(&scratch,
	                           title(&scratch, field_info[f].name));
	struct sbuf out = { .mem = mem };

	for (ptrdiff_t i = 0; i < s->width; i++) {
		if (!s->header[i].len || is_used(s, i))
			continue;
		struct str key = utf8_header_key(&scratch, s->header[i]);
		ptrdiff_t d = utf8_distance(&scratch, want, key, 60), at = n;

		while (at > 0 && best[at - 1].distance > d)
			at--;
		if (at == NAMED)
			continue;
		if (n < NAMED)
			n++;
		for (ptrdiff_t j = n - 1; j > at; j--)
			best[j] = best[j - 1];
		best[at].cell = i;
		best[at].distance = d;
	}
	sbuf_fmt(&out, "expected a column like %s",
	         title(&scratch, field_info[f].name).s);
	for (ptrdiff_t i = 0; i < n; i++)
		sbuf_fmt(&out, "%s%.*s (column %d)",
		         i ? ", " : "; nearest here: ",
		         FMT(s->header[best[i].cell]), (int)best[i].cell + 1);
	arena_free(&scratch);
	return sbuf_str(&out);
}
