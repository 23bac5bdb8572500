/* SPDX-License-Identifier: MIT */
/*
 * The load of the benchmark: exports of a large employer, as messy as such
 * exports are, always the same for the same arguments.
 *
 * usage: generate PEOPLE DIR [distinct]
 *
 * Writes DIR/staff.csv, a row a person, DIR/skills.csv, about 3.4 rows a
 * person, and DIR/credentials.csv, about one.  One row of staff in 200 is
 * faulty.  `distinct`: every job title is written in a way of its own.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PICK(list) (list)[below(sizeof(list) / sizeof *(list))]

static uint64_t state = 88172645463325252u;

static unsigned
below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 11) % n);
}

/* A number from 0 up to 1. */
static double
part(void)
{
	return below(1u << 30) / (double)(1u << 30);
}

static const char *const titles[] = {
	"Clinical Medical Assistant", "Clinical Medical Assistant",
	"Clinical Medical Assistant", "clinical medical assistant",
	"CLIN MED ASST", "Clinical MA", "Medical Assistant - Clinical",
	"Certified Medical Assistant", "CMA (AAMA)", "Medical Assistant II",
	"Sr Medical Assistant", "Administrative Medical Assistant",
	"Medical Assistant, Front Office", "Phlebotomist", "LPN",
};
static const char *const departments[] = {
	"Cardiology", "cardiology", "Ortho", "Orthopedics", "Family Medicine",
	"Fam Med", "Pediatrics", "Wound Care", "Urgent Care", "Dermatology",
	"Internal Medicine", "Neurology", "Oncology", "Women's Health",
};
static const char *const places[] = {
	"Austin, TX", "El Paso TX", "Tucson, AZ", "Boulder, CO", "Salem, OR",
	"Tacoma, WA", "Dayton, OH", "Akron, Ohio", "Tampa, FL", "Lowell, MA",
	"Buffalo, NY", "Fresno, CA", "Reno, NV", "Boise, ID", "Macon, GA",
};
static const char *const last[] = {
	"Alvarez", "Becker", "Chu", "D'Angelo", "Eriksen", "Fofana", "Gruber",
	"Ib\xC3\xA1\xC3\xB1" "ez", "Novak", "Sch\xC3\xA4" "fer", "Tran", "Webb",
};
static const char *const first[] = {
	"Ana", "Ben", "Chidi", "Dana", "Eva", "Finn", "Gita", "Hugo", "Ines",
	"Jos\xC3\xA9", "Kim", "Lea",
};
static const char *const accreditors[] = {
	"CAAHEP", "ABHES", "caahep", "none", "",
};
static const char *const skills[] = {
	"Wound Care", "wound care", "Wound dressing", "Cardiology", "Cardio",
	"Orthopedics", "Ortho", "Phlebotomy", "Venipuncture", "Vital Signs",
	"Vitals", "Injections", "Immunizations", "Sterilization", "Autoclave",
	"EMR", "EHR (Epic)", "Scheduling", "Front desk", "Medical Billing",
	"Specimen Collection", "Urinalysis", "EKG", "EKG/ECG", "ECG",
};
static const char *const levels[] = { "1", "2", "3", "Expert", "" };
static const struct { const char *name, *issuer; unsigned years; } held[] = {
	{ "CMA (AAMA)", "AAMA", 5 }, { "C.M.A.", "AAMA", 5 },
	{ "RMA (AMT)", "AMT", 3 }, { "Registered Medical Assistant",
	"American Medical Technologists", 3 }, { "CCMA", "NHA", 2 },
	{ "CCMA (NHA)", "NHA", 2 }, { "BLS", "AHA", 2 }, { "CPT", "NHA", 2 },
	{ "NCMA", "NCCT", 1 },
};
static const char *const units[] = { "0", "4", "10", "12.5", "", "30" };

static const char *const months[] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
	"Nov", "Dec",
};

/* A day, so many before 2026-10-31 (of months of 30 days: near enough). */
static void
put_day(FILE *f, long before)
{
	long day = 2026L * 360 + 9 * 30 + 27 - before;
	int y = (int)(day / 360), m = (int)(day / 30 % 12), d = (int)(day % 30);

	d = m == 1 && d > 27 ? 27 : d;
	switch (below(4)) {
	case 0:
		fprintf(f, "%d-%02d-%02d", y, m + 1, d + 1);
		break;
	case 1:
		fprintf(f, "\"%s %02d, %d\"", months[m], d + 1, y);
		break;
	default:
		fprintf(f, "%02d/%02d/%d", m + 1, d + 1, y);
	}
}

