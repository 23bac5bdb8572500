/* SPDX-License-Identifier: MIT */
/*
 * Rules looked at by themselves, and beside the models that are shipped.
 */
#ifndef MUSTER_RUN_LINT_H
#define MUSTER_RUN_LINT_H

#include "base/diag.h"

/*
 * Load rules by name or file and look for what is wrong with them: as
 * rules_lint; MODEL_NAME for names of the shipped models that no rule makes,
 * NAME_UNUSED for names that none of them uses.  ST_CONFIG or ST_IO when they
 * cannot be loaded.
 */
enum st lint_rules(struct arena *, struct str rules, struct diags *)
	MUST_CHECK;

#endif
