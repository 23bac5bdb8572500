/* SPDX-License-Identifier: MIT */
/*
 * A column of the staff table: the ids of its raw texts, by row, each in as
 * few bytes as the greatest of them needs.  Most columns have few texts, so
 * that a row of a million takes half of what it would in 32 bits.
 */
#ifndef MUSTER_ROSTER_COLUMN_H
#define MUSTER_ROSTER_COLUMN_H

#include "base/vec.h"

#include <stdint.h>

struct column {
	VEC(unsigned char);
	int shift;                    /* an id has 1 << shift bytes: 1, 2, 4 */
};

/* How many rows it has; those beyond are empty. */
static inline ptrdiff_t
column_rows(const struct column *c)
{
	return c->n >> c->shift;
}

/* The id in a row, 0 for empty. */
static inline uint32_t
column_at(const struct column *c, ptrdiff_t row)
{
	const void *v = c->v;

	if (row >= column_rows(c))
		return 0;
	switch (c->shift) {
	case 0:
		return ((const uint8_t *)v)[row];
	case 1:
		return ((const uint16_t *)v)[row];
	default:
		return ((const uint32_t *)v)[row];
	}
}

/*
 * The ids of n rows from `row` on, into out[n].  A loop over a whole column
 * reads it so: how wide an id is is asked once, not at every row.
 */
void column_read(const struct column *, ptrdiff_t row, ptrdiff_t n,
                 uint32_t *out);

/* Put an id in a row, which may be a new one; rows passed over are empty. */
void column_put(struct arena *, struct column *, ptrdiff_t row, uint32_t id);

/* The same of n rows from `row` on; an empty one is no new row. */
void column_put_all(struct arena *, struct column *, ptrdiff_t row,
                    const uint32_t *id, ptrdiff_t n);

#endif