static void
put_pay(FILE *f, double hourly)
{
	switch (below(8)) {
	case 0:
		fprintf(f, "%.2f/hr,H", hourly);
		break;
	case 1:
		fprintf(f, "\"$%d,%03d.50\",Annual", (int)(hourly * 2.08),
		        (int)(hourly * 2080) % 1000);
		break;
	case 2:
		fprintf(f, "%.0f,Salary", hourly * 2080);
		break;
	case 3:
		fprintf(f, "%.1fK,annual", hourly * 2.08);
		break;
	default:
		fprintf(f, "$%.2f,Hourly", hourly);
	}
}

static void
put_years(FILE *f, double y)
{
	switch (below(6)) {
	case 0:
		fprintf(f, "%d yrs", (int)y);
		break;
	case 1:
		fprintf(f, "%d months", (int)(y * 12));
		break;
	case 2:
		fprintf(f, "%dy %dm", (int)y, (int)(y * 12) % 12);
		break;
	default:
		fprintf(f, "%.1f", y);
	}
}

static void
put_title(FILE *f, int i, int distinct)
{
	const char *title = PICK(titles);

	if (distinct)
		fprintf(f, "\"%s %d-%04x\",", title, i, below(65536));
	else
		fprintf(f, strchr(title, ',') ? "\"%s\"," : "%s,", title);
}

static void
put_person(FILE *f, int i, double years, double hourly, int distinct)
{
	unsigned fault = below(1000);

	if (fault == 0)
		fputc(',', f);
	else
		fprintf(f, "E%07d,", fault == 1 && i > 1 ? i - 1 : i);
	/* some names are written with a line end in them */
	fprintf(f, "\"%s,%s%s\",", PICK(last), below(200) ? " " : "\n",
	        PICK(first));
	put_title(f, i, distinct);
	fprintf(f, "%s,\"%s\",", PICK(departments), PICK(places));
	if (fault == 2)
		fputs("02/30/2021", f);
	else
		put_day(f, (long)(years * part() * 360));
	fputc(',', f);
	put_years(f, years);
	fputc(',', f);
	if (fault == 3 || fault == 4)
		fputs("see note,", f);
	else
		put_pay(f, hourly);
	fprintf(f, ",%s,%s\r\n", below(4) ? "1.0" : "0.5", PICK(accreditors));
}

static void
put_credential(FILE *f, int i)
{
	unsigned k = below(sizeof held / sizeof *held);
	long issued = 1 + below(held[k].years * 430);

	fprintf(f, "E%07d,%s,%s,%u,", i, held[k].name, held[k].issuer,
	        1000000 + below(9000000));
	put_day(f, issued);
	fputc(',', f);
	put_day(f, issued - held[k].years * 360L);
	fprintf(f, ",%s\r\n", PICK(units));
}

static FILE *
create(const char *dir, const char *name)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/%s.csv", dir, name);
	FILE *f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

int
main(int argc, char **argv)
{
	int n = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0, distinct = argc > 3;

	if (n < 1) {
		fputs("usage: generate PEOPLE DIR [distinct]\n", stderr);
		return 2;
	}
	FILE *staff = create(argv[2], "staff");
	FILE *skill = create(argv[2], "skills");
	FILE *cred = create(argv[2], "credentials");
	fputs("Employee ID,Name,Job Title,Department,Location,Hire Date,"
	      "Years of Experience,Pay Rate,Pay Basis,FTE,"
	      "Program Accreditor\r\n", staff);
	fputs("Employee ID,Skill,Level,Since\r\n", skill);
	fputs("Employee ID,Credential,Issuer,Number,Issued,Expires,CEUs\r\n",
	      cred);
	for (int i = 1; i <= n; i++) {
		double years = 30 * part() * part();
		double hourly = 13.62 * (1 + years / 150) *
			exp(.25 * (part() + part() - 1));

		put_person(staff, i, years, hourly, distinct);
		for (unsigned k = 1 + below(3) + below(3) + below(2); k; k--)
			fprintf(skill, "E%07d,%s,%s,20%u\r\n", i, PICK(skills),
			        PICK(levels), 18 + below(8));
		for (unsigned k = (below(5) + 1) / 2; k; k--)
			put_credential(cred, i);
	}
	return fclose(staff) || fclose(skill) || fclose(cred);
}
