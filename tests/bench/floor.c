/* SPDX-License-Identifier: MIT */
/*
 * The floor under all who split with libcsv: the same bytes through it, with
 * callbacks that do nothing, on one thread.
 *
 * usage: floor FILE...
 */
#include <csv.h>
#include <stdio.h>

static void
no_cell(void *s, size_t len, void *ctx)
{
	(void)s, (void)len, (void)ctx;
}

static void
no_row(int end, void *ctx)
{
	(void)end, (void)ctx;
}

int
main(int argc, char **argv)
{
	static char block[256 << 10];

	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		struct csv_parser p;
		size_t n;

		if (!f || csv_init(&p, 0) != 0) {
			perror(argv[i]);
			return 1;
		}
		setvbuf(f, NULL, _IONBF, 0);
		while ((n = fread(block, 1, sizeof block, f)) > 0)
			if (csv_parse(&p, block, n, no_cell, no_row, NULL) != n)
				return 1;
		csv_fini(&p, no_cell, no_row, NULL);
		csv_free(&p);
		fclose(f);
	}
	return 0;
}
