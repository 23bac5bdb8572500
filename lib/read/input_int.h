/* SPDX-License-Identifier: MIT */
/*
 * An open input, and the tables in it: what input.c, which looks at a file,
 * and rows.c, which reads it, share.
 */
#ifndef MUSTER_READ_INPUT_INT_H
#define MUSTER_READ_INPUT_INT_H

#include "read/header_int.h"
#include "read/input.h"

struct input {
	struct reader *reader;
	struct arena mem;             /* what was seen: till input_close   */
	struct arena buffers;         /* of bytes                          */
	struct str path;
	int32_t file;                 /* index in the ledger               */
	struct bytes bytes;
	struct dialect dialect;
	struct csvin *csv;
	struct header header;         /* of the first table                */
	int64_t header_line, header_last; /* its physical lines            */
	const struct record *header_row[HEADER_ROWS];
	ptrdiff_t n_header_row;
	const struct shape *shape;
};

/* The ledger's line of an input. */
static inline struct ledger_file *
input_ledger(const struct input *in)
{
	return &in->reader->ledger->v[in->file];
}

/* The place of a record, for findings. */
static inline struct pos
input_pos(const struct input *in, const struct record *r)
{
	return (struct pos){ .file = in->path, .line = r->line,
	                     .last_line = r->last_line };
}

#endif
