/* SPDX-License-Identifier: MIT */
/*
 * The placement model: what counts as placed, by whose rule.
 *
 * Pure: facts in, verdicts out; no input, no output, no clock.  A pack is one
 * body's rule and nothing but data (templates/models/placement.yaml): sets
 * over the status vocabulary, dates and limits.  No body is named in code.
 */
#ifndef MUSTER_MODEL_PLACEMENT_H
#define MUSTER_MODEL_PLACEMENT_H

#include "base/i128.h"
#include "model/origin.h"
#include "norm/outcome.h"

/* A set of outcomes, a bit each. */
typedef uint32_t outcome_set;

#define OUTCOME_BIT(outcome) ((outcome_set)1 << (outcome))

enum cohort_date { COHORT_GRADUATION, COHORT_START, COHORT_SCHEDULED };

enum rate_rounding { ROUNDING_NONE, ROUNDING_TENTH, ROUNDING_WHOLE };

enum retention_rule { RETENTION_NONE, RETENTION_ENROLMENT, RETENTION_TRIGGER };

/* What a threshold is of. */
enum threshold {
	THRESHOLD_PLACEMENT, THRESHOLD_RETENTION, THRESHOLD_COMPLETION,
	THRESHOLD_PARTICIPATION, THRESHOLD_PASS, THRESHOLD_N
};

struct placement_pack {
	struct yaml_str name, title;
	struct yaml_strs accreditors;
	struct yaml_strs placed_names, excluded_names, completer_names;
	outcome_set placed, excluded, completers; /* the same as sets      */
	int cohort;                   /* enum cohort_date                  */
	struct yaml_str year_text, cut_off_text; /* "07-01"; "": none      */
	int32_t year_month, year_day, cut_month, cut_day; /* 0: none       */
	int64_t window_months;        /* from graduation; 0: none          */
	int64_t verified_after_days;
	int rounding;                 /* enum rate_rounding                */
	int retention;                /* enum retention_rule               */
	int64_t threshold_bp[THRESHOLD_N]; /* 0: none                      */
	struct origin from;
};

/* Which occupations are a program's field. */
struct field_titles {
	struct yaml_strs programs;    /* words of its name; empty: any     */
	struct yaml_strs in_field, related;
	struct origin from;
};

struct placement_model {
	struct str file;
	struct yaml_str name, title, source, fallback; /* fallback: a pack */
	date effective;
	struct yaml_list packs;       /* of struct placement_pack          */
	struct yaml_list fields;      /* of struct field_titles            */
	struct yaml_strs notes;
};

/*
 * Read a model.  NULL with findings (YAML_*) when it is wrong: an outcome that
 * is none, one that is both placed and excluded, a pack twice, a default that
 * is no pack, a rule without source ...
 */
struct placement_model *placement_model_load(struct arena *, struct str file,
                                             struct str text, struct diags *);

/* The pack of a name or of an accreditor, whatever the case; or NULL. */
const struct placement_pack *placement_pack(const struct placement_model *,
                                            struct str name);

/* The pack of programs that name no accreditor that has one. */
const struct placement_pack *placement_default(const struct placement_model *);

/*
 * What a job is to a program's graduate by its title: OUTCOME_IN_FIELD,
 * OUTCOME_RELATED or OUTCOME_OUT_OF_FIELD.  `related` is the title's related
 * occupation, "" for none.
 */
enum outcome placement_field(const struct placement_model *,
                             struct str program, struct str occupation,
                             struct str related);

/* A year, or half of one, of graduates: from its first to its last day. */
struct cohort {
	date first, last;             /* DATE_NONE: no date                */
};

/* The cohort that a day belongs to by a pack's year. */
struct cohort cohort_of(const struct placement_pack *, date);

/*
 * The cohort of a name: "2024-25" or "2024-2025" is 1 July to 30 June, "2025"
 * the calendar year.  False for any other text.
 */
bool cohort_named(struct str name, struct cohort *);

/* "2024-25", "2025", "" without dates. */
struct str cohort_name(struct arena *, const struct cohort *);

/* The last day of a cohort's placements: the last graduate's window or the
 * cut-off; its own last day where there is neither. */
date cohort_closes(const struct placement_pack *, const struct cohort *);

/* Where a graduate stands by a pack: every one in exactly one box. */
enum box {
	BOX_IN_FIELD, BOX_RELATED,    /* placed                            */
	BOX_POSITIVE,                 /* placed otherwise: the pack counts
	                                 continuing education or service   */
	BOX_OUT_OF_FIELD,             /* employed, and not placed          */
	BOX_NOT_PLACED, BOX_UNKNOWN,
	BOX_EXCLUDED,                 /* out of the denominator            */
	BOX_OUTSIDE,                  /* does not enter                    */
	BOX_N
};

/* "in field" ... for people. */
extern const char *const box_words[BOX_N];

/* Why a graduate is not in the box of the outcome. */
enum why {
	WHY_OUTCOME,                  /* the outcome decides               */
	WHY_LATE,                     /* placed after the window           */
	WHY_AFTER_AS_OF,              /* placed after the as-of date       */
	WHY_UNVERIFIED, WHY_VERIFIED_EARLY, WHY_NO_START,
	WHY_UNDOCUMENTED,             /* an exclusion or a status          */
	WHY_COMPLETER,                /* completers do not enter           */
	WHY_N
};

/* "placed after the window" ... for people. */
extern const char *const why_words[WHY_N];

struct placement_facts {
	enum outcome outcome;
	bool completer;
	date graduated, cohort_day;   /* by the pack's cohort date         */
	date placed, verified;        /* DATE_NONE: unknown                */
	bool verified_undated;        /* verified, the day is not said     */
	bool documented;              /* there is a document of the status */
	bool need_evidence;
	bool starts_known;            /* there is a column of job starts   */
	date as_of;
};

struct placement_verdict {
	uint8_t box, why;             /* enum box, enum why                */
	bool open;                    /* the window has not closed         */
	bool before;                  /* placed before graduation: counts  */
	bool lacks_evidence;          /* whether or not it was asked for   */
	date closes;                  /* last day of the window; DATE_NONE:
	                                 there is none                     */
};

/* Where a graduate stands by a pack. */
struct placement_verdict placement_judge(const struct placement_pack *,
                                         const struct placement_facts *);

/* Whether n of den reaches a threshold, unrounded; den > 0. */
static inline bool
threshold_met(int64_t n, int64_t den, int64_t bp)
{
	return (i128)n * 10000 >= (i128)den * bp;
}

#endif
