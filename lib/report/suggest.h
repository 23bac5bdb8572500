/* SPDX-License-Identifier: MIT */
/*
 * Values that no rule knows, as lines for the rules file.
 */
#ifndef MUSTER_REPORT_SUGGEST_H
#define MUSTER_REPORT_SUGGEST_H

#include "roster/changes.h"

/*
 * YAML that makes every unknown value known: as another spelling of a name
 * that is meant for certain, else as a name of its own, with how often and
 * where it was first seen as comments.  Of each vocabulary the most frequent
 * first.
 *
 * It loads as it is (on top of the shipped rules), and can be appended to a
 * rules file, or its items put under `values`.  Values that cannot be names
 * (only signs, or longer than 100 bytes) are left out and counted.
 */
struct str suggest_yaml(struct arena *, const struct changes *,
                        const struct ledger *);

/*
 * The name that an unknown value is another spelling of for certain: at least
 * five characters, of which no more than a quarter differ; "" if none.
 */
struct str suggest_meant(struct arena *, const struct rule_set *,
                         struct str value);

/* One item of `values` that makes a value known. */
struct str suggest_line(struct arena *, const struct rule_set *,
                        struct str value);

/* A text as one YAML value: in double quotes where it needs them. */
struct str suggest_quoted(struct arena *, struct str);

#endif
