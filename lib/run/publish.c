/* SPDX-License-Identifier: MIT */
#include "run/publish.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of sets, and a link before it takes its place. */
#define SETS   ".sets"
#define LINK   ".link"
#define LATEST "latest"

struct publish {
	struct arena *mem;
	struct diags *diags;
	struct str dir, month, path;  /* DIR, "2026-10", DIR/.sets/2026-10.7 */
	const char *name;             /* "2026-10.7"                       */
	int dir_fd, sets_fd, fd;      /* of DIR, .sets and the new set; -1 */
	struct { VEC(struct str); } reports;  /* whose files are replaced  */
};

static enum st
fail(const struct publish *p, const char *path, const char *what, int err)
{
	return output_fault(p->diags, path, what, err);
}

static const char *
in_folder(const struct publish *p, const char *name)
{
	return str_fmt(p->mem, "%s/%s", p->dir.s, name).s;
}

/* The number of a set of a month by its name, or 0. */
static int64_t
set_number(struct str month, struct str name)
{
	struct str digits = str_skip(name, month.len + 1);
	int64_t n = 0;

	if (!str_starts(name, month) || digits.len == 0 || digits.len > 15 ||
	    name.s[month.len] != '.')
		return 0;
	for (ptrdiff_t i = 0; i < digits.len; i++) {
		if (digits.s[i] < '0' || digits.s[i] > '9')
			return 0;
		n = n * 10 + (digits.s[i] - '0');
	}
	return n;
}

/* Refuse to replace what this program did not make. */
static bool
in_the_way(const struct publish *p, const char *name, int err)
{
	bool link = err == 0 || err == EINVAL; /* or something else */

	fail(p, in_folder(p, name), link
	     ? "is there already and is not the link that this program makes; "
	       "move it away or name another folder" : "cannot be read",
	     link ? 0 : err);
	return false;
}

/*
 * The name of the month's set, "2026-10.6", or "" when there is none.  False
 * with a finding when DIR/YYYY-MM is something that we did not make.
 */
static bool
current_set(const struct publish *p, struct str *set)
{
	char target[64];
	ssize_t n = readlinkat(p->dir_fd, p->month.s, target, sizeof target);
	int err = n < 0 ? errno : 0;
	struct str s = { target, n };

	*set = STR("");
	if (err == ENOENT)
		return true;
	if (n > 0 && str_starts(s, STR(SETS "/"))) {
		s = str_skip(s, sizeof SETS);
		if (set_number(p->month, s)) {
			*set = str_dup(p->mem, s);
			return true;
		}
	}
	return in_the_way(p, p->month.s, err);
}

/* The month that DIR/latest names, or ""; false as above. */
static bool
latest_month(const struct publish *p, struct str *month)
{
	char target[64];
	ssize_t n = readlinkat(p->dir_fd, LATEST, target, sizeof target);
	int err = n < 0 ? errno : 0;

	*month = STR("");
	if (err == ENOENT)
		return true;
	if (n == 7 && target[4] == '-') {
		*month = str_dup(p->mem, (struct str){ target, n });
		return true;
	}
	return in_the_way(p, LATEST, err);
}

