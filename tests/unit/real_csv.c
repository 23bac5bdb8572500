/* SPDX-License-Identifier: MIT */
/*
 * Public files as they were found.  Rows, columns and the bytes of all cells
 * below the header are what Python's csv module makes of them, with the
 * encoding and the delimiter told.
 */
#include "read/clean.h"

#include "mem.h"
#include "unit.h"

#include <unistd.h>

#define DATA "../shared/data/"

static const struct {
	const char *path;
	char delimiter;
	const char *encoding;
	int64_t rows, columns, bytes;
} files[] = {
	{ "pay/montgomery_md_salaries_2016.csv", ',', "UTF-8", 9228, 12, 1387627 },
	{ "pay/baltimore_city_salaries_fy2014.csv", ',', "UTF-8", 18981, 8,
	  1687352 },
	{ "pay/ask_a_manager_2021_part1.csv", ',', "UTF-8", 14000, 24, 2457738 },
	{ "credentials/nppes_providers_part1.csv", ',', "UTF-8", 6000, 41,
	  1044245 },
	{ "credentials/nj_industry_credentials.csv", ',', "UTF-8", 2041, 8,
	  109501 },
	{ "outcomes/nj_training_providers_2020_08.csv", ',', "UTF-8", 1953, 47,
	  1077840 },
	{ "outcomes/placement_data_full_class.csv", ',', "UTF-8", 215, 15,
	  16160 },
	/* 34 apostrophes are encoded twice there: three bytes here, not six. */
	{ "titles/esco_occupations_en.csv", ',', "UTF-8", 2942, 13,
	  2673205 - 34 * 3 },
	{ "titles/onet_29_3_technology_skills.txt", '\t', "UTF-8", 32681, 7,
	  3414233 },
	{ "postings/healthcare_jobs_part1.csv", ',', "UTF-8", 53, 5, 170245 },
	{ "wages/national_M2013_dl.csv", ',', "UTF-8", 1394, 20, 174342 },
	{ "csv/messytables/utf-16le_encoded.csv", ',', "UTF-16LE", 327, 19,
	  36885 },
	/* Its last row, of 221 bytes, is a footer. */
	{ "csv/messytables/spanish_chars.csv", ',', "WINDOWS-1252", 115 - 1, 8,
	  24712 - 221 },
	/* Three capitals are encoded twice: two bytes here, not four. */
	{ "csv/qsv/progetti_sample_10.csv", ';', "UTF-8", 10, 199,
	  33667 - 3 * 2 },
	{ "csv/qsv/spendover25kdownloadSep.csv", ',', "UTF-8", 189, 8, 23113 },
	{ "csv/csvkit/mac_newlines.csv", ',', "UTF-8", 2, 3, 21 },
	{ "csv/zsv/embedded_dos.csv", ',', "UTF-8", 4, 3, 55 },
};

struct sums {
	int64_t rows, columns, bytes;
};

static void
add_row(void *ctx, const struct str *cell, ptrdiff_t n)
{
	struct sums *s = ctx;

	if (s->rows++ == 0) {
		s->columns = n;
		return;
	}
	for (ptrdiff_t i = 0; i < n; i++)
		s->bytes += cell[i].len;
}

static void
as_another_reader_finds_them(void)
{
	if (access(DATA, R_OK) != 0)
		unit_skip("no folder " DATA);
	for (ptrdiff_t i = 0; i < ROWS(files); i++) {
		struct arena mem = mem_arena();
		struct diags diags;
		struct sums sums = { 0 };
		struct clean_sink sink = { &sums, add_row };
		struct clean_options o = { 0 };
		struct clean_report report;
		struct str path = str_fmt(&mem, DATA "%s", files[i].path);

		diags_init(&diags, &mem);
		enum st st = clean_file(&mem, path, &o, &sink, &report, &diags);
		OK(st == ST_OK && !report.file.count[ROW_REJECTED] &&
		   !report.no_header,
		   "%s: status %d, %d lines damaged", files[i].path, (int)st,
		   (int)report.file.count[ROW_REJECTED]);
		OK(str_eq(report.file.encoding, str_of(files[i].encoding)) &&
		   report.file.delimiter.len == 1 &&
		   report.file.delimiter.s[0] == files[i].delimiter,
		   "%s: %s, \"%s\"", files[i].path,
		   report.file.encoding.s, report.file.delimiter.s);
		OK(report.file.count[ROW_USED] == files[i].rows &&
		   sums.columns == files[i].columns &&
		   sums.bytes == files[i].bytes,
		   "%s: %d rows, %d columns, %d bytes", files[i].path,
		   (int)report.file.count[ROW_USED],
		   (int)sums.columns, (int)sums.bytes);
		arena_free(&mem);
	}
}

const struct unit_test suite_real_csv[] = {
	TEST(as_another_reader_finds_them), END,
};
