/* SPDX-License-Identifier: MIT */
/* Pay models: what is read, what is refused, and what a what-if changes. */
#include "published.h"
#include "unit.h"

static void
what_is_read(void)
{
	struct fixture f;

	if (!OK(begin(&f, published), "the model is accepted"))
		return;
	const struct occupation *o = occupation(f.m, 0);
	const struct adjustment *e = o->experience.v, *s = o->skills.v;
	OK(f.m->effective == DATE_NONE &&
	   f.m->estimated == date_of(2010, 6, 1), "about when");
	OK(str_eq(f.m->currency.s, STR("USD")), "dollars if not said");
	OK(f.m->hours_per_year_e4 == 20800000 && f.m->cap_bp == 1500 &&
	   f.m->minimum_bp == 8000 && f.m->maximum_bp == 12000, "numbers");
	OK(f.m->bands.n == 4 && f.m->occupations.n == 2 && f.m->notes.n == 2,
	   "lists");
	OK(o->base_hourly_e4 == 136200 && o->base_text.line == 17,
	   "13.62 on line 17");
	OK(o->annual_as_published_e4 == 290000000, "29,000");
	OK(e[0].bp == -700 && e[1].assumed && e[3].ceiling && e[3].bp == 1900,
	   "experience");
	OK(!e[0].of_skill && s[0].of_skill && s[0].bp == 1000, "skills");
	OK(str_eq(s[0].operand, STR("skill.Wound Care")), "an operand");
	e = occupation(f.m, 1)->experience.v;
	OK(str_eq(e[0].operand, STR("Phlebotomist.experience.Entry")),
	   "the second occupation's bears its name");
	OK(str_eq(occupation(f.m, 1)->base_operand,
	          STR("Phlebotomist.base_hourly")), "its base too");
	OK(pay_occupation(f.m, STR("phlebotomist")) == 1 &&
	   pay_occupation(f.m, STR("Phleb")) == -1, "occupations by name");
	OK(pay_experience(f.m, 1, 1) == NULL &&
	   pay_experience(f.m, 1, -1) == NULL &&
	   pay_experience(f.m, 0, 3) == (const struct adjustment *)
	   occupation(f.m, 0)->experience.v + 3, "figures of a band");
	arena_free(&f.mem);
}

static void
defaults(void)
{
	struct fixture f;
	bool ok = begin(&f, "{model: m, source: s, effective: 2025-05, "
	                "occupations: [{name: A, base_hourly: 20}]}");

	if (!OK(ok, "the least model"))
		return;
	OK(f.m->hours_per_year_e4 == 20800000 && f.m->cap_bp == 1500 &&
	   f.m->minimum_bp == 8000 && f.m->maximum_bp == 12000 &&
	   f.m->combine == COMBINE_HIGHEST, "its defaults");
	OK(pay_band(f.m, 60000, false) == -1, "no bands, no band");
	OK(pay_floor(f.m, STR("CA")) == 0, "no floors, no floor");
	arena_free(&f.mem);
}

static const char good_text[] =
	"model: m\n"
	"source: s\n"
	"effective: 2025-05\n"
	"hours_per_year: 2080\n"
	"bands:\n"
	"  - {name: A, from: 0, below: 5}\n"
	"  - {name: B, from: 5, through: 10}\n"
	"  - {name: C, from: 10}\n"
	"occupations:\n"
	"  - name: N\n"
	"    base_hourly: 20\n"
	"    experience:\n"
	"      - {band: A, adjust: -7%}\n"
	"      - {band: B, adjust: 2%}\n"
	"    skills:\n"
	"      - {skill: S, adjust: 1%}\n"
	"notes: []\n";

/* The good text with the first `from` in it made `to`. */
static const char *
changed(struct arena *mem, const char *from, const char *to)
{
	struct str text = str_of(good_text);
	ptrdiff_t at = str_find(text, str_of(from));

	if (!OK(at >= 0, "the text has what is to change"))
		return good_text;
	return str_fmt(mem, "%.*s%s%s", (int)at, text.s, to,
	               text.s + at + strlen(from)).s;
}

