/* SPDX-License-Identifier: MIT */
/*
 * A library to preload: the FAULT_AT-th call (from 0) of the family FAULT_IN
 * fails, and every later one if FAULT_ON is set.  At the end, the number of
 * calls of the family is appended to the file FAULT_COUNT, if it is set.
 *
 *     alloc   malloc, calloc, realloc          ENOMEM
 *     read    read, pread, fread of the libc   EIO
 *     write   write, fsync, rename             ENOSPC
 *     open    open, openat, fopen              EMFILE
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum family { NONE, ALLOC, READ, WRITE, OPEN };

static struct {
	enum family in;
	long at, calls;
	int on, ready;
} fault;

/* Told by the environment; the loader's own calls come before this. */
__attribute__((constructor)) static void
begin(void)
{
	static const char *const names[] = { "", "alloc", "read", "write",
		                             "open" };
	const char *in = getenv("FAULT_IN"), *at = getenv("FAULT_AT");

	for (int i = ALLOC; in && i <= OPEN; i++)
		if (strcmp(in, names[i]) == 0)
			fault.in = (enum family)i;
	fault.at = at ? strtol(at, NULL, 10) : -1;
	fault.on = getenv("FAULT_ON") != NULL;
	fault.ready = 1;
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("FAULT_COUNT");
	enum family in = fault.in;

	fault.in = NONE;
	FILE *f = path ? fopen(path, "w") : NULL;
	if (f) {
		fprintf(f, "%ld\n", fault.calls);
		fclose(f);
	}
	fault.in = in;
}

static int
fails(enum family f, int error)
{
	if (!fault.ready || fault.in != f)
		return 0;
	long n = fault.calls++;
	if (n != fault.at && !(fault.on && fault.at >= 0 && n > fault.at))
		return 0;
	errno = error;
	return 1;
}

#define REAL(name) \
	static __typeof__(&name) real; \
	if (!real) \
		*(void **)&real = dlsym(RTLD_NEXT, #name)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *
malloc(size_t n)
{
	return fails(ALLOC, ENOMEM) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails(ALLOC, ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails(ALLOC, ENOMEM) ? NULL : __libc_realloc(p, n);
}

ssize_t
read(int fd, void *buf, size_t n)
{
	REAL(read);
	return fails(READ, EIO) ? -1 : real(fd, buf, n);
}

ssize_t
pread(int fd, void *buf, size_t n, off_t at)
{
	REAL(pread);
	return fails(READ, EIO) ? -1 : real(fd, buf, n, at);
}

ssize_t
write(int fd, const void *buf, size_t n)
{
	REAL(write);
	/* what goes to people is not what is tested */
	return fd != STDERR_FILENO && fails(WRITE, ENOSPC) ? -1
	                                                   : real(fd, buf, n);
}

int
fsync(int fd)
{
	REAL(fsync);
	return fails(WRITE, EIO) ? -1 : real(fd);
}

int
renameat(int a, const char *from, int b, const char *to)
{
	REAL(renameat);
	return fails(WRITE, ENOSPC) ? -1 : real(a, from, b, to);
}

int
open(const char *path, int flags, ...)
{
	REAL(open);
	va_list ap;

	va_start(ap, flags);
	mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return fails(OPEN, EMFILE) ? -1 : real(path, flags, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	REAL(openat);
	va_list ap;

	va_start(ap, flags);
	mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return fails(OPEN, EMFILE) ? -1 : real(dir, path, flags, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
	REAL(fopen);
	return fails(OPEN, EMFILE) ? NULL : real(path, mode);
}
