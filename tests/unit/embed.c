/* SPDX-License-Identifier: MIT */
/* The table of files compiled into the program. */
#include "unit.h"

#include <string.h>

#include "base/embed.h"

static void
closed_and_counted(void)
{
	size_t n = 0;
	while (embedded_files[n].path)
		n++;
	OK(n == n_embedded_files, "%zu rows, said to be %zu", n, n_embedded_files);
}

static void
sorted(void)
{
	for (size_t i = 1; i < n_embedded_files; i++) {
		const char *a = embedded_files[i - 1].path, *b = embedded_files[i].path;
		OK(strcmp(a, b) < 0, "%s comes before %s", a, b);
	}
}

static void
text_is_terminated(void)
{
	for (size_t i = 0; i < n_embedded_files; i++) {
		const struct embedded *f = &embedded_files[i];
		OK(strlen(f->text) == f->len, "%s: %zu bytes, said to be %zu", f->path,
		   strlen(f->text), f->len);
	}
}

const struct unit_test suite_embed[] = {
	TEST(closed_and_counted), TEST(sorted), TEST(text_is_terminated), END,
};
