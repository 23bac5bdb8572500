/* SPDX-License-Identifier: MIT */
/*
 * muster clean FILE: one dirty CSV in, the same table as plain CSV out.
 */
#include "muster.h"

#include "read/clean.h"

#include <errno.h>
#include <stdio.h>

/* One cell as RFC 4180 wants it. */
static void
put_cell(struct str s)
{
	bool quote = s.len && (s.s[0] == ' ' || s.s[s.len - 1] == ' ');

	for (ptrdiff_t i = 0; i < s.len && !quote; i++)
		quote = s.s[i] == '"' || s.s[i] == ',' || s.s[i] == '\n' ||
		        s.s[i] == '\r';
	if (!quote) {
		fwrite(s.s, 1, (size_t)s.len, stdout);
		return;
	}
	putchar('"');
	for (struct str rest = s; rest.s;) {
		struct str part = str_cut(&rest, '"');

		fwrite(part.s, 1, (size_t)part.len, stdout);
		if (rest.s)
			fputs("\"\"", stdout);
	}
	putchar('"');
}

static void
put_row(void *ctx, const struct str *cell, ptrdiff_t n)
{
	(void)ctx;
	for (ptrdiff_t i = 0; i < n; i++) {
		if (i)
			putchar(',');
		put_cell(cell[i]);
	}
	if (n == 1 && cell[0].len == 0)
		fputs("\"\"", stdout); /* or the row would be a blank line */
	putchar('\n');
}

static void
say_table(const struct clean_report *c)
{
	say("%s, delimiter %s, %lld rows, %lld left out as damaged, %d %s%s",
	    c->encoding.s, c->delimiter.s, (long long)c->rows,
	    (long long)c->damaged, c->tables,
	    c->tables == 1 ? "table" : "tables",
	    c->no_header ? ", no header found" : "");
}

enum st
cmd_clean(struct arena *mem, const struct command *self, int argc,
          char **argv)
{
	struct clean_sink sink = { NULL, put_row };
	struct clean_report found = { 0 };
	struct diags diags;
	struct options o;
	enum st st = options_read(mem, self, argc, argv, &o);

	if (st != ST_OK)
		return st;
	if (o.help) {
		usage(self);
		return ST_OK;
	}
	if (o.files.n != 1) {
		say("one file is cleaned at a time; see muster clean --help");
		return ST_CONFIG;
	}
	diags_init(&diags, mem);
	st = clean_file(mem, o.files.v[0], &(struct clean_options){
		.fixed = o.run.dialect, .table = (int32_t)o.table
	}, &sink, &found, &diags);
	if (fflush(stdout) || ferror(stdout)) {
		say("standard output: %s", strerror(errno));
		return ST_IO;
	}
	if (st != ST_OK || o.verbose)
		say_diags(mem, &diags, o.verbose);
	if (st == ST_OK && o.verbose)
		say_table(&found);
	return st;
}
