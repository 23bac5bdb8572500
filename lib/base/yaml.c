/* SPDX-License-Identifier: MIT */
#include "base/yaml_scalar.h"

#include <yaml.h>

enum { NODES_MAX = 1000000, DEPTH_MAX = 100 };

/* What the functions below share: one document on its way into a struct. */
struct load {
	struct arena *mem;
	struct diags *diags;
	struct str file;
	yaml_document_t doc;
	bool fallback;     /* the text of a fallback: it has no position */
	int64_t nodes;     /* so far, aliases counted each time          */
};

static struct pos
pos_of_mark(const struct load *ld, yaml_mark_t mark)
{
	struct pos at = { .file = ld->file };

	if (!ld->fallback) {
		at.line = at.last_line = (int64_t)mark.line + 1;
		at.column = (int32_t)mark.column + 1;
	}
	return at;
}

static struct pos
pos_of(const struct load *ld, const yaml_node_t *n)
{
	return pos_of_mark(ld, n->start_mark);
}

/* The text of a scalar, in the document's memory; "" for anything else. */
static struct str
text_of(const yaml_node_t *n)
{
	if (n->type != YAML_SCALAR_NODE)
		return STR("");
	return (struct str){ (const char *)n->data.scalar.value,
		             (ptrdiff_t)n->data.scalar.length };
}

/* `key:` with nothing after it, or with YAML's own words for nothing. */
static bool
is_null(const yaml_node_t *n)
{
	struct str s = text_of(n);

	return n->type == YAML_SCALAR_NODE &&
	       n->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       (s.len == 0 || str_eq(s, STR("~")) ||
	        str_eq_nocase(s, STR("null")));
}

/* Nothing, or a list of nothing where something must be. */
static bool
is_empty(const yaml_node_t *n, const struct yaml_field *f)
{
	return is_null(n) || (f->required && n->type == YAML_SEQUENCE_NODE &&
	                      n->data.sequence.items.start ==
	                      n->data.sequence.items.top);
}

static yaml_node_t *
node_at(struct load *ld, int index)
{
	return yaml_document_get_node(&ld->doc, index);
}

/* Something else stands where the table wants `expected`. */
static void
mismatch(struct load *ld, const yaml_node_t *n, const struct yaml_shape *of,
         const struct yaml_field *f, const char *expected)
{
	const char *found = "", *hint = "";

	if (n->type == YAML_SEQUENCE_NODE)
		found = "; found a list";
	else if (n->type == YAML_MAPPING_NODE)
		found = "; found a mapping";
	else if (text_of(n).len == 0)
		found = "; found nothing";
	if (f->kind <= YAML_STRSS && n->type == YAML_MAPPING_NODE &&
	    n->data.mapping.style == YAML_FLOW_MAPPING_STYLE)
		hint = " (text that begins with { needs quotes)";
	diag_add(ld->diags, DIAG_YAML_VALUE, pos_of(ld, n), STR(""),
	         text_of(n), "\"%s\" of %s must be %s%s%s", f->key, of->what,
	         expected, found, hint);
}

/* A scalar as text with its place; false, with a finding, if it is none. */
static bool
fill_str(struct load *ld, yaml_node_t *n, const struct yaml_shape *of,
         const struct yaml_field *f, struct yaml_str *to)
{
	struct str s = text_of(n);
	struct pos at = pos_of(ld, n);

	if (n->type != YAML_SCALAR_NODE) {
		mismatch(ld, n, of, f, yaml_expected(YAML_STR));
		return false;
	}
	if (str_chr(s, '\0') >= 0) {
		diag_add(ld->diags, DIAG_YAML_VALUE, at, STR(""), s,
		         "\"%s\" of %s must not hold a NUL character",
		         f->key, of->what);
		return false;
	}
	*to = (struct yaml_str){ str_dup(ld->mem, s), (int32_t)at.line,
		                 at.column };
	return true;
}

static void
fill_strs(struct load *ld, yaml_node_t *n, const struct yaml_shape *of,
          const struct yaml_field *f, struct yaml_strs *to)
{
	if (n->type == YAML_MAPPING_NODE) {
		mismatch(ld, n, of, f, yaml_expected(YAML_STRS));
		return;
	}
	if (n->type == YAML_SCALAR_NODE) {
		struct yaml_str *one = NEW(ld->mem, 1, struct yaml_str);

		*to = (struct yaml_strs){ one, fill_str(ld, n, of, f, one) };
		return;
	}
	const yaml_node_item_t *item = n->data.sequence.items.start;
	ptrdiff_t len = n->data.sequence.items.top - item, good = 0;
	struct yaml_str *v = NEW(ld->mem, len, struct yaml_str);

	for (ptrdiff_t i = 0; i < len; i++) {
		yaml_node_t *x = node_at(ld, item[i]);

		if (is_null(x))
			mismatch(ld, x, of, f, "a list without empty items "
			         "(the words null and ~ need quotes)");
		else
			good += fill_str(ld, x, of, f, v + good);
	}
	*to = (struct yaml_strs){ v, good };
}

