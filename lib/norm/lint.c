/* SPDX-License-Identifier: MIT */
#include "norm/lint.h"

#include "base/utf8.h"
#include "norm/sample.h"

struct lint {
	struct arena *mem;
	const struct rules *rules;
	struct regex_scratch *scratch;
	struct diags *diags;
};

__attribute__((format(printf, 4, 5)))
static void
find(struct lint *l, enum diag_code code, const struct regex *r,
     const char *fmt, ...)
{
	struct yaml_str at = regex_source(r);
	struct sbuf b = { .mem = l->mem };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&b, fmt, ap);
	va_end(ap);
	diag_add(l->diags, code, (struct pos){ .file = l->rules->file,
		.line = at.line, .last_line = at.line, .column = at.column },
		STR(""), at.s, "%s", sbuf_str(&b).s);
}

static bool
fits(struct lint *l, const struct regex *r, struct str text)
{
	return regex_match(r, l->scratch, text, 0, NULL, NULL) == REGEX_YES;
}

/* Whether 40 characters like this, and one that ends it, are too many. */
static bool
runs_away(struct lint *l, const struct regex *r, struct str piece)
{
	enum { LENGTH = 40 };
	struct sbuf b = { .mem = l->mem };

	while (piece.len && b.n + piece.len <= LENGTH)
		sbuf_put(&b, piece);
	if (b.n == 0)
		sbuf_put(&b, piece);
	sbuf_put(&b, STR("!"));
	return regex_match(r, l->scratch, sbuf_str(&b), 0, NULL, NULL) ==
	       REGEX_FAILED;
}

/* Probe with what the pattern is made of, and with each of its characters. */
static void
probe(struct lint *l, const struct regex *r)
{
	struct samples s = samples_of(l->mem, regex_source(r).s);
	bool away = runs_away(l, r, STR(" ")) || runs_away(l, r, STR("a")) ||
		runs_away(l, r, STR("a ")) || runs_away(l, r, STR("1"));

	if (!regex_source(r).line)
		return;
	for (ptrdiff_t i = 0; i < s.n && i < 4 && !away; i++) {
		struct str rest = s.v[i];

		away |= runs_away(l, r, s.v[i]);
		while (rest.len && !away) {
			struct str c = rest;

			(void)utf8_next(&rest);
			c.len -= rest.len;
			away |= runs_away(l, r, c);
		}
	}
	if (away)
		find(l, DIAG_RULE_RUNAWAY, r, "%s", "");
}

static void
probe_all(struct lint *l, struct regex *const *r, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		probe(l, r[i]);
}

/*
 * Texts that a pattern fits, as the engine says: those made from it, and the
 * same as a part of something longer, where it is not bound to the ends.
 */
static struct samples
confirmed(struct lint *l, const struct regex *r)
{
	static const struct { const char *before, *after; } around[] = {
		{ "", "" }, { "", "s" }, { "", " x" }, { "x ", "" },
	};
	struct samples all = samples_of(l->mem, regex_source(r).s), out = { 0 };

	for (int k = 0; k < 4; k++)
		for (ptrdiff_t i = 0; i < all.n; i++) {
			struct str s = str_fmt(l->mem, "%s%.*s%s",
				around[k].before, FMT(all.v[i]),
				around[k].after);

			if (fits(l, r, s))
				*VEC_PUSH(l->mem, &out) = s;
		}
	return out;
}

/* Whether a pattern of a vocabulary takes a text: no exception does. */
static bool
takes(struct lint *l, const struct rule_set *s, const struct rule_pattern *p,
      struct str text)
{
	if (!fits(l, p->regex, text))
		return false;
	for (uint32_t i = 0; i < p->n_except; i++)
		if (fits(l, s->except[p->except + i], text))
			return false;
	return true;
}

/* Whether a text is a spelling of the name, which needs no pattern. */
static bool
is_spelling(struct lint *l, const struct rule_set *s, uint32_t name,
            struct str text)
{
	uint32_t id = intern_find(&s->exact, utf8_key(l->mem, text));

	return id != INTERN_NONE && id && s->exact_name[id] == name;
}

/* Who takes a text before pattern number `at` may: a pattern of another name,
 * NULL and *name for a spelling of one; false: nobody. */
static bool
taken_before(struct lint *l, const struct rule_set *s, ptrdiff_t at,
             struct str text, const struct rule_pattern **by, uint32_t *name)
{
	uint32_t id = intern_find(&s->exact, utf8_key(l->mem, text));

	*by = NULL;
	if (id != INTERN_NONE && id) {
		*name = s->exact_name[id];
		return true;
	}
	for (ptrdiff_t i = 0; i < at; i++)
		if (takes(l, s, &s->pattern[i], text)) {
			*by = &s->pattern[i];
			*name = s->pattern[i].name;
			return *name != s->pattern[at].name;
		}
	return false;
}

