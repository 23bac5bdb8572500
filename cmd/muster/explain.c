/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include "base/json.h"
#include "base/utf8.h"

#include <unistd.h>

/* What comes of findings of a severity, beside what the run does at once. */
static const char *const severity_means[] = {
	[SEV_NOTE] = "a decision the run took; printed on the Method page",
	[SEV_WARN] = "kept; worth a look; --strict makes it status 1",
	[SEV_REJECT] = "the row is counted as rejected, see --max-rejects",
	[SEV_DATA] = "status 1: nothing is published",
	[SEV_CONFIG] = "status 2: nothing is published",
	[SEV_IO] = "status 3: what was published before stands",
};

/* "How to mend it:     ...", the words wrapped at 80 columns. */
static void
put_words(struct sbuf *b, const char *label, const char *words)
{
	enum { LABEL = 20, WIDTH = 80 };
	int at = LABEL;

	sbuf_fmt(b, "%-*s", LABEL - 1, label);
	for (struct str rest = str_of(words); rest.s;) {
		struct str word = str_cut(&rest, ' ');

		if (at + 1 + word.len > WIDTH) {
			sbuf_fmt(b, "\n%*s", LABEL - 1, "");
			at = LABEL;
		}
		sbuf_fmt(b, " %.*s", FMT(word));
		at += 1 + (int)word.len;
	}
	sbuf_fill(b, '\n', 1);
}

static struct str
code_text(struct arena *mem, const struct diag_info *i)
{
	struct sbuf b = { .mem = mem };

	sbuf_fmt(&b, "%s\n\n", i->name);
	put_words(&b, "What was found:", i->meaning);
	put_words(&b, "What the run does:", i->does);
	put_words(&b, "How to mend it:", i->mend);
	put_words(&b, "Severity:", str_fmt(mem, "%s: %s",
		severity_name[i->severity], severity_means[i->severity]).s);
	return sbuf_str(&b);
}

static struct str
code_json(struct arena *mem, const struct diag_info *i)
{
	struct json root = json_new(mem);

	json_put_text(root, STR("code"), str_of(i->name));
	json_put_text(root, STR("severity"),
	              str_of(severity_name[i->severity]));
	json_put_text(root, STR("meaning"), str_of(i->meaning));
	json_put_text(root, STR("does"), str_of(i->does));
	json_put_text(root, STR("mend"), str_of(i->mend));
	json_put_text(root, STR("consequence"),
	              str_of(severity_means[i->severity]));
	struct str text = json_dump(root, mem);
	json_free(root);
	return text;
}

static enum st
explain_code(struct arena *mem, enum diag_code code, const struct options *o)
{
	const struct diag_info *i = &diag_info[code];

	if (o->formats == IN_XLSX) {
		say("explain: a code is explained as text or json");
		return ST_CONFIG;
	}
	return put_out(o->formats == IN_JSON ? code_json(mem, i)
	                                     : code_text(mem, i));
}

/* Whether the first word of both codes, "PAY" of "PAY_ZERO", is the same. */
static bool
same_family(struct str word, struct str code)
{
	struct str a = str_cut(&word, '_'), b = str_cut(&code, '_');

	return str_eq_nocase(a, b);
}

/* "PAY_ZERO, PAY_UNIT": codes that may have been meant, nearest first. */
static struct str
near_codes(struct arena *mem, struct str word)
{
	enum { SHOWN = 8 };
	struct str key = utf8_key(mem, word);
	struct sbuf b = { .mem = mem };
	ptrdiff_t most = key.len / 3 + 1, n = 0;

	for (ptrdiff_t d = 0; d <= most + 1; d++)
		for (int c = 0; c < DIAG_NCODE && n < SHOWN; c++) {
			struct str code = str_of(diag_info[c].name);
			ptrdiff_t at = utf8_distance(mem, key,
				utf8_key(mem, code), most);

			if (at > most && !same_family(word, code))
				continue;
			if (at == d)
				sbuf_fmt(&b, "%s%s", n++ ? ", " : "", code.s);
		}
	return sbuf_str(&b);
}

