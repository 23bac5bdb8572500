/* SPDX-License-Identifier: MIT */
#include "analyse/places.h"

#include "base/money.h"
#include "base/top.h"

struct candidate {
	uint32_t key, count;
	struct str name;
};

static int
by_size(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int c;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	c = str_cmp(x->name, y->name);
	return c ? c : (x->key > y->key) - (x->key < y->key);
}

/* A place each for the chosen, in order of their keys, the last for the rest. */
static struct places
give_places(struct arena *mem, uint32_t n_keys, const struct top *chosen,
            int64_t n_group)
{
	const struct candidate *c = (const void *)chosen->v;
	uint32_t last = (uint32_t)chosen->n + 1, n = 0;
	uint32_t *of = NEW(mem, n_keys, uint32_t);
	uint32_t *key = NEW(mem, last + 1, uint32_t);

	for (ptrdiff_t i = 0; i < chosen->n; i++)
		of[c[i].key] = 1;
	for (uint32_t k = 1; k < n_keys; k++) {
		if (of[k])
			key[++n] = k;
		of[k] = of[k] ? n : last;
	}
	return (struct places){
		.n = last + 1, .of = of, .key = key,
		.other = n_group > chosen->n ? (int64_t)last : PLACE_NONE,
		.left = n_group - chosen->n };
}

struct places
places_of(struct arena *mem, uint32_t n_keys, const uint32_t *count,
          const struct roster *r, enum vocabulary names)
{
	struct arena scratch;
	struct places out = { .n = n_keys, .other = PLACE_NONE };
	int64_t n_group = 0;
	uint32_t n_names = (uint32_t)roster_names(r, names);

	if (n_keys <= GROUPS_MOST)
		return out;
	scratch = arena_like(mem);
	struct top largest = top_new(&scratch, GROUPS_MOST,
	                             sizeof(struct candidate), by_size);
	for (uint32_t k = 1; k < n_keys; k++) {
		if (!count[k])
			continue;
		n_group++;
		top_offer(&largest, &(struct candidate){
			k, count[k], roster_name(r, names, k % n_names) });
	}
	top_settle(&largest);
	out = give_places(mem, n_keys, &largest, n_group);
	arena_free(&scratch);
	return out;
}

struct str
places_other(struct arena *mem, const struct places *p)
{
	return str_fmt(mem, "(%.*s other groups)",
	               FMT(decimal_str(mem, p->left, 0, 0, true)));
}
