/* SPDX-License-Identifier: MIT */
/*
 * The pay model: what a person of this occupation, experience and skill is
 * usually paid.
 *
 * Pure: values in, steps out; no input, no output, no clock.  The model is
 * data (templates/models/NAME.yaml); this file evaluates it.  The benchmark
 * is base x (1 + experience + skill), a year, rounded once to a
 * ten-thousandth, half away from zero.  There is one implementation: the
 * steps.  The benchmark is their evaluation, `explain` and the Method page
 * print them, the workbook writes them as a formula.
 */
#ifndef MUSTER_MODEL_PAY_H
#define MUSTER_MODEL_PAY_H

#include "base/money.h"
#include "base/yaml.h"

enum combine {                        /* several skill premiums            */
	COMBINE_HIGHEST, COMBINE_SUM, COMBINE_CAPPED, COMBINE_COMPOUND,
	COMBINE_NONE
};

/* "highest" ... in the order of enum combine; ends with NULL. */
extern const char *const combine_words[];

/* The most bands of a model, and skill premiums of an occupation. */
enum { PAY_BANDS_MAX = 100, PAY_SKILLS_MAX = 56 };

struct band {                         /* of experience                     */
	struct yaml_str name;
	int64_t from_e4;              /* years x 10,000, inclusive         */
	int64_t below_e4, through_e4; /* end, exclusive or inclusive; 0: not
	                                 said; the last band has neither   */
};

struct adjustment {                   /* of a band or for a skill          */
	struct yaml_str name;         /* the band's or the skill's; line -1
	                                 after a what-if                   */
	int64_t bp;                   /* of the base: -700 is -7 %         */
	bool assumed;                 /* not in the source                 */
	bool ceiling;                 /* the source says "as high as"      */
	bool of_skill;                /* for a skill, not of a band        */
	struct yaml_str source, confidence, note;
	struct str operand;           /* its name in steps, see below      */
};

struct occupation {
	struct yaml_str name;
	struct yaml_str base_text;    /* as written, with its place        */
	int64_t base_hourly_e4;
	int64_t annual_as_published_e4;   /* 0: none                       */
	struct str base_operand;          /* its name in steps             */
	struct yaml_str source, confidence;
	struct yaml_list experience;      /* of struct adjustment          */
	struct yaml_list skills;          /* of struct adjustment          */
};

struct floor_rate {                   /* lowest lawful hourly pay          */
	struct yaml_str state;        /* "US": everywhere                  */
	int64_t hourly_e4;
	date effective;               /* DATE_NONE: always                 */
	struct yaml_str source, confidence;
};

/* Pay between these is plausible, ten-thousandths; 0: no limit. */
struct plausible {
	int64_t hourly_low_e4, hourly_high_e4;
	int64_t annual_low_e4, annual_high_e4;
};

struct pay_model {
	struct str file;
	struct yaml_str name, title, source, currency;
	date effective;               /* DATE_NONE: unknown                */
	date estimated;               /* then: about when, or DATE_NONE    */
	date as_of;                   /* floors that take effect later do
	                                 not count; DATE_NONE: all do      */
	struct yaml_str hours_text, cap_text; /* as written, with places   */
	int64_t hours_per_year_e4;    /* 2,080 x 10,000                    */
	int combine;                  /* enum combine                      */
	int64_t cap_bp;
	int64_t minimum_bp, maximum_bp;   /* of the benchmark: 8000, 12000 */
	struct yaml_list bands;       /* of struct band                    */
	struct yaml_list occupations; /* of struct occupation              */
	struct yaml_list floors;      /* of struct floor_rate              */
	struct yaml_strs certified;   /* credentials that make a person
	                                 certified while they are valid    */
	struct plausible plausible;   /* pay outside is flagged, and kept  */
	struct yaml_strs notes;
};

/*
 * Read a model.  NULL with findings (YAML_*) when it is wrong: bands that
 * leave a gap or overlap, an adjustment for an unknown band, a base that is
 * not above zero, a minimum above the maximum ...  Names (of occupations,
 * bands, skills, states) are the same whatever the case of their letters.
 */
struct pay_model *pay_model_load(struct arena *, struct str file,
                                 struct str text, struct diags *);

