/* SPDX-License-Identifier: MIT */
/* Sets of files in real folders: swapped whole, shared by reports, killed. */
#include "mem.h"
#include "unit.h"

#include "run/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_renameat
#define SYS_renameat SYS_renameat2
#endif

struct place {
	struct arena mem;
	struct diags diags;
	char dir[40];
	date day;
};

static void
place_open(struct place *p)
{
	p->mem = mem_arena();
	diags_init(&p->diags, &p->mem);
	p->day = date_of(2026, 10, 31);
	memcpy(p->dir, "/tmp/muster-publish.XXXXXX", 27);
	if (!mkdtemp(p->dir))
		unit_skip("no folder can be made in /tmp");
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

static void
place_close(struct place *p)
{
	nftw(p->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(&p->mem);
}

static const char *
in_place(struct place *p, const char *name)
{
	return str_fmt(&p->mem, "%s/%s", p->dir, name).s;
}

/* What a file holds; "(none)" when it is not there. */
static const char *
holds(struct place *p, const char *name)
{
	char *buf = NEW(&p->mem, 100, char);
	int fd = open(in_place(p, name), O_RDONLY);

	if (fd < 0)
		return "(none)";
	ssize_t n = read(fd, buf, 99);
	close(fd);
	buf[n > 0 ? n : 0] = '\0';
	return buf;
}

static int
mode_of(struct place *p, const char *name)
{
	struct stat st;

	return lstat(in_place(p, name), &st) ? -1 : (int)(st.st_mode & 0777);
}

static int64_t
inode_of(struct place *p, const char *name)
{
	struct stat st;

	return stat(in_place(p, name), &st) ? -1 : (int64_t)st.st_ino;
}

/* A set of files that all hold the same text; `names` is separated by blanks,
 * a "!" among them aborts. */
static enum st
publish(struct place *p, const char *names, const char *text)
{
	enum st st;
	struct publish *set = publish_begin(&p->mem, p->dir, p->day, &p->diags,
	                                    &st);

	if (!set)
		return st;
	for (struct str rest = str_of(names); rest.s;) {
		struct str name = str_cut(&rest, ' ');

		if (str_eq(name, STR("!")))
			st = ST_DATA;
		else if (publish_write(set, str_z(&p->mem, name),
		                       str_of(text)) != ST_OK)
			st = ST_IO;
	}
	if (st == ST_OK)
		return publish_commit(set, NULL);
	publish_abort(set);
	return st;
}

/* How many sets there are, the month's and others. */
static int
count_sets(struct place *p)
{
	struct stat st;
	int n = 0;

	for (int i = 1; i < 40; i++)
		n += lstat(in_place(p, str_fmt(&p->mem, ".sets/2026-10.%d",
		                               i).s), &st) == 0;
	return n;
}

static void
steps(void)
{
	/* Each row is a run in the same folder, and what stands after it. */
	static const struct {
		const char *why, *names, *text, *pay, *json, *other;
		int sets;
	} row[] = {
		{ "the first set", "pay.txt pay.json", "1", "1", "1", "(none)",
		  1 },
		{ "no old pay.json beside a new pay.txt", "pay.txt", "2", "2",
		  "(none)", "(none)", 2 },
		{ "another report shares the month", "other.txt", "3", "2",
		  "(none)", "3", 2 },
		{ "side files are the report's", "pay-rejects.csv pay.json", "4",
		  "(none)", "4", "3", 2 },
		{ "aborted: all as it was", "pay.txt !", "5", "(none)", "4", "3",
		  1 },
		{ "and the next one is not hindered", "pay.txt", "6", "6",
		  "(none)", "3", 2 },
		{ "nothing at all", "!", "7", "6", "(none)", "3", 1 },
		{ "a name that begins alike is another report", "pay-eu.txt",
		  "8", "6", "(none)", "3", 2 },
	};
	struct place p;
	place_open(&p);

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		enum st st = publish(&p, row[i].names, row[i].text);
		bool abort = strchr(row[i].names, '!') != NULL;
		OK(st == (abort ? ST_DATA : ST_OK), "%s: %d", row[i].why, st);
		OK(strcmp(holds(&p, "2026-10/pay.txt"), row[i].pay) == 0 &&
		   strcmp(holds(&p, "2026-10/pay.json"), row[i].json) == 0 &&
		   strcmp(holds(&p, "2026-10/other.txt"), row[i].other) == 0,
		   "%s: pay.txt %s, pay.json %s, other.txt %s", row[i].why,
		   holds(&p, "2026-10/pay.txt"), holds(&p, "2026-10/pay.json"),
		   holds(&p, "2026-10/other.txt"));
		OK(count_sets(&p) == row[i].sets, "%s: %d sets", row[i].why,
		   count_sets(&p));
	}
	OK(p.diags.n == 0, "nothing to report");
	place_close(&p);
}

static void
layout(void)
{
	struct place p;
	place_open(&p);
	char target[64] = "";
	struct str set = STR("");
	enum st st;

	umask(0);
	struct publish *a = publish_begin(&p.mem, in_place(&p, "x/y/"), p.day,
	                                  &p.diags, &st);
	if (!OK(a, "folders are made"))
		return;
	OK(str_starts(str_of(publish_file(a, "pay.txt")),
	              str_of(publish_dir(a))), "in the set's own folder");
	OK(publish_write(a, "pay.txt", STR("hello")) == ST_OK, "written");
	OK(mode_of(&p, "x/y/2026-10") == -1, "nothing to see yet");
	OK(publish_commit(a, &set) == ST_OK, "committed");
	OK(str_ends(set, STR("x/y/2026-10")), "the set is %s", set.s);
	OK(readlink(in_place(&p, "x/y/2026-10"), target, 63) > 0 &&
	   strcmp(target, ".sets/2026-10.1") == 0, "a link to %s", target);
	OK(mode_of(&p, "x") == 0700 && mode_of(&p, "x/y") == 0700 &&
	   mode_of(&p, "x/y/.sets") == 0700 &&
	   mode_of(&p, "x/y/.sets/2026-10.1") == 0700, "folders are private");
	OK(mode_of(&p, "x/y/2026-10/pay.txt") == 0600, "files are");
	OK(publish_failed(&p.mem, in_place(&p, "z"), "pay-rejects.csv",
	                  STR("old and long"), &p.diags) == ST_OK &&
	   publish_failed(&p.mem, in_place(&p, "z"), "pay-rejects.csv",
	                  STR("new"), &p.diags) == ST_OK &&
	   strcmp(holds(&p, "z/failed/pay-rejects.csv"), "new") == 0 &&
	   mode_of(&p, "z/failed/pay-rejects.csv") == 0600 &&
	   mode_of(&p, "z/failed") == 0700, "rejects of a failed run");
	umask(022);
	OK(p.diags.n == 0, "nothing to report");
	place_close(&p);
}

static void
carries_links(void)
{
	struct place p;
	place_open(&p);

	OK(publish(&p, "pay.txt pay.xlsx", "1") == ST_OK, "first");
	int64_t inode = inode_of(&p, "2026-10/pay.xlsx");
	OK(publish(&p, "other.txt", "2") == ST_OK, "second");
	OK(inode_of(&p, "2026-10/pay.xlsx") == inode, "linked, not copied");
	OK(publish(&p, "third.txt", "3") == ST_OK &&
	   publish(&p, "third.txt", "4") == ST_OK, "more");
	OK(strcmp(holds(&p, "2026-10/pay.txt"), "1") == 0 &&
	   strcmp(holds(&p, "2026-10/other.txt"), "2") == 0,
	   "still there when their sets are gone");
	p.day = date_of(2026, 11, 30);
	OK(publish(&p, "pay.txt", "5") == ST_OK &&
	   strcmp(holds(&p, "2026-10/pay.txt"), "1") == 0 &&
	   strcmp(holds(&p, "2026-11/other.txt"), "(none)") == 0,
	   "another month is another set");
	place_close(&p);
}

/* What is in the way is left alone. */
static void
in_the_way(void)
{
	static const struct { const char *why, *kind, *target; } row[] = {
		{ "a folder", "dir", NULL }, { "a file", "file", NULL },
		{ "a link to elsewhere", "link", "/tmp" },
		{ "a link to another month's set", "link", ".sets/2026-09.1" },
		{ "a link that leads out", "link", ".sets/../x" },
		{ "a link to no number", "link", ".sets/2026-10.x" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct place p;
		place_open(&p);
		const char *month = in_place(&p, "2026-10");
		struct stat before, after;

		if (row[i].kind[0] == 'd')
			OK(mkdir(month, 0755) == 0, "%s", row[i].why);
		else if (row[i].kind[0] == 'l')
			OK(symlink(row[i].target, month) == 0, "%s", row[i].why);
		else
			OK(write_file(month, STR("x"), 0644, &p.diags) == ST_OK,
			   "%s", row[i].why);
		lstat(month, &before);
		OK(publish(&p, "pay.txt", "1") == ST_IO &&
		   p.diags.count[DIAG_OUTPUT] == 1, "%s: refused", row[i].why);
		OK(lstat(month, &after) == 0 && before.st_ino == after.st_ino &&
		   before.st_mode == after.st_mode, "%s: untouched",
		   row[i].why);
		OK(mode_of(&p, ".sets") == -1, "%s: nothing made", row[i].why);
		place_close(&p);
	}
}

/* In this process and its children a system call fails from now on. */
static bool
deny(long call, int err)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		         offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1),
		BPF_STMT(BPF_RET | BPF_K,
		         SECCOMP_RET_ERRNO | (uint32_t)err),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = 4, .filter = code };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* Each system call that publishing stands on fails in turn: the old set
 * stands whole, or the new one does. */
