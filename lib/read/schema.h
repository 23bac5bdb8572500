/* SPDX-License-Identifier: MIT */
/*
 * What a header means: the kind of its table, and which cell is which field.
 */
#ifndef MUSTER_READ_SCHEMA_H
#define MUSTER_READ_SCHEMA_H

#include "norm/rules.h"
#include "read/ledger.h"

/* Bytes that may be read behind the end of a cell, whatever they are. */
enum { CELL_SLACK = 16 };

struct shape_column {
	enum field field;
	int32_t cell;                 /* index in a row of the file, from 0 */
	struct str header;            /* as written                         */
};

/*
 * A table's shape.  Several columns may hold one field of type VALUES
 * ("Skill 1", "Skill 2"); of any other field there is one column.
 */
struct shape {
	enum kind kind;
	int32_t file;                 /* index in the ledger                */
	int64_t header_line;
	int32_t width;                /* cells of the header                */
	const struct str *header;     /* [width], as written                */
	const struct shape_column *col;
	ptrdiff_t n;                  /* columns that a field was found for */
};

/* How a header was recognised. */
struct recognised {
	enum kind kind;               /* KIND_NONE: no signature fits       */
	enum kind rival;              /* another kind that fits as well, or
	                                 KIND_NONE                          */
	field_set fields;             /* bit set of the fields found        */
};

/*
 * Recognise a header row: the kind with a signature whose fields are all
 * there, and of several the one with most columns recognised.
 */
struct recognised schema_recognise(const struct rules *,
                                   struct regex_scratch *,
                                   struct arena *scratch,
                                   const struct str *cell, ptrdiff_t n);

/*
 * The shape of a header of a known kind.  Where two columns mean the same
 * field, the one with more non-empty cells in `filled` ([n], counted over the
 * sample; NULL: all alike) is taken, the earlier one of equals, with a finding
 * COLUMN_TWICE that names both.
 */
struct shape *schema_shape(struct arena *, const struct rules *,
                           struct regex_scratch *, enum kind,
                           const struct str *cell, ptrdiff_t n,
                           const int64_t *filled, struct pos, struct diags *);

/* Index in shape.col of a field's (first) column, or -1. */
ptrdiff_t shape_find(const struct shape *, enum field);

/* How many columns a field has. */
int shape_width(const struct shape *, enum field);

/*
 * "expected a column like Job Title; nearest here: Job Titel (3)": the words
 * for a COLUMN_MISSING finding, naming the unrecognised headers nearest to
 * what rules call the field.
 */
struct str schema_nearest(struct arena *, const struct shape *, enum field);

#endif
