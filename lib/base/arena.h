/* SPDX-License-Identifier: MIT */
/*
 * Arenas: memory that is released all at once.
 *
 * Four lifetimes are enough for the program: `run` (rules, model, options),
 * `data` (people), `stage` (released when the next stage's tables exist) and
 * scratch (a mark, some work, a rewind).  Nothing is freed piece by piece.
 *
 * Small objects are cut from blocks.  A large object has a block of its own,
 * so that a growing vector is moved by realloc (for large blocks: by page
 * tables, without a copy) and leaves no garbage behind.
 *
 * Running out of memory is not a status that callers test: the handler given
 * at the start is called and must not return (the program exits with its
 * message and status 3, tests longjmp).
 */
#ifndef MUSTER_BASE_ARENA_H
#define MUSTER_BASE_ARENA_H

#include <stddef.h>

#define NORETURN __attribute__((noreturn))

struct arena_block;

struct arena {
	char *at, *end;              /* free bytes of the newest small block  */
	struct arena_block *small;   /* small blocks, newest first            */
	struct arena_block *large;   /* blocks of one object, newest first    */
	ptrdiff_t n_large;
	void (*oom)(void *ctx, size_t want) NORETURN;
	void *ctx;
};

/* A point to rewind to; valid until the arena is rewound to an earlier one. */
struct arena_mark {
	char *at, *end;
	struct arena_block *small;
	ptrdiff_t n_large;
};

/*
 * Make an empty arena.  `oom` is called with `ctx` and the bytes wanted when
 * memory runs out; it must not return.
 */
void arena_init(struct arena *, void (*oom)(void *, size_t) NORETURN,
                void *ctx);

/* An empty arena with the handler of another one. */
struct arena arena_like(const struct arena *);

/* Release everything; the arena may be used again. */
void arena_free(struct arena *);

/*
 * Room for n objects of `size` bytes, all bits zero.  n may be 0.
 * Use the macro NEW.
 */
void *arena_alloc(struct arena *, ptrdiff_t n, ptrdiff_t size,
                  ptrdiff_t align);

/*
 * Room for n_new objects of which the first n_old are those of `old` (NULL
 * when n_old is 0).  The rest is not initialised.  `old` is dead afterwards.
 * Used by vec.h.
 */
void *arena_grow(struct arena *, void *old, ptrdiff_t n_old, ptrdiff_t n_new,
                 ptrdiff_t size, ptrdiff_t align);

/* How full the arena is now. */
struct arena_mark arena_mark(const struct arena *);

/* Go back to that: what was allocated since is freed. */
void arena_rewind(struct arena *, struct arena_mark);

/* NEW(arena, n, T): n zeroed objects of type T. */
#define NEW(a, n, T) ((T *)arena_alloc((a), (n), sizeof(T), _Alignof(T)))

/* NEW_BUFFER(arena, n, T): the same, not initialised: a large one then takes
 * memory only as far as it is written. */
#define NEW_BUFFER(a, n, T) \
	((T *)arena_grow((a), NULL, 0, (n), sizeof(T), _Alignof(T)))

#endif
