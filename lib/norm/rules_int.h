/* SPDX-License-Identifier: MIT */
/*
 * A rules file as YAML has it; for rules*.c only.
 */
#ifndef MUSTER_NORM_RULES_INT_H
#define MUSTER_NORM_RULES_INT_H

#include "norm/rules.h"

struct yaml_name {
	struct yaml_str name;
	struct yaml_strs same, match, except;
};

struct yaml_set {
	struct yaml_str field, split;
	struct yaml_strs empty;
	struct yaml_list names;       /* of struct yaml_name               */
};

/*
 * Vocabularies and names that are there several times, each once with all
 * that is said of it, in the order of their first places: those of `own`,
 * then those of `base`.  What is of `base` alone has no places (line 0).
 */
struct yaml_list rules_join(struct arena *, struct yaml_list own,
                            struct yaml_list base);

#endif
