/* SPDX-License-Identifier: MIT */
#include "roster/numbers.h"

enum {
	FIRST_SLOTS = 64,
	SLOTS_MANY = 1 << 11,         /* that the nearest cache has not    */
};

/* From byte 16 - n on, two words of which the first n bytes count. */
static const unsigned char first_bytes[2 * NUMBERS_SHORT] = {
	255, 255, 255, 255, 255, 255, 255, 255,
	255, 255, 255, 255, 255, 255, 255, 255,
};

/* Free slots.  Pages that are read before they are written are faulted in
 * twice, and the second time every thread's processor has to be told. */
static struct number_slot *
free_slots(struct arena *mem, ptrdiff_t n)
{
	struct number_slot *slot = NEW_BUFFER(mem, n, struct number_slot);

	return memset(slot, 0, (size_t)n * sizeof *slot);
}

void
numbers_init(struct numbers *t, struct arena *mem)
{
	*t = (struct numbers){ .mask = FIRST_SLOTS - 1 };
	intern_init(&t->in, mem);
	t->slot = free_slots(mem, FIRST_SLOTS);
}

/* The key of a text that is not longer than NUMBERS_SHORT. */
static inline struct number_slot
key_of(struct str s)
{
	const unsigned char *mask = first_bytes + NUMBERS_SHORT - s.len;

	return (struct number_slot){ word64(s.s) & word64(mask),
		                     word64(s.s + 8) & word64(mask + 8),
		                     (uint32_t)s.len, 0 };
}

static inline uint32_t
place_of(const struct number_slot *k)
{
	uint64_t h = (k->head ^ 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;

	h = (h ^ h >> 32 ^ k->tail ^ k->len) * 0x94D049BB133111EBu;
	return (uint32_t)(h >> 32);
}

/* The slot that has the text, or the free one where it belongs. */
static inline struct number_slot *
slot_of(const struct numbers *t, const struct number_slot *k, uint32_t place)
{
	for (uint32_t i = place & t->mask;; i = (i + 1) & t->mask) {
		struct number_slot *s = &t->slot[i];

		if (!s->number || !((s->head ^ k->head) | (s->tail ^ k->tail) |
		                    (s->len ^ k->len)))
			return s;
	}
}

/* Twice the slots. */
static void
grow(struct numbers *t)
{
	const struct number_slot *old = t->slot;
	ptrdiff_t had = (ptrdiff_t)t->mask + 1;

	t->slot = free_slots(t->in.mem, 2 * had);
	t->mask = (uint32_t)(2 * had - 1);
	for (ptrdiff_t i = 0; i < had; i++)
		if (old[i].number)
			*slot_of(t, &old[i], place_of(&old[i])) = old[i];
}

static uint32_t
put(struct numbers *t, struct str s, struct number_slot k, struct number_slot *at)
{
	k.number = intern_put(&t->in, s) + 1;
	*at = k;
	if (++t->n > (ptrdiff_t)t->mask / 2)
		grow(t);
	return k.number - 1;
}

void
numbers_put(struct numbers *t, const struct str *s, ptrdiff_t n,
             uint32_t *number)
{
	struct number_slot key[NUMBERS_AT_ONCE];
	uint32_t place[NUMBERS_AT_ONCE];

	for (ptrdiff_t i = 0; i < n; i++) {
		if (s[i].len > NUMBERS_SHORT)
			continue;
		key[i] = key_of(s[i]);
		place[i] = place_of(&key[i]);
		if (t->mask >= SLOTS_MANY)
			__builtin_prefetch(&t->slot[place[i] & t->mask]);
	}
	for (ptrdiff_t i = 0; i < n; i++) {
		if (s[i].len > NUMBERS_SHORT) {
			number[i] = intern_put(&t->in, s[i]);
			continue;
		}
		struct number_slot *at = slot_of(t, &key[i], place[i]);
		number[i] = at->number ? at->number - 1
		                       : put(t, s[i], key[i], at);
	}
}
