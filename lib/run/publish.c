/* SPDX-License-Identifier: MIT */
#include "run/publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of sets, the link before it takes its place, and the mark on a
 * set that was, or was about to be, replaced. */
#define SETS     ".sets"
#define LINK     ".link"
#define REPLACED ".replaced"

enum { DIR_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

struct publish {
	struct arena *mem;
	struct diags *diags;
	struct str dir, month, path;  /* DIR, "2026-10", DIR/.sets/2026-10.7 */
	const char *name;             /* "2026-10.7"                       */
	int dir_fd, sets_fd, fd;      /* of DIR, .sets and the new set; -1 */
	struct { VEC(struct str); } reports;  /* whose files are replaced  */
};

struct names { VEC(struct str); };

/* A finding about a path, with the system's reason unless `err` is 0. */
static enum st
fail(struct diags *d, const char *path, const char *what, int err)
{
	diag_add(d, DIAG_OUTPUT, (struct pos){ .file = str_of(path) },
	         STR(""), STR(""), "%s%s%s", what, err ? ": " : "",
	         err ? strerror(err) : "");
	return ST_IO;
}

/* All bytes, or -1 with errno. */
static int
write_all(int fd, struct str s)
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

/* Close; an interrupted close has closed.  -1 with errno. */
static int
close_all(int fd)
{
	return close(fd) && errno != EINTR ? -1 : 0;
}

/* Sync; what cannot be synced at all counts as done. */
static int
sync_fd(int fd)
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
	    write_all(fd, s) || (sync && sync_fd(fd)))
		err = errno;
	if (close_all(fd) && !err)
		err = errno;
	return err;
}

enum st
write_file(const char *path, struct str s, mode_t mode, struct diags *d)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	int err = fd < 0 ? errno : fill(fd, s, mode, false);

	return err ? fail(d, path, "cannot be written", err) : ST_OK;
}

/* Make a folder and those above it, where missing; -1 with errno. */
static int
make_folders(struct arena *mem, const char *dir)
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

/* The names in a folder but for "." and ".."; empty when it is not one. */
static struct names
list(struct arena *mem, int fd)
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

/* The number of a set of this month by its name, or 0. */
static int64_t
set_number(const struct publish *p, struct str name)
{
	struct str digits = str_skip(name, p->month.len + 1);
	int64_t n = 0;

	if (!str_starts(name, p->month) || digits.len == 0 ||
	    digits.len > 15 || name.s[p->month.len] != '.')
		return 0;
	for (ptrdiff_t i = 0; i < digits.len; i++) {
		if (digits.s[i] < '0' || digits.s[i] > '9')
			return 0;
		n = n * 10 + (digits.s[i] - '0');
	}
	return n;
}

/*
 * The name of the month's set, "2026-10.6", or "" when there is none.  False
 * with a finding when DIR/YYYY-MM is something that we did not make.
 */
static bool
current_set(struct publish *p, struct str *set)
{
	char target[64];
	const char *month = p->month.s;
	ssize_t n = readlinkat(p->dir_fd, month, target, sizeof target);
	struct str s = { target, n };

	*set = STR("");
	if (n < 0 && errno == ENOENT)
		return true;
	if (n > 0 && str_starts(s, STR(SETS "/"))) {
		s = str_skip(s, sizeof SETS);
		if (set_number(p, s)) {
			*set = str_dup(p->mem, s);
			return true;
		}
	}
	fail(p->diags, str_fmt(p->mem, "%s/%s", p->dir.s, month).s,
	     n < 0 && errno != EINVAL ? "cannot be read"
	     : "is there already and is not the link that this program makes; "
	       "move it away or name another folder",
	     n < 0 && errno != EINVAL ? errno : 0);
	return false;
}

/* Remove a set and the files in it; best effort. */
static void
remove_set(struct publish *p, const char *name)
{
	int fd = openat(p->sets_fd, name, DIR_FLAGS | O_NOFOLLOW);
	struct names files = list(p->mem, fd);

	for (ptrdiff_t i = 0; i < files.n; i++)
		unlinkat(fd, files.v[i].s, 0);
	if (fd >= 0)
		close(fd);
	unlinkat(p->sets_fd, name, AT_REMOVEDIR);
}

static void
close_fds(struct publish *p)
{
	if (p->fd >= 0)
		close(p->fd);
	if (p->sets_fd >= 0)
		close(p->sets_fd);
	if (p->dir_fd >= 0)
		close(p->dir_fd);
	p->fd = p->sets_fd = p->dir_fd = -1;
}

void
publish_abort(struct publish *p)
{
	if (p->fd >= 0)
		remove_set(p, p->name);
	close_fds(p);
}

