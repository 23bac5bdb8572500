/* SPDX-License-Identifier: MIT */
#include "norm/rules_int.h"

#include "base/utf8.h"
#include "norm/pairs.h"

struct yaml_column {
	struct yaml_str field;
	struct yaml_strs kinds, match;
};

struct yaml_rule_kind {
	struct yaml_str kind;
	struct yaml_list signature;   /* of struct yaml_strs               */
};

struct yaml_rules {
	struct yaml_str name, note;
	struct yaml_list kinds, columns, values;
	struct yaml_strs total, footer;
};

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct yaml_shape name_shape = {
	"a name", sizeof(struct yaml_name), (const struct yaml_field[]){
		{ "name", YAML_STR, .required = true, AT(yaml_name, name) },
		{ "same", YAML_STRS, AT(yaml_name, same) },
		{ "match", YAML_STRS, AT(yaml_name, match) },
		{ "except", YAML_STRS, AT(yaml_name, except) },
		{ 0 }
	}, -1
};

static const struct yaml_shape set_shape = {
	"a vocabulary", sizeof(struct yaml_set), (const struct yaml_field[]){
		{ "field", YAML_STR, .required = true, AT(yaml_set, field) },
		{ "split", YAML_STR, AT(yaml_set, split) },
		{ "empty", YAML_STRS, AT(yaml_set, empty) },
		{ "names", YAML_LIST, .required = true, AT(yaml_set, names),
		  .shape = &name_shape },
		{ 0 }
	}, -1
};

static const struct yaml_shape column_shape = {
	"a column", sizeof(struct yaml_column), (const struct yaml_field[]){
		{ "field", YAML_STR, .required = true, AT(yaml_column, field) },
		{ "kinds", YAML_STRS, AT(yaml_column, kinds) },
		{ "match", YAML_STRS, .required = true,
		  AT(yaml_column, match) },
		{ 0 }
	}, -1
};

static const struct yaml_shape kind_shape = {
	"a kind", sizeof(struct yaml_rule_kind), (const struct yaml_field[]){
		{ "kind", YAML_STR, .required = true,
		  AT(yaml_rule_kind, kind) },
		{ "signature", YAML_STRSS, .required = true,
		  AT(yaml_rule_kind, signature) },
		{ 0 }
	}, -1
};

static const struct yaml_shape rules_shape = {
	"a rules file", sizeof(struct yaml_rules), (const struct yaml_field[]){
		{ "rules", YAML_STR, AT(yaml_rules, name) },
		{ "note", YAML_STR, AT(yaml_rules, note) },
		{ "kinds", YAML_LIST, AT(yaml_rules, kinds),
		  .shape = &kind_shape },
		{ "columns", YAML_LIST, AT(yaml_rules, columns),
		  .shape = &column_shape },
		{ "values", YAML_AGAIN, AT(yaml_rules, values),
		  .shape = &set_shape },
		{ "total", YAML_STRS, AT(yaml_rules, total) },
		{ "footer", YAML_STRS, AT(yaml_rules, footer) },
		{ 0 }
	}, -1
};

_Static_assert(KIND_N <= 32, "the bit sets of rules.h");

/* What the loading functions pass around. */
struct loading {
	struct arena *mem;
	struct rules *rules;
	struct diags *diags;
	bool ok;
};

__attribute__((format(printf, 3, 4)))
static void
wrong(struct loading *l, struct yaml_str at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	yaml_vwrong(l->diags, l->rules->file, &at, fmt, ap);
	va_end(ap);
	l->ok = false;
}

/* Compile a list of patterns; NULLs where one is wrong. */
static struct regex **
compile(struct loading *l, struct yaml_strs s)
{
	struct regex **out = NEW(l->mem, s.n, struct regex *);

	for (ptrdiff_t i = 0; i < s.n; i++) {
		out[i] = regex_new(l->mem, l->rules->file, s.v[i], l->diags);
		l->ok &= out[i] != NULL;
	}
	return out;
}