static void
fill_enum(struct load *ld, const yaml_node_t *n, const struct yaml_shape *of,
          const struct yaml_field *f, int *to)
{
	struct str s = text_of(n);

	for (int i = 0; f->words[i]; i++)
		if (str_eq(s, str_of(f->words[i]))) {
			*to = i;
			return;
		}
	diag_add(ld->diags, DIAG_YAML_VALUE, pos_of(ld, n), STR(""), s,
	         "\"%s\" of %s: %s", f->key, of->what,
	         yaml_suggestion(ld->mem, s, yaml_words_of(f->words)));
}

static void fill_struct(struct load *, yaml_node_t *,
                        const struct yaml_shape *, char *to);

/* YAML_STRSS and YAML_LIST: an array with an element for each item. */
static void
fill_list(struct load *ld, yaml_node_t *n, const struct yaml_shape *of,
          const struct yaml_field *f, struct yaml_list *to)
{
	bool structs = f->kind != YAML_STRSS;
	size_t size = structs ? f->shape->size : sizeof(struct yaml_strs);

	if (n->type != YAML_SEQUENCE_NODE) {
		mismatch(ld, n, of, f, yaml_expected(f->kind));
		return;
	}
	const yaml_node_item_t *item = n->data.sequence.items.start;
	ptrdiff_t len = n->data.sequence.items.top - item, had = to->n;
	char *v = arena_alloc(ld->mem, had + len, (ptrdiff_t)size,
	                      _Alignof(max_align_t));

	if (had)
		memcpy(v, to->v, (size_t)had * size);
	*to = (struct yaml_list){ v, had + len };
	v += (size_t)had * size;
	for (ptrdiff_t i = 0; i < len; i++, v += size) {
		yaml_node_t *x = node_at(ld, item[i]);

		if (structs)
			fill_struct(ld, x, f->shape, v);
		else if (x->type == YAML_SEQUENCE_NODE)
			fill_strs(ld, x, of, f, (struct yaml_strs *)(void *)v);
		else
			mismatch(ld, x, of, f, yaml_expected(YAML_STRSS));
	}
}

static void
fill_field(struct load *ld, yaml_node_t *n, const struct yaml_shape *of,
           const struct yaml_field *f, void *to)
{
	switch (f->kind) {
	case YAML_STR:
		fill_str(ld, n, of, f, to);
		break;
	case YAML_STRS:
		fill_strs(ld, n, of, f, to);
		break;
	case YAML_STRSS:
	case YAML_LIST:
	case YAML_AGAIN:
		fill_list(ld, n, of, f, to);
		break;
	case YAML_STRUCT:
		fill_struct(ld, n, f->shape, to);
		break;
	case YAML_ENUM:
		if (n->type == YAML_SCALAR_NODE)
			fill_enum(ld, n, of, f, to);
		else
			mismatch(ld, n, of, f, yaml_expected(f->kind));
		break;
	default:
		if (n->type != YAML_SCALAR_NODE ||
		    !yaml_scalar(f->kind, text_of(n), to))
			mismatch(ld, n, of, f, yaml_expected(f->kind));
	}
}

static bool parse(struct load *, struct str text);

/* A key that is absent or empty: its fallback, which is YAML text as well. */
static void
fill_fallback(const struct load *ld, const struct yaml_shape *of,
              const struct yaml_field *f, void *to)
{
	struct load sub = { .mem = ld->mem, .diags = ld->diags,
		            .file = ld->file, .fallback = true };

	if (!f->fallback || !parse(&sub, str_of(f->fallback)))
		return;
	fill_field(&sub, yaml_document_get_root_node(&sub.doc), of, f, to);
	yaml_document_delete(&sub.doc);
}

