/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with rules that load: patterns that never match, that an
 * earlier one shadows, that could run away.
 */
#ifndef MUSTER_NORM_LINT_H
#define MUSTER_NORM_LINT_H

#include "norm/rules.h"

/*
 * Findings with line and column of the pattern:
 *
 *   RULE_DEAD      texts that the pattern fits are written otherwise when it
 *                  sees them: folding takes away what it asks for, or its
 *                  own `except` does
 *   RULE_SHADOWED  every text that is made from the pattern is taken by an
 *                  earlier pattern, or is a spelling, of another name
 *   RULE_RUNAWAY   it hits the match limit on 41 characters
 *   RULE_UNTRIED   (a note) no name or spelling of the file fits it
 *
 * Patterns without a place (of rules gone on from) are passed over.  Texts are
 * made from the pattern itself (sample.h): one that is not understood is only
 * probed for running away.
 */
void rules_lint(struct arena *, const struct rules *, struct regex_scratch *,
                struct diags *);

#endif