/* Remove a set and the files in it; best effort. */
static void
remove_set(struct publish *p, const char *name)
{
	int fd = openat(p->sets_fd, name, DIR_FLAGS | O_NOFOLLOW);
	struct names files = folder_names(p->mem, fd);

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
	struct names sets = folder_names(p->mem, p->sets_fd);
	int64_t last = current.len ? set_number(p->month, current) : 0;

	for (ptrdiff_t i = 0; i < sets.n; i++) {
		int64_t n = set_number(p->month, sets.v[i]);
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

/* Whether an entry of .sets is named by a link of DIR. */
static bool
is_linked(const struct publish *p, const struct names *in_dir, struct str set)
{
	char target[64];

	for (ptrdiff_t i = 0; i < in_dir->n; i++) {
		ssize_t n = readlinkat(p->dir_fd, in_dir->v[i].s, target,
		                       sizeof target);
		struct str s = { target, n < 0 ? 0 : n };

		if (str_starts(s, STR(SETS "/")) &&
		    str_eq(str_skip(s, sizeof SETS), set))
			return true;
	}
	return false;
}

/* Remove the sets of any month that no link names: those that were replaced
 * before this run, and those of runs that were killed. */
static void
sweep(struct publish *p)
{
	struct names sets = folder_names(p->mem, p->sets_fd);
	struct names in_dir = folder_names(p->mem, p->dir_fd);

	for (ptrdiff_t i = 0; i < sets.n; i++) {
		struct str name = sets.v[i];
		struct str month = { name.s, name.len < 7 ? name.len : 7 };

		if (set_number(month, name) && month.len == 7 &&
		    (!p->name || !str_eq(name, str_of(p->name))) &&
		    !is_linked(p, &in_dir, name))
			remove_set(p, name.s);
	}
}

/* Open DIR and .sets, and see that all will go in; false with a finding. */
static bool
open_folder(struct publish *p)
{
	struct str set, month;

	if (folders_make(p->mem, p->dir.s) ||
	    (p->dir_fd = open(p->dir.s, DIR_FLAGS)) < 0) {
		fail(p, p->dir.s, "this folder cannot be used", errno);
		return false;
	}
	if (!current_set(p, &set) || !latest_month(p, &month))
		return false;
	if ((mkdirat(p->dir_fd, SETS, 0700) && errno != EEXIST) ||
	    (p->sets_fd = openat(p->dir_fd, SETS,
	                         DIR_FLAGS | O_NOFOLLOW)) < 0) {
		fail(p, p->dir.s, "nothing can be made in this folder", errno);
		return false;
	}
	unlinkat(p->sets_fd, LINK, 0);
	if (symlinkat(SETS, p->sets_fd, LINK) ||
	    unlinkat(p->sets_fd, LINK, 0)) {
		fail(p, p->dir.s, "this folder cannot hold symbolic "
		     "links, which a set of reports is published by", errno);
		return false;
	}
	return true;
}

/* Make the new set; false with a finding. */
static bool
begin(struct publish *p)
{
	struct str current;

	if (!open_folder(p) || !current_set(p, &current))
		return false;
	if (!make_set(p, current)) {
		fail(p, p->dir.s, "nothing can be made in this folder", errno);
		return false;
	}
	sweep(p); /* after the new name: it was not that of an old set */
	return true;
}

static struct publish *
publish_new(struct arena *mem, const char *dir, date as_of, struct diags *diags)
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
	return p;
}

enum st
publish_check(struct arena *mem, const char *dir, date as_of,
              struct diags *diags)
{
	struct publish *p = publish_new(mem, dir, as_of, diags);
	bool ok = open_folder(p);

	close_fds(p);
	return ok ? ST_OK : ST_IO;
}

struct publish *
publish_begin(struct arena *mem, const char *dir, date as_of,
              struct diags *diags, enum st *st)
{
	struct publish *p = publish_new(mem, dir, as_of, diags);

	*st = ST_OK;
	if (begin(p))
		return p;
	*st = ST_IO;
	publish_abort(p);
	return NULL;
}

struct str
publish_report(struct str name)
{
	static const struct str side[] = {
		{ "-rejects", 8 }, { "-changes", 8 }, { "-audit", 6 },
	};
	struct str report = str_cut(&name, '.');

	for (size_t i = 0; i < sizeof side / sizeof *side; i++)
		if (str_ends(report, side[i])) {
			report.len -= side[i].len;
			break;
		}
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
	struct str report = publish_report(str_dup(p->mem, str_of(name)));

	if (!is_ours(p, report))
		*VEC_PUSH(p->mem, &p->reports) = report;
	return str_fmt(p->mem, "%s/%s", p->path.s, name).s;
}

const char *
publish_dir(const struct publish *p)
{
	return p->path.s;
}

int
publish_fd(const struct publish *p)
{
	return p->fd;
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
		          : fd_write(out, (struct str){ buf, n }) != 0)
			break;
	int err = n == 0 ? 0 : errno;
	if (out >= 0 && fd_close(out) && !err)
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
	struct names files = folder_names(p->mem, old);

	for (ptrdiff_t i = 0; i < files.n; i++) {
		const char *name = files.v[i].s;
		struct stat st;

		if (name[0] == '.' || is_ours(p, publish_report(files.v[i])) ||
		    fstatat(old, name, &st, AT_SYMLINK_NOFOLLOW) ||
		    !S_ISREG(st.st_mode))
			continue;
		if (linkat(old, name, p->fd, name, 0) == 0 || errno == EEXIST)
			continue;
		if (copy_file(old, p->fd, name)) {
			fail(p, str_fmt(p->mem, "%s/%s", p->path.s,
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
	struct names files = folder_names(p->mem, p->fd);

	for (ptrdiff_t i = 0; i < files.n; i++) {
		int fd = openat(p->fd, files.v[i].s,
		                O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		int bad = fd < 0 || fd_sync(fd), err = errno;

		if (fd >= 0)
			close(fd);
		if (bad) {
			fail(p, str_fmt(p->mem, "%s/%s", p->path.s,
			     files.v[i].s).s, "cannot be synced", err);
			return false;
		}
	}
	if (fd_sync(p->fd) == 0 && fd_sync(p->sets_fd) == 0)
		return true;
	fail(p, p->path.s, "cannot be synced", errno);
	return false;
}

/* Put a link of DIR in place of an older one. */
static bool
swap_link(const struct publish *p, const char *target, const char *name)
{
	unlinkat(p->sets_fd, LINK, 0); /* of a run that was killed here */
	if (symlinkat(target, p->sets_fd, LINK) == 0 &&
	    renameat(p->sets_fd, LINK, p->dir_fd, name) == 0)
		return true;
	fail(p, in_folder(p, name), "the new set cannot be put in place",
	     errno);
	return false;
}

/* The month's link, then, unless that names a later month, the latest. */
static bool
swap(struct publish *p, bool *in_place)
{
	const char *target = str_fmt(p->mem, SETS "/%s", p->name).s;
	struct str now, latest;

	*in_place = false;
	if (!current_set(p, &now)) /* a file would be replaced silently */
		return false;
	if (!swap_link(p, target, p->month.s))
		return false;
	*in_place = true;
	if (!latest_month(p, &latest))
		return false;
	return str_cmp(latest, p->month) >= 0 ||
	       swap_link(p, p->month.s, LATEST);
}

enum st
publish_commit(struct publish *p, struct str *set)
{
	struct str current;
	int old = -1;
	bool in_place = false, done = current_set(p, &current);

	if (done && current.len)
		old = openat(p->sets_fd, current.s, DIR_FLAGS | O_NOFOLLOW);
	done = done && (old < 0 || carry(p, old)) && sync_set(p) &&
	       swap(p, &in_place);
	if (old >= 0)
		close(old);
	if (!in_place) {
		publish_abort(p);
		return ST_IO;
	}
	if (fd_sync(p->dir_fd)) {
		diag_add(p->diags, DIAG_OUTPUT_UNSYNCED,
		         (struct pos){ .file = p->dir }, STR(""), STR(""),
		         "%s", strerror(errno));
		done = false;
	}
	close_fds(p);
	if (set)
		*set = str_dup(p->mem, str_of(in_folder(p, p->month.s)));
	return done ? ST_OK : ST_IO;
}

struct str
publish_old(const struct publish *p, const char *name)
{
	struct str current;
	const char *path = str_fmt(p->mem, "%s/%s", p->month.s, name).s;

	if (!current_set(p, &current) || !current.len ||
	    faccessat(p->dir_fd, path, R_OK, 0))
		return STR("");
	return str_of(in_folder(p, path));
}

enum st
publish_failed(struct arena *mem, const char *dir, const char *name,
               struct str s, struct diags *d)
{
	const char *failed = str_fmt(mem, "%s/failed", dir).s;
	int err, at;

	if (folders_make(mem, failed) ||
	    (at = open(failed, DIR_FLAGS | O_NOFOLLOW)) < 0)
		return output_fault(d, failed, "this folder cannot be used",
		                    errno);
	err = file_replace(mem, at, name, s);
	close(at);
	return err ? output_fault(d, str_fmt(mem, "%s/%s", failed, name).s,
	                          "cannot be written", err) : ST_OK;
}
