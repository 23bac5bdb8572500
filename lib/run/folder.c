/* SPDX-License-Identifier: MIT */
#include "run/folder.h"

#include "run/publish.h"

#include <errno.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define LOCK     ".muster.lock"
#define LAST_RUN "last-run.txt"

enum {
	HOLDER_MAX = 200,             /* bytes of a holder's line          */
	ASK_TIMES = 20,               /* until a new holder has said who   */
};

struct folder {
	int dir, lock;                /* or -1                             */
	bool held;
};

/* Who holds the lock.  A holder writes its line right after it was given the
 * lock, so an empty file is looked at again for a moment. */
static struct str
ask(struct arena *mem, int fd)
{
	const struct timespec moment = { 0, 5000000 };
	char line[HOLDER_MAX];
	ssize_t n = 0;

	for (int i = 0; i < ASK_TIMES; i++) {
		n = pread(fd, line, sizeof line, 0);
		if (n > 0)
			break;
		nanosleep(&moment, NULL);
	}
	return str_dup(mem, str_trim((struct str){ line, n < 0 ? 0 : n }));
}

/* Take the lock of an open folder. */
static enum st
lock(struct arena *mem, struct folder *f, const char *dir, struct str who,
     struct diags *d, struct str *holder)
{
	const char *path = str_fmt(mem, "%s/" LOCK, dir).s;

	f->lock = openat(f->dir, LOCK, O_RDWR | O_CREAT | O_CLOEXEC |
	                 O_NOFOLLOW, 0600);
	if (f->lock < 0)
		return output_fault(d, path, "the folder's lock cannot be "
		                    "opened", errno);
	while (flock(f->lock, LOCK_EX | LOCK_NB)) {
		if (errno == EWOULDBLOCK) {
			*holder = ask(mem, f->lock);
			return ST_LOCKED;
		}
		if (errno != EINTR)
			return output_fault(d, path, "the folder cannot be "
			                    "locked", errno);
	}
	f->held = true;
	/* Empty in between: half a line would name nobody. */
	if (ftruncate(f->lock, 0) || pwrite(f->lock, who.s, (size_t)who.len,
	                                    0) != who.len)
		return output_fault(d, path, "cannot be written",
		                    errno ? errno : ENOSPC);
	return ST_OK;
}

struct folder *
folder_open(struct arena *mem, const char *dir, date as_of, struct str who,
            struct diags *d, enum st *st, struct str *holder)
{
	struct folder *f = NEW(mem, 1, struct folder);

	*f = (struct folder){ -1, -1, false };
	*holder = STR("");
	if (folders_make(mem, dir) || (f->dir = open(dir, DIR_FLAGS)) < 0)
		*st = output_fault(d, dir, "this folder cannot be used",
		                   errno);
	else
		*st = lock(mem, f, dir, who, d, holder);
	if (*st == ST_OK)
		*st = publish_check(mem, dir, as_of, d);
	if (f->held)
		return f;
	folder_close(f);
	return NULL;
}

void
folder_ended(struct arena *mem, struct folder *f, struct str last_run)
{
	if (last_run.len)
		file_replace(mem, f->dir, LAST_RUN, last_run);
	else
		unlinkat(f->dir, LAST_RUN, 0);
}

void
folder_close(struct folder *f)
{
	if (!f)
		return;
	/* Emptied before it is given up, so that it names nobody old. */
	if (f->held && ftruncate(f->lock, 0))
		errno = 0;
	if (f->lock >= 0)
		close(f->lock);
	if (f->dir >= 0)
		close(f->dir);
	f->lock = f->dir = -1;
}