/* The row of a key, or NULL with a finding; *seen: the line it stood on. */
static const struct yaml_field *
field_of(struct load *ld, const yaml_node_t *key, const struct yaml_shape *of,
         int32_t *seen)
{
	struct pos at = pos_of(ld, key);
	struct str s = text_of(key);
	const struct yaml_field *f = of->field;

	if (key->type != YAML_SCALAR_NODE) {
		diag_add(ld->diags, DIAG_YAML_VALUE, at, STR(""), STR(""),
		         "a key of %s must be a word; found a %s (text that "
		         "begins with { or [ needs quotes)", of->what,
		         key->type == YAML_MAPPING_NODE ? "mapping" : "list");
		return NULL;
	}
	while (f->key && !str_eq(s, str_of(f->key)))
		f++;
	if (!f->key) {
		diag_add(ld->diags, DIAG_YAML_VALUE, at, STR(""), s,
		         "not a key of %s; %s", of->what,
		         yaml_suggestion(ld->mem, s, yaml_keys_of(of)));
		return NULL;
	}
	seen += f - of->field;
	if (*seen && f->kind != YAML_AGAIN) {
		diag_add(ld->diags, DIAG_YAML_VALUE, at, STR(""), s,
		         "this key of %s was given on line %d already",
		         of->what, *seen);
		return NULL;
	}
	*seen = ld->fallback ? 1 : (int32_t)at.line;
	return f;
}

/* A mapping into the struct at `to`, whose bytes are zero. */
static void
fill_struct(struct load *ld, yaml_node_t *n, const struct yaml_shape *shape,
            char *to)
{
	ptrdiff_t n_fields = 0;

	if (n->type != YAML_MAPPING_NODE) {
		diag_add(ld->diags, DIAG_YAML_VALUE, pos_of(ld, n), STR(""),
		         text_of(n), "%s must be a mapping (key: value)%s",
		         shape->what, n->type == YAML_SEQUENCE_NODE
		         ? "; found a list"
		         : is_null(n) ? "; found nothing" : "");
		return;
	}
	if (shape->pos_offset >= 0)
		*(struct pos *)(void *)(to + shape->pos_offset) =
			pos_of(ld, n);
	while (shape->field[n_fields].key)
		n_fields++;

	int32_t *seen = NEW(ld->mem, n_fields, int32_t);
	bool *full = NEW(ld->mem, n_fields, bool);
	const yaml_node_pair_t *p = n->data.mapping.pairs.start;

	for (; p < n->data.mapping.pairs.top; p++) {
		yaml_node_t *value = node_at(ld, p->value);
		const struct yaml_field *f =
			field_of(ld, node_at(ld, p->key), shape, seen);

		if (f && !is_empty(value, f)) {
			full[f - shape->field] = true;
			fill_field(ld, value, shape, f, to + f->offset);
		}
	}
	for (ptrdiff_t i = 0; i < n_fields; i++) {
		const struct yaml_field *f = &shape->field[i];
		struct pos at = pos_of(ld, n);

		if (full[i])
			continue;
		if (seen[i]) /* keys stand in the mapping's column */
			at.line = at.last_line = seen[i];
		if (f->required)
			diag_add(ld->diags, DIAG_YAML_VALUE, at, STR(""),
			         STR(""), "the key \"%s\" of %s is %s", f->key,
			         shape->what, seen[i] ? "empty" : "missing");
		else
			fill_fallback(ld, shape, f, to + f->offset);
	}
}

/* What libyaml complains of, at its own place. */
static void
syntax_error(struct load *ld, const yaml_parser_t *p, struct str text)
{
	struct pos at = pos_of_mark(ld, p->problem_mark);
	const char *problem = p->problem ? p->problem : "not readable";

	if (p->error == YAML_READER_ERROR) /* the one without a mark */
		at = pos_of_byte(ld->file, text, (ptrdiff_t)p->problem_offset);
	if (p->context)
		diag_add(ld->diags, DIAG_YAML_SYNTAX, at, STR(""), STR(""),
		         "%s (%s, line %lld)", problem, p->context,
		         (long long)p->context_mark.line + 1);
	else
		diag_add(ld->diags, DIAG_YAML_SYNTAX, at, STR(""), STR(""),
		         "%s", problem);
}

static void
too_deep(struct load *ld, struct pos at)
{
	diag_add(ld->diags, DIAG_YAML_VALUE, at, STR(""), STR(""),
	         "nested deeper than %d levels", DEPTH_MAX);
}

