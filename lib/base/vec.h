/* SPDX-License-Identifier: MIT */
/*
 * Growing arrays in an arena.
 *
 *     struct { VEC(int); } x = { 0 };     or: a struct of its own with VEC(T)
 *     *VEC_PUSH(arena, &x) = 7;
 *     for (ptrdiff_t i = 0; i < x.n; i++) use(x.v[i]);
 *
 * The elements move when the array grows, so keep indices, not pointers.
 */
#ifndef MUSTER_BASE_VEC_H
#define MUSTER_BASE_VEC_H

#include "base/arena.h"

/* The members of a growing array of T: v[n], room for cap. */
#define VEC(T) T *v; ptrdiff_t n, cap

/* A pointer to one more element, not initialised. */
#define VEC_PUSH(a, x) (VEC_ROOM(a, x, 1), (x)->v + (x)->n++)

/* Room for `more` further elements. */
#define VEC_ROOM(a, x, more) \
	((x)->cap - (x)->n >= (more) ? (void)0 : \
	 (void)((x)->v = vec_grow((a), (x)->v, (x)->n, &(x)->cap, (more), \
	                          sizeof *(x)->v, _Alignof(max_align_t))))

/* The work behind the macros: grow by half, to at least n + more. */
void *vec_grow(struct arena *, void *v, ptrdiff_t n, ptrdiff_t *cap,
               ptrdiff_t more, ptrdiff_t size, ptrdiff_t align);

#endif
