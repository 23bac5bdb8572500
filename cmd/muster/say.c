/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 20 }; /* rejects and warnings printed at most */

void
say(const char *fmt, ...)
{
	va_list ap;

	fputs("muster: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void
out_of_memory(void *ctx, size_t want)
{
	(void)ctx;
	say("out of memory (%zu bytes more were wanted)", want);
	exit(ST_IO);
}

enum st
put_out(struct str s)
{
	if ((s.len == 0 || fwrite(s.s, (size_t)s.len, 1, stdout) == 1) &&
	    fflush(stdout) == 0)
		return ST_OK;
	say("standard output: %s", strerror(errno));
	return ST_IO;
}

/* The first findings of a severity, and how many more there are. */
static void
say_some(struct arena *mem, const struct diags *d, enum severity severity)
{
	int64_t shown = 0, all = diags_of(d, severity);

	for (ptrdiff_t i = 0; i < d->n && shown < SHOWN; i++) {
		if (diag_info[d->v[i].code].severity != severity)
			continue;
		say("%s", diag_line(mem, &d->v[i]).s);
		shown++;
	}
	if (all > shown && shown)
		say("and %lld more like these", (long long)(all - shown));
}

/* One line a file: what was read, and where the rows went. */
static void
say_ledger(struct arena *mem, const struct ledger *l)
{
	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct ledger_file *f = &l->v[i];
		struct sbuf b = { .mem = mem };

		for (int c = 0; c < ROW_NCLASS; c++)
			if (f->count[c])
				sbuf_fmt(&b, ", %lld %s",
				         (long long)f->count[c],
				         class_info[c].name);
		say("%s: %s: %lld rows read%s",
		    diag_escape(mem, f->path, 300).s, f->kind == KIND_NONE
		    ? "no kind" : kind_info[f->kind].name,
		    (long long)f->read, sbuf_str(&b).s);
	}
}

void
say_diags(struct arena *mem, const struct diags *d, bool all)
{
	static const enum severity stops[] = { SEV_IO, SEV_CONFIG, SEV_DATA };
	static const enum severity others[] = { SEV_REJECT, SEV_WARN, SEV_NOTE };

	for (int i = 0; i < 3; i++)
		say_some(mem, d, stops[i]);
	for (int i = 0; all && i < 3; i++)
		say_some(mem, d, others[i]);
}

void
say_findings(struct arena *mem, const struct run *r, enum st st,
             const struct options *o)
{
	const struct diags *d = &r->diags;

	say_diags(mem, d, false);
	if (st == ST_BUG)
		say("the ledger does not balance: this is a fault of muster");
	if (o->quiet)
		return;
	if (st == ST_DATA || st == ST_BUG || o->verbose) {
		say_ledger(mem, &r->ledger);
		say_some(mem, d, SEV_REJECT);
	}
	if (o->verbose || st == ST_DATA)
		say_some(mem, d, SEV_WARN);
	if (o->verbose)
		say_some(mem, d, SEV_NOTE);
}
