/* SPDX-License-Identifier: MIT */
#include "base/intern.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOTS = 64 };

void
intern_init(struct intern *in, struct arena *mem)
{
	*in = (struct intern){ .mem = mem, .mask = FIRST_SLOTS - 1 };
	in->slot = NEW(mem, FIRST_SLOTS, uint32_t);
	intern_put(in, STR(""));
}

uint32_t
intern_hash(struct str s)
{
	return (uint32_t)XXH3_64bits(s.s, (size_t)s.len);
}

/* Two numbers of `size` bytes each, together all of n bytes, are the same. */
#define ENDS_EQ(type, a, b, n) \
	(load_##type(a) == load_##type(b) && \
	 load_##type((a) + (n) - sizeof(type)) == \
	 load_##type((b) + (n) - sizeof(type)))

static inline uint32_t
load_uint32_t(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static inline uint64_t
load_uint64_t(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

/* Most values are short: a call of memcmp would take longer than its work. */
static inline bool
same(const char *a, struct str b)
{
	size_t n = (size_t)b.len;

	if (n > 16)
		return memcmp(a, b.s, n) == 0;
	if (n >= 8)
		return ENDS_EQ(uint64_t, a, b.s, n);
	if (n >= 4)
		return ENDS_EQ(uint32_t, a, b.s, n);
	return n == 0 || (a[0] == b.s[0] && a[n / 2] == b.s[n / 2] &&
	                  a[n - 1] == b.s[n - 1]);
}

/* The slot that holds the text, or the free one where it belongs. */
static uint32_t *
slot_of(const struct intern *in, struct str s, uint32_t hash)
{
	for (uint32_t i = hash & in->mask;; i = (i + 1) & in->mask) {
		uint32_t *slot = &in->slot[i];

		if (*slot == 0)
			return slot;
		const struct intern_entry *e = &in->v[*slot - 1];
		if (e->hash == hash && e->len == s.len && same(e->s, s))
			return slot;
	}
}

/* Twice the slots; every id moves to where its hash now belongs. */
static void
rehash(struct intern *in)
{
	ptrdiff_t had = (ptrdiff_t)in->mask + 1;

	in->slot = arena_grow(in->mem, in->slot, had, 2 * had,
	                      sizeof *in->slot, _Alignof(max_align_t));
	in->mask = (uint32_t)(2 * had - 1);
	memset(in->slot, 0, 2 * (size_t)had * sizeof *in->slot);
	for (ptrdiff_t id = 0; id < in->n; id++) {
		uint32_t i = in->v[id].hash & in->mask;

		while (in->slot[i])
			i = (i + 1) & in->mask;
		in->slot[i] = (uint32_t)id + 1;
	}
}

static uint32_t
put(struct intern *in, struct str s, uint32_t hash, bool copy)
{
	uint32_t *slot = slot_of(in, s, hash);

	if (*slot)
		return *slot - 1;
	if (in->n >= INT32_MAX || s.len > INT32_MAX)
		in->mem->oom(in->mem->ctx, (size_t)s.len);
	if (in->n > (ptrdiff_t)in->mask / 2) {
		rehash(in);
		slot = slot_of(in, s, hash);
	}
	*VEC_PUSH(in->mem, in) = (struct intern_entry){
		copy ? str_dup(in->mem, s).s : s.s, (uint32_t)s.len, hash
	};
	*slot = (uint32_t)in->n;
	return *slot - 1;
}

uint32_t
intern_put(struct intern *in, struct str s)
{
	return put(in, s, intern_hash(s), true);
}

uint32_t
intern_adopt(struct intern *in, struct str s)
{
	return put(in, s, intern_hash(s), false);
}

uint32_t
intern_find(const struct intern *in, struct str s)
{
	/* a free slot gives NONE */
	return *slot_of(in, s, intern_hash(s)) - 1;
}

/* Three rounds, as each place is only known when the one before is here. */
void
intern_fetch(const struct intern *in, const struct intern_want *w, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		__builtin_prefetch(&in->slot[w[i].hash & in->mask]);
	for (ptrdiff_t i = 0; i < n; i++)
		__builtin_prefetch(&in->v[in->slot[w[i].hash & in->mask]]);
	for (ptrdiff_t i = 0; i < n; i++) {
		uint32_t id = in->slot[w[i].hash & in->mask];

		if (id)
			__builtin_prefetch(in->v[id - 1].s);
	}
}

uint32_t
intern_put_wanted(struct intern *in, const struct intern_want *w)
{
	return w->s.len ? put(in, w->s, w->hash, true) : 0;
}
