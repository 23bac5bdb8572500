/* SPDX-License-Identifier: MIT */
/*
 * The certification model: how credentials stand by their dates, how renewal
 * stands by units, and who may sit which exam.
 *
 * Pure: facts in, verdicts out; no input, no output, no clock.  Every rule is
 * data (templates/models/certification.yaml) with its date, source and
 * confidence; a credential without a rule is judged by its dates alone.
 */
#ifndef MUSTER_MODEL_CERTIFICATION_H
#define MUSTER_MODEL_CERTIFICATION_H

#include "base/money.h"
#include "model/origin.h"

/* The categories in which units may be required: all, then the issuers'. */
enum unit_category {
	UNITS_ALL, UNITS_ADMINISTRATIVE, UNITS_CLINICAL, UNITS_GENERAL, UNITS_N
};

/* "all", "administrative" ... in the order of enum unit_category. */
extern const char *const unit_category_words[UNITS_N];

struct cert_validity {
	int64_t months;               /* 0: not known                      */
	bool month_end;               /* to the end of that month          */
	struct yaml_str leaves_open;  /* what a date derived by it does not
	                                 tell: "fee status unknown"; or "" */
	struct origin from;
};

struct cert_provisional {
	struct yaml_str letters;      /* that a number then begins with: "P";
	                                 "": numbers do not tell           */
	struct origin from;
};

struct cert_renewal {
	struct yaml_str route;        /* "units", "exam" ...               */
	int64_t units_e4[UNITS_N];    /* 0: not said; [UNITS_ALL] in a
	                                 whole period, the others at least */
	struct origin from;
};

enum cert_then { THEN_UNKNOWN, THEN_RETEST, THEN_REINSTATE };

struct cert_lapse {
	int64_t grace_days;           /* after expiry, the last one counts */
	int64_t reinstate_days;       /* likewise, from expiry             */
	int then;                     /* enum cert_then                    */
	struct origin from;
};

struct cert_lifetime {
	date issued_before;           /* such ones without an expiry are for
	                                 life; DATE_NONE: none are         */
	struct origin from;
};

struct cert_rule {
	struct yaml_str name;         /* as in the rules file              */
	struct yaml_strs issuers;
	struct yaml_strs also;        /* what its holders call it, too, that
	                                 is another board's name           */
	bool shared_name;             /* other boards use the name as well */
	struct cert_validity validity;
	struct yaml_list renewal;     /* of struct cert_renewal            */
	struct cert_lapse lapse;
	struct cert_lifetime lifetime;
	struct cert_provisional provisional;
};

struct exam_route {
	struct yaml_str route;
	struct yaml_strs accreditors; /* of the program: any of; empty: any */
	bool graduated;               /* has graduated                     */
	int64_t within_months;        /* so long ago at most; 0: any time  */
	int64_t within_days;          /* will graduate within; 0: no matter */
	int64_t years_e4;             /* of experience at least            */
	struct yaml_str given;        /* a condition taken for fulfilled   */
	struct yaml_str besides;      /* one that no file tells of         */
	struct origin from;
};

struct exam {
	struct yaml_str credential;
	struct yaml_list routes;      /* of struct exam_route              */
};

enum requirement_basis { BASIS_POLICY, BASIS_LAW };

struct requirement {
	struct yaml_str occupation;
	struct yaml_str state;        /* "": in all states                 */
	struct yaml_strs any_of;      /* credentials                       */
	int basis;                    /* enum requirement_basis            */
	struct origin from;
};

struct cert_recognised {
	struct yaml_strs credentials;
	struct origin from;
};

struct cert_model {
	struct str file;
	struct yaml_str name, title, source;
	date effective;
	struct cert_recognised recognised;
	struct yaml_strs candidates;  /* occupations that exams are for    */
	struct yaml_list credentials; /* of struct cert_rule               */
	struct yaml_list exams;       /* of struct exam                    */
	struct yaml_list requirements; /* of struct requirement            */
	struct yaml_strs notes;
};

/*
 * Read a model.  NULL with findings (YAML_*) when it is wrong: a rule without
 * source or with a confidence that is none of high, medium and low, a
 * credential twice, a grace that outlasts reinstatement ...
 */
struct cert_model *cert_model_load(struct arena *, struct str file,
                                   struct str text, struct diags *);

/* The rule of a credential by its name, or NULL. */
const struct cert_rule *cert_rule(const struct cert_model *, struct str name);

/* Whether a name is in a list, whatever the case. */
bool cert_listed(const struct yaml_strs *, struct str name);

