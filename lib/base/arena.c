/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLOCK = 64 << 10, /* bytes of a small block */
	LARGE = 16 << 10, /* objects from here on have a block of their own */
};

struct arena_block {
	struct arena_block *older, *newer; /* newer: large blocks only */
	max_align_t bytes[];
};

void
arena_init(struct arena *a, void (*oom)(void *, size_t) NORETURN, void *ctx)
{
	*a = (struct arena){ .oom = oom, .ctx = ctx };
}

struct arena
arena_like(const struct arena *a)
{
	return (struct arena){ .oom = a->oom, .ctx = a->ctx };
}

void
arena_free(struct arena *a)
{
	arena_rewind(a, (struct arena_mark){ 0 });
}

/* The bytes of n objects, or no return. */
static size_t
bytes_of(const struct arena *a, ptrdiff_t n, ptrdiff_t size)
{
	size_t want;

	if (n < 0 || __builtin_mul_overflow((size_t)n, (size_t)size, &want) ||
	    want > PTRDIFF_MAX - sizeof(struct arena_block))
		a->oom(a->ctx, SIZE_MAX);
	return want;
}

static void *
new_large(struct arena *a, size_t want, int zero)
{
	size_t size = sizeof(struct arena_block) + want;
	struct arena_block *b = zero ? calloc(1, size) : malloc(size);

	if (!b)
		a->oom(a->ctx, want);
	b->older = a->large;
	b->newer = NULL;
	if (b->older)
		b->older->newer = b;
	a->large = b;
	a->n_large++;
	return b->bytes;
}

/* Cut `want` bytes from the newest block, or from a new one; not zeroed. */
static void *
cut(struct arena *a, size_t want, size_t align)
{
	size_t pad = -(uintptr_t)a->at & (align - 1);

	if (!a->at || (size_t)(a->end - a->at) < want + pad) {
		struct arena_block *b = malloc(BLOCK);

		if (!b)
			a->oom(a->ctx, want);
		b->older = a->small;
		a->small = b;
		a->at = (char *)b->bytes;
		a->end = (char *)b + BLOCK;
		pad = 0;
	}
	char *p = a->at + pad;
	a->at = p + want;
	return p;
}

void *
arena_alloc(struct arena *a, ptrdiff_t n, ptrdiff_t size, ptrdiff_t align)
{
	size_t want = bytes_of(a, n, size);

	if (want >= LARGE)
		return new_large(a, want, 1);
	return memset(cut(a, want, (size_t)align), 0, want);
}

/* libc's realloc gives up where the heap cannot grow; its malloc then takes
 * memory from elsewhere. */
static void *
resize(void *old, size_t have, size_t want)
{
	void *p = realloc(old, want);

	if (!p && (p = malloc(want))) {
		memcpy(p, old, have < want ? have : want);
		free(old);
	}
	return p;
}

void *
arena_grow(struct arena *a, void *old, ptrdiff_t n_old, ptrdiff_t n_new,
           ptrdiff_t size, ptrdiff_t align)
{
	size_t have = bytes_of(a, n_old, size), want = bytes_of(a, n_new, size);

	if (have >= LARGE) {
		struct arena_block *b = (struct arena_block *)
			((char *)old - offsetof(struct arena_block, bytes));
		b = resize(b, sizeof *b + have, sizeof *b + want);
		if (!b)
			a->oom(a->ctx, want);
		if (b->older)
			b->older->newer = b;
		*(b->newer ? &b->newer->older : &a->large) = b;
		return b->bytes;
	}
	if (have && (char *)old + have == a->at &&
	    (size_t)(a->end - (char *)old) >= want && want < LARGE) {
		a->at = (char *)old + want;
		return old;
	}
	void *p = want >= LARGE ? new_large(a, want, 0)
	                        : cut(a, want, (size_t)align);
	if (have)
		memcpy(p, old, have);
	return p;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->at, a->end, a->small, a->n_large };
}

void
arena_rewind(struct arena *a, struct arena_mark m)
{
	while (a->small != m.small) {
		struct arena_block *b = a->small;
		a->small = b->older;
		free(b);
	}
	for (; a->n_large > m.n_large; a->n_large--) {
		struct arena_block *b = a->large;
		a->large = b->older;
		if (a->large)
			a->large->newer = NULL;
		free(b);
	}
	a->at = m.at;
	a->end = m.end;
}