static void
calls_fail(void)
{
	static const struct {
		const char *why;
		long call;
		int err;
		enum st want;
		const char *pay;
	} row[] = {
		{ "a file system without symbolic links", SYS_symlinkat, EPERM,
		  ST_IO, "1" },
		{ "one without hard links: copied", SYS_linkat, EPERM, ST_OK,
		  "2" },
		{ "too many links: copied", SYS_linkat, EMLINK, ST_OK, "2" },
		{ "the disk fails when syncing", SYS_fsync, EIO, ST_IO, "1" },
		{ "one that cannot sync folders", SYS_fsync, EINVAL, ST_OK, "2" },
		{ "the swap fails", SYS_renameat, EIO, ST_IO, "1" },
		{ "nothing can be made", SYS_mkdirat, EROFS, ST_IO, "1" },
		{ "writing fails", SYS_write, ENOSPC, ST_IO, "1" },
		{ "a quota is found full when closing", SYS_close, EDQUOT, ST_IO,
		  "1" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct place p;
		place_open(&p);
		int status = 0;

		OK(publish(&p, "pay.txt pay.json old.txt", "1") == ST_OK, "old");
		pid_t child = fork();
		if (child == 0) {
			if (!deny(row[i].call, row[i].err))
				_exit(77);
			enum st st = publish(&p, "pay.txt pay.json", "2");
			_exit(st == row[i].want &&
			      (st == ST_OK) == (p.diags.n == 0) ? 0 : 1);
		}
		waitpid(child, &status, 0);
		if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
			place_close(&p);
			unit_skip("no system call can be made to fail here");
		}
		OK(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		   "%s: as expected", row[i].why);
		OK(strcmp(holds(&p, "2026-10/pay.txt"), row[i].pay) == 0 &&
		   strcmp(holds(&p, "2026-10/pay.json"), row[i].pay) == 0 &&
		   strcmp(holds(&p, "2026-10/old.txt"), "1") == 0,
		   "%s: found %s", row[i].why, holds(&p, "2026-10/pay.txt"));
		OK(row[i].call == SYS_close ||
		   count_sets(&p) == 1 + (row[i].want == ST_OK),
		   "%s: no half set is left", row[i].why);
		place_close(&p);
	}
}

