/* SPDX-License-Identifier: MIT */
/* Blocks of documents that tests make by hand. */
#ifndef MUSTER_UNIT_BLOCKS_H
#define MUSTER_UNIT_BLOCKS_H

#include "report/document.h"

/* Append a block that everybody may see. */
static inline struct block *
open_block(struct document *d, enum block_kind kind)
{
	struct block *b = document_block(d, kind);

	b->audience = AUDIENCE_AGGREGATE;
	return b;
}

#endif
