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

static uint32_t
hash_of(struct str s)
{
	return (uint32_t)XXH3_64bits(s.s, (size_t)s.len);
}

/* The slot that holds the text, or the free one where it belongs. */
static uint32_t *
slot_of(const struct intern *in, struct str s, uint32_t hash)
{
	for (uint32_t i = hash & in->mask;; i = (i + 1) & in->mask) {
		uint32_t id = in->slot[i];

		if (id == 0)
			return &in->slot[i];
		const struct intern_entry *e = &in->v[id - 1];
		if (e->hash == hash &&
		    str_eq((struct str){ e->s, e->len }, s))
			return &in->slot[i];
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
	memset(in->slot, 0, (size_t)(2 * had) * sizeof *in->slot);
	for (ptrdiff_t id = 0; id < in->n; id++) {
		uint32_t i = in->v[id].hash & in->mask;
		while (in->slot[i])
			i = (i + 1) & in->mask;
		in->slot[i] = (uint32_t)id + 1;
	}
}

uint32_t
intern_put(struct intern *in, struct str s)
{
	uint32_t hash = hash_of(s);
	uint32_t *slot = slot_of(in, s, hash);

	if (*slot)
		return *slot - 1;
	if (in->n >= INT32_MAX || s.len > INT32_MAX)
		in->mem->oom(in->mem->ctx, (size_t)s.len);
	if (in->n > (ptrdiff_t)in->mask / 2) {
		rehash(in);
		slot = slot_of(in, s, hash);
	}
	*slot = (uint32_t)in->n + 1;
	*VEC_PUSH(in->mem, in) = (struct intern_entry){
		str_dup(in->mem, s).s, (uint32_t)s.len, hash
	};
	return *slot - 1;
}

uint32_t
intern_find(const struct intern *in, struct str s)
{
	return *slot_of(in, s, hash_of(s)) - 1; /* a free slot gives NONE */
}
