/* SPDX-License-Identifier: MIT */
#include "run/job.h"

#include <glob.h>

enum { NAME_MAX_BYTES = 60 };

#define AT(member) offsetof(struct job, member)
#define OF(member) offsetof(struct job_report, member)

static const struct yaml_shape report_shape = {
	"a report of a job", sizeof(struct job_report),
	(const struct yaml_field[]){
		{ "report", YAML_STR, .required = true,
		  .offset = OF(report) },
		{ "model", YAML_STR, .offset = OF(model) },
		{ "template", YAML_STR, .offset = OF(template) },
		{ "set", YAML_STRS, .offset = OF(set) },
		{ 0 } },
	-1
};

#define LIMIT(member) offsetof(struct job, limits.member) - AT(limits)
#define PRIVACY(member) offsetof(struct job, privacy.member) - AT(privacy)

static const struct yaml_shape limits_shape = {
	"the limits", sizeof((struct job *)0)->limits,
	(const struct yaml_field[]){
		{ "max_rejects", YAML_BP, .fallback = "5%",
		  .offset = LIMIT(max_rejects_bp) },
		{ "min_rows", YAML_INT, .offset = LIMIT(min_rows) },
		{ "max_age_days", YAML_INT, .offset = LIMIT(max_age_days) },
		{ "max_change", YAML_BP, .fallback = "-0.01%",
		  .offset = LIMIT(max_change_bp) },
		{ 0 } },
	LIMIT(at)
};

static const struct yaml_shape privacy_shape = {
	"the privacy settings", sizeof((struct job *)0)->privacy,
	(const struct yaml_field[]){
		{ "people", YAML_BOOL, .offset = PRIVACY(people) },
		{ "shareable", YAML_BOOL, .offset = PRIVACY(shareable) },
		{ "min_group", YAML_INT, .fallback = "-1",
		  .offset = PRIVACY(min_group) },
		{ "dominance", YAML_BP, .fallback = "0%",
		  .offset = PRIVACY(dominance_bp) },
		{ "rejects_full", YAML_BOOL, .offset = PRIVACY(rejects_full) },
		{ 0 } },
	PRIVACY(at)
};

static const struct yaml_shape job_shape = {
	"a job", sizeof(struct job),
	(const struct yaml_field[]){
		{ "job", YAML_STR, .required = true, .offset = AT(name) },
		{ "inputs", YAML_STRS, .required = true,
		  .offset = AT(inputs) },
		{ "needs", YAML_STRS, .offset = AT(needs) },
		{ "rules", YAML_STR, .fallback = "healthcare",
		  .offset = AT(rules) },
		{ "reports", YAML_LIST, .required = true,
		  .offset = AT(reports), .shape = &report_shape },
		{ "formats", YAML_STRS, .offset = AT(formats) },
		{ "output", YAML_STR, .required = true,
		  .offset = AT(output) },
		{ "as_of", YAML_STR, .fallback = "today",
		  .offset = AT(as_of) },
		{ "limits", YAML_STRUCT, .fallback = "{}",
		  .offset = AT(limits),
		  .shape = &limits_shape },
		{ "privacy", YAML_STRUCT, .fallback = "{}",
		  .offset = AT(privacy),
		  .shape = &privacy_shape },
		{ "columns", YAML_STR, .offset = AT(columns) },
		{ "strict", YAML_BOOL, .offset = AT(strict) },
		{ "audit", YAML_BOOL, .offset = AT(audit) },
		{ "jobs", YAML_INT, .offset = AT(jobs) },
		{ 0 } },
	AT(at)
};

static void
fault_at(struct pos at, struct str found, const char *expected,
         struct diags *d)
{
	diag_add(d, DIAG_JOB_BAD, at, STR(""), found, "expected %s", expected);
}

struct pos
job_pos(const struct job *j, const struct yaml_str *at)
{
	return (struct pos){ .file = j->file, .line = at->line,
		             .column = at->column };
}

void
job_fault(const struct job *j, const struct yaml_str *at,
          const char *expected, struct diags *d)
{
	fault_at(job_pos(j, at), at->s, expected, d);
}

/* The name goes into the first line of a mail. */
static bool
good_name(struct str s)
{
	bool good = s.len > 0 && s.len <= NAME_MAX_BYTES;

	for (ptrdiff_t i = 0; i < s.len; i++)
		good &= s.s[i] > ' ' && s.s[i] < 0x7F && s.s[i] != '/';
	return good;
}

static void
check_words(struct job *j, struct diags *d)
{
	static const struct { const char *name; unsigned bit; } format[] = {
		{ "text", IN_TEXT }, { "xlsx", IN_XLSX }, { "json", IN_JSON },
	};

	for (ptrdiff_t i = 0; i < j->needs.n; i++) {
		enum kind k = kind_named(j->needs.v[i].s);

		if (k == KIND_NONE)
			job_fault(j, &j->needs.v[i], "a kind of file: staff, "
			          "experience, skills, credentials, graduates, "
			          "enrolments, exams, outcomes or market", d);
		else
			j->kinds |= 1u << k;
	}
	for (ptrdiff_t i = 0; i < j->formats.n; i++) {
		unsigned bit = 0;

		for (size_t k = 0; k < sizeof format / sizeof *format; k++)
			if (str_eq(j->formats.v[i].s, str_of(format[k].name)))
				bit = format[k].bit;
		if (!bit)
			job_fault(j, &j->formats.v[i], "text, xlsx or json",
			          d);
		j->format_bits |= bit;
	}
	if (!j->formats.n)
		j->format_bits = IN_TEXT | IN_XLSX | IN_JSON;
	if (job_as_of(j, 0) == DATE_NONE)
		job_fault(j, &j->as_of, "today, month-end, previous-month-end "
		          "or a date such as 2026-10-31", d);
}