static void
what_is_refused(void)
{
	static const struct {
		const char *why, *from, *to;
		int64_t line;
		const char *says;
	} row[] = {
		{ "a gap between bands", "from: 5", "from: 6", 7,
		  "\"from\" 5:" },
		{ "bands that overlap", "from: 5", "from: 4.5", 7,
		  "\"from\" 5:" },
		{ "bands not from 0", "from: 0", "from: 1", 6, "\"from\" 0:" },
		{ "two ends", "through: 10", "through: 10, below: 10", 7,
		  "not both" },
		{ "no end in the middle", ", through: 10", "", 7,
		  "every band but the last" },
		{ "an end at the end", "from: 10", "from: 10, below: 20", 8,
		  "neither" },
		{ "an end before the beginning", "through: 10", "through: 5",
		  7, "end after" },
		{ "a band twice", "name: B", "name: a", 7,
		  "stands on line 6" },
		{ "an unknown band", "band: B", "band: Z", 14,
		  "it has: A, B, C" },
		{ "two figures for a band", "band: B", "band: A", 14,
		  "line 13 already" },
		{ "a figure without %", "-7%", "-7", 13, "percentage" },
		{ "less the whole pay", "-7%", "-100%", 13, "above -100%" },
		{ "a band where a skill is meant", "skill: S", "band: S", 16,
		  "not a key of a skill figure" },
		{ "a base of nothing", "base_hourly: 20", "base_hourly: 0",
		  11, "above 0" },
		{ "a base that is no number", "base_hourly: 20",
		  "base_hourly: 20x80", 11, "an hourly rate" },
		{ "five decimals", "base_hourly: 20", "base_hourly: 20.00001",
		  11, "an hourly rate" },
		{ "no base", "    base_hourly: 20\n", "", 10,
		  "\"base_hourly\"" },
		{ "a minimum above the maximum", "notes: []",
		  "range: {minimum: 120%, maximum: 80%}", 1, "not above" },
		{ "a minimum of nothing", "notes: []",
		  "range: {minimum: 0%}", 1, "above 0%" },
		{ "no hours", "2080", "0", 4, "from 1 to 8784" },
		{ "a cap without %", "notes: []", "cap: 15", 17,
		  "a percentage" },
		{ "a currency in words", "notes: []", "currency: dollar", 17,
		  "three capitals" },
		{ "no way to combine", "notes: []", "combine: best", 17,
		  "highest, sum, capped, compound, none" },
		{ "an unknown key", "notes: []", "colour: red", 17,
		  "not a key" },
		{ "a floor of nothing", "notes: []",
		  "floors: [{state: US, hourly: 0}]", 17, "above 0" },
		{ "a floor twice", "notes: []",
		  "floors: [{state: US, hourly: 7}, {state: us, hourly: 8}]",
		  17, "stands on line 17" },
		{ "no date", "effective: 2025-05\n", "", 1, "\"effective\"" },
		{ "no name", "model: m", "model: ''", 1, "not be empty" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct arena mem = mem_arena();
		const char *text = changed(&mem, row[i].from, row[i].to);
		struct fixture f;
		bool found = false;

		OK(!begin(&f, text), "%s: refused", row[i].why);
		for (ptrdiff_t k = 0; k < f.diags.n; k++) {
			const struct diag *d = &f.diags.v[k];

			found |= d->at.line == row[i].line && str_find(
				d->msg, str_of(row[i].says)) >= 0;
		}
		OK(found, "%s: line %lld says \"%s\", but: %s", row[i].why,
		   (long long)row[i].line, row[i].says, f.diags.n
		   ? diag_line(&f.mem, &f.diags.v[0]).s : "nothing");
		arena_free(&f.mem);
		arena_free(&mem);
	}
}

static void
not_refused(void)
{
	struct fixture f;

	OK(begin(&f, good_text), "the text that the others are made from");
	arena_free(&f.mem);
}

static void
bands(void)
{
	static const struct {
		const char *why;
		int32_t millimonths;
		bool plus;
		int want;
	} row[] = {
		{ "the first day", 0, false, 0 },
		{ "a thousandth of a month short of five", 59999, false, 0 },
		{ "five years", 60000, false, 1 },
		{ "9.99 years are not ten", 119880, false, 1 },
		{ "ten years", 120000, false, 2 },
		{ "\"10+\" is ten or more, so the same", 120000, true, 2 },
		{ "twenty years are in the band through 20", 240000, false,
		  2 },
		{ "\"20+\" is more than twenty", 240000, true, 3 },
		{ "\"19+\" may be twenty", 228000, true, 2 },
		{ "a moment more than twenty", 240001, false, 3 },
		{ "a long life", 700000, true, 3 },
		{ "no experience known", -1, false, -1 },
	};
	struct fixture f;

	if (!OK(begin(&f, published), "the model"))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		int got = pay_band(f.m, row[i].millimonths, row[i].plus);

		OK(got == row[i].want, "%s: band %d", row[i].why, got);
	}
	arena_free(&f.mem);
}