/* Whether any name or spelling of the vocabulary fits. */
static bool
is_tried(struct lint *l, const struct rule_set *s, const struct regex *r)
{
	for (ptrdiff_t i = 1; i < s->exact.n; i++)
		if (fits(l, r, utf8_clean(l->mem, s->exact_at[i].s)))
			return true;
	return false;
}

static void
lint_pattern(struct lint *l, const struct rule_set *s, ptrdiff_t at)
{
	const struct rule_pattern *p = &s->pattern[at], *by = NULL;
	struct samples made = confirmed(l, p->regex);
	ptrdiff_t alive = 0, lost = 0, own = 0;
	uint32_t name = 0;

	for (ptrdiff_t i = 0; i < made.n; i++) {
		struct str text = utf8_clean(l->mem, made.v[i]);

		if (!takes(l, s, p, text))
			continue;
		if (is_spelling(l, s, p->name, text)) {
			own++;
			continue;
		}
		alive++;
		lost += taken_before(l, s, at, text, &by, &name);
	}
	if (made.n && !alive && !own)
		find(l, DIAG_RULE_DEAD, p->regex, "\"%.*s\" would fit it",
		     FMT(made.v[0]));
	else if (alive && lost == alive && by)
		find(l, DIAG_RULE_SHADOWED, p->regex, "line %d takes it for "
		     "\"%.*s\" before", regex_source(by->regex).line,
		     FMT(s->names.v[name].s));
	else if (alive && lost == alive)
		find(l, DIAG_RULE_SHADOWED, p->regex, "it is a spelling of "
		     "\"%.*s\"", FMT(s->names.v[name].s));
	else if (!is_tried(l, s, p->regex))
		find(l, DIAG_RULE_UNTRIED, p->regex, "of the name \"%.*s\"",
		     FMT(s->names.v[p->name].s));
}

static void
lint_set(struct lint *l, const struct rule_set *s)
{
	for (ptrdiff_t i = 0; i < s->n_pattern; i++) {
		struct arena_mark mark = arena_mark(l->mem);

		if (regex_source(s->pattern[i].regex).line)
			lint_pattern(l, s, i);
		probe(l, s->pattern[i].regex);
		arena_rewind(l->mem, mark);
	}
	probe_all(l, s->except, s->n_except);
	probe_all(l, s->empty, s->n_empty);
	if (s->split)
		probe(l, s->split);
}

/* The earlier header pattern of another field that takes a text, or NULL. */
static const struct rule_column *
column_before(struct lint *l, ptrdiff_t at, struct str header)
{
	const struct rule_column *c = l->rules->column;

	for (ptrdiff_t i = 0; i < at; i++)
		if ((c[i].kinds & c[at].kinds) == c[at].kinds &&
		    fits(l, c[i].regex, header))
			return c[i].field == c[at].field ? NULL : &c[i];
	return NULL;
}

static void
lint_column(struct lint *l, ptrdiff_t at)
{
	const struct rule_column *c = &l->rules->column[at], *by = NULL;
	struct samples made = confirmed(l, c->regex);
	ptrdiff_t alive = 0, lost = 0;

	for (ptrdiff_t i = 0; i < made.n; i++) {
		struct str key = utf8_header_key(l->mem, made.v[i]);
		const struct rule_column *x;

		if (!fits(l, c->regex, key))
			continue;
		alive++;
		x = column_before(l, at, key);
		lost += x != NULL;
		by = x ? x : by;
	}
	if (made.n && !alive)
		find(l, DIAG_RULE_DEAD, c->regex, "a header \"%.*s\" is seen as "
		     "\"%.*s\"", FMT(made.v[0]),
		     FMT(utf8_header_key(l->mem, made.v[0])));
	else if (alive && lost == alive)
		find(l, DIAG_RULE_SHADOWED, c->regex, "line %d takes it for %s "
		     "before", regex_source(by->regex).line,
		     field_info[by->field].name);
}

void
rules_lint(struct arena *mem, const struct rules *r,
           struct regex_scratch *scratch, struct diags *diags)
{
	struct arena tmp = arena_like(mem);
	struct lint l = { &tmp, r, scratch, diags };

	for (ptrdiff_t i = 0; i < r->n_column; i++) {
		struct arena_mark mark = arena_mark(&tmp);

		if (regex_source(r->column[i].regex).line)
			lint_column(&l, i);
		probe(&l, r->column[i].regex);
		arena_rewind(&tmp, mark);
	}
	for (ptrdiff_t i = 0; i < r->n_set; i++)
		lint_set(&l, &r->set[i]);
	probe_all(&l, r->total, r->n_total);
	probe_all(&l, r->footer, r->n_footer);
	arena_free(&tmp);
}
