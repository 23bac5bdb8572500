/* SPDX-License-Identifier: MIT */
#include "base/intern.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOTS = 64 };

void
intern_init(struct intern *in, struct arena *mem)
{
	*in = (struct intern){ .mem = mem };
	intern_put(in, STR(""));
}

uint32_t
intern_hash(struct str s)
{
	return (uint32_t)XXH3_64bits(s.s, (size_t)s.len);
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
		if (e->hash == hash && e->len == s.len && intern_same(e->s, s))
			return slot;
	}
}

/* Give every id a slot, of so many. */
static void
index_all(struct intern *in, ptrdiff_t slots)
{
	ptrdiff_t had = in->slot ? (ptrdiff_t)in->mask + 1 : 0;

	in->slot = arena_grow(in->mem, in->slot, had, slots, sizeof *in->slot,
	                      _Alignof(max_align_t));
	in->mask = (uint32_t)(slots - 1);
	memset(in->slot, 0, (size_t)slots * sizeof *in->slot);
	for (ptrdiff_t id = 0; id < in->n; id++) {
		uint32_t i = in->v[id].hash & in->mask;

		while (in->slot[i])
			i = (i + 1) & in->mask;
		in->slot[i] = (uint32_t)id + 1;
	}
}

void
intern_index(struct intern *in)
{
	ptrdiff_t slots = FIRST_SLOTS;

	if (in->slot)
		return;
	while (in->n > slots / 2)
		slots *= 2;
	index_all(in, slots);
}

static uint32_t
add(struct intern *in, struct str s, uint32_t hash, bool copy)
{
	if (in->n >= INT32_MAX || s.len > INT32_MAX)
		in->mem->oom(in->mem->ctx, (size_t)s.len);
	*VEC_PUSH(in->mem, in) = (struct intern_entry){
		copy ? str_dup(in->mem, s).s : s.s, (uint32_t)s.len, hash
	};
	return (uint32_t)in->n - 1;
}

/* Less than, equal to or greater than 0, as a is before, is, or is behind b. */
static int
compare(struct str a, struct str b)
{
	ptrdiff_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.s, b.s, (size_t)n) : 0;

	return c ? c : (a.len > b.len) - (a.len < b.len);
}

/* In a table without an index, whose texts ascend. */
static uint32_t
search(const struct intern *in, struct str s)
{
	ptrdiff_t low = 0, high = in->n;

	while (low < high) {
		ptrdiff_t mid = low + (high - low) / 2;
		int c = compare(s, intern_str(in, (uint32_t)mid));

		if (!c)
			return (uint32_t)mid;
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return INTERN_NONE;
}

static uint32_t
put(struct intern *in, struct str s, uint32_t hash, bool copy)
{
	if (!in->slot) {
		uint32_t id;

		if (!in->n || compare(s, intern_str(in, (uint32_t)in->n - 1)) > 0)
			return add(in, s, hash, copy);
		if ((id = search(in, s)) != INTERN_NONE)
			return id;
		intern_index(in);
	}
	uint32_t *slot = slot_of(in, s, hash);
	if (*slot)
		return *slot - 1;
	if (in->n > (ptrdiff_t)in->mask / 2) {
		index_all(in, 2 * ((ptrdiff_t)in->mask + 1));
		slot = slot_of(in, s, hash);
	}
	*slot = add(in, s, hash, copy) + 1;
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
	return in->slot ? *slot_of(in, s, intern_hash(s)) - 1 : search(in, s);
}

/* Three rounds, as each place is only known when the one before is here. */
void
intern_fetch(const struct intern *in, const struct intern_want *w, ptrdiff_t n)
{
	if (!in->slot)
		return;
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