/* Two of one name would be one another's files. */
static void
check_twice(const struct job *j, struct diags *d)
{
	const struct job_report *r = j->reports.v;

	for (ptrdiff_t i = 0; i < j->reports.n; i++)
		for (ptrdiff_t k = 0; k < i; k++)
			if (str_eq(r[i].report.s, r[k].report.s))
				job_fault(j, &r[i].report, "each report once",
				          d);
}

static void
check_settings(struct arena *mem, const struct job *j, struct job_report *r,
               struct diags *d)
{
	struct setting *v = NEW(mem, r->set.n, struct setting);

	for (ptrdiff_t i = 0; i < r->set.n; i++) {
		struct str rest = r->set.v[i].s;

		v[i].key = str_trim(str_cut(&rest, '='));
		v[i].value = str_trim(rest);
		if (!rest.s || !v[i].key.len)
			job_fault(j, &r->set.v[i], "KEY=VALUE", d);
	}
	r->setting = v;
}

static void
check_numbers(const struct job *j, struct diags *d)
{
	const struct { const char *expected; struct pos at;
	               int64_t is, least, most; } row[] = {
		{ "jobs from 1 to 64, or 0 for all cores", j->at, j->jobs, 0,
		  JOBS_MOST },
		{ "max_rejects from 0% to 100%", j->limits.at,
		  j->limits.max_rejects_bp, 0, 10000 },
		{ "min_rows of 0 or more", j->limits.at, j->limits.min_rows,
		  0, INT64_MAX },
		{ "max_age_days of 0 or more", j->limits.at,
		  j->limits.max_age_days, 0, INT64_MAX },
		{ "a max_change of 0% or more", j->limits.at,
		  j->limits.max_change_bp, -1, INT64_MAX },
		{ "a min_group from 1 to 1,000,000", j->privacy.at,
		  j->privacy.min_group == -1 ? 1 : j->privacy.min_group, 1,
		  1000000 },
		{ "a dominance from 0% to 100%", j->privacy.at,
		  j->privacy.dominance_bp, 0, 10000 },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (row[i].is < row[i].least || row[i].is > row[i].most)
			fault_at(row[i].at, STR(""), row[i].expected, d);
}

struct job *
job_load(struct arena *mem, struct str file, struct str text,
         struct diags *d)
{
	struct job *j = NEW(mem, 1, struct job);
	int64_t before = diags_of(d, SEV_CONFIG);
	bool read = yaml_load(mem, file, text, &job_shape, j, d);
	bool named = good_name(j->name.s);

	j->file = file;
	if (read) {
		if (!named)
			job_fault(j, &j->name, "a name of up to 60 letters, "
			          "digits and signs, without blanks", d);
		if (!j->output.s.len)
			job_fault(j, &j->output, "a folder", d);
		if (j->audit && j->privacy.shareable)
			fault_at(j->privacy.at, STR(""), "no audit of an "
			         "edition that names nobody", d);
		check_words(j, d);
		check_numbers(j, d);
		for (ptrdiff_t i = 0; i < j->reports.n; i++)
			check_settings(mem, j, (struct job_report *)
			               j->reports.v + i, d);
		check_twice(j, d);
	}
	if (!named)
		j->name.s = STR("");
	j->good = diags_of(d, SEV_CONFIG) == before;
	return j;
}

date
job_as_of(const struct job *j, date today)
{
	struct str s = j->as_of.s;

	if (str_eq(s, STR("today")))
		return today;
	if (str_eq(s, STR("month-end")))
		return date_month_end(today);
	if (str_eq(s, STR("previous-month-end")))
		return date_month_end(date_add_months(today, -1));
	return date_iso(s);
}

/* Add a file unless it is there already: read twice, it would be twice. */
static void
add(struct arena *mem, struct job_files *files, struct str path)
{
	for (ptrdiff_t i = 0; i < files->n; i++)
		if (str_eq(files->v[i], path))
			return;
	*VEC_PUSH(mem, files) = str_dup(mem, path);
}

enum st
job_inputs(struct arena *mem, const struct job *j, struct job_files *files,
           struct diags *d)
{
	enum st st = ST_OK;

	for (ptrdiff_t i = 0; i < j->inputs.n; i++) {
		const struct yaml_str *one = &j->inputs.v[i];
		const char *pattern = str_z(mem, one->s);
		glob_t found;

		if (!strpbrk(pattern, "*?[")) {
			add(mem, files, one->s);
			continue;
		}
		if (glob(pattern, 0, NULL, &found) == 0) {
			for (size_t k = 0; k < found.gl_pathc; k++)
				add(mem, files, str_of(found.gl_pathv[k]));
			globfree(&found);
			continue;
		}
		diag_add(d, DIAG_INPUT_NONE, job_pos(j, one), STR(""), one->s,
		         "no file matches this pattern");
		st = ST_DATA;
	}
	return st;
}
