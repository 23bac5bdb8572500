/* SPDX-License-Identifier: MIT */
/*
 * The pay report: everything the pay analysis found, as a document.
 *
 * The builder makes the parts (figures, tables, blocks) that a template may
 * choose from; lib/report/pay_*.c say what there is.  It states no figure that
 * the analysis did not give, but for shares of payroll and counts of people.
 */
#ifndef MUSTER_REPORT_PAY_H
#define MUSTER_REPORT_PAY_H

#include "analyse/pay.h"
#include "read/ledger.h"
#include "report/template.h"

/* What the report is made of; all that it points to outlives the document. */
struct pay_report {
	const struct roster *roster;
	const struct pay_analysis *analysis;
	const struct pricing *pricing;
	const struct ledger *ledger;
	const struct diags *diags;    /* the run's findings                */
	const struct template *template;
	date as_of;
	struct str version;           /* of the program                    */
	struct str organisation;      /* or ""                             */
	struct str what_if;           /* "base_hourly=14.50, ..." or ""    */
	struct str rules;             /* name of the rules, or ""          */
};

/*
 * The document, in the arena; NULL after YAML_VALUE findings in *out when the
 * template names what the report does not have.  It holds everything for
 * every edition: render what document_for() makes of it.
 */
struct document *pay_document(struct arena *, const struct pay_report *,
                              struct diags *out);

#endif
