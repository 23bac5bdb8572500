/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Options without a letter; numbers above any char. */
enum {
	O_AS_OF = 256, O_PEOPLE, O_SET, O_MIN_GROUP, O_DOMINANCE, O_PRIMARY_ONLY, O_SHAREABLE,
	O_MAX_REJECTS, O_STRICT, O_HELP, O_DELIMITER, O_QUOTE, O_ENCODING,
	O_TABLE, O_COLUMNS, O_LOCK, O_REJECTS_FULL, O_AUDIT, O_EVIDENCE,
	O_SUGGEST,
};

enum { FOR_ALL = FOR_REPORTS | FOR_RUN | FOR_CHECK | FOR_INIT |
               FOR_CLEAN | FOR_EXPLAIN };

/* The one list of options: getopt's table and the usage are made of it. */
static const struct {
	const char *name;
	int letter;
	const char *argument, *summary; /* "[=no]": may be left out        */
	unsigned commands;            /* FOR_...                           */
} known[] = {
	{ "model", 'm', "NAME|FILE", "the model (the report's own)",
	  FOR_REPORTS | FOR_EXPLAIN },
	{ "rules", 'r', "NAME|FILE", "the rules (healthcare)",
	  FOR_REPORTS | FOR_CHECK | FOR_EXPLAIN },
	{ "template", 't', "NAME|FILE", "the report template",
	  FOR_REPORTS },
	{ "as-of", O_AS_OF, "YYYY-MM-DD", "the day of the report (today)",
	  FOR_REPORTS | FOR_RUN | FOR_EXPLAIN },
	{ "output", 'o', "DIR", "write the whole set into DIR/YYYY-MM/",
	  FOR_REPORTS },
	{ "format", 'f', "LIST", "of text, xlsx, json (text; with -o all)",
	  FOR_REPORTS | FOR_EXPLAIN },
	{ "people", O_PEOPLE, NULL, "name people in the text",
	  FOR_REPORTS },
	{ "set", O_SET, "KEY=VALUE", "base_hourly=14.50, accreditor=COE, cohort=2025",
	  FOR_REPORTS | FOR_EXPLAIN },
	{ "min-group", O_MIN_GROUP, "N", "hide pay of smaller groups (5)",
	  FOR_REPORTS },
	{ "dominance", O_DOMINANCE, "PCT", "hide sums one person dominates",
	  FOR_REPORTS },
	{ "primary-only", O_PRIMARY_ONLY, NULL,
	  "hide small groups only: not safe", FOR_REPORTS },
	{ "shareable", O_SHAREABLE, NULL, "the edition without people",
	  FOR_REPORTS },
	{ "max-rejects", O_MAX_REJECTS, "PCT", "rejected rows allowed (5)",
	  FOR_REPORTS },
	{ "audit", O_AUDIT, NULL, "with -o, every single change with its place",
	  FOR_REPORTS },
	{ "rejects-full", O_REJECTS_FULL, NULL, "rejects with their whole rows",
	  FOR_REPORTS },
	{ "require-evidence", O_EVIDENCE, "[=no]",
	  "count what is verified only (if in file)", FOR_PLACEMENT },
	{ "strict", O_STRICT, NULL, "a warning is status 1",
	  FOR_REPORTS | FOR_RUN | FOR_CHECK },
	{ "columns", O_COLUMNS, "FILE", "the column lock (columns.lock)",
	  FOR_REPORTS | FOR_CHECK },
	{ "lock", O_LOCK, NULL, "write the column lock", FOR_CHECK },
	{ "suggest", O_SUGGEST, NULL, "only rules for values that none knows",
	  FOR_CHECK },
	{ "delimiter", O_DELIMITER, "CHAR", "instead of looking: , ; | or tab",
	  FOR_REPORTS | FOR_CHECK | FOR_CLEAN | FOR_EXPLAIN },
	{ "quote", O_QUOTE, "CHAR", "instead of looking: \", ' or none",
	  FOR_REPORTS | FOR_CHECK | FOR_CLEAN | FOR_EXPLAIN },
	{ "encoding", O_ENCODING, "NAME", "instead of looking: UTF-8 ...",
	  FOR_REPORTS | FOR_CHECK | FOR_CLEAN | FOR_EXPLAIN },
	{ "table", O_TABLE, "N", "which table of the file (1)", FOR_CLEAN },
	{ "jobs", 'j', "N", "threads that read a large file (all cores)",
	  FOR_ALL & ~(unsigned)FOR_INIT },
	{ "quiet", 'q', NULL, "say nothing but errors", FOR_ALL },
	{ "verbose", 'v', NULL, "say what was found and decided",
	  FOR_ALL },
	{ "help", O_HELP, NULL, "this text", FOR_ALL },
};

