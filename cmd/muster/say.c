/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 20 }; /* rejects and warnings printed at most */

__attribute__((format(printf, 2, 0)))
static void
vsay(const char *who, const char *fmt, va_list ap)
{
	fputs("muster: ", stderr);
	if (who)
		fprintf(stderr, "%s: ", who);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

void
say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(NULL, fmt, ap);
	va_end(ap);
}

void
say_as(const char *who, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(who, fmt, ap);
	va_end(ap);
}

void
out_of_memory(void *ctx, size_t want)
{
	const char *const *job = ctx;

	say_as(*job, "out of memory (%zu bytes more were wanted)", want);
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
say_some(struct arena *mem, const char *who, const struct diags *d,
         enum severity severity)
{
	int64_t shown = 0, all = diags_of(d, severity);

	for (ptrdiff_t i = 0; i < d->n && shown < SHOWN; i++) {
		if (diag_info[d->v[i].code].severity != severity)
			continue;
		say_as(who, "%s", diag_line(mem, &d->v[i]).s);
		shown++;
	}
	if (all > shown && shown)
		say_as(who, "and %lld more like these",
		       (long long)(all - shown));
}

struct str
ledger_words(struct arena *mem, const struct ledger_file *f)
{
	struct sbuf b = { .mem = mem };

	sbuf_fmt(&b, "%lld rows read", (long long)f->read);
	for (int c = 0; c < ROW_NCLASS; c++)
		if (f->count[c])
			sbuf_fmt(&b, ", %lld %s", (long long)f->count[c],
			         class_info[c].name);
	return sbuf_str(&b);
}

/* One line a file: what was read, and where the rows went. */
static void
say_ledger(struct arena *mem, const char *who, const struct ledger *l)
{
	/* A run may stop before anything is read. */
	bool begun = ledger_sum(l, KIND_NONE).read > 0;

	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct ledger_file *f = &l->v[i];

		say_as(who, "%s: %s: %s", diag_escape(mem, f->path, 300).s,
		       f->kind == KIND_NONE ? "no kind"
		       : kind_info[f->kind].name,
		       begun ? ledger_words(mem, f).s : "not read");
	}
}

/* The severities that stop a run, worst first. */
static const enum severity stops[] = { SEV_IO, SEV_CONFIG, SEV_DATA };

enum { N_STOPS = sizeof stops / sizeof *stops };

void
say_stops(struct arena *mem, const char *who, const struct diags *d)
{
	for (int i = 0; i < N_STOPS; i++)
		say_some(mem, who, d, stops[i]);
}

void
say_diags(struct arena *mem, const struct diags *d, bool all)
{
	static const enum severity others[] = { SEV_REJECT, SEV_WARN, SEV_NOTE };

	say_stops(mem, NULL, d);
	for (int i = 0; all && i < 3; i++)
		say_some(mem, NULL, d, others[i]);
}

void
say_rejects(struct arena *mem, const struct diags *d)
{
	say_some(mem, NULL, d, SEV_REJECT);
}

/* What one report found, or all of them together. */
static void
say_findings(struct arena *mem, const char *who, const struct diags *d,
             const struct ledger *l, enum st st, const struct options *o)
{
	say_stops(mem, who, d);
	if (st == ST_BUG)
		say_as(who, "the ledger does not balance: this is a fault of "
		       "muster");
	if (o->quiet)
		return;
	if (st == ST_DATA || st == ST_BUG || o->verbose) {
		say_ledger(mem, who, l);
		say_some(mem, who, d, SEV_REJECT);
	}
	if (o->verbose || st == ST_DATA)
		say_some(mem, who, d, SEV_WARN);
	if (o->verbose)
		say_some(mem, who, d, SEV_NOTE);
}

/* "monthly-pay: pay", where there are several reports. */
static const char *
name_of(struct arena *mem, const struct runs *rs, const struct run *r,
        const struct options *o)
{
	if (rs->n == 1)
		return o->who;
	return str_fmt(mem, "%s%s%s", o->who ? o->who : "", o->who ? ": " : "",
	               r->report->name).s;
}

void
say_runs(struct arena *mem, const struct runs *rs, enum st st,
         const struct options *o)
{
	bool own = st == ST_OK, shared = diags_of(&rs->diags, SEV_IO) ||
		diags_of(&rs->diags, SEV_CONFIG) ||
		diags_of(&rs->diags, SEV_DATA);

	for (ptrdiff_t i = 0; i < rs->n; i++)
		own |= rs->v[i].st != ST_OK;
	if (shared || !own) /* stopped before, or after, the reports */
		say_findings(mem, o->who, &rs->diags, &rs->ledger, st, o);
	for (ptrdiff_t i = 0; i < rs->n && own; i++) {
		const struct run *r = &rs->v[i];

		if (st == ST_OK || r->st != ST_OK)
			say_findings(mem, name_of(mem, rs, r, o), &r->diags,
			             r->ledger.n ? &r->ledger : &rs->ledger,
			             r->st, o);
	}
}

/* A finding without what was found and where, where that is not to be seen. */
static struct str
line_of(struct arena *mem, const struct diag *d, bool shareable)
{
	const struct diag_info *info = &diag_info[d->code];

	return shareable ? str_fmt(mem, "%s: %s", info->name, info->meaning)
	                 : diag_line(mem, d);
}

static struct str
first_of(struct arena *mem, const struct diags *d, bool shareable)
{
	for (int s = 0; s < N_STOPS; s++)
		for (ptrdiff_t i = 0; i < d->n; i++)
			if (diag_info[d->v[i].code].severity == stops[s])
				return line_of(mem, &d->v[i], shareable);
	return STR("");
}

struct str
first_reason(struct arena *mem, const struct runs *rs, enum st st,
             bool shareable)
{
	struct str s = first_of(mem, &rs->diags, shareable);

	for (ptrdiff_t i = 0; i < rs->n && !s.len; i++)
		s = first_of(mem, &rs->v[i].diags, shareable);
	if (s.len)
		return s;
	return st == ST_DATA ? STR("there are warnings, and --strict was said")
	                     : STR("a fault of muster");
}