/* Whose setting a key is: all that are not named here are pay's. */
static const struct report *
report_of(struct str key)
{
	static const struct { const char *key; const struct report *of; } set[] = {
		{ "people", &report_credentials },
		{ "accreditor", &report_placement },
		{ "cohort", &report_placement },
		{ "require_evidence", &report_placement },
	};

	for (size_t i = 0; i < sizeof set / sizeof *set; i++)
		if (str_eq(key, str_of(set[i].key)))
			return set[i].of;
	return &report_pay;
}

/* A model named is pay's, settings are each its report's. */
static void
share_options(struct arena *mem, struct runs *rs, const struct options *o)
{
	for (ptrdiff_t i = 0; i < rs->n; i++) {
		struct run *r = &rs->v[i];
		struct run_options *own = NEW(mem, 1, struct run_options);
		struct setting *set = NEW(mem, o->set.n, struct setting);

		*own = o->run;
		own->set = set;
		own->n_set = 0;
		for (ptrdiff_t k = 0; k < o->set.n; k++)
			if (report_of(o->set.v[k].key) == r->report)
				set[own->n_set++] = o->set.v[k];
		if (r->report != &report_pay)
			own->model = STR("");
		r->options = own;
	}
}

/* No row has the id: what may have been meant. */
static enum st
say_nobody(struct arena *mem, const struct explain *x)
{
	struct str near = explain_nearest(x);

	say("explain: no row has the id \"%s\"%s%s",
	    diag_escape(mem, x->watch.id, 100).s, near.len ? "; " : "",
	    near.s);
	return ST_DATA;
}

/* The run itself, with this id watched. */
static enum st
explain_person(struct arena *mem, struct options *o)
{
	static const struct report *const reports[] = {
		&report_pay, &report_credentials, &report_placement
	};
	struct output out = { .formats = o->formats, .as_of = o->run.as_of,
		              .edition = { .people_in_text = true } };
	struct explain x;
	struct runs rs;
	struct str bytes;
	enum st st;

	explain_begin(&x, mem, o->files.v[0]);
	o->run.explain = &x;
	o->run.changes = false;
	o->run.file = o->files.v + 1;
	o->run.n_file = o->files.n - 1;
	runs_begin(&rs, mem, reports, 3);
	share_options(mem, &rs, o);
	st = runs_make(&rs, &o->run);
	if (st != ST_OK)
		say_runs(mem, &rs, st, o);
	else if (!(rs.v[0].document = explain_document(&x, o->run.as_of,
	                                               o->run.version)))
		st = say_nobody(mem, &x);
	if (st == ST_OK)
		st = output_bytes(mem, &rs.v[0], &out, &bytes);
	if (st == ST_OK)
		st = put_out(bytes);
	runs_end(&rs);
	return st;
}

/* A word alone: a code, or something that is not one. */
static enum st
explain_word(struct arena *mem, struct str word, const struct options *o)
{
	enum diag_code code = diag_named(word);

	if (code < DIAG_NCODE)
		return explain_code(mem, code, o);
	struct str near = near_codes(mem, word);
	say("explain: \"%s\" is no code%s%s; to explain a person name the "
	    "files as well", diag_escape(mem, word, 100).s,
	    near.len ? "; near it: " : "", near.s);
	return ST_CONFIG;
}

static bool
usable(struct options *o)
{
	unsigned f = o->formats;

	if (o->files.n == 0) {
		say("explain: no id and no code named; see muster explain "
		    "--help");
		return false;
	}
	if (f & (f - 1)) {
		say("explain: one format at a time");
		return false;
	}
	if (f == IN_XLSX && isatty(STDOUT_FILENO)) {
		say("a workbook is not written to a terminal; redirect it");
		return false;
	}
	if (!f)
		o->formats = IN_TEXT;
	return true;
}

enum st
cmd_explain(struct arena *mem, const struct command *self, struct options *o)
{
	(void)self;
	if (!usable(o))
		return ST_CONFIG;
	return o->files.n == 1 ? explain_word(mem, o->files.v[0], o)
	                      : explain_person(mem, o);
}