enum { N_KNOWN = sizeof known / sizeof *known };

static bool
knows(const struct command *c, int i)
{
	return known[i].commands & (c->options ? c->options : FOR_REPORTS);
}

void
usage(const struct command *c)
{
	printf("usage: muster %s %s\n%s\n\n", c->name, c->arguments,
	       c->summary);
	for (int i = 0; i < N_KNOWN; i++) {
		char left[48];

		if (!knows(c, i))
			continue;
		int n = known[i].letter < 256
			? snprintf(left, sizeof left, "-%c, --%s",
			           known[i].letter, known[i].name)
			: snprintf(left, sizeof left, "    --%s",
			           known[i].name);

		if (known[i].argument && n > 0 && (size_t)n < sizeof left)
			snprintf(left + n, sizeof left - (size_t)n, "%s%s",
			         *known[i].argument == '[' ? "" : " ",
			         known[i].argument);
		printf("  %-26s %s\n", left, known[i].summary);
	}
}

static bool
bad(const char *option, const char *found, const char *expected)
{
	say("--%s: found \"%s\", expected %s", option, found, expected);
	return false;
}

static bool
take_formats(const char *arg, unsigned *formats)
{
	static const struct { const char *name; unsigned bit; } names[] = {
		{ "text", IN_TEXT }, { "xlsx", IN_XLSX }, { "json", IN_JSON },
	};

	*formats = 0;
	for (struct str rest = str_of(arg); rest.s;) {
		struct str one = str_trim(str_cut(&rest, ','));
		unsigned bit = 0;

		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (str_eq(one, str_of(names[i].name)))
				bit = names[i].bit;
		if (!bit)
			return bad("format", arg, "text, xlsx, json or a "
			           "list of them");
		*formats |= bit;
	}
	return true;
}

static bool
take_set(struct arena *mem, const char *arg, struct options *o)
{
	struct str rest = str_of(arg);
	struct str key = str_trim(str_cut(&rest, '='));

	if (!rest.s || !key.len)
		return bad("set", arg, "KEY=VALUE");
	*VEC_PUSH(mem, &o->set) = (struct setting){ key, str_trim(rest) };
	return true;
}

static bool
take_number(const char *option, const char *arg, int places, int64_t min,
            int64_t max, const char *expected, int64_t *out)
{
	int64_t v;

	if (!decimal_parse(str_of(arg), places, &v) || v < min || v > max)
		return bad(option, arg, expected);
	*out = v;
	return true;
}

static bool
take_jobs(const char *arg, int *out)
{
	int64_t n = 0;
	bool ok = take_number("jobs", arg, 0, 1, JOBS_MOST,
	                      "a whole number from 1 to 64", &n);

	*out = (int)n;
	return ok;
}

/* The processors that this process may run on. */
static int
processors(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0
		? CPU_COUNT(&set) : 1;

	return n < JOBS_MOST ? n : JOBS_MOST;
}

static bool
take_delimiter(const char *arg, char *out)
{
	struct str s = str_of(arg);
	bool tab = str_eq(s, STR("tab")) || str_eq(s, STR("\\t"));

	if (!tab && (s.len != 1 || strchr("\"'\r\n", arg[0]) ||
	             (arg[0] >= '0' && arg[0] <= '9')))
		return bad("delimiter", arg, "one character, or tab");
	*out = tab ? '\t' : arg[0];
	return true;
}

static bool
take_quote(const char *arg, char *out)
{
	bool none = strcmp(arg, "none") == 0;

	if (!none && strcmp(arg, "\"") != 0 && strcmp(arg, "'") != 0)
		return bad("quote", arg, "\", ' or none");
	*out = none ? QUOTE_NONE : arg[0];
	return true;
}

