/* SPDX-License-Identifier: MIT */
#include "read/input.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* A table by its name; not hidden, as the lock files of editors are. */
static bool
is_table_name(struct str name)
{
	static const struct str endings[] = {
		{ ".csv", 4 }, { ".tsv", 4 }, { ".txt", 4 }
	};

	if (name.len < 5 || name.s[0] == '.')
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_eq_nocase(str_skip(name, name.len - 4), endings[i]))
			return true;
	return false;
}

static bool
cannot_open(struct diags *diags, struct str path, int error)
{
	diag_add(diags, DIAG_FILE_OPEN, (struct pos){ .file = path }, STR(""),
	         STR(""), "%s", strerrordesc_np(error));
	return false;
}

bool
input_paths_add(struct arena *mem, struct str arg, struct input_paths *paths,
                bool *is_folder, struct diags *diags)
{
	struct stat st;
	ptrdiff_t first = paths->n;

	*is_folder = false;
	if (str_eq(arg, STR("-"))) {
		*VEC_PUSH(mem, paths) = arg;
		return true;
	}
	if (stat(str_z(mem, arg), &st) != 0)
		return cannot_open(diags, arg, errno);
	if (!S_ISDIR(st.st_mode)) {
		*VEC_PUSH(mem, paths) = arg;
		return true;
	}
	*is_folder = true;
	DIR *dir = opendir(str_z(mem, arg));
	if (!dir)
		return cannot_open(diags, arg, errno);
	for (struct dirent *e; errno = 0, (e = readdir(dir)); ) {
		struct str name = str_of(e->d_name);

		if (!is_table_name(name))
			continue;
		struct str path = str_fmt(mem, "%.*s%s%s", FMT(arg),
		                          str_ends(arg, STR("/")) ? "" : "/",
		                          e->d_name);
		/* A folder may be called x.csv; anything else is readable. */
		if (stat(path.s, &st) == 0 && S_ISDIR(st.st_mode))
			continue;
		*VEC_PUSH(mem, paths) = path;
	}
	int wrong = errno;
	closedir(dir);
	if (wrong)
		return cannot_open(diags, arg, wrong);
	qsort(paths->v + first, (size_t)(paths->n - first), sizeof *paths->v,
	      by_bytes);
	return true;
}
