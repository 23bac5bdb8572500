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

/* A character of the dialect, for people. */
static struct str
character_name(struct arena *mem, char c)
{
	static const struct { char c; const char *name; } names[] = {
		{ ',', "comma" }, { ';', "semicolon" }, { '\t', "tab" },
		{ '|', "bar" }, { ' ', "blank" }, { '"', "double quotes" },
		{ '\'', "single quotes" }, { 0, "no quotes" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].c == c)
			return str_of(names[i].name);
	return diag_escape(mem, (struct str){ &c, 1 }, 8);
}

/* How the file is written, and where its rows went. */
static void
say_table(struct arena *mem, const struct clean_report *c)
{
	const struct ledger_file *f = &c->file;
	const char *path = diag_escape(mem, f->path, 300).s;
	struct str header = c->no_header ? STR("no header found")
		: str_fmt(mem, "header on line %lld", (long long)f->header_line);

	say("%s: encoding %s, delimiter %s, %s%s, lines end with %s%s", path,
	    f->encoding.s, character_name(mem, f->delimiter.s[0]).s,
	    character_name(mem, c->quote).s,
	    !c->quote ? "" : c->backslash ? " behind a backslash inside"
	                                  : " doubled inside",
	    c->lone_cr ? "CR, LF or both" : "LF or CR LF",
	    c->comment ? ", comments" : "");
	say("%s: %s, %d columns, %d %s", path,
	    c->tables ? header.s : "no table", c->columns, c->tables,
	    c->tables == 1 ? "table" : "tables");
	say("%s: %s", path, ledger_words(mem, f).s);
}

/* Nobody else says what is not in the output. */
static void
say_lost(struct arena *mem, const struct diags *d)
{
	say_rejects(mem, d);
	if (d->count[DIAG_ROW_CUT])
		say("rows cut: %lld; %s", (long long)d->count[DIAG_ROW_CUT],
		    diag_info[DIAG_ROW_CUT].does);
}

enum st
cmd_clean(struct arena *mem, const struct command *self, struct options *o)
{
	struct clean_sink sink = { NULL, put_row };
	struct clean_report found = { 0 };
	struct diags diags;
	enum st st;

	(void)self;
	if (o->files.n != 1) {
		say("one file is cleaned at a time; see muster clean --help");
		return ST_CONFIG;
	}
	diags_init(&diags, mem);
	st = clean_file(mem, o->files.v[0], &(struct clean_options){
		.fixed = o->run.dialect, .table = (int32_t)o->table
	}, &sink, &found, &diags);
	if (fflush(stdout) || ferror(stdout)) {
		say("standard output: %s", strerror(errno));
		return ST_IO;
	}
	if (st == ST_BUG)
		say("the ledger does not balance: this is a fault of muster");
	if (st != ST_OK || o->verbose)
		say_diags(mem, &diags, o->verbose);
	else if (!o->quiet)
		say_lost(mem, &diags);
	if (st != ST_CONFIG && st != ST_IO && o->verbose)
		say_table(mem, &found);
	return st;
}
