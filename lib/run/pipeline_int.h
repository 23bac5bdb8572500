/* SPDX-License-Identifier: MIT */
/*
 * What the driver and the limits of a run share.
 */
#ifndef MUSTER_RUN_PIPELINE_INT_H
#define MUSTER_RUN_PIPELINE_INT_H

#include "run/pipeline.h"

/* Inputs that are open, in the order named. */
struct opened {
	VEC(struct input *);
	int64_t newest;               /* change of the newest file, or 0   */
	bool piped;                   /* some have no size                 */
};

/* Whether a report reads a kind. */
bool run_reads(const struct run *, enum kind);

/* Whether any report reads a kind. */
bool runs_read(const struct runs *, enum kind);

/* A KIND_MISSING finding; at: where the kind was asked for, if anywhere. */
void limits_kind_missing(struct diags *, struct pos at, enum kind);

/*
 * What the limits say before anything is read: kinds, age, columns.  ST_OK, or
 * ST_DATA after findings of the runs together; as columns_check for the lock.
 */
enum st limits_files(struct runs *, const struct run_options *,
                     const struct opened *) MUST_CHECK;

/* What they say of the rows that were read: ST_OK, or ST_DATA likewise. */
enum st limits_rows(struct runs *, const struct run_options *) MUST_CHECK;

#endif
