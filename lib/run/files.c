/* SPDX-License-Identifier: MIT */
#include "run/files.h"

#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum st
output_fault(struct diags *d, const char *path, const char *what, int err)
{
	diag_add(d, DIAG_OUTPUT, (struct pos){ .file = str_of(path) },
	         STR(""), STR(""), "%s%s%s", what, err ? ": " : "",
	         err ? strerror(err) : "");
	return ST_IO;
}

int
fd_write(int fd, struct str s)
{
	while (s.len) {
		ssize_t n = write(fd, s.s, (size_t)s.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		s = str_skip(s, n);
	}
	return 0;
}

int
fd_close(int fd)
{
	return close(fd) && errno != EINTR ? -1 : 0;
}

int
fd_sync(int fd)
{
	int rc;

	do {
		rc = fsync(fd);
	} while (rc && errno == EINTR);
	return rc && errno != EINVAL && errno != ENOTSUP ? -1 : 0;
}

/* Write an open file whole, sync it if asked, close it; the error, or 0. */
static int
fill(int fd, struct str s, mode_t mode, bool sync)
{
	struct stat st;
	int err = 0;

	/* Devices keep their mode. */
	if (fstat(fd, &st) || (S_ISREG(st.st_mode) && fchmod(fd, mode)) ||
	    fd_write(fd, s) || (sync && fd_sync(fd)))
		err = errno;
	if (fd_close(fd) && !err)
		err = errno;
	return err;
}

enum st
write_file(const char *path, struct str s, mode_t mode, struct diags *d)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	int err = fd < 0 ? errno : fill(fd, s, mode, false);

	return err ? output_fault(d, path, "cannot be written", err) : ST_OK;
}

int
folders_make(struct arena *mem, const char *dir)
{
	char *path = (char *)(uintptr_t)str_z(mem, str_of(dir));

	for (char *p = path + 1; *path && *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(path, 0700) && errno != EEXIST)
			return -1;
		*p = '/';
	}
	return mkdir(path, 0700) && errno != EEXIST ? -1 : 0;
}

struct names
folder_names(struct arena *mem, int fd)
{
	int own = openat(fd, ".", DIR_FLAGS);
	DIR *d = own < 0 ? NULL : fdopendir(own);
	struct names names = { 0 };

	if (!d && own >= 0)
		close(own);
	for (struct dirent *e; d && (e = readdir(d));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			*VEC_PUSH(mem, &names) = str_dup(mem, str_of(e->d_name));
	if (d)
		closedir(d);
	return names;
}

int
file_replace(struct arena *mem, int folder, const char *name, struct str s)
{
	const char *aside = str_fmt(mem, ".%s.new", name).s;
	int fd, err;

	unlinkat(folder, aside, 0); /* of a run that was killed here */
	fd = openat(folder, aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	            0600);
	err = fd < 0 ? errno : fill(fd, s, 0600, true);
	if (!err && renameat(folder, aside, folder, name))
		err = errno;
	if (err)
		unlinkat(folder, aside, 0);
	else if (fd_sync(folder))
		err = errno;
	return err;
}

int
file_new(struct arena *mem, int folder, const char *name, struct str s)
{
	const char *aside = str_fmt(mem, ".%s.new", name).s;
	int fd, err;

	unlinkat(folder, aside, 0);
	fd = openat(folder, aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	            0600);
	err = fd < 0 ? errno : fill(fd, s, 0600, true);
	/* A rename that replaces nothing; a link where there is none. */
	if (!err && renameat2(folder, aside, folder, name, RENAME_NOREPLACE))
		err = errno == EINVAL && linkat(folder, aside, folder, name, 0)
		      == 0 ? 0 : errno;
	unlinkat(folder, aside, 0);
	return err;
}

bool
file_hash(struct arena *mem, int folder, const char *name, int64_t *bytes,
          struct str *hash)
{
	char buf[64 << 10];
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct hash *h = hash_new(mem);
	ssize_t n = -1;

	*bytes = 0;
	while (fd >= 0 && (n = read(fd, buf, sizeof buf)) != 0) {
		if (n < 0 && errno != EINTR)
			break;
		if (n < 0)
			continue;
		hash_add(h, (struct str){ buf, n });
		*bytes += n;
	}
	int err = errno;
	if (fd >= 0)
		close(fd);
	errno = err;
	*hash = hash_hex(h, mem);
	return n == 0;
}
