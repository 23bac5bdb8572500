/* SPDX-License-Identifier: MIT */
/*
 * Rules, models and templates: a name of those compiled into the program, or
 * a file of the user's own.
 */
#ifndef MUSTER_RUN_SHIPPED_H
#define MUSTER_RUN_SHIPPED_H

#include "base/diag.h"

/*
 * The text of "healthcare" in folder "rules", or of a file when `name` holds
 * a "/" or ends in .yaml or .yml.  *file gets what to call it in messages.
 * ST_CONFIG after OPTION_BAD (which lists the names there are), ST_IO after
 * FILE_OPEN.
 */
enum st shipped_text(struct arena *, const char *folder, struct str name,
                     struct str *file, struct str *text, struct diags *)
	MUST_CHECK;

/* The bytes of a whole file of up to 1 GB; ST_IO after FILE_OPEN. */
enum st file_read(struct arena *, struct str path, struct str *bytes,
                  struct diags *) MUST_CHECK;

#endif