static void
writes_or_says(void)
{
	struct place p;
	place_open(&p);

	if (access("/dev/full", W_OK) == 0)
		OK(write_file("/dev/full", STR("x"), 0600, &p.diags) == ST_IO &&
		   p.diags.count[DIAG_OUTPUT] == 1, "a full device");
	OK(write_file(in_place(&p, "no/x"), STR("x"), 0600, &p.diags) == ST_IO,
	   "no such folder");
	OK(write_file(in_place(&p, "x"), STR("longer"), 0600, &p.diags) ==
	   ST_OK && write_file(in_place(&p, "x"), STR("short"), 0640,
	                       &p.diags) == ST_OK &&
	   strcmp(holds(&p, "x"), "short") == 0 && mode_of(&p, "x") == 0640,
	   "written over, with the mode asked for");
	enum st st;
	OK(!publish_begin(&p.mem, in_place(&p, "x"), p.day, &p.diags, &st) &&
	   st == ST_IO, "a folder that is a file");
	OK(!publish_begin(&p.mem, in_place(&p, "x/y"), p.day, &p.diags, &st) &&
	   st == ST_IO, "a folder below a file");
	OK(!publish_begin(&p.mem, "", p.day, &p.diags, &st) && st == ST_IO,
	   "no folder");
	OK(publish_failed(&p.mem, in_place(&p, "x"), "a", STR(""), &p.diags) ==
	   ST_IO, "rejects below a file");
	place_close(&p);
}

