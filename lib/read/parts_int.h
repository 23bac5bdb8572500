/* SPDX-License-Identifier: MIT */
/*
 * The rest of a file, split side by side.
 *
 * The file is cut into parts of a few hundred KB.  Threads find the records of
 * each (csvin.h) without knowing where the part before ends: they suppose that
 * the first line end ends a record, too.  The parts are handed out in order by
 * the caller's own thread, which knows by then where the earlier part really
 * ended: a part that was cut inside a quoted field is split again from there.
 * So records, their line numbers and their order are those of one thread.
 *
 * The threads also make up the rows of a part that are plain by what they were
 * told (parts_say), if the sink has desks for that; nobody else who takes the
 * records needs to know of threads.
 *
 * Only for files that can seek and are UTF-8: there a text offset is a file
 * offset.  Where NUL bytes come up the rest is read by one thread.
 */
#ifndef MUSTER_READ_PARTS_INT_H
#define MUSTER_READ_PARTS_INT_H

#include "read/aside_int.h"

/* Bytes of a part: one read, with room for the end of its last record. */
#define PARTS_BYTES (BYTES_BLOCK - (16 << 10))

struct parts;

/* Whether the rest of a file may be read in parts, as far as it was read. */
bool parts_possible(const struct bytes *, const struct dialect *);

/*
 * Begin to read the parts of a file behind what a reader of its first records
 * has read: by `jobs` threads at most, the caller's among them, and where no
 * thread can be had by the caller's alone.  The file's hash goes on in order.
 */
struct parts *parts_after(struct arena *, struct csvin *first, int jobs,
                          ptrdiff_t bytes, const struct sink *);

/* From now on these rows are plain; NULL: none are.  It outlives the parts. */
void parts_say(struct parts *, const struct plain *);

/*
 * The next records, in order; false at the end or after an error.  *reader is
 * who split them, for csvin_width; *aside has the plain rows among them, the
 * lines counted from the part's first, or is NULL.
 */
bool parts_next(struct parts *, struct batch *, struct csvin **reader,
                struct aside **aside);

/* End the threads.  The file's bytes say now what was read, and what failed. */
void parts_end(struct parts *);

#endif