static void
load_kinds(struct loading *l, struct yaml_list kinds)
{
	const struct yaml_rule_kind *k = kinds.v;
	struct rules *r = l->rules;

	r->kind = NEW(l->mem, kinds.n, struct rule_kind);
	r->n_kind = kinds.n;
	for (ptrdiff_t i = 0; i < kinds.n; i++) {
		const struct yaml_strs *set = k[i].signature.v;
		ptrdiff_t n = k[i].signature.n;
		struct rule_signature *sig = NEW(l->mem, n,
		                                 struct rule_signature);

		for (ptrdiff_t j = 0; j < n; j++)
			if (set[j].n == 0)
				wrong(l, k[i].kind,
				      "a signature without fields fits all");
		r->kind[i].kind = kind_named(k[i].kind.s);
		r->kind[i].signature = (struct yaml_list){ sig, n };
		if (r->kind[i].kind == KIND_NONE)
			wrong(l, k[i].kind, "expected a kind such as staff");
		for (ptrdiff_t j = 0; j < i; j++)
			if (str_eq(k[j].kind.s, k[i].kind.s))
				wrong(l, k[i].kind, "the kind stands in line "
				      "%d already", k[j].kind.line);
		for (ptrdiff_t j = 0; j < n; j++)
			for (ptrdiff_t f = 0; f < set[j].n; f++) {
				enum field x = field_named(set[j].v[f].s);

				if (x == FIELD_NONE)
					wrong(l, set[j].v[f], "expected a "
					      "field such as person_id");
				else
					sig[j].fields |= FIELD_BIT(x);
			}
	}
}

static void
load_columns(struct loading *l, struct yaml_list columns)
{
	const struct yaml_column *c = columns.v;
	struct rules *r = l->rules;
	struct { VEC(struct rule_column); } out = { 0 };

	for (ptrdiff_t i = 0; i < columns.n; i++) {
		struct rule_column one = { .field = field_named(c[i].field.s) };
		struct regex **regex = compile(l, c[i].match);

		if (one.field == FIELD_NONE)
			wrong(l, c[i].field,
			      "expected a field such as person_id");
		for (ptrdiff_t k = 0; k < c[i].kinds.n; k++) {
			enum kind kind = kind_named(c[i].kinds.v[k].s);

			if (kind == KIND_NONE)
				wrong(l, c[i].kinds.v[k],
				      "expected a kind such as staff");
			else
				one.kinds |= UINT32_C(1) << kind;
		}
		if (c[i].kinds.n == 0)
			one.kinds = UINT32_MAX;
		for (ptrdiff_t m = 0; m < c[i].match.n; m++) {
			one.regex = regex[m];
			*VEC_PUSH(l->mem, &out) = one;
		}
	}
	r->column = out.v;
	r->n_column = out.n;
}

/* One exact spelling of name number `name`; who claims it first is told. */
static void
claim(struct loading *l, struct rule_set *set, struct yaml_str spelling,
      uint32_t name, uint32_t *names, struct yaml_str *places)
{
	struct str key = utf8_key(l->mem, spelling.s);
	ptrdiff_t before = set->exact.n;
	uint32_t id;

	if (key.len == 0) {
		wrong(l, spelling, "nothing is left of this spelling once "
		      "punctuation is gone");
		return;
	}
	id = intern_put(&set->exact, key);
	if ((ptrdiff_t)id == before) {
		names[id] = name;
		places[id] = spelling;
	} else if (names[id] != name && spelling.line) {
		/* of the base it only counts where nobody says otherwise */
		wrong(l, spelling, "line %d says that this spelling is "
		      "\"%.*s\"; it cannot be \"%.*s\" too", places[id].line,
		      FMT(set->names.v[names[id]].s),
		      FMT(set->names.v[name].s));
	}
}

static ptrdiff_t
count_spellings(const struct yaml_set *y)
{
	const struct yaml_name *n = y->names.v;
	ptrdiff_t sum = 1;

	for (ptrdiff_t i = 0; i < y->names.n; i++)
		sum += 1 + n[i].same.n;
	return sum;
}

static void
load_spellings(struct loading *l, const struct yaml_set *y,
               struct rule_set *set)
{
	const struct yaml_name *n = y->names.v;
	ptrdiff_t room = count_spellings(y);
	uint32_t *names = NEW(l->mem, room, uint32_t);
	struct yaml_str *places = NEW(l->mem, room, struct yaml_str);

	intern_init(&set->exact, l->mem);
	for (ptrdiff_t i = 0; i < y->names.n; i++) {
		claim(l, set, n[i].name, (uint32_t)i, names, places);
		for (ptrdiff_t s = 0; s < n[i].same.n; s++)
			claim(l, set, n[i].same.v[s], (uint32_t)i, names,
			      places);
	}
	set->exact_name = names;
	set->exact_at = places;
}

