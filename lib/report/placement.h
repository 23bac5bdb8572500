/* SPDX-License-Identifier: MIT */
/*
 * The placement report: everything the placement analysis found, as a
 * document.  It states no figure that the analysis did not give.
 */
#ifndef MUSTER_REPORT_PLACEMENT_H
#define MUSTER_REPORT_PLACEMENT_H

#include "analyse/placement.h"
#include "read/ledger.h"
#include "report/template.h"

/* What the report is made of; all that it points to outlives the document. */
struct placement_report {
	const struct school *school;
	const struct placement_analysis *analysis;
	const struct pay_model *pay;  /* of the entry-level benchmark      */
	const struct ledger *ledger;
	const struct diags *diags;    /* the run's findings                */
	const struct template *template;
	date as_of;
	struct str version;           /* of the program                    */
	struct str what_if;           /* "accreditor=COE" or ""            */
	struct str rules;             /* name of the rules, or ""          */
};

/*
 * The document, in the arena; NULL after YAML_VALUE findings in *out when the
 * template names what the report does not have.  It holds everything for
 * every edition: render what document_for() makes of it.
 */
struct document *placement_document(struct arena *,
                                    const struct placement_report *,
                                    struct diags *out);

#endif
