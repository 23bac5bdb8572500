/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include "run/folder.h"

#include <time.h>
#include <unistd.h>

/* "2026-10-31 06:00:02 +0100", by the clock of the wall. */
static struct str
now(struct arena *mem)
{
	time_t t = time(NULL);
	struct tm tm;
	char text[40] = "";

	if (localtime_r(&t, &tm))
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %z", &tm);
	return str_dup(mem, str_of(text));
}

/* A line for those who find the folder locked. */
static struct str
who(struct arena *mem)
{
	return str_fmt(mem, "pid %ld, since %s\n", (long)getpid(),
	               now(mem).s);
}

/* Take the folder, before any work is done; NULL after a message, but for a
 * folder that is held and will not do. */
static struct folder *
enter(struct arena *mem, struct runs *rs, const struct options *o,
      enum st *st)
{
	struct str holder;
	struct folder *f = folder_open(mem, o->output, o->run.as_of, who(mem),
	                               &rs->diags, st, &holder);

	if (*st == ST_LOCKED)
		say_as(o->who, "%s: another run holds this folder (%s); "
		       "nothing was done", o->output, holder.len
		       ? diag_escape(mem, holder, 200).s : "it just began");
	else if (*st != ST_OK)
		say_stops(mem, o->who, &rs->diags);
	return f;
}

static struct output
output_of(const struct options *o)
{
	return (struct output){
		.edition = o->edition, .formats = o->formats,
		.dir = o->output, .as_of = o->run.as_of,
		.rejects_full = o->rejects_full,
		               .audit = o->audit,
	};
}

static enum st
write_out(struct arena *mem, struct runs *rs, const struct options *o,
          const struct output *out)
{
	struct str bytes, set;
	enum st st;

	if (o->output) {
		st = output_set(mem, rs, &o->run, out, &set);
		if (st == ST_OK && o->verbose)
			say_as(o->who, "wrote %s", set.s);
		return st;
	}
	st = output_bytes(mem, &rs->v[0], out, &bytes);
	return st == ST_OK ? put_out(bytes) : st;
}

/* Before anything is written, a warning may be too much. */
static enum st
be_strict(struct runs *rs, enum st st, const struct options *o)
{
	int64_t n = 0;

	for (ptrdiff_t i = 0; st == ST_OK && o->strict && i < rs->n; i++) {
		int64_t own = diags_of(&rs->v[i].diags, SEV_WARN);

		n += own;
		if (own)
			rs->v[i].st = ST_DATA;
	}
	if (!n)
		return st;
	say_as(o->who, "--strict: %lld warnings; nothing is written",
	       (long long)n);
	return ST_DATA;
}

static struct str
last_run(struct arena *mem, const struct runs *rs, enum st st,
         const struct options *o)
{
	if (st == ST_OK)
		return STR("");
	return str_fmt(mem, "time: %s\nstatus: %d\n%s%s%sreason: %s\n",
	               now(mem).s, (int)st, o->who ? "job: " : "",
	               o->who ? o->who : "", o->who ? "\n" : "",
	               first_reason(mem, rs, st, o->edition.shareable).s);
}

void
refuse(struct arena *mem, const struct runs *rs, enum st st,
       const struct options *o)
{
	struct folder *folder = NULL;
	struct diags unsaid;
	struct str holder;
	enum st entered;

	say_runs(mem, rs, st, o);
	diags_init(&unsaid, mem);
	if (o->output)
		folder = folder_open(mem, o->output, o->run.as_of,
		                     who(mem), &unsaid, &entered, &holder);
	if (folder)
		folder_ended(mem, folder, last_run(mem, rs, st, o));
	folder_close(folder);
}

enum st
perform(struct arena *mem, struct runs *rs, struct options *o)
{
	struct folder *folder = NULL;
	struct bar *bar = bar_new(mem, o);
	struct output out = output_of(o);
	enum st st = ST_OK;

	if (o->output)
		folder = enter(mem, rs, o, &st);
	if (st == ST_OK) {
		o->run.progress = bar_progress(bar);
		st = be_strict(rs, runs_make(rs, &o->run), o);
		if (st == ST_OK)
			st = write_out(mem, rs, o, &out);
		else if (st == ST_DATA && o->output)
			output_failed(mem, rs, &out);
		bar_end(bar);
		say_runs(mem, rs, st, o);
	}
	if (folder)
		folder_ended(mem, folder, last_run(mem, rs, st, o));
	folder_close(folder);
	return st;
}
