/* SPDX-License-Identifier: MIT */
/*
 * Slices of text: a pointer and a length, not terminated, not owned.
 *
 * A slice borrows: who keeps one longer than its bytes live copies it with
 * str_dup.  Bytes are UTF-8 once `read` has let them in; functions that care
 * about characters, not bytes, are in utf8.h.
 */
#ifndef MUSTER_BASE_STR_H
#define MUSTER_BASE_STR_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

struct str {
	const char *s;
	ptrdiff_t len;
};

/* The slice of a string literal. */
#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })

/* For "%.*s": FMT(s) expands to the two arguments. */
#define FMT(x) (int)(x).len, (x).s

/* The slice of a terminated string; NULL gives the empty slice. */
static inline struct str
str_of(const char *z)
{
	return (struct str){ z ? z : "", z ? (ptrdiff_t)strlen(z) : 0 };
}

/* Byte for byte the same. */
static inline bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len &&
	       (a.len == 0 || memcmp(a.s, b.s, (size_t)a.len) == 0);
}

/* Order by bytes, as memcmp; a prefix comes before the longer one. */
int str_cmp(struct str a, struct str b);

/* The same but for the case of ASCII letters. */
bool str_eq_nocase(struct str a, struct str b);

/* Whether s begins with the other slice. */
bool str_starts(struct str s, struct str with);

/* Whether s ends with the other slice. */
bool str_ends(struct str s, struct str with);

/* Without the first n bytes; n may be larger than the slice. */
struct str str_skip(struct str s, ptrdiff_t n);

/* An ASCII blank: space, tab, CR, LF, VT or FF. */
static inline bool
str_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The same text without the blanks that it has at an end. */
struct str str_trim_ends(struct str s);

/* Without ASCII blanks at both ends; most texts have none. */
static inline struct str
str_trim(struct str s)
{
	return s.len && (str_blank(s.s[0]) || str_blank(s.s[s.len - 1]))
		? str_trim_ends(s) : s;
}

/* Index of the first occurrence, or -1. */
ptrdiff_t str_find(struct str s, struct str what);

/* The same for one byte. */
ptrdiff_t str_chr(struct str s, char c);

/*
 * Cut *rest at the first `c`: returns what stood before it and leaves in
 * *rest what stands after it.  Without a `c` all of *rest is returned and
 * *rest becomes a slice whose s is NULL, which ends the loop
 *
 *     for (struct str rest = all; rest.s;) { part = str_cut(&rest, ','); }
 */
struct str str_cut(struct str *rest, char c);

/* A copy in the arena; terminated as well, so .s may go to C functions. */
struct str str_dup(struct arena *, struct str);

/* The same, only the pointer. */
const char *str_z(struct arena *, struct str);

/* Formatted text in the arena, terminated. */
__attribute__((format(printf, 2, 3)))
struct str str_fmt(struct arena *, const char *fmt, ...);

/*
 * Text that grows, in an arena.  s is not terminated until sbuf_str.
 */
struct sbuf {
	struct arena *mem;
	char *v;
	ptrdiff_t n, cap;
};

/* Append bytes. */
void sbuf_put(struct sbuf *, struct str);

/* Append one byte `count` times; nothing when count < 1. */
void sbuf_fill(struct sbuf *, char c, ptrdiff_t count);

/* Append formatted text. */
__attribute__((format(printf, 2, 3)))
void sbuf_fmt(struct sbuf *, const char *fmt, ...);

/* The same with the arguments as a list. */
__attribute__((format(printf, 2, 0)))
void sbuf_vfmt(struct sbuf *, const char *fmt, va_list);

/* What was gathered, terminated; valid until the next append. */
struct str sbuf_str(struct sbuf *);

#endif
