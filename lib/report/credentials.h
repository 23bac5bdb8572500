/* SPDX-License-Identifier: MIT */
/*
 * The credentials report: everything the certification analysis found, as a
 * document.  It states no figure that the analysis did not give, but for
 * shares.
 */
#ifndef MUSTER_REPORT_CREDENTIALS_H
#define MUSTER_REPORT_CREDENTIALS_H

#include "analyse/certification.h"
#include "read/ledger.h"
#include "report/template.h"

/* What the report is made of; all that it points to outlives the document. */
struct credentials_report {
	const struct roster *roster;
	const struct cert_analysis *analysis;
	const struct ledger *ledger;
	const struct diags *diags;    /* the run's findings                */
	const struct template *template;
	date as_of;
	struct str version;           /* of the program                    */
	struct str organisation;      /* or ""                             */
	struct str what_if;           /* "people=all" or ""                */
	struct str rules;             /* name of the rules, or ""          */
};

/*
 * The document, in the arena; NULL after YAML_VALUE findings in *out when the
 * template names what the report does not have.  It holds everything for
 * every edition: render what document_for() makes of it.
 */
struct document *credentials_document(struct arena *,
                                      const struct credentials_report *,
                                      struct diags *out);

#endif
