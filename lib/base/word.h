/* SPDX-License-Identifier: MIT */
/*
 * Bytes of text as numbers, in the machine's order: to compare or hash several
 * at once.
 */
#ifndef MUSTER_BASE_WORD_H
#define MUSTER_BASE_WORD_H

#include <stdint.h>
#include <string.h>

/* The four bytes from p on. */
static inline uint32_t
word32(const void *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

/* The eight bytes from p on. */
static inline uint64_t
word64(const void *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

#endif