/*
 * Change one value for a what-if: base_hourly=14.50, experience.BAND=-7%,
 * skill.NAME=12% (of the first occupation; OCCUPATION.base_hourly and so on
 * for the others: an operand of a step is a key), hours_per_year, combine,
 * cap, range_minimum, range_maximum.  False when the key is not one of these
 * (*known false), or names what the model does not have or a value that is
 * wrong (*known true, words in *why); the model is then as it was.
 */
bool pay_model_set(struct arena *, struct pay_model *, struct str key,
                   struct str value, bool *known, struct str *why);

/* Index of an occupation by its canonical name, or -1: not priced. */
ptrdiff_t pay_occupation(const struct pay_model *, struct str name);

/*
 * The band of an experience in millimonths (plus: "N+", more than N), or -1
 * for a negative one.  "N+" on a band's inclusive edge is the next band.
 */
int pay_band(const struct pay_model *, int32_t millimonths, bool plus);

/* The latest floor of exactly this state in effect on model->as_of, or NULL. */
const struct floor_rate *pay_floor_rate(const struct pay_model *,
                                        struct str state);

/*
 * The pay floor for a state code, ten-thousandths an hour: the larger of the
 * state's and that of "US", each the latest in effect on model->as_of.
 * 0: none.
 */
int64_t pay_floor(const struct pay_model *, struct str state);

/*
 * Steps are taken in order.  The shares gathered are those since the start or
 * the last APPLY; with a cap, skills are gathered first, then capped, then
 * experience is added, so CAP never touches experience.
 */
enum step_op {
	STEP_BASE,            /* start: the base, an hour                  */
	STEP_HOURS,           /* x hours a year                            */
	STEP_ADD,             /* gather a share of the base                */
	STEP_HIGHEST,         /* of those beside each other gather one, the
	                         largest; pay_steps_open() only            */
	STEP_CAP,             /* what is gathered so far, at most this     */
	STEP_APPLY,           /* x (1 + what was gathered)                 */
	STEP_TIMES,           /* x (1 + this) at once (compound)           */
	STEP_ROUND,           /* to a ten-thousandth a year                */
};

struct step {
	enum step_op op;
	struct str operand;   /* "base_hourly", "hours_per_year", "cap",
	                         "experience.Entry", "skill.Wound Care"; with
	                         the occupation's name and a point before it
	                         where it is not the first occupation's:
	                         unique in a model, a named cell, a key of
	                         pay_model_set; "" for APPLY and ROUND     */
	int64_t value;        /* e4 for BASE and HOURS, else basis points  */
	int32_t line;         /* in the model's file; 0: a default; -1:
	                         changed by a what-if                      */
	const struct adjustment *of; /* of shares, else NULL               */
};

enum { PAY_STEPS_MAX = PAY_SKILLS_MAX + 8 };

/*
 * The steps for a person: occupation index, band or -1, and the skills that
 * have a premium, as indices into the occupation's list (any order; twice is
 * once).  With n_skill 0 this is the experience-only benchmark.  *premium, if
 * not NULL, gets the index of the highest premium that counts (of equal ones
 * the first), or -1.  Returns the number of steps, at most PAY_STEPS_MAX.
 */
ptrdiff_t pay_steps(const struct pay_model *, ptrdiff_t occupation, int band,
                    const int32_t *skill, ptrdiff_t n_skill,
                    struct step *out, int32_t *premium);

/*
 * The same for a formula that is to follow the model when its values change:
 * premiums combined in the way given, whatever the model's own, and where the
 * highest counts each premium held as a STEP_HIGHEST, not only the one that
 * is the highest now.  The value is that of pay_steps() for such a model.
 */
ptrdiff_t pay_steps_open(const struct pay_model *, enum combine,
                         ptrdiff_t occupation, int band, const int32_t *skill,
                         ptrdiff_t n_skill, struct step *out);

/* The occupation's adjustment for a band, or NULL. */
const struct adjustment *pay_experience(const struct pay_model *,
                                        ptrdiff_t occupation, int band);

/*
 * Evaluate: pay a year, exact and then rounded once, halves away from zero.
 * At most MONEY_MAX.  The first steps alone give the value so far.
 */
money steps_value(const struct step *, ptrdiff_t n);

/* One step in words: "- 7 % experience: Entry (clinical...yaml:31)". */
struct str step_str(struct arena *, const struct pay_model *,
                    const struct step *);

/* Whole months from the model's date (or its estimate) to `as_of`, 0 if that
 * is earlier; -1 if it has neither. */
int32_t pay_model_age(const struct pay_model *, date as_of);

#endif
