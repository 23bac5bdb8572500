/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Options without a letter; numbers above any char. */
enum {
	O_AS_OF = 256, O_PEOPLE, O_SET, O_MIN_GROUP, O_SHAREABLE,
	O_MAX_REJECTS, O_STRICT, O_HELP, O_DELIMITER, O_QUOTE, O_ENCODING,
};

/* The one list of options: getopt's table and the usage are made of it. */
static const struct {
	const char *name;
	int letter;
	const char *argument, *summary;
} known[] = {
	{ "model", 'm', "NAME|FILE", "the model (the report's own)" },
	{ "rules", 'r', "NAME|FILE", "the rules (healthcare)" },
	{ "template", 't', "NAME|FILE", "the report template" },
	{ "as-of", O_AS_OF, "YYYY-MM-DD", "the day of the report (today)" },
	{ "output", 'o', "DIR", "write the whole set into DIR/YYYY-MM/" },
	{ "format", 'f', "LIST", "of text, xlsx, json (text; with -o all)" },
	{ "people", O_PEOPLE, NULL, "name people in the text" },
	{ "set", O_SET, "KEY=VALUE", "a what-if: base_hourly=14.50" },
	{ "min-group", O_MIN_GROUP, "N", "hide pay of smaller groups (5)" },
	{ "shareable", O_SHAREABLE, NULL, "the edition without people" },
	{ "max-rejects", O_MAX_REJECTS, "PCT", "rejected rows allowed (5)" },
	{ "strict", O_STRICT, NULL, "a warning is status 1" },
	{ "delimiter", O_DELIMITER, "CHAR", "instead of looking: , ; | or tab" },
	{ "quote", O_QUOTE, "CHAR", "instead of looking: \", ' or none" },
	{ "encoding", O_ENCODING, "NAME", "instead of looking: UTF-8 ..." },
	{ "quiet", 'q', NULL, "say nothing but errors" },
	{ "verbose", 'v', NULL, "say what was found and decided" },
	{ "help", O_HELP, NULL, "this text" },
};

enum { N_KNOWN = sizeof known / sizeof *known };

void
usage(const struct command *c)
{
	printf("usage: muster %s %s\n%s\n\n", c->name, c->arguments,
	       c->summary);
	for (int i = 0; i < N_KNOWN; i++) {
		char left[48];
		int n = known[i].letter < 256
			? snprintf(left, sizeof left, "-%c, --%s",
			           known[i].letter, known[i].name)
			: snprintf(left, sizeof left, "    --%s",
			           known[i].name);

		if (known[i].argument && n > 0 && (size_t)n < sizeof left)
			snprintf(left + n, sizeof left - (size_t)n, " %s",
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
take_char(const char *option, const char *arg, char *out)
{
	struct str s = str_of(arg);

	if (str_eq(s, STR("tab")) || str_eq(s, STR("\\t")))
		*out = '\t';
	else if (str_eq(s, STR("none")))
		*out = 'n';
	else if (s.len == 1)
		*out = s.s[0];
	else
		return bad(option, arg, "one character, tab or none");
	return true;
}

static bool
take_words(int letter, const char *arg, struct options *o)
{
	switch (letter) {
	case 'm': o->run.model = str_of(arg); return true;
	case 'r': o->run.rules = str_of(arg); return true;
	case 't': o->run.template = str_of(arg); return true;
	case 'o': o->output = arg; return true;
	case 'q': o->quiet = true; return true;
	case 'v': o->verbose++; return true;
	case O_PEOPLE: o->edition.people_in_text = true; return true;
	case O_SHAREABLE: o->edition.shareable = true; return true;
	case O_STRICT: o->strict = true; return true;
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
	case O_AS_OF:
		o->run.as_of = date_iso(str_of(arg));
		return o->run.as_of != DATE_NONE ||
		       bad("as-of", arg, "a date such as 2026-10-31");
	case O_MIN_GROUP:
		return take_number("min-group", arg, 0, 1, 1000000,
		                   "a whole number from 1",
		                   &o->edition.min_group);
	case O_MAX_REJECTS:
		return take_number("max-rejects", arg, 2, 0, 10000,
		                   "a percentage from 0 to 100",
		                   &o->run.max_rejects_bp);
	case O_DELIMITER:
		return take_char("delimiter", arg, &o->run.dialect.delimiter);
	case O_QUOTE:
		return take_char("quote", arg, &o->run.dialect.quote);
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

static void
defaults(struct options *o)
{
	*o = (struct options){
		.run = { .rules = STR("healthcare"),
			 .as_of = today(), .max_rejects_bp = 500,
			 .version = STR(MUSTER_VERSION) },
		.edition = { .min_group = 5 },
	};
}

enum st
options_read(struct arena *mem, int argc, char **argv, struct options *o)
{
	struct option table[N_KNOWN + 1] = { 0 };
	char letters[2 * N_KNOWN + 2] = ":";
	size_t n = 1;
	int c;

	defaults(o);
	for (int i = 0; i < N_KNOWN; i++) {
		table[i] = (struct option){
			known[i].name, known[i].argument ? required_argument
			: no_argument, NULL, known[i].letter
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