static void
load_patterns(struct loading *l, const struct yaml_set *y,
              struct rule_set *set)
{
	const struct yaml_name *n = y->names.v;
	struct { VEC(struct rule_pattern); } patterns = { 0 };
	struct { VEC(struct regex *); } excepts = { 0 };

	for (ptrdiff_t i = 0; i < y->names.n; i++) {
		struct regex **match = compile(l, n[i].match);
		struct regex **except = compile(l, n[i].except);
		struct rule_pattern p = {
			.name = (uint32_t)i, .except = (uint32_t)excepts.n,
			.n_except = (uint32_t)n[i].except.n,
		};

		for (ptrdiff_t k = 0; k < n[i].except.n; k++)
			*VEC_PUSH(l->mem, &excepts) = except[k];
		for (ptrdiff_t k = 0; k < n[i].match.n; k++) {
			p.regex = match[k];
			*VEC_PUSH(l->mem, &patterns) = p;
		}
	}
	set->pattern = patterns.v;
	set->n_pattern = patterns.n;
	set->except = excepts.v;
	set->n_except = excepts.n;
}

static void
load_set(struct loading *l, const struct yaml_set *y, struct rule_set *set)
{
	const struct yaml_name *n = y->names.v;
	struct yaml_str *names = NEW(l->mem, y->names.n, struct yaml_str);

	for (ptrdiff_t i = 0; i < y->names.n; i++)
		names[i] = n[i].name;
	set->field = y->field.s;
	set->names = (struct yaml_strs){ names, y->names.n };
	load_spellings(l, y, set);
	load_patterns(l, y, set);
	set->empty = compile(l, y->empty);
	set->n_empty = y->empty.n;
	if (y->split.s.len) {
		set->split = regex_new(l->mem, l->rules->file, y->split,
		                       l->diags);
		l->ok &= set->split != NULL;
	}
}

static void
load_sets(struct loading *l, struct yaml_list values)
{
	const struct yaml_set *y = values.v;
	struct rules *r = l->rules;

	r->set = NEW(l->mem, values.n, struct rule_set);
	for (ptrdiff_t i = 0; i < values.n; i++)
		load_set(l, &y[i], &r->set[r->n_set++]);
}

static void
missing(struct loading *l, const char *key)
{
	diag_add(l->diags, DIAG_YAML_VALUE, (struct pos){
		.file = l->rules->file, .line = 1, .last_line = 1, .column = 1
	}, STR(""), STR(""), "the key \"%s\" of a rules file is missing", key);
	l->ok = false;
}

/* Take from the base what the file does not say; false when that is wrong. */
static bool
add_base(struct loading *l, struct yaml_rules *y, const struct rules_text *base)
{
	struct yaml_rules of = { 0 };
	bool alone = y->kinds.n || y->columns.n || !base;

	if (!alone && !yaml_load(l->mem, base->file, base->text, &rules_shape,
	                         &of, l->diags))
		return false;
	y->values = rules_join(l->mem, y->values, of.values);
	if (!alone) {
		y->kinds = of.kinds;
		y->columns = of.columns;
		y->total = y->total.n ? y->total : of.total;
		y->footer = y->footer.n ? y->footer : of.footer;
		if (!y->name.s.len)
			y->name.s = str_fmt(l->mem, "%.*s and more",
			                    FMT(of.name.s));
	}
	if (!y->name.s.len)
		missing(l, "rules");
	if (!y->kinds.n)
		missing(l, "kinds");
	if (!y->columns.n)
		missing(l, "columns");
	return l->ok;
}

struct rules *
rules_load(struct arena *mem, struct str file, struct str text,
           struct diags *diags)
{
	return rules_load_on(mem, file, text, NULL, diags);
}

struct rules *
rules_load_on(struct arena *mem, struct str file, struct str text,
              const struct rules_text *base, struct diags *diags)
{
	struct rules *r = NEW(mem, 1, struct rules);
	struct loading l = { mem, r, diags, true };
	struct yaml_rules y = { 0 };

	r->file = str_dup(mem, file);
	if (!yaml_load(mem, r->file, text, &rules_shape, &y, diags) ||
	    !add_base(&l, &y, base))
		return NULL;
	r->name = y.name.s;
	load_kinds(&l, y.kinds);
	load_columns(&l, y.columns);
	load_sets(&l, y.values);
	r->total = compile(&l, y.total);
	r->n_total = y.total.n;
	r->footer = compile(&l, y.footer);
	r->n_footer = y.footer.n;
	if (l.ok)
		return r;
	rules_free(r);
	return NULL;
}

