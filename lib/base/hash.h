/* SPDX-License-Identifier: MIT */
/*
 * XXH3-128 of bytes that come piece by piece: tells whether a file is the
 * same as before.  It is no seal against somebody who wants to deceive.
 *
 * source  xxHash 0.8, XXH3_128bits; `xxh128sum FILE` prints the same digits
 */
#ifndef MUSTER_BASE_HASH_H
#define MUSTER_BASE_HASH_H

#include "base/str.h"

struct hash;

/* A hash of nothing yet, in the arena. */
struct hash *hash_new(struct arena *);

/* Add bytes. */
void hash_add(struct hash *, struct str);

/* 32 hexadecimal digits for all that was added so far. */
struct str hash_hex(const struct hash *, struct arena *);

/* The same for a text that is all there. */
struct str hash_text(struct arena *, struct str);

#endif
