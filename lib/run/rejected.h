/* SPDX-License-Identifier: MIT */
/*
 * The rows behind rejects.
 */
#ifndef MUSTER_RUN_REJECTED_H
#define MUSTER_RUN_REJECTED_H

#include "run/pipeline.h"

/*
 * The record of each finding that cost a row, as it stands in its file, for
 * every finding of d: [d->n], empty for the others.  The files are read once
 * more for it, so it is empty, too, where that cannot be: standard input, a
 * pipe, a file that changed.
 */
const struct str *rejected_rows(struct arena *, const struct runs *,
                                const struct diags *d);

#endif