/* A directory with a number that no set of the month has had. */
static bool
make_set(struct publish *p, struct str current)
{
	struct names sets = list(p->mem, p->sets_fd);
	int64_t last = current.len ? set_number(p, current) : 0;

	for (ptrdiff_t i = 0; i < sets.n; i++) {
		int64_t n = set_number(p, sets.v[i]);
		last = n > last ? n : last;
	}
	do {
		p->name = str_fmt(p->mem, "%s.%lld", p->month.s,
		                  (long long)++last).s;
	} while (mkdirat(p->sets_fd, p->name, 0700) && errno == EEXIST);
	p->fd = openat(p->sets_fd, p->name, DIR_FLAGS | O_NOFOLLOW);
	p->path = str_fmt(p->mem, "%s/" SETS "/%s", p->dir.s, p->name);
	return p->fd >= 0;
}

/* Open DIR and make the new set; false with a finding. */
static bool
begin(struct publish *p)
{
	struct str current;

	if (make_folders(p->mem, p->dir.s) ||
	    (p->dir_fd = open(p->dir.s, DIR_FLAGS)) < 0) {
		fail(p->diags, p->dir.s, "this folder cannot be used", errno);
		return false;
	}
	if (!current_set(p, &current))
		return false;
	if ((mkdirat(p->dir_fd, SETS, 0700) && errno != EEXIST) ||
	    (p->sets_fd = openat(p->dir_fd, SETS,
	                         DIR_FLAGS | O_NOFOLLOW)) < 0 ||
	    !make_set(p, current)) {
		fail(p->diags, p->dir.s, "nothing can be made in this folder",
		     errno);
		return false;
	}
	if (symlinkat(p->name, p->fd, LINK) || unlinkat(p->fd, LINK, 0)) {
		fail(p->diags, p->dir.s, "this folder cannot hold symbolic "
		     "links, which a set of reports is published by", errno);
		return false;
	}
	return true;
}

struct publish *
publish_begin(struct arena *mem, const char *dir, date as_of,
              struct diags *diags, enum st *st)
{
	struct publish *p = NEW(mem, 1, struct publish);
	struct str name = str_of(dir);

	while (name.len > 1 && name.s[name.len - 1] == '/')
		name.len--;
	*p = (struct publish){
		.mem = mem, .diags = diags, .dir = str_dup(mem, name),
		.month = str_dup(mem, (struct str){ date_str(mem, as_of).s, 7 }),
		.dir_fd = -1, .sets_fd = -1, .fd = -1,
	};
	*st = ST_OK;
	if (begin(p))
		return p;
	*st = ST_IO;
	publish_abort(p);
	return NULL;
}

/* The report that a file belongs to: "pay" of "pay-rejects.csv". */
static struct str
report_of(struct str name)
{
	struct str report = str_cut(&name, '.');

	if (str_ends(report, STR("-rejects")) ||
	    str_ends(report, STR("-changes")))
		report.len -= 8;
	return report;
}

static bool
is_ours(const struct publish *p, struct str report)
{
	for (ptrdiff_t i = 0; i < p->reports.n; i++)
		if (str_eq(p->reports.v[i], report))
			return true;
	return false;
}

const char *
publish_file(struct publish *p, const char *name)
{
	struct str report = report_of(str_dup(p->mem, str_of(name)));

	if (!is_ours(p, report))
		*VEC_PUSH(p->mem, &p->reports) = report;
	return str_fmt(p->mem, "%s/%s", p->path.s, name).s;
}

const char *
publish_dir(const struct publish *p)
{
	return p->path.s;
}

enum st
publish_write(struct publish *p, const char *name, struct str s)
{
	return write_file(publish_file(p, name), s, 0600, p->diags);
}

