/* SPDX-License-Identifier: MIT */
/*
 * YAML documents into structs, by a table.
 *
 * The room that owns a struct describes it once: a table of {key, kind,
 * required, default, offset}.  yaml_load fills the struct and reports
 * everything it does not understand (unknown key, missing key, duplicate key,
 * wrong type, a number that is not exactly one) with file, line and column.
 * Numbers are strict: "20x80" is an error, never 20.  Every string keeps its
 * place, so that a later complaint about its meaning (a pattern that does not
 * compile) names where it stands.
 *
 * The only file that includes yaml.h of libyaml is yaml.c.
 */
#ifndef MUSTER_BASE_YAML_H
#define MUSTER_BASE_YAML_H

#include "base/date.h"
#include "base/diag.h"

struct yaml_str {
	struct str s;                 /* UTF-8, no NUL                       */
	int32_t line, column;         /* from 1; 0 for a default             */
};

struct yaml_strs {
	const struct yaml_str *v;
	ptrdiff_t n;
};

/* A list of structs; cast v to the type that the table's shape describes. */
struct yaml_list {
	void *v;
	ptrdiff_t n;
};

enum yaml_kind {
	YAML_STR,     /* struct yaml_str: any scalar                         */
	YAML_STRS,    /* struct yaml_strs: a list of scalars, or one scalar  */
	YAML_STRSS,   /* struct yaml_list of struct yaml_strs: list of lists */
	YAML_INT,     /* int64_t: a whole number                             */
	YAML_E4,      /* int64_t: a decimal number x 10,000 (13.62: 136200)  */
	YAML_BP,      /* int64_t: a percentage in basis points: "-7%", "80%",
	                 "0.5 %": the sign % is required                     */
	YAML_DATE,    /* date: YYYY-MM-DD, or YYYY-MM for its first day; the
	                 word "unknown" gives DATE_NONE                      */
	YAML_BOOL,    /* bool: true false yes no                             */
	YAML_ENUM,    /* int: index of the word in .words                    */
	YAML_STRUCT,  /* a struct inside this one, by .shape                 */
	YAML_LIST,    /* struct yaml_list of structs, by .shape              */
	YAML_AGAIN,   /* the same; the key may be there again and goes on    */
};

struct yaml_shape;

struct yaml_field {
	const char *key;
	enum yaml_kind kind;
	bool required;
	const char *fallback;             /* as YAML text; NULL: all zero    */
	size_t offset;
	const struct yaml_shape *shape;   /* YAML_STRUCT, YAML_LIST          */
	const char *const *words;         /* YAML_ENUM, ends with NULL       */
};

struct yaml_shape {
	const char *what;                 /* for messages: "an occupation"   */
	size_t size;
	const struct yaml_field *field;   /* ends with a NULL key            */
	ptrdiff_t pos_offset;             /* of a struct pos to fill, or -1  */
};

/*
 * Parse `text` (a whole document, one mapping) into *out, a struct of `shape`.
 *
 *   file    the name for messages; kept in positions
 *   result  true when no finding was made; findings are YAML_SYNTAX and
 *           YAML_VALUE.  All findings of a document are reported, not only
 *           the first (except syntax errors).
 *   memory  everything is in the arena; `text` need not outlive the call
 *
 * Anchors and aliases are resolved; a document that expands to more than
 * 1,000,000 nodes or nests deeper than 100 is an error.  A fallback is used
 * where a key is absent or its value empty (nothing, ~ or an unquoted null);
 * a required key must not be empty, an empty list included, nor an item of a
 * list of texts.  Whatever cannot be read leaves its place in *out zero, and
 * list items with a finding may be missing, so *out is for use only when the
 * result is true.
 */
bool yaml_load(struct arena *, struct str file, struct str text,
               const struct yaml_shape *shape, void *out, struct diags *);

/*
 * A YAML_VALUE finding at a text that was loaded from `file`: the text is what
 * was found, the message says what was expected.
 */
__attribute__((format(printf, 4, 5)))
void yaml_wrong(struct diags *, struct str file, const struct yaml_str *at,
                const char *fmt, ...);

/* The same of a va_list. */
void yaml_vwrong(struct diags *, struct str file, const struct yaml_str *at,
                 const char *fmt, va_list);

#endif