static void
free_all(struct regex *const *v, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		regex_free(v[i]);
}

void
rules_free(struct rules *r)
{
	for (ptrdiff_t i = 0; i < r->n_column; i++)
		regex_free(r->column[i].regex);
	for (ptrdiff_t i = 0; i < r->n_set; i++) {
		const struct rule_set *s = &r->set[i];

		for (ptrdiff_t k = 0; k < s->n_pattern; k++)
			regex_free(s->pattern[k].regex);
		free_all(s->except, s->n_except);
		free_all(s->empty, s->n_empty);
		regex_free(s->split);
	}
	free_all(r->total, r->n_total);
	free_all(r->footer, r->n_footer);
}

const struct rule_set *
rules_set(const struct rules *r, struct str field)
{
	for (ptrdiff_t i = 0; i < r->n_set; i++)
		if (str_eq(r->set[i].field, field))
			return &r->set[i];
	return NULL;
}

/* The bit of a file's kind; of KIND_NONE one that only rules for all have. */
static uint32_t
kind_bit(int kind)
{
	return UINT32_C(1) << (kind == KIND_NONE ? KIND_N : kind);
}

/* Match a header's key against the column rules, in order, for those kinds of
 * `open` that have no field yet; returns the kinds that still have none. */
static uint32_t
match_columns(const struct rules *r, struct regex_scratch *scratch,
              struct str key, uint32_t open, enum field *by_kind)
{
	uint64_t pairs = pairs_of(key);

	for (ptrdiff_t i = 0; i < r->n_column && open; i++) {
		const struct regex *regex = r->column[i].regex;
		uint32_t here = r->column[i].kinds & open;

		if (!here || !regex_can_match(regex, pairs) || regex_match(
		    regex, scratch, key, 0, NULL, NULL) != REGEX_YES)
			continue;
		for (int k = 0; k <= KIND_N; k++)
			if (here >> k & 1)
				by_kind[k] = r->column[i].field;
		open &= ~here;
	}
	return open;
}

static void
find_columns(const struct rules *r, uint32_t open,
             struct regex_scratch *scratch, struct arena *mem,
             struct str header, enum field *by_kind)
{
	struct arena_mark mark = arena_mark(mem);
	struct str key = utf8_header_key(mem, header);
	struct str bare = utf8_header_bare(mem, header);

	for (int k = 0; k <= KIND_N; k++)
		by_kind[k] = FIELD_NONE;
	if (key.len)
		open = match_columns(r, scratch, key, open, by_kind);
	if (bare.len && !str_eq(key, bare))
		match_columns(r, scratch, bare, open, by_kind);
	arena_rewind(mem, mark);
}

enum field
rules_column(const struct rules *r, enum kind kind,
             struct regex_scratch *scratch, struct arena *mem,
             struct str header)
{
	enum field by_kind[KIND_N + 1];

	find_columns(r, kind_bit(kind), scratch, mem, header, by_kind);
	return by_kind[kind == KIND_NONE ? KIND_N : kind];
}

void
rules_columns(const struct rules *r, struct regex_scratch *scratch,
              struct arena *mem, struct str header, enum field *by_kind)
{
	find_columns(r, kind_bit(KIND_NONE) - 1, scratch, mem, header, by_kind);
}

struct str
rules_nearest(const struct rule_set *set, struct arena *mem, struct str value)
{
	struct arena_mark mark = arena_mark(mem);
	struct str key = utf8_key(mem, value), best = STR("");
	ptrdiff_t least = key.len / 3 + 1;

	for (ptrdiff_t i = 1; i < set->exact.n && least > 1; i++) {
		struct str other = intern_str(&set->exact, (uint32_t)i);
		ptrdiff_t d = utf8_distance(mem, key, other, least);

		if (d < least) {
			least = d;
			best = set->names.v[set->exact_name[i]].s;
		}
	}
	arena_rewind(mem, mark);
	return best;
}
