/* SPDX-License-Identifier: MIT */
/*
 * Files and folders as publishing needs them: written whole, synced, or not
 * at all.  What is made is readable for its owner only.
 */
#ifndef MUSTER_RUN_FILES_H
#define MUSTER_RUN_FILES_H

#include "base/diag.h"

#include <fcntl.h>
#include <sys/types.h>

enum { DIR_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

struct names { VEC(struct str); };

/* An OUTPUT finding about a path, with the system's words for `err` unless
 * that is 0.  ST_IO. */
enum st output_fault(struct diags *, const char *path, const char *what,
                     int err);

/* Write all bytes; -1 with errno. */
int fd_write(int fd, struct str);

/* Sync; what cannot be synced at all counts as done.  -1 with errno. */
int fd_sync(int fd);

/* Close; an interrupted close has closed.  -1 with errno. */
int fd_close(int fd);

/* Make a folder and those above it, where missing; -1 with errno. */
int folders_make(struct arena *, const char *dir);

/* The names in an open folder but for "." and ".."; empty if it is none. */
struct names folder_names(struct arena *, int fd);

/*
 * Write a file, made or emptied first, and close it.  ST_IO after OUTPUT when
 * any of it did not work, a full disk at the end included; what was written so
 * far stays.  Not synced: publish_commit does that.
 */
enum st write_file(const char *path, struct str, mode_t mode, struct diags *)
	MUST_CHECK;

/*
 * Write a file of an open folder under another name, sync it, and put it in
 * place of an older one: 0, or the errno, and then the older one stands.
 */
int file_replace(struct arena *, int folder, const char *name, struct str);

/* The same for a file that must not be there yet: EEXIST, if it is. */
int file_new(struct arena *, int folder, const char *name, struct str);

/*
 * The size and hash (base/hash.h) of a file of an open folder, read to its
 * end.  False with errno.
 */
bool file_hash(struct arena *, int folder, const char *name, int64_t *bytes,
               struct str *hash);

#endif
