/* SPDX-License-Identifier: MIT */
/*
 * Interned text: each distinct value once, known by a small number.
 *
 * Ids are given in order of first sight from 0, so a table of answers for the
 * values is a plain array.  Id 0 is always the empty text.  Two inputs that
 * bring the same values in the same order give the same ids.
 *
 * As long as each new text is greater than all before it, as ids of people in
 * an export mostly are, nothing is searched and there is no index.
 */
#ifndef MUSTER_BASE_INTERN_H
#define MUSTER_BASE_INTERN_H

#include "base/str.h"
#include "base/vec.h"
#include "base/word.h"

#include <stdint.h>

#define INTERN_NONE UINT32_MAX

struct intern_entry {
	const char *s;
	uint32_t len;
	uint32_t hash;
};

struct intern {
	struct arena *mem; /* owns the text and the tables        */
	VEC(struct intern_entry);
	uint32_t *slot;    /* [mask + 1], open addressing: id + 1, or 0:
	                      free; NULL: texts ascend so far     */
	uint32_t mask;
};

/* An empty table (but for the empty text) whose memory is the arena's. */
void intern_init(struct intern *, struct arena *);

/*
 * The id of a text, given now if it is new.  The text is copied.
 * At most 2^31 distinct texts of less than 2^31 bytes; beyond that the
 * arena's handler is called.
 */
uint32_t intern_put(struct intern *, struct str);

/* The same of a text that outlives the table: it is not copied. */
uint32_t intern_adopt(struct intern *, struct str);

/* What a table knows a text by. */
uint32_t intern_hash(struct str);

/* A text about to be put into a table, with its hash. */
struct intern_want {
	struct str s;
	uint32_t hash;
};

/*
 * Have what a search for each of n texts will touch fetched from memory, for
 * intern_put_wanted.  In a table that the processor's cache does not hold
 * this halves the time of a put.
 */
void intern_fetch(const struct intern *, const struct intern_want *,
                  ptrdiff_t n);

/* The id of a text that was hashed, given now if it is new. */
uint32_t intern_put_wanted(struct intern *, const struct intern_want *);

/* Make finding quick, whatever the order of what is looked for. */
void intern_index(struct intern *);

/* The id of a text, or INTERN_NONE.  Safe from several threads at once. */
uint32_t intern_find(const struct intern *, struct str);

/* The text of an id; it lives as long as the arena. */
static inline struct str
intern_str(const struct intern *in, uint32_t id)
{
	return (struct str){ in->v[id].s, in->v[id].len };
}

/* Whether the b.len bytes at a are those of b.  Most values are short: a call
 * of memcmp would take longer than its work. */
static inline bool
intern_same(const char *a, struct str b)
{
	size_t n = (size_t)b.len;

	if (n > 16)
		return memcmp(a, b.s, n) == 0;
	if (n >= 8)
		return word64(a) == word64(b.s) &&
		       word64(a + n - 8) == word64(b.s + n - 8);
	if (n >= 4)
		return word32(a) == word32(b.s) &&
		       word32(a + n - 4) == word32(b.s + n - 4);
	return n == 0 || (a[0] == b.s[0] && a[n / 2] == b.s[n / 2] &&
	                  a[n - 1] == b.s[n - 1]);
}

/* Whether an id is that of a text. */
static inline bool
intern_is(const struct intern *in, uint32_t id, struct str s)
{
	return in->v[id].len == (uint64_t)s.len && intern_same(in->v[id].s, s);
}

#endif
