/* SPDX-License-Identifier: MIT */
/* Jobs: their days, their faults; columns against a lock; hashes. */
#include "mem.h"
#include "unit.h"

#include "base/hash.h"
#include "run/columns.h"
#include "run/files.h"
#include "run/job.h"

#include <stdlib.h>
#include <unistd.h>

#define LEAST "job: a\ninputs: [x.csv]\nreports: [{report: pay}]\noutput: o\n"

static struct job *
load(struct arena *mem, struct diags *d, const char *more)
{
	struct job *j;

	diags_init(d, mem);
	j = job_load(mem, STR("j.yaml"), str_fmt(mem, LEAST "%s", more), d);
	return j->good ? j : NULL;
}

static void
days(void)
{
	static const struct { const char *why, *as_of, *today, *want; } row[] = {
		{ "today", "today", "2026-11-24", "2026-11-24" },
		{ "the end of this month", "month-end", "2026-11-24",
		  "2026-11-30" },
		{ "of the one before", "previous-month-end", "2026-11-24",
		  "2026-10-31" },
		{ "in January", "previous-month-end", "2027-01-01",
		  "2026-12-31" },
		{ "on the 31st, before a shorter month", "previous-month-end",
		  "2028-03-31", "2028-02-29" },
		{ "a date", "2026-02-28", "2026-11-24", "2026-02-28" },
	};
	struct arena mem = mem_arena();
	struct diags d;

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct job *j = load(&mem, &d, str_fmt(&mem, "as_of: %s\n",
		                                       row[i].as_of).s);
		date got = j ? job_as_of(j, date_iso(str_of(row[i].today)))
		             : DATE_NONE;
		OK(got == date_iso(str_of(row[i].want)), "%s: %s", row[i].why,
		   date_str(&mem, got).s);
	}
	arena_free(&mem);
}

static void
faults(void)
{
	static const struct { const char *why, *more; enum diag_code want; }
	row[] = {
		{ "no such key", "inputz: x\n", DIAG_YAML_VALUE },
		{ "no such kind", "needs: [staf]\n", DIAG_JOB_BAD },
		{ "no such format", "formats: [pdf]\n", DIAG_JOB_BAD },
		{ "no such day", "as_of: 2026-02-30\n", DIAG_JOB_BAD },
		{ "a percentage without its sign",
		  "limits: {max_rejects: 5}\n", DIAG_YAML_VALUE },
		{ "more than all", "limits: {max_rejects: 101%}\n",
		  DIAG_JOB_BAD },
		{ "less than nothing", "limits: {min_rows: -1}\n",
		  DIAG_JOB_BAD },
		{ "a change below 0", "limits: {max_change: -5%}\n",
		  DIAG_JOB_BAD },
		{ "every change, and nobody to be seen",
		  "audit: yes\nprivacy: {shareable: yes}\n", DIAG_JOB_BAD },
		{ "too many threads", "jobs: 65\n", DIAG_JOB_BAD },
		{ "groups of nobody", "privacy: {min_group: 0}\n",
		  DIAG_JOB_BAD },
	};
	struct arena mem = mem_arena();
	struct diags d;
	struct job *j = load(&mem, &d, "");

	if (OK(j && d.n == 0, "the least that a job says"))
		OK(j->limits.max_rejects_bp == 500 &&
		   j->limits.max_change_bp < 0 && j->privacy.min_group == -1 &&
		   j->format_bits == (IN_TEXT | IN_XLSX | IN_JSON) &&
		   str_eq(j->rules.s, STR("healthcare")), "what is not said");
	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(!load(&mem, &d, row[i].more) && d.count[row[i].want] == 1,
		   "%s", row[i].why);
	arena_free(&mem);
}

/* A shape of columns "Header=field", separated by blanks; field may lack. */
static struct locked_file
shape(struct arena *mem, const char *columns)
{
	struct shape *s = NEW(mem, 1, struct shape);
	struct shape_column *col = NEW(mem, 20, struct shape_column);
	struct str *header = NEW(mem, 20, struct str);

	s->kind = K_STAFF;
	for (struct str rest = str_of(columns); rest.s; s->width++) {
		struct str field = str_cut(&rest, ' ');

		header[s->width] = str_cut(&field, '=');
		if (field.s)
			col[s->n++] = (struct shape_column){
				field_named(field), s->width,
				header[s->width] };
	}
	s->header = header;
	s->col = col;
	return (struct locked_file){ STR("staff.csv"), s };
}

static void
moved(void)
{
	static const struct { const char *why, *is, *words; } row[] = {
		{ "the same", "Id=person_id Rate=pay Dept=department Note",
		  NULL },
		{ "a new one moves nobody",
		  "Id=person_id Bonus Rate=pay Dept=department Note",
		  "\"Bonus\" is new as column 2;" },
		{ "one is gone", "Id=person_id Rate=pay Note",
		  "column 3, \"Dept\" (department), is gone;" },
		{ "one moved to the end",
		  "Id=person_id Dept=department Note Rate=pay",
		  "\"Rate\" (pay) moved from column 2 to 4;" },
		{ "a name that is read as something else",
		  "Id=person_id Rate=pay_hourly Dept=department Note",
		  "\"Rate\" (pay_hourly) was read as pay;" },
		{ "case counts", "ID=person_id Rate=pay Dept=department Note",
		  "column 1, \"Id\" (person_id), is now \"ID\" "
		  "(person_id);" },
		{ "another name, and one at the end",
		  "Id=person_id Wage=pay Dept=department Note Bonus",
		  "column 2, \"Rate\" (pay), is now \"Wage\" (pay); "
		  "\"Bonus\" is new as column 5;" },
	};
	struct arena mem = mem_arena();
	struct locked_file was = shape(&mem, "Id=person_id Rate=pay "
	                               "Dept=department Note");
	char path[] = "/tmp/muster-columns.XXXXXX";
	int fd = mkstemp(path);
	struct str lock = columns_text(&mem, &was, 1);

	if (!OK(fd >= 0 && fd_write(fd, lock) == 0, "the lock is written"))
		return;
	close(fd);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct locked_file is = shape(&mem, row[i].is);
		struct diags d;
		enum st st, want = row[i].words ? ST_DATA : ST_OK;

		diags_init(&d, &mem);
		st = columns_check(&mem, str_of(path), &is, 1, &d);
		OK(st == want && (!row[i].words || (d.n == 1 && strstr(
			diag_line(&mem, &d.v[0]).s, row[i].words))),
		   "%s: %s", row[i].why,
		   d.n ? diag_line(&mem, &d.v[0]).s : "");
	}
	unlink(path);
	arena_free(&mem);
}

/* source  xxh128sum of xxHash 0.8.1 */
static void
hashes(void)
{
	static const struct { const char *text, *want; } row[] = {
		{ "", "99aa06d3014798d86001c324468d497f" },
		{ "muster\n", NULL },
	};
	struct arena mem = mem_arena();
	struct hash *whole = hash_new(&mem), *parts = hash_new(&mem);

	OK(str_eq(hash_hex(hash_new(&mem), &mem), str_of(row[0].want)),
	   "of nothing: %s", hash_hex(hash_new(&mem), &mem).s);
	hash_add(whole, str_of(row[1].text));
	for (const char *c = row[1].text; *c; c++)
		hash_add(parts, (struct str){ c, 1 });
	OK(str_eq(hash_hex(whole, &mem), hash_hex(parts, &mem)),
	   "piece by piece is the same");
	arena_free(&mem);
}

const struct unit_test suite_job[] = {
	TEST(days), TEST(faults), TEST(moved), TEST(hashes), END
};
