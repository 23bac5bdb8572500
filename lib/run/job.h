/* SPDX-License-Identifier: MIT */
/*
 * A job: what `muster run` does, in one file.
 *
 *     job: monthly-pay
 *     inputs: [exports/202?-*.csv]           # patterns, files, folders
 *     needs: [staff, skills]              # kinds that must be there
 *     rules: healthcare
 *     reports:
 *       - {report: pay, model: clinical-medical-assistant, template: pay,
 *          set: [base_hourly=14.50]}
 *     formats: [text, xlsx, json]
 *     output: published
 *     as_of: previous-month-end           # today, month-end, YYYY-MM-DD
 *     limits: {max_rejects: 5%, min_rows: 20, max_age_days: 40,
 *              max_change: 20%}
 *     privacy: {people: no, shareable: no, min_group: 5,
 *               dominance: 25%, rejects_full: no}
 *     columns: columns.lock
 *     strict: no
 *     audit: no
 *     jobs: 2
 *
 * Everything but job, inputs, reports and output may be left out.  Paths are
 * relative to the job file; who runs the job sees to that.
 */
#ifndef MUSTER_RUN_JOB_H
#define MUSTER_RUN_JOB_H

#include "base/yaml.h"
#include "run/pipeline.h"

struct job_report {
	struct yaml_str report, model, template;
	struct yaml_strs set;         /* "KEY=VALUE"                       */
	const struct setting *setting; /* [set.n]                          */
};

struct job {
	struct str file;
	struct pos at;
	bool good;                    /* no finding was made of it         */
	struct yaml_str name, rules, output, as_of, columns;
	struct yaml_strs inputs, needs, formats;
	struct yaml_list reports;     /* of struct job_report              */
	struct {
		struct pos at;
		int64_t max_rejects_bp, min_rows, max_age_days;
		int64_t max_change_bp; /* -1: any                          */
	} limits;
	struct {
		struct pos at;
		bool people, shareable, rejects_full;
		int64_t min_group;    /* -1: each report's own             */
		int64_t dominance_bp; /* 0: no such rule                   */
	} privacy;
	bool strict, audit;
	int64_t jobs;                 /* threads; 0: as the program does   */
	uint32_t kinds;               /* of `needs`                        */
	unsigned format_bits;         /* of enum doc_format                */
};

struct job_files { VEC(struct str); };

/*
 * Read a job.  Not .good after findings (YAML_*, JOB_BAD): then only .name and
 * .output are for use, to say where it failed, each "" where it is no good
 * itself.  Which reports there are is for the caller to say (job_fault).
 */
struct job *job_load(struct arena *, struct str file, struct str text,
                     struct diags *);

/* Where something of the job stands. */
struct pos job_pos(const struct job *, const struct yaml_str *);

/* A JOB_BAD finding at a place of the job. */
void job_fault(const struct job *, const struct yaml_str *at,
               const char *expected, struct diags *);

/* The as-of date, if the job runs on that day. */
date job_as_of(const struct job *, date today);

/*
 * The inputs with patterns replaced by the files they match, each once, in
 * bytewise order a pattern.  ST_DATA after INPUT_NONE for a pattern that
 * matches nothing.
 */
enum st job_inputs(struct arena *, const struct job *, struct job_files *,
                   struct diags *) MUST_CHECK;

#endif
