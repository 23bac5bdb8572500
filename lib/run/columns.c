/* SPDX-License-Identifier: MIT */
#include "run/columns.h"

#include "base/yaml.h"
#include "run/shipped.h"

enum { SHOWN = 6 };                   /* differences in a message          */

struct entry {
	struct yaml_str kind, file;
	struct yaml_list headers;     /* of struct yaml_strs               */
};

struct lock {
	struct yaml_list columns;     /* of struct entry                   */
};

static const struct yaml_shape entry_shape = {
	"a file's columns", sizeof(struct entry),
	(const struct yaml_field[]){
		{ "kind", YAML_STR, .required = true,
		  .offset = offsetof(struct entry, kind) },
		{ "file", YAML_STR, .offset = offsetof(struct entry, file) },
		{ "headers", YAML_STRSS, .required = true,
		  .offset = offsetof(struct entry, headers) },
		{ 0 } },
	-1
};

static const struct yaml_shape lock_shape = {
	"a column lock", sizeof(struct lock),
	(const struct yaml_field[]){
		{ "columns", YAML_LIST, .required = true,
		  .offset = offsetof(struct lock, columns),
		  .shape = &entry_shape },
		{ 0 } },
	-1
};

/* A column as it was or is: its header, and the field it is read as. */
struct column {
	struct str header, field;
	ptrdiff_t other;              /* its place on the other side, or -1 */
	bool moved;
};

struct columns { VEC(struct column); };

static struct columns
of_shape(struct arena *mem, const struct shape *s)
{
	struct columns c = { 0 };

	for (int32_t i = 0; i < s->width; i++)
		*VEC_PUSH(mem, &c) = (struct column){
			str_trim(s->header[i]), STR(""), -1, false };
	for (ptrdiff_t i = 0; i < s->n; i++)
		c.v[s->col[i].cell].field =
			str_of(field_info[s->col[i].field].name);
	return c;
}

static struct columns
of_entry(struct arena *mem, const struct entry *e)
{
	const struct yaml_strs *row = e->headers.v;
	struct columns c = { 0 };

	for (ptrdiff_t i = 0; i < e->headers.n; i++)
		*VEC_PUSH(mem, &c) = (struct column){
			row[i].n ? row[i].v[0].s : STR(""),
			row[i].n > 1 ? row[i].v[1].s : STR(""), -1, false };
	return c;
}

/* Which column of the one side is which of the other, by its header. */
static void
pair_up(struct columns *was, struct columns *is)
{
	for (ptrdiff_t i = 0; i < was->n; i++)
		was->v[i].other = -1;
	for (ptrdiff_t j = 0; j < is->n; j++)
		is->v[j].other = -1;
	for (ptrdiff_t i = 0; i < was->n; i++)
		for (ptrdiff_t j = 0; j < is->n; j++)
			if (is->v[j].other < 0 && str_eq(was->v[i].header,
			                                 is->v[j].header)) {
				was->v[i].other = j;
				is->v[j].other = i;
				break;
			}
}

/*
 * Which columns moved: those outside a longest run of columns that are still
 * in the old order, so that one that is new before them moves nobody.
 */
static void
find_moved(struct arena *mem, struct columns *was)
{
	ptrdiff_t *len = NEW(mem, was->n, ptrdiff_t);
	ptrdiff_t *prev = NEW(mem, was->n, ptrdiff_t), best = -1;

	for (ptrdiff_t i = 0; i < was->n; i++) {
		was->v[i].moved = was->v[i].other >= 0;
		prev[i] = -1;
		if (was->v[i].other < 0)
			continue;
		len[i] = 1;
		for (ptrdiff_t k = 0; k < i; k++)
			if (was->v[k].other >= 0 && len[k] + 1 > len[i] &&
			    was->v[k].other < was->v[i].other) {
				len[i] = len[k] + 1;
				prev[i] = k;
			}
		if (best < 0 || len[i] > len[best])
			best = i;
	}
	for (; best >= 0; best = prev[best])
		was->v[best].moved = false;
}

/* One difference more; only the first are written out. */
__attribute__((format(printf, 3, 4)))
static void
differ(struct sbuf *b, int64_t *n, const char *fmt, ...)
{
	va_list ap;

	if (++*n > SHOWN)
		return;
	sbuf_put(b, b->n ? STR("; ") : STR(""));
	va_start(ap, fmt);
	sbuf_vfmt(b, fmt, ap);
	va_end(ap);
}

/* "\"Rate\" (pay)" */
static const char *
name(struct arena *mem, const struct column *c)
{
	return str_fmt(mem, c->field.len ? "\"%s\" (%.*s)" : "\"%s\"",
	               diag_escape(mem, c->header, 60).s, FMT(c->field)).s;
}

/* Whether a column is on one side only, in a place where the other side has
 * one that is not here: it has another name now. */
static bool
renamed(const struct columns *one, const struct columns *two, ptrdiff_t i)
{
	return one->v[i].other < 0 && i < two->n && two->v[i].other < 0;
}

