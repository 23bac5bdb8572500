/* SPDX-License-Identifier: MIT */
/*
 * Other names for files.  What somebody calls an export may name a person, and
 * its folder often does: a shareable edition says "staff file 1" instead.
 */
#ifndef MUSTER_REPORT_ALIAS_H
#define MUSTER_REPORT_ALIAS_H

#include "base/str.h"
#include "base/vec.h"

struct alias {
	struct str from, to, kind;
};

struct aliases { VEC(struct alias); };

/* The next file of a kind ("" for none): "staff file 1". */
void alias_input(struct arena *, struct aliases *, struct str path,
                 struct str kind);

/* A file by its name without the folder. */
void alias_base(struct arena *, struct aliases *, struct str path);

/* The part of a path behind the last '/'. */
struct str path_base(struct str path);

/* A text with the other names in it: of a path wherever it stands, and of its
 * part without the folder, if it looks like a file's. */
struct str alias_text(struct arena *, const struct aliases *, struct str);

#endif