enum cert_status {
	CERT_ACTIVE,          /* valid for more than 90 days more          */
	CERT_EXPIRING_30,     /* valid, the last day within 30 days        */
	CERT_EXPIRING_60,     /* within 31 to 60 days                      */
	CERT_EXPIRING_90,     /* within 61 to 90 days                      */
	CERT_LIFETIME,        /* never ends                                */
	CERT_GRACE,           /* ended, renewable as if it had not         */
	CERT_REINSTATABLE,    /* ended, can be reinstated                  */
	CERT_RETEST,          /* ended, only by the exam again             */
	CERT_LAPSED,          /* ended; no rule says what then             */
	CERT_PENDING,         /* applied for, provisional, issued later    */
	CERT_UNKNOWN,         /* no date to judge by                       */
	CERT_N
};

/* "active", "expiring within 30 days" ...: for people. */
extern const char *const cert_status_words[CERT_N];

/* Whether somebody with such a credential holds it on the day. */
bool cert_is_current(enum cert_status);

/* Whether it was held, and has ended. */
bool cert_has_ended(enum cert_status);

/* What the words of a row say beside the name. */
enum cert_said { SAID_NOTHING, SAID_PENDING, SAID_ENDED, SAID_LIFETIME };

struct cert_facts {
	date issued, expires;         /* DATE_NONE: not said               */
	date renewed;                 /* the last renewal, likewise        */
	bool bad_expiry;              /* an expiry is said, not to be read */
	enum cert_said said;
	bool said_by_status;          /* by a status column, which does not
	                                 turn a date ahead into "pending"  */
	struct str number;            /* of the certificate, "": not said  */
};

struct cert_verdict {
	enum cert_status status;
	date expires;                 /* DATE_NONE: unknown or never       */
	bool derived;                 /* by the rule, from the issue date  */
	int32_t days_left;            /* < 0: ended; 0 is the last day; only
	                                 with an expiry                    */
};

/*
 * How a credential stands.  The expiry given, else the last renewal or issue
 * and the rule's validity; an expiry that cannot be read leaves it unknown.
 * The day of expiry is valid; before the day of issue it is pending.  `rule`
 * may be NULL.
 *
 *   source  the rules' own; month arithmetic is date_add_months
 */
struct cert_verdict cert_judge(const struct cert_rule *rule,
                               const struct cert_facts *, date as_of);

/* What is to be done about a credential on a work list. */
enum cert_action {
	ACTION_NONE, ACTION_RENEW, ACTION_RENEW_IN_GRACE, ACTION_REINSTATE,
	ACTION_RETEST, ACTION_ASK, ACTION_N
};

/* "renew", "ask the issuer" ...: for people. */
extern const char *const cert_action_words[ACTION_N];

/* The action, and in *by the last day for it, or DATE_NONE. */
enum cert_action cert_to_do(const struct cert_rule *,
                            const struct cert_verdict *, date *by);

/* The day until which a credential issued then is valid, or DATE_NONE. */
date cert_derive(const struct cert_rule *, date issued);

/*
 * The first day of the cycle that ends then: the last renewal, else the issue;
 * where that is more than a period before the end, the period's first day
 * (unless that is still to come: then the end is not the rule's).
 */
date cert_cycle_start(const struct cert_rule *, const struct cert_facts *,
                      date end, date as_of);

enum units_state {
	UNITS_NONE,           /* no units are required, or not yet         */
	UNITS_UNKNOWN,        /* units blank, or no cycle start or end     */
	UNITS_ON_TRACK,       /* earned >= required x elapsed / period     */
	UNITS_BEHIND,
	UNITS_MISSED,         /* the cycle ended with a deficit            */
	UNITS_STATES
};

/* "on track" ... for people. */
extern const char *const units_state_words[UNITS_STATES];

struct units_verdict {
	enum units_state state;
	date start;                   /* of the cycle, DATE_NONE: not known */
	int64_t required_e4;          /* 0 with UNITS_NONE                 */
	int64_t earned_e4;            /* -1: unknown                       */
	int64_t due_e4;               /* required x elapsed / period; -1: the
	                                 cycle is not known                */
	int64_t deficit_e4[UNITS_N];  /* -1: unknown or none required      */
};

/*
 * How renewal by units stands in a cycle from `start` to `end`, of what was
 * earned (-1: not said).  All that is not said while every category is, is
 * their sum.
 */
struct units_verdict cert_units(const struct cert_rule *, date start, date end,
                                const int32_t earned_e4[UNITS_N], date as_of);

enum eligible { ELIGIBLE_YES, ELIGIBLE_UNKNOWN, ELIGIBLE_NO, ELIGIBLE_N };

/* "may sit" ... for people. */
extern const char *const eligible_words[ELIGIBLE_N];

struct exam_facts {
	struct str accreditor;        /* "": unknown                       */
	date graduated;               /* may lie ahead; DATE_NONE: unknown */
	int64_t years_e4;             /* of experience; -1: unknown        */
	bool at_least;                /* it is a lower bound               */
	date as_of;
};

/*
 * Whether somebody may sit an exam by any of its routes; in *why the route, or
 * what each route lacks.  What is missing is unknown, never "no".
 */
enum eligible exam_judge(struct arena *, const struct exam *,
                         const struct exam_facts *, struct str *why);

#endif
