/* SPDX-License-Identifier: MIT */
/*
 * JSON documents: built value by value and dumped, or parsed and asked.
 *
 * A struct json is a handle on a value inside a document.  It is valid until
 * json_free is given the document's root; values other than a root are not
 * freed by themselves.  Keys stand in the order in which they were put.
 *
 *     struct json doc = json_new(mem), figures;
 *     json_put_text(doc, STR("report"), STR("pay"));
 *     figures = json_put_object(doc, STR("figures"));
 *     json_put_decimal(figures, STR("compa_ratio"), 100724, 5);
 *     text = json_dump(doc, mem);
 *     json_free(doc);
 *
 * The library below refuses text that is not UTF-8 and numbers that are not
 * finite by dropping the value without a word.  Here text is mended first,
 * numbers are scaled integers, and every result is checked: what remains is
 * lack of memory, for which the arena's handler is called.
 *
 * The only file that includes jansson.h is json.c.
 */
#ifndef MUSTER_BASE_JSON_H
#define MUSTER_BASE_JSON_H

#include "base/money.h"

struct json_t;

struct json {
	struct json_t *v;       /* NULL: no such value                      */
	struct arena *mem;      /* whose handler is called                  */
};

/* In place of a key: the value is appended to an array. */
#define JSON_ITEM ((struct str){ NULL, 0 })

/* Text to be parsed is at most this many bytes; nesting is at most 2,048. */
enum { JSON_TEXT_MAX = 64 << 20 };

/* A document that is an empty object. */
struct json json_new(struct arena *);

/* Release a document by its root; does nothing for no value. */
void json_free(struct json root);

/*
 * Put a value into an object under a key, or append it to an array with
 * JSON_ITEM; `in` must be of that type.  A key that is there already gets
 * the new value, in its old place.  Invalid bytes and NULs in keys and texts
 * become U+FFFD.
 */
void json_put_text(struct json in, struct str key, struct str);

/* Put a whole number, as json_put_text puts a text. */
void json_put_int(struct json in, struct str key, int64_t);

/* Put true or false likewise. */
void json_put_bool(struct json in, struct str key, bool);

/* Put null likewise: "no figure". */
void json_put_null(struct json in, struct str key);

/*
 * The number v x 10^-places, rounded already by the caller; 0 <= places <= 18.
 * It is written in at most 15 significant digits, always with a point (29000
 * is 29000.0) but for exponents: 1.00724, 13.6, 5e-5.  MONEY_NONE is null.
 */
void json_put_decimal(struct json in, struct str key, int64_t v, int places);

/* Put a copy of a value of another document, likewise. */
void json_put_copy(struct json in, struct str key, struct json value);

/* Put an empty object, and return it to be filled. */
struct json json_put_object(struct json in, struct str key);

/* Put an empty array, and return it to be filled with JSON_ITEM. */
struct json json_put_array(struct json in, struct str key);

/*
 * The document as text: a value a line, indented by one blank a level, with
 * a newline at the end.  The same document gives the same bytes.
 */
struct str json_dump(struct json root, struct arena *);

/*
 * Parse a whole document, an object or an array.  No value, with one sentence
 * and its place in *why, when it is not JSON, is too large or too deep, or
 * gives a key twice in one object.  (Jansson reports some lack of memory so,
 * too: as a token that it does not know.)
 */
struct json json_parse(struct arena *, struct str text, struct str *why);

/* The member of an object; no value if it is not there. */
struct json json_get(struct json object, const char *key);

/* The item of an array, from 0; no value if it is not there. */
struct json json_at(struct json array, ptrdiff_t i);

/* How many members or items there are; 0 for anything else. */
ptrdiff_t json_size(struct json);

/*
 * The text, if the value is one; false and *out untouched otherwise.  It
 * lives as long as the document.
 */
bool json_as_text(struct json, struct str *out);

/* The whole number (-7, but not -7.0), likewise. */
bool json_as_int(struct json, int64_t *out);

/* True or false, likewise. */
bool json_as_bool(struct json, bool *out);

/*
 * A number, whole or not, x 10^places and rounded, 0 <= places <= 18; false
 * and *out untouched for anything else and for what does not fit.
 */
bool json_as_decimal(struct json, int places, int64_t *out);

/* Whether the value is there and null. */
bool json_as_null(struct json);

/* The version of jansson, for those who ask what a file was made with. */
const char *json_library(void);

#endif