static bool
take_words(int letter, const char *arg, struct options *o)
{
	switch (letter) {
	case 'm': o->run.model = str_of(arg); return true;
	case 'r':
		o->run.rules = str_of(arg);
		return o->rules_named = true;
	case 't': o->run.template = str_of(arg); return true;
	case 'o': o->output = arg; return true;
	case 'q': o->quiet = true; return true;
	case 'v': o->verbose++; return true;
	case O_PEOPLE: o->edition.people_in_text = true; return true;
	case O_PRIMARY_ONLY: o->edition.primary_only = true; return true;
	case O_SHAREABLE: o->edition.shareable = true; return true;
	case O_STRICT: o->strict = true; return true;
	case O_LOCK: o->lock = true; return true;
	case O_SUGGEST: o->suggest = true; return true;
	case O_AUDIT: o->audit = true; return true;
	case O_REJECTS_FULL: o->rejects_full = true; return true;
	case O_COLUMNS: o->run.columns = str_of(arg); return true;
	case O_HELP: o->help = true; return true;
	case O_ENCODING: o->run.dialect.encoding = str_of(arg); return true;
	default: return false;
	}
}

static bool
take(struct arena *mem, int letter, const char *arg, struct options *o)
{
	switch (letter) {
	case 'f':
		return take_formats(arg, &o->formats);
	case O_SET:
		return take_set(mem, arg, o);
	case O_EVIDENCE:
		*VEC_PUSH(mem, &o->set) = (struct setting){
			STR("require_evidence"), str_of(arg ? arg : "yes") };
		return true;
	case O_AS_OF:
		o->run.as_of = date_iso(str_of(arg));
		o->dated = true;
		return o->run.as_of != DATE_NONE ||
		       bad("as-of", arg, "a date such as 2026-10-31");
	case O_MIN_GROUP:
		return take_number("min-group", arg, 0, 1, 1000000,
		                   "a whole number from 1",
		                   &o->edition.min_group);
	case O_DOMINANCE:
		return take_number("dominance", arg, 2, 1, 10000,
		                   "a percentage above 0, to 100",
		                   &o->edition.dominance_bp);
	case O_MAX_REJECTS:
		return take_number("max-rejects", arg, 2, 0, 10000,
		                   "a percentage from 0 to 100",
		                   &o->run.max_rejects_bp);
	case O_TABLE:
		return take_number("table", arg, 0, 1, 1000000,
		                   "a whole number from 1", &o->table);
	case 'j':
		o->threaded = true;
		return take_jobs(arg, &o->run.jobs);
	case O_DELIMITER:
		return take_delimiter(arg, &o->run.dialect.delimiter);
	case O_QUOTE:
		return take_quote(arg, &o->run.dialect.quote);
	default:
		return take_words(letter, arg, o);
	}
}

static date
today(void)
{
	time_t now = time(NULL);
	struct tm t;

	if (!localtime_r(&now, &t))
		return DATE_NONE;
	return date_of(t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

void
options_default(struct options *o)
{
	*o = (struct options){
		.run = { .rules = STR("healthcare"), .changes = true,
			 .as_of = today(), .max_rejects_bp = 500,
			 .version = STR(MUSTER_VERSION),
			 .jobs = processors() },
	};
}

enum st
options_read(struct arena *mem, const struct command *self, int argc,
             char **argv, struct options *o)
{
	struct option table[N_KNOWN + 1] = { 0 };
	char letters[2 * N_KNOWN + 2] = ":";
	size_t n = 1, rows = 0;
	int c;

	options_default(o);
	for (int i = 0; i < N_KNOWN; i++) {
		if (!knows(self, i))
			continue;
		table[rows++] = (struct option){
			known[i].name, !known[i].argument ? no_argument
			: *known[i].argument == '[' ? optional_argument
			: required_argument, NULL, known[i].letter
		};
		if (known[i].letter < 256)
			letters[n++] = (char)known[i].letter;
		if (known[i].letter < 256 && known[i].argument)
			letters[n++] = ':';
	}
	while ((c = getopt_long(argc, argv, letters, table, NULL)) != -1) {
		if (c == '?' || c == ':') {
			say(c == '?' ? "option %s is not known; see --help"
			             : "option %s wants a value; see --help",
			    argv[optind - 1]);
			return ST_CONFIG;
		}
		if (!take(mem, c, optarg, o))
			return ST_CONFIG;
	}
	for (int i = optind; i < argc; i++)
		*VEC_PUSH(mem, &o->files) = str_of(argv[i]);
	o->run.file = o->files.v;
	o->run.n_file = o->files.n;
	o->run.set = o->set.v;
	o->run.n_set = o->set.n;
	return ST_OK;
}
