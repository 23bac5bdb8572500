/* SPDX-License-Identifier: MIT */
/*
 * manifest.json of a set: for each report what it was made of and what was
 * written, all with sizes and hashes (base/hash.h).
 *
 * It holds no time and no process, so that the same run again gives the same
 * bytes.  What it says of reports that are carried over from the set before is
 * carried over as well.
 */
#ifndef MUSTER_RUN_MANIFEST_H
#define MUSTER_RUN_MANIFEST_H

#include "run/output.h"
#include "run/publish.h"

#define MANIFEST "manifest.json"

/* Write the manifest of a set whose other files are all written. */
enum st manifest_write(struct arena *, struct runs *,
                       const struct run_options *shared,
                       const struct output *, struct publish *) MUST_CHECK;

/*
 * Data rows by kind of the latest set in a folder.  False, and zeros, when
 * there is none or it says nothing.
 */
bool manifest_rows(struct arena *, const char *dir, int64_t rows[KIND_N]);

#endif