/* Copy a file of the old set, where it cannot be linked; -1 with errno. */
static int
copy_file(int from, int to, const char *name)
{
	char buf[64 << 10];
	int in = openat(from, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int out = in < 0 ? -1 : openat(to, name, O_WRONLY | O_CREAT | O_EXCL |
	                               O_CLOEXEC, 0600);
	ssize_t n = -1;

	while (out >= 0 && (n = read(in, buf, sizeof buf)) != 0)
		if (n < 0 ? errno != EINTR
		          : write_all(out, (struct str){ buf, n }) != 0)
			break;
	int err = n == 0 ? 0 : errno;
	if (out >= 0 && close_all(out) && !err)
		err = errno;
	if (in >= 0)
		close(in);
	errno = err;
	return err ? -1 : 0;
}

/* Take over the files that other reports have in the old set. */
static bool
carry(struct publish *p, int old)
{
	struct names files = list(p->mem, old);

	for (ptrdiff_t i = 0; i < files.n; i++) {
		const char *name = files.v[i].s;
		struct stat st;

		if (name[0] == '.' || is_ours(p, report_of(files.v[i])) ||
		    fstatat(old, name, &st, AT_SYMLINK_NOFOLLOW) ||
		    !S_ISREG(st.st_mode))
			continue;
		if (linkat(old, name, p->fd, name, 0) == 0 || errno == EEXIST)
			continue;
		if (copy_file(old, p->fd, name)) {
			fail(p->diags, str_fmt(p->mem, "%s/%s", p->path.s,
			     name).s, "cannot be taken over from the last set",
			     errno);
			return false;
		}
	}
	return true;
}

/* Sync each file of the new set, the set, and the folder it stands in. */
static bool
sync_set(struct publish *p)
{
	struct names files = list(p->mem, p->fd);

	for (ptrdiff_t i = 0; i < files.n; i++) {
		int fd = openat(p->fd, files.v[i].s,
		                O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		int bad = fd < 0 || sync_fd(fd), err = errno;

		if (fd >= 0)
			close(fd);
		if (bad) {
			fail(p->diags, str_fmt(p->mem, "%s/%s", p->path.s,
			     files.v[i].s).s, "cannot be synced", err);
			return false;
		}
	}
	if (sync_fd(p->fd) == 0 && sync_fd(p->sets_fd) == 0)
		return true;
	fail(p->diags, p->path.s, "cannot be synced", errno);
	return false;
}

/* Swap the link; the set it named is marked first, so that it is known as
 * old even when this run ends right after the swap. */
static bool
swap(struct publish *p, int old)
{
	struct str target = str_fmt(p->mem, SETS "/%s", p->name), now;
	int mark = old < 0 ? -1 : openat(old, REPLACED, O_WRONLY | O_CREAT |
	                                 O_CLOEXEC | O_NOFOLLOW, 0600);

	if (mark >= 0)
		close(mark);
	if (!current_set(p, &now)) /* a file would be replaced silently */
		return false;
	if (symlinkat(target.s, p->fd, LINK) == 0 &&
	    renameat(p->fd, LINK, p->dir_fd, p->month.s) == 0)
		return true;
	fail(p->diags, str_fmt(p->mem, "%s/%s", p->dir.s, p->month.s).s,
	     "the new set cannot be put in place", errno);
	return false;
}

/* Remove the month's sets that were replaced before this run. */
static void
clean(struct publish *p, struct str replaced)
{
	struct names sets = list(p->mem, p->sets_fd);

	for (ptrdiff_t i = 0; i < sets.n; i++) {
		struct str mark = str_fmt(p->mem, "%s/" REPLACED, sets.v[i].s);
		struct stat st;

		if (set_number(p, sets.v[i]) && !str_eq(sets.v[i], replaced) &&
		    !str_eq(sets.v[i], str_of(p->name)) &&
		    fstatat(p->sets_fd, mark.s, &st, AT_SYMLINK_NOFOLLOW) == 0)
			remove_set(p, sets.v[i].s);
	}
}

enum st
publish_commit(struct publish *p, struct str *set)
{
	struct str current;
	int old = -1;
	bool done = current_set(p, &current);

	if (done && current.len)
		old = openat(p->sets_fd, current.s, DIR_FLAGS | O_NOFOLLOW);
	done = done && (old < 0 || carry(p, old)) && sync_set(p) &&
	       swap(p, old);
	if (old >= 0)
		close(old);
	if (!done) {
		publish_abort(p);
		return ST_IO;
	}
	enum st st = sync_fd(p->dir_fd) == 0 ? ST_OK
		: fail(p->diags, p->dir.s, "the new set is in place but could "
		       "not be synced", errno);
	clean(p, current);
	close_fds(p);
	if (set)
		*set = str_fmt(p->mem, "%s/%s", p->dir.s, p->month.s);
	return st;
}

enum st
publish_failed(struct arena *mem, const char *dir, const char *name,
               struct str s, struct diags *d)
{
	const char *failed = str_fmt(mem, "%s/failed", dir).s;
	const char *aside = str_fmt(mem, ".%s.new", name).s;
	int err = 0, at, fd;

	if (make_folders(mem, failed) ||
	    (at = open(failed, DIR_FLAGS | O_NOFOLLOW)) < 0)
		return fail(d, failed, "this folder cannot be used", errno);
	unlinkat(at, aside, 0); /* of a run that was killed here */
	fd = openat(at, aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	err = fd < 0 ? errno : fill(fd, s, 0600, true);
	if (!err && renameat(at, aside, at, name))
		err = errno;
	if (err)
		unlinkat(at, aside, 0);
	else if (sync_fd(at))
		err = errno;
	close(at);
	return err ? fail(d, str_fmt(mem, "%s/%s", failed, name).s,
	                  "cannot be written", err) : ST_OK;
}
