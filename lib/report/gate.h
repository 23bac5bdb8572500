/* SPDX-License-Identifier: MIT */
/*
 * What the gate has decided for an edition; for document*.c and gate*.c only.
 */
#ifndef MUSTER_REPORT_GATE_H
#define MUSTER_REPORT_GATE_H

#include "report/document.h"

struct plan {
	bool made;
	struct edition edition;       /* that it was made for              */
	struct suppress *sets;        /* NULL: the document has none       */
};

/* The sets that an edition of a document hides; NULL: it has none. */
const struct suppress *gate_plan(const struct document *, struct edition);

#endif