static void
floors(void)
{
	static const struct {
		const char *why, *state;
		int32_t year;
		int64_t want_e4;
	} row[] = {
		{ "everywhere", "", 2026, 72500 },
		{ "a state without its own", "TX", 2026, 72500 },
		{ "a state's own, the latest", "CA", 2026, 169000 },
		{ "case does not matter", "ca", 2026, 169000 },
		{ "the one in effect then", "CA", 2025, 165000 },
		{ "none of its own in effect", "CA", 2020, 72500 },
		{ "none at all", "CA", 2008, 0 },
		{ "a lower one does not lower the country's", "GA", 2026,
		  72500 },
		{ "no date: always in effect", "GA", 2008, 51500 },
	};
	struct fixture f;

	if (!OK(begin(&f, published), "the model"))
		return;
	OK(pay_floor(f.m, STR("CA")) == 169000, "no as-of date: the latest");
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		f.m->as_of = date_of(row[i].year, 6, 30);
		int64_t got = pay_floor(f.m, str_of(row[i].state));
		OK(got == row[i].want_e4, "%s: %lld", row[i].why,
		   (long long)got);
	}
	arena_free(&f.mem);
}

static void
age(void)
{
	struct fixture f;

	if (!OK(begin(&f, published), "the model"))
		return;
	OK(pay_model_age(f.m, date_of(2026, 5, 31)) == 191,
	   "by the estimate: 15 years and 11 months");
	f.m->effective = date_of(2025, 5, 1);
	OK(pay_model_age(f.m, date_of(2025, 6, 1)) == 1, "by its date");
	OK(pay_model_age(f.m, date_of(2025, 1, 1)) == 0, "not below 0");
	f.m->effective = f.m->estimated = DATE_NONE;
	OK(pay_model_age(f.m, date_of(2025, 6, 1)) == -1, "it has neither");
	arena_free(&f.mem);
}

static void
what_if(void)
{
	static const struct {
		const char *key, *value;
		bool known;
		const char *why;      /* "": done                          */
	} row[] = {
		{ "base_hourly", "14.50", true, "" },
		{ "Phlebotomist.base_hourly", "15", true, "" },
		{ "hours_per_year", "1950", true, "" },
		{ "combine", "capped", true, "" },
		{ "cap", "5%", true, "" },
		{ "range_minimum", "90%", true, "" },
		{ "range_maximum", "110 %", true, "" },
		{ "experience.Entry", "-7.5%", true, "" },
		{ "experience.late", "+20%", true, "" },
		{ "skill.wound care", "12%", true, "" },
		{ "phlebotomist.experience.Late", "9%", true, "" },
		{ "base_hourly", "abc", true, "an hourly rate" },
		{ "base_hourly", "-1", true, "above 0" },
		{ "hours_per_year", "9000", true, "8784" },
		{ "combine", "best", true, "highest, sum" },
		{ "cap", "5", true, "percentage" },
		{ "range_minimum", "130%", true, "not above" },
		{ "experience.Entri", "1%", true,
		  "no such band; it has: Entry, Mid, Experienced, Late" },
		{ "skill.Wund Care", "1%", true,
		  "it has: Wound Care, Cardiology, Orthopedics" },
		{ "skill.Wound Care", "12", true, "percentage" },
		{ "skill.Wound Care", "-100%", true, "above -100%" },
		{ "Nurse.base_hourly", "15", false, "" },
		{ "part_time", "full_time", false, "" },
		{ "", "1", false, "" },
	};
	struct fixture f;

	if (!OK(begin(&f, published), "the model"))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str why;
		bool known, done = pay_model_set(
			&f.mem, f.m, str_of(row[i].key), str_of(row[i].value),
			&known, &why);

		OK(known == row[i].known && done == (known && !*row[i].why),
		   "%s=%s: known %d, done %d", row[i].key, row[i].value,
		   known, done);
		OK(*row[i].why ? str_find(why, str_of(row[i].why)) >= 0
		               : why.len == 0, "%s=%s: %s", row[i].key,
		   row[i].value, why.s);
	}
	const struct occupation *o = occupation(f.m, 0);
	const struct adjustment *e = o->experience.v, *s = o->skills.v;
	OK(o->base_hourly_e4 == 145000 && f.m->hours_per_year_e4 == 19500000 &&
	   f.m->combine == COMBINE_CAPPED && f.m->cap_bp == 500 &&
	   f.m->minimum_bp == 9000 && f.m->maximum_bp == 11000,
	   "what was refused changed nothing");
	OK(e[0].bp == -750 && e[3].bp == 2000 && !e[3].ceiling &&
	   s[0].bp == 1200, "figures of the first occupation");
	const struct occupation *second = occupation(f.m, 1);
	const struct adjustment *late = pay_experience(f.m, 1, 3);
	OK(second->base_hourly_e4 == 150000, "a base of the second");
	OK(late && late->bp == 900 && str_eq(late->operand,
	   STR("Phlebotomist.experience.Late")),
	   "a band that had no figure has one");
	OK(((const struct adjustment *)second->skills.v)[0].bp == -200,
	   "the second's premium is its own");
	arena_free(&f.mem);
}

const struct unit_test suite_pay_model[] = {
	TEST(what_is_read), TEST(defaults), TEST(what_is_refused),
	TEST(not_refused), TEST(bands), TEST(floors), TEST(age), TEST(what_if),
	END,
};
