/* SPDX-License-Identifier: MIT */
/* Memory for a test: an arena whose handler ends the program, said aloud. */
#ifndef UNIT_MEM_H
#define UNIT_MEM_H

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>

NORETURN static inline void
mem_out(void *ctx, size_t want)
{
	(void)ctx;
	printf("Bail out! no memory for %zu bytes\n", want);
	abort();
}

/* An empty arena; the test ends it with arena_free. */
static inline struct arena
mem_arena(void)
{
	struct arena a;

	arena_init(&a, mem_out, NULL);
	return a;
}

#endif
