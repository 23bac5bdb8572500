/* SPDX-License-Identifier: MIT */
#include "run/shipped.h"

#include "base/embed.h"

#include <errno.h>
#include <stdio.h>

enum { WHOLE_MAX = 1 << 30 }; /* bytes: a large workbook has 100 MB */

static bool
is_path(struct str name)
{
	return str_chr(name, '/') >= 0 || str_ends(name, STR(".yaml")) ||
	       str_ends(name, STR(".yml"));
}

enum st
file_read(struct arena *mem, struct str path, struct str *text,
          struct diags *d)
{
	FILE *f = fopen(str_z(mem, path), "rb");
	struct sbuf b = { .mem = mem };
	struct pos at = { .file = path };
	char chunk[8192];
	size_t n;

	if (!f) {
		diag_add(d, DIAG_FILE_OPEN, at, STR(""), STR(""), "%s",
		         strerror(errno));
		return ST_IO;
	}
	while (b.n <= WHOLE_MAX && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
		sbuf_put(&b, (struct str){ chunk, (ptrdiff_t)n });
	bool failed = ferror(f) != 0, large = b.n > WHOLE_MAX;
	int wrong = errno;
	fclose(f);
	if (failed || large) {
		diag_add(d, DIAG_FILE_OPEN, at, STR(""), STR(""), "%s",
		         large ? "over 1 GB"
		               : strerror(wrong ? wrong : EIO));
		return ST_IO;
	}
	*text = sbuf_str(&b);
	return ST_OK;
}

/* "healthcare, dental": the names of a folder. */
static struct str
names_in(struct arena *mem, struct str folder)
{
	struct sbuf b = { .mem = mem };

	for (size_t i = 0; i < n_embedded_files; i++) {
		struct str path = str_of(embedded_files[i].path);

		if (!str_starts(path, folder))
			continue;
		path = str_skip(path, folder.len);
		path.len -= (ptrdiff_t)sizeof ".yaml" - 1;
		sbuf_fmt(&b, "%s%.*s", b.n ? ", " : "", FMT(path));
	}
	return sbuf_str(&b);
}

enum st
shipped_text(struct arena *mem, const char *folder, struct str name,
             struct str *file, struct str *text, struct diags *d)
{
	if (is_path(name)) {
		*file = name;
		return file_read(mem, name, text, d);
	}
	struct str want = str_fmt(mem, "%s/%.*s.yaml", folder, FMT(name));
	for (size_t i = 0; i < n_embedded_files; i++)
		if (str_eq(want, str_of(embedded_files[i].path))) {
			*file = want;
			*text = (struct str){ embedded_files[i].text,
				(ptrdiff_t)embedded_files[i].len };
			return ST_OK;
		}
	diag_add(d, DIAG_OPTION_BAD, (struct pos){ 0 }, str_of(folder), name,
	         "expected a file, or one of: %s",
	         names_in(mem, str_fmt(mem, "%s/", folder)).s);
	return ST_CONFIG;
}
