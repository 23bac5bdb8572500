/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <stdint.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* The library wants its state on a boundary that arenas do not know. */
enum { BOUNDARY = 64 };

struct hash {
	XXH3_state_t *state;
};

struct hash *
hash_new(struct arena *mem)
{
	struct hash *h = NEW(mem, 1, struct hash);
	char *room = NEW(mem, (ptrdiff_t)sizeof *h->state + BOUNDARY, char);

	h->state = (XXH3_state_t *)(void *)
		(room + (-(uintptr_t)room & (BOUNDARY - 1)));
	XXH3_128bits_reset(h->state);
	return h;
}

void
hash_add(struct hash *h, struct str s)
{
	XXH3_128bits_update(h->state, s.s, (size_t)s.len);
}

struct str
hash_hex(const struct hash *h, struct arena *mem)
{
	XXH128_hash_t sum = XXH3_128bits_digest(h->state);

	return str_fmt(mem, "%016llx%016llx", (unsigned long long)sum.high64,
	               (unsigned long long)sum.low64);
}

struct str
hash_text(struct arena *mem, struct str s)
{
	struct hash *h = hash_new(mem);

	hash_add(h, s);
	return hash_hex(h, mem);
}