/* The set that a reader finds: its text, or NULL when it is a mixture. */
static const char *
whole(struct place *p)
{
	static const char *const name[] = { "pay.txt", "pay.json", "pay.xlsx" };
	const char *first = holds(p, "2026-10/pay.txt");

	for (ptrdiff_t i = 1; i < ROWS(name); i++)
		if (strcmp(first, holds(p, str_fmt(&p->mem, "2026-10/%s",
		                                   name[i]).s)) != 0)
			return NULL;
	return first;
}

/* A run that is killed; how far it came is not known. */
static void
killed_run(struct place *p, const char *text, int64_t after_ns)
{
	struct timespec wait = { after_ns / 1000000000,
	                         (long)(after_ns % 1000000000) };
	pid_t child = fork();

	if (child == 0)
		_exit((int)publish(p, "pay.txt pay.json pay.xlsx", text));
	nanosleep(&wait, NULL);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* The wait before each kill is steered so that about half come too late. */
static void
kills(void)
{
	struct place p;
	place_open(&p);
	int64_t range_ns = 4000000;
	uint64_t seed = 1;
	int old = 0, new = 0, mixed = 0;

	OK(publish(&p, "pay.txt pay.json pay.xlsx other.txt", "0") == ST_OK,
	   "first");
	for (int i = 1; i <= 200; i++) {
		const char *text = str_fmt(&p.mem, "%d", i).s;
		const char *before = whole(&p), *after;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		killed_run(&p, text, (int64_t)(seed >> 33) % range_ns);
		after = whole(&p);
		if (!after || !before)
			mixed++;
		else if (strcmp(after, before) == 0)
			old++, range_ns += range_ns / 8;
		else if (strcmp(after, text) == 0)
			new++, range_ns -= range_ns / 9;
		else
			mixed++;
	}
	OK(mixed == 0, "%d mixtures", mixed);
	OK(old > 0 && new > 0, "kills before (%d) and after (%d) the swap", old,
	   new);
	OK(strcmp(holds(&p, "2026-10/other.txt"), "0") == 0,
	   "what another report put there stands");
	OK(publish(&p, "pay.txt pay.json pay.xlsx", "last") == ST_OK &&
	   whole(&p) && strcmp(whole(&p), "last") == 0, "and a run works");
	place_close(&p);
}

/* On a disk with room for one set but not for two. */
static int
on_full_disk(struct place *p)
{
	if (unshare(CLONE_NEWNS) ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("tmpfs", p->dir, "tmpfs", 0, "size=128k"))
		return 77;
	char *text = NEW(&p->mem, 70001, char);
	memset(text, 'a', 70000);
	if (publish(p, "pay.txt", text) != ST_OK || p->diags.n)
		return 1;
	memset(text, 'b', 70000);
	if (publish(p, "pay.txt", text) != ST_IO ||
	    p->diags.count[DIAG_OUTPUT] != 1)
		return 2;
	if (holds(p, "2026-10/pay.txt")[0] != 'a' || count_sets(p) != 1)
		return 3;
	return publish(p, "pay.txt", "c") == ST_OK ? 0 : 4;
}

static void
full_disk(void)
{
	struct place p;
	place_open(&p);
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		_exit(on_full_disk(&p));
	waitpid(child, &status, 0);
	place_close(&p);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		unit_skip("only root can mount a small disk");
	OK(WIFEXITED(status) && WEXITSTATUS(status) == 0,
	   "a full disk leaves the old set: %d", WEXITSTATUS(status));
}

const struct unit_test suite_publish[] = {
	TEST(steps), TEST(layout), TEST(carries_links), TEST(in_the_way),
	TEST(calls_fail), TEST(writes_or_says), TEST(full_disk), TEST(kills), END
};