/* What became of the columns there were. */
static void
compare_old(struct arena *mem, const struct columns *was,
            const struct columns *is, struct sbuf *b, int64_t *n)
{
	for (ptrdiff_t i = 0; i < was->n; i++) {
		const struct column *w = &was->v[i];

		if (renamed(was, is, i))
			differ(b, n, "column %td, %s, is now %s", i + 1,
			       name(mem, w), name(mem, &is->v[i]));
		else if (w->other < 0)
			differ(b, n, "column %td, %s, is gone", i + 1,
			       name(mem, w));
		else if (w->moved)
			differ(b, n, "%s moved from column %td to %td",
			       name(mem, w), i + 1, w->other + 1);
	}
}

/* Which columns are new, or read as something else. */
static void
compare_new(struct arena *mem, const struct columns *was,
            const struct columns *is, struct sbuf *b, int64_t *n)
{
	for (ptrdiff_t j = 0; j < is->n; j++) {
		const struct column *x = &is->v[j];

		if (renamed(is, was, j))
			continue; /* said already */
		if (x->other < 0)
			differ(b, n, "%s is new as column %td",
			       name(mem, x), j + 1);
		else if (!str_eq(x->field, was->v[x->other].field))
			differ(b, n, "%s was read as %s", name(mem, x),
			       was->v[x->other].field.len
			       ? str_z(mem, was->v[x->other].field)
			       : "nothing");
	}
}

/* How many differences there are, and the first in words. */
static int64_t
compare(struct arena *mem, struct columns *was, struct columns *is,
        struct str *words)
{
	struct sbuf b = { .mem = mem };
	int64_t n = 0;

	pair_up(was, is);
	find_moved(mem, was);
	compare_old(mem, was, is, &b, &n);
	compare_new(mem, was, is, &b, &n);
	if (n > SHOWN)
		sbuf_fmt(&b, "; and %lld more", (long long)(n - SHOWN));
	*words = sbuf_str(&b);
	return n;
}

/* A file against the entries of its kind; the nearest gives the words. */
static bool
check_file(struct arena *mem, const struct lock *lock,
           const struct locked_file *f, struct diags *d)
{
	const char *kind = kind_info[f->shape->kind].name;
	const struct entry *e = lock->columns.v;
	struct columns is = of_shape(mem, f->shape);
	struct str best = STR("");
	int64_t fewest = -1;

	for (ptrdiff_t i = 0; i < lock->columns.n; i++) {
		struct columns was;
		struct str words;
		int64_t n;

		if (!str_eq(e[i].kind.s, str_of(kind)))
			continue;
		was = of_entry(mem, &e[i]);
		n = compare(mem, &was, &is, &words);
		if (n == 0)
			return true;
		if (fewest < 0 || n < fewest) {
			fewest = n;
			best = words;
		}
	}
	diag_add(d, DIAG_COLUMNS_CHANGED,
	         (struct pos){ .file = f->path, .line = f->shape->header_line },
	         str_of(kind), STR(""), "%s", fewest < 0
	         ? "no columns of such a file are locked" : best.s);
	return false;
}

enum st
columns_check(struct arena *mem, struct str path, const struct locked_file *f,
              ptrdiff_t n, struct diags *d)
{
	struct lock lock = { 0 };
	struct str text;
	enum st st = file_read(mem, path, &text, d);
	bool same = true;

	if (st != ST_OK)
		return st;
	if (!yaml_load(mem, path, text, &lock_shape, &lock, d))
		return ST_CONFIG;
	for (ptrdiff_t i = 0; i < n; i++)
		same &= check_file(mem, &lock, &f[i], d);
	return same ? ST_OK : ST_DATA;
}

/* A text as YAML in double quotes. */
static void
put_quoted(struct sbuf *b, struct str s)
{
	sbuf_put(b, STR("\""));
	for (ptrdiff_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.s[i];

		if (c == '"' || c == '\\')
			sbuf_fmt(b, "\\%c", c);
		else if (c < 0x20 || c == 0x7F)
			sbuf_fmt(b, "\\x%02X", c);
		else
			sbuf_fill(b, (char)c, 1);
	}
	sbuf_put(b, STR("\""));
}

static void
put_entry(struct sbuf *b, const struct locked_file *f,
          const struct columns *c)
{
	sbuf_fmt(b, "  - kind: %s\n    file: ",
	         kind_info[f->shape->kind].name);
	put_quoted(b, f->path);
	sbuf_put(b, STR("\n    headers:\n"));
	for (ptrdiff_t i = 0; i < c->n; i++) {
		sbuf_put(b, STR("      - ["));
		put_quoted(b, c->v[i].header);
		if (c->v[i].field.len)
			sbuf_fmt(b, ", %.*s", FMT(c->v[i].field));
		sbuf_put(b, STR("]\n"));
	}
}

struct str
columns_text(struct arena *mem, const struct locked_file *f, ptrdiff_t n)
{
	struct sbuf b = { .mem = mem };

	sbuf_put(&b, STR("# The columns that the files had when they were "
	                 "locked.  Written by\n# `muster check --lock`; a run "
	                 "with other columns stops.\ncolumns:\n"));
	for (ptrdiff_t i = 0; i < n; i++) {
		struct columns c = of_shape(mem, f[i].shape);
		bool again = false;

		for (ptrdiff_t k = 0; k < i && !again; k++) {
			struct columns was = of_shape(mem, f[k].shape);
			struct str words;

			again = f[k].shape->kind == f[i].shape->kind &&
			        compare(mem, &was, &c, &words) == 0;
		}
		if (!again)
			put_entry(&b, &f[i], &c);
	}
	return sbuf_str(&b);
}