/* Whether the tree below n, aliases followed, is small and shallow enough. */
static bool
bounded(struct load *ld, const yaml_node_t *n, int depth)
{
	const yaml_node_item_t *item;
	const yaml_node_pair_t *pair;

	if (depth > DEPTH_MAX && n->type != YAML_SCALAR_NODE) {
		too_deep(ld, pos_of(ld, n));
		return false;
	}
	if (++ld->nodes > NODES_MAX) {
		diag_add(ld->diags, DIAG_YAML_VALUE, pos_of(ld, n), STR(""),
		         STR(""), "the document, its aliases followed, has "
		         "more than %d values", NODES_MAX);
		return false;
	}
	if (n->type == YAML_SEQUENCE_NODE) {
		item = n->data.sequence.items.start;
		for (; item < n->data.sequence.items.top; item++)
			if (!bounded(ld, node_at(ld, *item), depth + 1))
				return false;
	} else if (n->type == YAML_MAPPING_NODE) {
		pair = n->data.mapping.pairs.start;
		for (; pair < n->data.mapping.pairs.top; pair++)
			if (!bounded(ld, node_at(ld, pair->key), depth + 1) ||
			    !bounded(ld, node_at(ld, pair->value), depth + 1))
				return false;
	}
	return true;
}

static void
start(struct load *ld, yaml_parser_t *p, struct str text)
{
	if (!yaml_parser_initialize(p))
		ld->mem->oom(ld->mem->ctx, sizeof *p);
	yaml_parser_set_input_string(p, (const unsigned char *)text.s,
	                             (size_t)text.len);
}

/*
 * Whether the text nests no deeper than it may.  Asked before the document is
 * built, because libyaml's time grows with the square of the depth: a minute
 * for 300,000 brackets.  Text that is wrong in another way passes here.
 */
static bool
shallow(struct load *ld, struct str text)
{
	yaml_parser_t p;
	yaml_event_t e;
	int depth = 0;
	bool more = true;

	start(ld, &p, text);
	while (more && depth <= DEPTH_MAX && yaml_parser_parse(&p, &e)) {
		depth += (e.type == YAML_SEQUENCE_START_EVENT ||
		          e.type == YAML_MAPPING_START_EVENT) -
		         (e.type == YAML_SEQUENCE_END_EVENT ||
		          e.type == YAML_MAPPING_END_EVENT);
		if (depth > DEPTH_MAX)
			too_deep(ld, pos_of_mark(ld, e.start_mark));
		more = e.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&p);
	return depth <= DEPTH_MAX;
}

/* Whether a parser failed for want of memory; some of libyaml's functions
 * then give no error at all. */
static bool
ran_out(const yaml_parser_t *p)
{
	return p->error == YAML_MEMORY_ERROR || p->error == YAML_NO_ERROR;
}

/* Whether one document with something in it was read, and none follows. */
static bool
one_document(struct load *ld, yaml_parser_t *p, struct str text)
{
	yaml_document_t next;
	const yaml_node_t *root, *more;
	bool ok = false;

	if (!yaml_parser_load(p, &ld->doc)) {
		if (!ran_out(p))
			syntax_error(ld, p, text);
		return false;
	}
	root = yaml_document_get_root_node(&ld->doc);
	if (!root) {
		diag_add(ld->diags, DIAG_YAML_VALUE,
		         (struct pos){ ld->file, 1, 1, 1 }, STR(""), STR(""),
		         "the document is empty");
	} else if (bounded(ld, root, 1) && yaml_parser_load(p, &next)) {
		more = yaml_document_get_root_node(&next);
		if (more)
			diag_add(ld->diags, DIAG_YAML_VALUE, pos_of(ld, more),
			         STR(""), STR(""),
			         "a second document in one file");
		ok = !more;
		yaml_document_delete(&next);
	} else if (p->error) {
		syntax_error(ld, p, text);
	}
	if (!ok)
		yaml_document_delete(&ld->doc);
	return ok;
}

/* Parse into ld->doc; false, with a finding and nothing to delete, if bad. */
static bool
parse(struct load *ld, struct str text)
{
	ptrdiff_t before = ld->diags->n;
	yaml_parser_t p;
	bool ok, memory;

	if (!ld->fallback && !shallow(ld, text))
		return false;
	start(ld, &p, text);
	ok = one_document(ld, &p, text);
	memory = !ok && ran_out(&p) && ld->diags->n == before;
	yaml_parser_delete(&p);
	if (memory)
		ld->mem->oom(ld->mem->ctx, (size_t)text.len);
	return ok;
}

bool
yaml_load(struct arena *mem, struct str file, struct str text,
          const struct yaml_shape *shape, void *out, struct diags *diags)
{
	struct load ld = { .mem = mem, .diags = diags,
		           .file = str_dup(mem, file) };
	int64_t before = diags_of(diags, SEV_CONFIG);

	memset(out, 0, shape->size);
	if (parse(&ld, text)) {
		fill_struct(&ld, yaml_document_get_root_node(&ld.doc), shape,
		            out);
		yaml_document_delete(&ld.doc);
	}
	return diags_of(diags, SEV_CONFIG) == before;
}
